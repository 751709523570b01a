"""The shape of a language, continued: the figures, and plans as a whole. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The figures, in the chat and on the card."""

    heading: str
    unit_heading: str
    as_of: str
    sum: str
    waiting: str
    undated: str
    set_late: str
    without_lead: str
    all_plans: str
    plan_entry: str
    no_plan: str
    more_plans: str
    units: str
    unit_entry: str
    unit_overdue: str
    counted_twice: str
    overdue: str
    due_soon: str
    others: str
    coordinated: str
    leads_nothing: str
    entry: str
    no_tasks: str
    caption: str
    cells: tuple[str, str, str, str]
    card_organisation: str
    card_waiting: str
    card_without_lead: str
    card_undated: str
    card_set_late: str
    card_units: str
    card_more: str
    card_more_units: str
    card_nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanListWords:
    """Plans as a whole: the list, a withdrawal, the end. What is kept by a PlanEnd value has both."""

    heading: str
    one: str
    nothing: str
    entry: str
    facts: str
    called: str
    closed: Mapping[str, str]
    asked_by: str
    how: str
    asked: str
    brought: str
    kept: str
    who: Mapping[str, str]
    reason: str
    would_cancel: str
    goes_up: str
    how_to_decide: str
    agree_label: str
    keep_label: str
    end_asked: Mapping[str, str]
    stopping: str
    going_on: str
    end_question: str
    yes_label: str
    sure: str
    over: Mapping[str, str]
    over_mine: Mapping[str, str]
    told: str
    yours: str
