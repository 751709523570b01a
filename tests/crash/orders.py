"""What those above order, in the model: asking after tasks, handing them over, adding, cancelling and moving them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.crash.model import HANOI, Acts, Asked, Model, Standing
from tests.crash.people import Deed
from tests.crash.petitions import FOR_TIME, ask, open_request, settle
from tests.crash.ward import COORDINATOR, LEADER, PlannedTask

NOT_AGAIN_WITHIN = timedelta(hours=1)


def _nudge(model: Model, index: int, deed: Deed, at: datetime) -> None:
    for number in deed.numbers:
        if deed.person not in {COORDINATOR, LEADER} or number not in model.tasks:
            continue
        before = model.nudged_at.get(number)
        is_again = before is not None and at - before < NOT_AGAIN_WITHIN
        if model.standings[number].state == "open" and model.leading(number) and not is_again:
            model.nudged_at[number] = at
            model.note(index, deed, number, "nudged")
            model.tell("nudge", model.leading(number), deed.person)


def _assign(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """A head hands over within the own unit, the coordinator within every lead unit."""
    number, town = deed.numbers[0], model.town
    if not town.has_role(deed.person, {"head", "coordinator"}) or not model.sees(number, deed.person):
        return
    units = town.with_members(model.tasks[number].lead)
    if deed.person != COORDINATOR:
        units &= {unit for unit, name, role in town.memberships if name == deed.person and role == "head"}
    units = frozenset(
        unit for unit in units
        if (deed.name in town.in_unit(unit, "officer", "head") if deed.name else town.in_unit(unit, "officer", "head"))
    )  # fmt: skip
    if model.standings[number].state != "open" or not units:
        return
    unit = min(units)
    chosen = frozenset({deed.name} - {""})
    before, left = model.handed_by.get((number, unit)), (index, chosen) if chosen else None
    model.hand(number, unit, left)
    model.note(index, deed, number, "task_assigned")
    model.can_be_undone(lambda: model.handed_by.get((number, unit)) == left, lambda: model.hand(number, unit, before))
    model.mark(number, at)
    model.tell("assigned", chosen or town.in_unit(unit, "officer", "head"), deed.person)


def _add(model: Model, index: int, deed: Deed, at: datetime) -> None:
    if deed.person != COORDINATOR:
        return
    number, unit = max(model.tasks) + 1, model.town.units[deed.name]
    people = frozenset((name, role) for its, name, role in model.town.memberships if its == unit)
    model.tasks[number] = PlannedTask(number, False, deed.day, None, people, frozenset({unit}))
    model.standings[number] = Standing(last_day=deed.day)
    model.note(index, deed, number, "task_added")
    model.mark(number, at)
    model.tell("added", model.leading(number))


def _cancel(model: Model, index: int, deed: Deed, at: datetime) -> None:
    number = deed.numbers[0]
    standing = model.standings.get(number)
    if deed.person == COORDINATOR and standing and standing.state != "cancelled" and deed.reason:
        settled = settle(model, number, "deadline")
        model.change(index, deed, number, "task_cancelled", replace(standing, state="cancelled"), at, settled=settled)
        model.tell("stopped", model.concerned(number), deed.person)


def _restore(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """Where it stood when it was cancelled, its deadline as it is now, and what was asked is asked again."""
    number = deed.numbers[0]
    standing = model.standings.get(number)
    if deed.person != COORDINATOR or standing is None or standing.state != "cancelled":
        return
    cancelled = [change for change in model.changes if change.number == number and change.what == "task_cancelled"][-1]
    after = replace(cancelled.before, last_day=standing.last_day, at_time=standing.at_time)
    for asked in cancelled.settled:
        asked.ask_again()
    versions = [asked.version for asked in cancelled.settled]
    model.change(index, deed, number, "task_restored", after, at)
    model.tell("restored", model.concerned(number) | model.town.people_in("leader"), deed.person)

    def revert() -> None:
        for asked in cancelled.settled:
            asked.settle()

    def stands() -> bool:
        is_alone = open_request(model, number, *FOR_TIME) in (None, *cancelled.settled)
        return [asked.version for asked in cancelled.settled] == versions and is_alone

    model.can_be_undone(stands, revert)


def _move(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """Open work gets the new day at once; work that was judged by its day already is put before the leaders."""
    number = deed.numbers[0]
    standing = model.standings.get(number)
    if deed.person != COORDINATOR or standing is None or standing.state == "cancelled":
        return
    task = model.tasks[number]
    if _written(task) == ("by_date", None, deed.day, None) and standing.last_day == deed.day:
        return
    if _is_judged(standing, at):
        if open_request(model, number, *FOR_TIME) is None:
            ask(model, index, deed, Asked("deadline", deed.person, deed.day), "deadline_change_asked")
            model.tell("request", model.town.people_in("leader"), deed.person)
        return
    left = model.tasks[number] = replace(task, kind="by_date", first_day=None, last_day=deed.day, at_time=None)
    version = standing.version + 1

    def stands() -> bool:
        return model.tasks[number] == left and version == model.standings[number].version

    def revert() -> None:
        model.tasks[number] = task

    model.change(index, deed, number, "deadline_moved", replace(standing, last_day=deed.day, at_time=None), at)
    model.can_be_undone(stands, revert)
    if standing.state != "done":
        model.tell("deadline", model.concerned(number), deed.person)


def _is_judged(standing: Standing, at: datetime) -> bool:
    """The last moment has passed, or the work is said done."""
    if standing.last_day is None:
        return False
    local = at.astimezone(HANOI)
    is_past = local.date() > standing.last_day
    if standing.at_time is not None and local.date() == standing.last_day:
        is_past = local.time() > standing.at_time
    return is_past or standing.state in {"reported", "done"}


def _written(task: PlannedTask) -> tuple[str, date | None, date | None, object]:
    return task.kind, task.first_day, task.last_day, task.at_time


ORDERS: Acts = {"nudge": _nudge, "assign": _assign, "add": _add, "cancel": _cancel, "restore": _restore, "edit": _move}
