"""The shape of a language, continued: who is away, who is there, who moved or left. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWords:
    """`away`, `back` are by what the reader is: "author", "absent", "stand_in", "above"."""

    away: Mapping[str, str]
    one_day: str
    days: str
    stand_in: str
    no_stand_in: str
    stand_in_may: str
    gaps: str
    noted_by: str
    end_early: str
    back: Mapping[str, str]
    people_heading: str
    people_sought: str
    nobody: str
    nobody_found: str
    person: str
    unlinked: str
    away_until: str
    away_stand_in: str
    no_role: str
    units_heading: str
    unit: str
    group: str
    by_person: str
    by_machine: str
    moved: Mapping[str, str]
    removed: Mapping[str, str]
    code: str
    code_how: str
    code_until: str
    code_replaces: str
    standing_in_for: str
