"""`dondoc load` shows the roles that a list would change and asks before it writes them."""

import json
import os
import pty
import select
import sqlite3
import subprocess
import unicodedata
from pathlib import Path

import pytest

from dondoc.cli import load
from dondoc.failures import CannotDo
from tests.cli.conftest import AFTERNOON_OF_ISSUE, COMMAND, MOST_SECONDS, ROSTER, Terminal

HEAD = "unit,aliases,parent,person,role\n"
LAN, MINH, HA = "Nguyễn Thị Lan", "Lê Văn Minh", "Trần Thu Hà"
PROMOTED = f"Ban Xây dựng Đảng,,,{LAN},coordinator\n"


def listed(ward: Terminal, rows: str) -> Path:
    file = ward.folder / "moi.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return file


def typed_at_a_terminal(ward: Terminal, answer: str, *words: str | Path) -> tuple[int, str]:
    """The command on a terminal of its own: what a person sees, and how it ends once they have typed the answer."""
    ours, theirs = pty.openpty()
    environment = {
        "PATH": os.defpath, "HOME": str(ward.folder), "DONDOC_DATABASE_URL": "sqlite:///dondoc.db",
        "DONDOC_CLOCK": AFTERNOON_OF_ISSUE,
    }  # fmt: skip
    with subprocess.Popen(
        [COMMAND, *words], cwd=ward.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode())
        seen = b""
        while select.select([ours], [], [], MOST_SECONDS)[0]:
            try:
                seen += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
    os.close(ours)
    return running.returncode, seen.decode()


def roles(ward: Terminal, name: str) -> list[str]:
    [person] = [one for one in ward.json("people") if one["name"] == name]
    return list(person["roles"])


def events(ward: Terminal, what: str) -> list[str]:
    """The details of all events of this kind, oldest first."""
    with sqlite3.connect(ward.folder / "dondoc.db") as database:
        found = database.execute("SELECT facts FROM event WHERE what = ? ORDER BY seq", (what,)).fetchall()
    return [json.loads(facts)["detail"] for (facts,) in found]


def test_roles_are_not_changed_when_there_is_nobody_to_ask(own_ward: Terminal) -> None:
    before = own_ward.rows()
    answer = own_ward.run("load", listed(own_ward, PROMOTED))
    assert answer.code == 1
    assert f"+ cán bộ theo dõi, đôn đốc: {LAN}" in answer.out
    assert "--yes" in answer.err
    assert own_ward.rows() == before


