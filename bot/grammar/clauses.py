"""Cuts a text into clauses and reads each to its last word: its command, its tasks, the words behind them."""

import re
from dataclasses import dataclass

from bot.grammar import phrases
from bot.grammar.clause_commands import with_tasks, without_tasks
from bot.grammar.clause_results import ClauseResult, mood_at, read_remainder, typed, typed_commands, typed_progress
from bot.grammar.phrases import folded
from bot.grammar.task_numbers import FollowRule, TaskNumbers, numbers_anywhere, read_task_numbers
from bot.grammar.tokens import QUOTES, ClauseTokens, Kind, Token, tokens_of
from domain.interpretations import ClarifyReason, Clause, Interpretation, Mood, SpanRole, about
from domain.messages.questions import AskTask
from domain.messages.tasks import ReportProgress

_CUTTING = frozenset(";.\n")
_LINKS = frozenset({
    "duoc", "dat", "la", "moi", "da", "dang", "hien", "toi", "len", "khoang", "tam", "chung", "dc", "nay", "gio", "lam",
    "man", "uoc", "thuc", "is", "about", "at", "now", "tien", "do",
})  # fmt: skip
# Bounded, so that reading takes time linear in the text: 4,096 characters must be answered within a second.
LOOK_AHEAD = 40  # tokens that decide whether a clause begins
_BOT = re.compile(r"@\w+")
_JOINING = frozenset({"va", "con", "roi", "thi", "and", "xong roi", "dong thoi", "ngoai ra"})
_PARTING = frozenset(",;.")


def interpret(text: str) -> Interpretation:
    """Reads the whole text in clauses, whose spans partition it. Never raises; takes time linear in its length."""
    tokens = tokens_of(_masked(text))
    starts = _Cutter(text, tokens).starts()
    clauses = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        clause = _clause_tokens(text, tokens, first, last)
        clauses.append(read_clause(clause))
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
        clause = self._ahead(begin)
        if token.word in _PARTING or folded(token.word) in _JOINING:
            is_parted = any(folded(each.word) == "con" for each in self.tokens[at:begin])
            may_go_on = first.kind is Kind.NUMBER and token.word not in ";." and not is_parted and self._goes_on(at)
            return not may_go_on and is_start(clause, is_parted=is_parted)
        if token.kind not in {Kind.NUMBER, Kind.PERCENT} or not phrases.COMMANDS.at(clause.words, 0, clause.size)[1]:
            return False
        return is_start(clause)

    def _goes_on(self, at: int) -> bool:
        """ "nhận 5 và 7 xong": whose task 7 is cannot be told, so that nothing is cut and the clause is asked about."""
        first = max(0, at - LOOK_AHEAD)
        words = [token.word for token in self.tokens[first:at]]
        end, is_number = len(words), False
        while end > 0:
            token = self.tokens[first + end - 1]
            is_target = token.kind in {Kind.NUMBER, Kind.MARK}
            length = 1 if is_target else max(phrases.NOUNS.before(words, end, 0), phrases.JOINERS.before(words, end, 0))
            if not length:
                break
            is_number = is_number or token.kind is Kind.NUMBER
            end -= length
        return is_number and phrases.COMMANDS.before(words, end, 0) > 0

    def _line_begins(self, begin: int) -> bool:
        clause = self._ahead(begin)
        if is_start(clause, is_parted=True) or (
            clause.is_slashed and phrases.COMMANDS.at(clause.words, 0, clause.size)[1]
        ):
            return True
        read = read_clause(self._ahead(begin))
        return read.command is not None or (read.mood is Mood.DENIED and read.reason is not None)

    def _ahead(self, begin: int) -> ClauseTokens:
        end = min(begin + LOOK_AHEAD, len(self.tokens))
        stop = next((n for n in range(begin, end) if self.tokens[n].kind is Kind.LINE), end)
        return _clause_tokens(self.text, self.tokens, begin, stop)

    def _is_command(self, at: int) -> bool:
        words = [token.word for token in self.tokens[at : at + 5]]
        return phrases.COMMANDS.at(words, 0, len(words))[1] > 0 or self.tokens[at].kind is Kind.PERCENT


