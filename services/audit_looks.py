"""Finds occurrences whose next look is missing or too late, so that nobody would be reminded in time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from domain.looks import morning_of, next_look
from domain.requests import turning_days
from services.assign_reminders import MorningOf, Situation
from services.desk import Desk
from storage.looks import load_looks


def astray(desk: Desk, situation: Situation, mornings: Iterable[MorningOf]) -> dict[int, int]:
    """Occurrence ids with their tasks' numbers, where the look written down is later than the one that is needed.

    Needed is the next day on which something can come due, and, for what is due today and was not said (`mornings`),
    the next morning at the latest. A look that comes too early does no harm.
    """
    written = load_looks(desk.tx, desk.organisation.id)
    return {
        occurrence_id: number
        for occurrence_id, number, latest in _needed(desk, situation, mornings)
        if (at := written.get(occurrence_id)) is None or at > latest
    }


def _needed(desk: Desk, situation: Situation, mornings: Iterable[MorningOf]) -> Iterator[tuple[int, int, datetime]]:
    organisation, calendar = situation.organisation, situation.calendar
    for found in situation.tasks:
        asked = situation.requests.get(found.occurrence.id, ())
        leader_decides = not organisation.policy.coordinator_decides
        turns = turning_days(asked, calendar, organisation.zone, leader_decides=leader_decides)
        at = next_look(found.task, found.occurrence, organisation, calendar, desk.today, turns)
        if at is not None:
            yield found.occurrence.id, found.task.number, at
    tomorrow = morning_of(calendar.on_or_after(desk.today + timedelta(days=1)), organisation)
    for morning in mornings:
        for found, _ in morning.items:
            yield found.occurrence.id, found.task.number, tomorrow
