"""Tells the people concerned which tasks of a plan are theirs, and what a later version changed for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.amendments import Difference
from domain.deliveries import Priority
from domain.inbox import MessageContext
from domain.messages import Response
from domain.messages.plans import DeadlineMoved, MovedItem, TasksAssigned, TasksWithdrawn
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, next_waking_time
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.recipients import DigestPlan, assign_reminders, people_of
from services.context.situation import Situation, load_situation
from services.context.summaries import summary_of
from services.plans.amend_plan import Amended
from storage.engine.database import Transaction
from storage.outbox import Post, post
from storage.people import Contact
from storage.reminders import Planned, add_planned
from storage.tasks import TaskNow

NEWS = "news"
_TOLD_BY_NEWS = frozenset({Audience.LEAD, Audience.COORDINATING})


@dataclass(slots=True)
class NewsFor:
    """The news of a plan for one person."""

    contact: Contact
    lead: list[TaskNow] = field(default_factory=list)
    coordinating: list[TaskNow] = field(default_factory=list)
    moved: list[TaskNow] = field(default_factory=list)
    more: list[Response] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NotifyResult:
    """How many people were told, and the names of those who have no living chat account."""

    count: int
    unreached: tuple[str, ...]


def tell_assigned(
    tx: Transaction, organisation: Organisation, title: str, numbers: Iterable[int], key: str, now: datetime
) -> NotifyResult:
    """One message for each person whose units lead or coordinate one of these tasks, in waking hours.

    `key` makes the telling unique. People without a living account see what is open when they link.
    """
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    situation = load_situation(context)
    return tell_news(context, situation, title, news_of(situation, frozenset(numbers)), key)


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


def tell_news(
    context: CommandContext, situation: Situation, title: str, news: Mapping[int, NewsFor], key: str
) -> NotifyResult:
    """Post each person's message, and write down the reminders of today that it stands for."""
    reachable = [one for one in news.values() if one.contact.channels]
    for one in reachable:
        _post(context, situation, title, one, key)
    return NotifyResult(len(reachable), tuple(one.contact.name for one in news.values() if not one.contact.channels))


def _post(context: CommandContext, situation: Situation, title: str, one: NewsFor, key: str) -> None:
    responses = [*_assigned(context, title, one), *one.more]
    not_before = next_waking_time(context.now, context.organisation.zone, context.organisation.policy)
    row = Post(
        f"{key}:{one.contact.id}",
        NEWS,
        Priority.DIGEST,
        responses,
        not_before,
        person_id=one.contact.id,
        inbox_id=context.inbox_id,
    )
    outbox_id = post(context.tx, context.organisation.id, row, context.now)
    if outbox_id is not None:
        told = _stands_for(context, situation, one)
        add_planned(context.tx, context.organisation.id, told, outbox_id, context.now)


def _assigned(context: CommandContext, title: str, one: NewsFor) -> list[Response]:
    if not one.lead and not one.coordinating:
        return []
    lines = tuple(summary_of(context, found) for found in one.lead)
    return [TasksAssigned(title, one.contact.name, lines, tuple(found.task.number for found in one.coordinating))]


def _stands_for(context: CommandContext, situation: Situation, one: NewsFor) -> list[Planned]:
    """Today's stages of these tasks: who reads the news today does not get them again in a second message.

    A check-in stays: it asks for an answer, which the news does not.
    """
    mine = replace(situation, tasks=[*one.lead, *one.coordinating, *one.moved], contacts=[one.contact])
    mornings: list[DigestPlan] = assign_reminders(mine, context.today)
    rows = [row for morning in mornings for row in morning.rows()]
    return [row for row in rows if Audience(row.audience) in _TOLD_BY_NEWS and row.stage != "check_in"]


@dataclass(frozen=True, slots=True)
class Before:
    """How the tasks concerned stood: who had a part in each, and how its deadline read."""

    people: Mapping[int, frozenset[int]]
    deadlines: Mapping[int, tuple[str, date | None]]


def standing_before(tx: Transaction, organisation: Organisation, difference: Difference, now: datetime) -> Before:
    """To be taken before the difference is written."""
    situation = load_situation(CommandContext(tx, organisation, now, MessageContext("", "")))
    concerned = {one.task.number for one in difference.rewritten} | {task.number for task in difference.gone}
    tasks = [found for found in situation.tasks if found.task.number in concerned]
    return Before(
        {found.task.number: frozenset(_part_takers(situation, found)) for found in tasks},
        {found.task.number: (found.task.deadline.wording, found.occurrence.last_day) for found in tasks},
    )


