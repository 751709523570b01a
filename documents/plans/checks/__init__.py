"""Checks of a plan: each doubt is one sentence for the person who imports it, and nothing is corrected silently."""

from collections.abc import Callable, Iterable, Iterator

from documents.plans.checks.date_checks import (
    contradictions,
    doubts_about_date_order,
    doubts_about_dates,
    drafts_after_finals,
)
from documents.plans.checks.evidence import Evidence
from documents.plans.checks.task_checks import (
    doubts_about_numbering,
    doubts_about_scans,
    doubts_about_titles,
    doubts_about_units,
    likely_typing_errors,
)
from domain.plans import PlanWarning

_CLERKS: tuple[Callable[[Evidence], Iterable[PlanWarning]], ...] = (
    doubts_about_scans,
    doubts_about_numbering,
    doubts_about_date_order,
    doubts_about_dates,
    drafts_after_finals,
    contradictions,
    doubts_about_units,
    likely_typing_errors,
    doubts_about_titles,
)


def doubts_about(evidence: Evidence) -> Iterator[PlanWarning]:
    """All doubts, those about the plan as a whole first."""
    for clerk in _CLERKS:
        yield from clerk(evidence)
