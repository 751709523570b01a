"""Decides which of the points, ranges, periods and conditions in a text is its time limit."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.plans.deadlines.calendar_periods import Level, Limit, NoSuchDay, bound, days_of, in_year, points_of
from documents.plans.deadlines.cleaned_text import Cleaned, clean
from documents.plans.deadlines.recurrences_and_durations import (
    MEETING,
    Duration,
    Recurrence,
    condition_in,
    durations_of,
    is_lunar,
    recurrences_of,
    starts_with_issue,
    tells_a_state,
)
from documents.plans.deadlines.tokens import Token, found, tokens_of
from domain.deadlines import REPEATING, Deadline
from domain.deadlines import DeadlineKind as Kind

_CONNECTORS = frozenset({"DASH", "TO", "AND", "COMMA", "SLASH", "SEMI", "ARROW"})
_BETWEEN = _CONNECTORS | {"END", "BEFORE", "IN", "DAY", "YEAR", "LATE", "LINK", "CLOCK", "WEEKDAY"}

_KIND_OF = {
    Level.DAY: Kind.BY_DATE,
    Level.MONTH: Kind.IN_MONTH,
    Level.QUARTER: Kind.IN_QUARTER,
    Level.HALF: Kind.IN_HALF,
    Level.YEAR: Kind.IN_YEAR,
}

# So many days before an event that has no date here: "trước khai giảng 3 ngày", "trước ngày bầu cử 10 ngày".
_BACK_FROM = re.compile(
    r"\btruoc (?!(?:ngay|thang|quy|nam)? ?\d)(?P<event>[a-z][a-z ]{2,60}?) (?P<many>\d{1,2}) (?P<unit>ngay|tuan)\b"
    r"(?! (?:dau|cuoi))(?P<working> lam viec)?"
)

_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the dates of a text from elsewhere: their year, and that the month stands before the day."""

    year: int | None = None
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """Points with their bindings, recurrences, durations, a condition, words of always, and days that do not exist.

    `condition` is a place in the text; the pairs of `always` are token places.
    """

    text: Cleaned
    tokens: Sequence[Token]
    limits: list[Limit]
    recurrences: list[Recurrence]
    durations: list[Duration]
    condition: tuple[int, int] | None
    always: list[tuple[int, int]]
    onwards: bool
    from_now: bool
    impossible: tuple[str, ...]
    issued_on: date | None

    def words(self, start: int, end: int) -> str:
        """The text's own words from one token place to another."""
        return words_of(self.text, self.tokens, start, end)

    def start_of(self, duration: Duration) -> Limit | None:
        """The named day a duration counts from ("15 ngày kể từ ngày 01/7/2026")."""
        return next((x for x in self.limits if x.point.start == duration.end and duration.event), None)


def find(text: Cleaned, issued_on: date | None, calendar: Calendar = Calendar()) -> Findings:
    """Gather all findings; a recurrence leaves no room for durations ("6 tháng một lần" is no span of six months)."""
    tokens = tokens_of(text, month_first=calendar.month_first)
    recurrences = recurrences_of(tokens)
    durations = [] if recurrences else durations_of(tokens, text.folded)
    condition = condition_in(text)
    limits, impossible = _limits(text, tokens, durations, issued_on, calendar.year)
    return Findings(
        text=text,
        tokens=tokens,
        limits=[x for x in limits if x.is_bound or not _inside(x, text, tokens, condition)],
        recurrences=recurrences,
        durations=durations,
        condition=condition,
        always=[(m.start(), m.end()) for m in found("ALWAYS|AND? FOLLOWING", tokens)],
        onwards=next(found("ONWARDS", tokens), None) is not None
        or (not (durations or limits) and starts_with_issue(text.folded)),
        from_now=next(found("FROM (NOW|DAY)|SINCE", tokens), None) is not None,
        impossible=impossible,
        issued_on=issued_on,
    )


