"""Everything a text holds that bears on its time limit, gathered before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.plans.deadlines.bounds import Limit, bound
from documents.plans.deadlines.cleaning import Cleaned
from documents.plans.deadlines.conditions import MEETING, condition_in
from documents.plans.deadlines.days import NoSuchDay, days_of
from documents.plans.deadlines.durations import Duration, durations_of, starts_with_issue
from documents.plans.deadlines.points import Level, in_year, points_of
from documents.plans.deadlines.recurrences import Recurrence, recurrences_of
from documents.plans.deadlines.tokens import Token, found, tokens_of


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
