"""A sentence that says a unit does something is a task or unread, whatever its verb and wherever it stands."""

import pytest

from documents.plans.plan_reader import read_pasted
from documents.plans.prose.context import doer_in
from domain.plans import PlanDraft
from tests.plans_in_chat import HEADER

TABLE = "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tDựng rạp\tUBND phường\t20/5/2026\n"
DUTIES = (
    "Công an phường giữ gìn trật tự, an toàn giao thông trong dịp lễ.",
    "Trạm Y tế trực chiến tại khu lễ hội.",
    "Phòng Kinh tế quét dọn khu vực chợ hoa.",
    "Phòng Kinh tế, Hạ tầng và Đô thị quét dọn hè phố.",
    "Phòng Kinh tế, Công an phường canh gác lối vào.",
    "Trong dịp lễ, Công an phường giữ gìn trật tự quanh khu chợ.",
    "Trong dịp lễ, Công an phường tuần tra quanh khu chợ.",
    "Tổ dân phố số 5 giữ sạch đường làng.",
    "Hội Phụ nữ nấu cơm cho đoàn khách.",
    "Đồng chí Nguyễn Văn An trông coi kho bãi.",
    "Trật tự khu chợ do Công an phường đảm nhận.",
    "Giao Công an phường tổ chức thực hiện.",
    "Yêu cầu Trạm Y tế nghiêm túc trực chiến.",
    "Công an phường thường xuyên giữ gìn trật tự.",
    "Nhà máy Nước bơm nước rửa đường.",
)
NONE = (
    "Các cơ quan, đơn vị giữ gìn vệ sinh chung.",
    "Phòng Kinh tế, Công an phường.",
    "Trung tâm Phục vụ hành chính công",
    "UBND phường đã ban hành kế hoạch.",
    "Đảng bộ phường có 45 chi bộ.",
    "Nâng cao nhận thức của nhân dân.",
    "Khoa học công nghệ phát triển nhanh.",
    "Các nhiệm vụ do Chính phủ giao trong năm.",
)
# Where such a line may stand: the heading above it, and what is put before the line.
PLACES = {
    "in a numbered part": "II. NHIỆM VỤ, GIẢI PHÁP\n1. {}",
    "in general measures": "II. NHIỆM VỤ CHUNG\n- {}",
    "under an aim": "I. MỤC ĐÍCH, YÊU CẦU\n- {}",
    "in a part without a topic": "III. LỄ HỘI ĐẦU NĂM\n- {}",
    "under money": "IV. KINH PHÍ\n- {}",
    "in the carrying out": "V. TỔ CHỨC THỰC HIỆN\n1. {}",
    "without a number": "V. TỔ CHỨC THỰC HIỆN\n{}",
    "before the first part": "{}\nI. MỤC ĐÍCH\nNâng cao nhận thức của nhân dân.",
}


def plan(body: str, *, has_table: bool) -> PlanDraft:
    text = HEADER.format(number="50-KH/UBND", day=10, title="Tổ chức lễ hội") + body
    return read_pasted(
        f"{text}\n\n{TABLE}" if has_table else f"{text}\nVI. PHÂN CÔNG\n1. UBND phường họp ngày 20/5/2026."
    )


def is_told(read: PlanDraft, duty: str) -> bool:
    words = duty.rstrip(".")
    return any(words in task.title for task in read.tasks) or any(words in unread.text for unread in read.unread)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("has_table", [True, False], ids=["beside a table", "in prose"])
@pytest.mark.parametrize("duty", DUTIES)
def test_it_is_a_task_or_unread(place: str, has_table: bool, duty: str) -> None:
    read = plan(place.format(duty), has_table=has_table)
    assert is_told(read, duty), (read.tasks, read.unread)


@pytest.mark.parametrize("has_table", [True, False], ids=["beside a table", "in prose"])
def test_a_name_in_small_letters_whose_end_is_unclear_is_unread_where_work_is_told(has_table: bool) -> None:
    duty = "Lực lượng dân quân canh gác chợ hoa."
    assert is_told(plan(PLACES["in a numbered part"].format(duty), has_table=has_table), duty)


@pytest.mark.parametrize("duty", DUTIES)
def test_its_unit_is_recognised(duty: str) -> None:
    assert doer_in(duty) is not None


@pytest.mark.parametrize("text", NONE)
def test_other_sentences_name_nobody_who_does_something(text: str) -> None:
    assert doer_in(text) is None


def test_the_question_names_the_unit() -> None:
    read = plan("II. NHIỆM VỤ, GIẢI PHÁP\n1. " + DUTIES[0], has_table=True)
    assert [unread.unit for unread in read.unread] == ["Công an phường"]


def test_a_dated_line_with_a_verb_nobody_knows_is_a_task_and_no_heading() -> None:
    read = plan("V. TỔ CHỨC THỰC HIỆN\n1. Nhà máy Nước bơm nước rửa đường trước ngày 24/5/2026.", has_table=True)
    assert [task.title for task in read.tasks] == ["Dựng rạp", "Nhà máy Nước bơm nước rửa đường"]


def test_a_line_over_what_it_is_gives_its_unit_to_what_stands_below() -> None:
    body = "II. NHIỆM VỤ\n1. Công an phường giữ gìn trật tự khu chợ\n- Phân luồng từ xa trước ngày 24/5/2026."
    task = plan(body, has_table=True).tasks[1]
    assert [unit.name for unit in task.lead] == ["Công an phường"]


def test_the_first_line_of_a_text_without_a_title_is_no_letterhead_when_it_is_a_duty() -> None:
    read = read_pasted("UBND phường giữ gìn trật tự chợ.\nCông an phường họp trước ngày 20/5/2026.")
    assert is_told(read, "UBND phường giữ gìn trật tự chợ.")


def test_a_list_of_units_who_take_part_is_context() -> None:
    who = ["Phó Chủ tịch UBND phường Lê Văn Bình.", "Công an phường, Trạm Y tế.", "Hội Nông dân phường."]
    lines = (f"{n}. {name}" for n, name in enumerate([*who, "Hội đồng nhân dân xã; Hội nông dân; Đội văn nghệ."], 1))
    assert plan("\n".join(["II. THÀNH PHẦN", *lines]), has_table=True).unread == ()


def test_the_issuer_that_issues_the_plan_has_no_duty() -> None:
    read = plan(
        "UBND phường ban hành Kế hoạch tổ chức lễ hội năm 2026.\nI. MỤC ĐÍCH\nNâng cao nhận thức.", has_table=True
    )
    assert read.unread == ()


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("Văn phòng Đảng ủy tổng hợp kết quả, báo cáo Chủ tịch vào thứ Sáu hằng tuần.", True),
        ("Công an phường tuần tra khu chợ đến ngày 30/6/2026.", True),
        ("Đến ngày 31/3/2026, Công an phường đã tuần tra 15 lượt.", False),
        ("Phòng Kinh tế quét dọn khu chợ từ ngày 01/3 đến ngày 31/3/2026.", False),
    ],
)
def test_what_is_still_to_come_is_no_assessment_though_it_stands_under_one(sentence: str, *, is_asked: bool) -> None:
    read = plan(f"I. KẾT QUẢ THỰC HIỆN\n- {sentence}\n", has_table=True)
    assert is_told(read, sentence) is is_asked
