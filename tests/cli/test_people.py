"""People leave and move at the terminal, as they do in a chat."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Terminal

LAN, MINH = "Nguyễn Thị Lan", "Lê Văn Minh"


def person(ward: Terminal, name: str) -> Any:
    return next((one for one in ward.json("people") if one["name"] == name), None)


def newest(ward: Terminal) -> Any:
    return ward.json("audit", "show")["events"][0]


def test_who_is_removed_is_in_the_list_no_more_and_the_history_names_nobody_as_author(own_ward: Terminal) -> None:
    answer = own_ward.run("people", "remove", MINH)
    assert (answer.code, answer.out, answer.err) == (0, f"{MINH} đã kết thúc tham gia; nhật ký vẫn giữ.\n", "")
    assert person(own_ward, MINH) is None
    event = newest(own_ward)
    assert (event["who"], event["what"], event["detail"]) == ("", "person_removed", MINH)
    assert own_ward.run("audit", "verify").code == 0


def test_who_is_moved_belongs_to_the_new_unit_only_in_the_same_role(own_ward: Terminal) -> None:
    before = person(own_ward, LAN)
    answer = own_ward.run("people", "move", "nguyen thi lan", "UBND phường")
    assert (answer.code, answer.out, answer.err) == (0, f"Đã chuyển {LAN} sang UBND phường.\n", "")
    assert person(own_ward, LAN) == {**before, "units": ["UBND phường"]}
    event = newest(own_ward)
    assert (event["who"], event["what"]) == ("", "person_moved")
    assert event["detail"] == f"{LAN}: Ban Xây dựng Đảng → UBND phường"


def test_leaving_and_moving_are_told_as_json_wherever_the_option_stands(own_ward: Terminal) -> None:
    moved = own_ward.json("people", "move", LAN, "UBND phường")
    assert moved == {"person": LAN, "change": "moved", "unit": "UBND phường", "gaps": moved["gaps"]}
    answer = own_ward.run("people", "--json", "remove", MINH)
    assert json.loads(answer.out) == {"person": MINH, "change": "removed", "unit": None, "gaps": []}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("remove", "Minh"), 1, f"Không xác định được “Minh”; ghi đủ họ tên, ví dụ: {MINH}"),
        (("move", "Người Không Có", "UBND phường"), 1, "Không xác định được “Người Không Có”"),
        (("move", LAN, "Sở Không Có"), 1, "Không có đơn vị “Sở Không Có”"),
        (("move", LAN, "Ban Xây dựng Đảng"), 1, f"{LAN} đã ở Ban Xây dựng Đảng, không có gì thay đổi."),
        (("move", LAN, ""), 1, "Chưa ghi gì: hãy ghi họ tên và tên đơn vị."),
        (("move", LAN), 2, "Thiếu tham số “ĐƠN_VỊ”"),
        (("remove",), 2, "Thiếu tham số “TÊN”"),
        (("nope",), 2, "Không có lệnh “nope”"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_and_changes_nothing(
    ward: Terminal, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = ward.rows()
    answer = ward.run("people", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert ward.rows() == before


def test_without_a_further_word_people_are_listed(ward: Terminal) -> None:
    answer = ward.run("people")
    assert (answer.code, answer.err) == (0, "")
    assert LAN in answer.out


def test_a_single_role_is_given_and_taken_away(own_ward: Terminal) -> None:
    given = own_ward.run("people", "role", MINH, "UBND phường", "thủ trưởng")
    assert (given.code, given.out, given.err) == (0, f"Đã giao vai trò thủ trưởng đơn vị (UBND phường): {MINH}.\n", "")
    assert set(person(own_ward, MINH)["roles"]) == {"officer", "head"}
    event = newest(own_ward)
    assert (event["who"], event["what"], event["detail"]) == ("", "role_granted", f"head: {MINH}, UBND phường")
    taken = own_ward.json("people", "role", MINH, "UBND phường", "head", "--remove")
    assert taken == {
        "person": MINH, "change": "role_taken", "role": "head", "unit": "UBND phường", "left_without": [],
    }  # fmt: skip
    assert person(own_ward, MINH)["roles"] == ["officer"]
    assert newest(own_ward)["what"] == "role_taken"


def test_a_role_of_the_organisation_needs_no_unit(own_ward: Terminal) -> None:
    assert own_ward.run("people", "role", LAN, "-", "inspector").code == 0
    assert "inspector" in person(own_ward, LAN)["roles"]
    assert own_ward.run("people", "role", LAN, "Ban Xây dựng Đảng", "kiểm tra", "--remove").code == 0
    assert "inspector" not in person(own_ward, LAN)["roles"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((LAN, "UBND phường", "trưởng thôn"), "Hệ thống chưa rõ vai trò “trưởng thôn”"),
        ((LAN, "Sở Không Có", "leader"), "Không có đơn vị “Sở Không Có”"),
        (("Lan", "UBND phường", "head"), f"Không xác định được “Lan”; ghi đủ họ tên, ví dụ: {LAN}"),
        ((MINH, "UBND phường", "officer"), f"Đ/c {MINH} hiện đã có vai trò"),
        ((MINH, "-", "leader", "--remove"), f"Đ/c {MINH} không có vai trò lãnh đạo."),
        (("Lê Văn \u041cinh", "-", "leader"), "chữ “\u041c” của bảng chữ cái khác"),
        ((f"{MINH}\u202e", "-", "leader"), "ký tự ẩn làm đảo chiều chữ"),
    ],
)
def test_a_role_that_cannot_be_changed_is_told_in_a_sentence_and_changes_nothing(
    ward: Terminal, words: tuple[str, ...], sentence: str
) -> None:
    before = ward.rows()
    answer = ward.run("people", "role", *words)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err
    assert ward.rows() == before


def test_no_code_is_made_for_a_name_that_only_looks_right(ward: Terminal) -> None:
    answer = ward.run("invite", "Lê Văn \u041cinh")
    assert (answer.code, answer.out) == (1, "")
    assert "bảng chữ cái khác" in answer.err
