"""One clause: the command it begins with or ends in, its targets, its tail; understood, or what it may have meant."""

import re
from dataclasses import dataclass

from bot.grammar import vocabulary as v
from bot.grammar.clause_commands import with_targets, without_targets
from bot.grammar.clause_results import Found, mood_at, read_tail, typed, typed_each
from bot.grammar.clause_results import progress as progress_typed
from bot.grammar.task_numbers import Follow, Targets, numbers_anywhere, read_targets
from bot.grammar.tokens import QUOTES, Kind, Row, Token, tokens_of
from bot.grammar.vocabulary import folded
from domain.interpretations import ClarifyReason, Clause, Interpretation, Mood, SpanRole, about
from domain.messages.questions import AskTask
from domain.messages.tasks import ReportProgress

_CUTTING = frozenset(";.\n")
_LINKS = frozenset({
    "duoc", "dat", "la", "moi", "da", "dang", "hien", "toi", "len", "khoang", "tam", "chung", "dc", "nay", "gio", "lam",
    "man", "uoc", "thuc", "is", "about", "at", "now", "tien", "do",
})  # fmt: skip


def read_clause(row: Row) -> Clause:
    """What one clause means. Total: what is not understood says why, and what it may have meant."""
    start, end = skip_front(row), skip_back(row)
    row.mark(0, min(start, row.size), SpanRole.COURTESY)
    if start >= end:
        row.mark(0, row.size, SpanRole.COURTESY)
        is_question = row.asks(0)
        mood = Mood.ASKED if is_question else Mood.STATED
        return Clause(None, mood, None, (), tuple(row.spans()), is_courtesy=not is_question)
    found = (
        _command_first(row, start, end)
        or _target_first(row, start, end)
        or _wrong_tone_first(row, start, end)
        or _anything(row, start, end)
    )
    return Clause(found.command, found.mood, found.reason, found.options, tuple(row.spans()))


def skip_front(row: Row) -> int:
    """Where courtesy, the subject and marks at the beginning end."""
    at, end = 0, row.size
    while at < end:
        length = _front_length(row, at, end)
        if not length:
            break
        at += length
    return at


def _front_length(row: Row, at: int, end: int) -> int:
    words = row.words
    if row.is_mark(at):
        return 1
    if v.COMMANDS.at(words, at, end)[1] or v.NOUNS.at(words, at, end)[1] or row.kind(at) is not Kind.WORD:
        return 0
    if length := _agreed(row, at, end):
        return length
    if length := v.REPORTING.at(words, at, end)[1]:
        person = v.PERSONS.at(words, at + length, end)[1]
        is_opening = person or (
            at + length < end and (row.is_mark(at + length) or _tells_of_task(row, at + length, end))
        )
        return length + person if is_opening else 0
    length = v.OPENINGS.at(words, at, end)[1]
    if length and v.PERSONS.at(words, at, end)[1] and _is_called(row, at + length, end):
        return length + 1
    return length


def _agreed(row: Row, at: int, end: int) -> int:
    """ "đồng ý xác nhận 3": the agreement says nothing beside the decision."""
    name, length = v.NEARLY.at(row.words, at, end)
    is_word = length > 0 and "decide" in name
    return length if is_word and v.COMMANDS.at(row.words, at + length, end)[0] in {"confirm", "decide"} else 0


def _tells_of_task(row: Row, at: int, end: int) -> bool:
    """ "báo cáo việc số 7 đã xong": a task and a command follow; "báo cáo việc 7" alone is none."""
    targets = read_targets(row, at, end) if v.NOUNS.at(row.words, at, end)[1] else Targets()
    place = row.skip(targets.end, end, v.OPENINGS)
    return bool(targets.numbers) and (v.COMMANDS.at(row.words, place, end)[1] > 0 or place < end)


def _is_called(row: Row, at: int, end: int) -> bool:
    """ "chị Hà," calls somebody; without the mark the name would be the subject."""
    return at + 1 < end and row.words[at][:1].isupper() and row.is_mark(at + 1) and row.kind(at) is Kind.WORD


