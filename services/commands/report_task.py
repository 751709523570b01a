"""Reports on tasks: taken on, progress, done, one unit's share, and the answer for a period of a repeating task."""

from collections.abc import Iterable

from domain.figures import is_credited_in_time
from domain.history import EventKind
from domain.messages import Refused, Response
from domain.messages.questions import NumberNotUnderstood, ReasonMissing
from domain.messages.summaries import ShareSummary
from domain.messages.tasks import (
    Acknowledge,
    AnswerCheckIn,
    CheckInAnswered,
    MarkDone,
    NotCoordinating,
    NotPeriodic,
    ProgressAsked,
    ProgressSet,
    ReportProgress,
    ReportShare,
    ShareKnown,
    ShareReported,
    TaskAcknowledged,
    TaskReported,
)
from domain.questions import HOLE, QuestionKind
from domain.tasks import (
    CheckIn,
    Part,
    Share,
    State,
    acknowledge,
    answer_check_in,
    missing,
    report_done,
    set_progress,
    units_that_share,
)
from services.commands.answer_courtesy import answer_courtesy
from services.commands.keep_evidence import keep_handed
from services.commands.request_extension import settle_requests
from services.context.command_context import CommandContext, Reply
from services.context.find_task import each, numbers_meant, refuse_closed, reportable_task, short_enough, visible_task
from services.context.questions import ask_question, left_behind
from services.context.record_change import record, task_before, write_change
from services.context.summaries import summary_of
from storage.lead_shares import add_shares, shares_of
from storage.people import load_contacts, name_of
from storage.requests import requests_of_number
from storage.tasks import TaskNow
from storage.units import has_groups


def report_share(context: CommandContext, command: ReportShare) -> Reply:
    """The person's unit has done what it was to coordinate."""
    numbers = numbers_meant(context, ReportShare, command.numbers)
    note = short_enough(command.note)
    return Reply(each(context, numbers, lambda number: _coordinated(context, number, note)))


def _coordinated(context: CommandContext, number: int, note: str | None) -> Response:
    found = visible_task(context, number)
    mine = my_share_units(context, found, Part.COORDINATING)
    if not mine:
        raise Refused(NotCoordinating(number, found.task.title))
    if found.occurrence.state is not State.REPORTED:
        refuse_closed(context, found)
    kept = task_before(context, found.task.id)
    new = add_my_shares(context, found, Part.COORDINATING, note)
    facts: dict[str, object] = {
        "detail": ", ".join(names_of_units(context, new)),
        "shares": list(new),
        "note": note or "",
    }
    record(context, EventKind.SHARE_COORDINATED, found, {**facts, **kept.facts()})
    return share_reported(context, found, Part.COORDINATING, new, note)


def share_units(context: CommandContext, found: TaskNow, part: Part) -> tuple[int, ...]:
    """The units that each report for themselves, in the plan's order; who leads does not coordinate as well."""
    units = _units_of(context, found, part)
    if part is Part.COORDINATING:
        leading = context.directory.with_members(r.unit_id for r in found.task.units(Part.LEAD))
        units = tuple(unit_id for unit_id in units if unit_id not in leading)
    return units


def _units_of(context: CommandContext, found: TaskNow, part: Part) -> tuple[int, ...]:
    units = [r.unit_id for r in found.task.units(part)]
    # As nearly always there is none: then nobody else's units and names need be read.
    if not has_groups(context.tx, context.organisation.id, found.task.number, part.value):
        return tuple(dict.fromkeys(units))
    staffed = frozenset(u for contact in load_contacts(context.tx, context.organisation.id) for u in contact.unit_ids)
    return units_that_share(units, context.directory.units, context.directory.members, staffed)


def my_share_units(context: CommandContext, found: TaskNow, part: Part) -> tuple[int, ...]:
    """Those for which this person speaks: their own units, and the ones these belong to."""
    return tuple(unit_id for unit_id in share_units(context, found, part) if unit_id in context.my_units)


