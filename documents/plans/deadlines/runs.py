"""Neighbouring points that belong together: spans ("từ ... đến", a dash) and lists ("và", a comma)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from documents.plans.deadlines.bounds import Limit
from documents.plans.deadlines.points import Level
from documents.plans.deadlines.tokens import Token

_CONNECTORS = frozenset({"DASH", "TO", "AND", "COMMA", "SLASH", "SEMI", "ARROW"})
_BETWEEN = _CONNECTORS | {"END", "BEFORE", "IN", "DAY", "YEAR", "LATE", "LINK", "CLOCK", "WEEKDAY"}


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


def runs_of(limits: Sequence[Limit], tokens: Sequence[Token]) -> list[list[Limit]]:
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
