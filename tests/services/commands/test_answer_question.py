"""Questions of dondoc and their answers: complete once, in their chat, within two days; on both engines."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.grammar.reading import read_command
from bot.platforms.zalo.outbound import ZaloChannel
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages.history import ChangeUndone
from domain.messages.orders import TaskStopped
from domain.messages.questions import Clarify, NotUnderstood, QuestionDropped, QuestionOver, WhichAnswer, WhichTask
from domain.messages.tasks import ProgressSet, TaskReported
from domain.questions import Closing
from domain.tasks import State
from services.commands.change_people import invite_person
from storage.conversations import close_question
from tests.questions import (
    asks,
    clarified,
    later,
    newest_message,
    newest_question,
    open_questions,
    press,
    state_of,
)
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World, hanoi, names_of
from wording.render import render

OFFERED = ("/done 17: đã gửi", "/done 3: đã gửi")


@pytest.mark.parametrize("typed", ["3", "số 3", "b", "B.", "câu B ạ", "chọn B", "xong 3", "/done 3", "button"])
def test_every_way_of_answering_completes_the_command_with_the_words_kept(asked: World, typed: str) -> None:
    if typed == "button":
        typed = press(asked, "B", newest_question(asked))
    said = asks(asked, LAN, typed)
    assert isinstance(said, TaskReported)
    assert (said.line.number, said.note) == (3, "đã gửi")
    assert open_questions(asked) == 0


def test_several_numbers_complete_what_takes_several(asked: World) -> None:
    later(asked)
    said = asked.ask(LAN, "3 và 17")
    assert [(each.line.number, each.note) for each in said if isinstance(each, TaskReported)] == [
        (3, "đã gửi"),
        (17, "đã gửi"),
    ]


def test_two_presses_do_it_once_and_the_second_hears_that_it_was_answered(asked: World) -> None:
    button = press(asked, "A", newest_question(asked))
    asked.say(LAN, button)
    asked.say(LAN, button)
    said = [response for delivery in asked.deliver() for response in delivery.responses]
    assert names_of(said) == ["TaskReported", "QuestionOver"]
    assert said[1] == QuestionOver("xong đã gửi", "answered")
    assert (state_of(asked, 17), state_of(asked, 3)) == (State.REPORTED, State.OPEN)


def test_two_presses_handled_by_two_programs_at_once_do_it_once(asked: World) -> None:
    typed = press(asked, "A", newest_question(asked))
    keys = ("first press", "second press")
    arrivals = [Arrival(key, LAN, "{}") for key in keys]
    asked.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, asked.now), arrivals, timedelta(0))
    rows = asked.office.inbox.waiting(asked.now)
    offices = [asked.new_office(key) for key in keys]
    origin, command = MessageContext(CHANNEL, LAN, text=typed), read_command(typed)
    with ThreadPoolExecutor(2) as pool:
        pairs = zip(offices, rows, strict=True)
        waits = [pool.submit(office.commands.handle, row.id, origin, command, asked.now) for office, row in pairs]
    assert [wait.result() for wait in waits] == [True, True]
    said = [response for delivery in asked.deliver() for response in delivery.responses]
    assert sorted(names_of(said)) == ["QuestionOver", "TaskReported"]


def test_a_question_is_closed_by_one_only(asked: World) -> None:
    number = newest_question(asked)
    with asked.database.transaction() as tx:
        closed = [close_question(tx, number, Closing.ANSWERED, asked.now) for _ in range(2)]
    assert closed == [True, False]


def test_another_chat_cannot_answer_it(asked: World) -> None:
    asked.link(MINH)
    assert asks(asked, MINH, press(asked, "A", newest_question(asked))) == QuestionOver("", "unknown")
    assert isinstance(asks(asked, MINH, "3"), NotUnderstood)
    assert state_of(asked, 3) is State.OPEN
    assert isinstance(asks(asked, LAN, "3"), TaskReported)


def test_it_holds_for_two_days_whatever_is_typed_in_between(asked: World) -> None:
    asks(asked, LAN, "ct 5")
    later(asked, hours=47)
    said = asks(asked, LAN, "3")
    assert isinstance(said, TaskReported)
    assert said.note == "đã gửi"


@pytest.mark.parametrize(("typed", "kind"), [("3", NotUnderstood), ("B", QuestionOver), ("button", QuestionOver)])
def test_after_two_days_it_is_over(asked: World, typed: str, kind: type) -> None:
    later(asked, days=2)
    said = asks(asked, LAN, press(asked, "B", newest_question(asked)) if typed == "button" else typed)
    assert isinstance(said, kind)
    if isinstance(said, QuestionOver):
        assert said == QuestionOver("xong đã gửi", "expired")
    assert state_of(asked, 3) is State.OPEN


def test_a_newer_question_takes_its_place_and_says_so_and_the_old_button_does_too(asked: World) -> None:
    old = press(asked, "A", newest_question(asked))
    newer = asks(asked, LAN, "tiến độ 60%")
    assert isinstance(newer, WhichTask)
    assert newer.replaced == "xong đã gửi"
    assert asks(asked, LAN, old) == QuestionOver("xong đã gửi", "replaced")
    said = asks(asked, LAN, "3")
    assert isinstance(said, ProgressSet)
    assert said.line.progress == 60
    assert state_of(asked, 17) is State.OPEN


def test_asking_the_same_again_says_nothing_of_the_one_before(asked: World) -> None:
    assert asks(asked, LAN, "xong đã gửi") == WhichTask("done", (17, 3), "đã gửi")
    assert open_questions(asked) == 1


def test_a_number_that_was_not_offered_asks_again(asked: World) -> None:
    said = asks(asked, LAN, "5")
    assert said == WhichAnswer("xong đã gửi", OFFERED)
    assert isinstance(asks(asked, LAN, "17"), TaskReported)


def test_where_no_task_was_listed_any_number_completes(world: World) -> None:
    world.link(LAN)
    assert asks(world, LAN, "xong đã ban hành QĐ 12") == WhichTask("done", (), "đã ban hành QĐ 12")
    said = asks(world, LAN, "5")
    assert isinstance(said, TaskReported)
    assert (said.line.number, said.note) == (5, "đã ban hành QĐ 12")


def test_words_that_begin_with_a_number_stay_words(world: World) -> None:
    world.link(LAN)
    asks(world, LAN, "xong 5 văn bản đã gửi")
    said = asks(world, LAN, "3")
    assert isinstance(said, TaskReported)
    assert (said.line.number, said.note) == (3, "5 văn bản đã gửi")


@pytest.mark.parametrize("typed", ["đúng", "có", "ừ", "vâng ạ", "yes", "dạ vâng"])
def test_a_yes_to_one_option_completes_it(world: World, typed: str) -> None:
    world.link(LAN)
    clarified(world, LAN, Clarify("tuần này xong 3 nhé", "ordered", ("xong 3",)))
    said = asks(world, LAN, typed)
    assert isinstance(said, TaskReported)
    assert said.line.number == 3


@pytest.mark.parametrize("typed", ["đúng", "vâng", "ok"])
def test_a_yes_to_two_options_asks_which_and_does_nothing(world: World, typed: str) -> None:
    world.link(LAN)
    asked = clarified(world, LAN, Clarify("xong 3 5 gì đó", "tail", ("xong 3", "xong 5")))
    assert asks(world, LAN, typed) == WhichAnswer(asked.about, asked.options)
    assert (state_of(world, 3), state_of(world, 5)) == (State.OPEN, State.OPEN)
    assert isinstance(asks(world, LAN, "B"), TaskReported)
    assert state_of(world, 5) is State.REPORTED


def test_a_bare_number_is_a_tasks_number_and_never_the_place_of_an_option(world: World) -> None:
    world.link(LAN)
    clarified(world, LAN, Clarify("xong 5 3 gì đó", "tail", ("xong 5", "xong 3")))
    assert isinstance(asks(world, LAN, "2"), NotUnderstood)
    said = asks(world, LAN, "3")
    assert isinstance(said, TaskReported)
    assert said.line.number == 3


@pytest.mark.parametrize("typed", ["ok", "được", "👍", "👍🏻", "được ạ", "ok anh"])
def test_ok_never_completes_what_others_act_on(world: World, typed: str) -> None:
    world.link(HA)
    clarified(world, HA, Clarify("hủy việc 3 à", "asked", ("hủy việc 3 đã lồng ghép",)))
    assert isinstance(asks(world, HA, typed), WhichAnswer)
    assert state_of(world, 3) is State.OPEN
    assert isinstance(asks(world, HA, "đúng"), TaskStopped)
    assert state_of(world, 3) is State.CANCELLED


def test_ok_completes_what_only_the_person_is_concerned_with(world: World) -> None:
    world.link(LAN)
    clarified(world, LAN, Clarify("tuần này xong 3 nhé", "ordered", ("xong 3",)))
    assert isinstance(asks(world, LAN, "ok"), TaskReported)


def test_ok_after_nothing_was_asked_does_nothing(world: World) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "ok"), NotUnderstood)
    assert isinstance(asks(world, LAN, "A"), NotUnderstood)


@pytest.mark.parametrize("typed", ["không", "không ạ", "no", "dạ không"])
def test_no_drops_the_question(world: World, typed: str) -> None:
    world.link(LAN)
    clarified(world, LAN, Clarify("tuần này xong 3 nhé", "ordered", ("xong 3",)))
    assert asks(world, LAN, typed) == QuestionDropped("tuần này xong 3 nhé")
    assert asks(world, LAN, "đúng") == QuestionOver("tuần này xong 3 nhé", "dropped")
    assert state_of(world, 3) is State.OPEN


def test_an_option_typed_in_full_answers_the_question(world: World) -> None:
    world.link(LAN)
    asked = clarified(world, LAN, Clarify("xong 3 5 gì đó", "tail", ("xong 3", "xong 5")))
    asks(world, LAN, "xong 5")
    assert asks(world, LAN, press(world, "A", asked.question)) == QuestionOver(asked.about, "answered")
    assert state_of(world, 3) is State.OPEN


@pytest.mark.parametrize("typed", ["3", "việc 3", "B"])
def test_a_reply_to_the_question_completes_it(asked: World, typed: str) -> None:
    later(asked)
    asked.say(LAN, typed, reply_to=newest_message(asked))
    [said] = [response for delivery in asked.deliver() for response in delivery.responses]
    assert isinstance(said, TaskReported)
    assert (said.line.number, said.note) == (3, "đã gửi")


def test_on_zalo_the_letter_is_typed_and_the_lines_stand_in_the_text(world: World) -> None:
    with world.database.transaction() as tx:
        code = invite_person(tx, world.organisation_id, LAN, world.now).code
    on_zalo(world, f"/start {code}")
    clarity = Clarify("xong 3 5 gì đó", "tail", ("xong 3", "xong 5"))
    [asked] = on_zalo(world, clarity.about, clarity)
    text = render([asked], "vi", ZaloChannel.capabilities).text
    assert "A. xong 3\nB. xong 5" in text
    assert "Gõ A, B" in text
    [said] = on_zalo(world, "b")
    assert isinstance(said, TaskReported)
    assert said.line.number == 5


def on_zalo(world: World, text: str, command: Any = None) -> list[Any]:
    later(world)
    key = f"z-{world.now.timestamp()}"
    world.office.inbox.receive("zalo", "z", CursorNow(0, 1, world.now), [Arrival(key, "z-lan", "{}")], timedelta(0))
    [row] = world.office.inbox.waiting(world.now)
    origin = MessageContext("zalo", "z-lan", shows_pictures=False, text=text)
    world.office.commands.handle(row.id, origin, command or read_command(text), world.now)
    return [response for delivery in world.deliver() for response in delivery.responses]


def test_a_reply_to_an_old_question_says_that_it_was_replaced(asked: World) -> None:
    old = newest_message(asked)
    asks(asked, LAN, "tiến độ 60%")
    asked.say(LAN, "3", reply_to=old)
    [said] = [response for delivery in asked.deliver() for response in delivery.responses]
    assert said == QuestionOver("xong đã gửi", "replaced")
    assert state_of(asked, 3) is State.OPEN


def test_a_restart_in_between_forgets_nothing(asked: World) -> None:
    asked.office = asked.new_office("second")
    said = asks(asked, LAN, "3")
    assert isinstance(said, TaskReported)
    assert said.note == "đã gửi"


def test_the_completed_deed_is_undone_and_the_question_stays_answered(asked: World) -> None:
    asks(asked, LAN, "3")
    assert isinstance(asks(asked, LAN, "hoàn tác"), ChangeUndone)
    assert state_of(asked, 3) is State.OPEN
    assert asks(asked, LAN, "B") == QuestionOver("xong đã gửi", "answered")
    assert state_of(asked, 3) is State.OPEN


def test_what_was_typed_before_the_question_came_answers_nothing(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    later(world)
    world.say(LAN, "xong")
    world.say(LAN, "3")
    said = [response for delivery in world.deliver() for response in delivery.responses]
    assert names_of(said) == ["WhichTask", "NotUnderstood"]
    assert state_of(world, 3) is State.OPEN


def test_an_answer_that_is_refused_leaves_the_question_open(world: World) -> None:
    world.link(LAN)
    asks(world, LAN, "xong đã gửi")
    assert names_of([asks(world, LAN, "99")]) == ["NoSuchTask"]
    said = asks(world, LAN, "3")
    assert isinstance(said, TaskReported)
    assert said.note == "đã gửi"


def test_words_kept_for_two_days_do_not_join_a_command_that_came_after_something_else(asked: World) -> None:
    asks(asked, LAN, "ct 5")
    said = asks(asked, LAN, "xong 3")
    assert isinstance(said, TaskReported)
    assert said.note is None
    assert open_questions(asked) == 0
