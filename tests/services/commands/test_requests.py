"""More time, obstacles, questions and explanations, as people type them, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.history import CannotUndo, ChangedSince, ChangeUndone
from domain.messages.questions import ReasonMissing, TextTooLong, WhichTask
from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
    ObstacleNews,
    RequestNews,
    RequestsShown,
)
from domain.messages.tasks import NotYourTask, TaskShown
from services.administration.look_up import look_at_task
from tests.world import BINH, HA, HUNG, LAN, MINH, World, hanoi

EVERYBODY = (LAN, HA, HUNG, MINH, BINH)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, everybody linked; task 3 is led by Lan's unit, its last day is 14/4/2026."""
    world.link(*EVERYBODY)
    world.now = hanoi(10, 9)
    return world


def told(world: World, chat: str, text: str, *, reply_to: str | None = None) -> dict[str, list[Response]]:
    """Who is told what when somebody types a text."""
    world.say(chat, text, reply_to=reply_to)
    origin: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def what(responses: list[Response]) -> list[str]:
    return [f"{s.request.kind} {s.what} {s.request.awaits}".strip() for s in responses if isinstance(s, RequestNews)]


def last_day(world: World, number: int) -> date | None:
    with world.database.reading() as tx:
        shown = look_at_task(tx, world.organisation, number, world.now)
    assert shown is not None
    return shown.line.last_day


def test_a_request_for_more_time_goes_to_the_coordinator_then_to_the_leader_and_moves_the_deadline(ward: World) -> None:
    origin = told(ward, LAN, "giahan 3 24/4 chờ số liệu của các chi bộ")
    assert {name: what(responses) for name, responses in origin.items()} == {
        LAN: ["extension asked"],
        HA: ["extension brought recommend"],
    }
    assert last_day(ward, 3) == date(2026, 4, 14)

    origin = told(ward, HA, "duyệt 3 đã có 12/20 chi bộ gửi")
    assert {name: what(responses) for name, responses in origin.items()} == {
        HA: ["extension recommended"],
        HUNG: ["extension brought decide"],
    }
    [brought] = origin[HUNG]
    assert isinstance(brought, RequestNews)
    assert (brought.request.is_recommended, brought.request.recommendation) == (True, "đã có 12/20 chi bộ gửi")
    assert last_day(ward, 3) == date(2026, 4, 14)

    origin = told(ward, HUNG, "duyệt 3")
    assert set(origin) >= {LAN, HA, HUNG}
    assert all(what(responses) == ["extension decided"] for responses in origin.values())
    [decided] = origin[LAN]
    assert isinstance(decided, RequestNews)
    assert (decided.request.state, decided.request.old_day, decided.request.granted_day) == (
        "granted",
        date(2026, 4, 14),
        date(2026, 4, 24),
    )
    assert decided.line.is_extended
    assert last_day(ward, 3) == date(2026, 4, 24)


def test_the_leader_may_grant_another_day_and_the_second_extension_is_counted(ward: World) -> None:
    told(ward, LAN, "gia hạn 3 đến hết tháng 4 vì chờ số liệu")
    told(ward, HUNG, "duyet 3 20/4 không để chậm hơn")
    assert last_day(ward, 3) == date(2026, 4, 20)
    origin = told(ward, LAN, "xin gia hạn 3 thêm 5 ngày vì thiếu người")
    [again] = origin[HA]
    assert isinstance(again, RequestNews)
    assert (again.request.extension, again.request.wanted_day) == (2, date(2026, 4, 25))


def test_a_refusal_needs_a_reason_keeps_the_deadline_and_reaches_the_asker(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    assert ward.ask(HUNG, "tuchoi 3") == [ReasonMissing(3, "refuse")]
    origin = told(ward, HUNG, "từ chối 3 phải xong trước hội nghị")
    [said] = origin[LAN]
    assert isinstance(said, RequestNews)
    assert (said.request.state, said.request.answer) == ("refused", "phải xong trước hội nghị")
    assert last_day(ward, 3) == date(2026, 4, 14)
    [late] = ward.ask(HA, "duyet 3")
    assert isinstance(late, AlreadySettled)
    assert (late.state, late.by) == ("refused", HUNG)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("giahan 3", NoDayNamed(3, "", date(2026, 4, 14))),
        ("giahan 3 sớm nhất có thể", NoDayNamed(3, "sớm nhất có thể", date(2026, 4, 14))),
        ("giahan 3 24/4", ReasonMissing(3, "extend", "24/4")),
        ("giahan 3 12/4 vì chậm", NotLater(3, date(2026, 4, 12), date(2026, 4, 14))),
        ("giahan 3 24/4/2031 vì chậm", NotLater(3, date(2031, 4, 24), date(2026, 4, 14))),
        ("giahan 3 31/4 vì chậm", NoDayNamed(3, "31/4 vì chậm", date(2026, 4, 14))),
    ],
)
def test_a_request_that_cannot_stand_is_refused_with_what_to_do(ward: World, text: str, refusal: object) -> None:
    assert ward.ask(LAN, text) == [refusal]


