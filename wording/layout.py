"""What a layout function is given and returns, how layouts become one message, and how text is made safe and cut."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.messages.tasks import ListTasks
from wording.button_styles import as_shown
from wording.emphasis import bold, plain, within, without_marks
from wording.messages import Button, Capabilities, Document, Message, ReplyKeyboard, SentBefore

ELLIPSIS = "…"
_OF_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """Returns the length in UTF-16 code units."""
    # Telegram counts so (https://core.telegram.org/api/entities#entity-length): an emoji is two units, one character.
    return len(text) + len(_OF_TWO_UNITS.findall(text))


def cut(text: str, limit: int) -> str:
    """Returns the text within `limit` UTF-16 units; a cut falls at a line or word and shows an ellipsis."""
    if utf16_length(text) <= limit:
        return text
    kept = _first_units(text, limit - 2)  # room for the ellipsis and the space or line break before it
    for mark, lost_at_most in (("\n", len(kept) // 4), (" ", 80)):
        at = kept.rfind(mark)
        if at > len(kept) - lost_at_most:
            return kept[:at].rstrip() + mark + ELLIPSIS
    return kept + ELLIPSIS


def shortened(message: Message, limit: int) -> Message:
    """The message with its text within `limit` UTF-16 units; what stays bold is bold still."""
    text = cut(message.text, limit)
    return message if text == message.text else replace(message, text=text, entities=within(message.entities, text))


def _first_units(text: str, limit: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > limit:
            return text[:at]
    return text


DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

# Control and format characters: bidirectional marks (they reorder what stands beside them), zero-width characters,
# tags, soft hyphens, lone surrogates (no channel can send them). Emoji sequences fall apart into their parts: harmless.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = re.compile(r"\s+")
_MOST_MARKS = 4
_EDGE = " ,;:.-–—…"


def clean(text: str, limit: int | None = None) -> str:
    """Returns the text on one line without unsafe characters; `limit` cuts it at a word, in characters."""
    tame = _tame_kept(text) if len(text) <= _LONGEST_KEPT else _tame(text)
    return tame if limit is None else shorten(tame, limit)


def _tame(text: str) -> str:
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    unsafe = {ord(char): None for char in set(spaced) if unicodedata.category(char) in _UNSAFE}
    return _without_towers(_SPACES.sub(" ", spaced.translate(unsafe))).strip()


_LONGEST_KEPT = 300
# A page shows the same titles and names each time: without this they take a sixth of its time.
_tame_kept = lru_cache(maxsize=2048)(_tame)


def shorten(text: str, limit: int) -> str:
    """Returns at most `limit` characters; a cut text ends in an ellipsis, at a word if one ends late."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        at = kept.rfind(" ")
        kept = kept[:at] if at > limit // 2 else kept
    return kept.rstrip(_EDGE) + ELLIPSIS


def _without_towers(text: str) -> str:
    """No more than a few combining marks on one letter: a tower of them hides the lines above."""
    if not any(map(unicodedata.combining, set(text))):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


if TYPE_CHECKING:  # `Words` holds the phrases of every noun, and every noun is laid out with this module
    from wording.words import Words


Rows = tuple[tuple[Button, ...], ...]
LONGEST_POINT = 100  # a longer first line is a sentence to be read, not a heading
MOST_ROWS = 16  # more rows push the text out of sight on a small phone


@dataclass(frozen=True, slots=True)
class BotLinks:
    """Public addresses at which people find the bots, "" where one is not known: "https://t.me/BOT", a Zalo link.

    `platforms` are those on which there is a bot at all.
    """

    telegram: str = ""
    zalo: str = ""
    platforms: tuple[str, ...] = ("telegram", "zalo")

    def start(self, code: str) -> str:
        """The address that opens the Telegram bot and hands the code over; "" without an address."""
        return f"{self.telegram}?start={code}" if self.telegram else ""


