"""From a command's name, its tasks and the words behind them to the command, or to the question what was meant."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.grammar import phrases
from bot.grammar.clause_results import (
    COMMAND_MAKERS,
    TAKES_SEVERAL,
    ClauseResult,
    Remainder,
    final_mood,
    is_final,
    mood_at,
    read_remainder,
    read_second_act,
    typed,
    typed_commands,
    typed_progress,
)
from bot.grammar.parsed_input import (
    MAX_NUMBERS,
    counts_something,
    either_spelling,
    is_one_of,
    read_note,
    read_percentage,
)
from bot.grammar.phrases import folded
from bot.grammar.task_numbers import FollowRule, TaskNumbers, numbers_anywhere, read_task_numbers
from bot.grammar.tokens import QUOTES, ClauseTokens, Kind
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
MOST_AT_ONCE = 10  # a longer list, like a range, is done whole or not at all
_FOLLOW_RULES = {
    "return": FollowRule.HINDRANCE, "refuse": FollowRule.HINDRANCE, "ask": FollowRule.FREE, "answer": FollowRule.SURE,
    "explain": FollowRule.SURE, "evidence": FollowRule.FREE, "extend": FollowRule.FREE, "assign": FollowRule.FREE,
    "progress": FollowRule.FREE, "block": FollowRule.HINDRANCE,
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
_BEFORE_SHARE = frozenset({"la", "dat", "duoc", "den", "nay", "hien", "moi", "da", "khoang", "tam", "chung"})
_WHY = frozenset({"chua", "thieu", "khong", "con", "nham"})
_DECISIVE = frozenset({"return", "refuse", "cancel", "extend"})


def with_tasks(
    clause: ClauseTokens, name: str, start: int, end: int, tasks: TaskNumbers | None = None
) -> ClauseResult | None:
    """Reads a command with its tasks; None when it names none. `start` is behind the command's name.

    `tasks` are the tasks when they stand before the command: "việc 3 xong".
    """
    given = tasks
    if name == "assign":
        return _read_assignment(clause, start, end, given)
    if tasks is None:
        at = clause.skip(start, end, phrases.FILLERS[name])
        if name in {"done", "progress"} and clause.kind(at) is Kind.PERCENT:
            return _share_between(clause, name, at, end)
        most = 1 if name in _ONE_ONLY else MAX_NUMBERS
        tasks = _tasks_of(clause, name, at, end, most)
        clause.mark(start, at, SpanRole.COURTESY)
        clause.mark(at, tasks.end if tasks.numbers else at, SpanRole.TARGET)
    if not tasks.numbers:
        return None
    if len(tasks.numbers) > MAX_NUMBERS:  # refuse the whole list: to obey a part would surprise
        return ClauseResult(BadNumber(name, str(tasks.numbers[-1])), Mood.STATED)
    remainder_start = tasks.end if given is None else start
    if not tasks.is_sure:
        reason = ClarifyReason.UNREAD_NUMBER
        return ClauseResult(
            None,
            Mood.STATED,
            reason,
            typed_commands(
                name, tasks.numbers, "" if name in _REMAINDER_READERS else clause.note_from(remainder_start)
            ),
        )
    second = read_second_act(clause, name, tasks, end) if given is None else None
    reader = _REMAINDER_READERS.get(name, _free)
    return second or reader(clause, name, tasks, remainder_start, end)


def without_tasks(clause: ClauseTokens, name: str, start: int, end: int) -> ClauseResult:
    """Reads a command that names no task: alone it may be completed from context, else the task is asked for."""
    at = clause.skip(start, end, phrases.CLOSINGS)
    noun = phrases.NOUNS.at(clause.words, at, end)[1]
    at = end if noun and clause.skip(at + noun, end, phrases.CLOSINGS) >= end else at
    clause.mark(start, at, SpanRole.COURTESY)
    clause.mark(end, clause.size, SpanRole.COURTESY)
    if clause.asks(start) or clause.is_mark(at, QUOTES):
        return ClauseResult(None, Mood.ASKED, None, ())
    is_all = name in {"confirm", "decide", "refuse", "ack"} and phrases.ALL.at(clause.words, start, clause.size)[1] > 0
    if at >= end:
        return _bare(clause, name, is_all=is_all)
    if is_all and name in {"confirm", "decide"}:
        return ClauseResult(
            AskTask(about(clause.text), name, COMMAND_MAKERS[name]((), ""), is_all=True),
            Mood.STATED,
            ClarifyReason.WHICH_TASK,
        )
    if name == "progress" and (percent := _PERCENT_WORDS.match(clause.note_from(at))):
        share = read_percentage(percent.group()).percent
        return ClauseResult(ReportProgress(None, share), Mood.STATED, None, ())
    return _unnamed(clause, name, at, end)


def _tasks_of(clause: ClauseTokens, name: str, at: int, end: int, most: int) -> TaskNumbers:
    follow = FollowRule.SURE if clause.is_slashed else _FOLLOW_RULES.get(name, FollowRule.STRICT)
    if name == "cancel" and folded(clause.words[at - 1]) not in {"huy", "bo"}:
        follow = FollowRule.SURE  # "hủy việc 3 không còn phù hợp"; "hủy 3 bản" names no task
    tasks = read_task_numbers(clause, at, end, follow, most)
    if most == 1 and tasks.numbers:  # one task only: what follows is said of it
        first = read_task_numbers(clause, at, end, follow, 0)
        is_list = len(tasks.numbers) > 1 and first.end < end and clause.words[first.end] == ","
        return replace(first, is_sure=first.is_sure and not is_list)  # "giải trình 17, 4 và 6 xong"
    if name == "extend" and len(tasks.numbers) > 1:
        return _without_bare(clause, at, end, tasks)
    return tasks


def _without_bare(clause: ClauseTokens, at: int, end: int, tasks: TaskNumbers) -> TaskNumbers:
    """ "gia hạn 5 8 May": a second number without a joining word belongs to the day."""
    first = read_task_numbers(clause, at, end, FollowRule.FREE, 0)
    is_joined = first.end < end and clause.kind(first.end) is not Kind.NUMBER
    return tasks if is_joined else first


def _share_between(clause: ClauseTokens, name: str, at: int, end: int) -> ClauseResult | None:
    """ "xong 50% việc 7" asks, "làm được 60% việc 3" is a report of progress."""
    values = clause.tokens[at].values
    percent = values[0] if values else 101
    place = clause.skip(at + 1, end, phrases.FILLERS["progress"])
    tasks = read_task_numbers(clause, place, end, most=1)
    if percent > 100 or clause.asks(at):
        return ClauseResult(Misunderstood(about(clause.text)), Mood.ASKED, ClarifyReason.PARTLY, ())
    if not tasks.numbers:
        return _share_alone(clause, name, percent, place, end)
    number = tasks.numbers[0]
    options = (typed_progress(number, percent), typed("done", (number,)))
    if name == "progress" and clause.skip(tasks.end, end, phrases.CLOSINGS) >= end:
        clause.mark(at, clause.size, SpanRole.VALUE)
        return ClauseResult(ReportProgress(number, percent), Mood.STATED, None, options[:1])
    return ClauseResult(None, Mood.PARTLY, ClarifyReason.PARTLY, options)


def _share_alone(clause: ClauseTokens, name: str, percent: int, at: int, end: int) -> ClauseResult | None:
    """ "tiến độ 70%" may be completed from context; with more words, or said as "xong 70%", the task is asked for."""
    is_bare = clause.skip(at, end, phrases.CLOSINGS) >= end
    if name == "progress" and is_bare:
        return ClauseResult(ReportProgress(None, percent), Mood.STATED)
    note = None if is_bare else read_note(clause.note_from(at))
    command = AskTask(about(clause.text), "progress", ReportProgress(None, percent, note))
    return ClauseResult(command, Mood.STATED, ClarifyReason.WHICH_TASK)


def _plain(clause: ClauseTokens, name: str, tasks: TaskNumbers, start: int, end: int) -> ClauseResult:
    """Reads a report or confirmation of several tasks, with courtesy or a note behind them."""
    if name == "confirm" and not clause.asks(start):
        behind = clause.skip(start, end, phrases.CONFIRMED, phrases.CLOSINGS, marks=False)
        start = behind if behind >= end or clause.is_mark(behind) else start
    return _stated(name, tasks.numbers, read_remainder(clause, start, end), is_range=tasks.is_range)


def _stated(name: str, numbers: tuple[int, ...], remainder: Remainder, *, is_range: bool = False) -> ClauseResult:
    options = typed_commands(name, numbers)
    if remainder.percent is not None and len(numbers) == 1 and name == "done":
        options = (typed_progress(numbers[0], remainder.percent), *options)
    if remainder.reason is None and remainder.mood is Mood.STATED:
        command = _whole_or_not(name, numbers, remainder.note) if is_range or len(numbers) > MOST_AT_ONCE else None
        return ClauseResult(
            command or COMMAND_MAKERS[name](numbers, remainder.note),
            Mood.STATED,
            None,
            typed_commands(name, numbers, remainder.note),
        )
    return ClauseResult(None, remainder.mood, remainder.reason or ClarifyReason.UNREAD_WORDS, options)


def _whole_or_not(name: str, numbers: tuple[int, ...], note: str) -> Command:
    commands = tuple(COMMAND_MAKERS[name]((number,), note) for number in numbers)
    return Several(commands, tuple(typed(name, (number,)) for number in numbers))


def _progress(clause: ClauseTokens, name: str, tasks: TaskNumbers, start: int, end: int) -> ClauseResult:
    """Reads the percentage behind the task, words such as "đạt" before it, and a note behind it."""
    number = tasks.numbers[0]
    at = start
    while at < end and (clause.is_mark(at) or folded(clause.words[at]) in _BEFORE_SHARE):
        at += 1
    rest = clause.note_from(at)
    share = read_percentage(rest)
    if share.bad or clause.kind(at) is Kind.RANGE:
        return ClauseResult(None, Mood.STATED, ClarifyReason.UNREAD_NUMBER, typed_commands(name, tasks.numbers))
    clause.mark(start, clause.size, SpanRole.VALUE)
    if share.percent is None:
        return _progress_note(clause, number, at, end, rest)
    note = read_note(share.rest)
    behind = next(
        (n for n in range(at, clause.size) if clause.tokens[n].start >= clause.text_end - len(share.rest)), end
    )
    options = (typed_progress(number, share.percent),)
    remainder = read_remainder(clause, behind, end)
    if remainder.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL} or _is_only_courtesy(clause, behind, end):
        note = None if remainder.mood is Mood.STATED else note
    if remainder.mood in {Mood.ASKED, Mood.PROMISED, Mood.CONDITIONAL, Mood.DENIED}:
        return ClauseResult(None, remainder.mood, None, options)
    return ClauseResult(ReportProgress(number, share.percent, note), Mood.STATED, None, options)


def _is_only_courtesy(clause: ClauseTokens, at: int, end: int) -> bool:
    return clause.skip(at, end, phrases.CLOSINGS) >= end


def _progress_note(clause: ClauseTokens, number: int, at: int, end: int, rest: str) -> ClauseResult:
    mood = mood_at(clause, at, end)
    if (
        clause.asks(at)
        or is_final(clause, at, end)
        or any(clause.tokens[n].kind is Kind.PERCENT for n in range(at, end))
    ):
        shares = [
            t.values[0] for t in clause.tokens[at:end] if t.kind is Kind.PERCENT and t.values and t.values[0] <= 100
        ]
        options = tuple(typed_progress(number, share) for share in shares) or typed_commands("progress", (number,))
        return ClauseResult(None, mood or Mood.PARTLY, ClarifyReason.UNREAD_NUMBER, options)
    note = "" if _is_only_courtesy(clause, at, end) else read_note(rest) or ""
    return ClauseResult(
        COMMAND_MAKERS["progress"]((number,), note), Mood.STATED, None, typed_commands("progress", (number,))
    )


def _free(clause: ClauseTokens, name: str, tasks: TaskNumbers, start: int, end: int) -> ClauseResult:
    """Reads a command behind whose tasks a text of the person's own follows: a reason, a question."""
    at = clause.skip_marks(start, clause.size)
    text = read_note(clause.note_from(start) if start < clause.size else "") or ""
    text = "" if _is_only_courtesy(clause, start, end) else text
    clause.mark(start, clause.size, SpanRole.NOTE)
    options = typed_commands(name, tasks.numbers, text)
    if name in _DECISIVE and (trouble := _trouble(clause, name, at, end)):
        return ClauseResult(None, trouble, None, typed_commands(name, tasks.numbers))
    if len(tasks.numbers) > 1 and name not in TAKES_SEVERAL:
        return _for_each(name, tasks.numbers, text)
    return ClauseResult(_made(clause, name, tasks, text), Mood.STATED, None, options)