def add_my_shares(context: CommandContext, found: TaskNow, part: Part, note: str | None) -> tuple[int, ...]:
    """Record that the person's units have done their part; returns those that had not reported it before.

    Raises Refused(ShareKnown) when all of them had.
    """
    mine = my_share_units(context, found, part)
    said = [share for share in shares_of(context.tx, found.occurrence.id) if share.part is part]
    new = missing(mine, said)
    if not new:
        last = next(share for share in reversed(said) if share.unit_id in mine)
        names, open_ = (
            names_of_units(context, mine),
            names_of_units(context, missing(share_units(context, found, part), said)),
        )
        by = name_of(context.tx, last.reported_by)
        raise Refused(ShareKnown(found.task.number, names, by, last.reported_at, open_))
    shares = [Share(unit_id, part, context.person.person_id, context.said_on, context.said_at, note) for unit_id in new]
    add_shares(context.tx, context.organisation.id, found.occurrence.id, shares)
    return new


def share_reported(
    context: CommandContext, found: TaskNow, part: Part, units: Iterable[int], note: str | None
) -> ShareReported:
    """What the person is answered: their units, and the ones still to come."""
    open_ = missing(share_units(context, found, part), shares_of(context.tx, found.occurrence.id))
    return ShareReported(
        summary_of(context, found), part.value, names_of_units(context, units), names_of_units(context, open_), note
    )


def share_lines(context: CommandContext, found: TaskNow) -> tuple[ShareSummary, ...]:
    """Where each unit stands: of the lead units only when there are several; of the coordinating when any has said."""
    shares = shares_of(context.tx, found.occurrence.id)
    lines: list[ShareSummary] = []
    for part in (Part.LEAD, Part.COORDINATING):
        units = share_units(context, found, part)
        days = {share.unit_id: share.reported_on for share in shares if share.part is part}
        if (part is Part.LEAD and len(units) > 1) or (part is Part.COORDINATING and days):
            lines += [ShareSummary(context.directory.units[u].name, part.value, days.get(u)) for u in units]
    return tuple(lines)


def names_of_units(context: CommandContext, unit_ids: Iterable[int]) -> tuple[str, ...]:
    """The units' names."""
    return tuple(context.directory.units[unit_id].name for unit_id in unit_ids)


def acknowledge_task(context: CommandContext, command: Acknowledge) -> Reply:
    """Mark the tasks as seen and taken on; a second time changes nothing."""
    if command.is_courtesy and context.origin.reply_to is None:
        return answer_courtesy(context)
    numbers = numbers_meant(context, Acknowledge, command.numbers)
    return Reply(each(context, numbers, lambda number: _acknowledge_one(context, number)))


def _acknowledge_one(context: CommandContext, number: int) -> Response:
    found = reportable_task(context, number)
    if found.occurrence.acknowledged_at is None:
        found = write_change(context, found, acknowledge(found.occurrence, context.now), EventKind.TASK_ACKNOWLEDGED)
    return TaskAcknowledged(summary_of(context, found))


def report_progress(context: CommandContext, command: ReportProgress) -> Reply:
    """Write the percentage down; without one, show the choices."""
    number = numbers_meant(context, ReportProgress, () if command.number is None else (command.number,))[0]
    note = short_enough(command.note)
    found = reportable_task(context, number)
    if command.percent is None:
        return _ask_how_far(context, found, note)
    if not 0 <= command.percent <= 100:
        raise Refused(NumberNotUnderstood(ReportProgress.canonical, str(command.percent)))
    after = set_progress(found.occurrence, command.percent, context.now, note)
    found = write_change(context, found, after, EventKind.PROGRESS_SET, f"{command.percent} % {note or ''}".strip())
    return Reply([ProgressSet(summary_of(context, found), note)], may_replace=True)


def _ask_how_far(context: CommandContext, found: TaskNow, note: str | None) -> Reply:
    """Any number up to a hundred answers; words that came without one are kept with the question."""
    words = f": {note}" if note else ""
    template = f"/progress {found.task.number} {HOLE}%{words}"
    about = context.origin.text or template
    replaced = left_behind(context, about)
    question = ask_question(context, about, (), QuestionKind.SHARE, template=template)
    return Reply([ProgressAsked(summary_of(context, found), question.id, replaced)])


