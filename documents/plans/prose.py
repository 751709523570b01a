"""Duties that stand only in running text: a dated sentence under the heading of the unit that owes it."""

import re
from collections.abc import Sequence
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
_RECURRING = frozenset({Kind.RECURRING_WEEKLY, Kind.RECURRING_MONTHLY, Kind.RECURRING_QUARTERLY})
_MONTHS = re.compile(r"\d+ (?:thang|tuan|quy)\b")
_ANYBODY = "Văn phòng"  # any unit: only the sentence's shape matters where it stands in for the one that leads
_ASSIGNS = re.compile(r"^(?:giao|yêu cầu|đề nghị|phân công)\s", re.IGNORECASE)
_EXECUTING_PART = re.compile(r"to chuc thuc hien|phan cong|trach nhiem")
_JOINING = re.compile(r"^(?:chủ động |tích cực )?phối hợp(?: chặt chẽ)? (?:với|cùng) ", re.IGNORECASE)
_OWNER = re.compile(r"^(?P<who>[^:.;]{3,200}?)\s*:\s*(?P<what>.*)$")
# Words that begin like a unit ("Ban", "Tổ", "Báo", "các") and are none.
_NO_UNIT = re.compile(
    r"(?:ban hanh|to chuc(?! chinh tri| dang)|hoi nghi|hoi thao|bao cao|doan ket|bo may|bo sung|nha (?:van hoa|o)"
    r"|cac (?:nhiem vu|giai phap|noi dung|chi tieu|cong viec|bien phap|hoat dong))\b"
)
_CLOSING = re.compile(
    r"(?:tren day|trong qua trinh|ke hoach nay|nhan duoc|thua lenh|can cu ke hoach nay"
    r"|(?:yeu cau|de nghi) .{0,80}nghiem tuc)\b"
)
_OF_WHOM = re.compile(r"^(?:(?:trách nhiệm|nhiệm vụ) của|đối với)\s+", re.IGNORECASE)
_WEEKDAY = re.compile(r"\bthu (?:hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b|\d")
_UNNUMBERED = "LV"  # lời văn: a duty of the prose that stands under no number
_WHEN = re.compile(r"\s+vào(?: (?:lúc|sáng|chiều|tối))?\s*$")
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

    In a document without a table every part may assign, and what stands without a day under a unit's name in the part
    on carrying out, or as "Giao Sở A ...", is a duty, too.
    """
    reader = _Reader(issued_on, has_table=has_table)
    for block in blocks:
        text = plain_words(block.text) if isinstance(block, Paragraph) else ""
        if _END.match(fold(text)):
            break
        if isinstance(block, Paragraph) and text:
            reader.read(text, block)
    return _lettered(reader.duties)


class _Reader:
    """Goes down the prose; knows the part, the section and the units that the section is headed by."""

    def __init__(self, issued_on: date | None, *, has_table: bool) -> None:
        self.duties: list[ProseDuty] = []
        self._issued_on, self._has_table = issued_on, has_table
        self._part = self._section = ""
        self._owner: tuple[UnitMention, ...] = ()
        self._is_headed = False
        self._is_executing = True  # until a part says what it is about: a directive has no parts

    def read(self, text: str, block: Paragraph) -> None:
        """A heading changes where we are; what stands behind its colon or under it is a duty of its units."""
        if found := _PART.match(text):
            folded = fold(text)
            is_working = not self._has_table or _WORKING_PART.search(folded)
            self._part, self._section, self._owner = (found["part"] if is_working else ""), "", ()
            self._is_executing = bool(_EXECUTING_PART.search(folded))
        elif found := _SECTION.match(text):
            self._section, text = found["section"], found["rest"]
            self._owner, text = _headed(text)
            self._is_headed = bool(self._owner)  # by a unit's name alone: what stands under it is all its own
            self._owner = self._owner or _subject(text)
        elif _CLOSING.match(fold(text)):
            self._owner, text = (), ""
        if text and (self._part or not self._has_table):
            self.duties += self._duties(_BULLET.sub("", text), block)

    def _duties(self, text: str, block: Paragraph) -> list[ProseDuty]:
        own, rest = _headed(text)
        owner, text = (own, rest) if own else (self._owner, text)
        code = ".".join(filter(None, (self._part, self._section))) or _UNNUMBERED
        place = Place(part=code, paragraph=block.number, page=block.page)
        sentences = [(s, read_deadline(s, self._issued_on)) for s in _SENTENCE.split(text)]
        dated = [self._dated(s, r, owner, place) for s, r in sentences if r.span and _is_duty(r)]
        if dated or self._has_table or _PART.match(text):
            return dated
        if owner and self._is_executing and (own or self._is_headed):
            return [self._undated(text, owner, place)] if text else []
        assigning = (self._undated(s, (), place) for s, _ in sentences if _ASSIGNS.match(s))
        return [duty for duty in assigning if duty.lead]

    def _dated(
        self, sentence: str, reading: DeadlineReading, owner: tuple[UnitMention, ...], place: Place
    ) -> ProseDuty:
        title, wording = _taken_apart(sentence, reading.span or (0, 0))
        lead, partners = _assigned(sentence, owner)
        limit = read_deadline(wording, self._issued_on)
        return ProseDuty(place.part or "", title.strip(" .;"), lead, wording, limit, place, partners)

    def _undated(self, text: str, owner: tuple[UnitMention, ...], place: Place) -> ProseDuty:
        lead, partners = _assigned(text, owner)
        return ProseDuty(place.part or "", text.strip(" .;"), lead, "", read_deadline("", None), place, partners)


def _headed(text: str) -> tuple[tuple[UnitMention, ...], str]:
    """The units of a heading and what stands behind its colon; the text itself where it is no heading of units."""
    found = _OWNER.match(text)
    who, what = (found["who"], found["what"]) if found else (text, "")
    units = _named(_OF_WHOM.sub("", who.rstrip(" .")))
    return (units, what) if units else ((), text)


def _named(words: str) -> tuple[UnitMention, ...]:
    """The units, when the words are nothing but names of units."""
    if not words or len(words) > 200 or _NO_UNIT.match(fold(words)) or subject_of(words):
        return ()
    return split_units(words) if subject_of(f"{words} chủ trì") else ()


def _subject(text: str) -> tuple[UnitMention, ...]:
    return () if len(text) > 200 or _NO_UNIT.match(fold(text)) else subject_of(text)


def _assigned(sentence: str, owner: tuple[UnitMention, ...]) -> tuple[tuple[UnitMention, ...], tuple[UnitMention, ...]]:
    """Who leads and who joins; what a unit's heading says it does together with others, it leads."""
    if owner and _JOINING.match(sentence):
        return owner, assigned_in(f"{_ANYBODY} chủ trì, {sentence[:1].lower()}{sentence[1:]}")[1]
    lead, partners = ((), ()) if _NO_UNIT.match(fold(sentence)) else assigned_in(sentence)
    return lead or owner, partners


