"""The ladder: pauses, requests in the morning message, and a policy that does not change what runs."""

import pytest

from domain.messages.reports import MorningDigest
from domain.messages.requests import RequestNews
from domain.policies import ReminderPolicy
from storage.organisations import policy_as_json
from storage.tables import organisation
from tests.world import HA, HUNG, LAN, THANH, World, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Task 3's last day is Tuesday, 14/4; its lead unit has Lan (officer) and Thành (head)."""
    world.link(LAN, HA, HUNG, THANH)
    world.now = hanoi(10, 9)
    return world


def digest(world: World, person: str, day: int, month: int = 4) -> MorningDigest | None:
    """What a person is told on the morning of a day."""
    for delivery in world.morning(hanoi(day, 8, month=month)):
        for response in delivery.responses:
            if delivery.chat_id == person and isinstance(response, MorningDigest):
                return response
    return None


def reasons(told: MorningDigest | None, number: int) -> list[str]:
    return [item.reason for item in told.items if item.line.number == number] if told else []


def test_while_more_time_is_asked_for_the_overdue_ladder_waits_three_working_days(ward: World) -> None:
    ward.now = hanoi(14, 9)
    ward.say(LAN, "giahan 3 24/4 chờ số liệu")
    ward.deliver()
    for day in (15, 16, 17):  # asked on the 14th: the third working day after is the 17th
        assert not any(reason.startswith("overdue") for reason in reasons(digest(ward, LAN, day), 3))
    assert any(reason.startswith("overdue") for reason in reasons(digest(ward, LAN, 20), 3))


def test_a_decision_ends_the_pause_and_the_reminders_follow_the_new_day(ward: World) -> None:
    ward.say(LAN, "giahan 3 24/4 chờ số liệu")
    ward.say(HUNG, "duyet 3")
    ward.deliver()
    assert reasons(digest(ward, LAN, 15), 3) == []
    assert reasons(digest(ward, LAN, 17), 3) == ["before:7"]


def test_an_unanswered_question_is_brought_again_and_stands_at_the_top_after_three_working_days(ward: World) -> None:
    ward.say(LAN, "xinykien 3 có lấy số liệu Công an không?")
    ward.deliver()
    first = digest(ward, HUNG, 13)
    assert first is not None
    assert [(item.line.number, item.is_pressing) for item in first.requests] == [(3, False)]
    assert first.requests[0].request.awaits == "answer"
    again = digest(ward, HUNG, 15)
    assert again is not None
    assert [(item.line.number, item.is_pressing) for item in again.requests] == [(3, True)]
    ward.say(HUNG, "traloi 3 có")
    ward.deliver()
    later = digest(ward, HUNG, 16)
    assert later is None or later.requests == ()


def test_the_morning_message_that_recalls_a_question_can_be_replied_to(ward: World) -> None:
    ward.say(LAN, "xinykien 3 có lấy số liệu Công an không?")
    ward.deliver()
    ward.now = hanoi(13, 8)
    ward.office.planning.plan(ward.now)
    ids: dict[str, str] = {}
    while leased := ward.office.delivery.lease(ward.now, 8):
        outcomes = [ward.accepted(delivery) for delivery in leased]
        ids |= {delivery.chat_id: str(outcome.message_id) for delivery, outcome in zip(leased, outcomes, strict=True)}
        ward.office.delivery.record(outcomes, ward.now)
    ward.say(HUNG, "Không cần, Công an báo cáo riêng", reply_to=ids[HUNG])
    told = [s for d in ward.deliver() if d.chat_id == LAN for s in d.responses if isinstance(s, RequestNews)]
    assert [news.request.answer for news in told] == ["Không cần, Công an báo cáo riêng"]


def test_what_was_answered_in_the_night_is_not_brought_in_the_morning(ward: World) -> None:
    ward.say(LAN, "xinykien 3 có lấy số liệu Công an không?")
    ward.deliver()
    ward.now = hanoi(13, 7, 45)
    ward.office.planning.plan(ward.now)  # planned, and answered before it is sent
    ward.say(HUNG, "traloi 3 có")
    told = [s for d in ward.deliver() if d.chat_id == HUNG for s in d.responses if isinstance(s, MorningDigest)]
    assert all(digest.requests == () for digest in told)


def test_a_coordinator_who_does_not_pass_a_request_on_is_asked_and_then_the_leader_hears_of_it(ward: World) -> None:
    ward.say(LAN, "giahan 3 24/4 chờ số liệu")
    ward.deliver()
    coordinator = digest(ward, HA, 13)
    assert coordinator is not None
    assert [item.request.awaits for item in coordinator.requests] == ["recommend"]
    leader = digest(ward, HUNG, 15)
    assert leader is not None
    assert [(item.request.awaits, item.is_pressing) for item in leader.requests] == [("decide", True)]


def test_while_no_leader_is_there_the_coordinator_is_asked_to_decide_also_what_was_recommended(ward: World) -> None:
    ward.say(LAN, "giahan 3 24/4 chờ số liệu")
    ward.say(HA, "duyet 3")  # a coordinator's word: a recommendation while a leader is there
    ward.say(HUNG, "nghỉ 13/4-30/4")
    ward.deliver()
    told = digest(ward, HA, 15)
    assert told is not None
    assert [(item.request.awaits, item.is_pressing) for item in told.requests] == [("decide", True)]


def test_another_policy_does_not_change_what_runs_already(ward: World) -> None:
    sparse = policy_as_json(ReminderPolicy(before_lead=(1,), before_coordinating=()))
    with ward.database.transaction() as tx:
        tx.execute(organisation.update().values(policy=sparse))
    assert reasons(digest(ward, LAN, 10), 3) == ["before:3"]
    ward.say(HA, "thêm việc Rà soát hồ sơ; chủ trì Ban XDĐ; hạn 17/4/2026")
    ward.deliver()
    assert reasons(digest(ward, LAN, 14), 19) == []  # three days before: the new policy knows only the day before
    assert reasons(digest(ward, LAN, 16), 19) == ["before:1"]


def test_a_returned_report_resumes_the_ladder(ward: World) -> None:
    ward.say(LAN, "xong 3 đã gửi")
    ward.deliver()
    assert reasons(digest(ward, LAN, 15), 3) == []
    ward.say(HA, "trả lại 3 thiếu phụ lục")
    ward.deliver()
    assert any(reason.startswith("overdue") for reason in reasons(digest(ward, LAN, 16), 3))
