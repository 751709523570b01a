"""The shape of a language, continued: requests and orders. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """More time, questions, explanations, obstacles. `first` is the first line by "kind what", as in RequestNews."""

    first: Mapping[str, str]
    not_: str
    text: Mapping[str, str]
    asked_text: str
    answer: Mapping[str, str]
    deadline_now: str
    old_deadline: str
    extension: str
    recommended: str
    not_recommended: str
    recommendation: str
    decided_by: str
    note: str
    goes_up: Mapping[str, str]
    how: Mapping[str, str]
    heading: str
    heading_open: str
    nothing: str
    nothing_open: str
    entry: Mapping[str, str]
    open_line: Mapping[str, str]
    granted_line: str
    corrected_line: str
    obstacle: str
    obstacle_was: str
    held_up: str
    held_up_mine: str
    cleared: str
    cleared_mine: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationWords:
    """Shares of several units, evidence, answers for a period."""

    shared: Mapping[str, str]
    by_units: str
    still_missing: str
    all_done: str
    share_heading: Mapping[str, str]
    share_done: str
    share_open: str
    share_more: str
    kept: Mapping[str, str]
    kept_several: str
    kept_count: str
    heading: str
    entry: str
    kinds: Mapping[str, str]
    count: str
    list_hint: str
    caption: str
    no_files_here: str
    contents: Mapping[str, str]
    with_content: str
    too_large: str
    file_name: str
    outcomes: Mapping[str, str]
    not_done_next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWords:
    """A nudge, a hand-over, a correction, a task added or cancelled; `given_*` tell of a task outside a plan."""

    given_lead: str
    given_coordinating: str
    nudged: str
    nudged_urgently: str
    said: str
    nudge_sent: str
    nudge_later: str
    nudge_to: str
    unreached: str
    handed: str
    handed_mine: str
    back: str
    back_mine: str
    handed_by: str
    changed: str
    parts: Mapping[str, str]
    old: str
    new: str
    nothing: str
    will_be_told: str
    added: str
    stopped: str
    stopped_mine: str
    stopped_back: str
    restored: str
    restored_mine: str
    reason: str
    by: str
