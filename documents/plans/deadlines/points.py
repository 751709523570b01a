"""Points of the calendar as the text names them (a day, month, quarter, half, year), with what they leave unsaid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from documents.plans.deadlines.tokens import Token, coded, figures_of, rule


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
    edge_days: int | None = None  # "10 ngày đầu tháng 4": so many of its first (or last) days
    is_bare: bool = False
    is_lunar: bool = False


FIRST_SHORT_YEAR = 20  # "quý III/26"; a smaller number behind a slash is another quarter or month
_YEAR = "(COMMA? (YEAR|SLASH|DASH)? (?P<y>YEARNO))"
_CONNECTED = "(DASH|TO|AND|COMMA|SLASH)"

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
_WEEK_NAMES = frozenset({"NUM", "WEEKDAY", "EARLY", "LATE"})
_SHADES = {"EARLY": "early", "MID": "mid", "LATE": "late", "FIRSTTEN": "ten1", "MIDTEN": "ten2", "LASTTEN": "ten3"}
_ANOTHER_MONTH = rule("LINK? MONTH (?!THIS|NUM|MONTHYEAR|EARLY|LATE)")  # "ngày 25 của tháng báo cáo"
_EDGES = frozenset({"EARLY", "LATE"})
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
    if known.get("y", 1900) < FIRST_SHORT_YEAR and tokens[match.end() - 1].sort == "NUM":
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
