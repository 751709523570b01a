"""A message is put together from what concerns its reader, however much else there is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from benchmarks.ward import NOW, make_ward
from domain.inbox import MessageContext
from domain.tasks import Part
from dondoc.databases import open_engine
from services.context.command_context import CommandContext
from services.context.situation import Readers, load_situation
from services.reminders.build_digest import build_digest
from storage.engine.database import Database, Transaction
from storage.organisations import load_organisation
from storage.tables import group_member, occurrence, office_role

PEOPLE, TASKS = 10, 40
LATER = NOW + timedelta(days=400)  # everything is overdue


@pytest.fixture
def tx(database_url: str) -> Iterator[Transaction]:
    engine = open_engine(database_url)
    make_ward(engine, PEOPLE, TASKS)
    with Database(engine).transaction() as opened:
        yield opened
    engine.dispose()


def desk_of(tx: Transaction) -> CommandContext:
    return CommandContext(tx, load_organisation(tx, 1), LATER, MessageContext("", ""))


def test_an_officers_message_is_made_from_what_the_unit_leads(tx: Transaction) -> None:
    found = load_situation(desk_of(tx), readers=Readers({3}))
    assert [task.task.number for task in found.tasks] == [3, 13, 23, 33]
    assert all(task.task.units(Part.LEAD)[0].unit_id == 3 for task in found.tasks)
    assert [contact.id for contact in found.contacts] == [3]


def test_a_coordinators_message_is_made_from_everything(tx: Transaction) -> None:
    tx.execute(insert(office_role).values(organisation_id=1, person_id=3, role="coordinator"))
    assert len(load_situation(desk_of(tx), readers=Readers({3})).tasks) == TASKS


@pytest.mark.parametrize("person_id", range(1, PEOPLE + 1))
def test_what_is_said_is_the_same_as_from_everything(tx: Transaction, person_id: int) -> None:
    tx.execute(insert(group_member).values(organisation_id=1, group_id=5, unit_id=2))
    tx.execute(update(occurrence).where(occurrence.c.id % 3 == 0).values(state="done"))
    context = desk_of(tx)
    messages = []
    for found in (
        load_situation(context, readers=Readers({person_id})),
        load_situation(context, only_open=True, with_planned=False),
    ):
        contact = next(contact for contact in found.contacts if contact.id == person_id)
        messages.append(build_digest(context, found, contact, []))
    assert messages[0] == messages[1]
    assert messages[0].also_overdue
