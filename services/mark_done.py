"""Takes the report that tasks are done."""

from domain.commands import MarkDone
from domain.figures import is_credited_in_time
from domain.notices import CheckInAnswered, Saying, TaskReported
from domain.transitions import report_done
from services.desk import Desk, Reply
from services.task_lines import each, line_of, numbers_meant, reportable_task, short_enough, write_change
from services.withdraw_request import settle_requests


def mark_done(desk: Desk, command: MarkDone) -> Reply:
    """Report each task done, on today's account; for a repeating task this answers the period's check-in."""
    numbers = numbers_meant(desk, "done", command.numbers)
    note = short_enough(command.note)
    return Reply(each(desk, numbers, lambda number: _mark_one(desk, number, note)))


def _mark_one(desk: Desk, number: int, note: str | None) -> Saying:
    found = reportable_task(desk, number)
    before = found.occurrence
    after = report_done(
        before,
        desk.person.person_id,
        desk.today,
        desk.now,
        note,
        needs_confirmation=desk.organisation.needs_confirmation,
    )
    what = "check_in_answered" if before.is_check_in else "task_reported"
    found = write_change(desk, found, after, what, note or "")
    settle_requests(desk, found)
    line = line_of(desk, found)
    if before.is_check_in:
        return CheckInAnswered(line, note)
    is_on_time = is_credited_in_time(found.occurrence, desk.organisation.zone)
    return TaskReported(line, is_on_time, desk.organisation.needs_confirmation, note)
