"""Roles given and taken in a chat and by a list: who may, who is told, what the history says; on both engines."""

import pytest

from bot.grammar.reading import read_command
from documents.rosters import read_roster
from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import UnitNotFound
from domain.messages.people import (
    ChangeRole,
    NoSuchPerson,
    RoleChangeSummary,
    RoleHeldAlready,
    RoleNotHeld,
    RolesChanged,
    RoleUnclear,
    StrangeName,
)
from domain.messages.questions import Misunderstood
from domain.people import Role
from services.administration.load_roster import load_roster
from storage.people import load_contacts, put_role
from tests.people import find_by_name
from tests.world import BINH, HA, HUNG, LAN, MINH, World, example_roster, hanoi

UBND = "UBND phường"


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; Hà is the coordinator, Bình the administrator, Minh an officer of the people's committee."""
    world.link(LAN, HA, HUNG, MINH, BINH)
    with world.database.transaction() as tx:
        binh = find_by_name(tx, world.organisation_id, BINH)
        assert binh is not None
        put_role(tx, world.organisation_id, binh, None, Role.ADMINISTRATOR)
    world.now = hanoi(10, 9)
    return world


def delivered(world: World) -> dict[str, list[Response]]:
    origin: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def told(world: World, chat: str, text: str) -> dict[str, list[Response]]:
    world.say(chat, text)
    return delivered(world)


def roles_of(world: World, name: str) -> frozenset[Role]:
    with world.database.reading() as tx:
        return next(c.roles for c in load_contacts(tx, world.organisation_id) if c.name == name)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"vai trò {MINH} thủ trưởng {UBND}", ChangeRole(MINH, "thủ trưởng", UBND)),
        (f"Vai trò {MINH}: thủ trưởng, {UBND}", ChangeRole(MINH, "thủ trưởng", UBND)),
        (f"/vaitro {MINH} điều phối", ChangeRole(MINH, "điều phối")),
        (f"role {MINH} head in {UBND}", ChangeRole(MINH, "head", UBND)),
        (f"bỏ vai trò {MINH} đầu mối {UBND}", ChangeRole(MINH, "đầu mối", UBND, is_taken=True)),
        (f"vai trò {MINH} bỏ lãnh đạo", ChangeRole(MINH, "lãnh đạo", is_taken=True)),
        (f"vai trò {MINH} thủ trưởng Ủy ban Kiểm tra", ChangeRole(MINH, "thủ trưởng", "Ủy ban Kiểm tra")),
    ],
)
def test_a_line_about_a_role_is_read(typed: str, read: ChangeRole) -> None:
    assert read_command(typed) == read


@pytest.mark.parametrize("typed", ["vai trò của lãnh đạo là gì", "vai trò lãnh đạo", "bỏ vai trò gì vậy"])
def test_a_sentence_about_roles_is_no_order(typed: str) -> None:
    assert isinstance(read_command(typed), Misunderstood)


def test_a_coordinator_gives_a_role_in_a_unit_and_those_concerned_are_told(ward: World) -> None:
    line = RoleChangeSummary(MINH, "head", UBND, "granted")
    origin = told(ward, HA, f"vai trò {MINH} thủ trưởng {UBND}")
    assert origin == {
        HA: [RolesChanged((line,), HA, "author")],
        MINH: [RolesChanged((line,), HA, "person")],
        BINH: [RolesChanged((line,), HA, "above")],
    }
    assert Role.HEAD in roles_of(ward, MINH)
    assert ward.ask(HA, f"vai trò {MINH} thủ trưởng {UBND}") == [RoleHeldAlready(MINH, "head", UBND)]


def test_a_role_taken_away_is_gone_at_the_next_message(ward: World) -> None:
    [said] = told(ward, BINH, f"bỏ vai trò {HA} điều phối")[BINH]
    assert said == RolesChanged((RoleChangeSummary(HA, "coordinator", "", "taken"),), BINH, "author", ("coordinator",))
    assert [type(refusal) for refusal in ward.ask(HA, "chờ xác nhận")] == [OnlyForRole]
    assert ward.ask(BINH, f"bỏ vai trò {HA} điều phối") == [RoleNotHeld(HA, "coordinator", "")]


@pytest.mark.parametrize("role", ["điều phối", "lãnh đạo", "kiểm tra", "quản trị"])
def test_a_coordinator_makes_nobody_coordinator_leader_inspector_or_administrator(ward: World, role: str) -> None:
    for name in (HA, MINH):
        before = roles_of(ward, name)
        assert ward.ask(HA, f"vai trò {name} {role}") == [OnlyForRole("role", ("administrator",))]
        assert roles_of(ward, name) == before


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("/vaitro Minh thủ trưởng UBND phường", NoSuchPerson("Minh", (MINH,), "role")),
        (f"/vaitro {MINH} trưởng thôn", NoSuchPerson(f"{MINH} trưởng thôn", (), "role")),
        (f"vai trò {HUNG} thủ trưởng Sở Không Có", UnitNotFound),
        ("/vaitro Lê Văn \u041cinh thủ trưởng UBND phường", StrangeName("Lê Văn \u041cinh", "\u041c")),
        (f"vai trò {MINH}\u202e thủ trưởng UBND phường", StrangeName),
        (f"thôi {MINH}\u202e", StrangeName),
    ],
)
def test_what_is_not_clear_is_refused_and_changes_nothing(ward: World, typed: str, refusal: Response | type) -> None:
    before = roles_of(ward, MINH)
    [said] = ward.ask(HA, typed)
    if isinstance(refusal, type):
        assert isinstance(said, refusal)
    elif isinstance(refusal, NoSuchPerson):
        assert isinstance(said, NoSuchPerson)
        assert said.name == refusal.name
    else:
        assert said == refusal
    assert roles_of(ward, MINH) == before


def test_a_role_nobody_knows_is_named(ward: World) -> None:
    assert ward.ask(HA, f"/vaitro {MINH}") == [RoleUnclear("")]


def test_a_list_tells_each_person_of_their_own_and_those_above_of_all(ward: World) -> None:
    rows = f"unit,aliases,parent,person,role\nBan Xây dựng Đảng,,,{MINH},officer\n,,,{HUNG},inspector\n"
    with ward.database.transaction() as tx:
        load_roster(tx, ward.organisation, read_roster(rows.encode(), "list.csv"), ward.now)
    minh = RoleChangeSummary(MINH, "officer", "Ban Xây dựng Đảng", "granted")
    hung = RoleChangeSummary(HUNG, "inspector", "", "granted")
    origin = delivered(ward)
    assert origin.pop(MINH) == [RolesChanged((minh,), "", "person")]
    assert origin.pop(HUNG) == [RolesChanged((hung,), "", "person")]
    assert set(origin) == {HA, BINH}
    for responses in origin.values():
        [response] = responses
        assert isinstance(response, RolesChanged)
        assert (set(response.lines), response.by, response.to) == ({minh, hung}, "", "above")


def test_loading_the_same_list_again_tells_nobody_and_writes_no_event_of_a_role(ward: World) -> None:
    with ward.database.transaction() as tx:
        assert load_roster(tx, ward.organisation, example_roster(), ward.now).changes == ()
    assert delivered(ward) == {}
