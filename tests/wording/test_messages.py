"""The main Vietnamese messages, to be read as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.messages.accounts import HelpShown, Stranger, Welcome
from domain.messages.evidence import EvidenceKept
from domain.messages.questions import WhichTask
from domain.messages.reports import DigestItem, MorningDigest
from domain.messages.tasks import (
    AlreadyReported,
    CheckInAnswered,
    NoSuchTask,
    ProgressAsked,
    TaskListShown,
    TaskReported,
    TaskShown,
    WaitingItem,
    WaitingShown,
)
from tests.samples import everything as s
from wording.history import happened
from wording.languages import CATALOGUES
from wording.layout import utf16_length
from wording.messages import Button, Capabilities, ReplyKeyboard
from wording.render import render

TELEGRAM = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
ZALO = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)

ONE_TASK = """\
🟡 1 việc sắp đến hạn
Thứ Sáu, 10/4/2026

3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
🟡 Còn 4 ngày (hạn thứ Ba 14/4)
Kế hoạch: “Hoàn thành trước ngày 15/4/2026”

Trả lời: nhận 3 · xong 3 · tiến độ 3 60 · ct 3 (xem chi tiết)"""

SEVERAL = """\
✅ Đã ghi nhận: việc 3 đã hoàn thành, đúng hạn
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Ghi chú: QĐ 12
Chờ cán bộ theo dõi xác nhận.

✅ Đã ghi nhận: việc 17 đã hoàn thành, chậm so với hạn
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Ghi chú: QĐ 12
Chờ cán bộ theo dõi xác nhận.

Không có việc số 99. Các việc mang số từ 1 đến 18; gõ “việc” để xem việc của đơn vị.

