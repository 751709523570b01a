"""What is told about shares of several units, evidence, and answers for a period: facts only."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.lines import TaskSummary


@dataclass(frozen=True, slots=True)
class ShareSummary:
    """A unit's own part: `part` is "lead" or "coordinating", `day` when it said so, None while it has not."""

    unit_name: str
    part: str
    day: date | None


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """One piece handed in: `kind` is an EvidenceKind value, `text` the words that came with it.

    `content`: "waiting" while a picture or file is not in the evidence folder yet, a FetchTrouble value when it never
    will be, "" otherwise.
    """

    kind: str
    text: str
    name: str
    by: str
    at: datetime
    content: str = ""


@dataclass(frozen=True, slots=True)
class ShareReported:
    """The person's unit has done its part; `missing` are the units that have not (of the same part)."""

    line: TaskSummary
    part: str
    unit_names: tuple[str, ...]
    missing: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class EvidenceKept:
    """Evidence was handed in: `pieces` with this message, `count` for the task in all.

    `waiting` of the pieces are still to be fetched, `too_large` of them will stay a reference on their channel.
    """

    line: TaskSummary
    kind: str
    name: str
    count: int
    pieces: int = 1
    waiting: int = 0
    too_large: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """All that was handed in for a task, oldest first."""

    line: TaskSummary
    items: tuple[EvidenceSummary, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One picture or file itself: `file_ref` is its name on the reader's channel, "" when it came by another one.

    `digest` names its content in the evidence folder, "" while it is not there.
    """

    line: TaskSummary
    kind: str
    file_ref: str
    name: str
    by: str
    at: datetime
    digest: str = ""
