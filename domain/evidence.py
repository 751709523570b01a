"""Evidence that work is done: the pieces people hand in, and how their content is fetched into the evidence folder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.bounds import doubling_wait

LARGEST_BYTES = 20 * 1024 * 1024  # https://core.telegram.org/bots/api#getfile
MOST_FETCHES = 12  # attempts; with the waits below about 20 hours
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
UNUSED_KEPT_FOR = timedelta(days=30)  # content that no report names any more: an undo may have been a mistake
NEARLY_FULL = 0.8  # of the quota


class EvidenceKind(StrEnum):
    """A line of text, a picture, or a file of any other kind."""

    TEXT = "text"
    PHOTO = "photo"
    FILE = "file"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Handed:
    """A picture or file that came with a message: how the platform calls it, and its own name ("" for a picture).

    `size` in bytes, None when the platform does not say.
    """

    kind: EvidenceKind
    file_ref: str
    name: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece, as kept. `file_ref` can be fetched on `channel` only; None for text."""

    occurrence_id: int
    person_id: int
    kind: EvidenceKind
    text: str
    added_at: datetime
    channel: str | None = None
    file_ref: str | None = None
    file_name: str | None = None

    @property
    def reference(self) -> tuple[str, str] | None:
        """What the content is fetched by: the channel and its name there; None for text."""
        return None if self.channel is None or self.file_ref is None else (self.channel, self.file_ref)


class FileState(StrEnum):
    """A piece waits to be fetched, is stored, or only the reference of its platform is left."""

    WAITING = "waiting"
    STORED = "stored"
    GIVEN_UP = "given_up"


class FetchTrouble(StrEnum):
    """Why a piece is not stored (yet)."""

    TOO_LARGE = "too_large"
    REFUSED = "refused"  # the platform does not give it to this bot (any more)
    UNREACHABLE = "unreachable"
    INTERRUPTED = "interrupted"  # the program ended during each attempt
    NO_ROOM = "no_room"  # the quota of the folder is reached
    NOT_WRITTEN = "not_written"  # the disk is full or the folder cannot be written to


# What a person can mend; pieces given up for it wait again once it is mended.
MENDED_BY_PEOPLE = frozenset({FetchTrouble.NO_ROOM, FetchTrouble.NOT_WRITTEN})


@dataclass(frozen=True, slots=True)
class FileToFetch:
    """A claimed piece: `attempt` counts from 1, and only who made that claim may record what came of it."""

    id: int
    channel: str
    file_ref: str
    attempt: int


@dataclass(frozen=True, slots=True)
class FileNow:
    """How a piece stands. `digest` is the SHA-256 of its content in hexadecimal, set when it is stored."""

    state: FileState
    trouble: FetchTrouble | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """Pieces by state; of those not stored: how many wait for room in the folder, and for the folder to be writable.

    `given_up` counts by trouble what was handed in during the last 30 days. `stored_bytes` counts each content once.
    """

    waiting: int
    stored: int
    no_room: int
    not_written: int
    given_up: tuple[tuple[str, int], ...] = ()
    stored_bytes: int = 0


NO_FILES = EvidenceCounts(waiting=0, stored=0, no_room=0, not_written=0)


def wait_after_fetch(attempt: int) -> timedelta:
    """Time until the next attempt when this one (counted from 1) fails: a minute, doubled each time, at most 6 h."""
    return timedelta(seconds=doubling_wait(attempt, FIRST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()))
