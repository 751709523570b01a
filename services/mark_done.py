"""Takes the report that tasks are done, and the answer for a period of a repeating one."""

from domain.commands import AnswerCheckIn, MarkDone
from domain.figures import is_credited_in_time
from domain.notices import CheckInAnswered, Saying, TaskReported
from domain.refusals import ReasonMissing, Refused
from domain.shares import missing
from domain.tasks import CheckIn, Part
from domain.transitions import acknowledge, answer_check_in, report_done
from domain.verification_refusals import NotPeriodic
from services.desk import Desk, Reply
from services.keep_evidence import keep_handed
from services.report_share import add_my_shares, names_of_units, share_reported, share_units
from services.task_lines import each, line_of, numbers_meant, reportable_task, short_enough, write_change
from services.withdraw_request import settle_requests
from storage.shares import shares_of
from storage.tasks import TaskNow


def mark_done(desk: Desk, command: MarkDone) -> Reply:
    """Report each task done, counted on the day it was sent; for a repeating task this answers the period's check-in.

    Where several units lead, each reports its share; with the last one the task is reported.
    """
    numbers = numbers_meant(desk, "done", command.numbers)
    note = short_enough(command.note)
    return Reply(each(desk, numbers, lambda number: _mark_one(desk, number, note)))


def answer_for_period(desk: Desk, command: AnswerCheckIn) -> Reply:
    """How repeating tasks stand this period: they go on, something came of it, or it could not be done."""
    outcome = CheckIn(command.outcome)
    names = {CheckIn.UNDER_WAY: "ongoing", CheckIn.RESULT: "result", CheckIn.NOT_DONE: "notdone"}
    numbers = numbers_meant(desk, names[outcome], command.numbers)
    note = short_enough(command.note)
    if outcome is not CheckIn.UNDER_WAY and not note:
        raise Refused(ReasonMissing(numbers[0], names[outcome]))
    return Reply(each(desk, numbers, lambda number: _answer_one(desk, number, note, outcome)))


def _mark_one(desk: Desk, number: int, note: str | None) -> Saying:
    found = reportable_task(desk, number)
    if found.occurrence.is_check_in:
        return _answer(desk, found, note, CheckIn.RESULT if note else CheckIn.UNDER_WAY)
    keep_handed(desk, found, note or "")
    shared, is_last = _share(desk, found, note)
    if not is_last:
        return _share_only(desk, found, note, shared)
    needs_confirmation = desk.organisation.needs_confirmation
    after = report_done(
        found.occurrence, desk.person.person_id, desk.said_on, desk.said_at, note, needs_confirmation=needs_confirmation
    )
    settled = settle_requests(desk, found)
    found = write_change(desk, found, after, "task_reported", note or "", shares=list(shared), settled=settled)
    is_on_time = is_credited_in_time(found.occurrence, desk.organisation.zone)
    counted_on = desk.said_on if desk.said_on != desk.today else None
    return TaskReported(line_of(desk, found), is_on_time, needs_confirmation, note, counted_on)


def _answer_one(desk: Desk, number: int, note: str | None, outcome: CheckIn) -> Saying:
    found = reportable_task(desk, number)
    if not found.occurrence.is_check_in:
        raise Refused(NotPeriodic(number, found.task.title))
    return _answer(desk, found, note, outcome)


def _answer(desk: Desk, found: TaskNow, note: str | None, outcome: CheckIn) -> Saying:
    keep_handed(desk, found, note or "")
    shared, is_last = _share(desk, found, note) if outcome is not CheckIn.NOT_DONE else ((), True)
    if not is_last:
        return _share_only(desk, found, note, shared)
    after = answer_check_in(found.occurrence, desk.person.person_id, desk.said_on, desk.said_at, note, outcome)
    found = write_change(
        desk, found, after, "check_in_answered", note or "", shares=list(shared), outcome=outcome.value
    )
    return CheckInAnswered(line_of(desk, found), note, outcome.value)


def _share(desk: Desk, found: TaskNow, note: str | None) -> tuple[tuple[int, ...], bool]:
    """The units whose share this is (none where one unit leads alone), and whether all have reported by now."""
    units = share_units(desk, found, Part.LEAD)
    if len(units) <= 1:
        return (), True
    new = add_my_shares(desk, found, Part.LEAD, note)
    said = [share for share in shares_of(desk.tx, found.occurrence.id) if share.part is Part.LEAD]
    return new, not missing(units, said)


def _share_only(desk: Desk, found: TaskNow, note: str | None, shared: tuple[int, ...]) -> Saying:
    names = ", ".join(names_of_units(desk, shared))
    detail = f"{names}: {note}" if note else names
    after = acknowledge(found.occurrence, desk.now)
    found = write_change(desk, found, after, "share_reported", detail, shares=list(shared))
    return share_reported(desk, found, Part.LEAD, shared, note)