Nếu nhầm, gõ “hoàn tác”"""


def vi(*responses, channel=TELEGRAM):
    return render(responses, "vi", channel)


def test_the_morning_message_of_one_task_without_buttons():
    assert vi(s.ONE_TASK_DIGEST, channel=ZALO).text == ONE_TASK


def test_the_buttons_of_one_task_carry_no_number():
    assert vi(s.ONE_TASK_DIGEST).buttons == (
        (Button("Đã nhận", "ack 3"), Button("Xong", "done 3")),
        (Button("Đang làm …", "progress 3"), Button("Chi tiết", "task 3")),
        (Button("Nhắc lại chiều nay", "snooze 3 this afternoon"), Button("Nhắc lại ngày mai", "snooze 3 tomorrow")),
    )


def test_with_a_few_tasks_each_has_its_row_with_its_number():
    rows = vi(s.OFFICER_DIGEST).buttons
    assert [button.label for button in rows[1]] == ["Đã nhận 3", "Xong 3"]
    assert [button.typed for button in rows[1]] == ["ack 3", "done 3"]
    assert [button.style for button in rows[1]] == ["primary", "success"]


def test_a_task_already_taken_on_is_not_asked_for_again():
    taken = DigestItem(replace(s.REVIEW, is_acknowledged=True), "before:3", "lead")
    labels = [button.label for row in vi(MorningDigest(s.TODAY, s.LAN, (taken,))).buttons for button in row]
    assert labels == ["Xong", "Đang làm …", "Chi tiết", "Nhắc lại chiều nay", "Nhắc lại ngày mai"]


def test_the_morning_message_puts_overdue_first_whatever_order_the_facts_come_in():
    text = vi(replace(s.OFFICER_DIGEST, items=tuple(reversed(s.OFFICER_DIGEST.items)))).text
    assert text.splitlines()[0] == "🔴 1 việc quá hạn · 1 việc sắp đến hạn · 1 việc cần báo tình hình"
    assert text.index("🔴 Quá hạn 1 ngày") < text.index("🟡 Còn 4 ngày") < text.index("báo tình hình tháng 4/2026")


def test_number_state_and_the_worst_figure_are_bold():
    message = vi(s.OFFICER_DIGEST)
    bold = [message.text[each.start : each.end] for each in message.entities]
    assert bold[:5] == ["1 việc quá hạn", "17.", "Quá hạn 1 ngày", "3.", "Còn 4 ngày"]


def test_a_leader_reads_first_how_many_tasks_are_overdue_in_the_whole_office():
    item = DigestItem(replace(s.REPORT, days_left=-7), "overdue:7", "leader")
    text = vi(MorningDigest(s.TODAY, "Phạm Quốc Hùng", (item,), all_overdue=5)).text
    assert text.startswith("🔴 5 việc quá hạn\n")


def test_who_is_new_and_who_hands_in_first_reads_that_secrets_do_not_belong_here():
    secret = "Không gửi tài liệu mật qua bot."
    for is_new in (True, False):
        assert (secret in vi(Welcome(s.LAN, (), ("officer",), is_new=is_new, open_count=9)).text) is is_new
    assert secret in vi(EvidenceKept(s.REVIEW, "photo", "", 2, pieces=2)).text
    assert secret not in vi(EvidenceKept(s.REVIEW, "photo", "", 3)).text


def test_a_long_morning_shows_six_tasks_and_the_numbers_of_the_others():
    items = tuple(DigestItem(replace(s.REVIEW, number=number), "before:3", "lead") for number in range(1, 10))
    text = vi(MorningDigest(s.TODAY, s.LAN, items), channel=ZALO).text
    assert "và 3 việc khác: 7, 8, 9" in text
    assert text.startswith("🟡 9 việc sắp đến hạn\n")
    assert text.endswith("Gõ “việc” để xem các việc.")


def test_the_coordinator_reads_whom_to_press_and_what_waits():
    text = vi(s.COORDINATOR_DIGEST, channel=ZALO).text
    assert text.startswith("🔴 2 việc quá hạn · 1 việc cần đôn đốc · 1 việc phối hợp · 2 việc chờ xác nhận\n")
    assert "\n🔔 Cần đôn đốc, còn 20 ngày (hạn thứ Năm 30/4)\n" in text
    assert "Chủ trì: UBND phường" in text
    assert "Chờ đồng chí xác nhận: việc 3, 5" in text
    assert "Chưa gửi được tin tới: Lê Văn Minh." in text
    assert text.endswith("Gõ “chờ xác nhận” để xem và xác nhận.")


def test_a_coordinator_with_nothing_but_reports_to_confirm():
    text = vi(MorningDigest(s.TODAY, s.HA, (), waiting=(3,)), channel=ZALO).text
    assert text.startswith("⏳ 1 việc chờ xác nhận\n")


def test_several_answers_become_one_message_with_one_closing_line():
    late = TaskReported(replace(s.REPORT, state="reported"), is_on_time=False, needs_confirmation=True, note="QĐ 12")
    early = TaskReported(s.SAID_DONE, is_on_time=True, needs_confirmation=True, note="QĐ 12")
    assert vi(early, late, NoSuchTask(99, 18), channel=ZALO).text == SEVERAL


def test_the_four_figures_are_shown_as_the_sum_they_are():
    expected = (
        "Tổng số 18 nhiệm vụ: hoàn thành đúng hạn 1, hoàn thành chậm 0, đang thực hiện trong hạn 15, quá hạn 2; chờ "
        "xác nhận: 1"
    )
    assert expected in vi(s.STATUS).text.splitlines()
    assert expected in vi(replace(s.STATUS, view="text")).text.splitlines()


def test_from_the_figures_one_goes_down_to_a_unit_and_a_task_and_back():
    assert [button.typed for row in vi(s.STATUS).buttons for button in row] == [
        "status overdue",
        "status by_unit",
        "status reported",
        "status text",
    ]
    assert Button("UBND phường", "status unit:3") in vi(replace(s.STATUS, view="by_unit")).buttons[0]
    rows = vi(s.UNIT_STATUS).buttons
    assert rows[0][0] == Button("Việc 16", "task 16")
    assert rows[-1] == (Button("« Tình hình chung", "status short"),)
    assert Button("« Tình hình chung", "status short") in vi(s.NOTICES[7]).buttons[-1]


def test_units_that_share_a_task_are_explained_because_their_figures_do_not_add_up_to_the_whole():
    note = "(Việc có hai đơn vị chủ trì được tính cho cả hai.)"
    by_units = replace(s.STATUS, view="by_unit")
    assert note in vi(by_units).text
    assert note not in vi(replace(by_units, units=s.STATUS.units[:2])).text


def test_a_list_of_several_pages_turns_by_button_or_by_typing():
    page = TaskListShown((s.XDD,), (s.REVIEW,), 20, 2, 4, is_everything=False)
    assert vi(page).buttons[-1] == (Button("« Trang trước", "tasks page:1"), Button("Trang sau »", "tasks page:3"))
    assert vi(page, channel=ZALO).text.endswith("Trang sau: việc trang 3")


def test_the_coordinator_is_told_how_to_confirm_and_how_to_return():
    message = vi(WaitingShown((WaitingItem(s.SAID_DONE, s.LAN, s.TODAY, is_on_time=True, note=None),)))
    assert message.buttons == ((Button("Xác nhận 3", "confirm 3"), Button("Chi tiết 3", "task 3")),)
    assert message.text.endswith("Trả lại (cần lý do): trả lại 3 thiếu số liệu")


def test_choices_of_progress():
    typed = [button.typed for row in vi(ProgressAsked(s.REVIEW)).buttons for button in row]
    assert typed == ["progress 3 25", "progress 3 50", "progress 3 75", "progress 3 90"]


def test_buttons_of_a_task_are_only_those_the_reader_may_press():
    looker = TaskShown(s.REVIEW, (), "3", None, None, None, None, None, (), may_report=False, may_confirm=False)
    typed = {button.typed for row in vi(looker).buttons for button in row}
    assert typed == {"tasks", "status short"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "\nCòn 4 ngày (hạn thứ Ba 14/4/2026)\nKế hoạch: “Hoàn thành trước ngày 15/4/2026”\n"),
        ({"days_left": 0}, "\nĐến hạn hôm nay (hạn thứ Ba 14/4/2026)\n"),
        ({"at_time": time(16)}, "\nCòn 4 ngày (hạn 16 giờ thứ Ba 14/4/2026)\n"),
        ({"at_time": time(16, 30)}, "(hạn 16 giờ 30 thứ Ba 14/4/2026)\n"),
        ({"days_left": -3}, "\nQuá hạn 3 ngày (hạn thứ Ba 14/4/2026)\n"),
        ({"state": "reported"}, "\nHạn thứ Ba 14/4/2026\nKế hoạch: “Hoàn thành trước ngày 15/4/2026”\n"),
        ({"state": "reported", "is_set_late": True}, "\nHạn thứ Ba 14/4/2026, hạn sửa sau\n"),
        ({"is_extended": True}, "\nCòn 4 ngày (hạn thứ Ba 14/4/2026, đã được gia hạn)\n"),
        (
            {"last_day": None, "days_left": None},
            "\nChưa có thời hạn\nKế hoạch: “Hoàn thành trước ngày 15/4/2026”\n",
        ),
        ({"wording": " "}, "\nKế hoạch không ghi rõ thời hạn\n"),
        ({"last_day": date(2026, 4, 19)}, "(hạn Chủ nhật 19/4/2026)"),
        ({"period": "2026-Q2"}, "\nBáo tình hình quý II/2026 (hạn thứ Ba 14/4/2026)\n"),
        ({"period": "2026-H2"}, "\nBáo tình hình 6 tháng cuối năm 2026 (hạn"),
        ({"period": "2026-W15"}, "\nBáo tình hình tuần 15/2026 (hạn"),
        ({"period": "2026"}, "\nBáo tình hình năm 2026 (hạn"),
        ({"period": "2026-03", "days_left": -10}, "\nBáo tình hình tháng 3/2026 (hạn thứ Ba 14/4/2026)\n"),
        ({"period": "2026-03", "state": "done"}, "\nHạn thứ Ba 14/4/2026 (báo tình hình tháng 3/2026"),
    ],
)
def test_the_deadline_is_shown_in_the_words_of_the_plan(changes, expected):
    line = replace(s.REVIEW, **changes)
    task = TaskShown(line, (), "3", None, None, None, None, None, (), may_report=False, may_confirm=False)
    assert expected in vi(task).text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_period_that_is_asked_about_is_nowhere_called_overdue(language):
    late = replace(s.STANDING, last_day=date(2026, 3, 31), days_left=-10, period="2026-03")
    said = [
        TaskListShown((), (late,), 1, 1, 1, is_everything=True),
        MorningDigest(date(2026, 4, 10), s.HA, (DigestItem(late, "overdue:7", "leader"),)),
        MorningDigest(date(2026, 4, 10), s.LAN, (DigestItem(late, "check_in", "lead"),)),
        replace(s.UNIT_STATUS, overdue=(), due_soon=(), others=(late,)),
    ]
    text = " ".join(render([one], language, TELEGRAM).text for one in said).casefold()
    overdue, asked = {"vi": ("quá hạn 10", "tháng 3/2026"), "en": ("10 days overdue", "mar 2026")}[language]
    assert text.count(asked) == len(said)
    assert overdue not in text
    assert overdue in render([replace(s.STATUS, overdue=(replace(late, period=""),))], language, TELEGRAM).text


def test_a_task_past_its_hour_today_is_said_to_be_so_among_the_overdue():
    status = replace(s.STATUS, overdue=(replace(s.REVIEW, days_left=0, at_time=time(9)),))
    assert "– đã quá giờ hạn hôm nay" in vi(status).text


def test_instants_are_shown_in_the_zone_asked_for():
    response = AlreadyReported(3, "x", s.LAN, datetime(2026, 4, 10, 20, 0, tzinfo=UTC))
    assert "03:00, thứ Bảy, 11/4/2026" in vi(response).text
    assert "20:00, thứ Sáu, 10/4/2026" in render([response], "vi", TELEGRAM, zone=ZoneInfo("UTC")).text


def test_a_stranger_learns_only_how_to_get_in():
    message = vi(Stranger(), channel=replace(TELEGRAM, shares_contacts=True))
    assert message.text == (
        "Tài khoản này chưa được liên kết. Đề nghị đồng chí liên hệ cán bộ theo dõi kế hoạch để nhận mã mời, "
        "rồi gửi mã đó vào đây.\n"
        "Nếu cơ quan đã có số điện thoại của đồng chí: bấm “Chia sẻ số điện thoại” ở dưới, không cần mã mời."
    )
    assert not message.buttons
    assert message.keyboard == ReplyKeyboard("Chia sẻ số điện thoại")
    assert "Chia sẻ" not in vi(Stranger(), channel=ZALO).text
    assert vi(Stranger(), channel=ZALO).keyboard is None


def test_what_does_not_fit_is_left_out_by_whole_tasks_and_counted():
    answers = [
        TaskReported(replace(s.REVIEW, number=number), is_on_time=True, needs_confirmation=True, note="x" * 250)
        for number in range(1, 21)
    ]
    text = vi(*answers, channel=ZALO).text
    shown = text.count("Đã ghi nhận")
    assert 3 <= shown < 20
    assert f"… còn {20 - shown} việc, gõ “việc”" in text
    assert text.endswith("Nếu nhầm, gõ “hoàn tác”")
    assert utf16_length(text) <= 2000


def test_help_has_only_the_commands_of_the_role():
    text = vi(HelpShown(("tasks", "status", "help"))).text
    assert "tình hình – " in text
    assert "xong 3" not in text


@pytest.mark.parametrize(
    "response", [s.ONE_TASK_DIGEST, *s.NOTICES[8:14], s.UNIT_STATUS], ids=lambda x: type(x).__name__
)
def test_a_typical_message_fits_one_phone_screen(response):
    lines = vi(response).text.splitlines()
    assert sum(max(1, -(-len(line) // 40)) for line in lines) <= 24


def test_the_answer_to_a_check_in_cannot_be_read_as_a_date():
    answered = CheckInAnswered(s.STANDING, "không thay đổi")
    assert vi(answered).text.startswith("✅ Đã ghi nhận việc 1, tình hình tháng 4/2026\n")


def test_the_question_which_task_shows_the_words_that_are_kept_for_its_answer():
    asked = vi(WhichTask("done", (3, 17), "đã ban hành QĐ 12")).text
    assert asked.startswith("Đồng chí muốn báo hoàn thành việc nào? (ghi chú: đã ban hành QĐ 12).")
    assert "(60%, ghi chú: chờ chữ ký)" in vi(WhichTask("progress", (), "chờ chữ ký", 60)).text
    assert "(" not in vi(WhichTask("done", (3, 17))).text
    assert len(vi(WhichTask("done", (), "x " * 900)).text) < 400


@pytest.mark.parametrize(
    ("what", "detail", "vietnamese", "english"),
    [
        ("account_linked", "telegram, replaced", "Telegram, thay tài khoản cũ", "Telegram, the old account closed"),
        ("account_linked", "telegram, thay tài khoản cũ", "Telegram, thay tài khoản cũ", "Telegram, thay tài khoản cũ"),
        ("account_linked", "zalo", "Zalo", "Zalo"),
        ("absence_noted", "Lan: 1/4 / Minh", "Lan: 1/4, Minh làm thay", "Lan: 1/4, Minh stands in"),
        ("absence_noted", "Lan: 1/4, Minh làm thay", "Lan: 1/4, Minh làm thay", "Lan: 1/4, Minh làm thay"),
        ("roster_loaded", "12/30", "12 đơn vị, 30 người", "12 units, 30 people"),
        ("roster_loaded", "12 đơn vị, 30 người", "12 đơn vị, 30 người", "12 đơn vị, 30 người"),
    ],
)
def test_codes_in_a_detail_of_the_history_become_words_and_old_sentences_stay(what, detail, vietnamese, english):
    shown = [happened(what, detail, CATALOGUES[code]).partition(": ")[2] for code in ("vi", "en")]
    assert shown == [vietnamese, english]
