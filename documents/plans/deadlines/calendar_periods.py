"""Points of the calendar that a text names (day, month, quarter, half, year), their first and last days.

Also the words before them that bind ("trước", "đến hết", "từ").

Also the words before them that bind ("trước", "đến hết", "từ").

Also the words before them that bind ("trước", "đến hết", "từ").
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import IntEnum

from documents.plans.deadlines.tokens import Token, coded, figures_of, rule

_FIRST_SHORT_YEAR = 20  # "quý III/26"; a smaller number behind a slash is another quarter or month
_YEAR = "(COMMA? (YEAR|SLASH|DASH)? (?P<y>YEARNO))"
_CONNECTED = "(DASH|TO|AND|COMMA|SLASH)"

_WEEK_NAMES = frozenset({"NUM", "WEEKDAY", "EARLY", "LATE"})
_SHADES = {"EARLY": "early", "MID": "mid", "LATE": "late", "FIRSTTEN": "ten1", "MIDTEN": "ten2", "LASTTEN": "ten3"}
_ANOTHER_MONTH = rule("LINK? MONTH (?!THIS|NUM|MONTHYEAR|EARLY|LATE)")  # "ngày 25 của tháng báo cáo"
_EDGES = frozenset({"EARLY", "LATE"})

# A date without its year that lies this far before the issue day means the coming year: "trước 15/1" said in November.
_LONG_PAST = timedelta(days=60)

_BINDING = frozenset({"BEFORE", "LATEST", "TO", "END", "IN", "WITHIN", "FROM", "SINCE", "DONE", "AFTER"})
_LONGEST_NAME = 6  # words
_PASSED_OVER = frozenset({"DAY", "LINK", "CLOCK", "WEEKDAY", "WHOLE", "LATE", "COLON", "YEAR"})


class Level(IntEnum):
    """How fine a point is; a finer one says more."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    HALF = 4
    YEAR = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A named piece of the calendar. `start` and `end` are token places; `shade` is early, mid, late or a third."""

    level: Level
    start: int
    end: int
    d: int | None = None
    m: int | None = None
    q: int | None = None
    h: int | None = None
    y: int | None = None
    shade: str | None = None
    edge_days: int | None = None  # "10 ngày đầu tháng 4": the number of its first (or last) days
    is_bare: bool = False
    is_lunar: bool = False


# Longest and surest first; the first rule that holds at a place is taken.
_RULES: tuple[tuple[Level, str], ...] = (
    (Level.DAY, "DAY? (?P<date>FULLDATE)"),
    (Level.DAY, f"(?<!WEEK|ROUND|TIMES) DAY? LINK? (?P<d>NUM) COMMA? MONTH ((?P<my>MONTHYEAR)|(?P<m>NUM) {_YEAR}?)"),
    (Level.DAY, "DAY? LINK? (?P<d>NUM) COMMA? MONTH (?P<lunar>LUNAR) (YEAR OTHER OTHER?)?"),
    (Level.DAY, "DAY LINK? (?P<d>NUM) MONTH (?P<may>YEAR)(?!YEARNO)"),
    (Level.DAY, f"DAY? LINK? (?P<dm>DAYMONTH) {_YEAR}?"),
    (Level.DAY, "(?<=BEFORE|LATEST) DAY? (?P<d>NUM) DASH (?P<m>NUM)(?!MONTH|DASH|SLASH|WORKING|DAY|WEEK|YEAR)"),
    (Level.DAY, "DAY? LINK? (?P<d>NUM)(?=(DASH|TO|COMMA|AND) (DAY? LINK? (FULLDATE|DAYMONTH)|DAY? NUM MONTH))"),
    (Level.DAY, "DAY LINK? (?P<d>NUM)(?!WORKING|DAY|WEEK|MONTH|YEAR|SINCE)"),
    (Level.HALF, "(?P<six>NUM) MONTH (?P<part>EARLY|LATE) (COMMA? YEAR)? SLASH? (?P<y>YEARNO)?"),
    (Level.HALF, "HALF (?P<part>EARLY|LATE) YEAR SLASH? (?P<y>YEARNO)?"),
    (Level.QUARTER, "QUARTER (?P<qy>MONTHYEAR)"),
    (Level.QUARTER, "(QUARTER (?P<q>NUM)|(?P<qn>QUARTERNO)) SLASH (?P<y>NUM)"),
    (Level.MONTH, "(?P<mn>MONTHNO) SLASH (?P<y>NUM)"),
    (Level.QUARTER, f"(QUARTER (?P<q>NUM)(?!TIMES)|(?P<qn>QUARTERNO)) {_YEAR}?"),
    (Level.MONTH, f"(MONTH (?P<my>MONTHYEAR)|((?P<mn>MONTHNO)|MONTH (?P<m>NUM)(?!TIMES)) {_YEAR}?)"),
    (Level.MONTH, "MONTH (?P<lunar>LUNAR) (YEAR OTHER OTHER?)?"),
    (Level.MONTH, "MONTH (?P<may>YEAR) YEAR (?P<y>YEARNO)?"),
    (Level.MONTH, "(?P<m>NUM)(?=(DASH|TO) MONTH? MONTHYEAR)"),
    (Level.MONTH, "(?P<my>MONTHYEAR)"),
    (Level.YEAR, "YEAR (?P<y>YEARNO)"),
    (Level.YEAR, "(?P<y>YEARNO)"),
    (Level.YEAR, "(?<=LATE|MID|EARLY|WHOLE) YEAR (?!YEARNO)"),
    (Level.YEAR, "(?<=IN) YEAR THIS? (?!YEARNO|NUM)|YEAR NOW"),
    (Level.QUARTER, "(?<=IN|LATE|MID|END) QUARTER THIS? (?!NUM|SLASH|COMMA|AND)"),
    (Level.MONTH, "(?<=IN) MONTH THIS? (?!NUM|MONTHYEAR|OTHER{1,4} YEAR)"),
)
_COMPILED = tuple((level, rule(pattern)) for level, pattern in _RULES)
_MORE = {
    Level.QUARTER: rule(f"{_CONNECTED} ((?P<qy>MONTHYEAR)|(?P<q>NUM)(?!MONTH|DAY|WEEK|QUARTER|TIMES) {_YEAR}?)"),
    Level.MONTH: rule(f"{_CONNECTED} ((?P<my>MONTHYEAR)|(?P<m>NUM)(?!MONTH|DAY|WEEK|QUARTER|TIMES|OTHER) {_YEAR}?)"),
}


def in_year(point: Point, year: int | None) -> Point:
    """The point in a year that is known from elsewhere, where it names none and is otherwise placed."""
    is_placed = point.m or point.q or point.h or point.level is Level.YEAR
    return replace(point, y=year) if year and point.y is None and is_placed and not point.is_lunar else point


def points_of(tokens: Sequence[Token]) -> list[Point]:
    """All points from left to right. A bare number after a month or quarter goes on with its level ("quý II - III")."""
    code, at = coded(tokens), 0
    points: list[Point] = []
    while at < len(tokens):
        point = _more(code, tokens, at, points) or _point(code, tokens, at)
        if point:
            points.append(_shaded(point, tokens))
        at = point.end if point else at + 1
    return _neighbours_share([p for p in points if not (_is_stray(p, tokens, points) or _is_part(p, tokens))], tokens)


def _point(code: str, tokens: Sequence[Token], at: int) -> Point | None:
    for level, pattern in _COMPILED:
        match = pattern.match(code, at)
        if match and match.end() > at and (point := _built(level, match, tokens)):
            return point
    return None


def _more(code: str, tokens: Sequence[Token], at: int, points: list[Point]) -> Point | None:
    if not points or points[-1].end != at or points[-1].level not in _MORE:
        return None
    level = points[-1].level
    match = _MORE[level].match(code, at)
    point = _built(level, match, tokens) if match else None
    return replace(point, start=at + 1) if point else None


def _built(level: Level, match: re.Match[str], tokens: Sequence[Token]) -> Point | None:
    figures = figures_of(match, tokens)
    groups = match.groupdict()
    if level is Level.HALF:
        if figures.pop("six", 6) != 6:
            return None
        figures["h"] = 1 if tokens[match.start("part")].sort == "EARLY" else 2
    if groups.get("qy"):
        figures["q"] = figures.pop("m")
    if groups.get("may"):
        figures["m"] = 5
    known: dict[str, int] = {k: v for k, v in figures.items() if k in {"d", "m", "q", "h", "y"}}
    if known.get("y", 1900) < _FIRST_SHORT_YEAR and tokens[match.end() - 1].sort == "NUM":
        return None  # "quý II/3" is a list
    if 0 <= known.get("y", 1900) < 100:
        known["y"] += 2000
    bare = level is Level.YEAR and match.end() - match.start() == 1 and "y" in known
    return Point(
        level,
        match.start(),
        match.end(),
        d=known.get("d"),
        m=known.get("m"),
        q=known.get("q"),
        h=known.get("h"),
        y=known.get("y"),
        is_bare=bare,
        is_lunar=bool(groups.get("lunar")),
    )


def _shaded(point: Point, tokens: Sequence[Token]) -> Point:
    if point.start == 0 or point.level in {Level.DAY, Level.HALF}:
        return point
    shade = _SHADES.get(tokens[point.start - 1].sort)
    if shade in {"early", "late"} and (edge := _at_an_edge(point, shade, tokens)):
        return edge
    if shade and tokens[point.start - 2 : point.start - 1][:1] != [] and tokens[point.start - 2].sort == "WEEK":
        return _in_week(point, tokens) if point.level is Level.MONTH else point
    if shade:
        is_half = point.start > 1 and tokens[point.start - 2].sort == "HALF"
        return replace(point, shade=f"half_{shade}" if is_half else shade, start=point.start - 1 - is_half)
    return _in_week(point, tokens) if point.level is Level.MONTH else point


def _at_an_edge(point: Point, shade: str, tokens: Sequence[Token]) -> Point | None:
    """ "10 ngày đầu tháng 4", "2 tuần cuối quý II"."""
    count = tokens[max(0, point.start - 3) : point.start - 1]
    if [t.sort for t in count] not in (["NUM", "DAY"], ["NUM", "WEEK"]):
        return None
    days = count[0].figures["v"] * (7 if count[1].sort == "WEEK" else 1)
    return replace(point, shade=shade, edge_days=days, start=point.start - 3)


def _in_week(point: Point, tokens: Sequence[Token]) -> Point:
    """ "Tuần 2", "tuần thứ ba của", "tuần cuối" before a month."""
    at = point.start
    while at and tokens[at - 1].sort == "LINK":
        at -= 1
    if at < 2 or tokens[at - 2].sort != "WEEK":
        return point
    which = tokens[at - 1]
    number = {"EARLY": 1, "LATE": 5}.get(which.sort) or which.figures.get("v", 0)
    return replace(point, shade=f"week{number}", start=at - 2) if which.sort in _WEEK_NAMES else point


def _is_part(point: Point, tokens: Sequence[Token]) -> bool:
    """Pieces no rule can place: "ngày làm việc cuối cùng của tháng 3", "9 tháng đầu năm"."""
    edge = point.start
    while edge and tokens[edge].sort not in _EDGES and tokens[edge - 1].sort in {"LINK", *_EDGES}:
        edge -= 1
    if point.level is Level.DAY:
        return point.m is None and _ANOTHER_MONTH.match(coded(tokens[point.end : point.end + 3])) is not None
    if edge == 0 or tokens[edge].sort not in _EDGES:
        return False
    before = tokens[edge - 1].sort
    return before in {"DAY", "WORKING", "WEEKDAY"} or (point.level is Level.YEAR and before == "MONTH")


def _is_stray(point: Point, tokens: Sequence[Token], points: list[Point]) -> bool:
    """A bare year or fraction counts when it stands alone, is part of a span, or ends the text: else it is a number."""
    if not point.is_bare:
        return False
    neighbours = {p.start - 1 for p in points} | {p.end for p in points}
    beside = {tokens[i].sort for i in (point.start - 1, point.end) if 0 <= i < len(tokens)}
    behind = any(
        p.end == point.start - 1 and p.level is Level.YEAR and 0 < (point.y or 0) - (p.y or 0) < 30 for p in points
    )
    joined = (point.end in neighbours or point.start - 1 in neighbours) and bool(beside & {"DASH", "COMMA", "SEMI"})
    is_counted = point.start > 0 and tokens[point.start - 1].sort == "WEEKDAY"  # "mô hình thứ hai 2030"
    after_connector = is_counted or bool(beside & {"TO", "BEFORE", "IN", "DONE", "FROM", "END", "FOLLOWING"})
    return not (
        len(tokens) <= 2
        or joined
        or (behind and "AND" in beside)
        or after_connector
        or beside <= {"LPAR", "RPAR", "AND"}
    )


def _neighbours_share(points: list[Point], tokens: Sequence[Token]) -> list[Point]:
    """A month or year said once serves its neighbours: "15-20/5/2026", "từ tháng 4 đến tháng 6/2026"."""
    shared = list(points)
    for i in range(len(shared) - 2, -1, -1):
        shared[i] = _lend(shared[i], shared[i + 1])
    for i in range(1, len(shared)):
        if shared[i].level == shared[i - 1].level or _is_closer_within(shared[i], shared[i - 1], tokens):
            shared[i] = _lend(shared[i], shared[i - 1])
    return shared


def _is_closer_within(inner: Point, outer: Point, tokens: Sequence[Token]) -> bool:
    """ "Tháng 7/2027 (trước ngày 20)": a bracket behind a period that is no name of the work itself."""
    about_work = outer.start > 0 and tokens[outer.start - 1].sort in {"OTHER", "REPORT"}
    return inner.level < outer.level and tokens[outer.end].sort == "LPAR" and not about_work


def _lend(point: Point, other: Point) -> Point:
    if other.start - point.end > 4 and point.start - other.end > 4:
        return point
    if point.level is Level.DAY and point.m is None and other.level in {Level.DAY, Level.MONTH}:
        point = replace(point, m=other.m)
    return replace(point, y=other.y) if point.y is None and not other.is_lunar else point


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a point; both None when it cannot be placed in time (no year known, lunar month)."""

    first: date | None = None
    last: date | None = None


