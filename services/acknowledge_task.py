"""Takes tasks on: "đã nhận"."""

from domain.commands import Acknowledge
from domain.notices import Saying, TaskAcknowledged
from domain.transitions import acknowledge
from services.desk import Desk, Reply
from services.task_lines import each, line_of, numbers_meant, reportable_task, write_change


def acknowledge_task(desk: Desk, command: Acknowledge) -> Reply:
    """Mark the tasks as seen and taken on; saying it twice changes nothing."""
    numbers = numbers_meant(desk, "ack", command.numbers)
    return Reply(each(desk, numbers, lambda number: _acknowledge_one(desk, number)))


def _acknowledge_one(desk: Desk, number: int) -> Saying:
    found = reportable_task(desk, number)
    if found.occurrence.acknowledged_at is None:
        found = write_change(desk, found, acknowledge(found.occurrence, desk.now), "task_acknowledged")
    return TaskAcknowledged(line_of(desk, found))
