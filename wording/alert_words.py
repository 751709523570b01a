"""The shape of a language, continued: troubles of the program itself. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertWords:
    """What administrators are told of the program's own troubles; `kinds` has a sentence for each."""

    heading: str
    kinds: Mapping[str, str]
    other: str
    closing: str
