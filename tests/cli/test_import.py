import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import DOCX, ROSTER, TXT, Terminal
from tests.documents.gold import rows

DOUBTS = [
    ("blank_plan_number", None), ("draft_after_final", "4"), ("due_on_issue_day", "IV.1"),
    ("due_on_issue_day", "IV.3a"), ("duty_only_in_prose", "IV.1"), ("duty_only_in_prose", "IV.3a"),
    ("duty_only_in_prose", "IV.3b"), ("likely_typing_error", "4"), ("no_coordinating_unit", "13"),
    ("several_lead_units", "15"), ("several_lead_units", "6"),
]  # fmt: skip
# What the table of units cannot say: units as the prose of the plan writes them.
ONLY_IN_PROSE = {
    "Ủy ban nhân dân phường": "Ủy ban nhân dân phường",
    "Ban Xây dựng đảng Đảng ủy phường": "Ban Xây dựng đảng Đảng ủy phường",
}


def units_of(cell: str) -> list[str]:
    labelled = ONLY_IN_PROSE | {row["text"]: row["units"] for row in rows("unit_cells.tsv", "00")}
    return labelled[cell].split(" | ") if cell else []


def deadline_of(cell: str) -> tuple[str, str | None]:
    labelled = {row["phrase"].replace("*", ""): row for row in rows("deadline_phrases.tsv", "00")}
    row = labelled[cell.removesuffix(" (theo hướng dẫn của Ban Tổ chức Trung ương)")]
    return row["kind"], row["last_day"] or None


def as_labelled() -> list[dict[str, Any]]:
    """Number, code, units and time limit of each task as people labelled them by hand."""
    found = []
    for number, row in enumerate(rows("plan_rows.tsv", "00"), start=1):
        kind, last_day = deadline_of(row["deadline"])
        task = {"number": number, "code": row["code"], "title": row["task"], "kind": kind, "last_day": last_day}
        found.append({**task, "lead": units_of(row["lead"]), "coordinating": units_of(row["coordination"])})
    return found


def as_read(task: dict[str, Any]) -> dict[str, Any]:
    flat = {name: task[name] for name in ("number", "code", "title", "lead", "coordinating")}
    return flat | {name: task["deadline"][name] for name in ("kind", "last_day")}


@pytest.mark.parametrize("file", [DOCX, TXT], ids=["docx", "txt"])
def test_a_trial_gives_all_tasks_and_doubts_and_writes_nothing(terminal: Terminal, file: Path) -> None:
    read = terminal.json("import", file, "--dry-run")
    assert [as_read(task) for task in read["tasks"]] == as_labelled()
    assert read["plan"]["issued_on"] == "2026-04-09"
    assert Counter((w["code"], w["task"]) for w in read["warnings"]) == Counter(DOUBTS)
    assert list(terminal.folder.iterdir()) == []


def test_the_account_is_in_the_json_and_in_the_words(terminal: Terminal) -> None:
    read = terminal.json("import", TXT, "--dry-run")
    account = read["account"]
    assert account["blocks"] == sum(account[kind] for kind in ("task", "part", "context", "unread"))
    assert [set(u) for u in read["unread"]] == [{"place", "text", "reason"}] * account["unread"]
    assert read["plan"]["basis"]["number"] == "43-KH/TU"
    shown = terminal.run("import", TXT, "--dry-run").out
    assert f"{account['blocks']} mục trong văn bản: 18 việc, {account['unread']} mục chưa thành việc:" in shown
    assert f"IV. TỔ CHỨC THỰC HIỆN ({account['unread']} mục)" in shown
    assert "Văn phòng Đảng ủy phường:" in shown


def test_a_trial_leaves_a_ward_as_it_is(ward: Terminal) -> None:
    before = ward.rows()
    assert len(ward.json("import", TXT, "--dry-run")["tasks"]) == 18
    assert ward.rows() == before


def test_a_trial_in_a_ward_names_units_of_which_nobody_has_linked_once_somebody_has(own_ward: Terminal) -> None:
    assert "unit_not_linked" not in {w["code"] for w in own_ward.json("import", TXT, "--dry-run")["warnings"]}
    with sqlite3.connect(own_ward.folder / "dondoc.db") as database:
        database.execute(
            "INSERT INTO chat_account (organisation_id, person_id, channel, chat_id, is_alive, linked_at) "
            "SELECT organisation_id, id, 'telegram', '11', 1, '2026-04-09 08:00:00.000000' FROM person LIMIT 1"
        )
    told = [
        w["message"] for w in own_ward.json("import", TXT, "--dry-run")["warnings"] if w["code"] == "unit_not_linked"
    ]
    assert told
    assert all("dondoc invite" in message for message in told)


def test_a_trial_names_units_that_nobody_answers_for(terminal: Terminal) -> None:
    roster = terminal.folder / "list.csv"
    roster.write_text("unit,aliases,parent,person,role\nUBND phường,,,,\n", encoding="utf-8")
    terminal.json("load", roster)
    warnings = terminal.json("import", TXT, "--dry-run")["warnings"]
    [nobody] = [w for w in warnings if w["code"] == "unit_without_people"]
    assert "«UBND phường»" in nobody["message"]
    assert "dondoc load" in nobody["message"]


def test_the_same_file_twice_changes_nothing(own_ward: Terminal) -> None:
    before = own_ward.rows()
    again = own_ward.run("import", DOCX, "--yes")
    assert (again.code, again.err) == (0, "")
    assert "không có gì thay đổi" in again.out
    assert own_ward.rows() == before


def test_the_same_roster_twice_adds_only_a_line_of_history(own_ward: Terminal) -> None:
    before = own_ward.rows()
    assert own_ward.json("load", ROSTER)["people"] == 20
    added = [row for row in own_ward.rows() if row not in before]
    assert [row.partition("(")[0] for row in added if "sqlite_sequence" not in row] == ['INSERT INTO "event" VALUES']


def test_without_a_person_to_ask_nothing_is_written(own_ward: Terminal) -> None:
    before = own_ward.rows()
    refused = own_ward.run("import", TXT)
    assert refused.code == 1
    assert "--yes" in refused.err
    assert own_ward.rows() == before
