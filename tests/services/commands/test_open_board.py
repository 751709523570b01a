"""`trang` gives a link and a code, `đăng xuất` ends what they opened; secrets are told once and kept nowhere."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.board_sessions import plain_code
from domain.messages.accounts import Stranger
from domain.messages.board_access import (
    BoardLeft,
    BoardLinkMade,
    BoardLinkPrinted,
    OnlyInChat,
    SessionOver,
)
from services.commands.change_people import invite_person
from services.maintenance.recovery import settle_restored
from storage.tables import board_link, outbox, question, snooze
from tests.world import HA, HUNG, LAN, THANH, World

SAMPLES = (
    BoardLinkMade("/vao/3q1bZ8wqGkP6", "Q3XM-4N27", 10, HUNG),
    BoardLinkPrinted(),
    BoardLeft(2),
    BoardLeft(0),
    SessionOver(),
    OnlyInChat(),
)
AUTHORISATION = (
    f"| board |{' BoardLinkMade |' * 6} [Stranger] | BoardLinkMade |",
    f"| logout |{' BoardLeft |' * 6} [Stranger] | BoardLeft |",
)


@pytest.fixture
def ward(world: World) -> World:
    world.link(HUNG, LAN)
    return world


def linked(world: World, chat: str) -> BoardLinkMade:
    [made] = world.ask(chat, "trang")
    assert isinstance(made, BoardLinkMade)
    return made


def test_the_link_opens_a_session_of_who_asked(ward: World) -> None:
    token, at = linked(ward, HUNG).path.removeprefix("/vao/"), ward.now
    assert ward.office.board.owner_of(token, at) == (HUNG, "vi")
    entered = ward.office.board.enter(token, "Chrome, Windows", at, at)
    assert entered is not None
    assert entered.person == HUNG
    assert ward.office.board.enter(token, "Chrome, Windows", at, at) is None


def test_the_code_is_that_of_the_link(ward: World) -> None:
    made = linked(ward, HUNG)
    assert len(plain_code(made.code)) == 8
    assert ward.office.board.enter_by_code(made.code, "?", ward.now, ward.now) is not None
    assert ward.office.board.owner_of(made.path.removeprefix("/vao/"), ward.now) is None


def test_leaving_ends_sessions_and_the_open_link(ward: World) -> None:
    board, at = ward.office.board, ward.now
    sessions = [board.enter(linked(ward, HUNG).path.removeprefix("/vao/"), "?", at, at) for _ in range(2)]
    left_open = linked(ward, HUNG).path.removeprefix("/vao/")
    assert ward.ask(HUNG, "đăng xuất") == [BoardLeft(2)]
    assert ward.ask(HUNG, "đăng xuất") == [BoardLeft(0)]
    for session in sessions:
        assert session is not None
        assert board.view(session.token, at, at, lambda _: True) is None
    assert board.owner_of(left_open, at) is None


def test_nothing_that_opens_anything_is_kept(ward: World) -> None:
    made = linked(ward, HUNG)
    with ward.database.reading() as tx:
        kept = [*tx.execute(select(board_link)), *tx.execute(select(outbox.c.sayings))]
    assert made.path.removeprefix("/vao/") not in str(kept)
    assert plain_code(made.code) not in str(kept)
    assert made.code not in str(kept)


def test_a_stranger_gets_no_link(ward: World) -> None:
    assert ward.ask("somebody", "trang") == [Stranger()]


def test_a_link_is_over_after_ten_minutes(ward: World) -> None:
    token = linked(ward, HUNG).path.removeprefix("/vao/")
    assert ward.office.board.owner_of(token, ward.now + timedelta(minutes=10)) is None


def entered(world: World, name: str) -> str:
    """The secret of a new session of this person."""
    found = world.office.board.enter(linked(world, name).path.removeprefix("/vao/"), "?", world.now, world.now)
    assert found is not None
    return found.token


def is_open(world: World, token: str) -> bool:
    return world.office.board.view(token, world.now, world.now, lambda _: True) is True


@pytest.mark.parametrize(
    "typed", [f"thôi {LAN}", f"chuyển {LAN} sang UBND phường", f"vai trò {LAN} thủ trưởng Ban Xây dựng Đảng"]
)
def test_sessions_end_when_a_person_leaves_or_changes_their_part(ward: World, typed: str) -> None:
    ward.link(HA)
    lans, huongs = entered(ward, LAN), entered(ward, HUNG)
    assert is_open(ward, lans)
    ward.ask(HA, typed)
    assert not is_open(ward, lans)
    assert is_open(ward, huongs)


def test_a_new_telephone_ends_the_sessions_of_the_old_one(ward: World) -> None:
    token = entered(ward, LAN)
    with ward.database.transaction() as tx:
        code = invite_person(tx, ward.organisation_id, LAN, ward.now).code
    ward.say("another telephone", f"/start {code}")
    assert not is_open(ward, token)


def test_a_restore_ends_all_sessions_and_links(ward: World) -> None:
    token, link = entered(ward, HUNG), linked(ward, LAN).path.removeprefix("/vao/")
    with ward.database.transaction() as tx:
        settle_restored(tx, ward.organisation, ward.now, ward.now)
    assert not is_open(ward, token)
    assert ward.office.board.owner_of(link, ward.now) is None


def test_who_leaves_takes_questions_snoozes_and_a_draft_of_their_own(ward: World) -> None:
    ward.link(HA)
    ward.ask(LAN, "nhắc lại 3 sau 30 phút")
    ward.ask(LAN, "xong")
    ward.ask(HA, f"thôi {LAN}")
    with ward.database.reading() as tx:
        assert tx.execute(select(snooze.c.id)).all() == []
        assert set(tx.execute(select(question.c.closed_at.is_(None))).scalars()) <= {False}


def test_the_answer_to_somebody_who_left_goes_to_the_head_of_the_unit(ward: World) -> None:
    ward.link(HA, THANH)
    ward.ask(LAN, "xin ý kiến 3 có mời chi bộ không?")
    ward.ask(HA, f"thôi {LAN}")
    ward.deliver()
    ward.say(HUNG, "trả lời 3 có mời")
    assert THANH in {delivery.chat_id for delivery in ward.deliver()}