def _limits(
    text: Cleaned, tokens: Sequence[Token], durations: list[Duration], issued_on: date | None, year: int | None
) -> tuple[list[Limit], tuple[str, ...]]:
    limits: list[Limit] = []
    impossible: list[str] = []
    taken = 0
    for point in (in_year(p, year) for p in points_of(tokens)):
        if any(d.start <= point.start < d.end for d in durations):
            continue
        try:
            limit = bound(point, days_of(point, issued_on), tokens, taken)
            if "AFTER" not in limit.words:  # "sau ngày 15/8" tells when not to begin, and no limit
                limits.append(limit)
        except NoSuchDay:
            impossible.append(words_of(text, tokens, point.start, point.end))
        taken = point.end
    return limits, tuple(impossible)


def _inside(limit: Limit, text: Cleaned, tokens: Sequence[Token], condition: tuple[int, int] | None) -> bool:
    if condition is None or not condition[0] <= tokens[limit.point.start].start < condition[1]:
        return False
    is_when_they_meet = limit.point.level <= Level.MONTH and MEETING.match(text.folded, condition[0])
    return not is_when_they_meet


def words_of(text: Cleaned, tokens: Sequence[Token], start: int, end: int) -> str:
    """The text's own words between two token places."""
    return text.wording[tokens[start].start : tokens[end - 1].end]


def joins(a: Limit, b: Limit, tokens: Sequence[Token]) -> str | None:
    """How two neighbours hang together: "range", "list", or not at all."""
    between = {t.sort for t in tokens[a.point.end : b.point.start]}
    if not between and a.point.shade and b.point.shade and a.point.level is b.point.level:
        return "list"  # "cuối tháng 8 đầu tháng 9"
    if not between & _CONNECTORS or not between <= _BETWEEN:
        return None
    same = a.point.level is b.point.level
    if between & {"TO"} or (same and "DASH" in between):
        return "range"
    return "list" if same or "AND" in between else None


def _runs_of(limits: Sequence[Limit], tokens: Sequence[Token]) -> list[list[Limit]]:
    """The points in runs; "trước" said once holds for the whole list of its level."""
    runs: list[list[Limit]] = []
    for limit in limits:
        before = runs[-1][-1] if runs else None
        how = joins(before, limit, tokens) if before else None
        if before is None or how is None:
            runs.append([limit])
        elif how == "range":
            runs[-1].append(replace(limit, words=limit.words | {"TO"}))
        else:
            shared = before.words & {"BEFORE"} if before.point.level is limit.point.level else frozenset[str]()
            runs[-1].append(replace(limit, words=limit.words | shared))
    return runs


def is_range(run: Sequence[Limit]) -> bool:
    """Several periods in one run, or points joined by "đến"; days in a list are milestones, not a range."""
    if len(run) < 2:
        return False
    one_level = len({x.point.level for x in run}) == 1 and run[0].point.level is not Level.DAY
    return one_level or "TO" in run[-1].words


def stops(run: Sequence[Limit]) -> list[Limit]:
    """The points of a run that are limits of their own: only the end of a range, each point of a list."""
    return list(run[-1:]) if is_range(run) else list(run)


