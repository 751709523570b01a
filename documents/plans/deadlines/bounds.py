"""The words round a point that say how it binds: before it, until it, from it, in it, at what hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from documents.plans.deadlines.days import Days
from documents.plans.deadlines.points import Level, Point
from documents.plans.deadlines.tokens import Token

_BINDING = frozenset({"BEFORE", "LATEST", "TO", "END", "IN", "WITHIN", "FROM", "SINCE", "DONE", "AFTER"})
_LONGEST_NAME = 6  # words
_PASSED_OVER = frozenset({"DAY", "LINK", "CLOCK", "WEEKDAY", "WHOLE", "LATE", "COLON", "YEAR"})


@dataclass(frozen=True, slots=True)
class Limit:
    """A point with its days and its binding words; `start` and `end` are token places, bindings included."""

    point: Point
    days: Days
    words: frozenset[str]
    start: int
    end: int
    clock: tuple[int, int] | None = None

    @property
    def is_start(self) -> bool:
        """True when the point opens a time instead of closing it ("từ quý II")."""
        return bool(self.words & {"FROM", "SINCE"}) and not self.words & {"TO", "BEFORE", "LATEST", "END"}

    @property
    def is_bound(self) -> bool:
        """True when the text says in so many words that this is the limit."""
        return bool(self.words)

    @property
    def is_strict(self) -> bool:
        """True for "trước D" without an hour: D itself is too late."""
        return "BEFORE" in self.words and self.clock is None

    @property
    def last(self) -> date | None:
        """The last day still in time."""
        if not self.is_strict:
            return self.days.last
        opening = self.days.first
        return date.fromordinal(opening.toordinal() - 1) if opening else None

    @property
    def at_time(self) -> time | None:
        """The hour on the last day; 24:00 is the end of the day and needs no hour."""
        if self.clock is None or self.clock[0] > 23 or self.clock[1] > 59 or self.point.level is not Level.DAY:
            return None
        return time(*self.clock)


def bound(point: Point, days: Days, tokens: Sequence[Token], taken: int) -> Limit:
    """Look back from the point over its binding words, as far as the place `taken` by the point before."""
    at = point.start
    words: set[str] = set()
    clock: tuple[int, int] | None = None
    while at > taken and (tokens[at - 1].sort in _BINDING | _PASSED_OVER or _is_comma_after_clock(tokens, at - 1)):
        at -= 1
        words |= {tokens[at].sort} & _BINDING
        clock = _hour(tokens[at]) or clock
    if not words and point.level is Level.DAY:
        at, words = _named_day(tokens, at, point.end, taken)
    end, later = _hour_after(tokens, point.end)
    return Limit(point, days, frozenset(words), at, end, clock or later)


def _named_day(tokens: Sequence[Token], at: int, end: int, taken: int) -> tuple[int, set[str]]:
    """ "Trước ngày bầu cử 15/3/2026": a day with a name besides its date, when no count of days follows."""
    name = at
    while name > max(taken, at - _LONGEST_NAME) and tokens[name - 1].sort == "OTHER":
        name -= 1
    counted = any(t.sort == "DAY" for t in tokens[end : end + 4])
    if at == name or name < taken + 2 or counted or tokens[name - 1].sort != "DAY":
        return at, set()
    return (name - 2, {"BEFORE"}) if tokens[name - 2].sort == "BEFORE" else (at, set())


def _is_comma_after_clock(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].sort == "COMMA" and at > 0 and tokens[at - 1].sort in {"CLOCK", "WEEKDAY"}


def _hour(token: Token) -> tuple[int, int] | None:
    return (token.figures["h"], token.figures.get("n", 0)) if token.sort == "CLOCK" else None


def _hour_after(tokens: Sequence[Token], at: int) -> tuple[int, tuple[int, int] | None]:
    for i in range(at, min(at + 4, len(tokens))):
        if tokens[i].sort == "CLOCK":
            return i + 1, _hour(tokens[i])
        if tokens[i].sort not in {"COMMA", "LPAR", "IN", "LINK", "BEFORE"}:
            break
    return at, None