def skip_back(row: Row) -> int:
    """Where courtesy and marks at the end begin; a question mark or a percent sign is no courtesy."""
    end = row.size
    while end > 0:
        if row.is_mark(end - 1) and row.words[end - 1] != "%":
            end -= 1
            continue
        length = v.CLOSINGS.before(row.words, end, 0) or _somebody_called(row, end)
        if not length:
            break
        end -= length
    return end


def _somebody_called(row: Row, end: int) -> int:
    """How many words before `end` call somebody by name: "nhé chị Hà", "ạ Hà", ", anh Hùng"."""
    if not row.words[end - 1][:1].isupper() or row.kind(end - 1) is not Kind.WORD:
        return 0
    title = v.PERSONS.before(row.words, end - 1, 0)
    before = end - 1 - title
    is_parted = before > 1 and title > 0 and row.words[before - 1] == ","
    return 1 + title if is_parted or v.PARTICLES.before(row.words, before, 1) else 0


def _command_first(row: Row, start: int, end: int) -> Found | None:
    name, length = v.COMMANDS.at(row.words, start, row.size)
    near, near_length = v.NEARLY.at(row.words, start, row.size)
    if not length or (near == "undo" and near_length > length):
        return None
    row.mark(start, start + length, SpanRole.COMMAND)
    return with_targets(row, name, start + length, max(end, start + length)) or without_targets(
        row, name, start + length, max(end, start + length)
    )


def _target_first(row: Row, start: int, end: int) -> Found | None:
    """ "việc 3 xong rồi", "3 xong", "việc 7 được 60%", "việc 4 giao đ/c Lan"."""
    targets = read_targets(row, start, end)
    if not targets.numbers:
        return None
    row.mark(start, targets.end, SpanRole.TARGET)
    at = row.skip(targets.end, end, v.OPENINGS)
    name, length = v.COMMANDS.at(row.words, at, row.size)
    if not length and at > targets.end and (back := _command_within(row, targets.end, at)):
        at, name, length = back
    if length and not _is_of_another(row, targets, at, at + length, end):
        row.mark(targets.end, at, SpanRole.COURTESY)
        row.mark(at, at + length, SpanRole.COMMAND)
        return with_targets(row, name, at + length, max(end, at + length), targets)
    return _share_first(row, targets, end) or _unread_behind(row, targets, targets.end, end)


def _wrong_tone_first(row: Row, start: int, end: int) -> Found | None:
    """ "tiếp nhẫn 3", "xỏng việc 3": asked, with the command that has the same letters.

    One syllable with another tone is mostly another word, so that a task noun must stand behind it.
    """
    for first in (start, max(start - 1, 0)):  # "đã" and "mình" also begin commands: "đã rọ", "minh chừng"
        name, length = v.COMMANDS.loosely_at(row.words, first, end)
        at = row.skip(first + length, end, v.FAVOURS, v.JOINERS)
        targets = read_targets(row, at, end, Follow.FREE) if length else Targets()
        if targets.numbers and (length > 1 or targets.has_noun):
            return Found(None, Mood.STATED, ClarifyReason.SPELLING, typed_each(name, targets.numbers))
    return None


def _is_of_another(row: Row, targets: Targets, at: int, behind: int, end: int) -> bool:
    """ "7; xong 3", "7, tiến độ 3 60%": a mark stands before the command, which has a task of its own."""
    marks = {row.words[place] for place in range(targets.end, at) if row.is_mark(place)}
    is_cut = not marks.isdisjoint(_CUTTING)
    return is_cut or ("," in marks and bool(read_targets(row, behind, end, Follow.FREE).numbers))


def _command_within(row: Row, start: int, end: int) -> tuple[int, str, int] | None:
    """A command that begins with a word of courtesy: "việc 3 đã xong"."""
    for at in range(start, end):
        name, length = v.COMMANDS.at(row.words, at, row.size)
        if length:
            return at, name, length
    return None


