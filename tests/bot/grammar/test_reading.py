"""What people type and what it means. Each line is a text and its reading; no programming is needed to read it."""

import unicodedata

import pytest

from bot.grammar.reading import read_command
from domain.messages.accounts import ShowHelp, Start
from domain.messages.board_access import OpenBoard
from domain.messages.history import UndoLast
from domain.messages.orders import AssignTask, Nudge
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood, Several
from domain.messages.reports import ShowStatus
from domain.messages.requests import AskExplanation
from domain.messages.search import TurnPage
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShowTask,
)


def done(*numbers, note=None):
    return MarkDone(numbers, note)


def asks(text, command):
    return AskTask(text, "done", command)


READINGS = [
    # The same report in every way of writing it.
    ("/done 3", done(3)),
    ("/xong 3", done(3)),
    ("xong 3", done(3)),
    ("XONG 3", done(3)),
    ("Xong3", done(3)),
    ("xong  việc   3", done(3)),
    ("xong số 3", done(3)),
    ("done #3", done(3)),
    ("xong: 3", done(3)),
    ("xong 3.", done(3)),
    ("/done@dondoc_bot 3", done(3)),
    ("/ done 3", done(3)),
    ("／done ３", done(3)),
    ("\u200bxong\u00a03", done(3)),
    ("hoàn thành 3", done(3)),
    ("đã xong 3", done(3)),
    ("việc 3 xong", done(3)),
    ("3 xong", done(3)),
    ("xong 03", done(3)),
    # Several numbers.
    ("/done 3 5", done(3, 5)),
    ("Xong 3, 5 và 7", done(3, 5, 7)),
    ("xong 3,5,7", done(3, 5, 7)),
    ("xong 3 va 5", done(3, 5)),
    ("done 3 and 5", done(3, 5)),
    ("xong việc 3 và việc 5", done(3, 5)),
    ("xong 3 3 5", done(3, 5)),
    # The note keeps the person's own spelling.
    ("/xong 3 đã ban hành QĐ 12", done(3, note="đã ban hành QĐ 12")),
    ("xong 3: Đã gửi\nkèm danh sách", done(3, note="Đã gửi\nkèm danh sách")),
    ("xong 3 - đã gửi", done(3, note="đã gửi")),
    ("xong 3 (đã gửi)", done(3, note="(đã gửi)")),
    ("việc 3 xong rồi", done(3)),
    ("xong rồi nhé", done()),
    ("xong", done()),
    # Where numbers end and the note begins.
    ("/done 3 5 12-QĐ/ĐU ban hành", done(3, 5, note="12-QĐ/ĐU ban hành")),
    ("xong 3 15/4 đã gửi", done(3, note="15/4 đã gửi")),
    ("xong 3 5 văn bản", done(3, note="5 văn bản")),
    ("xong 3, 5 van ban da gui", done(3, note="5 van ban da gui")),
    ("xong 3 5 đã gửi", done(3, 5, note="đã gửi")),
    ("xong 3 5 ban hanh roi", done(3, 5, note="ban hanh roi")),
    ("xong 3. 5 phòng đã gửi", done(3, note="5 phòng đã gửi")),
    ("xong 5 văn bản", asks("xong 5 văn bản", done(note="5 văn bản"))),
    ("/done 5 văn bản", done(5, note="văn bản")),
    ("xong 15/4", asks("xong 15/4", done(note="15/4"))),
    # Tasks and one task.
    ("việc", ListTasks()),
    ("viec", ListTasks()),
    ("/tasks", ListTasks()),
    ("việc của tôi", ListTasks()),
    ("tasks page:2", ListTasks(page=2)),
    ("viec trang 2", ListTasks(page=2)),
    ("việc 3", ShowTask(3)),
    ("/tasks 2", ShowTask(2)),
    ("/task 3", ShowTask(3)),
    ("ct 3", ShowTask(3)),
    ("chi tiết 3 giúp em", ShowTask(3)),
    ("/ct", ShowTask(None)),
    # Taking a task on.
    ("nhận", Acknowledge()),
    ("nhan 3 5", Acknowledge((3, 5))),
    ("đã nhận ạ", Acknowledge()),
    ("nhận việc 3 nhé anh", Acknowledge((3,))),
    ("/ack 3", Acknowledge((3,))),
    # Progress.
    ("tiến độ 3 60% đang lấy ý kiến", ReportProgress(3, 60, "đang lấy ý kiến")),
    ("tiendo 3 60", ReportProgress(3, 60)),
    ("tien do 3 60 %", ReportProgress(3, 60)),
    ("tiến độ việc 3: 60 phần trăm. Đang trình", ReportProgress(3, 60, "Đang trình")),
    ("tiến độ 3 - 60%", ReportProgress(3, 60)),
    ("tiến độ 3 đang trình ký", ReportProgress(3, None, "đang trình ký")),
    ("tiến độ 3 5 văn bản đã soạn", ReportProgress(3, None, "5 văn bản đã soạn")),
    ("tiendo 3", ReportProgress(3)),
    ("tiến độ", ReportProgress(None)),
    ("tiến độ 60%", ReportProgress(None, 60)),
    ("/progress 3 0", ReportProgress(3, 0)),
    ("/progress 3 100", ReportProgress(3, 100)),
    # Figures.
    ("/status", ShowStatus()),
    ("tình hình", ShowStatus()),
    ("tinh hinh", ShowStatus()),
    ("tình hình thế nào?", ShowStatus()),
    ("tình hình UBND phường", ShowStatus(unit_name="UBND phường")),
    ("status unit:5", ShowStatus(unit_id=5)),
    ("tình hình quá hạn", ShowStatus(view="overdue")),
    ("status by_unit", ShowStatus(view="by_unit")),
    ("tinh hinh cho xac nhan", ShowStatus(view="reported")),
    ("tình hình kế hoạch 45 đầy đủ", ShowStatus(view="text", plan="45")),
    ("status plan 45 overdue", ShowStatus(view="overdue", plan="45")),
    # The coordinator.
    ("chờ xác nhận", ListWaiting()),
    ("/choxacnhan", ListWaiting()),
    ("xác nhận 3 5", ConfirmDone((3, 5))),
    ("/confirm 3", ConfirmDone((3,))),
    ("trả lại 3 thiếu danh sách", ReturnTask(3, "thiếu danh sách")),
    ("tralai 3", ReturnTask(3)),
    ("giải trình 3 vì sao chậm?", AskExplanation(3, "vì sao chậm?")),
    ("giải trình việc 7 đồng chí nào phụ trách", AskExplanation(7, "đồng chí nào phụ trách")),
    ("giai trinh 7 dong chi vang mat", AskExplanation(7, "dong chi vang mat", is_number_sure=False)),
    ("/giaitrinh 7 đồng chí nào phụ trách", AskExplanation(7, "đồng chí nào phụ trách")),
    ("/return", ReturnTask(None)),
    # The rest.
    ("/start ABCD-1234", Start("ABCD-1234")),
    ("start abcd_1234", Start("abcd_1234")),
    ("/start", Start()),
    ("/help", ShowHelp()),
    ("trợ giúp", ShowHelp()),
    ("?", ShowHelp()),
    ("/undo", UndoLast()),
    ("hoàn tác", UndoLast()),
    ("hòan tác", UndoLast()),
]

