"""Several organisations in one database: added, listed, chosen by code, and never mixed up."""

import json

import pytest

from domain.organisations import code_from, read_code
from tests.cli.conftest import ROSTER, Terminal

A, B = "Đảng ủy phường Thủy Nguyên", "Đảng ủy phường Hồng Bàng"
NAME = "DONDOC_ORGANISATION_NAME"


@pytest.fixture
def two(own_ward: Terminal) -> Terminal:
    """A ward with its people and tasks, and another one, in one database."""
    assert own_ward.run("status", **{NAME: A}).code == 0
    added = own_ward.run("org", "add", B)
    assert (added.code, added.err) == (0, "")
    assert f"“{B}”, mã HB" in added.out
    return own_ward


def test_both_are_listed_with_the_codes_that_their_names_gave_them(two: Terminal) -> None:
    assert [(one["code"], one["name"], one["served"]) for one in two.json("org", "list")] == [
        ("TN", A, False),
        ("HB", B, False),
    ]
    with_bot = two.run("org", "list", "--json", **{NAME: B, "DONDOC_TELEGRAM_TOKEN": "1:a-token-of-the-tests"})
    assert [one["served"] for one in json.loads(with_bot.out)] == [False, True]
    assert f"HB  {B}" in two.run("org", "list").out.replace("│", "")


@pytest.mark.parametrize("command", [("status",), ("tasks",), ("people",), ("units",)])
def test_a_command_that_reads_shows_the_organisation_of_the_code_alone(two: Terminal, command: tuple[str, ...]) -> None:
    of_a, of_b = (two.json(*command, "--org", code) for code in ("tn", "HB"))
    if command == ("status",):
        of_a, of_b = of_a["total"], of_b["total"]
    assert of_a
    assert not of_b


def test_a_task_of_another_organisation_is_not_found(two: Terminal) -> None:
    assert two.run("task", "3", "--org", "TN").code == 0
    assert two.run("task", "3", "--org", "HB").err == "dondoc: Không có việc số 3. Xem các số bằng: dondoc status\n"


@pytest.mark.parametrize("command", [("status",), ("tasks",), ("people",), ("units",), ("task", "3")])
def test_without_a_code_nothing_is_guessed_where_there_are_two(two: Terminal, command: tuple[str, ...]) -> None:
    answer = two.run(*command)
    assert answer.code == 1
    assert answer.err == f"dondoc: Cơ sở dữ liệu này có 2 tổ chức. Thêm --org MÃ: TN ({A}), HB ({B}).\n"


def test_a_list_of_people_is_loaded_for_no_ward_while_it_cannot_be_said_for_which(two: Terminal) -> None:
    before = two.rows()
    answer = two.run("load", ROSTER, "--yes")
    assert answer.code == 1
    assert "Thêm --org MÃ" in answer.err
    assert two.rows() == before


def test_a_code_that_nobody_has_is_answered_with_those_there_are(two: Terminal) -> None:
    answer = two.run("status", "--org", "XX")
    assert answer.err == f"dondoc: Không có tổ chức mang mã “XX”. Có: TN ({A}), HB ({B}).\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((B,), f"Đã có tổ chức “{B}”"),
        (("Xã Việt Khê", "--code", "hb"), f"Mã HB là của “{B}”"),
        (("Xã Việt Khê", "--code", "V K"), "Mã gồm 2 đến 8 chữ cái"),
        ((" ",), "Hãy ghi tên tổ chức"),
    ],
)
def test_a_name_or_code_that_is_taken_or_none_is_refused_and_nothing_is_written(
    two: Terminal, words: tuple[str, ...], said: str
) -> None:
    before = two.rows()
    answer = two.run("org", "add", *words)
    assert answer.code == 1
    assert said in answer.err
    assert two.rows() == before


def test_beside_an_organisation_without_a_name_none_is_added(own_ward: Terminal) -> None:
    answer = own_ward.run("org", "add", B)
    assert (answer.code, "dondoc org rename" in answer.err) == (1, True)


