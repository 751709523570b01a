"""Formatted text: Telegram's HTML subset read into plain text and entities. Offsets count UTF-16 units.

Rules and error sentences follow the "HTML style" section of the Bot API documentation.
"""

import html
import re
from dataclasses import dataclass, field

from sandbox.errors import BadRequest
from sandbox.shapes import Json, utf16_length

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
}
PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>|(?P<stray><)|(?P<text>[^<]+)", re.S)
HREF = re.compile(r"""^\s*href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$""", re.S)
SPECIAL = re.compile(
    r"(?P<link>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])|(?<![\w/@.])(?P<command>/[A-Za-z0-9_]{1,32})(?![\w/])"
)


@dataclass(slots=True)
class _Reader:
    text: str = ""
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    open: list[tuple[str, int, Json]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text
        self.length += utf16_length(text)

    def start(self, tag: str, rest: str, at: int) -> None:
        if tag not in TAGS:
            raise _cannot_parse(f'Unsupported start tag "{tag}" at byte offset {at}')
        extra: Json = {}
        if tag == "a" and (href := HREF.match(rest)):
            extra["url"] = html.unescape(next(part for part in href.groups() if part is not None))
        self.open.append((tag, self.length, extra))

    def end(self, tag: str, at: int) -> None:
        if not self.open:
            raise _cannot_parse(f"Unexpected end tag at byte offset {at}")
        opened, offset, extra = self.open.pop()
        if opened != tag:
            raise _cannot_parse(f'Unmatched end tag at byte offset {at}, expected "</{opened}>", found "</{tag}>"')
        if self.length > offset and (tag != "a" or _is_web_link(extra)):
            self.entities.append({"type": TAGS[tag], "offset": offset, "length": self.length - offset, **extra})


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return plain text and entities of Telegram HTML.

    Raises BadRequest "can't parse entities: …" for a tag outside the subset or tags that do not nest.
    """
    reader = _Reader()
    for piece in PIECE.finditer(source):
        at = len(source[: piece.start()].encode())
        if piece["text"] is not None:
            reader.add(html.unescape(piece["text"]))
        elif piece["stray"] is not None:
            raise _cannot_parse(f"Unclosed start tag at byte offset {at}")
        elif piece["end"]:
            reader.end(piece["tag"].lower(), at)
        else:
            reader.start(piece["tag"].lower(), piece["rest"], at)
    if reader.open:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{reader.open[-1][0]}"')
    return reader.text, sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def formatted(source: str, parse_mode: str | None, given: list[Json]) -> tuple[str, list[Json]]:
    """Return what Telegram would store: parsed, trimmed, with links and commands found by themselves."""
    if parse_mode and parse_mode.lower() != "html":
        raise BadRequest("unsupported parse_mode")
    text, entities = parse_html(source) if parse_mode else (source, given)
    text, entities = _trimmed(text, entities)
    return text, entities + [found for found in found_entities(text) if not _overlaps(found, entities)]


def found_entities(text: str) -> list[Json]:
    """Return the links and bot commands that Telegram recognises in any text."""
    return [
        {
            "type": "url" if found["link"] else "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in SPECIAL.finditer(text)
    ]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    shift = utf16_length(text) - utf16_length(text.lstrip())
    short = text.strip()
    end = utf16_length(short)
    kept: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return short, kept


def _overlaps(one: Json, others: list[Json]) -> bool:
    blocking = [other for other in others if other["type"] in {"code", "pre", "text_link"}]
    return any(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
        for other in blocking
    )


def _is_web_link(extra: Json) -> bool:
    return str(extra.get("url", "")).startswith(("http://", "https://", "tg://"))


def _cannot_parse(reason: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {reason}")
