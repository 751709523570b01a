"""How an occurrence changes when people report, confirm, return or acknowledge: pure, one function per change."""

from dataclasses import replace
from datetime import date, datetime

from domain.tasks import CheckIn, Occurrence, State


def report_done(
    occurrence: Occurrence, person_id: int, today: date, now: datetime, note: str | None, *, needs_confirmation: bool
) -> Occurrence:
    """Said done: waits for confirmation, or is final for a check-in and where no confirmation is wanted.

    The task is credited on `today` (local), the day of the report, once confirmed.
    """
    is_final = occurrence.is_check_in or not needs_confirmation
    return replace(
        occurrence,
        state=State.DONE if is_final else State.REPORTED,
        progress=100,
        acknowledged_at=occurrence.acknowledged_at or now,
        reported_on=today,
        reported_at=now,
        reported_by=person_id,
        note=note,
        closed_at=now if is_final else None,
        obstacle=None,
        obstacle_at=None,
    )


def confirm(occurrence: Occurrence, now: datetime) -> Occurrence:
    """The report is accepted: done, on the day it was reported."""
    return replace(occurrence, state=State.DONE, closed_at=now)


def hand_back(occurrence: Occurrence) -> Occurrence:
    """The report is not accepted: open again, as if it had not been reported."""
    return replace(
        occurrence, state=State.OPEN, progress=0, reported_on=None, reported_at=None, reported_by=None, note=None
    )


def acknowledge(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Somebody of the unit has taken the task on; the first time counts."""
    return replace(occurrence, acknowledged_at=occurrence.acknowledged_at or now)


def set_progress(occurrence: Occurrence, percent: int, now: datetime, note: str | None) -> Occurrence:
    """How far it has come, 0 to 100; who reports progress has also taken the task on."""
    if not 0 <= percent <= 100:
        raise ValueError(f"progress of {percent} % is not between 0 and 100")
    return replace(
        occurrence, progress=percent, acknowledged_at=occurrence.acknowledged_at or now, note=note or occurrence.note
    )


def raise_obstacle(occurrence: Occurrence, text: str, now: datetime) -> Occurrence:
    """Something holds the work up; who says so has taken the task on. The newest words replace those before."""
    return replace(occurrence, obstacle=text, obstacle_at=now, acknowledged_at=occurrence.acknowledged_at or now)


def clear_obstacle(occurrence: Occurrence) -> Occurrence:
    """Nothing holds the work up any more."""
    return replace(occurrence, obstacle=None, obstacle_at=None)


def answer_check_in(
    occurrence: Occurrence, person_id: int, today: date, now: datetime, note: str | None, outcome: CheckIn
) -> Occurrence:
    """How the period went. What could not be done stays open, the reason as its obstacle; it is not asked again."""
    if outcome is CheckIn.NOT_DONE:
        held_up = raise_obstacle(occurrence, note or "", now) if note else acknowledge(occurrence, now)
        return replace(held_up, outcome=outcome.value, note=note)
    answered = report_done(occurrence, person_id, today, now, note, needs_confirmation=False)
    return replace(answered, outcome=outcome.value)