def _trouble(clause: ClauseTokens, name: str, at: int, end: int) -> Mood | None:
    """The mood that turns a decision into a question, from its question mark, its last word or its first."""
    if at >= end and not clause.asks(at):
        return None
    if clause.asks(at):
        return Mood.ASKED
    if is_final(clause, at, end):
        return final_mood(clause, end)
    if name == "extend":
        return None
    if name == "cancel" and clause.skip(at, end, phrases.FAVOURS, phrases.COURTESY_OF_CANCEL) >= end:
        return Mood.ORDERED
    found = phrases.AGAINST.at(clause.words, at, end)[1]
    is_because = found and folded(clause.words[at]) in _WHY  # "trả lại 3 chưa có phụ lục", "hủy việc 7 nhầm số"
    return (mood_at(clause, at, end) or Mood.CONDITIONAL) if found and not is_because else None


def _for_each(name: str, numbers: tuple[int, ...], text: str) -> ClauseResult:
    options = typed_commands(name, numbers, text)
    if name == "extend":
        commands = tuple(COMMAND_MAKERS[name]((number,), text) for number in numbers)
        return ClauseResult(Several(commands, options), Mood.STATED, None, options)
    return ClauseResult(None, Mood.STATED, ClarifyReason.SECOND_COMMAND, options)


