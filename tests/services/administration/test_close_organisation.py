"""A closed organisation is silent, opens to nobody and loses nothing; opened again it goes on; on both engines."""

import pytest

from domain.messages.accounts import Stranger
from domain.messages.organisation import OrganisationClosed, OrganisationIsClosed, OrganisationReopened
from domain.messages.reports import MorningDigest
from services.administration.close_organisation import (
    Closed,
    MessagesWait,
    NothingToDo,
    close_organisation,
    reopen_organisation,
)
from services.administration.look_up import look_at_status, verify_history
from services.commands.change_people import invite_person
from services.maintenance.maintenance import Maintenance
from storage.organisations import lock_organisation
from tests.world import HA, HUNG, LAN, MINH, World, hanoi

NAME = "Đảng ủy phường Thủy Nguyên"
SAMPLES = (OrganisationClosed(NAME), OrganisationReopened(NAME), OrganisationIsClosed(NAME))


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; the coordinator, the leader and an officer are linked."""
    world.link(HA, HUNG, LAN)
    world.now = hanoi(10, 7, 0)
    return world


def close(world: World, *, drops_waiting: bool = False) -> Closed:
    with world.database.transaction() as tx:
        organisation = lock_organisation(tx, world.organisation_id)
        return close_organisation(tx, organisation, world.now, world.now, drops_waiting=drops_waiting)


def reopen(world: World) -> int:
    with world.database.transaction() as tx:
        return reopen_organisation(tx, lock_organisation(tx, world.organisation_id), world.now)


def test_everybody_is_told_once_and_nobody_is_reminded(ward: World) -> None:
    assert close(ward).told == 3
    told = ward.deliver()
    assert {each.chat_id: each.responses for each in told} == {
        who: (OrganisationClosed(NAME),) for who in (HA, HUNG, LAN)
    }
    for at in (hanoi(10, 7, 30), hanoi(13, 7, 30), hanoi(20, 7, 30)):
        assert ward.morning(at) == []
        assert ward.office.planning.plan_reports(at) == ward.office.planning.tell_unreached(at) == 0
    assert ward.office.planning.due(ward.now) == []
    audited = Maintenance(ward.database, ward.organisation_id).audit(ward.now)
    assert (audited.unplanned, audited.no_next, audited.overdue_checks, audited.vacant) == (frozenset(), (), {}, ())


def test_what_is_typed_does_nothing_and_says_why(ward: World) -> None:
    close(ward)
    ward.deliver()
    ward.now = hanoi(10, 9)
    with ward.database.reading() as tx:
        before = look_at_status(tx, ward.organisation, ward.now)
    assert ward.ask(LAN, "xong 3 đã ban hành") == [OrganisationIsClosed(NAME)]
    assert ward.ask(HUNG, "tình hình") == [OrganisationIsClosed(NAME)]
    assert ward.ask("nobody", "/start K7QM4-2XPAB") == [Stranger()]
    with ward.database.reading() as tx:
        assert look_at_status(tx, ward.organisation, ward.now) == before
        assert not verify_history(tx, ward.organisation_id).faults


def test_codes_that_were_made_link_nobody_any_more(ward: World) -> None:
    with ward.database.transaction() as tx:
        code = invite_person(tx, ward.organisation_id, MINH, ward.now).code
    assert close(ward).codes == 1
    ward.deliver()
    reopen(ward)
    ward.deliver()
    assert not any(isinstance(told, OrganisationReopened) for told in ward.ask(MINH, f"/start {code}"))
    assert ward.ask(MINH, "việc") == [Stranger()]


def test_while_messages_wait_it_is_not_closed_unless_they_are_to_be_dropped(ward: World) -> None:
    ward.now = hanoi(10, 7, 30)
    assert ward.office.planning.plan(ward.now)
    with pytest.raises(MessagesWait):
        close(ward)
    assert ward.organisation.closed_at is None
    assert close(ward, drops_waiting=True).dropped
    assert all(isinstance(told, OrganisationClosed) for each in ward.deliver() for told in each.responses)
    with pytest.raises(NothingToDo):
        close(ward, drops_waiting=True)


def test_opened_again_reminders_go_on(ward: World) -> None:
    close(ward)
    ward.deliver()
    assert ward.morning(hanoi(13, 7, 30)) == []
    assert reopen(ward) == 3
    told = [each for delivery in ward.morning(hanoi(14, 7, 30)) for each in delivery.responses]
    assert OrganisationReopened(NAME) in told
    assert any(isinstance(each, MorningDigest) for each in told)
    assert ward.ask(LAN, "việc") != [OrganisationIsClosed(NAME)]
    with pytest.raises(NothingToDo):
        reopen(ward)