WRONG_NUMBERS = [
    ("xong 0", BadNumber("done", "0")),
    ("xong -3", BadNumber("done", "-3")),
    ("xong 3.5", BadNumber("done", "3.5")),
    ("xong 12345678", BadNumber("done", "12345678")),
    ("/ack abc", BadNumber("ack", "abc")),
    ("/task abc", BadNumber("task", "abc")),
    ("/progress chậm", BadNumber("progress", "chậm")),
    ("tiến độ 3 150", BadNumber("progress", "150")),
    ("tiến độ 3 -5", BadNumber("progress", "-5")),
    ("tiến độ 3 60,5%", BadNumber("progress", "60,5%")),
    ("trả lại 0 sai", BadNumber("return", "0")),
    ("tasks page:0", BadNumber("tasks", "0")),
    ("status unit:x", BadNumber("status", "unit:x")),
]

# Sentences that only look like commands: nothing is done, the likely command is offered.
SENTENCES = [
    ("Nhân dịp này xin chúc mừng", "ack"),
    ("nhận được công văn rồi gửi lại anh", "ack"),
    ("nhận 3 hồ sơ của phòng", "ack"),
    ("việc này khó quá", "tasks"),
    ("tiến độ chậm quá", "progress"),
    ("xác nhận giúp em với việc hôm qua", "confirm"),
    ("xong chưa?", "done"),
    ("bắt đầu làm từ mai", "start"),
    ("tinh hinhf", "status"),
    ("3", "task"),
]


