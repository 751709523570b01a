"""Which numbers of a text name rows of the paper, and how a task's number is written in their place."""

from typing import Any

import pytest

from bot.grammar.reading import read_command
from bot.grammar.row_numbers import renumbered, row_numbers_named
from domain.followed_plans import RowNumber
from domain.messages.questions import Clarify, Several
from domain.messages.tasks import MarkDone, ShowTask


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("xong mục 3", {3}),
        ("xong TT 3", {3}),
        ("xong tt3", {3}),
        ("stt 3 xong rồi", {3}),
        ("xong muc 3", {3}),
        ("xong mục ba", {3}),
        ("xong mục 3, 5 và 7", {3, 5, 7}),
        ("xong mục 3 đến 5", {3, 4, 5}),
        ("xong mục 3-5", {3, 4, 5}),
        ("xong mục 3 và việc 5", {3}),
        ("xong việc 3 và mục 5", {5}),
        ("xong việc 3, theo mục 3 của kế hoạch", set()),
        ("xong mục 3; xong 5", {3}),
        ("xong 3", set()),
        ("xong việc 3", set()),
        ("xong số 3", set()),
        ("xong mục tiêu 3", set()),
        ("xong mức 3", set()),
    ],
)
def test_a_row_is_named_by_its_noun(text: str, rows: set[int]) -> None:
    assert row_numbers_named(text) == rows


def test_the_command_carries_that_its_number_names_a_row() -> None:
    command = read_command("xong mục 3 và việc 5")
    assert command == MarkDone((3, 5))
    assert isinstance(command, MarkDone)
    assert [isinstance(number, RowNumber) for number in command.numbers] == [True, False]


@pytest.mark.parametrize("text", ["ct mục 3", "xem mục 3", "mục 3 thế nào", "/task TT 3"])
def test_a_row_is_shown_as_the_task_it_is(text: str) -> None:
    command = read_command(text)
    assert isinstance(command, ShowTask)
    assert isinstance(command.number, RowNumber)


def test_questions_and_several_commands_carry_it_too() -> None:
    asked, several = read_command("xong mục 3 chưa?"), read_command("xong mục 3; trả lại mục 5: thiếu phụ lục")
    assert isinstance(asked, Clarify)
    assert asked.rows == (3,)
    assert isinstance(several, Several)
    commands: tuple[Any, ...] = several.commands
    assert all(isinstance(getattr(each, "number", None) or each.numbers[0], RowNumber) for each in commands)


@pytest.mark.parametrize(
    ("text", "number", "plan", "note"),
    [
        ("xong mục 3 KH 45", 3, "45", None),
        ("xong TT 3 kế hoạch 45", 3, "45", None),
        ("mục 3 của kế hoạch 45 xong rồi ạ", 3, "45", None),
        ("xong mục 3 trong ke hoach so 45-KH/ĐU: đã gửi", 3, "45-KH/ĐU", "đã gửi"),
        ("xong mục 3 (KH 45): đã gửi", 3, "45", "đã gửi"),
        ("xong mục 3, KH 45/2026", 3, "45/2026", None),
        ("xong mục 3 KH #2", 3, "#2", None),
        ("KH 45, mục 3 xong", 3, "45", None),
        ("kế hoạch 45 mục 3 xong rồi", 3, "45", None),
        ("xong mục 3 KH 45 đã ban hành", 3, "45", "đã ban hành"),
        ("done row 3", None, "", None),
    ],
)
def test_a_plan_named_beside_a_row_goes_with_it(text: str, number: int | None, plan: str, note: str | None) -> None:
    command = read_command(text)
    if number is None:
        assert not isinstance(command, MarkDone)
        return
    assert command == MarkDone((number,), note)
    assert isinstance(command, MarkDone)
    [row] = command.numbers
    assert isinstance(row, RowNumber)
    assert (row.plan, row.may_be_own) == (plan, False)


def test_a_plan_behind_several_rows_is_that_of_all() -> None:
    command = read_command("xong mục 3, 5 và 7 KH 45")
    assert isinstance(command, MarkDone)
    assert [(int(row), row.plan) for row in command.numbers if isinstance(row, RowNumber)] == [
        (3, "45"), (5, "45"), (7, "45"),
    ]  # fmt: skip
    command = read_command("xong mục 3 KH 45 và mục 5 KH 12")
    assert isinstance(command, MarkDone)
    assert [(int(row), row.plan) for row in command.numbers if isinstance(row, RowNumber)] == [(3, "45"), (5, "12")]


def test_the_same_row_of_two_plans_in_one_message_is_asked_about() -> None:
    assert isinstance(read_command("xong mục 3 KH 45 và mục 3 KH 12"), Clarify)


def test_a_plan_behind_a_tasks_number_narrows_it_only_where_nothing_else_is_said_of_it() -> None:
    for text in ("xong 3 KH 45", "xong việc 3 của kế hoạch 45 ạ", "xong 3 thuộc KH 45: đã gửi"):
        command = read_command(text)
        assert isinstance(command, MarkDone), text
        [row] = command.numbers
        assert isinstance(row, RowNumber), text
        assert (row.plan, row.may_be_own) == ("45", True)
    said = read_command("xong 3 KH 45 đã ban hành")
    assert said == MarkDone((3,), "KH 45 đã ban hành")
    assert not isinstance(said.numbers[0], RowNumber)


@pytest.mark.parametrize(
    "text", ["xong 3: theo mục 5 KH 45", "xong việc 3, theo mục 3 của kế hoạch 45", "xong 3 theo KH 45"]
)
def test_a_plan_in_the_note_stays_there(text: str) -> None:
    command = read_command(text)
    assert isinstance(command, MarkDone)
    assert command.note is not None
    assert command.note.endswith("45")
    assert not isinstance(command.numbers[0], RowNumber)


def test_what_a_message_shows_can_be_sent_back() -> None:
    command = read_command("xong việc 21 (mục 3, KH 45)")
    assert command == MarkDone((21, 3))
    assert isinstance(command, MarkDone)
    assert isinstance(command.numbers[1], RowNumber)
    assert command.numbers[1].plan == "45"


@pytest.mark.parametrize("text", ["việc kế hoạch 45 trang 2", "báo cáo tháng 5 kế hoạch 45", "tình hình kế hoạch 45"])
def test_the_plan_of_a_list_is_no_plan_of_a_row(text: str) -> None:
    command: Any = read_command(text)
    assert command.plan == "45"


def test_a_question_quotes_the_plan_and_keeps_it() -> None:
    asked = read_command("mục 3 KH 45")
    assert isinstance(asked, Clarify)
    assert asked.about == "mục 3 KH 45"
    [row] = asked.rows
    assert isinstance(row, RowNumber)
    assert (row, row.plan) == (3, "45")


def test_the_plan_goes_with_the_number_where_the_task_is_named() -> None:
    assert renumbered("xong mục 3 của KH 45: đã gửi", {3: 21})[0] == "xong 21: đã gửi"
    assert renumbered("KH 45, mục 3 xong", {3: 21})[1] == "việc 21 xong"


def test_the_noun_goes_with_the_number_and_the_rest_stays() -> None:
    assert renumbered("xong mục 3: theo mục 3 KH 45", {3: 21}) == (
        "xong 21: theo mục 3 KH 45",
        "xong việc 21: theo mục 3 KH 45",
    )
    assert renumbered("xong mục 3 và việc 5", {3: 21})[0] == "xong 21 và việc 5"
