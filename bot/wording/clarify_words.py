"""The shape of a language, continued: what was not understood. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyWords:
    """`reasons` by the values of `ClarifyReason`, each filled with {about}; then the options, and how to answer."""

    reasons: Mapping[str, str]
    one: str
    several: str
    option: str
    type_one: str
    type_any: str
