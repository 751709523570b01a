"""Evidence: pictures, files and words handed in for a task."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Notice, OfNumber, OneNumber, UndoRule
from domain.messages.summaries import EvidenceSummary, OfTask
from domain.people import EVERYBODY


@dataclass(frozen=True, slots=True)
class ShowEvidence(OneNumber):
    """Hand something in for a task: words, or the picture or file that came along; with neither, show what there is."""

    canonical = "evidence"
    roles = EVERYBODY
    place = 100
    undo = UndoRule((EventKind.EVIDENCE_ADDED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class HandedIn(Notice):
    """The number of pictures or files of the message that were kept for the task; `kind` is an EvidenceKind value.

    `waiting` of them are still to be fetched, `too_large` of them will stay a reference on their channel.
    """

    count: int
    kind: str
    waiting: int = 0
    too_large: int = 0


@dataclass(frozen=True, slots=True)
class HandedInVain(Notice):
    """A picture or file came with words that do not hand it in: it was not kept."""

    kind: str


@dataclass(frozen=True, slots=True)
class EvidenceKept(OfTask):
    """Evidence was handed in: `pieces` with this message, `count` for the task in all.

    `waiting` of the pieces are still to be fetched, `too_large` of them will stay a reference on their channel.
    """

    kind: str
    name: str
    count: int
    pieces: int = 1
    waiting: int = 0
    too_large: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceShown(OfTask):
    """All that was handed in for a task, oldest first."""

    items: tuple[EvidenceSummary, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile(OfTask):
    """One picture or file itself: `file_ref` is its name on the reader's channel, "" when it came by another one.

    `digest` names its content in the evidence folder, "" while it is not there.
    """

    kind: str
    file_ref: str
    name: str
    by: str
    at: datetime
    digest: str = ""


@dataclass(frozen=True, slots=True)
class NoEvidence(OfNumber):
    """Nothing was handed in for this task."""

    title: str
