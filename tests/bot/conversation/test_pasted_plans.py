from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.pasted_plans import LONGEST, ChatText, pasted_with

NOW = datetime(2026, 4, 10, 2, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=3)
PART = "2\tRà soát quy hoạch cán bộ, lập danh sách trình Ban Thường vụ\tBan A\t30/5/2026\n3\tViệc ba\tBan B\t30/6"


def said(*texts: str, apart: timedelta = timedelta(0), taken: tuple[int, ...] = ()) -> list[ChatText]:
    """The first text begins a plan; the others are said one after the other."""
    return [
        ChatText(number, NOW + number * apart, text, text if number == 0 else None, number in taken)
        for number, text in enumerate(texts)
    ]


def whole(lines: list[ChatText], started_at: datetime = LONG_AGO) -> str | None:
    """The plan with the last message."""
    found = pasted_with(lines, lines[-1].id, started_at)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("before", "part", "joined"),
    [
        ("1\tViệc", PART, "1\tViệc\n" + PART),
        (
            "1. Giao Ban Xây dựng",
            "Đảng " + "x" * 80 + "\n2. Việc",
            "1. Giao Ban Xây dựng Đảng " + "x" * 80 + "\n2. Việc",
        ),
        ("1. Việc một.", "Giao Ban A " + "x" * 80 + "\n", "1. Việc một.\nGiao Ban A " + "x" * 80 + "\n"),
    ],
)
def test_parts_are_joined_where_the_channel_cut_them(before: str, part: str, joined: str) -> None:
    assert whole(said(before, part)) == joined
    further = said(before, part, PART, apart=timedelta(minutes=4))
    assert whole(further) == joined + ("" if joined.endswith(" ") else "\n") + PART


@pytest.mark.parametrize("text", ["có", "3", "/viec 3\n" + "x" * 90, "một câu dài không xuống dòng " * 5])
def test_what_is_no_part_of_a_plan_is_left_alone(text: str) -> None:
    assert whole(said("1\tViệc", text)) is None
    assert whole(said("1\tViệc", text, PART)) is None, "and ends the pasting"


def test_no_plan_is_longer_than_any_is() -> None:
    assert whole(said("x" * LONGEST, PART)) is None


def test_a_part_may_come_within_minutes_or_within_an_hour_when_the_program_was_down_in_between() -> None:
    lines = said("1\tViệc", PART, apart=timedelta(minutes=6))
    assert whole(lines) is None
    assert whole(lines, started_at=NOW + timedelta(minutes=3)) == "1\tViệc\n" + PART
    late = said("1\tViệc", PART, apart=timedelta(minutes=61))
    assert whole(late, started_at=NOW + timedelta(minutes=3)) is None


def test_an_earlier_part_is_in_the_later_one_that_somebody_has_taken_up() -> None:
    for taken, is_in_later in (((), False), ((2,), True)):
        found = pasted_with(said("1\tViệc", PART, PART, taken=taken), 0, LONG_AGO)
        assert found is not None
        assert (found.text, found.is_in_later) == ("1\tViệc", is_in_later)
    two_plans = [*said("1\tViệc", PART), ChatText(9, NOW, PART, PART, is_taken=True)]
    found = pasted_with(two_plans, 0, LONG_AGO)
    assert found is not None
    assert not found.is_in_later
