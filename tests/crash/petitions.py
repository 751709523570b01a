"""What people ask of those above or below them, in the model: more time, direction, explanations, obstacles."""

from dataclasses import replace
from datetime import datetime

from tests.crash.model import HANOI, Acts, Asked, Model
from tests.crash.people import Deed
from tests.crash.town import UNIT_ROLES
from tests.crash.ward import COORDINATOR, LEADER

FOR_TIME = ("extension", "deadline")  # one of them at a time


def settle(model: Model, number: int, *more: str) -> tuple[Asked, ...]:
    """The work is said done or cancelled: nobody needs more time or direction. Gives what this has settled."""
    kinds = {"extension", "question", *more}
    settled = tuple(a for a in model.asked.get(number, ()) if a.is_open and a.kind in kinds)
    for asked in settled:
        asked.settle()
    return settled


def open_request(model: Model, number: int, *kinds: str) -> Asked | None:
    return next((a for a in model.asked.get(number, ()) if a.is_open and a.kind in kinds), None)


def ask(model: Model, index: int, deed: Deed, asked: Asked, what: str = "") -> None:
    """Somebody asks something about a task; `what` names the event."""
    number = deed.numbers[0]
    model.asked.setdefault(number, []).append(asked)
    model.note(index, deed, number, what or f"{asked.kind}_asked", asked)