def _clause_tokens(text: str, tokens: list[Token], first: int, last: int) -> ClauseTokens:
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
    return ClauseTokens(text, tokens[begin:end], span_start, text_end, span_end, is_slashed=is_slashed)


def _is_joint(token: Token) -> bool:
    return token.kind is Kind.LINE or token.word in _PARTING or folded(token.word) in {"va", "con", "and", "thi"}


def _is_list_number(tokens: list[Token], at: int, last: int) -> bool:
    """ "1. xong 3": the number of a point, behind which another number stands."""
    if at + 2 >= last or tokens[at].kind is not Kind.NUMBER or tokens[at + 1].word not in {".", ")"}:
        return False
    is_at_line = at == 0 or tokens[at - 1].kind is Kind.LINE
    has_number = any(token.kind is Kind.NUMBER for token in tokens[at + 2 : min(last, at + 12)])
    return is_at_line and has_number


# A command is made only when nothing between its word, its targets and the end of the clause is left unread. Read
# from the front, "xong 3 80%" was a report of all of it and "duyệt 5 không?" a decision (docs/adr/0012).
def read_clause(clause: ClauseTokens) -> Clause:
    """Reads one clause. Never raises: a clause that is not understood says why, and what it may have meant."""
    start, end = skip_front(clause), skip_back(clause)
    clause.mark(0, min(start, clause.size), SpanRole.COURTESY)
    if start >= end:
        clause.mark(0, clause.size, SpanRole.COURTESY)
        is_question = clause.asks(0)
        mood = Mood.ASKED if is_question else Mood.STATED
        return Clause(None, mood, None, (), tuple(clause.spans()), is_courtesy=not is_question)
    found = (
        _command_first(clause, start, end)
        or _task_first(clause, start, end)
        or _wrong_tone_first(clause, start, end)
        or _anything(clause, start, end)
    )
    return Clause(found.command, found.mood, found.reason, found.options, tuple(clause.spans()))


def skip_front(clause: ClauseTokens) -> int:
    """Where courtesy, the subject and marks at the beginning end."""
    at, end = 0, clause.size
    while at < end:
        length = _front_length(clause, at, end)
        if not length:
            break
        at += length
    return at


def _front_length(clause: ClauseTokens, at: int, end: int) -> int:
    words = clause.words
    if clause.is_mark(at):
        return 1
    if (
        phrases.COMMANDS.at(words, at, end)[1]
        or phrases.NOUNS.at(words, at, end)[1]
        or clause.kind(at) is not Kind.WORD
    ):
        return 0
    if length := _agreed(clause, at, end):
        return length
    if length := phrases.REPORTING.at(words, at, end)[1]:
        person = phrases.PERSONS.at(words, at + length, end)[1]
        is_opening = person or (
            at + length < end and (clause.is_mark(at + length) or _tells_of_task(clause, at + length, end))
        )
        return length + person if is_opening else 0
    length = phrases.OPENINGS.at(words, at, end)[1]
    if length and phrases.PERSONS.at(words, at, end)[1] and _is_called(clause, at + length, end):
        return length + 1
    return length


def _agreed(clause: ClauseTokens, at: int, end: int) -> int:
    """ "đồng ý xác nhận 3": the agreement says nothing beside the decision."""
    name, length = phrases.NEARLY.at(clause.words, at, end)
    is_word = length > 0 and "decide" in name
    return length if is_word and phrases.COMMANDS.at(clause.words, at + length, end)[0] in {"confirm", "decide"} else 0


def _tells_of_task(clause: ClauseTokens, at: int, end: int) -> bool:
    """ "báo cáo việc số 7 đã xong": a task and a command follow; "báo cáo việc 7" alone is none."""
    tasks = read_task_numbers(clause, at, end) if phrases.NOUNS.at(clause.words, at, end)[1] else TaskNumbers()
    place = clause.skip(tasks.end, end, phrases.OPENINGS)
    return bool(tasks.numbers) and (phrases.COMMANDS.at(clause.words, place, end)[1] > 0 or place < end)


