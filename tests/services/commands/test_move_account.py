"""A code typed on somebody's account asks, an explicit yes moves it, everybody concerned is told; on both engines."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.grammar.reading import read_command
from domain.deliveries import Delivery
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.invite_codes import MOVE_ASKED_MINUTES
from domain.messages import Response
from domain.messages.accounts import (
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    CodeMade,
    CodeNotAccepted,
    MoveQuestionOver,
    OwnCode,
    Stranger,
    Welcome,
)
from domain.messages.questions import Choose, NotUnderstood
from domain.messages.tasks import TaskListShown
from domain.people import Role
from services.commands.change_people import invite_person
from storage.people import put_role
from tests.people import find_by_name
from tests.world import BINH, HA, HUNG, LAN, MINH, World, hanoi, names_of


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; Hà is the coordinator, Bình the administrator."""
    world.link(LAN, HA, HUNG, BINH)
    with world.database.transaction() as tx:
        binh = find_by_name(tx, world.organisation_id, BINH)
        assert binh is not None
        put_role(tx, world.organisation_id, binh, None, Role.ADMINISTRATOR)
    world.now = hanoi(10, 9)
    return world


def code_for(world: World, name: str) -> str:
    with world.database.transaction() as tx:
        return invite_person(tx, world.organisation_id, name, world.now).code


def told(world: World, chat: str, text: str) -> dict[str, list[Response]]:
    world.say(chat, text)
    origin: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def asked(world: World, chat: str, code: str) -> AccountMoveAsked:
    [question] = world.ask(chat, f"/start {code}")
    assert isinstance(question, AccountMoveAsked)
    return question


def who_is(world: World, chat: str) -> str:
    [shown] = world.ask(chat, "/start")
    return shown.name if isinstance(shown, Welcome) else type(shown).__name__


def test_a_code_on_somebody_elses_account_asks_and_changes_nothing(ward: World) -> None:
    code = code_for(ward, MINH)
    origin = told(ward, LAN, f"/start {code}")
    [question] = origin.pop(LAN)
    assert isinstance(question, AccountMoveAsked)
    assert (question.owner, question.name) == (LAN, MINH)
    assert question.until == ward.now + timedelta(minutes=MOVE_ASKED_MINUTES)
    assert origin == {}
    assert who_is(ward, LAN) == LAN
    assert names_of(ward.ask("the phone of Minh", f"/start {code}")) == ["Welcome"]  # the question used nothing up


@pytest.mark.parametrize("typed", ["đúng", "Đúng rồi ạ", "có", "yes", "dung"])
def test_an_explicit_yes_moves_the_account_and_coordinator_and_administrator_are_told(ward: World, typed: str) -> None:
    asked(ward, LAN, code_for(ward, MINH))
    origin = told(ward, LAN, typed)
    [welcome] = origin.pop(LAN)
    assert isinstance(welcome, Welcome)
    assert (welcome.name, welcome.is_new) == (MINH, True)
    assert origin == {chat: [AccountTaken("telegram", LAN, MINH, "above")] for chat in (HA, BINH)}
    assert who_is(ward, LAN) == MINH


def test_a_button_answers_the_question_it_belongs_to_whatever_was_typed_meanwhile(ward: World) -> None:
    question = asked(ward, LAN, code_for(ward, MINH))
    assert isinstance(ward.ask(LAN, "việc")[0], TaskListShown)
    assert names_of(ward.ask(LAN, f"choose yes q:{question.mark}")) == ["Welcome"]
    assert who_is(ward, LAN) == MINH


@pytest.mark.parametrize("typed", ["không", "no", "button"])
def test_a_no_leaves_the_account_and_the_code(ward: World, typed: str) -> None:
    code = code_for(ward, MINH)
    question = asked(ward, LAN, code)
    [kept] = ward.ask(LAN, f"choose no q:{question.mark}" if typed == "button" else typed)
    assert isinstance(kept, AccountKept)
    assert (kept.owner, kept.name) == (LAN, MINH)
    assert names_of(ward.ask(LAN, "đúng")) == ["NotUnderstood"]
    assert who_is(ward, LAN) == LAN
    assert names_of(ward.ask("the phone of Minh", f"/start {code}")) == ["Welcome"]


@pytest.mark.parametrize("typed", ["ok", "được", "vâng anh", "đúng hạn thì báo", "xong 3", "có ai không"])
def test_nothing_but_a_clear_yes_moves_an_account(ward: World, typed: str) -> None:
    asked(ward, LAN, code_for(ward, MINH))
    ward.ask(LAN, typed)
    assert who_is(ward, LAN) == LAN


def test_a_yes_after_something_else_was_typed_is_asked_again_and_then_counts(ward: World) -> None:
    asked(ward, LAN, code_for(ward, MINH))
    ward.ask(LAN, "việc")
    assert names_of(ward.ask(LAN, "đúng")) == ["AccountMoveAsked"]
    assert names_of(ward.ask(LAN, "đúng")) == ["Welcome"]


def test_a_yes_typed_before_the_question_came_does_not_count(ward: World) -> None:
    ward.say(LAN, f"/start {code_for(ward, MINH)}")
    ward.say(LAN, "đúng")
    last = [response for delivery in ward.deliver() for response in delivery.responses][-1]
    assert isinstance(last, AccountMoveAsked)
    assert who_is(ward, LAN) == LAN


