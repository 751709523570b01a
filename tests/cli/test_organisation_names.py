"""A database belongs to one organisation: started with the name of another it is refused, and a rename is a command."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import DOCX, ROSTER, Terminal

A, B = "Đảng ủy phường Thủy Nguyên", "Đảng ủy phường Hòa Bình"
NAME = "DONDOC_ORGANISATION_NAME"
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "load": ("load", ROSTER),
    "import": ("import", DOCX, "--yes"),
    "status": ("status",),
    "tasks": ("task", "3"),
    "people": ("people",),
    "units": ("units",),
    "people move": ("people", "move", "Nguyễn Thị Lan", "Văn phòng Đảng ủy"),
    "invite": ("invite", "Nguyễn Thị Lan"),
    "report": ("report", "month"),
    "timeline": ("timeline", "--from", "2026-04-10", "--to", "2026-04-11"),
    "audit verify": ("audit", "verify"),
    "audit show": ("audit", "show"),
    "migrate": ("migrate",),
    "run": ("run",),
}
TOKEN = {"DONDOC_TELEGRAM_TOKEN": "7000000001:NAMES-token-of-the-tests-0000000000000"}


@pytest.fixture(scope="module")
def ward_of_a(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    made = Terminal(tmp_path_factory.mktemp("ward of A"))
    assert made.run("load", ROSTER, **{NAME: A}).code == 0
    assert made.run("import", DOCX, "--yes", **{NAME: A}).code == 0
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_another_organisation_is_refused_in_a_sentence_and_not_touched(
    ward_of_a: Terminal, command: str
) -> None:
    before = ward_of_a.rows()
    answer = ward_of_a.run(*COMMANDS[command], **{NAME: B}, **TOKEN)
    assert answer.code == 1
    assert f"“{A}”" in answer.err
    assert f"“{B}”" in answer.err
    assert f'dondoc org rename "{B}"' in answer.err
    assert "DONDOC_DATABASE_URL" in answer.err
    assert answer.err.count("\n") == 1
    assert ward_of_a.rows() == before


def test_the_doctor_reports_it_with_what_to_do(ward_of_a: Terminal) -> None:
    answer = ward_of_a.run("doctor", **{NAME: B})
    assert answer.code == 1
    assert f"✘ Cơ sở dữ liệu này của “{A}”" in answer.out
    assert "→ " in answer.out
    assert f'dondoc org rename "{B}"' in answer.out


@pytest.mark.parametrize("spelled", [A.upper(), "  Đảng ủy  phường\tThuỷ Nguyên ", "Đảng ủy phường Thủy Nguyên", ""])
def test_the_same_name_in_another_spelling_or_none_is_the_same_organisation(ward_of_a: Terminal, spelled: str) -> None:
    assert ward_of_a.run("status", **{NAME: spelled}).code == 0


def test_the_name_of_the_first_start_gives_way_to_the_first_real_one_and_no_other(terminal: Terminal) -> None:
    assert terminal.run("load", ROSTER).code == 0
    assert terminal.run("status", **{NAME: A}).code == 0
    assert terminal.run("status", **{NAME: B}).code == 1
    assert terminal.run("status").code == 0, "who says no name claims none"
    history = [entry["what"] for entry in terminal.json("audit", "show")["events"]]
    assert history.count("organisation_named") == 1


def test_a_rename_stands_in_the_history_and_the_settings_must_follow(own_ward: Terminal) -> None:
    assert own_ward.run("status", **{NAME: A}).code == 0
    renamed = own_ward.run("org", "rename", f"  {B} ", **{NAME: B})
    assert (renamed.code, renamed.err) == (0, "")
    assert f"“{A}”" in renamed.out
    assert f"“{B}”" in renamed.out
    assert own_ward.run("status", **{NAME: B}).code == 0
    refused = own_ward.run("status", **{NAME: A})
    assert refused.code == 1
    assert f"“{B}”" in refused.err
    [entry] = [e for e in own_ward.json("audit", "show")["events"] if e["what"] == "organisation_renamed"]
    assert A in json.dumps(entry, ensure_ascii=False)
    assert B in json.dumps(entry, ensure_ascii=False)
    assert own_ward.run("audit", "verify").code == 0


def test_the_rename_says_which_setting_has_to_follow(own_ward: Terminal) -> None:
    assert own_ward.run("status", **{NAME: A}).code == 0
    renamed = own_ward.run("org", "rename", B, **{NAME: A})
    assert renamed.code == 0
    assert f"DONDOC_ORGANISATION_NAME={B}" in renamed.out


@pytest.mark.parametrize("wrong", ["", "  ", "x" * 301, "Tổ chức của tôi"])
def test_a_name_that_is_none_is_refused_in_a_sentence(own_ward: Terminal, wrong: str) -> None:
    before = own_ward.rows()
    answer = own_ward.run("org", "rename", wrong)
    assert answer.code == 1
    assert answer.err.startswith("dondoc: ")
    assert answer.err.count("\n") == 1
    assert own_ward.rows() == before