def _share_first(row: Row, targets: Targets, end: int) -> Found | None:
    """ "việc 7 được 60%", "7: 60%", "việc 11 mới được 20%"."""
    at = targets.end
    while at < row.size and (
        row.is_mark(at) or folded(row.words[at]) in _LINKS or v.SUBJECTS.at(row.words, at, end)[1]
    ):
        at += 1
    if row.kind(at) is not Kind.PERCENT or len(targets.numbers) != 1 or not row.tokens[at].values:
        return None
    percent = row.tokens[at].values[0]
    rest = row.skip(at + 1, end, v.CLOSINGS, v.SHARE_CLOSINGS, marks=False)
    options = (
        (progress_typed(targets.numbers[0], percent),) if percent <= 100 else typed_each("progress", targets.numbers)
    )
    note = _note_of_share(row, rest, end) if rest < end else ""
    if note is None or row.asks(at) or percent > 100:
        return Found(None, Mood.PARTLY, ClarifyReason.PARTLY, options)
    row.mark(targets.end, row.size, SpanRole.VALUE)
    return Found(ReportProgress(targets.numbers[0], percent, note or None), Mood.STATED, None, options)


def _note_of_share(row: Row, at: int, end: int) -> str | None:
    """The note behind the mark that follows a share; None when the words turn against it, or no mark parts them."""
    if not row.is_mark(at) or row.skip_marks(at, end) >= end:
        return None
    tail = read_tail(row, at, end)
    if tail.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL, Mood.DENIED}:
        return None
    return row.note_from(row.skip_marks(at, end))


def _unread_behind(row: Row, targets: Targets, start: int, end: int) -> Found:
    mood = _first_mood(row, start, end)
    names = _names_in(row, start, end)
    if mood is Mood.DENIED and not row.asks(start) and not {"extend", "block"} & set(names):
        return Found(None, Mood.DENIED, ClarifyReason.DENIED, ())
    names = [name for name in names if mood is not Mood.DENIED or name != "done"] or ["task", "done"]
    options = _offers(row, names, targets.numbers, start, end)
    return Found(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, options)


def _offers(row: Row, names: list[str], numbers: tuple[int, ...], start: int, end: int) -> tuple[str, ...]:
    """The commands named, each with the numbers typed; a share makes the report one of progress."""
    shares = [t.values[0] for t in row.tokens[start:end] if t.kind is Kind.PERCENT and t.values and t.values[0] <= 100]
    options: list[str] = []
    if shares and {"done", "progress"} & set(names) and len(numbers) == 1:
        options.append(progress_typed(numbers[0], shares[0]))
    for name in names:
        options += [typed("undo")] if name == "undo" else typed_each(name, numbers)
    return tuple(dict.fromkeys(options))[:4]


def _first_mood(row: Row, start: int, end: int) -> Mood | None:
    if row.asks(start):
        return Mood.ASKED
    for at in range(start, min(end, start + 60)):
        if row.is_mark(at, QUOTES):
            return Mood.QUOTED
        if mood := mood_at(row, at, end):
            return mood
    return None


def _names_in(row: Row, start: int, end: int) -> list[str]:
    found: dict[str, None] = {}
    for at in range(start, min(end, start + 60)):
        for known in (v.COMMANDS, v.NEARLY):
            name, length = known.at(row.words, at, end)
            found.update(dict.fromkeys(name.split("+")) if length else {})
    return list(found)[:3]


def _anything(row: Row, start: int, end: int) -> Found:
    """No clause that could be obeyed: what was named in it is offered with the numbers typed."""
    mood = _first_mood(row, start, end)
    names = _names_in(row, start, end)
    numbers = numbers_anywhere(row, start, end)
    if "undo" in names:
        return Found(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, (typed("undo"),))
    if mood is Mood.DENIED and names and not row.asks(start):
        return Found(None, Mood.DENIED, ClarifyReason.DENIED, ())
    if (share := _share_only(row, start, end)) is not None:
        command = AskTask(about(row.text), "progress", ReportProgress(None, share))
        return Found(command, Mood.STATED, ClarifyReason.WHICH_TASK)
    if not numbers or not names:
        return Found(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, ())
    options = _offers(row, names, numbers, start, end)
    return Found(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, options)


