"""Headings and list points above a statement: which part it is in, its units, the deadline it inherits."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from documents.plans.deadlines import DeadlineReading
from documents.plans.deadlines.issue_days import IssueDay
from documents.plans.prose.assignments import Units, assigned_in
from documents.plans.prose.prose_deadlines import is_duty, limit_of, taken_apart
from documents.plans.prose.statements import Sign, Statement, is_capitals
from domain.deadlines import DeadlineKind as Kind
from domain.names import fold

_WORK = r"nhiem vu|giai phap|noi dung thuc hien|cong viec|viec can lam|bien phap|tien do"

_POINTS = ("counted", "roman", "letter", "plus", "dash", "dot")

_LONGEST = 200  # characters
_DEPTH = {"part": 0, "chapter": 1, "number": 2, "letter": 4, "counted": 4, "roman": 5, "dash": 6, "plus": 7, "dot": 7}
_OF_A_PERIOD = re.compile(r"\b(?:viec|nhiem vu|cong tac|cong viec)\b.*\b(?:thang|quy)\b")
_PERIOD = re.compile(r"(?:trong )?(?:thang \d{1,2}|quy (?:[ivx]+|\d))(?: nam |\s*[/-]\s*| )?(?:20\d\d)?")
# A step with its days: "(từ ngày 15/8 đến ngày 31/8/2026)", "Tuần 2: từ 08/4 đến 12/4", "Đợt 1 (xong trước 30/6/2026)".
_PHASE = re.compile(
    r"(?:\(|[:,]\s|[-–]\s)\s*(?:(?:thoi gian|thuc hien|thoi gian thuc hien|tien do)\s*:?\s*)?"
    r"(?:tu (?:ngay |thang )?\d[^()]{0,25}?\s?(?:den|-)(?: het)?(?: ngay| thang)? \d[\d/. -]{2,9}"
    r"|(?:hoan thanh |xong )?(?:truoc|cham nhat|den het)(?: ngay)? \d{1,2}[/.]\d[\d/.]{0,7})\s*\)?[.:]?$"
)
_PAST = re.compile(r"\b(?:ket qua|danh gia|tinh hinh|kiem diem)\b")


class Topic(StrEnum):
    """What stands under a heading; the value of those that hold no duties is the name of their context rule."""

    EXECUTING = "executing"
    WORK = "work"
    AIM = "aim"
    ASSESSMENT = "assessment"
    FUNDING = "funding"
    GENERAL = "general_measures"
    OUTLINE = "report_outline"
    CIRCUMSTANCES = "circumstances"


_TOPICS = (
    (Topic.OUTLINE, re.compile(r"^(?:phu luc \w+:? )?(?:de cuong|bieu mau|mau (?:so|bao cao|bieu))\b")),
    (Topic.EXECUTING, re.compile(r"to chuc thuc hien|phan cong|trach nhiem (?:cua|thuc hien)|^trach nhiem"
                                 r"|to chuc trien khai|che do (?:thong tin,? )?bao cao")),
    (Topic.ASSESSMENT, re.compile(r"^(?:danh gia (?:chung|tinh hinh|ket qua|viec)|ket qua (?:dat duoc|thuc hien)"
                                  r"|(?:mot so )?ton tai|(?:nhung |mot so )?(?:han che|khuyet diem|uu diem)|nguyen nhan"
                                  r"|tinh hinh\b|khai quat|boi canh|su can thiet|thuc trang|dac diem|danh gia$"
                                  r"|(?:nhung )?ket qua\b)")),
    (Topic.GENERAL, re.compile(r"(?:nhiem vu|giai phap)[\w ,]* chung\b|^quan diem")),
    (Topic.CIRCUMSTANCES, re.compile(r"^(?:thoi gian|dia diem|thanh phan|hinh thuc)(?:,? (?:va )?(?:thoi gian|dia diem"
                                     r"|thanh phan|hinh thuc|tham du|tham gia|to chuc|thuc hien))*(?: *:.*)?$")),
    (Topic.WORK, re.compile(_WORK)),
    (Topic.AIM, re.compile(r"^(?:muc dich|yeu cau|muc tieu|chi tieu|nguyen tac|pham vi|doi tuong|phuong cham"
                           r"|tu tuong chi dao|can cu|co so phap ly|y nghia|muc tieu (?:chung|cu the))")),
    (Topic.FUNDING, re.compile(r"^(?:ve )?(?:du toan )?kinh phi|^nguon (?:kinh phi|luc)")),
    (Topic.WORK, re.compile(r"^noi dung|^linh vuc")),
)  # fmt: skip


def topic_of(heading: str) -> Topic | None:
    """What a heading announces; None when it only names a subject."""
    folded = fold(heading).strip(" .:;-*")
    return next((topic for topic, words in _TOPICS if words.search(folded)), None)


@dataclass(slots=True)
class Node:
    """A heading or list point; `ids` are its blocks when it introduces a list and becomes part of what stands below."""

    level: str
    label: str
    text: str
    is_heading: bool
    units: Units = ()
    topic: Topic | None = None
    limit: DeadlineReading | None = None
    ids: tuple[int, ...] = ()
    partners: Units = ()


@dataclass(slots=True)
class Tree:
    """Goes down a document; a line of a level that is open already closes what stands below that level."""

    nodes: list[Node] = field(default_factory=list)
    annex: Topic | None = None

    def enter(self, sign: Sign | None) -> None:
        """Close what a line with this sign cannot stand under."""
        if sign is None:
            while self.nodes and not self.nodes[-1].is_heading:
                self.nodes.pop()
            return
        self._close_points(sign)
        levels = [n.level for n in self.nodes]
        if sign.level == "part":
            del self.nodes[:]
        elif sign.level in levels:
            del self.nodes[levels.index(sign.level) :]
        elif sign.level not in _POINTS and levels and all(level in _POINTS for level in levels):
            del self.nodes[:]
        elif levels and levels[-1] == "":
            while self.nodes and self._ends_at(sign):
                self.nodes.pop()

    def _close_points(self, sign: Sign) -> None:
        """A number or a part does not stand under a dash that is no heading."""
        if sign.level in _POINTS:
            return
        while self.nodes and self.nodes[-1].level in {"dash", "plus", "dot"} and not self.nodes[-1].is_heading:
            self.nodes.pop()

    def _ends_at(self, sign: Sign) -> bool:
        """A heading without a sign is over at the next number, unless it sets the month of what is numbered below."""
        last = self.nodes[-1]
        return last.level == "" and last.limit is None and sign.level in {"chapter", "number"}

    def push(self, node: Node) -> None:
        """Open a heading or point; a heading without a sign closes the one that sets a month for all below it."""
        if node.level == "" and node.is_heading:
            at = next((i for i, n in enumerate(self.nodes) if n.level == "" and n.limit), len(self.nodes))
            del self.nodes[at:]
        self.nodes.append(node)

    @property
    def owner(self) -> Units:
        """The units of the nearest heading that names any."""
        return next((n.units for n in reversed(self.nodes) if n.units), ())

    @property
    def partners(self) -> Units:
        """The units that the nearest heading that names who leads joins to them."""
        return next((n.partners for n in reversed(self.nodes) if n.units), ())

    @property
    def topic(self) -> Topic | None:
        """What the nearest heading announces that announces something."""
        if self.annex is Topic.OUTLINE:
            return self.annex
        return next((n.topic for n in reversed(self.nodes) if n.topic), None)

    @property
    def limit(self) -> DeadlineReading | None:
        """The limit of the nearest heading that sets one for all that stands below."""
        return next((n.limit for n in reversed(self.nodes) if n.limit), None)

    @property
    def code(self) -> str:
        """ "IV.3": the labels of part and section; "" where there are none."""
        part = next((n.label for n in self.nodes if n.level == "part"), "")
        section = next((n.label for n in reversed(self.nodes) if n.level.startswith("number")), "")
        return ".".join(filter(None, (part, section)))

    @property
    def heading(self) -> str:
        """The words of the uppermost heading that holds here."""
        return next((n.text for n in self.nodes if n.is_heading), "")

    @property
    def introductions(self) -> list[Node]:
        """The points above that only introduce a list."""
        return [n for n in self.nodes if n.ids]


def is_heading(statement: Statement, following: Statement | None) -> bool:
    """A short line without an end over something that stands deeper, in capitals, or with a colon at its end."""
    text = statement.text
    if not text or len(text) > 2 * _LONGEST:
        return False
    if is_capitals(text) or text.endswith(":"):
        return True
    is_sentence = text.endswith((".", ";", "!")) or len(statement.sentences) > 1 or assigned_in(text, ()).is_order
    if len(text) > _LONGEST or is_sentence:
        return False
    level = statement.sign.level if statement.sign else ""
    stands_above = following is not None and is_deeper(statement, following)
    return level == "part" or (stands_above and level not in {"", "dash", "plus", "dot"})


def is_deeper(statement: Statement, following: Statement) -> bool:
    """The line that follows stands below this one."""
    return _depth(following) > _depth(statement)


def _depth(statement: Statement) -> float:
    if statement.sign is None:
        return 9
    level, _, more = statement.sign.level.partition(".")
    return _DEPTH.get(level, 8) + (int(more) / 10 if more else 0)


def limit_set_by(heading: str, issue: IssueDay) -> DeadlineReading | None:
    """What holds for all that stands below: "VIỆC CẦN LÀM TRONG THÁNG 5/2026", "Bước 1 (từ 15/8 đến 31/8/2026)"."""
    folded = fold(heading)
    if phase := _PHASE.search(folded):
        reading = (
            limit_of(heading[slice(*phase.span())].strip(" (:,–-"), issue) if len(folded) == len(heading) else None
        )
        if reading and reading.deadline.last_day and reading.span:
            return reading
    is_period = _PERIOD.fullmatch(folded.strip(" .:*-")) is not None
    if not (is_period or _OF_A_PERIOD.search(folded)) or _PAST.search(folded):
        return None
    reading = limit_of(heading.lower() if is_capitals(heading) else heading, issue)
    if reading.deadline.kind not in {Kind.IN_MONTH, Kind.IN_QUARTER} or not reading.deadline.last_day:
        return None
    if is_period:
        return reading
    text = heading.lower() if is_capitals(heading) else heading
    return taken_apart(text, reading, issue).reading if is_duty(reading, text, is_assigned=True) else None
