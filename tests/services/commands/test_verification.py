"""Shares of several units, evidence, overruling, and answers for a period, on both engines."""

import pytest

from bot.grammar.reading import read_command
from domain.evidence import EvidenceKind, Handed
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Response
from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, HandedIn, NoEvidence, ShowEvidence
from domain.messages.questions import ReasonMissing, WhichTask
from domain.messages.requests import RequestNews
from domain.messages.tasks import (
    CheckInAnswered,
    NotCoordinating,
    NotPeriodic,
    NotReported,
    NotYourTask,
    ShareKnown,
    ShareReported,
    TaskConfirmed,
    TaskReported,
    TaskShown,
    WaitingShown,
)
from tests.world import BOT, CHANNEL, HA, HUNG, LAN, MINH, World, hanoi

NHUNG, UBND, HDND = "Ngô Thị Hồng Nhung", "UBND phường", "Thường trực HĐND phường"


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; task 6 is led by the People's Council (Nhung) and the People's Committee (Minh)."""
    world.link(LAN, HA, HUNG, MINH, NHUNG)
    world.now = hanoi(10, 9)
    return world


def hand_in(world: World, chat: str, text: str, handed: Handed) -> list[Response]:
    """Somebody sends a picture or file with these words; what they are answered."""
    key = f"file-{next(world._updates)}"
    world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, world.now), [Arrival(key, chat, "{}")])
    [row] = world.office.inbox.waiting(world.now)
    command = read_command(text) if text else ShowEvidence(None)
    world.office.commands.handle(row.id, MessageContext(CHANNEL, chat, text=text, handed=handed), command, world.now)
    return [response for delivery in world.deliver() if delivery.chat_id == chat for response in delivery.responses]


PHOTO = Handed(EvidenceKind.PHOTO, "AgACAgUAAx")
FILE = Handed(EvidenceKind.FILE, "BQACAgUAAx", "bao-cao.docx")


def test_where_two_units_lead_each_reports_its_share_and_the_last_one_reports_the_task(ward: World) -> None:
    [first] = ward.ask(MINH, "xong 6 đã gửi phần khối chính quyền")
    assert isinstance(first, ShareReported)
    assert (first.unit_names, first.missing) == ((UBND,), (HDND,))
    [early] = ward.ask(HA, "trả lại 6 thiếu")
    assert isinstance(early, NotReported)
    [twice] = ward.ask(MINH, "xong 6")
    assert isinstance(twice, ShareKnown)
    [last] = ward.ask(NHUNG, "xong 6")
    assert isinstance(last, TaskReported)
    [waiting] = ward.ask(HA, "chờ xác nhận")
    assert isinstance(waiting, WaitingShown)
    assert [item.line.number for item in waiting.items] == [6]


def test_who_has_reported_its_share_is_not_reminded_of_it_again(ward: World) -> None:
    ward.ask(MINH, "xong 6")
    mornings = {d.chat_id: d.responses for d in ward.morning(hanoi(24, 8))}  # the 27th, three days before, is a holiday
    numbers = {
        name: [item.line.number for response in responses for item in getattr(response, "items", ())]
        for name, responses in mornings.items()
    }
    assert 6 in numbers[NHUNG]
    assert 6 not in numbers.get(MINH, [])


def test_the_coordinator_need_not_wait_for_the_last_unit(ward: World) -> None:
    [none] = ward.ask(HA, "xác nhận 6")
    assert isinstance(none, NotReported)
    ward.ask(MINH, "xong 6")
    [done] = ward.ask(HA, "xác nhận 6")
    assert isinstance(done, TaskConfirmed)
    assert (done.reported_by, done.is_on_time) == (MINH, True)


def test_a_share_is_taken_back_by_undo_and_by_a_return(ward: World) -> None:
    ward.ask(MINH, "xong 6")
    ward.ask(MINH, "hoàn tác")
    [again] = ward.ask(MINH, "xong 6")
    assert isinstance(again, ShareReported)
    ward.ask(NHUNG, "xong 6")
    ward.ask(HA, "trả lại 6 thiếu phụ lục")
    [anew] = ward.ask(NHUNG, "xong 6")
    assert isinstance(anew, ShareReported)
    assert anew.missing == (UBND,)


def test_the_lead_sees_which_coordinating_units_have_reported(ward: World) -> None:
    [said] = ward.ask(HA, "đã phối hợp 4")  # the Party committee's office coordinates task 4
    assert isinstance(said, ShareReported)
    assert said.part == "coordinating"
    [shown] = ward.ask(LAN, "ct 4")
    assert isinstance(shown, TaskShown)
    assert [(share.unit_name, share.day is not None) for share in shown.shares] == [("Văn phòng Đảng ủy", True)]
    [twice] = ward.ask(HA, "đã phối hợp 4")
    assert isinstance(twice, ShareKnown)
    [other] = ward.ask(LAN, "đã phối hợp 4")
    assert isinstance(other, NotCoordinating)


def test_photos_files_and_words_are_kept_with_the_report_and_shown_to_the_coordinator(ward: World) -> None:
    reported, receipt = hand_in(ward, LAN, "xong 3 QĐ 12-QĐ/ĐU ngày 14/4/2026", PHOTO)
    assert receipt == HandedIn(1, "photo", waiting=1)
    assert isinstance(reported, TaskReported)
    [kept] = hand_in(ward, LAN, "minh chứng 3", FILE)
    assert isinstance(kept, EvidenceKept)
    assert (kept.kind, kept.name, kept.count) == ("file", "bao-cao.docx", 2)
    [words] = ward.ask(LAN, "minh chứng 3 Công văn 15-CV/ĐU")
    assert isinstance(words, EvidenceKept)
    said = ward.ask(HA, "minh chứng 3")
    [shown] = [response for response in said if isinstance(response, EvidenceShown)]
    files = [response for response in said if isinstance(response, EvidenceFile)]
    assert [item.kind for item in shown.items] == ["photo", "file", "text"]
    assert [each.file_ref for each in files] == ["AgACAgUAAx", "BQACAgUAAx"]
    [waiting] = ward.ask(HA, "chờ xác nhận")
    assert isinstance(waiting, WaitingShown)
    assert waiting.items[0].evidence == 3


def test_a_photo_without_words_is_for_the_task_just_spoken_of_or_is_asked_about(ward: World) -> None:
    [asked] = hand_in(ward, LAN, "", PHOTO)  # kept with the question, and filed with its answer
    assert isinstance(asked, WhichTask)
    ward.ask(LAN, "xong 3")
    [kept] = hand_in(ward, LAN, "", PHOTO)
    assert isinstance(kept, EvidenceKept)
    assert kept.line.number == 3


def test_evidence_is_handed_in_by_the_units_concerned_only(ward: World) -> None:
    [empty] = ward.ask(HA, "minh chứng 3")
    assert isinstance(empty, NoEvidence)
    [leader] = ward.ask(HUNG, "minh chứng 9 đã xem")
    assert isinstance(leader, NotYourTask)


def test_a_period_is_answered_in_one_line_and_what_was_not_done_stays_open(ward: World) -> None:
    [goes_on] = ward.ask(LAN, "vẫn triển khai 1")
    assert isinstance(goes_on, CheckInAnswered)
    assert goes_on.outcome == "under_way"
    ward.ask(LAN, "hoàn tác")
    [result] = ward.ask(LAN, "có kết quả 1: đã họp rà soát")
    assert isinstance(result, CheckInAnswered)
    assert (result.outcome, result.note) == ("result", "đã họp rà soát")
    ward.ask(LAN, "hoàn tác")
    [not_done] = ward.ask(LAN, "chưa làm được 1 chờ hướng dẫn")
    assert isinstance(not_done, CheckInAnswered)
    assert (not_done.line.state, not_done.line.has_obstacle) == ("open", True)
    assert ward.ask(LAN, "chưa làm được 1") == [ReasonMissing(1, "notdone")]
    [dated] = ward.ask(LAN, "vẫn triển khai 3")
    assert isinstance(dated, NotPeriodic)


def check_ins(world: World, day: int, month: int = 4) -> set[str]:
    """Who is asked how task 1 stands, on the morning of a day."""
    return {
        delivery.chat_id
        for delivery in world.morning(hanoi(day, 8, month=month))
        for response in delivery.responses
        for item in getattr(response, "items", ())
        if item.line.number == 1
    }


def test_who_does_not_answer_for_a_period_is_asked_once_more_and_only_then(ward: World) -> None:
    assert check_ins(ward, 24) == {LAN}  # the 25th is a Saturday
    assert check_ins(ward, 28) == set()
    assert check_ins(ward, 29) == {LAN}  # two working days later: the 27th is a holiday
    assert check_ins(ward, 30) == set()


def test_who_answered_that_it_could_not_be_done_is_not_asked_again(ward: World) -> None:
    assert check_ins(ward, 24) == {LAN}
    ward.ask(LAN, "chưa làm được 1 chờ hướng dẫn")
    assert check_ins(ward, 28) == set()
    assert check_ins(ward, 29) == set()


def test_who_leads_does_not_coordinate_as_well_and_stays_reminded(ward: World) -> None:
    [said] = ward.ask(LAN, "đã phối hợp 3")  # the building committee leads task 3 and is of the group that coordinates
    assert isinstance(said, NotCoordinating)
    mornings = {d.chat_id: d.responses for d in ward.morning(hanoi(13, 8))}
    assert 3 in [item.line.number for response in mornings[LAN] for item in getattr(response, "items", ())]


def test_a_unit_that_coordinated_and_was_then_made_to_lead_reports_its_share(ward: World) -> None:
    ward.ask(HA, "đã phối hợp 4")
    ward.ask(HA, "sửa 4 chủ trì Ban Xây dựng Đảng; Văn phòng Đảng ủy")
    [office] = ward.ask(HA, "xong 4")
    assert isinstance(office, ShareReported)
    assert office.missing == ("Ban Xây dựng Đảng",)
    [last] = ward.ask(LAN, "xong 4")
    assert isinstance(last, TaskReported)


def test_a_request_for_more_time_ends_when_the_coordinator_overrules_the_missing_units(ward: World) -> None:
    ward.ask(NHUNG, "gia hạn 6 10/5 chờ số liệu")
    ward.ask(MINH, "xong 6")
    ward.ask(HA, "xác nhận 6")
    [none] = ward.ask(HUNG, "duyệt 6")
    assert not isinstance(none, RequestNews)
