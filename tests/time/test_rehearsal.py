"""The rehearsal tells the truth: with nobody answering, it names the very messages that are then sent."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from services.reminders.rehearse import rehearse
from storage.engine.database import Database
from storage.organisations import load_organisation
from tests.time.life import Life
from tests.time.plans import random_plan, random_roster

START = datetime(2026, 4, 3, 9, 0, tzinfo=UTC)  # a Friday afternoon; over 30/4 and the end of half a year
DAYS = 120

Messages = dict[tuple[date, int], frozenset[tuple[int, str, str]]]


# Which regular report somebody's message of a day carries.
Reports = dict[tuple[date, int], str]


def rehearsed(life: Life, first: date) -> tuple[Messages, Reports]:
    with life.database.reading() as tx:
        organisation = load_organisation(tx, life.id)
        messages = list(rehearse(tx, organisation, life.now, first, first + timedelta(days=DAYS - 1)))
    keyed = {(m.at.astimezone(life.zone).date(), m.contact.id): m for m in messages}
    reports = {key: m.digest.report.period.code for key, m in keyed.items() if m.digest.report is not None}
    return {key: frozenset(m.reasons) for key, m in keyed.items() if m.reasons}, reports


def lived(life: Life, first: date) -> tuple[Messages, Reports]:
    for number in range(DAYS):
        for hour, minute in ((7, 30), (11, 0)):
            life.at(first + timedelta(days=number), hour, minute)
            life.tick()
    found: dict[tuple[date, int], set[tuple[int, str, str]]] = {}
    for told in life.told:
        key = (told.at.astimezone(life.zone).date(), told.person)
        found.setdefault(key, set()).add((told.number, told.reason, told.audience))
    reports = {(day, person): code for day, person, code in life.reported}
    assert len(reports) == len(life.reported)
    return {key: frozenset(reasons) for key, reasons in found.items()}, reports


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_the_rehearsal_of_four_months_names_the_messages_that_are_then_sent(
    sqlite_database: Database, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - plays a plan, guards no secret
    plan = random_plan(random, 30, START.date(), 150, units=6)
    life = Life(sqlite_database, random_roster(random, 14, units=6), plan, random, START)
    for person in life.people:
        life.connect(person)
    first = START.date() + timedelta(days=1)
    expected, expected_reports = rehearsed(life, first)
    sent, reports = lived(life, first)
    assert len(reports) > DAYS // 7
    assert reports == expected_reports
    assert len(sent) > 50
    assert set(sent) == set(expected)
    assert {key: {(n, r) for n, r, _ in reasons} for key, reasons in sent.items()} == {
        key: {(n, r) for n, r, _ in shown_once(reasons)} for key, reasons in expected.items()
    }


def shown_once(reasons: frozenset[tuple[int, str, str]]) -> set[tuple[int, str, str]]:
    """A task that concerns somebody in several ways is shown once, for the first of them."""
    first = ("lead", "head", "coordinator", "leader", "coordinating")
    chosen: dict[int, tuple[int, str, str]] = {}
    for reason in sorted(reasons, key=lambda r: first.index(r[2])):
        chosen.setdefault(reason[0], reason)
    return set(chosen.values())