def _share_only(row: Row, start: int, end: int) -> int | None:
    """ "được 60% rồi": a share and no task."""
    at = start
    while at < end and folded(row.words[at]) in _LINKS:
        at += 1
    is_alone = start < at and row.kind(at) is Kind.PERCENT and at + 1 >= end and not row.asks(start)
    values = row.tokens[at].values if is_alone else ()
    return values[0] if values and values[0] <= 100 else None


def is_start(row: Row, *, is_parted: bool = False) -> bool:
    """Whether a clause of its own begins here: a command and a task, in either order, whatever the mood.

    `is_parted`: a line's end or "còn" stands before it, so that a bare number may begin it.
    """
    start, end = skip_front(row), skip_back(row)
    lead = start
    while lead < end and (length := v.MOODS.at(row.words, lead, end)[1] or v.OPENINGS.at(row.words, lead, end)[1]):
        if v.COMMANDS.at(row.words, lead, end)[1]:
            break
        lead += length
    name, length = v.COMMANDS.at(row.words, lead, end)
    if length:
        at = row.skip(lead + length, end, v.FAVOURS, v.JOINERS)
        if name == "assign":
            return bool(numbers_anywhere(row, at, end))
        return bool(read_targets(row, at, end, most=2).numbers) or row.kind(at) is Kind.PERCENT
    targets = read_targets(row, start, end, most=2)
    if not targets.numbers:
        return False
    at = row.skip(targets.end, end, v.OPENINGS)
    back = _command_within(row, targets.end, min(at + 1, end))
    if back and _is_of_another(row, targets, back[0], back[0] + back[2], end):
        return False
    mood = v.MOODS.at(row.words, at, end)[0]
    is_said = targets.has_noun or is_parted  # "xong 7, 8 chưa?" may ask for both; "xong 7, còn 8 chưa" does not
    return bool(back or (is_said and (mood in {"denied", "asked"} or _is_share(row, targets.end, end))))


def _is_share(row: Row, at: int, end: int) -> bool:
    while at < end and (row.is_mark(at) or folded(row.words[at]) in _LINKS):
        at += 1
    return row.kind(at) is Kind.PERCENT


LOOK_AHEAD = 40  # tokens that decide whether a clause begins
_BOT = re.compile(r"@\w+")
_JOINING = frozenset({"va", "con", "roi", "thi", "and", "xong roi", "dong thoi", "ngoai ra"})
_PARTING = frozenset(",;.")


def interpret(text: str) -> Interpretation:
    """What the text means; its spans partition it. Total, and linear in the text."""
    tokens = tokens_of(_masked(text))
    starts = _starts(text, tokens)
    clauses = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        row = _row(text, tokens, first, last)
        clauses.append(read_clause(row))
    return Interpretation(text, tuple(clauses))


def _masked(text: str) -> str:
    """Without the name of a bot and quotes around all of it; of the same length."""
    masked = _BOT.sub(lambda match: " " * len(match.group()), text)
    stripped = masked.strip()
    if len(stripped) > 1 and stripped[0] in QUOTES and stripped[-1] in QUOTES:
        at = masked.index(stripped)
        masked = masked[:at] + " " + stripped[1:-1] + " " + masked[at + len(stripped) :]
    return masked


