"""Each unit's own part of a task: who has said their part done, and who has not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.people import Unit
from domain.tasks import Part


@dataclass(frozen=True, slots=True)
class Share:
    """A unit said its part done, on the local day `reported_on`."""

    unit_id: int
    part: Part
    reported_by: int
    reported_on: date
    reported_at: datetime
    note: str | None = None


def units_that_share(
    unit_ids: Sequence[int],
    units: Mapping[int, Unit],
    members: Mapping[int, frozenset[int]],
    staffed: frozenset[int],
) -> tuple[int, ...]:
    """The units that each report for themselves, in the plan's order.

    A group ("các chi bộ") stands for its members that have people; one without any stands for itself.
    """
    found: dict[int, None] = {}
    for unit_id in unit_ids:
        of_group = sorted(members.get(unit_id, frozenset()) & staffed) if units[unit_id].is_group else []
        found.update(dict.fromkeys(of_group or [unit_id]))
    return tuple(found)


def missing(unit_ids: Iterable[int], shares: Iterable[Share]) -> tuple[int, ...]:
    """The units that have not said their part done yet, in the same order."""
    said = {share.unit_id for share in shares}
    return tuple(unit_id for unit_id in unit_ids if unit_id not in said)
