"""Who leaves: open requests go to the head of the unit, all that was the person's own ends; on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Table, select

from domain.inbox import MessageContext
from domain.messages import Response
from domain.messages.people import PersonRemoved, RemovePerson
from domain.messages.requests import RequestNews, RequestsLeft
from domain.people import Role
from domain.questions import Closing
from services.administration.load_roster import load_roster
from services.commands.change_people import end_part_of
from services.context.board_links import make_link
from services.context.command_context import CommandContext
from storage.board_sessions import add_session, count_sessions
from storage.drafts import DROPPED
from storage.people import load_contacts, put_role
from storage.tables import draft, question, snooze
from tests.people import find_by_name
from tests.plans_in_chat import plan_text, send_plan
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH, World, example_roster, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Friday 10/4: Lan is the officer and Thành the head of the unit that leads task 3; Minh's unit has no head."""
    world.link(LAN, HA, HUNG, MINH, BINH, THANH)
    world.now = hanoi(10, 9)
    return world


def delivered(world: World) -> dict[str, list[Response]]:
    found: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        found.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return found


def left_to(told: dict[str, list[Response]]) -> dict[str, list[tuple[int, str, str]]]:
    """By reader: number, kind and what is awaited of the reader."""
    return {
        who: [(item.line.number, item.request.kind, item.request.awaits) for item in one.items]
        for who, responses in told.items()
        for one in responses
        if isinstance(one, RequestsLeft)
    }


def remove(world: World, name: str, by: str = HA) -> dict[str, list[Response]]:
    world.say(by, f"thôi {name}")
    return delivered(world)


def test_the_head_is_told_once_which_requests_of_whom_are_theirs_and_gets_the_answers(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(LAN, "xin ý kiến 5 có mời chi bộ không?")
    ward.ask(HUNG, "giải trình 3 vì sao chưa nhận việc?")
    told = remove(ward, LAN)
    theirs = [(3, "extension", ""), (5, "question", ""), (3, "explanation", "answer")]
    assert left_to(told) == {THANH: theirs}
    [notice] = [one for one in told[THANH] if isinstance(one, RequestsLeft)]
    assert [(item.request.asked_by, notice.person) for item in notice.items] == [(LAN, LAN), (LAN, LAN), (HUNG, LAN)]
    ward.say(HUNG, "trả lời 5 có")
    [answer] = delivered(ward)[THANH]
    assert isinstance(answer, RequestNews)
    [given] = ward.ask(THANH, "trả lời 3 đồng chí Lan đã chuyển công tác")
    assert isinstance(given, RequestNews)
    assert given.is_mine


def test_without_a_head_the_coordinator_reads_it_in_the_answer_to_the_removal(ward: World) -> None:
    ward.ask(MINH, "gia hạn 6 30/12 chờ kinh phí")
    told = remove(ward, MINH)
    assert left_to(told) == {HA: [(6, "extension", "")]}
    assert [type(one) for one in told[HA]] == [PersonRemoved, RequestsLeft], "one message"


def test_at_the_machine_the_coordinator_is_told(ward: World) -> None:
    ward.ask(MINH, "gia hạn 6 30/12 chờ kinh phí")
    with ward.database.transaction() as tx:
        end_part_of(CommandContext(tx, ward.organisation, ward.now, MessageContext("", "")), RemovePerson(MINH))
    assert left_to(delivered(ward)) == {HA: [(6, "extension", "")]}


def test_a_head_who_cannot_be_reached_is_no_heir(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(HA, f"thôi {THANH}")
    assert left_to(remove(ward, LAN)) == {HA: [(3, "extension", "")]}


def test_what_other_officers_were_asked_too_stays_theirs(ward: World) -> None:
    with ward.database.transaction() as tx:
        unit_id = next(iter(_unit_ids(ward, LAN)))
        put_role(tx, ward.organisation_id, find_by_name(tx, ward.organisation_id, BINH) or 0, unit_id, Role.OFFICER)
    ward.ask(HUNG, "giải trình 3 vì sao chưa nhận việc?")
    assert left_to(remove(ward, LAN)) == {}
    assert left_to(remove(ward, BINH)) == {THANH: [(3, "explanation", "answer")]}


def test_an_explanation_that_a_leader_called_for_is_not_the_heirs_to_give(ward: World) -> None:
    ward.ask(HUNG, "giải trình 3 vì sao chưa nhận việc?")
    assert left_to(remove(ward, HUNG)) == {HA: [(3, "explanation", "")]}


def test_settled_requests_and_people_without_any_are_not_spoken_of(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(HUNG, "duyệt 3")
    assert left_to(remove(ward, LAN)) == {}
    assert left_to(remove(ward, MINH)) == {}


def test_a_list_that_names_people_no_more_hands_over_to_who_stays(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(MINH, "gia hạn 6 30/12 chờ kinh phí")
    roster = example_roster()
    rows = tuple(row for row in roster.rows if row.person not in {LAN, MINH, THANH})
    with ward.database.transaction() as tx:
        load_roster(tx, ward.organisation, replace(roster, rows=rows), ward.now)
    told = delivered(ward)
    assert set(left_to(told)) == {HA}, "the head left with the officer"
    assert sorted(one.person for one in told[HA] if isinstance(one, RequestsLeft)) == [MINH, LAN]


def test_who_leaves_takes_questions_drafts_sessions_and_snoozes_with_them(ward: World) -> None:
    with ward.database.transaction() as tx:
        lan, unit_id = find_by_name(tx, ward.organisation_id, LAN) or 0, next(iter(_unit_ids(ward, LAN)))
        put_role(tx, ward.organisation_id, lan, None, Role.COORDINATOR)
        put_role(tx, ward.organisation_id, lan, unit_id, Role.OFFICER)
        make_link(tx, ward.organisation_id, lan, ward.now)
        add_session(tx, ward.organisation_id, lan, "hash", "máy", ward.now, ward.now + timedelta(hours=12))
    send_plan(ward, LAN, plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026")]))
    ward.ask(LAN, "nhắc lại 3 thứ Hai")
    ward.ask(LAN, "tiến độ 3 và 5")
    assert [_mine(ward, table, lan) for table in (question, snooze)] == [1, 1]
    with ward.database.reading() as tx:
        assert count_sessions(tx, lan, ward.now) == 1
    remove(ward, LAN)
    assert [_mine(ward, table, lan) for table in (question, snooze)] == [0, 0]
    with ward.database.reading() as tx:
        assert count_sessions(tx, lan, ward.now) == 0
        assert tx.execute(select(draft.c.state).where(draft.c.made_by == lan)).scalars().all() == [DROPPED]
        closed = tx.execute(select(question.c.closed_by).where(question.c.person_id == lan)).scalars().all()
    assert Closing.DROPPED.value in closed


def _mine(world: World, table: Table, person_id: int) -> int:
    """How many rows of the person still count."""
    query = select(table.c.id).where(table.c.person_id == person_id)
    if "closed_at" in table.c:
        query = query.where(table.c.closed_at.is_(None))
    with world.database.reading() as tx:
        return len(tx.execute(query).all())


def _unit_ids(world: World, name: str) -> frozenset[int]:
    with world.database.reading() as tx:
        return next(c.unit_ids for c in load_contacts(tx, world.organisation_id) if c.name == name)