def _made(clause: ClauseTokens, name: str, tasks: TaskNumbers, text: str) -> Command:
    if name == "explain":
        is_sure = tasks.has_noun or clause.is_slashed or not counts_something(text)
        return AskExplanation(tasks.numbers[0], text, is_number_sure=is_sure)
    if name == "nudge":
        before = clause.text[clause.text_start : clause.tokens[0].start + 60] if clause.tokens else ""
        first = _URGENT.match(text)
        text = text[first.end() :].strip(" ,:;-–") if first else text
        is_urgent = bool(first) or bool(re.search(rf"nhắc\s+{_URGENT.pattern}", before, re.IGNORECASE))
        return Nudge(tasks.numbers, text, is_urgent=is_urgent)
    return COMMAND_MAKERS[name](tasks.numbers, text)


def _decide(clause: ClauseTokens, name: str, tasks: TaskNumbers, start: int, end: int) -> ClauseResult:
    """Reads a decision: until the day asked for, or until a day that follows at once; other words are a note."""
    at = clause.skip(start, end, phrases.CLOSINGS)
    rest = clause.note_from(at) if at < clause.size else ""
    if len(tasks.numbers) > 1:
        return ClauseResult(None, Mood.STATED, ClarifyReason.SECOND_COMMAND, typed_commands(name, tasks.numbers))
    if (day := _UNTIL_DAY.match(rest)) and not clause.asks(start) and not is_final(clause, at, end):
        clause.mark(at, clause.size, SpanRole.VALUE)
        return _until_day(clause, name, tasks, rest, day.end())
    remainder = read_remainder(clause, start, end)
    if remainder.mood is not Mood.STATED or remainder.reason:
        named = _DATE.search(rest)
        options = typed_commands(name, tasks.numbers, f"đến {named.group()}" if named else "")
        return ClauseResult(None, remainder.mood, remainder.reason, options)
    return _stated(name, tasks.numbers, remainder)


