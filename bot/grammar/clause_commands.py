"""From a command's name, targets and tail to the command itself, or to the question what was meant."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.grammar import vocabulary as v
from bot.grammar.clause_results import (
    MAKES,
    TAKES_SEVERAL,
    Found,
    Tail,
    final_mood,
    is_final,
    mood_at,
    progress,
    read_tail,
    typed,
    typed_each,
)
from bot.grammar.parsed_input import (
    MAX_NUMBERS,
    counts_something,
    either_spelling,
    is_one_of,
    read_note,
    read_percentage,
)
from bot.grammar.task_numbers import Follow, Targets, numbers_anywhere, read_targets
from bot.grammar.tokens import QUOTES, Kind, Row
from bot.grammar.vocabulary import folded
from bot.grammar.words import URGENT, WHOLE_UNIT
from domain.acting import NEVER_FROM_CONTEXT
from domain.interpretations import ClarifyReason, Mood, SpanRole, about
from domain.messages import Command, command_named
from domain.messages.orders import AssignTask, Nudge
from domain.messages.questions import AskTask, BadNumber, Misunderstood, Several
from domain.messages.requests import AskExplanation
from domain.messages.tasks import ReportProgress

MOST_NAME_WORDS = 6
_TITLE = re.compile(
    r"^(?:(?:lại|lai|cho|đồng chí|đ/c|d/c|dong chi|anh|chị|chi|em|cháu|chau|cô|co|chú|chu|bác|bac|ông|bà|to)\s+)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;&+]\s*|\s+(?:và|va|and|với|voi)\s+", re.IGNORECASE)
_DOING = re.compile(
    r"\s+(?:thực hiện|thuc hien|làm|lam|phụ trách|phu trach|đảm nhận|xử lý|theo dõi)\s*$", re.IGNORECASE
)


def read_assignment(row: Row, start: int, end: int, given: Targets | None) -> Found | None:
    """The tasks and the names, in either order; None when no task is named."""
    if given is not None:
        return _handed(row, given, start, end, start)
    targets = read_targets(row, start, end, Follow.NAMES)
    if targets.numbers:
        return _handed(row, targets, targets.end, end, start)
    for at in range(start, end):
        if v.NOUNS.at(row.words, at, end)[1] or row.words[at].isdecimal():
            later = read_targets(row, at, end)
            if later.numbers and row.skip(later.end, end, v.CLOSINGS) >= end:
                name = row.text[row.tokens[start].start : row.tokens[at].start]
                return _to(row, later, name, "")
    return None


def _handed(row: Row, targets: Targets, at: int, end: int, _start: int) -> Found:
    """The names behind the task, up to a mark; a note may follow it."""
    at = row.skip_marks(at, row.size)
    end = _end_of_words(row, at, end)
    if at >= end:
        return _to(row, targets, "", "")
    stop = _end_of_names(row, at, end)
    name = row.text[row.tokens[at].start : row.tokens[stop - 1].end]
    rest = row.note_from(stop) if stop < end else ""
    return _to(row, targets, name, rest)


def _end_of_words(row: Row, at: int, end: int) -> int:
    """Where courtesy begins that cannot be a part of a name: "anh" behind "Lan" can, "nhé anh" cannot."""
    for place in range(at, row.size):
        if row.words[place][:1].isupper():  # "Nguyễn Văn A" is a name, "ạ" is courtesy
            continue
        is_particle = v.BEHIND_NAMES.at(row.words, place, row.size)[1] or row.is_mark(place)
        if is_particle and row.skip(place, row.size, v.CLOSINGS, v.BEHIND_NAMES) >= row.size:
            return place
    return max(end, row.size)


def _end_of_names(row: Row, at: int, end: int) -> int:
    stop = at
    while stop < end:
        is_joined = stop > at and row.words[stop] == "," and stop + 1 < end and row.words[stop + 1][:1].isupper()
        if row.is_mark(stop) and not is_joined:
            break
        stop += 1
    return stop


def _to(row: Row, targets: Targets, name: str, rest: str) -> Found:
    row.mark(0, row.size, SpanRole.VALUE)
    name = _DOING.sub("", name.strip(" \t\n,;:.!-–"))
    if is_one_of(_TITLE.sub("", name)[:40], WHOLE_UNIT):
        return _made_of_assigning(targets, (), is_whole_unit=True, said=name)
    names = tuple(plain[:100] for each in _BETWEEN.split(name) if (plain := _TITLE.sub("", each.strip()).strip()))[:10]
    options = typed_each("assign", targets.numbers, ", ".join(names))
    are_names = all(_may_be_name(each) for each in names)
    if row.asks(0) or rest or not are_names or not targets.is_sure:
        options = options if are_names and not row.asks(0) else typed_each("assign", targets.numbers)
        return Found(None, Mood.ASKED if row.asks(0) else Mood.STATED, ClarifyReason.UNREAD_WORDS, options)
    return _made_of_assigning(targets, names, is_whole_unit=False, said=", ".join(names))


def _may_be_name(name: str) -> bool:
    words = [v.TYPED_OUT.get(word.casefold(), word) for word in name.split()]
    has_mood = any(v.MOODS.at(words, at, len(words))[1] for at in range(1, len(words)) if words[at].islower())
    is_mood = name.islower() and v.FINAL.at(words, 0, len(words))[1] == len(words)
    has_number = bool(words) and words[0][:1].isdigit()  # "giao 3 Lan và 5 Minh" is two orders
    return len(words) <= MOST_NAME_WORDS and not (has_mood or is_mood or has_number)


def _made_of_assigning(targets: Targets, names: tuple[str, ...], *, is_whole_unit: bool, said: str) -> Found:
    options = typed_each("assign", targets.numbers, said)
    commands: tuple[Command, ...] = tuple(
        AssignTask(number, names, is_whole_unit=is_whole_unit) for number in targets.numbers
    )
    command = commands[0] if len(commands) == 1 else Several(commands, options)
    return Found(command, Mood.STATED, None, options)


MOST_AT_ONCE = 10  # a longer list, like a range, is done whole or not at all
_FOLLOW = {
    "return": Follow.HINDRANCE, "refuse": Follow.HINDRANCE, "ask": Follow.FREE, "answer": Follow.SURE,
    "explain": Follow.SURE, "evidence": Follow.FREE, "extend": Follow.FREE, "assign": Follow.FREE,
    "progress": Follow.FREE, "block": Follow.HINDRANCE,
}  # fmt: skip
_ONE_ONLY = frozenset({"return", "refuse", "block", "ask", "answer", "explain", "evidence", "cancel", "progress"})
_DATE = re.compile(r"(?<!\d)[0-3]?\d[/.-](?:1[0-2]|0?[1-9])(?!\d)(?:[/.-]\d{2,4})?")
_UNTIL_DAY = re.compile(
    r"(?:(?:đến|den|tới|toi|sang|until|to)\s+)?(?:(?:hết|het)\s+)?(?:(?:ngày|ngay)\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    r"(?=$|[\s,;:.!)])",
    re.IGNORECASE,
)
_URGENT = re.compile(rf"(?:{either_spelling(URGENT)})", re.IGNORECASE)
_PERCENT_WORDS = re.compile(r"\d{1,3}\s*(?:phần trăm|phan tram)", re.IGNORECASE)


def with_targets(row: Row, name: str, start: int, end: int, targets: Targets | None = None) -> Found | None:
    """A command with its tasks; None when it names none. `start` is behind the command's name."""
    given = targets
    if name == "assign":
        return read_assignment(row, start, end, given)
    if targets is None:
        at = row.skip(start, end, v.FILLERS[name])
        if name in {"done", "progress"} and row.kind(at) is Kind.PERCENT:
            return _share_between(row, name, at, end)
        most = 1 if name in _ONE_ONLY else MAX_NUMBERS
        targets = _targets(row, name, at, end, most)
        row.mark(start, at, SpanRole.COURTESY)
        row.mark(at, targets.end if targets.numbers else at, SpanRole.TARGET)
    if not targets.numbers:
        return None
    if len(targets.numbers) > MAX_NUMBERS:  # refuse the whole list: obeying a part would be half a deed
        return Found(BadNumber(name, str(targets.numbers[-1])), Mood.STATED)
    tail_start = targets.end if given is None else start
    if not targets.is_sure:
        reason = ClarifyReason.UNREAD_NUMBER
        return Found(
            None,
            Mood.STATED,
            reason,
            typed_each(name, targets.numbers, "" if name in _TAILS else row.note_from(tail_start)),
        )
    reader = _TAILS.get(name, _free)
    return reader(row, name, targets, tail_start, end)