NO_LINKS = BotLinks()


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom a message is laid out: the language, what the channel can do, the zone in which days are shown.

    `superior` is the body above the organisation, for the head of an official document; `public_url` is the address
    below which feeds are served, "" when none is reached from outside. `links` are where the bots are found,
    `board_url` where the board is ("": on its own machine only).
    """

    words: "Words"
    capabilities: Capabilities
    zone: tzinfo
    superior: str = ""
    public_url: str = ""
    links: BotLinks = NO_LINKS
    board_url: str = ""

    def local(self, at: datetime) -> datetime:
        """An aware instant as people's clocks show it."""
        return at.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `tasks` is how many tasks they tell of."""

    text: str
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A message before it is cut to a length: blocks, lines that say what to type, buttons, at most one attachment.

    `keyboard_only`: it is no message, but the new buttons of one that was sent, as they are to stand.
    """

    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    buttons: Rows = ()
    picture: bytes | None = None
    document: Document | None = None
    again: SentBefore | None = None
    asks_reply: str = ""
    keyboard: ReplyKeyboard | None = None
    keyboard_only: Rows = ()
    to_fetch: str = ""


def lines(*texts: str | None, tasks: int = 0) -> Block:
    """A block of these lines; what is empty is left out."""
    return Block("\n".join(text for text in texts if text), tasks)


def join(layouts: Sequence[Layout]) -> Layout:
    """Joins several layouts into one; lines that say what to type stand once, at the end."""
    blocks: list[Block] = []
    for layout in layouts:
        first, *rest = _with_point(layout).blocks or (Block(""),)
        blocks += [Block("\n" + first.text if blocks else first.text, first.tasks), *rest]
    picture = next((layout.picture for layout in layouts if layout.picture), None)
    return Layout(
        tuple(blocks),
        tuple(dict.fromkeys(line for layout in layouts for line in layout.closing)),
        tuple(dict.fromkeys(row for layout in layouts for row in layout.buttons)),
        picture,
        next((layout.document for layout in layouts if layout.document), None),
        next((layout.again for layout in layouts if layout.again), None),
        layouts[0].asks_reply if len(layouts) == 1 else "",
        next((layout.keyboard for layout in layouts if layout.keyboard), None),
        next((layout.keyboard_only for layout in layouts if layout.keyboard_only), ()),
        next((layout.to_fetch for layout in layouts if layout.to_fetch), ""),
    )


def _with_point(layout: Layout) -> Layout:
    """The layout with its first line bold, where more follows: what the message is about is seen first."""
    if not layout.blocks:
        return layout
    head, *rest = layout.blocks
    point, newline, more = head.text.partition("\n")
    if not (more or rest or layout.closing) or len(point) > LONGEST_POINT or point != plain(point):
        return layout
    return replace(layout, blocks=(replace(head, text=f"{bold(point)}{newline}{more}"), *rest))


def finish(layout: Layout, words: "Words", limit: int) -> Message:
    """The message within `limit` UTF-16 units: blocks at the end are left out whole and their tasks counted."""
    closing = "\n".join(layout.closing)
    kept = list(layout.blocks)
    text = _text(kept, (), closing)
    # Blocks are ordered by urgency, and half a task would be misread: the last ones go whole, and are counted.
    while utf16_length(plain(text)) > limit and len(kept) > 1:
        kept.pop()
        text = _text(kept, layout.blocks[len(kept) :], closing, words)
    text, entities = without_marks(text)
    rows = layout.keyboard_only or as_shown(layout.buttons)[:MOST_ROWS]
    asks_reply = "" if rows else layout.asks_reply  # a message carries buttons or opens the keyboard, not both
    whole = Message(
        text,
        rows,
        layout.picture,
        layout.document,
        again=layout.again,
        entities=entities,
        asks_reply=asks_reply,
        keyboard=layout.keyboard,
        is_keyboard_only=bool(layout.keyboard_only),
        to_fetch=layout.to_fetch,
    )
    return shortened(whole, limit)


def _text(kept: Iterable[Block], left_out: Iterable[Block], closing: str, words: "Words | None" = None) -> str:
    tasks = sum(block.tasks for block in left_out)
    body = [block.text for block in kept]
    if words and tasks:
        body.append(words.tasks.cut.format(count=words.days.tasks(tasks), list=words.command(ListTasks)))
    return "\n".join(body).strip("\n") + (f"\n\n{closing}" if closing else "")
