"""Handing over: "giao 3 cho Lan", "giao cho chị Lan việc 3", "phân công Lan làm việc 3", "việc 3 giao đ/c Lan"."""

import re

from bot import arguments
from bot.interpreting import vocabulary as v
from bot.interpreting.found import Found
from bot.interpreting.options import typed_each
from bot.interpreting.phrases import Phrases
from bot.interpreting.row import Row
from bot.interpreting.targets import Follow, Targets, read_targets
from bot.vocabulary import WHOLE_UNIT
from domain.interpretations import ClarifyReason, Mood, SpanRole
from domain.messages import Command
from domain.messages.orders import AssignTask
from domain.messages.questions import Several

MOST_NAME_WORDS = 6
PARTICLES = Phrases(
    {
        "particle": (
            "nhé",
            "nha",
            "nhá",
            "ạ",
            "đi",
            "với",
            "giúp em",
            "giúp tôi",
            "luôn",
            "rồi",
            "please",
            "thanks",
            "thank you",
            "cảm ơn",
            "cám ơn",
            "em cảm ơn",
            "em cám ơn",
            "xin cảm ơn",
            "trân trọng",
            "anh ơi",
            "chị ơi",
            "em ơi",
            "đồng chí ơi",
            "các đồng chí ơi",
            "ơi",
        )
    }
)
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
        is_particle = PARTICLES.at(row.words, place, row.size)[1] or row.is_mark(place)
        if is_particle and row.skip(place, row.size, v.CLOSINGS, PARTICLES) >= row.size:
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
    if arguments.is_one_of(_TITLE.sub("", name)[:40], WHOLE_UNIT):
        return _made(targets, (), is_whole_unit=True, said=name)
    names = tuple(plain[:100] for each in _BETWEEN.split(name) if (plain := _TITLE.sub("", each.strip()).strip()))[:10]
    options = typed_each("assign", targets.numbers, ", ".join(names))
    are_names = all(_may_be_name(each) for each in names)
    if row.asks(0) or rest or not are_names or not targets.is_sure:
        options = options if are_names and not row.asks(0) else typed_each("assign", targets.numbers)
        return Found(None, Mood.ASKED if row.asks(0) else Mood.STATED, ClarifyReason.UNREAD_WORDS, options)
    return _made(targets, names, is_whole_unit=False, said=", ".join(names))


def _may_be_name(name: str) -> bool:
    words = [v.LEFTOVERS.get(word.casefold(), word) for word in name.split()]
    has_mood = any(v.MOODS.at(words, at, len(words))[1] for at in range(1, len(words)) if words[at].islower())
    is_mood = name.islower() and v.FINAL.at(words, 0, len(words))[1] == len(words)
    has_number = bool(words) and words[0][:1].isdigit()  # "giao 3 Lan và 5 Minh" is two orders
    return len(words) <= MOST_NAME_WORDS and not (has_mood or is_mood or has_number)


def _made(targets: Targets, names: tuple[str, ...], *, is_whole_unit: bool, said: str) -> Found:
    options = typed_each("assign", targets.numbers, said)
    commands: tuple[Command, ...] = tuple(
        AssignTask(number, names, is_whole_unit=is_whole_unit) for number in targets.numbers
    )
    command = commands[0] if len(commands) == 1 else Several(commands, options)
    return Found(command, Mood.STATED, None, options)