def mark_done(context: CommandContext, command: MarkDone) -> Reply:
    """Report each task done, counted on the day it was sent; for a repeating task this answers the period's check-in.

    Where several units lead, each reports its share; with the last one the task is reported.
    """
    numbers = numbers_meant(context, MarkDone, command.numbers)
    note = short_enough(command.note)
    return Reply(each(context, numbers, lambda number: _mark_one(context, number, note)))


def answer_for_period(context: CommandContext, command: AnswerCheckIn) -> Reply:
    """How repeating tasks stand this period: they go on, something came of it, or it could not be done."""
    outcome = command.outcome
    numbers = numbers_meant(context, type(command), command.numbers)
    note = short_enough(command.note)
    if outcome is not CheckIn.UNDER_WAY and not note:
        raise Refused(ReasonMissing(numbers[0], command.canonical))
    return Reply(each(context, numbers, lambda number: _answer_one(context, number, note, outcome)))


def _mark_one(context: CommandContext, number: int, note: str | None) -> Response:
    found = reportable_task(context, number)
    if found.occurrence.is_check_in:
        return _answer(context, found, note, CheckIn.RESULT if note else CheckIn.UNDER_WAY)
    if context.origin.handed is not None:
        keep_handed(context, found, note or "")
    shared, is_last = _share(context, found, note)
    if not is_last:
        return _share_only(context, found, note, shared)
    needs_confirmation = context.organisation.needs_confirmation
    after = report_done(
        found.occurrence,
        context.person.person_id,
        context.said_on,
        context.said_at,
        note,
        needs_confirmation=needs_confirmation,
    )
    # As nearly always nothing was asked about the task: then there is nothing to settle.
    asked = requests_of_number(context.tx, context.organisation.id, number)
    settled = settle_requests(context, found, asked) if asked else []
    found = write_change(
        context, found, after, EventKind.TASK_REPORTED, note or "", shares=list(shared), settled=settled
    )
    is_on_time = is_credited_in_time(found.occurrence, context.organisation.zone)
    counted_on = context.said_on if context.said_on != context.today else None
    return TaskReported(summary_of(context, found), is_on_time, needs_confirmation, note, counted_on)


def _answer_one(context: CommandContext, number: int, note: str | None, outcome: CheckIn) -> Response:
    found = reportable_task(context, number)
    if not found.occurrence.is_check_in:
        raise Refused(NotPeriodic(number, found.task.title))
    return _answer(context, found, note, outcome)


def _answer(context: CommandContext, found: TaskNow, note: str | None, outcome: CheckIn) -> Response:
    if context.origin.handed is not None:
        keep_handed(context, found, note or "")
    shared, is_last = _share(context, found, note) if outcome is not CheckIn.NOT_DONE else ((), True)
    if not is_last:
        return _share_only(context, found, note, shared)
    after = answer_check_in(found.occurrence, context.person.person_id, context.said_on, context.said_at, note, outcome)
    found = write_change(
        context, found, after, EventKind.CHECK_IN_ANSWERED, note or "", shares=list(shared), outcome=outcome.value
    )
    return CheckInAnswered(summary_of(context, found), note, outcome.value)


def _share(context: CommandContext, found: TaskNow, note: str | None) -> tuple[tuple[int, ...], bool]:
    """The units whose share this is (none where one unit leads alone), and whether all have reported by now."""
    units = share_units(context, found, Part.LEAD)
    if len(units) <= 1:
        return (), True
    new = add_my_shares(context, found, Part.LEAD, note)
    said = [share for share in shares_of(context.tx, found.occurrence.id) if share.part is Part.LEAD]
    return new, not missing(units, said)


def _share_only(context: CommandContext, found: TaskNow, note: str | None, shared: tuple[int, ...]) -> Response:
    names = ", ".join(names_of_units(context, shared))
    detail = f"{names}: {note}" if note else names
    after = acknowledge(found.occurrence, context.now)
    found = write_change(context, found, after, EventKind.SHARE_REPORTED, detail, shares=list(shared))
    return share_reported(context, found, Part.LEAD, shared, note)
