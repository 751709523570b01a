"""What became of each block of a document: a task, part of one, context, or unread with a reason.

An account block is a sentence of a paragraph, a list point or a table row. Blocks get their ids before anything is
interpreted; reading gives each exactly one `Entry`. The default is UNREAD: context needs a rule with a name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.plans.blocks import Block, Paragraph, Row
from documents.words import word_lists

_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SENTENCE = re.compile(rf"[.;!?…]+[”\")*]*(?P<gap>\s+)(?=[“\"(]?[{_CAPITAL}])")
_LAST_WORD = re.compile(r"[^\s.;!?…]*$")
_LONGEST_WORD = 20  # characters looked at before a full stop
_LONGEST_SIGN = 16  # characters of a line in which the sign of a list may end
# Behind these a full stop is no end: titles of people, places, and the sign of a list ("a.", "IV.", "12.").
_ABBREVIATIONS = frozenset(word_lists("prose").words("abbreviations_with_a_stop"))
_LIST_SIGN = re.compile(r"\W*(?:(?:Phần|Mục|Điều)\s+)?(?:\d+(?:\.\d+)*|[IVXL]+)\W*")


class EntryKind(StrEnum):
    """What became of a block."""

    TASK = "task"
    PART = "part"
    CONTEXT = "context"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one block.

    `rule` names the rule that made it context ("letterhead", "table_header"), or why it is unread; `rows` are the
    indexes of the tasks it names.
    """

    kind: EntryKind
    rule: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the account; `start` and `end` are its place in the paragraph's text, `source` the block's index."""

    id: int
    text: str
    source: int
    start: int = 0
    end: int = 0


_NOT_UNDERSTOOD = Entry(EntryKind.UNREAD, "not_understood")


def passages_of(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The sentences of paragraphs and the filled rows of tables in reading order; ids count from 0."""
    passages: list[Passage] = []
    for source, block in enumerate(blocks):
        if isinstance(block, Row):
            if words := " | ".join(filter(None, block.words)):
                passages.append(Passage(len(passages), words, source))
            continue
        for start, end in sentences_of(block):
            passages.append(Passage(len(passages), block.text[start:end], source, start, end))
    return tuple(passages)


def sentences_of(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; none in an empty one.

    A sentence ends at one of ".;!?…" before a space and a capital letter, unless the mark stands behind the sign of a
    list ("1. Phòng", "a. Phòng", "IV. TỔ CHỨC"), a single letter or the short form of a title ("ThS. Lê").
    """
    text = paragraph.text
    starts, ends = [0], []
    for match in _SENTENCE.finditer(text):
        if not _is_no_end(text, match):
            ends.append(match.start("gap"))
            starts.append(match.end())
    ends.append(len(text))
    return [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]


def _is_no_end(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    found = _LAST_WORD.search(text[max(0, at - _LONGEST_WORD) : at])
    word = found.group().strip('(“"*') if found else ""
    is_letter = len(word) == 1 and word.isalpha()
    is_sign = at < _LONGEST_SIGN and _LIST_SIGN.fullmatch(text[:at])
    return is_letter or word.lower() in _ABBREVIATIONS or bool(is_sign)


def counted(entries: Iterable[Entry]) -> dict[EntryKind, int]:
    """How many entries there are of each kind."""
    counts = dict.fromkeys(EntryKind, 0)
    for entry in entries:
        counts[entry.kind] += 1
    return counts


def completed(passages: Sequence[Passage], entries: Mapping[int, Entry]) -> tuple[Entry, ...]:
    """One entry for each passage in its order; a passage that nobody spoke for is unread."""
    return tuple(entries.get(p.id, _NOT_UNDERSTOOD) for p in passages)
