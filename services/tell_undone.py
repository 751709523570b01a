"""Withdraws what waits about a deed that was taken back, and corrects what went out: one notice to the same people."""

from collections.abc import Sequence
from dataclasses import replace

from domain.lines import TaskLine
from domain.notices import ChangeUndone, Saying
from services.desk import Desk
from services.pending_question import numbers_named
from services.tell_concerned import tell
from storage.withdrawals import withdraw_messages

WITHDRAWN = "người gửi đã hoàn tác"


def tell_undone(desk: Desk, inbox_id: int | None, undone: Sequence[ChangeUndone]) -> None:
    """`inbox_id` is the update of the deed; without one nobody can be known to have been told."""
    if inbox_id is None:
        return
    told: dict[int, set[int]] = {}
    for message in withdraw_messages(desk.tx, desk.organisation.id, inbox_id, WITHDRAWN):
        numbers = {number for saying in message.sayings for number in numbers_named(saying)}
        told.setdefault(message.person_id, set()).update(numbers)
    for person_id, numbers in told.items():
        sayings = [replace(one, by=desk.person.name) for one in undone if _concerns(one.line, numbers)]
        if sayings:
            tell(desk, f"undone:{desk.inbox_id or desk.now.isoformat()}", {person_id}, *list[Saying](sayings))


def _concerns(line: TaskLine | None, numbers: set[int]) -> bool:
    """A message that named tasks is corrected about these; one that named none about everything."""
    return line is None or not numbers or line.number in numbers