@pytest.mark.parametrize(("text", "meaning"), READINGS, ids=[text for text, _ in READINGS])
def test_what_is_typed_means_what_a_person_expects(text, meaning):
    assert read_command(text) == meaning


@pytest.mark.parametrize(("text", "meaning"), READINGS, ids=[text for text, _ in READINGS])
def test_decomposed_letters_of_other_keyboards_read_the_same(text, meaning):
    assert read_command(unicodedata.normalize("NFD", text)) == meaning


@pytest.mark.parametrize(("text", "meaning"), WRONG_NUMBERS, ids=[text for text, _ in WRONG_NUMBERS])
def test_a_number_that_makes_no_sense_is_named(text, meaning):
    assert read_command(text) == meaning


@pytest.mark.parametrize(("text", "likely"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_changes_nothing_and_the_likely_command_is_offered(text, likely):
    command = read_command(text)
    assert isinstance(command, Misunderstood)
    assert command.text == text
    assert likely in command.suggestions
    assert len(command.suggestions) <= 3


def test_a_text_far_from_any_command_gets_no_suggestion():
    assert read_command("Kính chúc sức khỏe") == Misunderstood("Kính chúc sức khỏe")


def test_of_more_than_fifty_numbers_none_is_done():
    command = read_command("xong " + " ".join(str(n) for n in range(1, 80)))
    assert command == BadNumber("done", "51")


# What is not understood to its last word does nothing; the commands offered carry the numbers typed.
ASKED = [
    ("xong 3 chưa anh", "question", ("xong 3",)),
    ("xong 3 80%", "partly", ("tiến độ 3 80", "xong 3")),
    ("xong 3 một phần", "partly", ("xong 3",)),
    ("xong việc 7 trong chiều nay ạ", "promised", ("xong 7",)),
    ("việc 3 xong trước 15/4 nhé", "promised", ("xong 3",)),
    ("duyệt việc 5 nhưng chỉ đến 5/5", "conditional", ("duyệt 5 đến 5/5",)),
    ("duyệt 5 không?", "question", ("duyệt 5",)),
    ("xongg 3", "unread_words", ("xong 3",)),
    ("/tiendoo 3", "unread_words", ("tiến độ 3",)),
    ("song 7", "unread_words", ("xong 7",)),
    ("nhân 8", "unread_words", ("nhận 8", "nhắc 8")),
    ("xong cả 3", "unread_number", ("xong 3",)),
    ("xong việc thứ hai", "unread_number", ("xong 2",)),
    ("ok 7", "unread_words", ("ct 7", "xong 7")),
    ("xong 7, việc 8 thế nào ạ", "second_command", ("xong 7", "ct 8", "xong 8")),
    # A bare command behind a list may be said of its last tasks alone.
    ("nhắc 17, 4 và 6 xong", "second_command", ("nhắc 17", "xong 4 6", "nhắc 17 4 6")),
    ("nhắc 17, 4 và 6 đã hoàn thành từ hôm qua", "second_command", ("nhắc 17", "xong 4 6", "nhắc 17 4 6")),
    ("/nhac 17, 4 xong rồi ạ", "second_command", ("nhắc 17", "xong 4", "nhắc 17 4")),
    ("/nhan 5, 7 xong", "second_command", ("nhận 5", "xong 7", "nhận 5 7")),
    ("nhận 5 và 7 xong", "second_command", ("nhận 5", "xong 7", "nhận 5 7")),
    ("xong 3, 5 nhận", "second_command", ("xong 3", "nhận 5", "xong 3 5")),
    ("giao 17, 4 xong", "second_command", ("giao 17", "xong 4", "giao 4")),
    ("gia hạn 17, 4 xong", "second_command", ("gia hạn 17", "xong 4", "gia hạn 4")),
    # So may a command of another reader, in front or behind: neither becomes the other's note.
    ("vẫn triển khai 1, 4 xong", "second_command", ("vẫn triển khai 1", "xong 4")),
    ("vẫn triển khai 1 và xong 4", "second_command", ("vẫn triển khai 1", "xong 4")),
    ("có kết quả 1 đã họp; việc 4 xong", "second_command", ("có kết quả 1 đã họp", "xong 4")),
    ("đã phối hợp 3\nnhận 5", "second_command", ("đã phối hợp 3", "nhận 5")),
    ("xong 4; hết vướng 3", "second_command", ("xong 4", "hết vướng 3")),
    ("hết vướng 3, 4", "second_command", ("hết vướng 3", "hết vướng 4")),
    ("chưa làm được 1 chờ số liệu, có kết quả 4", "second_command", ("chưa làm được 1 chờ số liệu", "có kết quả 4")),
    ("bỏ 18, bỏ 19", "second_command", ("bỏ 18", "bỏ 19")),
    ("nghỉ 20/5; xong 3", "second_command", ("nghỉ 20/5", "xong 3")),
    ("xong 3, nghỉ 20/5", "second_command", ("xong 3", "nghỉ 20/5")),
    ("ct 3; xong 4", "second_command", ("ct 3", "xong 4")),
    ("xong 4\nct 3", "second_command", ("xong 4", "ct 3")),
]


@pytest.mark.parametrize(("text", "reason", "options"), ASKED, ids=[text for text, _, _ in ASKED])
def test_what_is_not_understood_to_its_last_word_is_asked_with_the_numbers_typed(text, reason, options):
    command = read_command(text)
    assert isinstance(command, Clarify)
    assert (command.reason, command.options) == (reason, options)


# One act: the words behind the list are what is to be done, the same act again, or a note.
ONE_ACT = [
    ("nhắc 17, 4 và 6 hoàn thành trước 16h", Nudge((17, 4, 6), "hoàn thành trước 16h")),
    ("nhắc 17, 4 và 6 xong chưa?", Nudge((17, 4, 6), "xong chưa?")),
    ("nhắc 17, 4: xong sớm", Nudge((17, 4), "xong sớm")),
    ("xác nhận 3, 5 xong", ConfirmDone((3, 5))),
    ("việc 3, 4 xong", done(3, 4)),
    ("xong 3, đã phối hợp 3 đơn vị", done(3, note="đã phối hợp 3 đơn vị")),
    ("có kết quả 1 đã họp và rà soát 3 đơn vị", ReportResult((1,), "đã họp và rà soát 3 đơn vị")),
    ("đã phối hợp 3, 5", ReportShare((3, 5))),
    ("xong 3, nghỉ trưa làm tiếp", done(3, note="nghỉ trưa làm tiếp")),
    ("task 3, 5 is done", done(3, 5)),
]


@pytest.mark.parametrize(("text", "expected"), ONE_ACT, ids=[text for text, _ in ONE_ACT])
def test_words_behind_a_list_that_are_no_second_act_ask_nothing(text, expected):
    assert read_command(text) == expected


SPOKEN = [
    ("em làm xong rồi ạ", done()),
    ("Dạ em xong việc 7 rồi ạ", done(7)),
    ("Kính báo cáo lãnh đạo, đã hoàn thành nhiệm vụ 7 ạ. Em cảm ơn!", done(7)),
    ("xong mục 9", done(9)),
    ("xong TT 9", done(9)),
    ("xong việc thứ chín", done(9)),
    ("xong nhiệm vụ mười hai", done(12)),
    ("xong ⑨", done(9)),
    ("việc 3 và 5 xong hết rồi", done(3, 5)),
    ("vieecj 8 ddax xong aj", done(8)),
    ("vie65c 8 d9a4 xong", done(8)),
    ("task 3 is done", done(3)),
    ("finished 3", done(3)),
    ("xong 7, còn 5 chưa", done(7)),
    ("xong 3 2 bản báo cáo", done(3, note="2 bản báo cáo")),
    ("xong 7 10 phút trước", done(7, note="10 phút trước")),
    ("xong 7, 5 tổ dân phố đã nộp", done(7, note="5 tổ dân phố đã nộp")),
    ("việc 7 được 60%", ReportProgress(7, 60)),
    (
        "giao 2, 8 và 11 cho Lan",
        Several(tuple(AssignTask(n, ("Lan",)) for n in (2, 8, 11)), ("giao 2 Lan", "giao 8 Lan", "giao 11 Lan")),
    ),
    ("xong 3-5", Several((done(3), done(4), done(5)), ("xong 3", "xong 4", "xong 5"))),
    ("xong 3\nnhận 5", Several((done(3), Acknowledge((5,))), ("xong 3", "nhận 5"))),
    ("xong 3, nhận 5", Several((done(3), Acknowledge((5,))), ("xong 3", "nhận 5"))),
    ("quá hạn", ListTasks(due="overdue")),
    ("việc quá hạn", ListTasks(due="overdue")),
    ("việc nào quá hạn?", ListTasks(due="overdue")),
    ("việc quá hạn trang 2", ListTasks(page=2, due="overdue")),
    ("tasks overdue page:2", ListTasks(page=2, due="overdue")),
    ("hôm nay", ListTasks(due="today")),
    ("hôm nay có việc gì", ListTasks(due="today")),
    ("hom nay toi phai lam gi", ListTasks(due="today")),
    ("tuần này", ListTasks(due="week")),
    ("việc tuần sau", ListTasks(due="next_week")),
    ("ngày mai", ListTasks(due="tomorrow")),
    ("việc sắp đến hạn", ListTasks(due="soon")),
    ("upcoming", ListTasks(due="soon")),
    ("tasks soon page:2", ListTasks(page=2, due="soon")),
    ("today", ListTasks(due="today")),
    ("due this week", ListTasks(due="week")),
    ("việc của tôi hôm nay", ListTasks(due="today")),
    ("trang 2", TurnPage(2)),
    ("/trang 2", TurnPage(2)),
    ("/trang 2 ạ", TurnPage(2)),
    ("/trang trước", TurnPage(step=-1)),
    ("/trang sau", TurnPage()),
    ("/trang", OpenBoard()),
    ("/trang gì đó", OpenBoard()),
    ("trang sau ạ", TurnPage()),
    ("xem trang trước", TurnPage(step=-1)),
    ("/turn 3", TurnPage(3)),
    ("ai làm gì", ShowStatus(view="by_unit")),
    ("ai phụ trách việc 3?", ShowTask(3)),
    ("việc 3 do đơn vị nào chủ trì", ShowTask(3)),
    ("ai chưa làm", ShowStatus(view="overdue")),
    ("đơn vị nào chậm nhất", ShowStatus()),
    ("UBND phường thế nào rồi", ShowStatus(unit_name="UBND phường")),
    ("hạn việc 3 là ngày nào", ShowTask(3)),
]


@pytest.mark.parametrize(("text", "meaning"), SPOKEN, ids=[text for text, _ in SPOKEN])
def test_people_are_understood_as_they_speak(text, meaning):
    assert read_command(text) == meaning
