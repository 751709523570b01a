"""Writes the plan that waits, on its coordinator's word, and lets each responsible person know what is theirs."""

from collections.abc import Sequence
from dataclasses import replace

from domain.draft_blocks import BlockEntry, code_on_paper
from domain.drafts import Doubt, OpenDraft, mark_of
from domain.messages import Refused
from domain.messages.drafts import (
    NothingToWrite,
    OpenPoint,
    PlanAmended,
    PlanImported,
    StillReading,
    WriteAsked,
    WriteDraft,
)
from domain.names import fold
from domain.plans import PlanDraft, TaskDraft, UnitMention, WarningCode
from services.context.command_context import CommandContext, Reply
from services.context.questions import ask_question
from services.plans.amend_plan import amend_plan
from services.plans.confirm_plan import PlanFile, write_plan
from services.plans.hold_draft import Review, draft_meant, forget, is_reading_file, rows_changed
from services.plans.notify_plan import standing_before, tell_amended, tell_assigned
from services.plans.settle_doubt import GONE
from storage.drafts import close_drafts_of_file, refuse_texts
from storage.units import put_aliases

# Bodies that are named after what they do.
_NAMED_AFTER_WORK = ("to cong tac", "ban chi dao", "to giup viec", "ban chi huy", "tieu ban", "hoi dong")
MOST_POINTS = 3
# The answers to "write all the same?", as typed text.
SETTLE_FIRST, WRITE_ALL_THE_SAME = "/choose", "/write anyway"


def is_like_a_duty(mention: UnitMention) -> bool:
    """Whether the name goes on with what the unit is to do; classes of units and working groups may be named so."""
    from documents.plans.prose.prose_deadlines import verb_in  # noqa: PLC0415 -- a plan comes once a year

    if mention.is_group or fold(mention.name).startswith(_NAMED_AFTER_WORK):
        return False
    return verb_in(mention.name, 1) is not None


def without_duty_like_names(review: Review) -> OpenDraft:
    """The draft as it may be written: names like a duty that nobody knows and nobody agreed to are left out."""
    unknown = {unit.name for unit in review.strangers}
    asked = {name for name in unknown if mark_of(WarningCode.UNKNOWN_UNIT, name) not in review.draft.answered}
    rows = tuple(_without(row, asked) for row in review.draft.plan.tasks)
    plan: PlanDraft = replace(review.draft.plan, tasks=rows)
    return replace(review.draft, plan=plan)


def _without(row: TaskDraft, names: set[str]) -> TaskDraft:
    lead, coordinating = (
        tuple(unit for unit in units if unit.name not in names or not is_like_a_duty(unit))
        for units in (row.lead, row.coordinating)
    )
    return replace(row, lead=lead, coordinating=coordinating)


def write_draft(context: CommandContext, command: WriteDraft) -> Reply:
    """Write every row that was not left out; names that were explained become aliases of their units.

    With doubts open, or after changes that the coordinator has not seen, it asks first. Of a later version the
    difference is written. Nothing is cancelled unasked: an open question about it comes first. While a file of the
    chat is being read nothing is written on a typed word, which may be meant for the plan in that file.
    """
    draft = draft_meant(context, WriteDraft, command.draft)
    is_typed = command.draft is None and context.origin.pressed_on is None
    if is_typed and is_reading_file(context):
        raise Refused(StillReading())
    if not draft.plan.tasks:
        raise Refused(NothingToWrite())
    if changed := rows_changed(context, draft, command.seen, WriteDraft):
        return Reply([changed])
    review = Review(context, draft)
    unasked = next((doubt for doubt in review.left if doubt.code == GONE), None)
    if unasked is not None and not command.is_agreed:
        return Reply([review.asked(unasked)])
    if review.left and not command.is_agreed:
        return Reply([_asked_first(context, review)])
    written = write_reviewed(context, review)
    forget(context, draft)
    return Reply([written])


