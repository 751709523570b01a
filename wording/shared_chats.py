"""Messages to people of several organisations on one bot: the name above each message, and which one is meant."""

from dataclasses import dataclass, replace

from domain.messages.shared_chats import WhichOrganisation
from wording import parts
from wording.buttons import if_possible, in_rows
from wording.layout import Layout, RenderContext, Rows, clean, lines, shorten, shortened, utf16_length
from wording.messages import Button, Entity, Message

LONGEST_ABOUT = 70
LONGEST_CODE = 8
LONGEST_LABEL = 40
LONGEST_NAME = 80
_NAMED = "{code} · {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedChatWords:
    """The question which organisation is meant."""

    which: str
    which_file: str
    press: str
    answer: str
    next_time: str
    with_code: str


def which_organisation(notice: WhichOrganisation, context: RenderContext) -> Layout:
    """Names the organisations and asks for one; the code alone is the answer, and so is each button."""
    words, about = context.words.shared_chats, clean(notice.about, LONGEST_ABOUT)
    codes = [clean(one.code, LONGEST_CODE) for one in notice.organisations]
    names = [clean(one.name, parts.NAMES) for one in notice.organisations]
    named = [_NAMED.format(code=code, name=name) for code, name in zip(codes, names, strict=True)]
    question = words.which.format(about=about) if about else words.which_file
    buttons = (Button(shorten(label, LONGEST_LABEL), code) for label, code in zip(named, codes, strict=True))
    rows: Rows = if_possible(context, in_rows(buttons, 1))
    closing = words.press if rows else words.answer.format(codes=" · ".join(codes))
    return Layout(
        (lines(question, *(f"• {label}" for label in named)),), (closing, words.next_time.format(code=codes[0])), rows
    )


def under_name(message: Message, code: str, name: str, limit: int) -> Message:
    """The message with the organisation in its first line, within `limit` UTF-16 units."""
    if message.is_keyboard_only:
        return message
    first = shorten(_NAMED.format(code=code, name=clean(name)) if code else clean(name), LONGEST_NAME)
    if not message.text:
        return replace(message, text=first, entities=(Entity(0, len(first)),))
    short = shortened(message, limit - utf16_length(first) - 1)
    at = len(first) + 1
    moved = tuple(Entity(each.start + at, each.end + at) for each in short.entities)
    return replace(short, text=f"{first}\n{short.text}", entities=(Entity(0, len(first)), *moved))
