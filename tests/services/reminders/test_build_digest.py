"""For whom a message that waited is still: only for whoever has a place in the task at the moment it leaves."""

from dataclasses import replace

import pytest

from domain.inbox import MessageContext
from domain.messages.people import MovePerson
from domain.messages.reports import MorningDigest
from domain.people import Role
from domain.reminders import Audience
from domain.tasks import Part
from services.commands.change_people import move_to_unit
from services.context.command_context import CommandContext
from services.context.situation import Situation, load_situation
from services.reminders.build_digest import still_concerns
from storage.organisations import load_organisation
from storage.people import Contact
from storage.tasks import TaskNow
from tests.world import HA, HUNG, LAN, MINH, World, hanoi


def seen(world: World, name: str, number: int) -> tuple[Situation, Contact, TaskNow]:
    """Everything, somebody, and a task."""
    with world.database.reading() as tx:
        context = CommandContext(tx, load_organisation(tx, world.organisation_id), world.now, MessageContext("", ""))
        situation = load_situation(context)
    contact = next(contact for contact in situation.contacts if contact.name == name)
    return situation, contact, next(found for found in situation.tasks if found.task.number == number)


def unit_of(found: TaskNow, part: Part) -> int:
    return found.task.units(part)[0].unit_id


NOWHERE = 10**6


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.HEAD])
def test_what_a_lead_unit_is_told_of_is_for_whoever_is_in_it_now(world: World, audience: Audience) -> None:
    situation, lan, found = seen(world, LAN, 3)
    assert still_concerns(situation, lan, found, audience)
    moved = replace(lan, unit_ids=frozenset({NOWHERE}), memberships=frozenset({(NOWHERE, Role.OFFICER)}))
    assert not still_concerns(situation, moved, found, audience)
    back = replace(moved, unit_ids=moved.unit_ids | {unit_of(found, Part.LEAD)})
    assert still_concerns(situation, back, found, audience)


def test_an_office_does_not_make_up_for_a_place_in_the_unit_nor_the_place_for_the_office(world: World) -> None:
    situation, lan, found = seen(world, LAN, 3)
    _, ha, _ = seen(world, HA, 3)
    assert Role.COORDINATOR in ha.roles
    assert not still_concerns(situation, replace(ha, unit_ids=frozenset()), found, Audience.LEAD)
    assert not still_concerns(situation, lan, found, Audience.COORDINATOR)
    assert not still_concerns(situation, lan, found, Audience.LEADER)


@pytest.mark.parametrize(
    ("name", "audience", "role"),
    [(HA, Audience.COORDINATOR, Role.COORDINATOR), (HUNG, Audience.LEADER, Role.LEADER)],
    ids=["coordinator", "leader"],
)
def test_what_an_office_is_told_of_is_for_whoever_holds_it_now(
    world: World, name: str, audience: Audience, role: Role
) -> None:
    situation, contact, found = seen(world, name, 3)
    assert still_concerns(situation, contact, found, audience)
    assert not still_concerns(situation, replace(contact, roles=contact.roles - {role}), found, audience)


def test_a_coordinating_unit_is_judged_by_its_own_part(world: World) -> None:
    situation, lan, _ = seen(world, LAN, 3)
    shared = next(t for t in situation.tasks if t.task.units(Part.COORDINATING))
    helper = replace(lan, unit_ids=frozenset({unit_of(shared, Part.COORDINATING)}))
    assert still_concerns(situation, helper, shared, Audience.COORDINATING)
    leads = {r.unit_id for r in shared.task.units(Part.LEAD)}
    if not helper.unit_ids & situation.directory.with_members(leads):
        assert not still_concerns(situation, helper, shared, Audience.LEAD)
    assert not still_concerns(situation, replace(lan, unit_ids=frozenset({NOWHERE})), shared, Audience.COORDINATING)


def test_a_member_of_a_group_has_a_place_in_the_tasks_of_the_group(world: World) -> None:
    situation, lan, found = seen(world, LAN, 3)
    group, member = unit_of(found, Part.LEAD), NOWHERE
    grouped = replace(situation, directory=replace(situation.directory, members={group: frozenset({member})}))
    contact = replace(lan, unit_ids=frozenset({member}))
    assert still_concerns(grouped, contact, found, Audience.LEAD)
    assert not still_concerns(situation, contact, found, Audience.LEAD)


def test_whoever_moved_between_planning_and_sending_is_not_sent_what_waited(world: World) -> None:
    world.link(LAN, MINH)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    with world.database.transaction() as tx:
        context = CommandContext(tx, load_organisation(tx, world.organisation_id), world.now, MessageContext("", ""))
        move_to_unit(context, MovePerson(LAN, "UBND phường"))
    told = {
        delivery.chat_id: {item.line.number for item in response.items}
        for delivery in world.deliver()
        for response in delivery.responses
        if isinstance(response, MorningDigest)
    }
    assert MINH in told
    assert not told.get(LAN, set()) & {3, 17}