def final(run: Sequence[Limit]) -> Limit:
    """The latest limit of a run."""
    return max(stops(run), key=lambda x: x.last or date.min)


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of the text and their kind: limit, start, recurrence, duration, condition or continuous."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What was understood. `milestones` holds every day where several are named, `impossible` those that do not exist.

    `span` tells where the limit's own words stand in `deadline.wording`, for cutting it out of running text.
    """

    deadline: Deadline
    milestones: tuple[date, ...] = ()
    parts: tuple[Part, ...] = ()
    impossible: tuple[str, ...] = ()
    span: tuple[int, int] | None = None


# A grammar of our own: dateparser read 6 of 19 limits right, and made wrong dates of others.
def read_deadline(
    text: str, issued_on: date | None, *, year: int | None = None, month_first: bool = False
) -> DeadlineReading:
    """Read a time limit as a careful clerk would; what is not understood is UNKNOWN, never guessed. Never raises.

    `issued_on` is the plan's issue day: the year of dates without one, and the start of "100 ngày kể từ ngày ban hành".
    A `year` said elsewhere (in the header of the column) is stronger; `month_first` reads 4/30/2026 as 30 April.
    """
    if issued_on and not 1900 <= issued_on.year <= 2199:
        issued_on = None  # no plan was issued then, and the calendar of Python ends somewhere
    cleaned = clean(text)
    findings = _without_rhythm_beside(find(cleaned, issued_on, Calendar(year, month_first)))
    reading = _decide(findings)
    condition = _condition_words(findings)
    deadline = replace(reading.deadline, wording=cleaned.wording, condition=condition)
    parts = reading.parts + ((Part(condition, "condition"),) if condition else ())
    return replace(reading, deadline=deadline, parts=parts, impossible=findings.impossible)


def _decide(found_: Findings) -> DeadlineReading:
    if found_.impossible or not found_.text.folded.strip(" -.…") or tells_a_state(found_.text) or is_lunar(found_.text):
        return _reading(found_, Kind.UNKNOWN)
    for rule in (_recurring, _counted_back, _continuous, _relative, _dated, _span_of_days, _conditional):
        if reading := rule(found_):
            return reading
    return _reading(found_, Kind.UNKNOWN)


def _recurring(f: Findings) -> DeadlineReading | None:
    if not f.recurrences:
        return None
    dated = [x for run in _runs_of([x for x in f.limits if x.point.level is Level.DAY], f.tokens) for x in run]
    milestones = [x.last for x in dated if x.last and x.point.m] if len(dated) > 1 else []
    parts = [*((r.start, r.end, "recurrence") for r in f.recurrences), *((x.start, x.end, "limit") for x in dated)]
    return _reading(f, f.recurrences[0].kind, milestones=milestones, parts=parts)


def _without_rhythm_beside(f: Findings) -> Findings:
    """ "Khởi động quý IV/2026; báo cáo quý II/2027; cập nhật hằng quý đến 2030": the rhythm is one clause of several.

    Where other clauses name milestones with their year, and there are several, those are the limit; what the rhythm's
    own clause says without a year ("báo cáo hằng năm trước 15/12") is none of them.
    """
    if not f.recurrences:
        return f
    ends = [i for i, t in enumerate(f.tokens) if t.sort == "SEMI" or f.text.folded[t.start : t.end] == "."]
    rhythmic = {bisect(ends, r.start) for r in f.recurrences}
    dated = [x for x in f.limits if not x.is_start and x.point.y and x.last]
    if len(dated) < 2 or all(bisect(ends, x.start) in rhythmic for x in dated):
        return f
    limits = [x for x in f.limits if x.point.y or bisect(ends, x.start) not in rhythmic]
    return replace(f, limits=limits, recurrences=[])


def _counted_back(f: Findings) -> DeadlineReading | None:
    """ "Trước khai giảng 3 ngày (khai giảng 05/9/2026)": the only day told is that of the event counted back from."""
    counted = _BACK_FROM.search(f.text.folded)
    if counted is None:
        return None
    days = [x for x in f.limits if f.tokens[x.start].start >= counted.end()]
    if not days or any(x.words - {"IN"} for x in days):
        return None
    event = days[0]
    is_day = len(days) == 1 and event.point.level is Level.DAY
    many = int(counted["many"]) * (7 if counted["unit"] == "tuan" else 1)
    if not is_day or counted["working"] or event.days.first is None:
        return _reading(f, Kind.UNKNOWN)
    last = date.fromordinal(event.days.first.toordinal() - many)
    return _reading(f, Kind.BY_DATE, last=last, parts=[(event.start, event.end, "limit")])


def _continuous(f: Findings) -> DeadlineReading | None:
    """Always, or from a day on. A day named as the limit is stronger than "thường xuyên"; a period is not."""
    if any(x.is_bound and not x.is_start and x.point.level is Level.DAY for x in f.limits):
        return None
    starts = [x for x in f.limits if x.is_start and not _starts_a_duration(x, f)]
    ends = [x for x in f.limits if not x.is_start]
    if not (f.always or f.onwards or (starts and not ends)):
        return None
    first = starts[0].days.first if starts else f.issued_on if f.onwards and f.from_now else None
    parts = [*((a, b, "continuous") for a, b in f.always), *((x.start, x.end, "start") for x in starts)]
    return _reading(f, Kind.CONTINUOUS, first=first, parts=parts)


def _relative(f: Findings) -> DeadlineReading | None:
    """A duration is the limit unless another day is named; "kể từ ngày 1/6/2026" is where it starts."""
    if not f.durations or any(x.is_bound and not x.is_start and not _starts_a_duration(x, f) for x in f.limits):
        return None
    if f.condition and f.text.folded[f.condition[0] :].startswith("het"):
        return None
    last = f.durations[-1]
    return None if _is_told_by_days(last, f) else _counted(last, f)


def _is_told_by_days(duration: Duration, f: Findings) -> bool:
    """ "15/3/2026 (30 ngày)", "Trong 3 năm (2026 - 2028)": the days stand beside the count and say which are meant."""
    if duration.event is None and any(x.point.level is Level.DAY and not x.is_start for x in f.limits):
        return True
    end = duration.end
    return any(x.start == end + 1 and f.tokens[end].sort == "LPAR" for x in f.limits)


def _counted(duration: Duration, f: Findings) -> DeadlineReading:
    parts = [(duration.start, duration.end, "duration")]
    if next(found("NUM DAY FEAST", f.tokens), None):
        return _reading(f, Kind.RANGE, parts=parts)
    start = f.start_of(duration)
    if start and "BEFORE" in start.words:
        return _reading(f, Kind.UNKNOWN)  # "05 ngày trước ngày 15/8": no plan seen says how to count back
    day = start.days.first if start else f.issued_on if duration.counts_from_issue else None
    return _reading(f, Kind.RELATIVE, last=duration.last_day_from(day), parts=parts)


def _starts_a_duration(limit: Limit, f: Findings) -> bool:
    return any(f.start_of(d) is limit for d in f.durations)


def _dated(f: Findings) -> DeadlineReading | None:
    runs = _runs_that_count(f)
    if not runs:
        return None
    last_run = max(runs, key=lambda run: (final(run).last or date.min, -final(run).point.level))
    limit = final(last_run)
    if limit.point.is_lunar and limit.point.level is Level.DAY:
        return None  # a day that only a lunar calendar could place
    all_stops = [x.last for run in runs for x in stops(run) if x.last]
    parts = [(x.start, x.end, "limit") for run in runs for x in run]
    return _reading(
        f,
        _kind(f, last_run, limit),
        first=_first_day(f, last_run, limit),
        last=limit.last,
        milestones=all_stops if len(all_stops) > 1 else (),
        parts=parts,
        limit=limit,
    )


def _kind(f: Findings, run: list[Limit], limit: Limit) -> Kind:
    if is_range(run) or (f.from_now and limit.words & {"TO", "END"}):
        return Kind.RANGE
    return Kind.BY_DATE if "BEFORE" in limit.words else _KIND_OF[limit.point.level]


def _first_day(f: Findings, run: list[Limit], limit: Limit) -> date | None:
    """Where the time opens: the start of a range, "từ nay", a start named apart, or the period's first day."""
    if is_range(run):
        first, last = run[0].days.first, limit.last
        backwards = first and last and first > last and run[0].point.level is not Level.DAY
        return first.replace(year=first.year - 1) if first and backwards else first
    if f.from_now and limit.words & {"TO", "END"}:
        return f.issued_on
    named = [x.days.first for x in f.limits if x.is_start and x.days.first]
    if named and limit.last and named[0] <= limit.last:
        return named[0]
    return None if limit.is_strict or limit.point.level is Level.DAY else limit.days.first