def _is_called(clause: ClauseTokens, at: int, end: int) -> bool:
    """ "chị Hà," calls somebody; without the mark the name would be the subject."""
    return at + 1 < end and clause.words[at][:1].isupper() and clause.is_mark(at + 1) and clause.kind(at) is Kind.WORD


def skip_back(clause: ClauseTokens) -> int:
    """Where courtesy and marks at the end begin; a question mark or a percent sign is no courtesy."""
    end = clause.size
    while end > 0:
        if clause.is_mark(end - 1) and clause.words[end - 1] != "%":
            end -= 1
            continue
        length = phrases.CLOSINGS.before(clause.words, end, 0) or _somebody_called(clause, end)
        if not length:
            break
        end -= length
    return end


def _somebody_called(clause: ClauseTokens, end: int) -> int:
    """How many words before `end` call somebody by name: "nhé chị Hà", "ạ Hà", ", anh Hùng"."""
    if not clause.words[end - 1][:1].isupper() or clause.kind(end - 1) is not Kind.WORD:
        return 0
    title = phrases.PERSONS.before(clause.words, end - 1, 0)
    before = end - 1 - title
    is_parted = before > 1 and title > 0 and clause.words[before - 1] == ","
    return 1 + title if is_parted or phrases.PARTICLES.before(clause.words, before, 1) else 0


def _command_first(clause: ClauseTokens, start: int, end: int) -> ClauseResult | None:
    name, length = phrases.COMMANDS.at(clause.words, start, clause.size)
    near, near_length = phrases.NEARLY.at(clause.words, start, clause.size)
    if not length or (near == "undo" and near_length > length):
        return None
    clause.mark(start, start + length, SpanRole.COMMAND)
    return with_tasks(clause, name, start + length, max(end, start + length)) or without_tasks(
        clause, name, start + length, max(end, start + length)
    )


def _task_first(clause: ClauseTokens, start: int, end: int) -> ClauseResult | None:
    """ "việc 3 xong rồi", "3 xong", "việc 7 được 60%", "việc 4 giao đ/c Lan"."""
    tasks = read_task_numbers(clause, start, end)
    if not tasks.numbers:
        return None
    clause.mark(start, tasks.end, SpanRole.TARGET)
    at = clause.skip(tasks.end, end, phrases.OPENINGS)
    name, length = phrases.COMMANDS.at(clause.words, at, clause.size)
    if not length and at > tasks.end and (back := _command_within(clause, tasks.end, at)):
        at, name, length = back
    if length and not _is_of_another(clause, tasks, at, at + length, end):
        clause.mark(tasks.end, at, SpanRole.COURTESY)
        clause.mark(at, at + length, SpanRole.COMMAND)
        return with_tasks(clause, name, at + length, max(end, at + length), tasks)
    return _share_first(clause, tasks, end) or _unread_behind(clause, tasks, tasks.end, end)


def _wrong_tone_first(clause: ClauseTokens, start: int, end: int) -> ClauseResult | None:
    """ "tiếp nhẫn 3", "xỏng việc 3": asked, with the command that has the same letters.

    One syllable with another tone is mostly another word, so that a task noun must stand behind it.
    """
    for first in (start, max(start - 1, 0)):  # "đã" and "mình" also begin commands: "đã rọ", "minh chừng"
        name, length = phrases.COMMANDS.loosely_at(clause.words, first, end)
        at = clause.skip(first + length, end, phrases.FAVOURS, phrases.JOINERS)
        tasks = read_task_numbers(clause, at, end, FollowRule.FREE) if length else TaskNumbers()
        if tasks.numbers and (length > 1 or tasks.has_noun):
            return ClauseResult(None, Mood.STATED, ClarifyReason.SPELLING, typed_commands(name, tasks.numbers))
    return None