def _targets(row: Row, name: str, at: int, end: int, most: int) -> Targets:
    follow = Follow.SURE if row.is_slashed else _FOLLOW.get(name, Follow.STRICT)
    if name == "cancel" and folded(row.words[at - 1]) not in {"huy", "bo"}:
        follow = Follow.SURE  # "hủy việc 3 không còn phù hợp"; "hủy 3 bản" names no task
    targets = read_targets(row, at, end, follow, most)
    if most == 1 and targets.numbers:  # one task only: what follows is said of it
        first = read_targets(row, at, end, follow, 0)
        is_list = len(targets.numbers) > 1 and first.end < end and row.words[first.end] == ","
        return replace(first, is_sure=first.is_sure and not is_list)  # "giải trình 17, 4 và 6 xong"
    if name == "extend" and len(targets.numbers) > 1:
        return _without_bare(row, at, end, targets)
    return targets


def _without_bare(row: Row, at: int, end: int, targets: Targets) -> Targets:
    """ "gia hạn 5 8 May": a second number without a joining word belongs to the day."""
    first = read_targets(row, at, end, Follow.FREE, 0)
    is_joined = first.end < end and row.kind(first.end) is not Kind.NUMBER
    return targets if is_joined else first


def _share_between(row: Row, name: str, at: int, end: int) -> Found | None:
    """ "xong 50% việc 7" asks, "làm được 60% việc 3" is a report of progress."""
    values = row.tokens[at].values
    percent = values[0] if values else 101
    place = row.skip(at + 1, end, v.FILLERS["progress"])
    targets = read_targets(row, place, end, most=1)
    if percent > 100 or row.asks(at):
        return Found(Misunderstood(about(row.text)), Mood.ASKED, ClarifyReason.PARTLY, ())
    if not targets.numbers:
        return _share_alone(row, name, percent, place, end)
    number = targets.numbers[0]
    options = (progress(number, percent), typed("done", (number,)))
    if name == "progress" and row.skip(targets.end, end, v.CLOSINGS) >= end:
        row.mark(at, row.size, SpanRole.VALUE)
        return Found(ReportProgress(number, percent), Mood.STATED, None, options[:1])
    return Found(None, Mood.PARTLY, ClarifyReason.PARTLY, options)