def _extend(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """A later day than the one that stands, and a reason; one request at a time."""
    number = deed.numbers[0]
    if not model.may_report(number, deed.person) or model.tasks[number].is_check_in:
        return
    last_day = model.standings[number].last_day
    if last_day is None or deed.day is None or not deed.reason or open_request(model, number, *FOR_TIME):
        return
    today = at.astimezone(HANOI).date()
    if deed.day <= last_day or deed.day < today:
        return
    ask(model, index, deed, Asked("extension", deed.person, deed.day))
    if model.tell("request", model.town.people_in("coordinator"), deed.person) == 0:
        model.tell("request:up", model.town.people_in("leader"), deed.person)


def _decide(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """The coordinator's word goes up with the request; the leader's decides."""
    number, is_granted = deed.numbers[0], deed.verb == "decide"
    asked = open_request(model, number, *FOR_TIME)
    if deed.person not in {COORDINATOR, LEADER} or asked is None or (not is_granted and not deed.reason):
        return
    if asked.kind == "deadline":
        _decide_deadline(model, index, deed, at, asked, is_granted=is_granted)
        return
    if deed.person == COORDINATOR:
        was_recommended = asked.is_recommended
        asked.recommend()
        model.note(index, deed, number, "extension_recommended" if is_granted else "extension_not_recommended")
        _can_be_unsaid(model, asked, is_recommended=was_recommended, number=number)
        model.tell("request:up", model.town.people_in("leader"), deed.person)
        return
    if is_granted:
        day = deed.day or asked.wanted_day
        if day is None or day < at.astimezone(HANOI).date():
            return
        after = replace(model.standings[number], last_day=day, at_time=None)
        model.change(index, deed, number, "extension_granted", after, at)
    else:
        model.note(index, deed, number, "extension_refused")
    asked.settle()
    _can_be_unsaid(model, asked, is_recommended=asked.is_recommended, number=number)
    people = model.concerned(number) | model.town.people_in("coordinator") | {asked.by}
    model.tell("decided", people, deed.person)


def _decide_deadline(model: Model, index: int, deed: Deed, at: datetime, asked: Asked, *, is_granted: bool) -> None:
    """Only a leader's word counts; any day will do, and work that is done gets it too."""
    number = deed.numbers[0]
    task, standing = model.tasks[number], model.standings[number]
    if deed.person != LEADER or (is_granted and standing.state == "cancelled"):
        return
    left, version = task, standing.version
    if is_granted:
        day = deed.day or asked.wanted_day
        left = model.tasks[number] = replace(task, kind="by_date", first_day=None, last_day=day, at_time=None)
        after, version = replace(standing, last_day=day, at_time=None), standing.version + 1
        model.change(index, deed, number, "deadline_change_granted", after, at)
    else:
        model.note(index, deed, number, "deadline_change_refused")
    asked.settle()
    said = asked.version

    def stands() -> bool:
        is_as_left = model.tasks[number] == left and model.standings[number].version == version
        is_alone = open_request(model, number, *FOR_TIME) is None and model.standings[number].state != "cancelled"
        return asked.version == said and (is_as_left or not is_granted) and is_alone

    def revert() -> None:
        asked.ask_again()
        if is_granted:
            model.tasks[number] = task

    model.can_be_undone(stands, revert)
    people = model.concerned(number) | model.town.people_in("coordinator") | {asked.by}
    model.tell("decided", people, deed.person)


def _can_be_unsaid(model: Model, asked: Asked, *, is_recommended: bool, number: int) -> None:
    """As long as nobody else has said anything about the request, or asked again, or reported the work."""
    version = asked.version

    def stands() -> bool:
        is_needed = model.standings[number].state == "open"
        return asked.version == version and is_needed and open_request(model, number, *FOR_TIME) in (None, asked)

    def revert() -> None:
        asked.ask_again()
        asked.is_recommended = is_recommended

    model.can_be_undone(stands, revert)


def _block(model: Model, index: int, deed: Deed, at: datetime) -> None:
    number = deed.numbers[0]
    if model.may_report(number, deed.person) and deed.reason:
        after = replace(model.standings[number], is_held_up=True, is_taken=True)
        model.change(index, deed, number, "obstacle_raised", after, at)
        model.tell("obstacle", model.heads(number) | model.town.people_in("coordinator"), deed.person)


def _unblock(model: Model, index: int, deed: Deed, at: datetime) -> None:
    number = deed.numbers[0]
    may = model.sees(number, deed.person) if deed.person == COORDINATOR else model.may_report(number, deed.person)
    if may and model.standings[number].is_held_up:
        model.change(index, deed, number, "obstacle_cleared", replace(model.standings[number], is_held_up=False), at)
        people = model.heads(number) | model.leading(number) | model.town.people_in("coordinator")
        model.tell("obstacle", people, deed.person)


def _question(model: Model, index: int, deed: Deed, _at: datetime) -> None:
    number = deed.numbers[0]
    may = model.sees(number, deed.person) if deed.person == COORDINATOR else model.may_report(number, deed.person)
    if may and deed.reason and open_request(model, number, "question") is None:
        ask(model, index, deed, Asked("question", deed.person))
        model.tell("request", model.town.people_in("leader"), deed.person)


def _explain(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """From above it calls for an explanation; typed by the lead unit it is the explanation."""
    number = deed.numbers[0]
    if deed.person not in {COORDINATOR, LEADER}:
        if model.town.has_role(deed.person, UNIT_ROLES):
            _answer(model, index, deed, at)
        return
    standing = model.standings.get(number)
    if standing and standing.state != "cancelled" and open_request(model, number, "explanation") is None:
        ask(model, index, deed, Asked("explanation", deed.person))
        model.tell("request", model.leading(number) | model.heads(number), deed.person)


def _answer(model: Model, index: int, deed: Deed, _at: datetime) -> None:
    number = deed.numbers[0]
    if number not in model.tasks or not deed.reason:
        return
    kinds = ["question"] if deed.person == LEADER else []
    kinds += ["explanation"] if model.leads(number, deed.person) else []
    asked = open_request(model, number, *kinds)
    if asked is not None:
        asked.settle()
        model.note(index, deed, number, "question_answered" if asked.kind == "question" else "explanation_given")
        model.tell("answered", {asked.by} | model.town.people_in("coordinator"), deed.person)


PETITIONS: Acts = {
    "extend": _extend, "decide": _decide, "refuse": _decide, "block": _block, "unblock": _unblock, "ask": _question,
    "explain": _explain, "answer": _answer,
}  # fmt: skip
