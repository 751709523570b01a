"""Sentences of plans in prose, one kind of structure each: who, with whom, until when, and what is left to a person."""

import pytest

from documents.plans.plan_reader import read_pasted
from domain.plans import PlanDraft, TaskDraft

_HEAD = (
    "ỦY BAN NHÂN DÂN PHƯỜNG BẾN CỎ\nSố: 12/KH-UBND\nBến Cỏ, ngày 15 tháng 9 năm 2026\nKẾ HOẠCH\n"
    "Công tác tháng 10/2026\n"
)


def _plan(body: str) -> PlanDraft:
    return read_pasted(
        f"{_HEAD}I. NHIỆM VỤ\n{body}\nII. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường gửi lịch trực trước 30/9."
    )


def _tasks(body: str) -> list[TaskDraft]:
    return list(_plan(body).tasks[:-1])


def _shown(task: TaskDraft) -> tuple[str, str, str, str]:
    units = ("; ".join(u.name for u in mentions) for mentions in (task.lead, task.coordinating))
    return (task.title, *units, str(task.deadline.last_day or ""))  # type: ignore[return-value]  # two units, unpacked


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Gieo 20 ha cây vụ đông (Phòng Kinh tế chủ trì, các thôn thực hiện; trước ngày 10/10).",
            ("Gieo 20 ha cây vụ đông", "Phòng Kinh tế", "các thôn", "2026-10-09"),
        ),
        (
            "Tiêm phòng cho đàn trâu, bò (Trạm Thú y phường - từ 05/10 đến 25/10/2026).",
            ("Tiêm phòng cho đàn trâu, bò", "Trạm Thú y phường", "", "2026-10-25"),
        ),
        (
            "In 500 phiếu điều tra - Văn phòng HĐND và UBND phường, xong trước 20/10;",
            ("In 500 phiếu điều tra", "Văn phòng HĐND và UBND phường", "", "2026-10-19"),
        ),
        (
            "Nhập dữ liệu vào phần mềm: do Phòng Kinh tế và Đoàn phường thực hiện, xong trước ngày 10/10/2026.",
            ("Nhập dữ liệu vào phần mềm", "Phòng Kinh tế; Đoàn phường", "", "2026-10-09"),
        ),
        (
            "Tổ chức Tết Trung thu vào tối 25/9/2026: giao Chi đoàn Thanh niên chủ trì, Chi hội Phụ nữ phối hợp.",
            ("Tổ chức Tết Trung thu", "Chi đoàn Thanh niên", "Chi hội Phụ nữ", "2026-09-25"),
        ),
        (
            "Phòng Kinh tế xây dựng kế hoạch chi tiết trong vòng 5 ngày làm việc kể từ ngày ký Kế hoạch này.",
            ("Phòng Kinh tế xây dựng kế hoạch chi tiết", "Phòng Kinh tế", "", "2026-09-22"),
        ),
        (
            "Công an phường tổng kiểm tra cư trú trong tháng.",
            ("Công an phường tổng kiểm tra cư trú", "Công an phường", "", "2026-10-31"),
        ),
        (
            "Công an phường báo cáo Chủ tịch UBND phường tại phiên giao ban ngày 05/10/2026.",
            (
                "Công an phường báo cáo Chủ tịch UBND phường tại phiên giao ban",
                "Công an phường",
                "",
                "2026-10-05",
            ),
        ),
        (
            "Phòng Kinh tế hoàn thành đợt kiểm tra thứ hai trước ngày 30/10/2026.",
            ("Phòng Kinh tế hoàn thành đợt kiểm tra thứ hai", "Phòng Kinh tế", "", "2026-10-29"),
        ),
        (
            "Các chi hội đăng ký công trình, hạn gửi bản đăng ký: 15/10/2026.",
            ("Các chi hội đăng ký công trình", "các chi hội", "", "2026-10-15"),
        ),
    ],
)
def test_who_and_until_when_are_read_wherever_the_sentence_tells_them(
    sentence: str, told: tuple[str, str, str, str]
) -> None:
    assert [_shown(t) for t in _tasks(f"1. {sentence}")] == [told]


def test_the_days_of_a_step_hold_for_what_stands_below_it_and_not_for_the_next_step() -> None:
    body = (
        "1. Đợt cao điểm\n1.1. Đợt 1: từ ngày 01/10 đến ngày 10/10/2026\n- Công an phường tuần tra.\n"
        "1.2. Đợt 2: từ ngày 15/10 đến ngày 31/10/2026\n- Công an phường tuần tra ban đêm.\n"
        "- Phòng Kinh tế báo cáo trước 20/10."
    )
    assert [str(t.deadline.last_day) for t in _tasks(body)] == ["2026-10-10", "2026-10-31", "2026-10-19"]


def test_a_number_that_a_wrapped_line_begins_with_is_no_sign_of_a_list() -> None:
    body = (
        "1. Phòng Kinh tế: Kiểm tra an toàn thực phẩm tại khu chợ ven sông số\n02. Xong trong tháng 10/2026.\n"
        "2. Công an phường: Rà soát các hộ kinh doanh ở mặt phố và\nlập danh sách trước ngày 15/10/2026."
    )
    assert [(t.lead[0].name, str(t.deadline.last_day)) for t in _tasks(body)] == [
        ("Phòng Kinh tế", "2026-10-31"),
        ("Công an phường", "2026-10-14"),
    ]


def test_points_of_an_article_belong_to_the_unit_of_its_first_line() -> None:
    body = "Điều 2. Tổ công tác có nhiệm vụ:\n1. Đối soát thông tin, hoàn thành trước ngày 15/10/2026."
    (task,) = _tasks(body)
    assert [u.name for u in task.lead] == ["Tổ công tác"]


def test_a_sentence_without_a_subject_goes_on_with_the_unit_ordered_before_it() -> None:
    body = "1. Giao Phòng Kinh tế lập dự toán trước 20/9. Khẩn trương nghiệm thu nhà văn hóa trong tháng 10/2026."
    assert [[u.name for u in t.lead] for t in _tasks(body)] == [["Phòng Kinh tế"], ["Phòng Kinh tế"]]


def test_a_label_speaks_of_the_last_order_before_it() -> None:
    body = (
        "1. Giao Phòng Kinh tế lập dự toán trước 20/9/2026. Yêu cầu Công an phường rà soát hộ kinh doanh. "
        "Thời hạn: trước ngày 15/10/2026."
    )
    days = [(t.lead[0].name, str(t.deadline.last_day)) for t in _tasks(body)]
    assert days == [("Phòng Kinh tế", "2026-09-19"), ("Công an phường", "2026-10-14")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cử 02 quần chúng đi học lớp khai giảng ngày 14/10/2026.",
        "Lịch tiếp công dân định kỳ ngày 05 hằng tháng.",
        "Treo cờ Tổ quốc các ngày 19 và 20/10/2026.",
    ],
)
def test_a_dated_sentence_is_a_task_or_asked_about_and_never_silent(sentence: str) -> None:
    plan = _plan(f"1. {sentence}")
    words = sentence[:12]
    assert any(words in t.title for t in plan.tasks) or any(words in u.text for u in plan.unread)


@pytest.mark.parametrize(
    "sentence",
    [
        "Qua theo dõi, đến ngày 15/9/2026 còn 05 nhiệm vụ chưa được thực hiện.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh trước ngày 20/10/2026.",
        "Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.",
    ],
)
def test_assessments_and_closing_words_are_no_tasks_even_with_a_day(sentence: str) -> None:
    plan = _plan(f"1. {sentence}")
    assert len(plan.tasks) == 1
    assert not plan.unread