def _share_alone(row: Row, name: str, percent: int, at: int, end: int) -> Found | None:
    """ "tiến độ 70%" may be completed from context; with more words, or said as "xong 70%", the task is asked for."""
    is_bare = row.skip(at, end, v.CLOSINGS) >= end
    if name == "progress" and is_bare:
        return Found(ReportProgress(None, percent), Mood.STATED)
    note = None if is_bare else read_note(row.note_from(at))
    command = AskTask(about(row.text), "progress", ReportProgress(None, percent, note))
    return Found(command, Mood.STATED, ClarifyReason.WHICH_TASK)


def _plain(row: Row, name: str, targets: Targets, start: int, end: int) -> Found:
    """Reports and confirmations: several tasks, and behind them courtesy or a note."""
    if name == "confirm" and not row.asks(start):
        behind = row.skip(start, end, v.CONFIRMED, v.CLOSINGS, marks=False)
        start = behind if behind >= end or row.is_mark(behind) else start
    return _stated(name, targets.numbers, read_tail(row, start, end), is_range=targets.is_range)


def _stated(name: str, numbers: tuple[int, ...], tail: Tail, *, is_range: bool = False) -> Found:
    options = typed_each(name, numbers)
    if tail.percent is not None and len(numbers) == 1 and name == "done":
        options = (progress(numbers[0], tail.percent), *options)
    if tail.reason is None and tail.mood is Mood.STATED:
        command = _whole_or_not(name, numbers, tail.note) if is_range or len(numbers) > MOST_AT_ONCE else None
        return Found(
            command or MAKES[name](numbers, tail.note), Mood.STATED, None, typed_each(name, numbers, tail.note)
        )
    return Found(None, tail.mood, tail.reason or ClarifyReason.UNREAD_WORDS, options)


def _whole_or_not(name: str, numbers: tuple[int, ...], note: str) -> Command:
    commands = tuple(MAKES[name]((number,), note) for number in numbers)
    return Several(commands, tuple(typed(name, (number,)) for number in numbers))


def _progress(row: Row, name: str, targets: Targets, start: int, end: int) -> Found:
    """The share behind the task, with words between such as "đạt"; then perhaps a note."""
    number = targets.numbers[0]
    at = start
    while at < end and (row.is_mark(at) or folded(row.words[at]) in _BEFORE_SHARE):
        at += 1
    rest = row.note_from(at)
    share = read_percentage(rest)
    if share.bad or row.kind(at) is Kind.RANGE:
        return Found(None, Mood.STATED, ClarifyReason.UNREAD_NUMBER, typed_each(name, targets.numbers))
    row.mark(start, row.size, SpanRole.VALUE)
    if share.percent is None:
        return _progress_note(row, number, at, end, rest)
    note = read_note(share.rest)
    behind = next((n for n in range(at, row.size) if row.tokens[n].start >= row.text_end - len(share.rest)), end)
    options = (progress(number, share.percent),)
    tail = read_tail(row, behind, end)
    if tail.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL} or _is_only_courtesy(row, behind, end):
        note = None if tail.mood is Mood.STATED else note
    if tail.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL, Mood.DENIED}:
        return Found(None, tail.mood, None, options)
    return Found(ReportProgress(number, share.percent, note), Mood.STATED, None, options)


