"""A chat of a person who belongs to several organisations on one bot: which of them an update is for."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How it became known which organisation an update is for."""

    CODE = "code"  # the text names it
    MESSAGE = "message"  # it replies to a message of that organisation, or presses its button
    QUESTION = "question"  # it answers the question that was asked last
    LAST = "last"  # it only shows something: the organisation that wrote to the chat last
    CHOSEN = "chosen"  # it was asked, and this is the answer
    NOTHING = "nothing"  # it does nothing: any of them
    ASKED = "asked"  # not known: the person is asked
    WAITS = "waits"  # a further picture of an album of which is asked
    ANSWERED = "answered"  # it was asked, and answered: it came again as the one that is `CHOSEN`
    OVER = "over"  # the answer to a question that was answered before
    EDIT = "was_edited"  # a message that was changed, and does not say which
    MIXED = "mixed"  # the text names several


# What is said to these tells nothing of the organisation that says it.
ASKS = frozenset({Way.ASKED, Way.ANSWERED, Way.OVER, Way.MIXED})


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation as people name it."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedChat:
    """What an update of such a chat carries: how its organisation was found, and all those of the chat.

    `code` is what stands in the text for the organisation (a `Way.CODE`), `album` what pictures sent together have in
    common.
    """

    way: Way
    organisations: tuple[NamedOrganisation, ...]
    code: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What of an update tells which organisation it is for.

    `about` is the platform's id of our message that was replied to or whose button was pressed. `may_be_asked`: it
    holds words or a file of a person in their private chat, so that a question back makes sense. `is_own`: the person
    sent it, in their private chat. `phone`: their own number that they share, as domain.phones spells it.
    """

    text: str = ""
    about: str | None = None
    may_be_asked: bool = False
    is_own: bool = False
    is_edit: bool = False
    album: str = ""
    phone: str = ""


class Reading(StrEnum):
    """What a text does, as far as it matters here."""

    SHOWS = "shows"  # it shows something that does not belong to one task
    NOTHING = "nothing"  # thanks, or words that are not understood
    ANSWER = "completes"  # a number, a letter, yes or no: it completes what was asked
    DEED = "deed"  # everything else


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it is read here: the codes of organisations that it names, and what it does without them.

    `is_bare`: there is nothing beside the code.
    """

    codes: tuple[str, ...]
    reading: Reading
    is_bare: bool = False
