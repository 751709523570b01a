"""The organisation is renamed by chat after a clear yes, and everybody who sees the whole is told; on both engines."""

import pytest

from domain.messages.accounts import OnlyForRole
from domain.messages.history import CannotUndo
from domain.messages.organisation import NameIsTheSame, NameNotAccepted, OrganisationRenamed, RenameAsked
from tests.services.deeds import Deed
from tests.world import HA, HUNG, LAN, World, hanoi, names_of

OLD, NEW = "Đảng ủy phường Thủy Nguyên", "Đảng ủy phường Hòa Bình"
SAMPLES = (
    RenameAsked(OLD, NEW, (f"rename {NEW} sure",), 7),
    OrganisationRenamed(OLD, NEW, HA, is_mine=True),
    OrganisationRenamed(OLD, NEW, HA),
    NameNotAccepted(300),
    NameIsTheSame(OLD),
)
_NOT, _SHORT = "[OnlyForRole]", "[NameNotAccepted]"
AUTHORISATION = (f"| rename | {_NOT} | {_NOT} | {_SHORT} | {_NOT} | {_NOT} | {_SHORT} | [Stranger] | {_NOT} |",)
DEEDS = (Deed(HA, f"/rename {NEW} sure", reason="renamed"),)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; the coordinator, the leader and an officer are linked."""
    world.link(HA, HUNG, LAN)
    world.now = hanoi(10, 9)
    return world


@pytest.mark.parametrize("typed", [f"cài đặt tên cơ quan {NEW}", f"đổi tên cơ quan thành {NEW}", f"/rename {NEW}"])
def test_the_name_is_asked_about_and_changed_by_a_clear_yes_only(ward: World, typed: str) -> None:
    [asked] = ward.ask(HA, typed)
    assert isinstance(asked, RenameAsked)
    assert (asked.old, asked.new) == (OLD, NEW)
    assert ward.organisation.name == OLD
    ward.ask(HA, "ok")
    assert ward.organisation.name == OLD
    ward.ask(HA, typed)
    ward.say(HA, "đúng")
    told = {delivery.chat_id: list(delivery.responses) for delivery in ward.deliver()}
    renamed = OrganisationRenamed(OLD, NEW, HA)
    assert told == {HA: [OrganisationRenamed(OLD, NEW, HA, is_mine=True)], HUNG: [renamed]}
    assert ward.organisation.name == NEW


def test_a_no_leaves_the_name(ward: World) -> None:
    ward.ask(HA, f"cài đặt tên cơ quan {NEW}")
    ward.ask(HA, "không")
    assert ward.organisation.name == OLD


def test_a_button_says_yes(ward: World) -> None:
    [asked] = ward.ask(HA, f"cài đặt tên cơ quan {NEW}")
    assert isinstance(asked, RenameAsked)
    assert names_of(ward.ask(HA, f"choose A q:ask{asked.question}")) == ["OrganisationRenamed"]
    assert ward.organisation.name == NEW


def test_others_may_not_and_no_name_is_none(ward: World) -> None:
    for who in (LAN, HUNG):
        assert ward.ask(who, f"cài đặt tên cơ quan {NEW}") == [OnlyForRole("rename", ("administrator", "coordinator"))]
    assert ward.ask(HA, "cài đặt tên cơ quan Tổ chức của tôi") == [NameNotAccepted(300)]
    assert ward.ask(HA, "/rename") == [NameNotAccepted(300)]
    assert ward.ask(HA, f"cài đặt tên cơ quan {OLD}") == [NameIsTheSame(OLD)]


def test_it_is_not_taken_back_by_undo(ward: World) -> None:
    ward.ask(HA, f"/rename {NEW} sure")
    assert isinstance(ward.ask(HA, "hoàn tác")[0], CannotUndo)
    assert ward.organisation.name == NEW
