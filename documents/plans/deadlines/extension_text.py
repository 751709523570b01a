"""Extension text: a new time limit and the reason for it in one line, as people type it: "25/5 chờ ý kiến Thành ủy"."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.deadlines.spoken_days import is_lunar, written_out
from domain.deadlines import REPEATING, DeadlineKind

_MOST_WORDS = 14
LOOK_AHEAD = 3  # words such as "năm 2027" that may still belong to the day
_YEAR = re.compile(r"\d{4}")
_BECAUSE = re.compile(r"[\s,;:.–—-]*(?:(?:với\s+)?l[yý]\s+do|vì|do|because|reason)\b[\s:,–—-]*", re.IGNORECASE)
# "thêm 5 ngày": in a plan a span moves something that is not told; here it moves the limit that stands.
_MORE = re.compile(
    r"\s*(?:xin\s+)?(?:th[êe]m|k[ée]o\s+d[àa]i(?:\s+th[êe]m)?|l[ùu]i(?:\s+th[êe]m)?)\s+(?=\d)", re.IGNORECASE
)
# "30.6" or "30-6" at the beginning can be nothing but a day here.
_DAY_AND_MONTH = re.compile(r"^(?P<lead>\D{0,12})(?P<day>\d{1,2})[.-](?P<month>\d{1,2})(?![\d.-])")
_AT_END = re.compile(r"[\s,;:.–—-]*(?:(?:với\s+)?l[yý]\s+do|vì|do|because|reason)[\s:,–—-]*$", re.IGNORECASE)
# Before a day further on: the day is asked for, not told.
_UNTIL = re.compile(
    r"(?:^|(?<!\w))(?:đến|den|tới|toi|sang|until|hạn|han)(?:\s+(?:hết|het|ngày|ngay|trước))*\s*$|^(?:đến|den|tới|toi|sang|until)\s",
    re.IGNORECASE,
)
_REASON_WORD = re.compile(r"vì|do|tại|bởi|chờ|cho|đợi|sau|because|due|after", re.IGNORECASE)  # "vì 15/5 mới họp"
_HALF_A_YEAR = timedelta(183)
_EDGES = " \t\r\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Wish:
    """The last day asked for (still in time), its hour, the words that name it, and the reason ("" when none)."""

    last_day: date
    at_time: time | None
    wording: str
    reason: str


def read_wish(text: str, today: date, last_day: date | None) -> Wish | None:
    """The day at the beginning of the text (or the only one further on); the other words are the reason.

    None when no day is named.

    A date without a year is this year's, or next year's when it lies more than half a year back: one just past stays
    past, and is refused. A length ("thêm 5 ngày") counts from `last_day`, the limit
    that stands now, or from today when that is past.
    """
    if is_lunar(text):
        return None
    typed, text = text, written_out(text, today, max(filter(None, (last_day, today))))
    if typed != text:
        return _as_typed(typed, text, today, last_day)
    return _read(text, today, last_day)


def _as_typed(typed: str, text: str, today: date, last_day: date | None) -> Wish | None:
    """The wish whose day was spoken; the wording stays as typed where it can be told from the reason."""
    wish = _read(text, today, last_day)
    if wish is None or not typed.rstrip(_EDGES).endswith(wish.reason):
        return wish
    wording = typed.rstrip(_EDGES).removesuffix(wish.reason)
    return replace(wish, wording=_AT_END.sub("", wording).strip(_EDGES))


def _read(text: str, today: date, last_day: date | None) -> Wish | None:
    text = _DAY_AND_MONTH.sub(r"\g<lead>\g<day>/\g<month>", _MORE.sub("", text))
    words = text.split()[: _MOST_WORDS + LOOK_AHEAD]
    base = max(filter(None, (last_day, today)))
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        reading = _dated(" ".join(words[:count]), today, base)
        if reading and _stands_first(reading):
            taken, reading = _longest(words, count, reading, today, base)
            rest = text.split(maxsplit=taken)
            return _wish(reading, " ".join(words[:taken]), rest[taken] if len(rest) > taken else "")
    return _further_on(text, today, base)


def _further_on(text: str, today: date, base: date) -> Wish | None:
    """ "chờ ý kiến Thành ủy, xin đến 25/5": only behind "đến", and where no second day could be meant."""
    reading = _dated(text, today, base)
    if reading is None or reading.span is None or reading.milestones:
        return None
    before = reading.deadline.wording[: reading.span[0]]
    if not _UNTIL.search(before) and not _UNTIL.match(reading.deadline.wording[reading.span[0] :]):
        return None  # a day of a paper or a meeting: part of the reason
    start, end = reading.span
    wording = reading.deadline.wording
    return _wish(reading, wording[start:end], f"{wording[:start].strip(_EDGES)} {wording[end:].strip(_EDGES)}")


def _stands_first(reading: DeadlineReading) -> bool:
    """Whether at most one word ("xin") stands before the day's own words, and none that begins a reason."""
    if reading.span is None:
        return True
    before = reading.deadline.wording[: reading.span[0]].split()
    return not before or (len(before) == 1 and not _REASON_WORD.fullmatch(before[0]))


def _longest(
    words: list[str], count: int, reading: DeadlineReading, today: date, base: date
) -> tuple[int, DeadlineReading]:
    """As many words more as make the day's own words longer."""
    for more in range(count + 1, min(len(words), count + LOOK_AHEAD) + 1):
        further = _dated(" ".join(words[:more]), today, base)
        if further and _length(further) > _length(reading):
            return _longest(words, more, further, today, base)
    return count, reading


def _length(reading: DeadlineReading) -> int:
    return sum(len(part.words) for part in reading.parts if part.kind in {"limit", "duration"})


def _dated(words: str, today: date, base: date) -> DeadlineReading | None:
    reading = read_deadline(words, today)
    if reading.deadline.kind is DeadlineKind.RELATIVE:
        reading = read_deadline(words, base)
    last_day = reading.deadline.last_day
    if last_day is None or reading.deadline.kind in REPEATING or reading.impossible:
        return None
    if last_day < today - _HALF_A_YEAR and not _YEAR.search(words):
        return read_deadline(words, date(today.year + 1, 1, 1))
    return reading


def _wish(reading: DeadlineReading, wording: str, reason: str) -> Wish | None:
    deadline = reading.deadline
    if deadline.last_day is None:
        return None
    because = _BECAUSE.match(reason)
    reason = reason[because.end() :] if because else reason
    return Wish(deadline.last_day, deadline.at_time, wording.strip(_EDGES), reason.strip(_EDGES))