def _until_day(clause: ClauseTokens, name: str, tasks: TaskNumbers, rest: str, day_end: int) -> ClauseResult:
    behind = rest[day_end:].strip(" ,;:.-–!")
    options = typed_commands(name, tasks.numbers, rest[:day_end])
    place = next(
        (n for n in range(clause.size) if clause.tokens[n].start >= clause.text_end - len(rest) + day_end), clause.size
    )
    if behind and not _is_only_courtesy(clause, place, clause.size):
        at = clause.skip_marks(place, clause.size)
        if phrases.AGAINST.at(clause.words, at, clause.size)[1] and folded(clause.words[at]) not in {
            "khong",
            "chua",
            "con",
        }:
            return ClauseResult(None, mood_at(clause, at, clause.size) or Mood.CONDITIONAL, None, options)
        return ClauseResult(COMMAND_MAKERS[name](tasks.numbers, rest.strip()), Mood.STATED, None, options)
    return ClauseResult(COMMAND_MAKERS[name](tasks.numbers, rest[:day_end].strip()), Mood.STATED, None, options)


def _bare(clause: ClauseTokens, name: str, *, is_all: bool) -> ClauseResult:
    clause.mark(0, clause.size, SpanRole.COMMAND)
    command = COMMAND_MAKERS[name]((), "")
    if is_all or command_named(name) in NEVER_FROM_CONTEXT:
        if name in {"cancel", "assign", "explain"} and not is_all:
            return ClauseResult(None, Mood.STATED, None, ())
        return ClauseResult(
            AskTask(about(clause.text), name, command, is_all=True), Mood.STATED, ClarifyReason.WHICH_TASK, ()
        )
    return ClauseResult(command, Mood.STATED, None, (typed(name),))


