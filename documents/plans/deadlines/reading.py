"""From tokens to one time limit: which of the points, periods, spans and conditions of a text is the limit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.plans.deadlines.bounds import Limit, bound
from documents.plans.deadlines.cleaning import Cleaned, clean
from documents.plans.deadlines.conditions import condition_in, tells_a_state
from documents.plans.deadlines.days import NoSuchDay, days_of
from documents.plans.deadlines.durations import Duration, durations_of
from documents.plans.deadlines.points import Level, points_of
from documents.plans.deadlines.recurrences import Recurrence, recurrences_of
from documents.plans.deadlines.tokens import Token, found, tokens_of
from domain.deadlines import Deadline
from domain.deadlines import DeadlineKind as Kind

_KIND_OF = {
    Level.DAY: Kind.BY_DATE,
    Level.MONTH: Kind.IN_MONTH,
    Level.QUARTER: Kind.IN_QUARTER,
    Level.HALF: Kind.IN_HALF,
    Level.YEAR: Kind.IN_YEAR,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of the text and what they gave: "limit", "start", "recurrence", "duration", "condition", "
    ""continuous"."""

    words: str
    gives: str


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


@dataclass(frozen=True, slots=True)
class _Findings:
    """Everything found in the text, before anything is decided."""

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


def read_deadline(text: str, issued_on: date | None) -> DeadlineReading:
    """Read a time limit as a careful clerk would; what is not understood is UNKNOWN, never guessed. Never raises.

    `issued_on` is the plan's issue day: the year of dates without one, and the start of "100 ngày kể từ ngày ban hành".
    """
    if issued_on and not 1900 <= issued_on.year <= 2199:
        issued_on = None  # no plan was issued then, and the calendar of Python ends somewhere
    cleaned = clean(text)
    findings = _find(cleaned, issued_on)
    reading = _decide(findings)
    condition = _condition_words(findings)
    deadline = replace(reading.deadline, wording=cleaned.wording, condition=condition)
    parts = reading.parts + ((Part(condition, "condition"),) if condition else ())
    return replace(reading, deadline=deadline, parts=parts, impossible=findings.impossible)


def _find(text: Cleaned, issued_on: date | None) -> _Findings:
    tokens = tokens_of(text)
    recurrences = recurrences_of(tokens)
    durations = [] if recurrences else durations_of(tokens, text.folded, issued_on)
    condition = condition_in(text)
    limits, impossible = _limits(text, tokens, durations, issued_on)
    return _Findings(
        text=text,
        tokens=tokens,
        limits=[x for x in limits if x.is_bound or not _inside(x, tokens, condition)],
        recurrences=recurrences,
        durations=durations,
        condition=condition,
        always=[(m.start(), m.end()) for m in found("ALWAYS|AND? NEXTYEARS", tokens)],
        onwards=next(found("ONWARDS", tokens), None) is not None,
        from_now=next(found("FROM (NOW|DAY)", tokens), None) is not None,
        impossible=impossible,
        issued_on=issued_on,
    )


def _limits(
    text: Cleaned, tokens: Sequence[Token], durations: list[Duration], issued_on: date | None
) -> tuple[list[Limit], tuple[str, ...]]:
    limits: list[Limit] = []
    impossible: list[str] = []
    taken = 0
    for point in points_of(tokens):
        if any(d.start <= point.start < d.end for d in durations):
            continue
        try:
            limits.append(bound(point, days_of(point, issued_on), tokens, taken))
        except NoSuchDay:
            impossible.append(_words(text, tokens, point.start, point.end))
        taken = point.end
    return limits, tuple(impossible)


def _inside(limit: Limit, tokens: Sequence[Token], condition: tuple[int, int] | None) -> bool:
    return condition is not None and condition[0] <= tokens[limit.point.start].start < condition[1]


def _decide(found_: _Findings) -> DeadlineReading:
    if found_.impossible or not found_.text.folded.strip(" -.…") or tells_a_state(found_.text):
        return _reading(found_, Kind.UNKNOWN)
    for rule in (_recurring, _continuous, _relative, _dated, _span_of_days, _conditional):
        if reading := rule(found_):
            return reading
    return _reading(found_, Kind.UNKNOWN)


def _recurring(f: _Findings) -> DeadlineReading | None:
    if not f.recurrences:
        return None
    first = f.recurrences[0]
    dated = [x for x in f.limits if x.point.level is Level.DAY]
    milestones = [x.last for x in dated if x.last and x.point.m] if len(dated) > 1 else []
    parts = [*((r.start, r.end, "recurrence") for r in f.recurrences), *((x.start, x.end, "limit") for x in dated)]
    return _reading(f, first.kind, milestones=milestones, parts=parts)


def _continuous(f: _Findings) -> DeadlineReading | None:
    """Always, or from a day on. A day named as the limit is stronger than "thường xuyên"; a period is not."""
    if any(x.is_bound and not x.is_start and x.point.level is Level.DAY for x in f.limits):
        return None
    starts = [x for x in f.limits if x.is_start]
    ends = [x for x in f.limits if not x.is_start]
    if not (f.always or f.onwards or (starts and not ends)):
        return None
    first = starts[0].days.first if starts else f.issued_on if f.onwards and f.from_now else None
    parts = [*((a, b, "continuous") for a, b in f.always), *((x.start, x.end, "start") for x in starts)]
    return _reading(f, Kind.CONTINUOUS, first=first, parts=parts)


