"""Corrects what stands above the rows of a plan before it is written: its number, its title, the day it was issued."""

from dataclasses import replace
from datetime import date

from documents.plans.deadlines import read_deadline
from domain.deadlines import DeadlineKind
from domain.drafts import OpenDraft
from domain.names import tidy
from domain.plan_notices import DoubtAsked
from domain.plans import PlanDraft, WarningCode
from domain.refusals import ChangeNotUnderstood, Refused
from services.desk import Desk, Reply
from services.hold_draft import Review, example_row, keep
from services.receive_plan import public_holidays
from services.task_lines import short_enough

HEADINGS = ("plan_number", "plan_title", "issued_on")
LONGEST_NUMBER, LONGEST_TITLE = 60, 500  # characters


def edit_heading(desk: Desk, draft: OpenDraft, field: str, value: str) -> Reply:
    """One part of the heading anew; time limits without a year follow the day of issue. Raises Refused."""
    text = tidy(short_enough(value) or "")
    if not text:
        raise Refused(ChangeNotUnderstood(example_row(draft)))
    after = keep(desk, replace(draft, plan=_with(draft, field, text)))
    review = Review(desk, after)
    shown, question = review.summary(), review.next_saying()
    return Reply([question], before=[shown]) if isinstance(question, DoubtAsked) else Reply([shown])


def _with(draft: OpenDraft, field: str, text: str) -> PlanDraft:
    plan = draft.plan
    if field == "plan_title":
        return replace(plan, title=text[:LONGEST_TITLE])
    if field == "plan_number":
        left = tuple(w for w in plan.warnings if w.code is not WarningCode.BLANK_PLAN_NUMBER)
        return replace(plan, number=text[:LONGEST_NUMBER], warnings=left)
    from documents.plans.re_dating import with_issue_day  # noqa: PLC0415 -- a plan comes once a year

    return with_issue_day(plan, _day(draft, text), public_holidays())


def _day(draft: OpenDraft, text: str) -> date:
    deadline = read_deadline(text, draft.plan.issued_on).deadline
    if deadline.kind is not DeadlineKind.BY_DATE or deadline.last_day is None:
        raise Refused(ChangeNotUnderstood(example_row(draft)))
    return deadline.last_day
