"""The shape of a language, continued: many answers in one message. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedWords:
    """`outcomes` by the codes of `services.office.post_answer`."""

    recorded: str
    refused: str
    why: str
    tasks: str
    times: str
    see: str
    outcomes: Mapping[str, str]