def _relative(f: _Findings) -> DeadlineReading | None:
    """A duration is the limit unless another day is named; "kể từ ngày 1/6/2026" is not another day."""
    if not f.durations or any(x.is_bound and not x.is_start for x in f.limits):
        return None
    if f.condition and f.text.folded[f.condition[0] :].startswith("het"):
        return None
    last = f.durations[-1]
    if next(found("NUM DAY FEAST", f.tokens), None):
        return _reading(f, Kind.RANGE, parts=[(last.start, last.end, "duration")])
    return _reading(f, Kind.RELATIVE, last=last.last_day, parts=[(last.start, last.end, "duration")])


def _dated(f: _Findings) -> DeadlineReading | None:
    limits = _that_count(f)
    if not limits:
        return None
    runs = _runs(limits, f.tokens)
    final = max(runs, key=lambda run: run[-1].last or date.min)
    parts = [(x.start, x.end, "limit") for x in limits]
    milestones = [x.last for run in runs for x in _stops(run) if x.last] if len(limits) > 1 else []
    if _is_range(final):
        return _range(f, final, milestones if len(runs) > 1 else [], parts)
    limit = final[-1]
    if f.from_now and limit.words & {"TO", "END"}:
        return _reading(
            f, Kind.RANGE, first=f.issued_on, last=limit.last, milestones=milestones, parts=parts, limit=limit
        )
    kind = Kind.BY_DATE if "BEFORE" in limit.words else _KIND_OF[limit.point.level]
    starts = [x.days.first for x in f.limits if x.is_start and x.days.first]
    begin = None if limit.is_strict or limit.point.level is Level.DAY else limit.days.first
    return _reading(
        f, kind, first=starts[0] if starts else begin, last=limit.last, milestones=milestones, parts=parts, limit=limit
    )


def _that_count(f: _Findings) -> list[Limit]:
    """Points named as the limit; a period that only says what the work is about ("dự toán năm 2027") does not count."""
    closing = [x for x in f.limits if not x.is_start or _opens_range(x, f)]
    runs = _runs(closing, f.tokens)
    bound_runs = [run for run in runs if any(x.is_bound for x in run)]
    return [x for run in (bound_runs or runs) for x in run]


def _opens_range(limit: Limit, f: _Findings) -> bool:
    later = [x for x in f.limits if x.start >= limit.end]
    return bool(later) and _joins(limit, later[0], f.tokens) == "range"


def _joins(a: Limit, b: Limit, tokens: Sequence[Token]) -> str | None:
    """How two neighbouring points hang together: "range" (đến, dash), "list" (và, comma), or not at all."""
    between = {t.sort for t in tokens[a.point.end : b.point.start]}
    connectors = {"DASH", "TO", "AND", "COMMA", "SLASH", "SEMI"}
    if not between & connectors or not between <= connectors | {"END", "BEFORE", "IN", "DAY", "YEAR"}:
        return None
    if a.point.level is b.point.level or "TO" in between:
        return "range" if between & {"DASH", "TO"} else "list"
    return None


def _runs(limits: list[Limit], tokens: Sequence[Token]) -> list[list[Limit]]:
    """Neighbouring points joined into one run; "trước" said once holds for the whole list."""
    runs: list[list[Limit]] = []
    for limit in limits:
        if runs and (how := _joins(runs[-1][-1], limit, tokens)):
            before = runs[-1][-1]
            shared = limit.words | ((before.words & {"BEFORE"}) if how == "list" else {"TO"})
            runs[-1].append(replace(limit, words=shared))
        else:
            runs.append([limit])
    return runs


def _is_range(run: list[Limit]) -> bool:
    """Several periods in one run, or days joined by "đến"; days in a list are milestones, not a range."""
    return len(run) > 1 and (run[0].point.level is not Level.DAY or "TO" in run[-1].words)


def _stops(run: list[Limit]) -> list[Limit]:
    return run[-1:] if _is_range(run) else run


def _range(
    f: _Findings, run: list[Limit], milestones: Sequence[date], parts: Iterable[tuple[int, int, str]]
) -> DeadlineReading:
    first, last = run[0].days.first, run[-1].last
    if first and last and first > last and run[0].point.level is not Level.DAY:
        first = first.replace(year=first.year - 1)
    return _reading(f, Kind.RANGE, first=first, last=last, milestones=milestones, parts=parts, limit=run[-1])


def _span_of_days(f: _Findings) -> DeadlineReading | None:
    """A cell that holds a number and nothing else counts days, from a start the table does not tell."""
    if len(f.tokens) == 1 and f.tokens[0].sort == "NUM":
        return _reading(f, Kind.RELATIVE, parts=[(0, 1, "duration")])
    return None


def _conditional(f: _Findings) -> DeadlineReading | None:
    return _reading(f, Kind.CONDITIONAL) if f.condition else None


def _reading(
    f: _Findings,
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
    words = tuple(Part(_words(f.text, f.tokens, a, b), gives) for a, b, gives in places)
    return DeadlineReading(deadline, tuple(milestones), words, span=span)


def _rule_of(kind: Kind, limit: Limit | None) -> str:
    return "strictly_before" if limit and limit.is_strict else str(kind)


def _words(text: Cleaned, tokens: Sequence[Token], start: int, end: int) -> str:
    return text.wording[tokens[start].start : tokens[end - 1].end]


def _condition_words(f: _Findings) -> str | None:
    return f.text.wording[slice(*f.condition)].strip(" ,;:.()") if f.condition else None
