"""What was handed in to show that the work is done: the number of a document, a photo, a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