class NoSuchDay(ValueError):
    """The calendar has no such day, month or quarter (31/4, tháng 13, quý V)."""


def days_of(point: Point, issued_on: date | None) -> Days:
    """The days of a point; a missing year is the year of issue. Raises NoSuchDay."""
    _check(point)
    if point.is_lunar or (point.y is None and issued_on is None):
        return Days()
    days = _days_in(point, point.y or (issued_on.year if issued_on else 0), issued_on)
    if point.y is None and issued_on and point.m and days.last and days.last + _LONG_PAST < issued_on:
        return _days_in(point, issued_on.year + 1, issued_on)
    return days


def _check(point: Point) -> None:
    wrong = (point.m is not None and not 1 <= point.m <= 12) or (point.q is not None and not 1 <= point.q <= 4)
    if wrong or (point.y is not None and not 1900 <= point.y <= 2199):
        raise NoSuchDay
    longest = monthrange(point.y or 2000, point.m)[1] if point.m else 31
    if point.d is not None and not 1 <= point.d <= longest:
        raise NoSuchDay


def _days_in(point: Point, year: int, issued_on: date | None) -> Days:
    if point.level is Level.DAY:
        return _day(point, year, issued_on)
    if point.edge_days is not None:
        return _edge_of(point, _days_in(replace(point, edge_days=None, shade=None), year, issued_on))
    first_month, last_month = _months(point, issued_on)
    first_month, last_month = _shaded_months(point, first_month, last_month)
    first, last = date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
    return _shaded_days(point, first, last) if point.level is Level.MONTH else Days(first, last)


