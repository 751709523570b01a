"""Tells each responsible person, once, which tasks of a plan are theirs: the news stands for that day's reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.deliveries import Priority
from domain.heard import Heard
from domain.notices import Saying, TasksAssigned
from domain.organisations import Organisation
from domain.reminders import Audience, next_waking_time
from services.assign_reminders import MorningOf, Situation, assign_reminders, people_of
from services.desk import Desk
from services.plan_reminders import load_situation
from services.task_lines import line_of
from storage.engine.database import Transaction
from storage.outbox import Post, post
from storage.people import Contact
from storage.reminders import Planned, add_planned
from storage.tasks import TaskNow

NEWS = "news"
_TOLD_BY_NEWS = frozenset({Audience.LEAD, Audience.COORDINATING})


@dataclass(slots=True)
class NewsFor:
    """What one person is to hear of a plan."""

    contact: Contact
    lead: list[TaskNow] = field(default_factory=list)
    coordinating: list[TaskNow] = field(default_factory=list)
    moved: list[TaskNow] = field(default_factory=list)
    more: list[Saying] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """How many people were told, and the names of those who have no living chat account."""

    count: int
    unreached: tuple[str, ...]


def tell_assigned(
    tx: Transaction, organisation: Organisation, title: str, numbers: Iterable[int], key: str, now: datetime
) -> Told:
    """One message for each person whose units lead or coordinate one of these tasks, in waking hours.

    `key` makes the telling unique. People without a living account hear what is open when they link.
    """
    desk = Desk(tx, organisation, now, Heard("", ""))
    situation = load_situation(desk)
    return tell_news(desk, situation, title, news_of(situation, frozenset(numbers)), key)


def news_of(situation: Situation, numbers: frozenset[int]) -> dict[int, NewsFor]:
    """For each person concerned by tasks of these numbers, which they lead and which they coordinate."""
    news: dict[int, NewsFor] = {}
    for found in situation.tasks:
        if found.task.number not in numbers:
            continue
        leading = people_of(situation, found, Audience.LEAD)
        for contact in leading:
            news.setdefault(contact.id, NewsFor(contact)).lead.append(found)
        ids = {contact.id for contact in leading}
        for contact in people_of(situation, found, Audience.COORDINATING):
            if contact.id not in ids:
                news.setdefault(contact.id, NewsFor(contact)).coordinating.append(found)
    return news


def tell_news(desk: Desk, situation: Situation, title: str, news: Mapping[int, NewsFor], key: str) -> Told:
    """Post each person's message, and write down the reminders of today that it stands for."""
    reachable = [one for one in news.values() if one.contact.channels]
    for one in reachable:
        _post(desk, situation, title, one, key)
    return Told(len(reachable), tuple(one.contact.name for one in news.values() if not one.contact.channels))


def _post(desk: Desk, situation: Situation, title: str, one: NewsFor, key: str) -> None:
    sayings = [*_assigned(desk, title, one), *one.more]
    not_before = next_waking_time(desk.now, desk.organisation.zone, desk.organisation.policy)
    row = Post(
        f"{key}:{one.contact.id}",
        NEWS,
        Priority.DIGEST,
        sayings,
        not_before,
        person_id=one.contact.id,
        inbox_id=desk.inbox_id,
    )
    outbox_id = post(desk.tx, desk.organisation.id, row, desk.now)
    if outbox_id is not None:
        told = _stands_for(desk, situation, one)
        add_planned(desk.tx, desk.organisation.id, told, outbox_id, desk.now)


def _assigned(desk: Desk, title: str, one: NewsFor) -> list[Saying]:
    if not one.lead and not one.coordinating:
        return []
    lines = tuple(line_of(desk, found) for found in one.lead)
    return [TasksAssigned(title, one.contact.name, lines, tuple(found.task.number for found in one.coordinating))]


def _stands_for(desk: Desk, situation: Situation, one: NewsFor) -> list[Planned]:
    """Today's stages of these tasks: whoever reads the news today need not read them again in a second message.

    A check-in stays: it asks for an answer, which the news does not.
    """
    mine = replace(situation, tasks=[*one.lead, *one.coordinating, *one.moved], contacts=[one.contact])
    mornings: list[MorningOf] = assign_reminders(mine, desk.today)
    rows = [row for morning in mornings for row in morning.rows()]
    return [row for row in rows if Audience(row.audience) in _TOLD_BY_NEWS and row.stage != "check_in"]