def _is_of_another(clause: ClauseTokens, tasks: TaskNumbers, at: int, behind: int, end: int) -> bool:
    """ "7; xong 3", "7, tiến độ 3 60%": a mark stands before the command, which has a task of its own."""
    marks = {clause.words[place] for place in range(tasks.end, at) if clause.is_mark(place)}
    is_cut = not marks.isdisjoint(_CUTTING)
    return is_cut or ("," in marks and bool(read_task_numbers(clause, behind, end, FollowRule.FREE).numbers))


def _command_within(clause: ClauseTokens, start: int, end: int) -> tuple[int, str, int] | None:
    """A command that begins with a word of courtesy: "việc 3 đã xong"."""
    for at in range(start, end):
        name, length = phrases.COMMANDS.at(clause.words, at, clause.size)
        if length:
            return at, name, length
    return None


def _share_first(clause: ClauseTokens, tasks: TaskNumbers, end: int) -> ClauseResult | None:
    """ "việc 7 được 60%", "7: 60%", "việc 11 mới được 20%"."""
    at = tasks.end
    while at < clause.size and (
        clause.is_mark(at) or folded(clause.words[at]) in _LINKS or phrases.SUBJECTS.at(clause.words, at, end)[1]
    ):
        at += 1
    if clause.kind(at) is not Kind.PERCENT or len(tasks.numbers) != 1 or not clause.tokens[at].values:
        return None
    percent = clause.tokens[at].values[0]
    rest = clause.skip(at + 1, end, phrases.CLOSINGS, phrases.SHARE_CLOSINGS, marks=False)
    options = (
        (typed_progress(tasks.numbers[0], percent),) if percent <= 100 else typed_commands("progress", tasks.numbers)
    )
    note = _note_of_share(clause, rest, end) if rest < end else ""
    if note is None or clause.asks(at) or percent > 100:
        return ClauseResult(None, Mood.PARTLY, ClarifyReason.PARTLY, options)
    clause.mark(tasks.end, clause.size, SpanRole.VALUE)
    return ClauseResult(ReportProgress(tasks.numbers[0], percent, note or None), Mood.STATED, None, options)


def _note_of_share(clause: ClauseTokens, at: int, end: int) -> str | None:
    """The note behind the mark that follows a share; None when the words turn against it, or no mark parts them."""
    if not clause.is_mark(at) or clause.skip_marks(at, end) >= end:
        return None
    remainder = read_remainder(clause, at, end)
    if remainder.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL, Mood.DENIED}:
        return None
    return clause.note_from(clause.skip_marks(at, end))


def _unread_behind(clause: ClauseTokens, tasks: TaskNumbers, start: int, end: int) -> ClauseResult:
    mood = _first_mood(clause, start, end)
    names = _names_in(clause, start, end)
    if mood is Mood.DENIED and not clause.asks(start) and not {"extend", "block"} & set(names):
        return ClauseResult(None, Mood.DENIED, ClarifyReason.DENIED, ())
    names = [name for name in names if mood is not Mood.DENIED or name != "done"] or ["task", "done"]
    options = _offers(clause, names, tasks.numbers, start, end)
    return ClauseResult(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, options)


def _offers(clause: ClauseTokens, names: list[str], numbers: tuple[int, ...], start: int, end: int) -> tuple[str, ...]:
    """The commands named, each with the numbers typed; a percentage makes it a report of progress."""
    shares = [
        t.values[0] for t in clause.tokens[start:end] if t.kind is Kind.PERCENT and t.values and t.values[0] <= 100
    ]
    options: list[str] = []
    if shares and {"done", "progress"} & set(names) and len(numbers) == 1:
        options.append(typed_progress(numbers[0], shares[0]))
    for name in names:
        options += [typed("undo")] if name == "undo" else typed_commands(name, numbers)
    return tuple(dict.fromkeys(options))[:4]


