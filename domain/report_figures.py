"""The figures of a periodic report, from tasks, check-ins and events: pure, and the same rules as /status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from domain.figures import count, is_credited_in_time
from domain.report_facts import Happenings, PeriodFigures
from domain.reports import ReportPeriod, end_of, start_of
from domain.tasks import Occurrence, Part, State, Task

# The events that a report counts, by the figure they add to.
COUNTED_EVENTS = {
    "extension_granted": "extensions_granted",
    "extension_refused": "extensions_refused",
    "obstacle_raised": "obstacles_raised",
    "obstacle_cleared": "obstacles_cleared",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as far as a report looks: its name, when (aware), which task."""

    what: str
    at: datetime
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Material:
    """What figures are made from: tasks with their current occurrences, check-ins that have ended, events."""

    tasks: Sequence[tuple[Task, Occurrence]]
    check_ins: Sequence[Occurrence] = ()
    events: Sequence[Happened] = ()

    def only(self, task_ids: frozenset[int]) -> "Material":
        """The part that is about these tasks."""
        return Material(
            [pair for pair in self.tasks if pair[0].id in task_ids],
            [occurrence for occurrence in self.check_ins if occurrence.task_id in task_ids],
            [event for event in self.events if event.task_id in task_ids],
        )


def period_figures(material: Material, period: ReportPeriod, as_of: datetime, zone: tzinfo) -> PeriodFigures:
    """The figures of a period at its end, or at `as_of` (aware) when that comes first."""
    until = min(as_of, end_of(period, zone))
    leaderless = frozenset(task.id for task, _ in material.tasks if not task.units(Part.LEAD))
    standing = count(standing_then(material.tasks, until, zone), until, zone, leaderless)
    return PeriodFigures(standing, _happened(material, period, until, zone))


def standing_then(tasks: Iterable[tuple[Task, Occurrence]], at: datetime, zone: tzinfo) -> list[Occurrence]:
    """The occurrences as they stood at an instant (aware); of tasks that were there, judged by today's deadlines.

    At this very moment they are what they are: then the figures are those of /status.
    """
    day = (at - timedelta(microseconds=1)).astimezone(zone).date()
    return [_as_of(occurrence, at) for task, occurrence in tasks if task.created_on <= day]


def is_closed_within(occurrence: Occurrence, since: datetime, until: datetime) -> bool:
    """Whether work was closed from `since` until before `until` (aware); a check-in is answered and never closed."""
    if occurrence.is_check_in or occurrence.state is not State.DONE or occurrence.closed_at is None:
        return False
    return since <= occurrence.closed_at < until


def _as_of(occurrence: Occurrence, at: datetime) -> Occurrence:
    if occurrence.state is State.DONE and occurrence.closed_at is not None and occurrence.closed_at > at:
        occurrence = replace(occurrence, state=State.REPORTED, closed_at=None)
    if occurrence.state is State.REPORTED and occurrence.reported_at is not None and occurrence.reported_at > at:
        occurrence = replace(occurrence, state=State.OPEN, reported_at=None, reported_on=None)
    return occurrence


def _happened(material: Material, period: ReportPeriod, until: datetime, zone: tzinfo) -> Happenings:
    since = start_of(period, zone)
    done = [o for _, o in material.tasks if is_closed_within(o, since, until)]
    on_time = sum(is_credited_in_time(o, zone) for o in done)
    asked = [o for o in material.check_ins if _has_ended(o, period, until, zone)]
    return Happenings(
        done_on_time=on_time,
        done_late=len(done) - on_time,
        fell_due=sum(_fell_due(o, period) for _, o in material.tasks),
        check_ins_asked=len(asked),
        check_ins_silent=sum(not _is_answered(o, until) for o in asked),
        **_counted(material.events, since, until),
    )


def _counted(events: Iterable[Happened], since: datetime, until: datetime) -> dict[str, int]:
    within = [event.what for event in events if since <= event.at < until]
    return {figure: within.count(what) for what, figure in COUNTED_EVENTS.items()}


def _fell_due(occurrence: Occurrence, period: ReportPeriod) -> bool:
    last_day = occurrence.last_day
    if occurrence.is_check_in or occurrence.state is State.CANCELLED or last_day is None:
        return False
    return period.first_day <= last_day <= period.last_day


def _has_ended(check_in: Occurrence, period: ReportPeriod, until: datetime, zone: tzinfo) -> bool:
    last_day = check_in.last_day
    if check_in.state is State.CANCELLED or last_day is None:
        return False
    return period.first_day <= last_day <= period.last_day and last_day < until.astimezone(zone).date()


def _is_answered(check_in: Occurrence, until: datetime) -> bool:
    return check_in.reported_at is not None and check_in.reported_at < until
