"""What a bare command is about: "xong" after a reminder of one task. Never a guess between two.

Looked up in what was really sent to this very chat in the last two days. Everything sent since the person last wrote
there belongs together: when that names two tasks still to be answered, the person is asked which. When it names none,
what was sent before the person's word before that is looked at, and so on. Answers to what dondoc asks are completed
elsewhere (`answer_question`).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import get_args

from domain.authorisation import may_confirm, may_report, may_see
from domain.notices import Saying, TaskLine
from domain.question_notices import ClarificationAsked
from domain.refusals import NumberNotUnderstood, Refusal, WhichTask
from domain.requests import RequestKind
from domain.tasks import Part, State
from services.context.command_context import Desk
from services.context.find_request import awaited
from storage.requests import open_request
from storage.talks import Said, heard_since, said_since
from storage.tasks import TaskNow, find_task, load_tasks

ANSWERED_WITHIN = timedelta(days=2)
MOST_TASKS = 40  # looked at for one bare command
_REFUSALS = get_args(Refusal)
_CONFIRMING = frozenset({"confirm", "return"})
_KINDS_OF: Mapping[str, tuple[RequestKind, ...]] = {
    "decide": (RequestKind.EXTENSION, RequestKind.DEADLINE),
    "refuse": (RequestKind.EXTENSION, RequestKind.DEADLINE),
    "answer": (RequestKind.QUESTION, RequestKind.EXPLANATION),
}


def tasks_asked_about(desk: Desk, command: str) -> tuple[int, ...]:
    """Numbers of the tasks that this command without a number may mean; exactly one says which."""
    for turn in _turns(desk):
        if any(_ends_context(saying) for said in turn for saying in said.sayings):
            return ()
        numbers = dict.fromkeys(number for said in turn for saying in said.sayings for number in numbers_named(saying))
        wanted = tuple(number for number in list(numbers)[:MOST_TASKS] if is_waited_for(desk, command, number))
        if wanted:
            return wanted
    return ()


def _ends_context(saying: Saying) -> bool:
    """Whether this answers a text that named a task and was refused or not understood: no older message counts then.

    "ct 9" refused, then "xong": the person means 9, and never the task of this morning.
    """
    if isinstance(saying, ClarificationAsked | NumberNotUnderstood):
        return True
    return isinstance(saying, _REFUSALS) and isinstance(getattr(saying, "number", None), int)


def tasks_waiting(desk: Desk, command: str) -> tuple[int, ...]:
    """Numbers of all open tasks on which this person may act with the command now, lowest first."""
    found = sorted(each.task.number for each in load_tasks(desk.tx, desk.organisation.id))
    return tuple(number for number in found if is_waited_for(desk, command, number))[:MOST_TASKS]


def numbers_named(saying: Saying) -> tuple[int, ...]:
    """Every task number that a message shows."""
    if isinstance(saying, WhichTask):
        return saying.candidates
    lines = [getattr(saying, "line", None), *(getattr(item, "line", None) for item in getattr(saying, "items", ()))]
    lines += [line for name in ("lines", "overdue", "due_soon", "others") for line in getattr(saying, name, ())]
    found = [line.number for line in lines if isinstance(line, TaskLine)]
    found += [*getattr(saying, "also_overdue", ()), *getattr(saying, "waiting", ()), *getattr(saying, "undated", ())]
    number = getattr(saying, "number", None)
    return tuple(dict.fromkeys([*found, number] if isinstance(number, int) else found))


def _turns(desk: Desk) -> Iterator[list[Said]]:
    """What was sent, newest first, in the pieces between which the person wrote."""
    since = desk.now - ANSWERED_WITHIN
    address = (desk.heard.channel, desk.heard.chat_id)
    said = said_since(desk.tx, desk.organisation.id, address, since)
    if not said:
        return
    heard = heard_since(desk.tx, desk.organisation.id, address, since, desk.inbox_id or 0)
    for _, turn in groupby(said, key=lambda message: sum(at > message.at for at in heard)):
        yield list(turn)


def is_waited_for(desk: Desk, command: str, number: int) -> bool:
    """Whether the command of this canonical name can be done by this person about the task now."""
    found = find_task(desk.tx, desk.organisation.id, number)
    if found is None:
        return False
    if command in _CONFIRMING:
        return found.occurrence.state is State.REPORTED and may_confirm(desk.person)
    return _is_open_to(desk, command, found)


def _is_open_to(desk: Desk, command: str, found: TaskNow) -> bool:
    if command in {"task", "explain"}:
        return may_see(desk.person, found.task, desk.my_units)
    if command == "evidence":
        is_alive = found.occurrence.state in {State.OPEN, State.REPORTED}
        return is_alive and any(r.unit_id in desk.my_units for r in found.task.responsibilities)
    if command == "coordinated":
        mine = [r for r in found.task.units(Part.COORDINATING) if r.unit_id in desk.my_units]
        return bool(mine) and found.occurrence.state is State.OPEN
    if command in _KINDS_OF:
        request = open_request(desk.tx, found.occurrence.id, _KINDS_OF[command])
        return request is not None and awaited(desk, found, request) != ""
    if command == "unblock" and found.occurrence.obstacle is None:
        return False
    return found.occurrence.state is State.OPEN and may_report(desk.person, found.task, desk.my_units)
