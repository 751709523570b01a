"""Takes a plan in: reads it away from the database, keeps it as a draft, shows what there is to decide."""

import hashlib
from collections.abc import Callable
from datetime import date

from documents.plans.blocks import PlanUnreadable
from domain.commands import ImportPlan
from domain.drafts import OpenDraft, PlanReading
from domain.plan_notices import DoubtAsked, PlanUnread
from domain.plans import PlanDraft
from domain.refusals import PlanKnown, PlanMissing, Refused
from services.desk import Desk, Reply
from services.hold_draft import Review, find_draft, keep, only_coordinators
from services.working_days import build_calendar
from storage.plans import find_by_hash

PASTED = "van-ban-dan.txt"
YEARS = range(2024, 2036)


OnPage = Callable[[int, int], None]  # the page that was read (from 1) and of how many


def _unheard(_page: int, _pages: int) -> None:
    """For callers that show no progress."""


def read_document(content: bytes, file_name: str, on_page: OnPage = _unheard) -> PlanReading:
    """Read a file. Slow, and needs no database: the edges call it in a process, before the office is asked.

    `on_page` is called after each page by readers that go page by page.
    """
    file_hash = hashlib.sha256(content).hexdigest()
    try:
        return PlanReading(file_name, file_hash, _plan(content, file_name, on_page))
    except PlanUnreadable as trouble:
        return PlanReading(file_name, file_hash, trouble=str(trouble))


def _plan(content: bytes, file_name: str, on_page: OnPage) -> PlanDraft:
    from documents.plans.reading import read_pasted, read_plan  # noqa: PLC0415 -- a plan comes once a year

    if file_name == PASTED:
        return read_pasted(content.decode(), holidays=public_holidays())
    return read_plan(content, file_name, holidays=public_holidays(), on_page=on_page)


def public_holidays() -> frozenset[date]:
    """The country's days off in the years that plans of today speak of."""
    return build_calendar(YEARS).days_off


def receive_plan(desk: Desk, command: ImportPlan) -> Reply:
    """Keep what was read as this coordinator's draft, in place of an earlier one, and ask the first question.

    Nothing is written and nobody is told. Without a file or text, the draft that waits is shown again.
    """
    only_coordinators(desk, "import")
    reading = command.reading
    if reading is None and command.text:
        reading = read_document(command.text.encode(), PASTED)
    if reading is None:
        return _shown(desk, find_draft(desk))
    if reading.plan is None:
        return Reply([PlanUnread(reading.file_name, reading.trouble)])
    known = find_by_hash(desk.tx, desk.organisation.id, reading.file_hash)
    if known is not None:
        raise Refused(PlanKnown(known.title))
    draft = OpenDraft(reading.plan, reading.file_name, reading.file_hash)
    keep(desk, draft)
    return _shown(desk, draft)


def _shown(desk: Desk, draft: OpenDraft | None) -> Reply:
    if draft is None:
        raise Refused(PlanMissing())
    review = Review(desk, draft)
    question, shown = review.next_saying(), review.summary()
    return Reply([question], before=[shown]) if isinstance(question, DoubtAsked) else Reply([shown])
