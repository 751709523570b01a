"""What is told about shares of several units, evidence, and answers for a period: facts only."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.lines import TaskLine


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A unit's own part: `part` is "lead" or "coordinating", `day` when it said so, None while it has not."""

    unit_name: str
    part: str
    day: date | None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece handed in: `kind` is an EvidenceKind value, `text` the words that came with it."""

    kind: str
    text: str
    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShareReported:
    """The person's unit has done its part; `missing` are the units that have not (of the same part)."""

    line: TaskLine
    part: str
    unit_names: tuple[str, ...]
    missing: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class EvidenceKept:
    """Something was handed in, in so many `pieces` at once; `count` pieces in all by now."""

    line: TaskLine
    kind: str
    name: str
    count: int
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """All that was handed in for a task, oldest first."""

    line: TaskLine
    items: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One picture or file itself, for a reader on the channel it came by: `file_ref` is that platform's name for it."""

    line: TaskLine
    kind: str
    file_ref: str
    name: str
    by: str
    at: datetime