def _is_duty(reading: DeadlineReading) -> bool:
    kind = reading.deadline.kind
    words = [fold(p.words) for p in reading.parts if p.gives in {"limit", "duration"}]
    if kind in _WITH_VERB:
        return any(w.startswith(("hoan thanh", "xong")) for w in words)
    if kind in _RECURRING:
        return any(_WEEKDAY.search(w) or _BINDING.match(w) for w in words + _recurring_words(reading))
    return kind in _DATED and any(_BINDING.match(w) for w in words)


def _recurring_words(reading: DeadlineReading) -> list[str]:
    """Only a day or a weekday makes a rhythm a duty: "thường xuyên", "hằng quý" stand in every paragraph."""
    return [w for p in reading.parts if _WEEKDAY.search(w := fold(p.words)) and not _MONTHS.search(w)]


def _taken_apart(sentence: str, span: tuple[int, int]) -> tuple[str, str]:
    """What is to be done and until when; a bracket right behind the day belongs to the limit."""
    start, end = span
    if bracket := _BRACKET.match(sentence, end):
        end = bracket.end()
    before, after = _WHEN.sub("", sentence[:start]).strip(" ,;.:-"), sentence[end:].strip(" ,;.:-")
    title = before if len(before) > 15 or not after else f"{before} {after}".strip()
    return title[:1].upper() + title[1:], sentence[start:end]


def _lettered(duties: Sequence[ProseDuty]) -> list[ProseDuty]:
    counts: dict[str, int] = {}
    lettered: list[ProseDuty] = []
    for duty in duties:
        counts[duty.code] = counts.get(duty.code, 0) + 1
        several = sum(d.code == duty.code for d in duties) > 1
        letter = _LETTERS[(counts[duty.code] - 1) % len(_LETTERS)] if several else ""
        lettered.append(replace(duty, code=duty.code + letter))
    return lettered
