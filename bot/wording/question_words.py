"""The shape of a language, continued: the questions that dondoc asks itself. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """`reasons` by the values of `ClarifyReason`, each filled with {about}.

    `only` and `several` by how many options there are; `replaced` is said of an older question that this closes.
    """

    reasons: Mapping[str, str]
    again: str
    only: str
    only_how: str
    several: str
    option: str
    several_how: str
    yes_label: str
    no_label: str
    replaced: str
    dropped: str