def _first_mood(clause: ClauseTokens, start: int, end: int) -> Mood | None:
    if clause.asks(start):
        return Mood.ASKED
    for at in range(start, min(end, start + 60)):
        if clause.is_mark(at, QUOTES):
            return Mood.QUOTED
        if mood := mood_at(clause, at, end):
            return mood
    return None


def _names_in(clause: ClauseTokens, start: int, end: int) -> list[str]:
    found: dict[str, None] = {}
    for at in range(start, min(end, start + 60)):
        for known in (phrases.COMMANDS, phrases.NEARLY):
            name, length = known.at(clause.words, at, end)
            found.update(dict.fromkeys(name.split("+")) if length else {})
    return list(found)[:3]


def _anything(clause: ClauseTokens, start: int, end: int) -> ClauseResult:
    """Nothing here can be obeyed: offers the commands that are named, with the numbers typed."""
    mood = _first_mood(clause, start, end)
    names = _names_in(clause, start, end)
    numbers = numbers_anywhere(clause, start, end)
    if "undo" in names:
        return ClauseResult(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, (typed("undo"),))
    if mood is Mood.DENIED and names and not clause.asks(start):
        return ClauseResult(None, Mood.DENIED, ClarifyReason.DENIED, ())
    if (share := _share_only(clause, start, end)) is not None:
        command = AskTask(about(clause.text), "progress", ReportProgress(None, share))
        return ClauseResult(command, Mood.STATED, ClarifyReason.WHICH_TASK)
    if not numbers or not names:
        return ClauseResult(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, ())
    options = _offers(clause, names, numbers, start, end)
    return ClauseResult(None, mood or Mood.STATED, ClarifyReason.UNREAD_WORDS, options)


def _share_only(clause: ClauseTokens, start: int, end: int) -> int | None:
    """ "được 60% rồi": a share and no task."""
    at = start
    while at < end and folded(clause.words[at]) in _LINKS:
        at += 1
    is_alone = start < at and clause.kind(at) is Kind.PERCENT and at + 1 >= end and not clause.asks(start)
    values = clause.tokens[at].values if is_alone else ()
    return values[0] if values and values[0] <= 100 else None


def is_start(clause: ClauseTokens, *, is_parted: bool = False) -> bool:
    """Whether a clause of its own begins here: a command and a task in either order, whatever the mood.

    `is_parted`: a line's end or "còn" stands before it, so that a bare number may begin it.
    """
    start, end = skip_front(clause), skip_back(clause)
    lead = start
    while lead < end and (
        length := phrases.MOODS.at(clause.words, lead, end)[1] or phrases.OPENINGS.at(clause.words, lead, end)[1]
    ):
        if phrases.COMMANDS.at(clause.words, lead, end)[1]:
            break
        lead += length
    name, length = phrases.COMMANDS.at(clause.words, lead, end)
    if length:
        at = clause.skip(lead + length, end, phrases.FAVOURS, phrases.JOINERS)
        if name == "assign":
            return bool(numbers_anywhere(clause, at, end))
        return bool(read_task_numbers(clause, at, end, most=2).numbers) or clause.kind(at) is Kind.PERCENT
    tasks = read_task_numbers(clause, start, end, most=2)
    if not tasks.numbers:
        return False
    at = clause.skip(tasks.end, end, phrases.OPENINGS)
    back = _command_within(clause, tasks.end, min(at + 1, end))
    if back and _is_of_another(clause, tasks, back[0], back[0] + back[2], end):
        return False
    mood = phrases.MOODS.at(clause.words, at, end)[0]
    is_said = tasks.has_noun or is_parted  # "xong 7, 8 chưa?" may ask for both; "xong 7, còn 8 chưa" does not
    return bool(back or (is_said and (mood in {"denied", "asked"} or _is_share(clause, tasks.end, end))))


def _is_share(clause: ClauseTokens, at: int, end: int) -> bool:
    while at < end and (clause.is_mark(at) or folded(clause.words[at]) in _LINKS):
        at += 1
    return clause.kind(at) is Kind.PERCENT
