"""A message ready for a channel, and what a channel can carry."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do; wording asks this and never the channel's name. Lengths in UTF-16 code units."""

    has_buttons: bool
    has_edits: bool
    has_pictures: bool
    max_length: int
    max_caption: int
    has_files: bool = False
    has_picture_links: bool = False
    hears_replies: bool = True
    shares_contacts: bool = False
    fetches_files: bool = False  # no file goes with the message, but its reader can fetch one by another press


@dataclass(frozen=True, slots=True)
class Button:
    """A choice. `typed` is the very text a person could type instead; pressing and typing take the same way in.

    `means` is the complete command behind an answer to a question; "" when `typed` is complete itself. `style` is its
    colour: "success", "danger", "primary", or "" for none.
    """

    label: str
    typed: str
    means: str = ""
    style: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """What stands in place of the phone's keyboard: one button that shares the person's own telephone number.

    With an empty label: what stood there is taken away.
    """

    contact_label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send, with the name it gets on the person's phone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Entity:
    """A bold part of a message: characters `start` to `end` (not included) of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for a channel: plain text, rows of buttons, perhaps a PNG picture that carries the text below.

    Or a `document`, or something that came by this channel before (`again`), for channels that can send one; the text
    goes with it. `entities` say which parts of the text are bold, in order; a channel without bold ignores them.
    `asks_reply`: the phone opens its keyboard for a reply to this message, which shows these words until one is typed.
    `keyboard` is for a message without buttons, on channels that can share contacts. `is_keyboard_only`: only the
    buttons of the message that is edited change; nothing is said. `to_fetch` is the name of the file that its reader
    can fetch, where the channel fetches files.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: bytes | None = None
    document: Document | None = None
    picture_link: str | None = None
    again: "SentBefore | None" = None
    entities: tuple[Entity, ...] = ()
    asks_reply: str = ""
    keyboard: ReplyKeyboard | None = None
    is_keyboard_only: bool = False
    to_fetch: str = ""


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A picture or file that was handed in, to be sent on: as this very channel calls it, else out of the folder.

    `file_ref` is "" when it came by another channel. `digest` names the content in the evidence folder, "" when it is
    not there; `name` is what an uploaded file is called on the person's phone.
    """

    file_ref: str
    kind: str  # an EvidenceKind value
    digest: str = ""
    name: str = ""
