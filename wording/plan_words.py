"""The shape of a language, continued: plans that wait to be written. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """A plan that waits to be written, and tasks just assigned.

    `bare` and `points` are by the code of a doubt; `changes` by what became of a row. `write_options` are the labels of
    the two answers to whether a plan is to be written with doubts open: first to settle them, then to write.
    """

    read: str
    title: str
    facts: str
    no_number: str
    no_issuer: str
    no_day: str
    rows: str
    doubts: str
    no_doubts: str
    unknown: str
    unknown_entry: str
    unknown_maybe: str
    unknown_more: str
    without_people: str
    not_linked: str
    earlier: str
    change_kinds: Mapping[str, str]
    change_other: str
    more_changes: str
    nothing: str
    amends: str
    gone: str
    amended: str
    amended_parts: Mapping[str, str]
    amended_nothing: str
    moved: str
    moved_one: str
    moved_old: str
    moved_new: str
    withdrawn: str
    is_cancelled: str
    is_others: str
    how_to_write: str
    how_to_correct: str
    being_read: str
    reading_stopped: str
    unread: str
    troubles: Mapping[str, str]
    asked: str
    row: str
    unknown_unit: str
    choices: Mapping[str, str]
    other_choice: str
    keep_instead: Mapping[str, str]
    choice_entry: str
    fixes: Mapping[str, str]
    fields: Mapping[str, str]
    date_orders: Mapping[str, str]
    dates_kept: str
    changed: str
    no_units: str
    remarks: Mapping[str, str]
    look_again: str
    dropped: str
    mapped: str
    draft_dropped: str
    imported: str
    imported_one: str
    told: str
    told_nobody: str
    unreached: str
    assigned_lead: str
    assigned_coordinating: str
    coordinating: str
    acknowledge_all: str
    blocks: str
    blocks_followed: str
    made_by: str
    one_picture: str
    others: str
    other_entry: str
    unread_under: str
    unread_some: str
    unread_item: str
    unread_of: str
    unread_more: str
    bare: Mapping[str, str]
    write_asked: str
    points: Mapping[str, str]
    point_of_row: str
    point_of_plan: str
    write_options: tuple[str, str]
    write_how: str
    without_lead: str
    undated: str
    changes: Mapping[str, str]
    change_of_row: str
    try_again: Mapping[str, str]
    unchanged: str