def _edge_of(point: Point, whole: Days) -> Days:
    """The first or last days of a period, no more of them than it has. Raises NoSuchDay when it has fewer."""
    if not (whole.first and whole.last and 0 < (point.edge_days or 0) <= (whole.last - whole.first).days):
        raise NoSuchDay
    more = timedelta(days=(point.edge_days or 1) - 1)
    return Days(whole.first, whole.first + more) if point.shade == "early" else Days(whole.last - more, whole.last)


def _day(point: Point, year: int, issued_on: date | None) -> Days:
    month = point.m or (issued_on.month if issued_on else None)
    if month is None or point.d is None:
        return Days()
    if point.d > monthrange(year, month)[1]:
        raise NoSuchDay
    day = date(year, month, point.d)
    if point.m is None and issued_on and day < issued_on:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if point.d > monthrange(year, month)[1]:
            raise NoSuchDay
        day = date(year, month, point.d)
    return Days(day, day)


def _months(point: Point, issued_on: date | None) -> tuple[int, int]:
    now = issued_on.month if issued_on else 1
    if point.level is Level.MONTH:
        month = point.m or now
        return month, month
    if point.level is Level.QUARTER:
        quarter = point.q or (now + 2) // 3
        return quarter * 3 - 2, quarter * 3
    if point.level is Level.HALF:
        return (1, 6) if point.h == 1 else (7, 12)
    return 1, 12


def _shaded_months(point: Point, first: int, last: int) -> tuple[int, int]:
    """ "Đầu quý" is its first month, "giữa năm" the first half, "đầu năm" the first quarter."""
    if point.level is Level.QUARTER and point.shade in {"early", "mid"}:
        month = first + (point.shade == "mid")
        return month, month
    if point.level is Level.YEAR and point.shade in {"early", "mid"}:
        return first, 3 if point.shade == "early" else 6
    return first, last


def _shaded_days(point: Point, first: date, last: date) -> Days:
    """The thirds of a month: "thượng tuần" ends on the 10th, "trung tuần" and "giữa" on the 20th; week n on day 7n."""
    ends = {"early": (1, 10), "ten1": (1, 10), "mid": (11, 20), "ten2": (11, 20), "ten3": (21, last.day)}
    ends |= {f"week{n}": (7 * n - 6, 7 * n) for n in (1, 2, 3)} | {"week4": (22, 28), "week5": (22, last.day)}
    ends |= {"half_early": (1, 15), "half_late": (16, last.day)}
    start, end = ends.get(point.shade or "", (1, last.day))
    return Days(first.replace(day=start), first.replace(day=end))


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
        """True when the text says explicitly that this is the limit."""
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
