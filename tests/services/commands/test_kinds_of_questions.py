"""Questions of each kind (how far, which task, an account, a plan) and what happens to them; on both engines."""

from typing import Any

import pytest

from domain.evidence import EvidenceKind, Handed
from domain.messages.accounts import AccountMoveAsked, MoveQuestionOver
from domain.messages.drafts import DoubtAsked
from domain.messages.evidence import EvidenceKept, ShowEvidence
from domain.messages.questions import Clarify, NotUnderstood, QuestionDropped, QuestionOver, WhichAnswer, WhichTask
from domain.messages.tasks import ProgressAsked, ProgressSet, TaskReturned
from services.commands.change_people import invite_person
from tests.plans_in_chat import plan_text, send_plan
from tests.questions import asks, clarified, later, newest_question, obeyed, press
from tests.world import HA, LAN, MINH, World, names_of


def test_a_share_without_its_sign_answers_how_far_and_only_that(world: World) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "tiendo 3"), ProgressAsked)
    asks(world, LAN, "tiến độ 3 25")
    assert isinstance(asks(world, LAN, "60"), NotUnderstood), "that question has been answered"


@pytest.mark.parametrize("typed", ["60", "60%", "tiến độ 3 60"])
def test_words_that_came_without_a_share_come_back_with_it(world: World, typed: str) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "tiến độ 3 chờ chữ ký"), ProgressAsked)
    said = asks(world, LAN, typed)
    assert isinstance(said, ProgressSet)
    assert (said.line.progress, said.note) == (60, "chờ chữ ký")


def test_how_far_asked_in_place_of_another_question_says_so(asked: World) -> None:
    said = asks(asked, LAN, "tiến độ 3")
    assert isinstance(said, ProgressAsked)
    assert said.replaced == "xong đã gửi"


@pytest.mark.parametrize("typed", ["60%", "60 phần trăm"])
def test_a_percentage_is_no_tasks_number(asked: World, typed: str) -> None:
    assert isinstance(asks(asked, LAN, typed), NotUnderstood)


def test_a_command_that_needs_more_asks_for_it_with_the_number(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    world.ask(LAN, "xong 17")
    asks(world, HA, "chờ xác nhận")
    assert asks(world, HA, "trả lại thiếu số liệu") == WhichTask("return", (3, 17), "thiếu số liệu")
    said = asks(world, HA, "3")
    assert isinstance(said, TaskReturned)
    assert said.reason == "thiếu số liệu"


def test_a_picture_that_came_without_a_number_is_kept_with_the_task_that_is_named(world: World) -> None:
    world.link(LAN)
    later(world)
    handed = Handed(EvidenceKind.PHOTO, "file-1")
    assert names_of(obeyed(world, LAN, ShowEvidence(None, "QĐ 12"), "QĐ 12", handed=handed)) == ["WhichTask"]
    said = asks(world, LAN, "3")
    assert isinstance(said, EvidenceKept)
    assert (said.line.number, said.kind) == (3, "photo")


def test_one_open_question_a_chat_an_accounts_move_included(asked: World) -> None:
    with asked.database.transaction() as tx:
        code = invite_person(tx, asked.organisation_id, MINH, asked.now).code
    assert isinstance(asks(asked, LAN, f"/start {code}"), AccountMoveAsked)
    assert asks(asked, LAN, press(asked, "A", newest_question(asked))) == QuestionOver("xong đã gửi", "replaced")
    assert isinstance(asks(asked, LAN, "xong đã gửi"), WhichTask)
    assert isinstance(asks(asked, LAN, "đúng"), WhichAnswer), "the account is not moved by what answers the newer one"


def test_a_question_closes_that_of_an_accounts_move_whose_button_says_so(asked: World) -> None:
    with asked.database.transaction() as tx:
        code = invite_person(tx, asked.organisation_id, MINH, asked.now).code
    move = asks(asked, LAN, f"/start {code}")
    asks(asked, LAN, "xong đã gửi")
    assert asks(asked, LAN, f"choose yes q:{move.mark}") == MoveQuestionOver()


def test_a_yes_never_settles_a_doubt_of_a_plan_that_stands_behind_another_question(world: World) -> None:
    world.link(HA)
    later(world)
    doubt = next(said for said in send_doubtful(world) if isinstance(said, DoubtAsked))
    clarified(world, HA, Clarify("hủy việc 3 à", "asked", ("hủy việc 3 đã lồng ghép",)))
    assert isinstance(asks(world, HA, "không"), QuestionDropped)
    assert asks(world, HA, "không") == doubt, "shown again, not settled"


def send_doubtful(world: World) -> list[Any]:
    return send_plan(world, HA, plan_text([("Tập huấn", "Nhà Văn hóa phường", "", "trong tháng 5/2026")]))