def _runs_that_count(f: Findings) -> list[list[Limit]]:
    """Points named as the limit; a period that only says what the work is about ("dự toán năm 2027") does not count."""
    runs = _runs_of([x for x in f.limits if not x.is_start or _opens_range(x, f)], f.tokens)
    runs = [run for i, run in enumerate(runs) if not _is_told_closer(run, runs[i + 1 :], f)]
    return _bound_runs(runs, f) or runs


def _bound_runs(runs: list[list[Limit]], f: Findings) -> list[list[Limit]]:
    """The runs the text names as the limit; what binds one binds the next clause that begins with a point, too:
    "Hoàn thành quý IV/2025 đối với A; quý II/2026 đối với B" and "trước 30/4 đối với A, 31/5 đối với B".
    """
    bound: list[list[Limit]] = []
    for run in runs:
        if any(x.is_bound for x in run):
            bound.append(run)
        elif bound and _goes_on(bound[-1][-1], run[0], f):
            words = bound[-1][-1].words if bound[-1][-1].point.level is run[0].point.level else frozenset[str]()
            bound.append([replace(x, words=x.words | words & {"BEFORE"}) for x in run])
    return bound


def _goes_on(before: Limit, point: Limit, f: Findings) -> bool:
    begins_a_clause = f.tokens[point.start - 1].sort in {"SEMI", "COMMA"}
    level = point.point.level
    return begins_a_clause and (level is before.point.level or level <= Level.QUARTER)