_BEFORE_SHARE = frozenset({"la", "dat", "duoc", "den", "nay", "hien", "moi", "da", "khoang", "tam", "chung"})


def _is_only_courtesy(row: Row, at: int, end: int) -> bool:
    return row.skip(at, end, v.CLOSINGS) >= end


def _progress_note(row: Row, number: int, at: int, end: int, rest: str) -> Found:
    mood = mood_at(row, at, end)
    if row.asks(at) or is_final(row, at, end) or any(row.tokens[n].kind is Kind.PERCENT for n in range(at, end)):
        shares = [t.values[0] for t in row.tokens[at:end] if t.kind is Kind.PERCENT and t.values and t.values[0] <= 100]
        options = tuple(progress(number, share) for share in shares) or typed_each("progress", (number,))
        return Found(None, mood or Mood.PARTLY, ClarifyReason.UNREAD_NUMBER, options)
    note = "" if _is_only_courtesy(row, at, end) else read_note(rest) or ""
    return Found(MAKES["progress"]((number,), note), Mood.STATED, None, typed_each("progress", (number,)))


def _free(row: Row, name: str, targets: Targets, start: int, end: int) -> Found:
    """Commands whose words are a text of the person's own."""
    at = row.skip_marks(start, row.size)
    text = read_note(row.note_from(start) if start < row.size else "") or ""
    text = "" if _is_only_courtesy(row, start, end) else text
    row.mark(start, row.size, SpanRole.NOTE)
    options = typed_each(name, targets.numbers, text)
    if name in _DECISIVE and (trouble := _trouble(row, name, at, end)):
        return Found(None, trouble, None, typed_each(name, targets.numbers))
    if len(targets.numbers) > 1 and name not in TAKES_SEVERAL:
        return _for_each(name, targets.numbers, text)
    return Found(_made(row, name, targets, text), Mood.STATED, None, options)


_WHY = frozenset({"chua", "thieu", "khong", "con", "nham"})
_DECISIVE = frozenset({"return", "refuse", "cancel", "extend"})


def _trouble(row: Row, name: str, at: int, end: int) -> Mood | None:
    """What turns a decision into a question: its mark, its last word, its first."""
    if at >= end and not row.asks(at):
        return None
    if row.asks(at):
        return Mood.ASKED
    if is_final(row, at, end):
        return final_mood(row, end)
    if name == "extend":
        return None
    if name == "cancel" and row.skip(at, end, v.FAVOURS, v.COURTESY_OF_CANCEL) >= end:
        return Mood.ORDERED
    found = v.AGAINST.at(row.words, at, end)[1]
    is_because = found and folded(row.words[at]) in _WHY  # "trả lại 3 chưa có phụ lục", "hủy việc 7 nhầm số"
    return (mood_at(row, at, end) or Mood.CONDITIONAL) if found and not is_because else None


def _for_each(name: str, numbers: tuple[int, ...], text: str) -> Found:
    options = typed_each(name, numbers, text)
    if name == "extend":
        commands = tuple(MAKES[name]((number,), text) for number in numbers)
        return Found(Several(commands, options), Mood.STATED, None, options)
    return Found(None, Mood.STATED, ClarifyReason.SECOND_COMMAND, options)


def _made(row: Row, name: str, targets: Targets, text: str) -> Command:
    if name == "explain":
        is_sure = targets.has_noun or row.is_slashed or not counts_something(text)
        return AskExplanation(targets.numbers[0], text, is_number_sure=is_sure)
    if name == "nudge":
        before = row.text[row.text_start : row.tokens[0].start + 60] if row.tokens else ""
        first = _URGENT.match(text)
        text = text[first.end() :].strip(" ,:;-–") if first else text
        is_urgent = bool(first) or bool(re.search(rf"nhắc\s+{_URGENT.pattern}", before, re.IGNORECASE))
        return Nudge(targets.numbers, text, is_urgent=is_urgent)
    return MAKES[name](targets.numbers, text)