def test_after_its_time_the_question_is_over_and_the_code_still_holds(ward: World) -> None:
    code = code_for(ward, MINH)
    question = asked(ward, LAN, code)
    ward.now += timedelta(minutes=MOVE_ASKED_MINUTES)
    assert ward.ask(LAN, "đúng") == [MoveQuestionOver()]
    assert ward.ask(LAN, f"choose yes q:{question.mark}") == [MoveQuestionOver()]
    assert who_is(ward, LAN) == LAN
    assert asked(ward, LAN, code).name == MINH
    assert names_of(ward.ask(LAN, "đúng")) == ["Welcome"]


def test_once_the_code_is_used_elsewhere_a_yes_moves_nothing(ward: World) -> None:
    code = code_for(ward, MINH)
    asked(ward, LAN, code)
    assert names_of(ward.ask("the phone of Minh", f"/start {code}")) == ["Welcome"]
    assert ward.ask(LAN, "đúng") == [MoveQuestionOver()]
    assert (who_is(ward, LAN), who_is(ward, "the phone of Minh")) == (LAN, MINH)


def test_a_moved_code_is_used_up(ward: World) -> None:
    code = code_for(ward, MINH)
    asked(ward, LAN, code)
    ward.ask(LAN, "đúng")
    assert ward.ask("a stranger", f"/start {code}") == [CodeNotAccepted()]


def test_a_question_is_answered_only_in_its_own_chat(ward: World) -> None:
    question = asked(ward, LAN, code_for(ward, MINH))
    for chat, expected in ((HUNG, "MoveQuestionOver"), ("a stranger", "Stranger")):
        assert names_of(ward.ask(chat, f"choose yes q:{question.mark}")) == [expected]
        assert names_of(ward.ask(chat, "đúng")) == ["NotUnderstood" if chat == HUNG else "Stranger"]
    assert who_is(ward, LAN) == LAN


def test_a_second_code_in_the_same_chat_ends_the_first_question(ward: World) -> None:
    first = asked(ward, LAN, code_for(ward, MINH))
    asked(ward, LAN, code_for(ward, HUNG))
    assert ward.ask(LAN, f"choose yes q:{first.mark}") == [MoveQuestionOver()]
    asked(ward, LAN, code_for(ward, HUNG))
    assert names_of(ward.ask(LAN, "đúng")) == ["Welcome"]
    assert who_is(ward, LAN) == HUNG


def test_who_made_a_code_cannot_use_it_and_it_stays_good_for_its_person(ward: World) -> None:
    [_, made] = ward.ask(HA, f"mã {MINH}")
    assert isinstance(made, CodeMade)
    assert ward.ask(HA, f"/start {made.code}") == [OwnCode(MINH)]
    assert who_is(ward, HA) == HA
    assert names_of(ward.ask("the phone of Minh", f"/start {made.code}")) == ["Welcome"]


def test_a_new_telephone_is_told_above_and_on_the_old_one_each_time(ward: World) -> None:
    for phone in ("second phone", "third phone"):
        before = LAN if phone == "second phone" else "second phone"
        origin = told(ward, phone, f"/start {code_for(ward, LAN)}")
        assert names_of(origin.pop(phone)) == ["Welcome"]
        above = [AccountTaken("telegram", LAN, LAN, "above")]
        assert origin == {before: [AccountTaken("telegram", LAN, LAN, "old")], HA: above, BINH: above}
        assert ward.ask(before, "việc") == [Stranger()]


def test_where_no_coordinator_is_left_to_tell_the_leader_is_told(world: World) -> None:
    world.link(HA, HUNG)
    world.now = hanoi(10, 9)
    asked(world, HA, code_for(world, MINH))
    origin = told(world, HA, "đúng")
    assert names_of(origin.pop(HA)) == ["Welcome"]
    assert origin == {HUNG: [AccountTaken("telegram", HA, MINH, "above")]}


def test_at_night_the_account_moves_and_the_news_of_it_waits_for_the_morning(ward: World) -> None:
    ward.now = hanoi(10, 23)
    asked(ward, LAN, code_for(ward, MINH))
    assert set(told(ward, LAN, "đúng")) == {LAN}
    ward.now = hanoi(11, 7)
    assert {delivery.chat_id for delivery in ward.deliver()} == {HA, BINH}


def on_zalo(world: World) -> Callable[[str, str], list[Delivery]]:
    def say(chat: str, text: str) -> list[Delivery]:
        key = str(next(world._updates))
        world.office.inbox.receive("zalo", "z", CursorNow(0, 0, world.now), [Arrival(key, chat, "{}")], timedelta(0))
        [row] = world.office.inbox.waiting(world.now)
        world.office.commands.handle(
            row.id, MessageContext("zalo", chat, shows_pictures=False), read_command(text), world.now
        )
        return world.deliver()

    return say


def test_who_loses_an_account_is_told_on_the_other_channel(ward: World) -> None:
    say = on_zalo(ward)
    say("z-lan", f"/start {code_for(ward, LAN)}")
    assert names_of(say("z-lan", f"/start {code_for(ward, MINH)}")[0].responses) == ["AccountMoveAsked"]
    origin = {(d.channel, d.chat_id): list(d.responses) for d in say("z-lan", "đúng")}
    assert names_of(origin.pop(("zalo", "z-lan"))) == ["Welcome"]
    assert origin.pop(("telegram", LAN)) == [AccountTaken("zalo", LAN, MINH, "owner")]
    assert origin == {("telegram", chat): [AccountTaken("zalo", LAN, MINH, "above")] for chat in (HA, BINH)}
    assert who_is(ward, LAN) == LAN  # only the account of that channel has moved


def test_without_a_question_yes_and_no_mean_what_they_meant(ward: World) -> None:
    assert read_command("đúng") == Choose(is_yes=True)
    assert ward.ask(LAN, "đúng") == [NotUnderstood("")]
