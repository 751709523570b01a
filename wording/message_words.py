"""The shape of a language, continued: messages that are not plain text of their sender. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWords:
    """`not_text` by the values of `Content`, the pictures and files by those of `EvidenceKind`."""

    not_text: Mapping[str, str]
    courtesy: str
    forwarded_by: str
    forwarded: str
    quoted: str
    if_you_mean_it: str
    say_it_yourself: str
    edit_too_late: str
    handed_in: str
    being_stored: str
    handed_in_vain: str
    things: Mapping[str, str]
    group_code_ended: str
