"""What each deed does to the model: reports and what becomes of them."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from tests.crash.model import Acts, Asked, Model, Standing
from tests.crash.orders import ORDERS
from tests.crash.people import Deed
from tests.crash.petitions import PETITIONS, settle
from tests.crash.taking_back import TAKING_BACK
from tests.crash.town import UNIT_ROLES
from tests.crash.ward import COORDINATOR


def _done(model: Model, index: int, deed: Deed, at: datetime) -> None:
    for number in deed.numbers:
        if model.may_report(number, deed.person):
            _report(model, index, deed, number, at)


def _check_in(model: Model, index: int, deed: Deed, at: datetime) -> None:
    for number in deed.numbers:
        wants_words = deed.verb != "ongoing"
        if not model.may_report(number, deed.person) or not model.tasks[number].is_check_in:
            continue
        if deed.verb == "notdone" and deed.reason:
            after = replace(model.standings[number], is_taken=True, is_held_up=True)
            model.change(index, deed, number, "check_in_answered", after, at)
        elif deed.reason or not wants_words:
            _report(model, index, deed, number, at)


def _report(model: Model, index: int, deed: Deed, number: int, at: datetime) -> None:
    """Where several units lead, each says its own share; the last one reports the task."""
    sharing = model.town.that_share(model.tasks[number].lead)
    said = model.shares.setdefault(number, {})
    mine = frozenset[int]()
    if len(sharing) > 1:
        mine = (sharing & model.town.units_of(deed.person)) - said.keys()
        if not mine:
            return
        said.update(dict.fromkeys(mine, (deed.person, at)))
        if sharing - said.keys():
            after = replace(model.standings[number], is_taken=True)
            model.change(index, deed, number, "share_reported", after, at, mine)
            return
    is_check_in = model.tasks[number].is_check_in
    after = _reported(model.standings[number], deed.person, at, "done" if is_check_in else "reported")
    settled = () if is_check_in else settle(model, number)
    what = "check_in_answered" if is_check_in else "task_reported"
    model.change(index, deed, number, what, after, at, mine, settled)


def _reported(standing: Standing, person: str, at: datetime, state: str) -> Standing:
    return replace(
        standing, state=state, progress=100, is_taken=True, reported_at=at, reported_by=person, is_held_up=False
    )


def _progress(model: Model, index: int, deed: Deed, at: datetime) -> None:
    if deed.percent is not None and model.may_report(deed.numbers[0], deed.person):
        after = replace(model.standings[deed.numbers[0]], progress=deed.percent, is_taken=True)
        model.change(index, deed, deed.numbers[0], "progress_set", after, at)


def _ack(model: Model, index: int, deed: Deed, at: datetime) -> None:
    for number in deed.numbers:
        if model.may_report(number, deed.person) and not model.standings[number].is_taken:
            model.change(index, deed, number, "task_acknowledged", replace(model.standings[number], is_taken=True), at)


def _confirm(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """Where not all lead units have reported, the coordinator need not wait for the others."""
    for number in deed.numbers:
        standing = model.standings.get(number)
        if deed.person != COORDINATOR or standing is None:
            continue
        said, settled = list(model.shares.get(number, {}).values()), tuple[Asked, ...]()
        if standing.state == "open" and said and not model.tasks[number].is_check_in:
            person, reported_at = said[-1]
            after = _reported(standing, person, reported_at, "reported")
            model.change(index, deed, number, "share_overruled", after, at)
            settled = settle(model, number)
        if model.standings[number].state == "reported":
            after = replace(model.standings[number], state="done")
            model.change(index, deed, number, "task_confirmed", after, at, settled=settled, back=standing)
            model.tell("decision", _reporters(model, number), deed.person)


def _return(model: Model, index: int, deed: Deed, at: datetime) -> None:
    number = deed.numbers[0]
    standing = model.standings.get(number)
    if deed.person != COORDINATOR or standing is None or standing.state != "reported" or not deed.reason:
        return
    reporters = _reporters(model, number)
    said = model.shares.pop(number, {})
    after = replace(standing, state="open", progress=0, reported_at=None, reported_by=None)
    model.change(index, deed, number, "task_returned", after, at)
    model.can_be_undone(None, lambda: model.shares.update({number: said}))
    model.tell("decision", reporters, deed.person)


def _reporters(model: Model, number: int) -> set[str]:
    said = {person for person, _ in model.shares.get(number, {}).values()}
    return said | {model.standings[number].reported_by or ""}


def _coordinated(model: Model, index: int, deed: Deed, at: datetime) -> None:
    for number in deed.numbers:
        if not model.sees(number, deed.person) or model.standings[number].state not in {"open", "reported"}:
            continue
        task = model.tasks[number]
        sharing = model.town.that_share(task.coordinating) - model.town.with_members(task.lead)
        said = model.coordinated.setdefault(number, set())
        new = (sharing & model.town.units_of(deed.person)) - said
        if new:
            said |= new
            model.note(index, deed, number, "share_coordinated")
            model.can_be_undone(None, partial(said.difference_update, new))


def _evidence(model: Model, index: int, deed: Deed, _at: datetime) -> None:
    number = deed.numbers[0]
    if not model.sees(number, deed.person) or not model.town.has_role(deed.person, UNIT_ROLES):
        return
    task = model.tasks[number]
    is_theirs = (task.lead | task.coordinating) & model.town.units_of(deed.person)
    if deed.reason and is_theirs and model.standings[number].state in {"open", "reported"}:
        model.note(index, deed, number, "evidence_added")


_REPORTS: Acts = {
    "done": _done, "ongoing": _check_in, "result": _check_in, "notdone": _check_in, "progress": _progress, "ack": _ack,
    "confirm": _confirm, "return": _return, "coordinated": _coordinated, "evidence": _evidence,
}  # fmt: skip
ACTS: Acts = {**_REPORTS, **PETITIONS, **ORDERS, **TAKING_BACK}
