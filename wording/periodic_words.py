"""The shape of a language, continued: a period's report. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicWords:
    """A period's report; what ends in `_before` is the same figure of the period before."""

    heading: str
    as_of: str
    span: str
    change: str
    happened: str
    done: str
    extensions: str
    obstacles: str
    check_ins: str
    units: str
    unit: str
    more_units: str
    nothing: str
    files: str
    file: str
    file_note: str
    no_files: str
    not_made: str
    kinds: Mapping[str, str]
    typed: Mapping[str, str]
    end_of_day: str
    digest_count: str
    digest_done: str
    digest_more: str