def _unnamed(clause: ClauseTokens, name: str, at: int, end: int) -> ClauseResult:
    mood = final_mood(clause, end) if is_final(clause, at, end) else mood_at(clause, at, end)
    numbers = numbers_anywhere(clause, at, end)
    if numbers:
        reason = ClarifyReason.UNREAD_NUMBER
        return ClauseResult(
            None, mood or Mood.STATED, reason, typed_commands(name, numbers[:1] if name in _ONE_ONLY else numbers)
        )
    if mood in {Mood.DENIED, Mood.ASKED, Mood.PROMISED, Mood.PARTLY, Mood.ORDERED, Mood.QUOTED}:
        return ClauseResult(None, mood, None, ())
    if name in {"ack", "confirm", "nudge", "progress", "assign", "cancel"}:
        return ClauseResult(None, Mood.STATED, ClarifyReason.UNREAD_WORDS, ())
    text = read_note(clause.note_from(at)) or ""
    return ClauseResult(
        AskTask(about(clause.text), name, COMMAND_MAKERS[name]((), text)), Mood.STATED, ClarifyReason.WHICH_TASK, ()
    )


def _read_assignment(clause: ClauseTokens, start: int, end: int, given: TaskNumbers | None) -> ClauseResult | None:
    """Reads who is given which tasks: "giao 3 cho Lan", "giao cho chị Lan việc 3"; None when no task is named."""
    if given is not None:
        return _handed(clause, given, start, end)
    tasks = read_task_numbers(clause, start, end, FollowRule.NAMES)
    if tasks.numbers:
        return read_second_act(clause, "assign", tasks, end) or _handed(clause, tasks, tasks.end, end)
    for at in range(start, end):
        if phrases.NOUNS.at(clause.words, at, end)[1] or clause.words[at].isdecimal():
            later = read_task_numbers(clause, at, end)
            if later.numbers and clause.skip(later.end, end, phrases.CLOSINGS) >= end:
                name = clause.text[clause.tokens[start].start : clause.tokens[at].start]
                return _to(clause, later, name, "")
    return None


