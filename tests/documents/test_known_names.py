"""Units of the roster with unusual names come out whole: in tables and in prose, as leads, partners and headings."""

import time

import pytest

from documents.plans.plan_reader import read_pasted
from domain.plans import PlanDraft, TaskDraft
from tests.plans_in_chat import HEADER, plan_text

MARKET, WASTE = "Ban Quản lý chợ và Dịch vụ Đông A", "Tổ Thu gom, Vận chuyển và Xử lý rác"
FLOWERS, SQUARE = "Hợp tác xã Hoa, Cây cảnh Đông A", "Đội Trật tự & Tuyên truyền lưu động"
KNOWN = (MARKET, WASTE, FLOWERS, SQUARE, "BQL chợ Đông A", "Công an phường", "Trạm Y tế")


def plan(*lines: str, known: tuple[str, ...] = KNOWN) -> PlanDraft:
    body = "\n".join(["II. TỔ CHỨC THỰC HIỆN", *lines])
    return read_pasted(HEADER.format(number="50-KH/UBND", day=10, title="Dọn chợ đón khách") + body, known_units=known)


def units(task: TaskDraft) -> tuple[list[str], list[str]]:
    return [unit.name for unit in task.lead], [unit.name for unit in task.coordinating]


@pytest.mark.parametrize("name", [MARKET, WASTE, FLOWERS, SQUARE])
def test_it_leads_a_sentence_and_its_title_is_told_whole(name: str) -> None:
    [task] = plan(f"1. {name} chuẩn bị mặt bằng, hoàn thành trước ngày 20/5/2026.").tasks
    assert units(task) == ([name], [])
    assert task.title == f"{name} chuẩn bị mặt bằng"


@pytest.mark.parametrize("name", [MARKET, WASTE, FLOWERS, SQUARE])
def test_it_stands_among_others_whom_somebody_works_with(name: str) -> None:
    line = f"1. Công an phường chủ trì, phối hợp với {name}, Trạm Y tế dọn khu chợ trước ngày 21/5/2026."
    [task] = plan(line).tasks
    assert units(task) == (["Công an phường"], [name, "Trạm Y tế"])


def test_it_is_a_heading_over_its_duties_and_is_told_behind_a_label() -> None:
    first, second, third = plan(
        f"1. {WASTE}:",
        "- Thu gom rác dọc tuyến phố trước ngày 22/5/2026.",
        f"- Phối hợp với {FLOWERS} trồng cây trước ngày 23/5/2026.",
        f"2. Sơn lại cổng chợ (chủ trì: {FLOWERS}; thời gian: trước ngày 24/5/2026).",
    ).tasks
    assert units(first) == ([WASTE], [])
    assert units(second) == ([WASTE], [FLOWERS])
    assert units(third) == ([FLOWERS], [])


def test_old_tone_marks_capitals_and_a_line_break_inside_the_name_do_not_matter() -> None:
    name = "Tổ Vệ sinh, Hòa giải và Văn hóa khu 3"
    lines = ["1. Tổ Vệ sinh, Hoà giải", "và Văn hoá khu 3 dọn nhà văn hoá trước ngày 20/5/2026.", f"2. {name.upper()}"]
    task, other = plan(*lines, "- Treo cờ trước ngày 21/5/2026.", known=(name,)).tasks
    assert units(task) == ([name], [])
    assert [unit.name.casefold() for unit in other.lead] == [name.casefold()]


def test_an_alias_without_any_head_of_a_unit_leads() -> None:
    [task] = plan("1. BQL chợ Đông A chuẩn bị mặt bằng trước ngày 20/5/2026.").tasks
    assert units(task) == (["BQL chợ Đông A"], [])


def test_what_stays_unread_shows_the_name_and_not_what_stood_in_for_it() -> None:
    table = "STT\tNội dung\tĐơn vị chủ trì\tThời hạn\n1\tHọp chợ\tCông an phường\t20/5/2026"
    unread = plan(f"1. {WASTE} thu gom rác dọc tuyến phố.", table).unread
    assert [(one.text, one.unit) for one in unread] == [(f"{WASTE} thu gom rác dọc tuyến phố.", WASTE)]


def test_tables_keep_it_whole_among_others() -> None:
    content = plan_text([("Dọn chợ", MARKET, f"{WASTE}, Công an phường và {FLOWERS}", "30/6/2026")])
    [task] = read_pasted(content.decode(), known_units=KNOWN).tasks
    assert units(task) == ([MARKET], [WASTE, "Công an phường", FLOWERS])


def test_names_that_are_common_words_or_classes_change_nothing() -> None:
    lines = ["1. Công an phường phối hợp với các cơ quan, đơn vị rà soát chợ trước ngày 20/5/2026."]
    known = ("các cơ quan, đơn vị", "chợ", "rà soát", "Y tế", "")
    assert plan(*lines, known=known).tasks == plan(*lines, known=()).tasks


def test_a_large_roster_costs_little() -> None:
    known = tuple(f"Tổ Thu gom, Vận chuyển và Xử lý rác số {n}" for n in range(300))
    lines = [f"{n}. {known[n]} quét dọn khu {n} trước ngày 20/5/2026." for n in range(1, 100)]
    plan(*lines, known=known)  # the names are looked at once
    started = time.process_time()
    tasks = plan(*lines, known=known).tasks
    assert [units(task)[0] for task in tasks] == [[known[n]] for n in range(1, 100)]
    assert time.process_time() - started < 5
