"""What a careful clerk points out about a plan; every doubt is a sentence for a person, and nothing is repaired."""

from collections.abc import Callable, Iterable, Iterator

from documents.plans.doubts.contradictions import contradictions
from documents.plans.doubts.date_order import doubts_about_date_order
from documents.plans.doubts.dates import doubts_about_dates
from documents.plans.doubts.drafts import drafts_after_finals
from documents.plans.doubts.evidence import Evidence
from documents.plans.doubts.numbering import doubts_about_numbering
from documents.plans.doubts.scans import doubts_about_scans
from documents.plans.doubts.titles import doubts_about_titles
from documents.plans.doubts.typing import likely_typing_errors
from documents.plans.doubts.units import doubts_about_units
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
