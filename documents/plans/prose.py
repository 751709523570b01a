"""Duties that stand only in running text: a dated sentence under the heading of the unit that owes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.plans.blocks import Block, Paragraph
from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.deadlines.cleaning import plain_words
from documents.plans.units import split_units
from documents.plans.units.subjects import assigned_in, subject_of
from domain.deadlines import DeadlineKind as Kind
from domain.names import fold
from domain.plans import Place, UnitMention

_PART = re.compile(r"^(?P<part>[IVX]{1,5})\s*[.)/-]\s*(?P<rest>.+)$")
_SECTION = re.compile(r"^(?P<section>\d{1,2}(?:\.\d{1,2})*)\s*[.)]?\s+(?P<rest>\D.*)$")
_BULLET = re.compile(r"^(?:[-+•*–]|\(\d+\)|[a-zđ][.)])\s*")
_END = re.compile(r"^noi nhan\b")
_WORKING_PART = re.compile(r"to chuc thuc hien|nhiem vu|giai phap|phan cong|tien do|thoi gian|noi dung|trach nhiem")
_SENTENCE = re.compile(r"(?:(?<=[^\d\s][.;])|(?<=\d{4}[.;]))\s+(?=[A-ZĐÀ-Ỹ])")
_BINDING = re.compile(r"^(?:hoan thanh|xong|truoc|cham nhat|muon nhat|den|toi|han|trong|khong qua|vao|ht)\b")
_DATED = frozenset({Kind.BY_DATE, Kind.IN_MONTH, Kind.IN_QUARTER, Kind.IN_HALF, Kind.RELATIVE})
_WITH_VERB = frozenset(
    {Kind.IN_YEAR, Kind.RANGE}
)  # "đến năm 2030" is mostly a goal; "hoàn thành trong năm 2026" a limit
_ASSIGNS = re.compile(r"^(?:giao|yêu cầu|đề nghị|phân công)\s", re.IGNORECASE)
_UNNUMBERED = "LV"  # lời văn: a duty of the prose that stands under no number
_BRACKET = re.compile(r"\s*\([^()]*\)")
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """A dated sentence: what is to be done, by whom, the limit's own words, and where it stands."""

    code: str
    title: str
    lead: tuple[UnitMention, ...]
    wording: str
    reading: DeadlineReading
    place: Place
    coordinating: tuple[UnitMention, ...] = ()


def duties_in_prose(blocks: Sequence[Block], issued_on: date | None, *, has_table: bool = True) -> list[ProseDuty]:
    """All dated duties outside the tables, coded by part and section: "IV.1", with letters where there are several.

    In a document without a table every part may assign, and "Giao Sở A ..." is a duty without a day, too.
    """
    duties: list[ProseDuty] = []
    part, section, owner = "", "", ""
    for block in blocks:
        text = plain_words(block.text) if isinstance(block, Paragraph) else ""
        if not isinstance(block, Paragraph) or not text:
            continue
        if _END.match(fold(text)):
            break
        if found := _PART.match(text):
            is_working = not has_table or _WORKING_PART.search(fold(text))
            part, section, owner = (found["part"] if is_working else ""), "", ""
        elif found := _SECTION.match(text):
            section, owner, text = found["section"], found["rest"], found["rest"]
        if part or not has_table:
            code = ".".join(filter(None, (part, section))) or _UNNUMBERED
            place = Place(part=code, paragraph=block.number, page=block.page)
            duties += _duties(text, owner, code, place, issued_on, has_table=has_table)
    return _lettered(duties)


def _duties(
    text: str, owner: str, code: str, place: Place, issued_on: date | None, *, has_table: bool
) -> Iterator[ProseDuty]:
    for sentence in _SENTENCE.split(_BULLET.sub("", text)):
        reading = read_deadline(sentence, issued_on)
        is_dated = reading.span is not None and _is_duty(reading)
        if not is_dated and (has_table or not _ASSIGNS.match(sentence)):
            continue
        title, wording = _taken_apart(sentence, reading.span) if is_dated and reading.span else (sentence, "")
        lead, partners = assigned_in(sentence)
        if is_dated or lead:
            lead = lead or _owner(owner)
            yield ProseDuty(code, title.strip(" .;"), lead, wording, read_deadline(wording, issued_on), place, partners)


def _is_duty(reading: DeadlineReading) -> bool:
    kind = reading.deadline.kind
    words = [fold(p.words) for p in reading.parts if p.gives in {"limit", "duration"}]
    if kind in _WITH_VERB:
        return any(w.startswith(("hoan thanh", "xong")) for w in words)
    return kind in _DATED and any(_BINDING.match(w) for w in words)


def _taken_apart(sentence: str, span: tuple[int, int]) -> tuple[str, str]:
    """What is to be done and until when; a bracket right behind the day belongs to the limit."""
    start, end = span
    if bracket := _BRACKET.match(sentence, end):
        end = bracket.end()
    before, after = sentence[:start].strip(" ,;.:-"), sentence[end:].strip(" ,;.:-")
    title = before if len(before) > 15 or not after else f"{before} {after}".strip()
    return title[:1].upper() + title[1:], sentence[start:end]


def _owner(heading: str) -> tuple[UnitMention, ...]:
    """The unit a section is headed by ("3. Ban Xây dựng Đảng"); none when the heading is a sentence or a theme."""
    if not heading or len(heading) > 200:
        return ()
    return subject_of(heading) or (split_units(heading) if subject_of(heading + " chủ trì") else ())


def _lettered(duties: Sequence[ProseDuty]) -> list[ProseDuty]:
    counts: dict[str, int] = {}
    lettered: list[ProseDuty] = []
    for duty in duties:
        counts[duty.code] = counts.get(duty.code, 0) + 1
        several = sum(d.code == duty.code for d in duties) > 1
        letter = _LETTERS[(counts[duty.code] - 1) % len(_LETTERS)] if several else ""
        lettered.append(replace(duty, code=duty.code + letter))
    return lettered
