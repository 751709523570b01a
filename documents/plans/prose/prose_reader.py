"""Reads the prose of a document from top to bottom: each statement becomes duties, named context or unread."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from documents.plans.block_account import Entry, EntryKind
from documents.plans.deadlines import read_deadline
from documents.plans.deadlines.issue_days import IssueDay
from documents.plans.prose import context
from documents.plans.prose.assignments import Told, Units, assigned_in, headed, with_partners
from documents.plans.prose.context import (
    behind,
    doer_in,
    is_owed_later,
    labels_below,
    preamble_end,
    tells_circumstances,
    without_deed,
)
from documents.plans.prose.prose_deadlines import (
    PERIODS,
    REPEATED,
    begins_with_verb,
    limit_of,
    names_a_day,
    tidy_title,
    verb_in,
)
from documents.plans.prose.prose_duties import UNNUMBERED, Cut, Duty, Piece, ProseDuty, cut, duty_of, lettered
from documents.plans.prose.sections import Node, Topic, Tree, is_deeper, is_heading, limit_set_by, topic_of
from documents.plans.prose.statements import Statement, is_capitals
from domain.names import fold
from domain.plans import Place, Unread

_MOST_LOOSE = 20  # undated duties of a document without a table that are tasks; more of them are offered as a question
_NO_DUTIES = frozenset(Topic) - {Topic.EXECUTING, Topic.WORK}
_NEVER_DUTIES = frozenset({Topic.ASSESSMENT, Topic.OUTLINE})

_ON_A_DAY = re.compile(r"\bngay \d{1,2}\b|\bthu (?:hai|ba|tu|nam|sau|bay)\b")
_WEIGHTS = {EntryKind.CONTEXT: 0, EntryKind.UNREAD: 1, EntryKind.PART: 2, EntryKind.TASK: 3}


@dataclass(slots=True)
class ProseReading:
    """The duties, an entry for each block that was read here, and the words of those that stay unread."""

    duties: list[ProseDuty] = field(default_factory=list)
    entries: dict[int, Entry] = field(default_factory=dict)
    unread: dict[int, Unread] = field(default_factory=dict)


def read_prose(
    statements: Sequence[Statement],
    issue: IssueDay,
    *,
    has_table: bool,
    is_told: Callable[[str], int | None] = lambda _text: None,
    has_title: bool = True,
) -> ProseReading:
    """Read the statements of a document in order.

    Duties with a limit are tasks; in a document without a table so are a few undated ones that name who does them.
    `is_told` gives the index of the table's task that says the same as a sentence; the rows of the entries count
    the tasks of the prose from 0, except where the rule is "told_in_table".
    """
    reader = _Reader(statements, issue, has_table=has_table, is_told=is_told, has_title=has_title)
    for at in range(len(statements)):
        reader.read(at)
    return reader.reading()


@dataclass(frozen=True, slots=True)
class _Found:
    duty: ProseDuty
    parts: tuple[tuple[int, ...], ...] = ()
    introductions: tuple[tuple[int, ...], ...] = ()


class _Reader:
    def __init__(
        self,
        statements: Sequence[Statement],
        issue: IssueDay,
        *,
        has_table: bool,
        is_told: Callable[[str], int | None],
        has_title: bool,
    ) -> None:
        self._statements, self._issue, self._has_table, self._is_told = statements, issue, has_table, is_told
        self._tree = Tree()
        self._found: list[_Found] = []
        self._result = ProseReading()
        self._told = labels_below(statements)
        self._preamble_to = preamble_end(statements)
        self._is_ending = self._is_addressing = self._is_annex_title = False
        self._is_letterhead = not has_title
        self._assigns = has_table or any(
            topic_of(s.text) is Topic.EXECUTING for s in statements if s.sign and len(s.text) < 160
        )

    def read(self, at: int) -> None:
        """One statement."""
        statement = self._statements[at]
        text = statement.text
        folded = fold(text)
        if at in self._told.attached:
            return
        if context.ANNEX.match(folded) and (len(text) < 120 or is_capitals(text)):
            self._begin_annex(statement)
        elif self._is_ending:
            self._context(statement.ids, context.ending_rule(text))
        elif context.ENDING.match(folded):
            self._is_ending = True
            self._context(statement.ids, "addressees")
        elif not self._read_margins(at, statement):
            self._read_body(at, statement)

    def _read_margins(self, at: int, statement: Statement) -> bool:
        """Annex titles, letterhead and addressees."""
        text = statement.text
        if self._is_annex_title and (is_capitals(text) or text.startswith("(")):
            self._tree.annex = self._tree.annex or (Topic.OUTLINE if topic_of(text) is Topic.OUTLINE else None)
            self._context(statement.ids, "heading")
            return True
        self._is_annex_title = False
        if self._is_letterhead and at < 15 and statement.sign is None:
            if (rule := context.letterhead_rule(text)) and not self._says_who(text):
                self._context(statement.ids, rule)
                return True
            self._is_letterhead = False
        folded = fold(text)
        if context.ADDRESSING.match(folded) or context.CABLED.fullmatch(folded):
            self._is_addressing = True
            self._context(statement.ids, "addressees")
            return True
        if self._is_addressing and statement.sign and statement.sign.level in {"dash", "plus", "dot"}:
            units, rest = headed(text)
            if (units and verb_in(rest) is None) or verb_in(text) is None:
                self._context(statement.ids, "addressees")
                return True
        self._is_addressing = False
        return False

    def _begin_annex(self, statement: Statement) -> None:
        self._is_ending = self._is_addressing = False
        self._is_annex_title = True
        self._tree = Tree(annex=Topic.OUTLINE if topic_of(statement.text) is Topic.OUTLINE else None)
        self._context(statement.ids, "heading")

    def _read_body(self, at: int, statement: Statement) -> None:
        self._tree.enter(statement.sign)
        following = self._statements[at + 1] if at + 1 < len(self._statements) else None
        told = self._told.below.get(at, ())
        units, rest = headed(statement.text) if self._may_head(statement) else ((), statement.text)
        if led := with_partners(statement.text):
            self._open(statement, units=led.lead, partners=led.partners, is_heading=True)
            self._context(statement.ids, "heading")
        elif units and (rest or told):
            self._open(statement, units=units, is_heading=not rest)
            body = behind(statement, rest) if rest else statement
            self._read_duties(at, body, told)
        elif units and self._may_be_names_alone(statement, following):
            self._open(statement, units=without_deed(statement.text, units), is_heading=True)
            self._context(statement.ids, "heading")
        elif not told and (is_heading(statement, following) or tells_circumstances(statement)):
            self._read_heading(statement)
        else:
            if statement.sign:
                self._open(statement, is_heading=False)
            self._read_duties(at, statement, told)

    def _may_head(self, statement: Statement) -> bool:
        """ "II. QUAN ĐIỂM CHỈ ĐẠO" begins like a unit and announces an aim."""
        is_part = statement.sign is not None and statement.sign.level == "part" and not statement.text.endswith(":")
        return not ((is_part or is_capitals(statement.text)) and topic_of(statement.text))

    def _may_be_names_alone(self, statement: Statement, following: Statement | None) -> bool:
        """A numbered line over nothing, and one with a day in it, says what the unit does, by a verb nobody knows."""
        if limit_of(statement.text, self._issue).span:
            return False
        stands_above = following is not None and is_deeper(statement, following)
        return stands_above or self._tree.topic is Topic.CIRCUMSTANCES or doer_in(statement.text) is None

    def _read_heading(self, statement: Statement) -> None:
        text = statement.text
        self._context(statement.ids, "heading")
        introduces_list = text.endswith(":") and not is_capitals(text) and self._tree.owner and begins_with_verb(text)
        self._open(statement, is_heading=not introduces_list, ids=statement.ids if introduces_list else ())

    def _open(
        self,
        statement: Statement,
        *,
        is_heading: bool,
        units: Units = (),
        partners: Units = (),
        ids: tuple[int, ...] = (),
    ) -> None:
        sign, text = statement.sign, statement.text
        topic = (
            topic_of(text) if is_heading and not units and (len(text) < 200 or tells_circumstances(statement)) else None
        )
        shown = f"{sign.label}. {text}" if sign and sign.level in {"part", "number", "chapter"} else text
        self._tree.push(
            Node(
                sign.level if sign else "",
                sign.label if sign else "",
                shown.strip(" :"),
                is_heading,
                units,
                topic,
                limit_set_by(text, self._issue) if is_heading and topic not in _NO_DUTIES else None,
                ids,
                partners,
            )
        )

    def _read_duties(self, at: int, statement: Statement, told: Sequence[Told]) -> None:
        if not statement.sentences:
            return
        owner = self._tree.owner
        found = cut(statement, owner, self._issue, told)
        if self._tree.topic in _NEVER_DUTIES:
            found = Cut(loose=[Piece(s.text, s.ids, assigned_in(s.text, ())) for s in statement.sentences])
        if found.duties and not self._may_be_dated(found):
            self._not_a_task(statement, found)
            return
        self._add(statement, found)
        for piece in found.limits:
            self._leave(piece.ids, piece.text, "limit_without_duty", statement)
        self._read_loose(at, statement, found)

    def _may_be_dated(self, found: Cut) -> bool:
        """An aim with a day is asked about; a rhythm without units is none of a plan's that has a table."""
        if any(d.assigned.is_order or d.told or _is_report(d) for d in found.duties):
            return True
        if self._tree.topic in {Topic.AIM, Topic.GENERAL}:
            return False
        repeats = all(d.reading and d.reading.deadline.kind in REPEATED for d in found.duties)
        return not (self._has_table and repeats and self._tree.topic is not Topic.EXECUTING)

    def _not_a_task(self, statement: Statement, found: Cut) -> None:
        row = self._is_told(statement.text)
        if row is not None:
            self._put(statement.ids, Entry(EntryKind.PART, "told_in_table", (row,)))
            return
        repeats = all(d.reading and d.reading.deadline.kind in REPEATED for d in found.duties)
        topic = self._tree.topic
        if repeats or any(d.reading and d.reading.deadline.kind in PERIODS for d in found.duties):
            rule = topic.value if topic in _NO_DUTIES else Topic.GENERAL.value
            is_somebodys = found.duties[0].assigned.is_told or doer_in(statement.text) is not None
            if topic in _NEVER_DUTIES or not is_somebodys:
                self._context(statement.ids, rule)
                return
        self._leave(statement.ids, statement.text, "dated_aim" if topic is Topic.AIM else "no_day", statement)

    def _add(self, statement: Statement, found: Cut) -> None:
        for index, duty in enumerate(map(self._with_words_above, found.duties)):
            parts = tuple(ids for ids, of in found.parts if of == index)
            introductions = tuple(n.ids for n in self._tree.introductions)
            self._found.append(_Found(self._placed(duty, statement), parts, introductions))

    def _with_words_above(self, duty: Duty) -> Duty:
        """The month of the heading holds for a duty without a limit of its own, and its partners join its leads."""
        limit, assigned = self._tree.limit, duty.assigned
        if assigned.lead and assigned.lead == self._tree.owner and not (assigned.is_told or assigned.partners):
            duty = replace(duty, assigned=replace(assigned, partners=self._tree.partners))
        return replace(duty, wording=limit.deadline.wording, reading=limit) if limit and not duty.reading else duty

    def _placed(self, duty: Duty, statement: Statement) -> ProseDuty:
        code = self._tree.code or UNNUMBERED
        place = Place(part=code, paragraph=statement.paragraph, page=statement.page)
        return duty_of(duty, place)

    def _read_loose(self, at: int, statement: Statement, found: Cut) -> None:
        """Sentences without a limit: named by their words, offered as a duty of somebody, or left unread."""
        owed: list[Piece] = []
        for piece in found.loose:
            if rule := self._rule_of(piece, at, statement):
                self._context(piece.ids, rule)
            elif piece.assigned.is_order or (piece.assigned.is_told and not self._tree.owner):
                self._offer([piece], statement)
            elif piece.assigned.lead:
                owed.append(piece)
            else:
                self._read_unowned(piece, statement)
        if owed:
            self._offer(owed, statement)

    def _read_unowned(self, piece: Piece, statement: Statement) -> None:
        """A sentence without a leader by grammar: told in the table, owed to its heading, general, or unread."""
        if (row := self._is_told(piece.text)) is not None:
            self._put(piece.ids, Entry(EntryKind.PART, "told_in_table", (row,)))
        elif self._tree.limit is not None and not is_capitals(piece.text):
            self._offer([piece], statement)
        elif (doer := doer_in(piece.text)) is not None:
            self._leave(piece.ids, piece.text, "no_day", statement, doer.name)
        elif self._is_general(piece):
            self._context(piece.ids, Topic.GENERAL.value)
        else:
            self._leave(piece.ids, piece.text, "no_unit", statement)

    def _is_general(self, piece: Piece) -> bool:
        """A measure of a document that assigns its duties elsewhere; not what names a day, which is asked about."""
        is_elsewhere = self._assigns and self._tree.topic is not Topic.EXECUTING
        return is_elsewhere and not names_a_day(piece.text, self._issue)

    def _says_who(self, text: str) -> bool:
        """The sentence says what a unit does; among those who take part only where the end of the name is clear."""
        topic = self._tree.topic
        if topic in _NEVER_DUTIES:
            return topic is Topic.ASSESSMENT and is_owed_later(text, self._issue)
        doer = doer_in(text)
        return doer is not None and (bool(doer.name) if topic is Topic.CIRCUMSTANCES else doer.is_sure)

    def _rule_of(self, piece: Piece, at: int, statement: Statement) -> str | None:
        is_duty = piece.assigned.is_order or self._says_who(piece.text)
        rule = context.plain_rule(piece.text)
        if rule and not (piece.assigned.is_order and context.stays_an_order(rule, piece.assigned.lead)):
            return rule
        topic = self._tree.topic
        if topic in _NO_DUTIES and not is_duty:
            return topic.value
        if at < self._preamble_to and statement.sign is None:
            if rule := context.preamble_rule(piece.text):
                return rule
            return None if is_duty and not context.issues(piece.text) else "introduction"
        if context.introduces(statement.text) and statement.sign is None:
            return "introduction"
        return None

    def _offer(self, pieces: Sequence[Piece], statement: Statement) -> None:
        """An undated duty of somebody; the limit of its heading is its own."""
        ids = tuple(i for p in pieces for i in p.ids)
        text = " ".join(p.text for p in pieces)
        if (row := self._is_told(text)) is not None:
            self._put(ids, Entry(EntryKind.PART, "told_in_table", (row,)))
            return
        limit = self._tree.limit
        reading = limit_of(text, self._issue)
        is_repeated = reading.deadline.kind in REPEATED and reading.span is not None
        title = tidy_title(text)
        duty = Duty(title, ids, pieces[0].assigned)
        if limit:
            duty = replace(duty, wording=limit.deadline.wording, reading=limit)
        elif is_repeated:
            words = text[slice(*(reading.span or (0, 0)))]
            duty = replace(duty, wording=words, reading=read_deadline(words, self._issue.day))
        placed = self._placed(duty, statement)
        unit = "; ".join(u.name for u in placed.lead)
        placed = replace(placed, is_loose=limit is None, text=text, heading=self._tree.heading, unit=unit)
        self._found.append(_Found(placed, (), tuple(n.ids for n in self._tree.introductions) if limit else ()))

    def _leave(self, ids: Sequence[int], text: str, reason: str, statement: Statement, unit: str = "") -> None:
        place = Place(part=self._tree.code or None, paragraph=statement.paragraph, page=statement.page)
        unit = unit or "; ".join(u.name for u in self._tree.owner)
        self._unread(ids, Unread(place, text, reason, self._tree.heading, unit))

    def _unread(self, ids: Sequence[int], unread: Unread) -> None:
        """The first block carries the words; the lines it goes on in are part of it."""
        self._put(ids[:1], Entry(EntryKind.UNREAD, unread.reason))
        self._put(ids[1:], Entry(EntryKind.PART, "continued"))
        for number in ids[:1]:
            self._result.unread[number] = unread

    def _context(self, ids: Sequence[int], rule: str) -> None:
        self._put(ids, Entry(EntryKind.CONTEXT, rule))

    def _put(self, ids: Sequence[int], entry: Entry) -> None:
        for number in ids:
            before = self._result.entries.get(number)
            if before is None or _weight(entry) > _weight(before):
                self._result.entries[number] = entry
            elif before.kind is entry.kind and entry.rows:
                self._result.entries[number] = replace(before, rows=tuple(dict.fromkeys((*before.rows, *entry.rows))))

    def reading(self) -> ProseReading:
        """Everything that was found; undated duties are tasks where they are few and no table holds the tasks."""
        self._found.sort(key=lambda f: f.duty.ids[:1])
        loose = sum(f.duty.is_loose for f in self._found)
        is_offered = self._has_table or loose > _MOST_LOOSE
        kept = [f for f in self._found if not (f.duty.is_loose and is_offered)]
        for found in self._found:
            if found.duty.is_loose and is_offered:
                d = found.duty
                self._unread(d.ids, Unread(d.place, d.text, "no_day", d.heading, d.unit))
        for row, found in enumerate(kept):
            self._put(found.duty.ids[:1], Entry(EntryKind.TASK, "duty", (row,)))
            self._put(found.duty.ids[1:], Entry(EntryKind.PART, "continued", (row,)))
            for ids in (*found.parts, *found.introductions):
                self._put(ids, Entry(EntryKind.PART, "detail", (row,)))
        self._result.unread = {
            n: u for n, u in self._result.unread.items() if self._result.entries[n].kind is EntryKind.UNREAD
        }
        self._result.duties = lettered([f.duty for f in kept])
        return self._result


def _is_report(duty: Duty) -> bool:
    """ "Trước ngày 25 hằng tháng, các đơn vị gửi …": a rhythm with a day, of units that the sentence itself names."""
    is_repeated = duty.reading is not None and duty.reading.deadline.kind in REPEATED
    return is_repeated and duty.assigned.is_told and _ON_A_DAY.search(fold(duty.wording)) is not None


def _weight(entry: Entry) -> int:
    return _WEIGHTS[entry.kind]