def _decide(row: Row, name: str, targets: Targets, start: int, end: int) -> Found:
    """A decision: until the day asked for, or until a day that follows at once; anything else is a note or asks."""
    at = row.skip(start, end, v.CLOSINGS)
    rest = row.note_from(at) if at < row.size else ""
    if len(targets.numbers) > 1:
        return Found(None, Mood.STATED, ClarifyReason.SECOND_COMMAND, typed_each(name, targets.numbers))
    if (day := _UNTIL_DAY.match(rest)) and not row.asks(start) and not is_final(row, at, end):
        return _until_day(row, name, targets, rest, day.end())
    tail = read_tail(row, start, end)
    if tail.mood is not Mood.STATED or tail.reason:
        named = _DATE.search(rest)
        options = typed_each(name, targets.numbers, f"đến {named.group()}" if named else "")
        return Found(None, tail.mood, tail.reason, options)
    return _stated(name, targets.numbers, tail)


def _until_day(row: Row, name: str, targets: Targets, rest: str, day_end: int) -> Found:
    behind = rest[day_end:].strip(" ,;:.-–!")
    options = typed_each(name, targets.numbers, rest[:day_end])
    place = next((n for n in range(row.size) if row.tokens[n].start >= row.text_end - len(rest) + day_end), row.size)
    if behind and not _is_only_courtesy(row, place, row.size):
        at = row.skip_marks(place, row.size)
        if v.AGAINST.at(row.words, at, row.size)[1] and folded(row.words[at]) not in {"khong", "chua", "con"}:
            return Found(None, mood_at(row, at, row.size) or Mood.CONDITIONAL, None, options)
        return Found(MAKES[name](targets.numbers, rest.strip()), Mood.STATED, None, options)
    return Found(MAKES[name](targets.numbers, rest[:day_end].strip()), Mood.STATED, None, options)


_TAILS: Mapping[str, Callable[[Row, str, Targets, int, int], Found]] = {
    "done": _plain,
    "ack": _plain,
    "confirm": _plain,
    "progress": _progress,
    "decide": _decide,
}


def without_targets(row: Row, name: str, start: int, end: int) -> Found:
    """A command word that names no task: bare it may be completed from context, else the task is asked for."""
    at = row.skip(start, end, v.CLOSINGS)
    noun = v.NOUNS.at(row.words, at, end)[1]
    at = end if noun and row.skip(at + noun, end, v.CLOSINGS) >= end else at
    row.mark(start, at, SpanRole.COURTESY)
    row.mark(end, row.size, SpanRole.COURTESY)
    if row.asks(start) or row.is_mark(at, QUOTES):
        return Found(None, Mood.ASKED, None, ())
    is_all = name in {"confirm", "decide", "refuse", "ack"} and v.ALL.at(row.words, start, row.size)[1] > 0
    if at >= end:
        return _bare(row, name, is_all=is_all)
    if is_all and name in {"confirm", "decide"}:
        return Found(
            AskTask(about(row.text), name, MAKES[name]((), ""), is_all=True), Mood.STATED, ClarifyReason.WHICH_TASK
        )
    if name == "progress" and (percent := _PERCENT_WORDS.match(row.note_from(at))):
        share = read_percentage(percent.group()).percent
        return Found(ReportProgress(None, share), Mood.STATED, None, ())
    return _unnamed(row, name, at, end)


def _bare(row: Row, name: str, *, is_all: bool) -> Found:
    row.mark(0, row.size, SpanRole.COMMAND)
    command = MAKES[name]((), "")
    if is_all or command_named(name) in NEVER_FROM_CONTEXT:
        if name in {"cancel", "assign", "explain"} and not is_all:
            return Found(None, Mood.STATED, None, ())
        return Found(AskTask(about(row.text), name, command, is_all=True), Mood.STATED, ClarifyReason.WHICH_TASK, ())
    return Found(command, Mood.STATED, None, (typed(name),))


def _unnamed(row: Row, name: str, at: int, end: int) -> Found:
    mood = final_mood(row, end) if is_final(row, at, end) else mood_at(row, at, end)
    numbers = numbers_anywhere(row, at, end)
    if numbers:
        reason = ClarifyReason.UNREAD_NUMBER
        return Found(None, mood or Mood.STATED, reason, typed_each(name, numbers[:1] if name in _ONE_ONLY else numbers))
    if mood in {Mood.DENIED, Mood.ASKED, Mood.PROMISED, Mood.PARTLY, Mood.ORDERED, Mood.QUOTED}:
        return Found(None, mood, None, ())
    if name in {"ack", "confirm", "nudge", "progress", "assign", "cancel"}:
        return Found(None, Mood.STATED, ClarifyReason.UNREAD_WORDS, ())
    text = read_note(row.note_from(at)) or ""
    return Found(AskTask(about(row.text), name, MAKES[name]((), text)), Mood.STATED, ClarifyReason.WHICH_TASK, ())
