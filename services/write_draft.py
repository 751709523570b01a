"""Writes the plan that waits, on its coordinator's word, and lets each responsible person know what is theirs."""

from domain.commands import WriteDraft
from domain.plan_notices import PlanAmended, PlanImported
from domain.refusals import NothingToWrite, Refused
from services.amend_plan import amend_plan
from services.confirm_plan import PlanFile, write_plan
from services.desk import Desk, Reply
from services.hold_draft import Review, forget, my_draft
from services.settle_doubt import GONE
from services.tell_amended import standing_before, tell_amended
from services.tell_assigned import tell_assigned
from storage.units import put_aliases


def write_draft(desk: Desk, _command: WriteDraft) -> Reply:
    """Write every row that was not left out; names that were explained become aliases of their units.

    Of a later version the difference is written. Nothing is cancelled unasked: an open question about it comes first.
    """
    draft = my_draft(desk, "write")
    if not draft.plan.tasks:
        raise Refused(NothingToWrite())
    review = Review(desk, draft)
    unasked = next((doubt for doubt in review.left if doubt.code == GONE), None)
    if unasked is not None:
        return Reply([review.asked(unasked)])
    written = write_reviewed(desk, review)
    forget(desk)
    return Reply([written])


def write_reviewed(desk: Desk, review: Review) -> PlanImported | PlanAmended:
    """Write a plan, or the difference that a later version makes, in the name of who sits at the desk; tell everybody.

    Of the tasks that a later version leaves out, those in the draft's `cancelling` are cancelled.
    """
    for name, unit_id in review.draft.aliases:
        put_aliases(desk.tx, desk.organisation.id, unit_id, [name])
    return _write(desk, review) if review.difference is None else _amend(desk, review)


def _write(desk: Desk, review: Review) -> PlanImported:
    draft = review.draft
    file = PlanFile(draft.file_name, draft.file_hash)
    imported = write_plan(desk.tx, desk.organisation, draft.plan, file, desk.now, desk.actor)
    key = f"assigned:{imported.plan_id}"
    told = tell_assigned(desk.tx, desk.organisation, draft.plan.title, imported.numbers, key, desk.now)
    first, last = min(imported.numbers, default=0), max(imported.numbers, default=0)
    return PlanImported(draft.plan.title, imported.count, first, last, told.count, told.unreached)


def _amend(desk: Desk, review: Review) -> PlanAmended:
    draft, earlier, difference = review.draft, review.earlier, review.difference
    if earlier is None or difference is None:
        raise ValueError("a plan without an earlier version cannot be amended")
    before = standing_before(desk.tx, desk.organisation, difference, desk.now)
    amended = amend_plan(
        desk.tx, desk.organisation, earlier, draft.plan, difference, PlanFile(draft.file_name, draft.file_hash),
        draft.cancelling, desk.now, desk.actor,
    )  # fmt: skip
    told = tell_amended(desk.tx, desk.organisation, draft.plan.title, amended, before, desk.now)
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
    )