def _asked_first(context: CommandContext, review: Review) -> WriteAsked:
    """The doubts that are open, and whether to write all the same."""
    points = _each_kind_first(open_points_of(review.left))[:MOST_POINTS]
    question = ask_question(context, context.origin.text, (SETTLE_FIRST, WRITE_ALL_THE_SAME))
    return WriteAsked(len(review.left), points, question.options, question.id)


def _each_kind_first(points: Sequence[OpenPoint]) -> tuple[OpenPoint, ...]:
    """One doubt of each kind before a second one of any, so that none is hidden behind many of another."""
    first = {point.code: point for point in reversed(points)}
    kinds = [point for point in points if first[point.code] is point]
    return (*kinds, *(point for point in points if first[point.code] is not point))


def open_points_of(doubts: Sequence[Doubt]) -> tuple[OpenPoint, ...]:
    """Doubts in a list."""
    return tuple(OpenPoint(each.row, each.code, _name_in(each)) for each in doubts)


def _name_in(doubt: Doubt) -> str:
    return doubt.message if doubt.code == WarningCode.UNKNOWN_UNIT else ""


def write_reviewed(context: CommandContext, review: Review) -> PlanImported | PlanAmended:
    """Write a plan, or the difference a later version makes, in the name of the coordinator, and notify everybody.

    Of the tasks that a later version leaves out, those in the draft's `cancelling` are cancelled.
    """
    review = Review(context, without_duty_like_names(review))
    for name, unit_id in review.draft.aliases:
        put_aliases(context.tx, context.organisation.id, unit_id, [name])
    written = _write(context, review) if review.difference is None else _amend(context, review)
    draft, by = review.draft, context.actor.person_id if context.actor else None
    refused = [block.hash for block in draft.blocks if block.entry is BlockEntry.REFUSED]
    refuse_texts(context.tx, context.organisation.id, refused, by, context.now)
    if not draft.id:
        close_drafts_of_file(context.tx, context.organisation.id, draft.file_hash, context.now)
    return written


def _as_written(plan: PlanDraft) -> PlanDraft:
    """The plan with the codes of the document only."""
    return replace(plan, tasks=tuple(replace(row, code=code_on_paper(row)) for row in plan.tasks))


def _without_lead(plan: PlanDraft) -> int:
    return sum(not row.lead for row in plan.tasks)


def _undated(plan: PlanDraft) -> int:
    return sum(row.deadline.last_day is None and not row.deadline.is_repeating for row in plan.tasks)


def _write(context: CommandContext, review: Review) -> PlanImported:
    draft = review.draft
    file, plan = PlanFile(draft.file_name, draft.file_hash, draft.content_hash), _as_written(draft.plan)
    imported = write_plan(context.tx, context.organisation, plan, file, context.now, context.actor)
    key = f"assigned:{imported.plan_id}"
    told = tell_assigned(context.tx, context.organisation, draft.plan.title, imported.numbers, key, context.now)
    first, last = min(imported.numbers, default=0), max(imported.numbers, default=0)
    counts = (_without_lead(plan), _undated(plan))
    return PlanImported(plan.title, imported.count, first, last, told.count, told.unreached, *counts)


def _amend(context: CommandContext, review: Review) -> PlanAmended:
    draft, earlier, difference = review.draft, review.earlier, review.difference
    if earlier is None or difference is None:
        raise ValueError("a plan without an earlier version cannot be amended")
    before = standing_before(context.tx, context.organisation, difference, context.now)
    file = PlanFile(draft.file_name, draft.file_hash, draft.content_hash)
    amended = amend_plan(
        context.tx, context.organisation, earlier, draft.plan, difference, file, draft.cancelling, context.now,
        context.actor,
    )  # fmt: skip
    told = tell_amended(context.tx, context.organisation, draft.plan.title, amended, before, context.now)
    kept = tuple(task.number for task in difference.gone if task.number not in amended.cancelled)
    return PlanAmended(
        draft.plan.title,
        amended.version,
        amended.new,
        amended.changed,
        amended.cancelled,
        kept,
        told.count,
        told.unreached,
        _without_lead(draft.plan),
        _undated(draft.plan),
    )
