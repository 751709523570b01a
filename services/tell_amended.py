"""Tells the people concerned, once, what a later version of a plan changed for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.amendments import Difference
from domain.heard import Heard
from domain.notices import DeadlineMoved, MovedItem, TasksWithdrawn
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience
from domain.tasks import State
from services.amend_plan import Amended
from services.assign_reminders import Situation, people_of
from services.desk import Desk
from services.plan_reminders import load_situation
from services.task_lines import line_of
from services.tell_assigned import NewsFor, Told, news_of, tell_news
from storage.engine.database import Transaction
from storage.people import Contact
from storage.tasks import TaskNow


@dataclass(frozen=True, slots=True)
class Before:
    """How the tasks concerned stood: who had a part in each, and how its deadline read."""

    people: Mapping[int, frozenset[int]]
    deadlines: Mapping[int, tuple[str, date | None]]


def standing_before(tx: Transaction, organisation: Organisation, difference: Difference, now: datetime) -> Before:
    """To be taken before the difference is written."""
    situation = load_situation(Desk(tx, organisation, now, Heard("", "")))
    concerned = {one.task.number for one in difference.rewritten} | {task.number for task in difference.gone}
    tasks = [found for found in situation.tasks if found.task.number in concerned]
    return Before(
        {found.task.number: frozenset(_part_takers(situation, found)) for found in tasks},
        {found.task.number: (found.task.deadline.wording, found.occurrence.last_day) for found in tasks},
    )


def tell_amended(
    tx: Transaction, organisation: Organisation, title: str, amended: Amended, before: Before, now: datetime
) -> Told:
    """One message each: what is new for them, whose deadline moved, what is no longer theirs."""
    desk = Desk(tx, organisation, now, Heard("", ""))
    situation = load_situation(desk)
    by_number = {found.task.number: found for found in situation.tasks}
    news = news_of(situation, frozenset(amended.new))
    for number in amended.changed:
        _add_newcomers(situation, by_number[number], before, news)
    moved = [by_number[number] for number in amended.moved]
    moved = [found for found in moved if found.occurrence.state in {State.OPEN, State.REPORTED}]
    _add_moved(desk, situation, title, moved, before, news)
    _add_set_late(desk, situation, title, [found for found in moved if found.occurrence.is_set_late], before, news)
    _add_withdrawn(desk, situation, title, by_number, amended, before, news)
    return tell_news(desk, situation, title, news, f"amended:{amended.plan_id}:{amended.version}")


def _part_takers(situation: Situation, found: TaskNow) -> dict[int, Contact]:
    people = [*people_of(situation, found, Audience.LEAD), *people_of(situation, found, Audience.COORDINATING)]
    return {contact.id: contact for contact in people}


def _add_newcomers(situation: Situation, found: TaskNow, before: Before, news: dict[int, NewsFor]) -> None:
    """Whoever takes part in a task only now hears of it as of a new one."""
    for person_id, one in news_of(situation, frozenset({found.task.number})).items():
        if person_id not in before.people.get(found.task.number, frozenset()):
            mine = news.setdefault(person_id, NewsFor(one.contact))
            mine.lead += one.lead
            mine.coordinating += one.coordinating


def _add_moved(
    desk: Desk, situation: Situation, title: str, moved: list[TaskNow], before: Before, news: dict[int, NewsFor]
) -> None:
    items: dict[int, list[tuple[Contact, TaskNow]]] = {}
    for found in moved:
        for person_id, contact in _part_takers(situation, found).items():
            if person_id in before.people.get(found.task.number, frozenset()):
                items.setdefault(person_id, []).append((contact, found))
    for person_id, mine in items.items():
        one = news.setdefault(person_id, NewsFor(mine[0][0]))
        lines = tuple(MovedItem(line_of(desk, found), *before.deadlines[found.task.number]) for _, found in mine)
        one.more.append(DeadlineMoved(title, lines))
        one.moved += [found for _, found in mine]


def _add_set_late(
    desk: Desk, situation: Situation, title: str, moved: list[TaskNow], before: Before, news: dict[int, NewsFor]
) -> None:
    """Leaders hear of every deadline that was moved after it had passed: it turns late into in time."""
    heard = {person_id for found in moved for person_id in _part_takers(situation, found)}
    items = tuple(MovedItem(line_of(desk, found), *before.deadlines[found.task.number]) for found in moved)
    for contact in situation.contacts if items else ():
        if Role.LEADER in contact.roles and contact.id not in heard:
            news.setdefault(contact.id, NewsFor(contact)).more.append(DeadlineMoved(title, items))


def _add_withdrawn(
    desk: Desk,
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
        one.more.append(TasksWithdrawn(title, tuple(line_of(desk, found) for found in tasks)))
