"""The shape of a language, continued: who is away, who is there, who moved or left. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWords:
    """`away`, `back` are by what the reader is: "author", "absent", "stand_in", "above".

    `account_taken`: "owner", "old", "above", and "same" for those above when a newer account took the place.
    """

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
    move_asked: str
    move_means: str
    move_how: str
    move_press: str
    move_label: str
    move_not_label: str
    account_kept: str
    account_taken: Mapping[str, str]
    roles_changed: Mapping[str, str]
    role_signs: Mapping[str, str]
    role_of: str
    role_back: str
    roles_more: str
    left_without: Mapping[str, str]
    standing_in_for: str