def test_the_only_organisation_needs_no_code(own_ward: Terminal) -> None:
    assert own_ward.run("status").code == 0
    assert own_ward.run("status", "--org", "TN").err.endswith("không cần --org.\n")


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Đảng ủy phường Hồng Bàng", (), "HB"),
        ("Đảng ủy phường Hồng Bàng", ("HB",), "HB2"),
        ("UBND xã Việt Khê", ("HB",), "VK"),
        ("Phường An", (), "AN"),
        ("Đảng ủy phường 14", (), "DV14"),
        ("Đặc khu Bạch Long Vĩ", (), "BLV"),
        ("Ủy ban Kiểm tra", (), "UBKT"),
    ],
)
def test_a_code_comes_from_the_name_of_the_place(name: str, taken: tuple[str, ...], code: str) -> None:
    assert code_from(name, taken) == code
    assert read_code(code.lower()) == code


def test_an_organisation_is_set_and_shown_and_its_history_says_so(two: Terminal) -> None:
    words = ("--under", " Đảng bộ  thành phố Hải Phòng", "--keep-days", "500", "--zalo-quota", "700")
    changed = two.run("org", "set", "--org", "HB", *words, "--morning", "8:00", "--waking", "06:30-21:00")
    assert (changed.code, changed.err) == (0, "")
    assert changed.out.startswith(f"Đã đổi 5 cài đặt của “{B}”.\n")
    shown = two.json("org", "show", "--org", "HB")
    assert shown == {
        "code": "HB", "name": B, "served": False, "superior": "Đảng bộ thành phố Hải Phòng", "keep_days": 500,
        "zalo_quota": 700, "morning": "08:00", "quiet": "17:00", "waking": "06:30-21:00",
        "closed_at": None,
    }  # fmt: skip
    assert two.run("org", "set", "--org", "HB", *words).out.startswith("Không có gì thay đổi.\n")
    history = two.run("audit", "show", "--org", "HB").out
    assert "đổi cài đặt tại máy chủ: Cấp trên: - → Đảng bộ thành phố Hải Phòng" in history
    assert "đổi cài đặt tại máy chủ: Giờ gửi tin buổi sáng: 07:30 → 08:00" in history
    assert two.run("audit", "verify", "--org", "HB").code == 0
    assert two.json("org", "set", "--org", "HB", "--under", "-", "--keep-days", "-")["superior"] is None
    assert "400 (chung của cả hệ thống)" in two.run("org", "show", "--org", "HB").out


def test_an_organisation_is_added_below_the_body_above_it(two: Terminal) -> None:
    assert (
        two.json("org", "add", "Đảng ủy xã Việt Khê", "--under", "Đảng bộ thành phố")["superior"] == "Đảng bộ thành phố"
    )
    assert two.run("audit", "verify", "--org", "VK").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Chưa ghi cài đặt nào"),
        (("--keep-days", "29"), "--keep-days: ghi một số từ 30 đến 36500"),
        (("--zalo-quota", "nhiều"), "--zalo-quota: ghi một số từ 1 đến"),
        (("--morning", "25:00"), "--morning: ghi giờ trong khoảng 06:30–11:00, ví dụ 07:30."),
        (("--waking", "20:00-07:00"), "--waking: giờ bắt đầu phải trước giờ kết thúc."),
        (("--under", "x" * 201), "--under: tên cấp trên dài nhất 200 ký tự."),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_in_a_sentence(two: Terminal, words: tuple[str, ...], said: str) -> None:
    before = two.rows()
    answer = two.run("org", "set", "--org", "HB", *words)
    assert (answer.code, said in answer.err) == (1, True)
    assert two.rows() == before


def test_an_organisation_is_closed_and_opened_again_and_its_data_can_be_read_meanwhile(two: Terminal) -> None:
    closed = two.run("org", "close", "--org", "TN")
    assert (closed.code, closed.err) == (0, "")
    assert closed.out.startswith(f"“{A}” ngừng dùng hệ thống: không nhắc ai nữa, dữ liệu vẫn giữ nguyên.")
    assert two.json("status", "--org", "TN")["total"] == 18
    assert two.json("timeline", "--org", "TN", *["--from", "2026-04-10", "--to", "2026-04-17"]) == []
    assert "đã ngừng từ 09/04/2026" in two.run("org", "show", "--org", "TN").out
    assert "đã ngừng từ trước" in two.run("org", "close", "--org", "TN").err
    assert two.json("org", "reopen", "--org", "TN") == {"code": "TN", "told": 0}
    assert two.json("timeline", "--org", "TN", *["--from", "2026-04-10", "--to", "2026-04-17"])
    assert "không có gì phải mở lại" in two.run("org", "reopen", "--org", "TN").err
    assert "dùng lại hệ thống" in two.run("audit", "show", "--org", "TN").out
    assert two.run("audit", "verify", "--org", "TN").code == 0
