"""What people type and what it means. Each line is a text and its reading; no programming is needed to read it."""

import unicodedata

import pytest

from bot.grammar import read_command
from domain.commands import (
    Acknowledge,
    AskExplanation,
    BadNumber,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    Misunderstood,
    ReportProgress,
    ReturnTask,
    ShowHelp,
    ShowStatus,
    ShowTask,
    Start,
    UndoLast,
)


def done(*numbers, note=None):
    return MarkDone(numbers, note)


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
    ("xong 5 văn bản", done(note="5 văn bản")),
    ("/done 5 văn bản", done(5, note="văn bản")),
    ("xong 15/4", done(note="15/4")),
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
    ("xong 3-5", BadNumber("done", "3-5")),
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
    ("xong 3 chưa anh", "done"),
    ("bắt đầu làm từ mai", "start"),
    ("em làm xong rồi ạ", "done"),
    ("xongg 3", "done"),
    ("tinh hinhf", "status"),
    ("/tiendoo 3", "progress"),
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


def test_more_than_fifty_numbers_are_not_read_as_tasks():
    command = read_command("xong " + " ".join(str(n) for n in range(1, 80)))
    assert len(command.numbers) == 50
    assert command.note.startswith("51 52")
