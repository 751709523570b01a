"""Which numbers of a text name rows of the paper, and how a task's number is written in their place."""

from typing import Any

import pytest

from bot.grammar import read_command
from bot.interpreting.paper_rows import renumbered, rows_named
from domain.commands import Clarify, MarkDone, Several, ShowTask
from domain.paper_rows import RowNumber


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
    assert rows_named(text) == rows


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


def test_the_noun_goes_with_the_number_and_the_rest_stays() -> None:
    assert renumbered("xong mục 3: theo mục 3 KH 45", {3: 21}) == (
        "xong 21: theo mục 3 KH 45",
        "xong việc 21: theo mục 3 KH 45",
    )
    assert renumbered("xong mục 3 và việc 5", {3: 21})[0] == "xong 21 và việc 5"
