"""A leader praises a unit or a person, on both engines."""

from datetime import date, timedelta

import pytest

from domain.deliveries import Outcome, Result
from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.history import ChangeUndone
from domain.messages.praise import Praised, PraisedUnclear, PraiseReasonMissing, PraiseSent
from domain.messages.reports import MorningDigest, PeriodReportShown
from domain.messages.summaries import EventSummary
from tests.services.deeds import Deed
from tests.time.test_days import move_deadline
from tests.world import HA, HUNG, LAN, MINH, THANH, World, hanoi

OFFICE = "Ban Xây dựng Đảng"
SAMPLES = (
    PraiseSent(OFFICE, "hoàn thành sớm việc 3", False, (LAN, THANH), (), None),
    PraiseSent(LAN, "hồ sơ trình bày tốt", True, (THANH,), (LAN,), hanoi(11, 7)),
    Praised(OFFICE, "hoàn thành sớm việc 3", HUNG, is_person=False),
    Praised(LAN, "hồ sơ trình bày tốt", HUNG, is_person=True),
    PraisedUnclear("Ban Xây dựng", (OFFICE,)),
    PraisedUnclear(""),
    PraiseReasonMissing(OFFICE),
)
_NOT = "[OnlyForRole]"
AUTHORISATION = (f"| praise | {_NOT} | {_NOT} | {_NOT} | [PraisedUnclear] | {_NOT} | {_NOT} | [Stranger] | {_NOT} |",)
DEEDS = (Deed(HUNG, f"biểu dương {LAN}: hoàn thành sớm", has_trace=False),)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, everybody linked; Lan and Thanh, its head, belong to one unit."""
    world.link(LAN, HA, HUNG, MINH, THANH)
    world.now = hanoi(10, 9)
    return world


def told(ward: World, who: str, text: str) -> dict[str, list[Response]]:
    """Who is told what when somebody types a text."""
    ward.say(who, text)
    found: dict[str, list[Response]] = {}
    for delivery in ward.deliver():
        found.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return found


@pytest.mark.parametrize(
    "text", ["biểu dương {}: hoàn thành sớm", "bieuduong {} vì hoàn thành sớm", "/praise {} hoàn thành sớm"]
)
def test_the_person_and_the_head_of_the_unit_are_told_at_once(ward: World, text: str) -> None:
    found = told(ward, HUNG, text.format(LAN))
    praised = Praised(LAN, "hoàn thành sớm", HUNG, is_person=True)
    assert found[LAN] == found[THANH] == [praised]
    assert found[HUNG] == [PraiseSent(LAN, "hoàn thành sớm", True, (LAN, THANH), (), None)]
    assert set(found) == {LAN, THANH, HUNG}


def test_of_a_unit_everybody_in_it_is_told(ward: World) -> None:
    found = told(ward, HUNG, f"biểu dương {OFFICE} đã hoàn thành sớm việc 3")
    assert Praised(OFFICE, "đã hoàn thành sớm việc 3", HUNG, is_person=False) in found[LAN]
    assert found[THANH] == found[LAN]
    assert MINH not in found


def test_in_the_evening_they_are_told_on_the_next_working_morning(ward: World) -> None:
    ward.now = hanoi(10, 22)
    found = told(ward, HUNG, f"biểu dương {LAN}: hoàn thành sớm")
    assert set(found) == {HUNG}
    [sent] = found[HUNG]
    assert isinstance(sent, PraiseSent)
    assert sent.at == hanoi(13, 7, 30)  # Monday, with the morning message
    ward.now = hanoi(13, 7, 36)
    assert ward.deliver() == [], "the morning messages are planned first"
    morning = ward.morning(hanoi(13, 7, 45))
    praised = [d.chat_id for d in morning if any(isinstance(each, Praised) for each in d.responses)]
    assert sorted(praised) == sorted([LAN, THANH])


def test_who_has_a_morning_message_reads_it_there_and_nowhere_else(ward: World) -> None:
    """Also when the first attempt at that message fails: what it took in is not lost."""
    ward.now = hanoi(12, 22)
    told(ward, HUNG, f"biểu dương {LAN}: hoàn thành sớm")
    praised = Praised(LAN, "hoàn thành sớm", HUNG, is_person=True)
    ward.now = hanoi(13, 7, 30)
    ward.office.planning.plan(ward.now)
    leased = ward.office.delivery.lease(ward.now, 8)
    [first] = [delivery for delivery in leased if delivery.chat_id == LAN]
    assert [type(each) for each in first.responses] == [MorningDigest, Praised]
    outcomes = [
        Outcome(each.outbox_id, Result.REFUSED, reason="busy", retry_after=600)
        if each is first
        else ward.accepted(each)
        for each in leased
    ]
    ward.office.delivery.record(outcomes, ward.now)
    ward.now = hanoi(13, 7, 36)
    assert LAN not in {delivery.chat_id for delivery in ward.deliver()}
    ward.now = hanoi(13, 7, 45)
    [again] = [delivery for delivery in ward.deliver() if delivery.chat_id == LAN]
    assert [each for each in again.responses if isinstance(each, Praised)] == [praised]
    ward.now = hanoi(13, 8)
    assert ward.deliver() == []


def test_alone_it_is_the_morning_message_of_its_day(ward: World) -> None:
    """What comes due later that day waits for the next morning."""
    for day in (13, 14, 15):
        ward.morning(hanoi(day))
    ward.now = hanoi(15, 22)
    told(ward, HUNG, f"biểu dương {MINH}: hoàn thành sớm")
    assert MINH not in {delivery.chat_id for delivery in ward.morning(hanoi(16, 7, 30))}
    sent = ward.morning(hanoi(16, 7, 35))
    assert [type(each) for d in sent if d.chat_id == MINH for each in d.responses] == [Praised]
    move_deadline(ward, 16, date(2026, 4, 19))
    assert MINH not in {delivery.chat_id for delivery in ward.morning(hanoi(16, 14))}
    assert MINH in {delivery.chat_id for delivery in ward.morning(hanoi(17))}


def test_a_later_hour_of_ones_own_holds_for_praise_too(ward: World) -> None:
    told(ward, LAN, "giờ 8:30")
    ward.now = hanoi(12, 22)
    told(ward, HUNG, f"biểu dương {LAN}: hoàn thành sớm")
    sent = ward.morning(hanoi(13, 7, 36))
    assert LAN not in {delivery.chat_id for delivery in sent}
    [own] = [delivery for delivery in ward.morning(hanoi(13, 8, 30)) if delivery.chat_id == LAN]
    assert any(isinstance(each, Praised) for each in own.responses)


def test_who_and_why_are_asked_when_missing(ward: World) -> None:
    assert told(ward, HUNG, "biểu dương")[HUNG] == [PraisedUnclear("")]
    assert told(ward, HUNG, f"biểu dương {LAN}")[HUNG] == [PraiseReasonMissing(LAN)]
    [unclear] = told(ward, HUNG, "biểu dương Phòng Không Có: tốt")[HUNG]
    assert isinstance(unclear, PraisedUnclear)


def test_only_a_leader_praises(ward: World) -> None:
    for who in (LAN, THANH, HA):
        [refused] = told(ward, who, f"biểu dương {MINH}: tốt")[who]
        assert refused == OnlyForRole("praise", ("leader",))


def test_the_report_names_it_unless_it_was_undone(ward: World) -> None:
    told(ward, HUNG, f"biểu dương {LAN}: hoàn thành sớm")
    assert [each.detail for each in _named(ward)] == [f"{LAN}: hoàn thành sớm"]
    [undone] = told(ward, HUNG, "hoàn tác")[HUNG]
    assert isinstance(undone, ChangeUndone)
    assert _named(ward) == ()


def _named(ward: World) -> tuple[EventSummary, ...]:
    ward.now += timedelta(minutes=1)  # a report is as of now: it does not tell of what happens in this very instant
    [shown] = [each for each in told(ward, HUNG, "báo cáo tuần")[HUNG] if isinstance(each, PeriodReportShown)]
    return shown.report.named