def _is_told_closer(run: list[Limit], later: list[list[Limit]], f: Findings) -> bool:
    """ "Năm 2026 (Quý III)": the bracket right behind a period tells which part of it is meant."""
    if not later:
        return False
    outer, inner = run[-1], later[0][0]
    sign = f.tokens[outer.point.end].sort
    opens = inner.start == outer.point.end + 1 and (sign == "LPAR" or (sign == "COMMA" and inner.is_bound))
    days = (outer.days.first, inner.days.first, inner.days.last, outer.days.last)
    first, start, end, last = days
    return (
        opens
        and inner.point.level < outer.point.level
        and bool(first and start and end and last and first <= start and end <= last)
    )


def _opens_range(limit: Limit, f: Findings) -> bool:
    later = [x for x in f.limits if x.start >= limit.end]
    return bool(later) and joins(limit, later[0], f.tokens) == "range"


def _span_of_days(f: Findings) -> DeadlineReading | None:
    """A cell that holds a number and nothing else counts days, from a start the table does not tell."""
    if len(f.tokens) == 1 and f.tokens[0].sort == "NUM":
        return _reading(f, Kind.RELATIVE, parts=[(0, 1, "duration")])
    return None


def _conditional(f: Findings) -> DeadlineReading | None:
    return _reading(f, Kind.CONDITIONAL) if f.condition else None


def _reading(
    f: Findings,
    kind: Kind,
    *,
    first: date | None = None,
    last: date | None = None,
    milestones: Sequence[date] = (),
    parts: Iterable[tuple[int, int, str]] = (),
    limit: Limit | None = None,
) -> DeadlineReading:
    places = sorted(parts)
    span = (f.tokens[places[0][0]].start, f.tokens[max(p[1] for p in places) - 1].end) if places else None
    at_time = limit.at_time if limit else None
    deadline = Deadline(kind, "", first, last, at_time, rule=_rule_of(kind, limit))
    words = tuple(Part(f.words(a, b), kind) for a, b, kind in places)
    return DeadlineReading(deadline, tuple(milestones), words, span=span)


def _rule_of(kind: Kind, limit: Limit | None) -> str:
    return "strictly_before" if limit and limit.is_strict else str(kind)


def _condition_words(f: Findings) -> str | None:
    return f.text.wording[slice(*f.condition)].strip(" ,;:.()") if f.condition else None


def with_rhythm(reading: DeadlineReading, rhythm: str) -> DeadlineReading:
    """The reading made periodic by the rhythm's words; a limit with a year of its own, or already periodic, stays."""
    if not rhythm or reading.deadline.kind in REPEATING or _YEAR.search(reading.deadline.wording):
        return reading
    how_often = read_deadline(rhythm, None).deadline
    if how_often.kind not in REPEATING:
        return reading
    deadline = replace(
        reading.deadline,
        kind=how_often.kind,
        wording="; ".join(filter(None, (reading.deadline.wording, how_often.wording))),
        first_day=None,
        last_day=None,
        at_time=None,
        rule=str(how_often.kind),
    )
    return replace(
        reading, deadline=deadline, parts=(*reading.parts, Part(how_often.wording, "recurrence")), milestones=()
    )
