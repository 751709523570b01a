"""Cuts a statement into duties, each with title, units, time limit, code and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.deadlines.issue_days import IssueDay
from documents.plans.prose.assignments import (
    Assigned,
    Label,
    Told,
    Units,
    as_told,
    assigned_in,
    doers_in,
    labelled,
    told_inside,
)
from documents.plans.prose.context import asks_for_reports_of_trouble, is_assessment
from documents.plans.prose.prose_deadlines import (
    REPEATED,
    begins_with_verb,
    has_content,
    is_completion,
    is_duty,
    limit_of,
    taken_apart,
    tidy_title,
)
from documents.plans.prose.statements import Sentence, Statement
from documents.plans.titles import shortened
from documents.plans.units import units_by_role
from documents.plans.units.unit_roles import JOINS
from domain.names import fold
from domain.plans import Place

_INTRODUCED = re.compile(r"^.{0,240}?\b(?:như sau|sau đây|nội dung sau|nhiệm vụ sau)\s*:\s+(?=[A-ZĐÀ-Ỹ])")
_DAY = re.compile(r"\d{1,2}/\d{1,2}|\btháng \d|\bquý [IVX\d]")
_BEHIND_A_DAY = re.compile(r"(?:\d{1,2}/\d{1,2}(?:/\d{4})?|(?:tháng|quý) [IVX\d/]+(?: năm \d{4})?),(?=\s)")
_LIMIT_WORD = re.compile(r"\b(?:trước|trong|vào|chậm nhất|xong|hoàn thành|đến|từ|ngày|tháng|quý)\b")
_LONGEST_SENTENCE = 2000  # characters in which commas between days are looked for
_LONGEST_TITLE = 400  # characters; what was said before the dated sentence is put before it up to this length

UNNUMBERED = "LV"  # lời văn: a duty of the prose that stands under no number
_CONTENT = "Nội dung"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that are one duty or belong to one; `reading` is that of its limit, None when it has none."""

    text: str
    ids: tuple[int, ...]
    assigned: Assigned
    reading: DeadlineReading | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a statement; `ids` are the blocks it is told in, the first one first; `told` its labelled words."""

    title: str
    ids: tuple[int, ...]
    assigned: Assigned
    wording: str = ""
    reading: DeadlineReading | None = None
    told: tuple[Told, ...] = ()


@dataclass(slots=True)
class Cut:
    """What a statement came to: dated duties, sentences without a limit, and blocks that are part of a duty."""

    duties: list[Duty] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    parts: list[tuple[tuple[int, ...], int]] = field(default_factory=list)  # ids and the index of their duty
    limits: list[Piece] = field(default_factory=list)  # limits without a duty


def cut(statement: Statement, owner: Units, issue: IssueDay, told: Sequence[Told] = ()) -> Cut:
    """Cut a statement; `told` are the labelled lines below it, which speak of its first duty."""
    if len(groups := _each_told(statement.sentences, owner)) > 1 and not told:
        return _joined([cut(replace(statement, sentences=group), owner, issue) for group in groups])
    pieces, behind = _pieces(statement.sentences, owner, issue)
    result = Cut()
    labels = (*told, *behind)
    if any(kind in {Label.LEAD, Label.DEADLINE} for kind, _, _ in labels) and pieces:
        result.duties.append(_labelled_duty(pieces, labels, issue))
        result.parts += [(p.ids, 0) for p in pieces[1:]] + [(ids, 0) for _, _, ids in labels]
        return result
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.reading is None:
            waiting.append(piece)
            continue
        _add_dated(result, piece, waiting, issue)
        waiting = []
    for piece in waiting:
        if result.duties and not piece.assigned.is_order:
            result.parts.append((piece.ids, len(result.duties) - 1))
        else:
            result.loose.append(piece)
    return result


def _each_told(sentences: Sequence[Sentence], owner: Units) -> list[tuple[Sentence, ...]]:
    """The sentences by the duties that tell who leads in a bracket of their own; what follows one belongs to it.

    A labelled sentence ("Thời hạn: …") speaks of the last order before it, so that each order stands apart then.
    """
    groups: list[tuple[Sentence, ...]] = []
    has_labels = any(labelled(sentence.text) for sentence in sentences[1:])
    for sentence in sentences:
        is_told = bool(told_inside(sentence.text, sentence.ids, owner)[1])
        is_order = has_labels and assigned_in(sentence.text, ()).is_order
        if is_told or is_order or not groups:
            groups.append((sentence,))
        else:
            groups[-1] = (*groups[-1], sentence)
    return groups


def _joined(cuts: Sequence[Cut]) -> Cut:
    result = Cut()
    for one in cuts:
        result.parts += [(ids, of + len(result.duties)) for ids, of in one.parts]
        result.duties += one.duties
        result.loose += one.loose
        result.limits += one.limits
    return result


def _pieces(sentences: Sequence[Sentence], owner: Units, issue: IssueDay) -> tuple[list[Piece], list[Told]]:
    pieces: list[Piece] = []
    behind: list[Told] = []
    spoken: Units = ()
    for sentence in sentences:
        text = _INTRODUCED.sub("", sentence.text)
        label = labelled(text) if pieces else None
        if label and label[0] not in {Label.OTHER, Label.CONTENT}:
            behind.append((label[0], label[1], sentence.ids))
            continue
        if pieces and (doers := doers_in(text)) and (doers.is_role_told or doers.limit):
            behind += as_told(doers, sentence.ids)
            continue
        text, inside = told_inside(text, sentence.ids, owner)
        behind += inside
        led_by = owner or (spoken if begins_with_verb(text) else ())
        found = _clauses(replace(sentence, text=text), led_by, issue)
        pieces += found if led_by == owner else [p if p.reading else replace(p, assigned=Assigned()) for p in found]
        spoken = pieces[-1].assigned.lead if pieces and pieces[-1].assigned.is_told else spoken
    return pieces, behind


def _clauses(sentence: Sentence, owner: Units, issue: IssueDay) -> list[Piece]:
    """Several dated clauses of a sentence are pieces of their own, each with the undated ones before it."""
    whole = _piece(sentence.text, sentence.ids, owner, issue)
    parts = _split(sentence.text)
    if len(parts) < 2:
        return [whole]
    clauses: list[Piece] = []
    for part in parts:
        led_by = next((c.assigned.lead for c in reversed(clauses) if c.assigned.is_told), owner)
        clauses.append(_piece(part, sentence.ids, led_by, issue))
    if sum(c.reading is not None for c in clauses) < 2:
        if not (owner or whole.assigned.lead):  # "Tặng quà …; chi hội A lập danh sách trước ngày …"
            whole = replace(whole, assigned=next((c.assigned for c in clauses if c.reading), whole.assigned))
        if whole.reading is None and (dated := next((c for c in clauses if c.reading), None)):
            return [replace(whole, reading=limit_of(whole.text, issue))] if dated.reading else [whole]
        return [whole]
    return list(_grouped(clauses, owner, issue))


def _split(text: str) -> list[str]:
    """At semicolons outside brackets, and at commas behind a day before the next unit or verb with a day of its own."""
    depth, at, found = 0, 0, []
    days = _BEHIND_A_DAY.finditer(text[:_LONGEST_SENTENCE])
    commas = {m.end() - 1 for m in days if _is_next(text[m.end() :].lstrip())}
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if (char == ";" or i in commas) and depth <= 0:
            found.append(text[at:i])
            at = i + 1
    return [part.strip() for part in [*found, text[at:]] if part.strip()]


def _is_next(rest: str) -> bool:
    """A clause that begins with a verb or a unit and has a day behind it."""
    clause = rest[:_LONGEST_TITLE].partition(";")[0]
    says_enough = len(_LIMIT_WORD.split(clause, maxsplit=1)[0].split()) > 2
    is_own = says_enough and (begins_with_verb(clause) or assigned_in(clause, ()).is_told)
    return is_own and _DAY.search(clause) is not None


def _grouped(clauses: Sequence[Piece], owner: Units, issue: IssueDay) -> Iterator[Piece]:
    words: list[str] = []
    before: Assigned | None = None
    for clause in clauses:
        words.append(clause.text)
        if clause.reading is None:
            continue
        piece = _piece("; ".join(words), clause.ids, owner, issue)
        if piece.reading is None:
            piece = replace(piece, reading=clause.reading, text=clause.text)
        if before and not piece.assigned.is_told:
            piece = replace(piece, assigned=replace(piece.assigned, lead=before.lead or piece.assigned.lead))
        before = piece.assigned if piece.assigned.lead else before
        yield piece
        words = []
    if words:
        yield Piece("; ".join(words), clauses[-1].ids, Assigned(owner))


def _piece(text: str, ids: tuple[int, ...], owner: Units, issue: IssueDay) -> Piece:
    assigned = assigned_in(text, owner)
    reading = limit_of(text, issue)
    if (is_assessment(text) and not assigned.is_order) or asks_for_reports_of_trouble(text):
        return Piece(text, ids, assigned)
    return Piece(text, ids, assigned, reading if is_duty(reading, text, is_assigned=bool(assigned.lead)) else None)


def _add_dated(result: Cut, piece: Piece, waiting: list[Piece], issue: IssueDay) -> None:
    assert piece.reading is not None  # noqa: S101 - dated pieces only
    dated = taken_apart(piece.text, piece.reading, issue)
    own = assigned_in(dated.title, piece.assigned.lead if not piece.assigned.is_told else ())
    assigned = own if own.lead else piece.assigned
    orders = [p for p in waiting if p.assigned.is_order]
    if is_completion(dated.title, piece.text) and waiting:
        before = waiting[-1:] if orders else waiting
        result.loose += [p for p in waiting if p not in before]
        title = " ".join(p.text for p in before)
        if has_content(dated.title) and not _is_said_in(dated.title, title):
            title = f"{title.rstrip(' .;')}; {dated.title[:1].lower()}{dated.title[1:]}"
        _append(result, before, replace(dated, title=title), before[0].assigned, piece)
        return
    if not has_content(dated.title) and len(dated.title.split()) < 3:
        if result.duties:  # "Thực hiện trong tháng 11" behind a dated duty
            result.parts.append((piece.ids, len(result.duties) - 1))
        else:
            result.limits.append(piece)
        return
    length = sum(len(p.text) for p in waiting) + len(dated.title)
    if waiting and not orders and not assigned.is_told and piece.assigned.lead and length <= _LONGEST_TITLE:
        title = " ".join(p.text for p in waiting)
        _append(result, waiting, replace(dated, title=f"{title} {dated.title}"), assigned, piece)
        return
    result.loose += waiting
    _append(result, [], dated, assigned, piece)


def _is_said_in(words: str, before: str) -> bool:
    """ "Việc ký cam kết (hoàn thành trước …)" only repeats the duty before it."""
    said = set(fold(before).split())
    return fold(words).startswith("viec ") and all(w in said for w in fold(words).split()[1:])


def _append(result: Cut, before: Sequence[Piece], dated: object, assigned: Assigned, piece: Piece) -> None:
    title, wording, reading = (getattr(dated, n) for n in ("title", "wording", "reading"))
    ids = tuple(dict.fromkeys(i for p in (*before, piece) for i in p.ids))
    result.duties.append(Duty(tidy_title(title), ids, assigned, wording, reading))


def _labelled_duty(pieces: Sequence[Piece], labels: Sequence[Told], issue: IssueDay) -> Duty:
    """The title is as many of the sentences as a title may have; the labels tell the rest."""
    title = pieces[0].text
    for piece in pieces[1:]:
        if len(title) + len(piece.text) > _LONGEST_TITLE:
            break
        title = f"{title} {piece.text}"
    limit = next((value.strip(" .;") for kind, value, _ in labels if kind is Label.DEADLINE), "")
    first = pieces[0]
    reading = limit_of(limit, issue) if limit else None
    wording = limit
    if not limit and (found := next(_limits_of(pieces, issue), None)):
        dated, of_it = found
        apart = taken_apart(dated.text, of_it, issue)
        title = title.replace(dated.text, apart.title if has_content(apart.title) else "")
        wording, reading = apart.wording, apart.reading
    return Duty(tidy_title(title), first.ids, first.assigned, wording, reading, tuple(labels))


def _limits_of(pieces: Sequence[Piece], issue: IssueDay) -> Iterator[tuple[Piece, DeadlineReading]]:
    """The limits of sentences whose units are told behind them, and rhythms, which need no word that binds."""
    for piece in pieces:
        reading = piece.reading or limit_of(piece.text, issue)
        is_rhythm = reading.span is not None and reading.deadline.kind in REPEATED
        if piece.reading or is_rhythm or is_duty(reading, piece.text, is_assigned=True):
            yield piece, reading


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """What is to be done, by whom, the limit's own words, and where it stands.

    `ids` are its blocks; `is_loose` when it has neither a limit nor an explicit rhythm, so that it is only offered.
    """

    code: str
    title: str
    lead: Units
    wording: str
    reading: DeadlineReading
    place: Place
    coordinating: Units = ()
    product: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    ids: tuple[int, ...] = ()
    is_loose: bool = False
    text: str = ""
    heading: str = ""
    unit: str = ""


def duty_of(found: Duty, place: Place) -> ProseDuty:
    """The task that a duty of a statement is; labelled words are stronger than the sentence."""
    title, notes = shortened(found.title)
    told = {kind: value for kind, value, _ in reversed(found.told)}
    lead, partners = found.assigned.lead, found.assigned.partners
    if Label.LEAD in told:
        named = units_by_role(told[Label.LEAD].strip(" .;,"))
        lead = tuple(dict.fromkeys(u for u, role in named if role != JOINS))
        partners = tuple(dict.fromkeys(u for u, role in named if role == JOINS))
    if Label.COORDINATING in told:
        partners = (*partners, *(u for u, _ in units_by_role(told[Label.COORDINATING].strip(" .;,"))))
    return ProseDuty(
        place.part or "",
        title,
        lead,
        found.wording,
        found.reading or read_deadline("", None),
        place,
        tuple(u for u in dict.fromkeys(partners) if u not in lead),
        (told.get(Label.PRODUCT) or "").strip(" .") or None,
        (*notes, *((_CONTENT, value) for kind, value, _ in found.told if kind is Label.CONTENT)),
        found.ids,
    )


def lettered(duties: Sequence[ProseDuty]) -> list[ProseDuty]:
    """Codes made unique: "IV.3a", "IV.3b" where several duties stand under one number."""
    totals: dict[str, int] = {}
    for duty in duties:
        totals[duty.code] = totals.get(duty.code, 0) + 1
    counts: dict[str, int] = {}
    named: list[ProseDuty] = []
    for duty in duties:
        counts[duty.code] = nth = counts.get(duty.code, 0) + 1
        named.append(replace(duty, code=duty.code + _letter(nth)) if totals[duty.code] > 1 else duty)
    return named


def _letter(nth: int) -> str:
    """ "a" to "y", then "a2", "b2": no two duties share a code."""
    turn, at = divmod(nth - 1, len(_LETTERS))
    return _LETTERS[at] + (str(turn + 1) if turn else "")