@dataclass(slots=True)
class _Cutter:
    """Finds where clauses begin."""

    text: str
    tokens: list[Token]
    has_command: bool = False
    has_number: bool = False

    def starts(self) -> list[int]:
        found, at = [0], 0
        while at < len(self.tokens):
            begin = self._after(at)
            if begin and begin < len(self.tokens) and self._begins(at, begin):
                found.append(begin)
                self.has_command = self.has_number = False
                at = begin
                continue
            self.has_command = self.has_command or self._is_command(at)
            self.has_number = self.has_number or bool(self.tokens[at].values)
            at += 1
        return found

    def _after(self, at: int) -> int:
        """Where a clause might begin when one ends with this token; 0 when none ends here."""
        token = self.tokens[at]
        if token.kind is Kind.LINE or token.word in _PARTING or folded(token.word) in _JOINING:
            begin = at + 1
            while begin < len(self.tokens) and folded(self.tokens[begin].word) in _JOINING:
                begin += 1
            return begin
        return at + 1 if self.has_command else 0

    def _begins(self, at: int, begin: int) -> bool:
        token, first = self.tokens[at], self.tokens[begin]
        if token.kind is Kind.LINE:
            return self._line_begins(begin)
        if first.kind is Kind.MARK and first.word in _PARTING:
            return False
        is_task_of_it = folded(token.word) == "roi" and not self.has_number  # "xong rồi việc 3"
        if not self.has_command or is_task_of_it:
            return False
        row = self._ahead(begin)
        if token.word in _PARTING or folded(token.word) in _JOINING:
            is_parted = any(folded(each.word) == "con" for each in self.tokens[at:begin])
            may_go_on = first.kind is Kind.NUMBER and token.word not in ";." and not is_parted and self._goes_on(at)
            return not may_go_on and is_start(row, is_parted=is_parted)
        if token.kind not in {Kind.NUMBER, Kind.PERCENT} or not v.COMMANDS.at(row.words, 0, row.size)[1]:
            return False
        return is_start(row)

    def _goes_on(self, at: int) -> bool:
        """ "nhận 5 và 7 xong": whose task 7 is cannot be told, so that nothing is cut and the clause is asked about."""
        first = max(0, at - LOOK_AHEAD)
        words = [token.word for token in self.tokens[first:at]]
        end, is_number = len(words), False
        while end > 0:
            token = self.tokens[first + end - 1]
            is_target = token.kind in {Kind.NUMBER, Kind.MARK}
            length = 1 if is_target else max(v.NOUNS.before(words, end, 0), v.JOINERS.before(words, end, 0))
            if not length:
                break
            is_number = is_number or token.kind is Kind.NUMBER
            end -= length
        return is_number and v.COMMANDS.before(words, end, 0) > 0

    def _line_begins(self, begin: int) -> bool:
        row = self._ahead(begin)
        if is_start(row, is_parted=True) or (row.is_slashed and v.COMMANDS.at(row.words, 0, row.size)[1]):
            return True
        clause = read_clause(self._ahead(begin))
        return clause.command is not None or (clause.mood is Mood.DENIED and clause.reason is not None)

    def _ahead(self, begin: int) -> Row:
        end = min(begin + LOOK_AHEAD, len(self.tokens))
        stop = next((n for n in range(begin, end) if self.tokens[n].kind is Kind.LINE), end)
        return _row(self.text, self.tokens, begin, stop)

    def _is_command(self, at: int) -> bool:
        words = [token.word for token in self.tokens[at : at + 5]]
        return v.COMMANDS.at(words, 0, len(words))[1] > 0 or self.tokens[at].kind is Kind.PERCENT


def _starts(text: str, tokens: list[Token]) -> list[int]:
    return _Cutter(text, tokens).starts()


def _row(text: str, tokens: list[Token], first: int, last: int) -> Row:
    """The clause from token `first` up to `last`: without the number of a list, the slash, joining words at its end."""
    span_start = tokens[first].start if first and first < len(tokens) else 0
    span_end = tokens[last].start if last < len(tokens) else len(text)
    begin, end = first, last
    if _is_list_number(tokens, begin, last):
        begin += 2
    is_slashed = begin < last and tokens[begin].word in "/／" and tokens[begin].kind is Kind.MARK
    begin += is_slashed
    while last < len(tokens) and end > begin and _is_joint(tokens[end - 1]):
        end -= 1
    text_end = tokens[end - 1].end if end > begin and last < len(tokens) else span_end
    return Row(text, tokens[begin:end], span_start, text_end, span_end, is_slashed=is_slashed)


def _is_joint(token: Token) -> bool:
    return token.kind is Kind.LINE or token.word in _PARTING or folded(token.word) in {"va", "con", "and", "thi"}


def _is_list_number(tokens: list[Token], at: int, last: int) -> bool:
    """ "1. xong 3": the number of a point, behind which another number stands."""
    if at + 2 >= last or tokens[at].kind is not Kind.NUMBER or tokens[at + 1].word not in {".", ")"}:
        return False
    is_at_line = at == 0 or tokens[at - 1].kind is Kind.LINE
    has_number = any(token.kind is Kind.NUMBER for token in tokens[at + 2 : min(last, at + 12)])
    return is_at_line and has_number
