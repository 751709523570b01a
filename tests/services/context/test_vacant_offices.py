"""An office without a coordinator or leader who can be reached is found, once there was one; on both engines."""

from datetime import timedelta

import pytest

from domain.inbox import MessageContext
from domain.messages.people import RemovePerson
from domain.messages.reach import AlertFinding
from domain.people import Role
from services.commands.change_people import end_part_of, invite_person
from services.context.command_context import CommandContext
from services.context.vacancies import SET_UP
from services.maintenance.maintenance import Maintenance
from storage.accounts import set_alive
from tests.world import CHANNEL, HA, HUNG, LAN, MINH, World, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Hà is the coordinator, Hùng the leader; both are linked, Lan too."""
    world.link(LAN, HA, HUNG)
    world.now = hanoi(10, 9)
    return world


def vacant(world: World) -> tuple[Role, ...]:
    return Maintenance(world.database, world.organisation_id).audit(world.now).vacant


def lose(world: World, name: str, reason: str | None) -> None:
    with world.database.transaction() as tx:
        set_alive(tx, world.organisation_id, CHANNEL, name, world.now, dead_reason=reason)


def test_with_both_reached_nothing_is_found(ward: World) -> None:
    assert vacant(ward) == ()


def test_an_account_that_dies_leaves_the_office_empty_until_it_lives_again(ward: World) -> None:
    lose(ward, HUNG, "blocked")
    assert vacant(ward) == (Role.LEADER,)
    lose(ward, HA, "blocked")
    assert vacant(ward) == (Role.COORDINATOR, Role.LEADER)
    lose(ward, HUNG, None)
    assert vacant(ward) == (Role.COORDINATOR,)


def test_an_account_that_becomes_somebody_elses_leaves_the_office_empty(ward: World) -> None:
    with ward.database.transaction() as tx:
        code = invite_person(tx, ward.organisation_id, MINH, ward.now).code
    ward.ask(HA, f"/start {code}")
    assert vacant(ward) == ()
    ward.ask(HA, "đúng")
    assert vacant(ward) == (Role.COORDINATOR,)


def test_a_person_removed_leaves_the_office_empty_although_nobody_has_the_role_any_more(ward: World) -> None:
    with ward.database.transaction() as tx:
        end_part_of(CommandContext(tx, ward.organisation, ward.now, MessageContext("", "")), RemovePerson(HUNG))
    assert vacant(ward) == (Role.LEADER,)


def test_who_is_on_leave_still_holds_the_office(ward: World) -> None:
    ward.ask(HUNG, "nghỉ 10/4-17/4")
    assert vacant(ward) == ()


def test_a_young_database_is_not_alarmed_and_an_office_that_never_linked_is_in_the_end(world: World) -> None:
    assert vacant(world) == ()
    world.now += SET_UP * 3
    assert vacant(world) == ()  # nobody has linked: young, however old
    world.link(LAN)
    assert vacant(world) == ()
    world.now += SET_UP + timedelta(hours=1)
    assert vacant(world) == (Role.COORDINATOR, Role.LEADER)
    world.link(HA, HUNG)
    assert vacant(world) == ()


def test_administrators_are_told_of_it_once_and_not_every_six_hours(ward: World) -> None:
    office = Maintenance(ward.database, ward.organisation_id)
    told = [
        office.alert([AlertFinding("no_leader", 1)], ward.now + timedelta(hours=hours)) for hours in range(0, 100, 7)
    ]
    assert sum(told) == 1


def test_without_administrator_and_coordinator_the_leader_is_told(ward: World) -> None:
    lose(ward, HA, "blocked")
    assert Maintenance(ward.database, ward.organisation_id).alert([AlertFinding("no_coordinator", 1)], ward.now) == 1
    assert [delivery.chat_id for delivery in ward.deliver()] == [HUNG]
