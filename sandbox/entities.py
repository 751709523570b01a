"""Formatted text: Telegram's HTML subset read into plain text and entities. Offsets count UTF-16 units.

Rules and error sentences follow the "HTML style" section of the Bot API documentation.
"""

import html
import re
from dataclasses import dataclass, field

from sandbox.errors import BadRequest
from sandbox.shapes import Json, utf16_length

# What a bot may set; what the platform finds by itself (a link, a command) is taken from nobody.
SETTABLE = {
    *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "text_mention"),
    *("blockquote", "expandable_blockquote", "custom_emoji", "date_time"),
}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
MAX_ENTITIES = 100  # those beyond are dropped without a word
FARTHEST = 1_000_000

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
    text, entities = parse_html(source) if parse_mode else (source, checked_entities(source, given))
    text, entities = _trimmed(text, entities[:MAX_ENTITIES])
    return text, entities + [found for found in found_entities(text) if not _overlaps(found, entities)]


def checked_entities(text: str, given: list[Json]) -> list[Json]:
    """Return the entities that a bot has set, by place. Raises BadRequest, in the platform's words, for a wrong place.

    Places are counted in the text as sent, before white space at its ends is cut.
    """
    for entity in given:
        _check_kind(entity)
        for field_name in ("offset", "length"):
            if not 0 <= entity[field_name] <= FARTHEST:
                raise BadRequest(f"receive an entity with incorrect {field_name} {entity[field_name]}")
    placed = sorted((one for one in given if one["length"]), key=lambda one: (one["offset"], -one["length"]))
    units = text.encode("utf-16-le")
    for entity in placed:
        _check_place(entity, units)
    return [entity for entity in placed if entity["type"] in SETTABLE]


def _check_kind(entity: Json) -> None:
    if entity["type"] not in SETTABLE | FOUND:
        raise BadRequest("can't parse MessageEntity: Unsupported type specified")
    if entity["type"] == "text_link" and not _is_web_link(entity):
        raise BadRequest(f"entity URL '{entity.get('url', '')}' is invalid: Wrong HTTP URL")


def _check_place(entity: Json, units: bytes) -> None:
    start, end, length = entity["offset"], entity["offset"] + entity["length"], len(units) // 2
    if start >= length:
        raise BadRequest(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise BadRequest(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    if _splits_a_letter(units, start):
        raise BadRequest(f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes_before(units, start)}")
    if _splits_a_letter(units, end):
        at = _bytes_before(units, end)
        raise BadRequest(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at byte offset {at}"
        )


def _splits_a_letter(units: bytes, offset: int) -> bool:
    return 0xDC00 <= int.from_bytes(units[2 * offset : 2 * offset + 2], "little") <= 0xDFFF


def _bytes_before(units: bytes, offset: int) -> int:
    return len(units[: 2 * offset].decode("utf-16-le", "ignore").encode())


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
