from datetime import UTC, datetime, timedelta

import pytest

from bot.pasting import LONGEST, MOST_CHATS, OpenPastes

NOW = datetime(2026, 4, 10, 2, tzinfo=UTC)
CHAT = ("toy", "7")
PART = "2\tRà soát quy hoạch cán bộ, lập danh sách trình Ban Thường vụ\tBan A\t30/5/2026\n3\tViệc ba\tBan B\t30/6"


@pytest.mark.parametrize(
    ("before", "part", "whole"),
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
def test_parts_are_joined_where_the_channel_cut_them(before: str, part: str, whole: str) -> None:
    pastes = OpenPastes()
    pastes.begin(CHAT, before, NOW)
    assert pastes.joined(CHAT, part, NOW) == whole
    assert pastes.joined(CHAT, PART, NOW + timedelta(minutes=4)) == whole + ("" if whole.endswith(" ") else "\n") + PART


@pytest.mark.parametrize("text", ["có", "3", "/viec 3\n" + "x" * 90, "một câu dài không xuống dòng " * 5])
def test_what_is_no_part_of_a_plan_is_left_alone(text: str) -> None:
    pastes = OpenPastes()
    pastes.begin(CHAT, "1\tViệc", NOW)
    assert pastes.joined(CHAT, text, NOW) is None


def test_nothing_grows_without_bound() -> None:
    pastes = OpenPastes()
    for number in range(MOST_CHATS * 2):
        pastes.begin(("toy", str(number)), "x", NOW)
    assert pastes.joined(("toy", "0"), PART, NOW) is None
    pastes.begin(CHAT, "x" * LONGEST, NOW)
    assert pastes.joined(CHAT, PART, NOW) is None