def test_what_is_followed_from_month_to_month_has_no_deadline_to_move(ward: World) -> None:
    [said] = ward.ask(LAN, "giahan 1 24/5 vì chậm")
    assert isinstance(said, NoDeadlineToMove)


def test_nobody_asks_twice_or_for_a_task_of_others(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    [twice] = ward.ask(LAN, "giahan 3 25/4 chờ số liệu")
    assert isinstance(twice, AlreadyAsked)
    [other] = ward.ask(MINH, "giahan 3 25/4 chờ số liệu")
    assert isinstance(other, NotYourTask)
    [wrong] = ward.ask(LAN, "duyet 3")
    assert isinstance(wrong, OnlyForRole)
    [long] = ward.ask(LAN, "vuongmac 3 " + "x" * 3000)
    assert isinstance(long, TextTooLong)


def test_a_request_can_be_taken_back_until_somebody_has_acted_on_it(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    [undone] = ward.ask(LAN, "hoàn tác")
    assert isinstance(undone, ChangeUndone)
    [gone] = ward.ask(HUNG, "duyet 3")
    assert isinstance(gone, AlreadySettled)
    assert gone.state == "withdrawn"
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    told(ward, HA, "duyet 3")
    [late] = ward.ask(LAN, "hoàn tác")
    assert isinstance(late, ChangedSince)


def test_an_undone_report_asks_again_what_it_had_settled(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    told(ward, LAN, "xinykien 3 có mời chi bộ không?")
    told(ward, LAN, "xong 3 đã gửi báo cáo")
    [undone] = ward.ask(LAN, "hoàn tác")
    assert isinstance(undone, ChangeUndone)
    assert undone.asked_again == ("extension", "question")
    [shown] = ward.ask(HUNG, "chờ duyệt")
    assert isinstance(shown, RequestsShown)
    assert len(shown.items) == 2
    told(ward, HUNG, "duyệt 3")
    assert last_day(ward, 3) == date(2026, 4, 24)
    assert ward.ask(LAN, "hoàn tác") == [CannotUndo("task_reported", "undone", 3)], "an undo is not undone"


def test_an_undone_overruling_leaves_the_task_open_with_its_shares_and_its_request(ward: World) -> None:
    told(ward, MINH, "giahan 6 10/7 chờ số liệu")
    told(ward, MINH, "xong 6")
    told(ward, HA, "xác nhận 6")
    [undone] = ward.ask(HA, "hoàn tác")
    assert isinstance(undone, ChangeUndone)
    assert undone.line is not None
    assert (undone.line.state, undone.asked_again) == ("open", ("extension",))


def test_a_task_said_done_needs_no_more_time(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    assert ward.ask(HUNG, "duyet 7") == [NothingRequested(7, "extension")]
    told(ward, LAN, "xong 3 đã gửi báo cáo")
    [settled] = ward.ask(HUNG, "duyet 3")
    assert isinstance(settled, AlreadySettled)
    assert ward.ask(HUNG, "chờ duyệt") == [RequestsShown(())]


def test_the_list_shows_each_what_waits_for_them(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    told(ward, LAN, "xinykien 3 có lấy số liệu Công an không?")
    [leader] = ward.ask(HUNG, "/choduyet")
    [coordinator] = ward.ask(HA, "/choduyet")
    assert isinstance(leader, RequestsShown)
    assert isinstance(coordinator, RequestsShown)
    assert [item.request.awaits for item in leader.items] == ["decide", "answer"]
    assert [item.request.awaits for item in coordinator.items] == ["recommend"]


def test_the_leader_answers_a_question_by_replying_to_it(ward: World) -> None:
    ward.say(LAN, "xin ý kiến 3 có lấy số liệu Công an không?")
    ids: dict[str, str] = {}
    while leased := ward.office.delivery.lease(ward.now, 8):
        outcomes = [ward.accepted(delivery) for delivery in leased]
        ids |= {delivery.chat_id: str(outcome.message_id) for delivery, outcome in zip(leased, outcomes, strict=True)}
        ward.office.delivery.record(outcomes, ward.now)
    origin = told(ward, HUNG, "Có, lấy cả của Ban Chỉ huy quân sự", reply_to=ids[HUNG])
    [answered] = origin[LAN]
    assert isinstance(answered, RequestNews)
    assert answered.what == "answered"
    assert answered.request.answer == "Có, lấy cả của Ban Chỉ huy quân sự"
    assert what(origin[HA]) == ["question answered"]
    [mine] = origin[HUNG]
    assert mine == replace(answered, is_mine=True)  # nobody reads of themselves in the third person


def test_the_reason_is_given_by_replying_to_the_question_for_it(ward: World) -> None:
    """A day is pressed as a button, then the keyboard opens for the reason: the reply completes the request."""
    asked = told(ward, LAN, "gia hạn 3 24/4")
    assert asked[LAN] == [ReasonMissing(3, "extend", "24/4")]
    ward.say(LAN, "extend 3 24/4")
    [leased] = ward.office.delivery.lease(ward.now, 8)
    outcome = ward.accepted(leased)
    ward.office.delivery.record([outcome], ward.now)
    answered = told(ward, LAN, "không đủ số liệu của chi bộ", reply_to=str(outcome.message_id))
    assert what(answered[LAN]) == ["extension asked"]
    [news] = answered[HA]
    assert isinstance(news, RequestNews)
    assert (news.request.wanted_day, news.request.text) == (date(2026, 4, 24), "không đủ số liệu của chi bộ")


def test_a_question_can_be_answered_by_text_alone_and_only_by_a_leader(ward: World) -> None:
    told(ward, LAN, "xinykien 3 có lấy số liệu Công an không?")
    assert ward.ask(LAN, "traloi 3 có") == [NothingRequested(3, "explanation")]
    origin = told(ward, HUNG, "trả lời 3 có")
    assert what(origin[LAN]) == ["question answered"]


def test_an_explanation_is_asked_of_the_lead_unit_and_comes_back(ward: World) -> None:
    origin = told(ward, HUNG, "giải trình 3 vì sao chưa nhận việc?")
    assert what(origin[LAN]) == ["explanation brought answer"]
    [asked] = origin[LAN]
    assert isinstance(asked, RequestNews)
    assert asked.request.wanted_day == date(2026, 4, 14)
    origin = told(ward, LAN, "giải trình 3 đồng chí phụ trách đi học")
    assert what(origin[HUNG]) == ["explanation answered"]
    [again] = ward.ask(LAN, "traloi 3 lần nữa")
    assert isinstance(again, AlreadySettled)


def test_a_number_that_may_belong_to_the_sentence_calls_on_nobody_before_it_is_sure(ward: World) -> None:
    origin = told(ward, HUNG, "giải trình 7 đồng chí chưa học Nghị quyết")
    assert origin == {HUNG: [WhichTask("explain", (7,), "7 đồng chí chưa học Nghị quyết")]}
    origin = told(ward, HUNG, "3")
    [asked] = origin[HUNG]
    assert isinstance(asked, RequestNews)
    assert (asked.line.number, asked.request.text) == (3, "7 đồng chí chưa học Nghị quyết")


def test_an_obstacle_reaches_head_and_coordinator_and_is_cleared(ward: World) -> None:
    origin = told(ward, LAN, "vướng mắc 3 chưa có kinh phí")
    assert isinstance(origin[LAN][0], ObstacleNews)
    [seen] = origin[HA]
    assert isinstance(seen, ObstacleNews)
    assert (seen.text, seen.is_mine, seen.line.has_obstacle) == ("chưa có kinh phí", False, True)
    [shown] = ward.ask(LAN, "ct 3")
    assert isinstance(shown, TaskShown)
    assert shown.obstacle == "chưa có kinh phí"
    origin = told(ward, HA, "hết vướng 3")
    assert isinstance(origin[HA][0], ObstacleNews)
    [none] = ward.ask(LAN, "hết vướng 3")
    assert isinstance(none, NoObstacle)


@pytest.mark.parametrize(("text", "command"), [("duyệt", "decide"), ("từ chối", "refuse"), ("giải trình", "explain")])
def test_what_others_act_on_at_once_is_asked_about_with_the_complete_line(ward: World, text: str, command: str) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    told(ward, HUNG, "ct 3")
    assert ward.ask(HUNG, text) == [WhichTask(command, (3,))]
    assert last_day(ward, 3) == date(2026, 4, 14)


def test_the_complete_line_that_was_offered_decides(ward: World) -> None:
    told(ward, LAN, "giahan 3 24/4 chờ số liệu")
    told(ward, HUNG, "ct 3")
    told(ward, HUNG, "duyệt")
    origin = told(ward, HUNG, "3")
    assert what(origin[HUNG]) == ["extension decided"]
    assert last_day(ward, 3) == date(2026, 4, 24)


def test_without_a_number_the_bot_asks_which(ward: World) -> None:
    [asked] = ward.ask(MINH, "gia hạn")
    assert isinstance(asked, WhichTask)
