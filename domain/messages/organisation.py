"""The organisation's name, which everybody reads in reports and on cards."""

from dataclasses import dataclass, field

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import MANAGES_PEOPLE


@dataclass(frozen=True, slots=True)
class RenameOrganisation(Command):
    """The organisation is called `text` from now on; asked about first unless `is_sure`."""

    canonical = "rename"
    roles = MANAGES_PEOPLE
    place = 495
    undo = UndoRule((EventKind.ORGANISATION_RENAMED,), "renamed")

    text: str = ""
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class RenameAsked(Notice):
    """Everybody will read the new name: it waits for a yes. `question` is the row that keeps it."""

    old: str
    new: str
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class OrganisationRenamed(Notice):
    """The organisation has a new name; `by` is who gave it, `is_mine` when that is the reader."""

    old: str
    new: str
    by: str
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class NameNotAccepted(Refusal):
    """The text is no name of an organisation: empty, the placeholder, or longer than `longest` letters."""

    longest: int


@dataclass(frozen=True, slots=True)
class NameIsTheSame(Refusal):
    """The organisation is called so already."""

    name: str


@dataclass(frozen=True, slots=True)
class OrganisationClosed(Notice):
    """The organisation uses the system no more: nobody is reminded, nothing is lost."""

    name: str


@dataclass(frozen=True, slots=True)
class OrganisationReopened(Notice):
    """The organisation uses the system again: reminders go on."""

    name: str


@dataclass(frozen=True, slots=True)
class OrganisationIsClosed(Refusal):
    """Nothing is done for an organisation that is closed."""

    name: str