def _handed(clause: ClauseTokens, tasks: TaskNumbers, at: int, end: int) -> ClauseResult:
    """The names behind the task, up to a mark; a note may follow it."""
    at = clause.skip_marks(at, clause.size)
    end = _end_of_words(clause, at, end)
    if at >= end:
        return _to(clause, tasks, "", "")
    stop = _end_of_names(clause, at, end)
    name = clause.text[clause.tokens[at].start : clause.tokens[stop - 1].end]
    rest = clause.note_from(stop) if stop < end else ""
    return _to(clause, tasks, name, rest)


def _end_of_words(clause: ClauseTokens, at: int, end: int) -> int:
    """Where courtesy begins that cannot be a part of a name: "anh" behind "Lan" can, "nhé anh" cannot."""
    for place in range(at, clause.size):
        if clause.words[place][:1].isupper():  # "Nguyễn Văn A" is a name, "ạ" is courtesy
            continue
        is_particle = phrases.BEHIND_NAMES.at(clause.words, place, clause.size)[1] or clause.is_mark(place)
        if is_particle and clause.skip(place, clause.size, phrases.CLOSINGS, phrases.BEHIND_NAMES) >= clause.size:
            return place
    return max(end, clause.size)


def _end_of_names(clause: ClauseTokens, at: int, end: int) -> int:
    stop = at
    while stop < end:
        is_joined = stop > at and clause.words[stop] == "," and stop + 1 < end and clause.words[stop + 1][:1].isupper()
        if clause.is_mark(stop) and not is_joined:
            break
        stop += 1
    return stop


def _to(clause: ClauseTokens, tasks: TaskNumbers, name: str, rest: str) -> ClauseResult:
    clause.mark(0, clause.size, SpanRole.VALUE)
    name = _DOING.sub("", name.strip(" \t\n,;:.!-–"))
    if is_one_of(_TITLE.sub("", name)[:40], WHOLE_UNIT):
        return _assigned(tasks, (), is_whole_unit=True, said=name)
    names = tuple(plain[:100] for each in _BETWEEN.split(name) if (plain := _TITLE.sub("", each.strip()).strip()))[:10]
    options = typed_commands("assign", tasks.numbers, ", ".join(names))
    are_names = all(_may_be_name(each) for each in names)
    if clause.asks(0) or rest or not are_names or not tasks.is_sure:
        options = options if are_names and not clause.asks(0) else typed_commands("assign", tasks.numbers)
        return ClauseResult(None, Mood.ASKED if clause.asks(0) else Mood.STATED, ClarifyReason.UNREAD_WORDS, options)
    return _assigned(tasks, names, is_whole_unit=False, said=", ".join(names))


def _may_be_name(name: str) -> bool:
    words = [phrases.TYPED_OUT.get(word.casefold(), word) for word in name.split()]
    has_mood = any(phrases.MOODS.at(words, at, len(words))[1] for at in range(1, len(words)) if words[at].islower())
    is_mood = name.islower() and phrases.FINAL.at(words, 0, len(words))[1] == len(words)
    has_number = bool(words) and words[0][:1].isdigit()  # "giao 3 Lan và 5 Minh" is two orders
    return len(words) <= MOST_NAME_WORDS and not (has_mood or is_mood or has_number)


def _assigned(tasks: TaskNumbers, names: tuple[str, ...], *, is_whole_unit: bool, said: str) -> ClauseResult:
    options = typed_commands("assign", tasks.numbers, said)
    commands: tuple[Command, ...] = tuple(
        AssignTask(number, names, is_whole_unit=is_whole_unit) for number in tasks.numbers
    )
    command = commands[0] if len(commands) == 1 else Several(commands, options)
    return ClauseResult(command, Mood.STATED, None, options)


_REMAINDER_READERS: Mapping[str, Callable[[ClauseTokens, str, TaskNumbers, int, int], ClauseResult]] = {
    "done": _plain,
    "ack": _plain,
    "confirm": _plain,
    "progress": _progress,
    "decide": _decide,
}