def tell_amended(
    tx: Transaction, organisation: Organisation, title: str, amended: Amended, before: Before, now: datetime
) -> NotifyResult:
    """One message each: what is new for them, whose deadline moved, what is no longer theirs."""
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    situation = load_situation(context)
    by_number = {found.task.number: found for found in situation.tasks}
    news = news_of(situation, frozenset(amended.new))
    for number in amended.changed:
        _add_newcomers(situation, by_number[number], before, news)
    moved = [by_number[number] for number in amended.moved]
    moved = [found for found in moved if found.occurrence.state in {State.OPEN, State.REPORTED}]
    _add_moved(context, situation, title, moved, before, news)
    _add_set_late(context, situation, title, [found for found in moved if found.occurrence.is_set_late], before, news)
    _add_withdrawn(context, situation, title, by_number, amended, before, news)
    return tell_news(context, situation, title, news, f"amended:{amended.plan_id}:{amended.version}")


def _part_takers(situation: Situation, found: TaskNow) -> dict[int, Contact]:
    people = [*people_of(situation, found, Audience.LEAD), *people_of(situation, found, Audience.COORDINATING)]
    return {contact.id: contact for contact in people}


def _add_newcomers(situation: Situation, found: TaskNow, before: Before, news: dict[int, NewsFor]) -> None:
    """Notify people who take part in a task only now as of a new one."""
    for person_id, one in news_of(situation, frozenset({found.task.number})).items():
        if person_id not in before.people.get(found.task.number, frozenset()):
            mine = news.setdefault(person_id, NewsFor(one.contact))
            mine.lead += one.lead
            mine.coordinating += one.coordinating


def _add_moved(
    context: CommandContext,
    situation: Situation,
    title: str,
    moved: list[TaskNow],
    before: Before,
    news: dict[int, NewsFor],
) -> None:
    items: dict[int, list[tuple[Contact, TaskNow]]] = {}
    for found in moved:
        for person_id, contact in _part_takers(situation, found).items():
            if person_id in before.people.get(found.task.number, frozenset()):
                items.setdefault(person_id, []).append((contact, found))
    for person_id, mine in items.items():
        one = news.setdefault(person_id, NewsFor(mine[0][0]))
        lines = tuple(MovedItem(summary_of(context, found), *before.deadlines[found.task.number]) for _, found in mine)
        one.more.append(DeadlineMoved(title, lines))
        one.moved += [found for _, found in mine]


def _add_set_late(
    context: CommandContext,
    situation: Situation,
    title: str,
    moved: list[TaskNow],
    before: Before,
    news: dict[int, NewsFor],
) -> None:
    """Notify leaders of every deadline that was moved after it had passed, because it turns late into in time."""
    origin = {person_id for found in moved for person_id in _part_takers(situation, found)}
    items = tuple(MovedItem(summary_of(context, found), *before.deadlines[found.task.number]) for found in moved)
    for contact in situation.contacts if items else ():
        if Role.LEADER in contact.roles and contact.id not in origin:
            news.setdefault(contact.id, NewsFor(contact)).more.append(DeadlineMoved(title, items))


def _add_withdrawn(
    context: CommandContext,
    situation: Situation,
    title: str,
    by_number: Mapping[int, TaskNow],
    amended: Amended,
    before: Before,
    news: dict[int, NewsFor],
) -> None:
    """Of what was cancelled, and of what their units no longer have a part in."""
    contacts = {contact.id: contact for contact in situation.contacts}
    lost: dict[int, list[TaskNow]] = {}
    for number in (*amended.changed, *amended.cancelled):
        still = frozenset() if number in amended.cancelled else frozenset(_part_takers(situation, by_number[number]))
        for person_id in before.people.get(number, frozenset()) - still:
            lost.setdefault(person_id, []).append(by_number[number])
    for person_id, tasks in lost.items():
        one = news.setdefault(person_id, NewsFor(contacts[person_id]))
        one.more.append(TasksWithdrawn(title, tuple(summary_of(context, found) for found in tasks)))
