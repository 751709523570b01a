"""Takes a plan in: reads it away from the database, keeps it as a draft, shows what there is to decide."""

import hashlib
from collections.abc import Callable, Collection
from datetime import date

from documents.plans.blocks import PlanUnreadable
from domain.commands import ImportPlan
from domain.draft_blocks import blocks_of
from domain.drafts import OpenDraft, PlanReading, content_hash
from domain.plan_notices import DoubtAsked, PlanUnchanged, PlanUnread
from domain.plans import PlanDraft
from domain.refusals import PlanKnown, PlanMissing, Refused
from services.desk import Desk, Reply
from services.follow_blocks import follow_known
from services.hold_draft import (
    Review,
    drafts_waiting,
    find_draft,
    keep,
    no_draft,
    only_coordinators,
    open_draft,
    work_at,
)
from services.working_days import build_calendar
from storage.amendments import tasks_of_plan
from storage.drafts import refused_texts
from storage.plans import ImportedPlan, find_by_content, find_by_hash

PASTED = "van-ban-dan.txt"
YEARS = range(2024, 2036)


OnPage = Callable[[int, int], None]  # the page that was read (from 1) and of how many


def _unheard(_page: int, _pages: int) -> None:
    """For callers that show no progress."""


def read_document(
    content: bytes, file_name: str, on_page: OnPage = _unheard, known_units: Collection[str] = ()
) -> PlanReading:
    """Read a file. Slow, and needs no database: the edges call it in a process, before the office is asked.

    `on_page` is called after each page by readers that go page by page. `known_units` are the names and aliases of the
    roster: none of them is taken apart.
    """
    file_hash = hashlib.sha256(content).hexdigest()
    try:
        return PlanReading(file_name, file_hash, _plan(content, file_name, on_page, known_units))
    except PlanUnreadable as trouble:
        return PlanReading(file_name, file_hash, trouble=str(trouble))


def _plan(content: bytes, file_name: str, on_page: OnPage, known_units: Collection[str]) -> PlanDraft:
    from documents.plans.plan_reader import read_pasted, read_plan  # noqa: PLC0415 -- a plan comes once a year

    if file_name == PASTED:
        return read_pasted(content.decode(), holidays=public_holidays(), known_units=known_units)
    return read_plan(content, file_name, holidays=public_holidays(), on_page=on_page, known_units=known_units)


def public_holidays() -> frozenset[date]:
    """The country's days off in the years that plans of today speak of."""
    return build_calendar(YEARS).days_off


def receive_plan(desk: Desk, command: ImportPlan) -> Reply:
    """Keep what was read as a draft that all coordinators see, and ask its first question; one draft a file.

    Nothing is written and nobody is told. Without a file or text, a draft that waits is opened and shown.
    """
    only_coordinators(desk, "import")
    reading = command.reading
    if reading is None and command.text:
        reading = read_document(command.text.encode(), PASTED, known_units=desk.directory.names)
    if reading is None:
        return _opened(desk, command.draft)
    if reading.plan is None:
        return Reply([PlanUnread(reading.file_name, reading.trouble)])
    known = find_by_hash(desk.tx, desk.organisation.id, reading.file_hash)
    if known is not None:
        raise Refused(PlanKnown(known.title))
    waiting = next((one for one in drafts_waiting(desk) if one.file_hash == reading.file_hash), None)
    if waiting is not None:
        return _opened(desk, waiting.id)
    draft = draft_of(desk, reading.plan, reading.file_name, reading.file_hash)
    if same := unchanged_plan(desk, draft):
        return Reply([PlanUnchanged(same.title)])
    return _shown(desk, keep(desk, draft))


def draft_of(desk: Desk, plan: PlanDraft, file_name: str, file_hash: str, *, is_separate: bool = False) -> OpenDraft:
    """The draft of a plan that was read; what was decided about an earlier version of it is not asked again."""
    draft = OpenDraft(
        plan,
        file_name,
        file_hash,
        is_separate=is_separate,
        blocks=blocks_of(plan, refused_texts(desk.tx, desk.organisation.id)),
        last_number=max((task.number for task in plan.tasks), default=0),
        content_hash=content_hash(plan),
        rows_read=len(plan.tasks),
    )
    earlier = Review(desk, draft).earlier
    if earlier is None or not draft.blocks:
        return draft
    return follow_known(draft, [found.task for found in tasks_of_plan(desk.tx, desk.organisation.id, earlier.id)])


def unchanged_plan(desk: Desk, draft: OpenDraft) -> ImportedPlan | None:
    """The plan that this one says the same as, so that there is nothing to ask; None when something is new."""
    same = find_by_content(desk.tx, desk.organisation.id, draft.content_hash)
    if same is not None and not draft.is_separate:
        return same
    review, plan = Review(desk, draft), draft.plan
    earlier, difference = review.earlier, review.difference
    if earlier is None or difference is None or difference.new or difference.rewritten or difference.gone:
        return None
    has_same_heading = (plan.title, plan.number, plan.issued_on) == (earlier.title, earlier.number, earlier.issued_on)
    return earlier if has_same_heading else None


def _opened(desk: Desk, draft_id: int | None) -> Reply:
    """Work at a draft: the one of this number, the person's own, or the only one that waits.

    Raises Refused with PlanMissing when none waits, NoDraft when it is not clear which.
    """
    waiting = drafts_waiting(desk)
    mine = find_draft(desk)
    if draft_id is not None:
        draft = open_draft(desk, draft_id)
    elif mine is not None or len(waiting) != 1:
        draft = mine
    else:
        draft = open_draft(desk, waiting[0].id)
    if draft is None:
        raise Refused(PlanMissing()) if not waiting else no_draft(desk)
    work_at(desk, draft)
    return _shown(desk, draft)


def _shown(desk: Desk, draft: OpenDraft) -> Reply:
    review = Review(desk, draft)
    question, shown = review.next_saying(), review.summary()
    return Reply([question], before=[shown]) if isinstance(question, DoubtAsked) else Reply([shown])