def test_nobody_to_ask_is_told_as_such_and_not_taken_for_a_yes(
    own_ward: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this very process, so that a break of the program made on purpose is seen, too."""
    monkeypatch.chdir(own_ward.folder)
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///dondoc.db")
    before = own_ward.rows()
    with pytest.raises(CannotDo, match="--yes"):
        load.run(listed(own_ward, PROMOTED), as_json=False)
    assert own_ward.rows() == before


def test_a_first_list_needs_nobody_to_ask_because_it_takes_nothing_from_anybody(terminal: Terminal) -> None:
    answer = terminal.run("load", ROSTER)
    assert (answer.code, answer.err) == (0, "")
    assert f"+ cán bộ theo dõi, đôn đốc: {HA}" in answer.out
    assert "coordinator" in roles(terminal, HA)
    assert terminal.run("load", listed(terminal, PROMOTED)).code == 1, "the second list changes somebody's rights"


def test_as_json_the_proposal_is_shown_and_written_only_with_yes(own_ward: Terminal) -> None:
    file = listed(own_ward, PROMOTED)
    asked = own_ward.run("load", file, "--json")
    assert asked.code == 1
    proposed = json.loads(asked.out)["changes"]
    assert proposed == [{"name": LAN, "what": "role_granted", "from": None, "to": "coordinator"}]
    assert "coordinator" not in roles(own_ward, LAN)
    assert own_ward.json("load", file, "--yes")["changes"] == proposed
    assert "coordinator" in roles(own_ward, LAN)
    assert own_ward.json("load", file)["changes"] == []


@pytest.mark.parametrize(("typed", "is_written"), [("c", True), ("có", True), ("k", False), ("", False)])
def test_who_sits_at_the_terminal_is_asked_once(own_ward: Terminal, typed: str, is_written: bool) -> None:
    code, seen = typed_at_a_terminal(own_ward, typed, "load", listed(own_ward, PROMOTED))
    assert code == 0
    assert seen.count("Ghi 1 thay đổi này? (c/k)") == 1
    assert f"+ cán bộ theo dõi, đôn đốc: {LAN}" in seen
    assert ("Đã nạp" in seen, "Chưa ghi gì" in seen) == (is_written, not is_written)
    assert ("coordinator" in roles(own_ward, LAN)) == is_written


def test_who_was_removed_comes_back_only_when_that_is_agreed_to(own_ward: Terminal) -> None:
    assert own_ward.run("people", "remove", MINH).code == 0
    asked = own_ward.run("load", ROSTER)
    assert asked.code == 1
    assert f"↩ tham gia trở lại: {MINH}" in asked.out
    assert f"+ đầu mối của đơn vị: {MINH} (UBND phường)" in asked.out
    assert not [one for one in own_ward.json("people") if one["name"] == MINH]
    loaded = own_ward.json("load", ROSTER, "--yes")
    assert [change["what"] for change in loaded["changes"]] == ["brought_back", "role_granted"]
    assert roles(own_ward, MINH) == ["officer"]
    assert events(own_ward, "person_returned") == [MINH]


def test_every_role_is_one_event_with_its_person(own_ward: Terminal) -> None:
    before = events(own_ward, "role_granted")
    rows = PROMOTED + f"UBND phường,,,{LAN},officer\nUBND phường,,,{HA},head\n"
    assert own_ward.run("load", listed(own_ward, rows), "--yes").code == 0
    new = events(own_ward, "role_granted")[len(before) :]
    assert sorted(new) == [f"coordinator: {LAN}", f"head: {HA}, UBND phường", f"officer: {LAN}, UBND phường"]
    assert own_ward.run("audit", "verify").code == 0


def test_a_list_that_changes_nobodys_roles_is_taken_without_a_question(own_ward: Terminal) -> None:
    answer = own_ward.run("load", ROSTER)
    assert (answer.code, answer.err) == (0, "")
    assert "Đã nạp" in answer.out


def test_a_first_list_says_which_offices_nobody_holds(terminal: Terminal) -> None:
    answer = terminal.run("load", listed(terminal, f"UBND phường,,,{MINH},officer\n"), "--yes")
    assert answer.code == 0
    assert "chưa có ai có vai trò “cán bộ theo dõi, đôn đốc”" in answer.out
    assert "chưa có ai có vai trò “lãnh đạo”" in answer.out


@pytest.mark.parametrize(
    ("column", "name", "sentence"),
    [
        ("person", "Lê Văn \u041cinh", "chữ “\u041c” thuộc bảng chữ cái khác"),
        ("person", "Lê Văn Minh\u202e", "ký tự ẩn làm đảo chiều chữ"),
        ("unit", "UBND ph\u01b0\u1eddng \u0430", "chữ “\u0430” thuộc bảng chữ cái khác"),
        ("aliases", "UBND; UB\u039dD", "chữ “\u039d” thuộc bảng chữ cái khác"),
        ("parent", "\u200fcác phòng", "ký tự ẩn làm đảo chiều chữ"),
    ],
)
def test_names_that_only_look_right_are_refused_with_their_place(
    terminal: Terminal, column: str, name: str, sentence: str
) -> None:
    row = {"unit": "UBND phường", "aliases": "", "parent": "", "person": MINH, "role": "officer", column: name}
    answer = terminal.run("load", listed(terminal, ",".join(row.values()) + "\n"), "--yes")
    assert answer.code == 1
    assert f"Dòng 2, cột “{column}”: " in answer.err
    assert sentence in answer.err
    assert not (terminal.folder / "dondoc.db").exists()


def test_letters_with_their_marks_apart_are_no_strangers(terminal: Terminal) -> None:
    rows = unicodedata.normalize(
        "NFD", f"Phòng Văn hóa – Xã hội,,,{LAN},cán bộ\nĐảng ủy phường,,,Đỗ Thị Huệ,lãnh đạo\n"
    )
    assert terminal.run("load", listed(terminal, rows), "--yes").code == 0
    assert {one["name"] for one in terminal.json("people")} == {LAN, "Đỗ Thị Huệ"}


OFFICE_LIST = (
    "STT;Họ và tên;Chức vụ;Đơn vị\n"
    "1;Bùi Văn Cảnh;Phó Trưởng phòng phụ trách;Phòng Kinh tế\n"
    "2;Vũ Thị Năm;Phó Chủ tịch;UBND phường\n"
    "3;Tô Văn Sáu;Bí thư;Đảng ủy phường\n"
)


@pytest.mark.parametrize(
    ("typed", "acting", "deputy"),
    [("a\nb\nc", "head", "officer"), ("x\nb\na\nc", "officer", "leader"), ("\n\nc", "officer", "officer")],
)
def test_each_role_that_the_list_leaves_open_is_asked_at_the_terminal(
    terminal: Terminal, typed: str, acting: str, deputy: str
) -> None:
    file = terminal.folder / "danh-sach.csv"
    file.write_text(OFFICE_LIST, encoding="utf-8")
    code, seen = typed_at_a_terminal(terminal, typed, "load", file)
    assert code == 0
    assert "Câu 1/2. Phó chủ tịch: Vũ Thị Năm." in seen or "Câu 1/2. Bùi Văn Cảnh" in seen
    assert "Câu 2/2." in seen
    assert ("Gõ a hoặc b" in seen) == ("x" in typed)
    assert acting in roles(terminal, "Bùi Văn Cảnh")
    assert deputy in roles(terminal, "Vũ Thị Năm")


def test_a_role_that_was_answered_is_not_asked_again_and_not_taken(terminal: Terminal) -> None:
    file = terminal.folder / "danh-sach.csv"
    file.write_text(OFFICE_LIST, encoding="utf-8")
    typed_at_a_terminal(terminal, "a\na\nc", "load", file)
    again = terminal.run("load", file)
    assert (again.code, again.err) == (0, "")
    assert "❓ Phó chủ tịch" not in again.out
    assert "phụ trách" not in again.out
    assert "head" in roles(terminal, "Bùi Văn Cảnh")
    assert "leader" in roles(terminal, "Vũ Thị Năm")
