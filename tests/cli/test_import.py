import os
import pty
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AFTERNOON_OF_ISSUE, COMMAND, DOCX, ROSTER, TXT, Terminal
from tests.documents.gold import rows
from tests.plans_in_chat import COUNTED, plan_text

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
    assert f"{18 + account['unread']} mục trong văn bản: 18 việc, {account['unread']} mục chưa thành việc:" in shown
    assert f"IV. TỔ CHỨC THỰC HIỆN ({account['unread']} mục)" in shown
    assert "Văn phòng Đảng ủy phường:" in shown


def test_the_terminal_counts_the_same_items_as_the_chat(ward: Terminal, terminal: Terminal) -> None:
    for where in (ward, terminal):  # with a roster and without
        file = where.folder / "ngay-hoi.txt"
        file.write_text(COUNTED, encoding="utf-8")
        assert "4 mục trong văn bản: 2 việc, 2 mục chưa thành việc:" in where.run("import", file, "--dry-run").out
        file.unlink()


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
    assert "“UBND phường”" in nobody["message"]
    assert "dondoc load" in nobody["message"]


def test_units_of_the_roster_with_unusual_names_come_out_whole(terminal: Terminal) -> None:
    market, waste = "Ban Quản lý chợ và Dịch vụ Đông A", "Tổ Thu gom, Vận chuyển và Xử lý rác"
    flowers = "Hợp tác xã Hoa, Cây cảnh Đông A"
    roster = terminal.folder / "list.csv"
    people = f'"{market}",,,Lê An,đầu mối\n"{waste}",,,Lê Bình,đầu mối\nHTX Đông A,"{flowers}",,Lê Chi,đầu mối\n'
    roster.write_text(f"unit,aliases,parent,person,role\n{people}", encoding="utf-8")
    terminal.json("load", roster)
    plan = terminal.folder / "plan.txt"
    plan.write_bytes(plan_text([("Dọn chợ", market, f"{waste}, {flowers}", "30/6/2026")]))
    [task] = terminal.json("import", plan, "--dry-run")["tasks"]
    assert (task["lead"], task["coordinating"]) == ([market], [waste, flowers])
    assert terminal.run("import", plan, "--yes").code == 0
    plan.write_bytes(plan_text([("Dọn chợ", flowers, f"{waste}, {market}", "30/6/2026")]))
    amended = terminal.json("import", plan, "--dry-run")
    assert {(change["kind"], change["new"]) for change in amended["changes"]} == {
        ("lead", "HTX Đông A"), ("coordinating", f"{waste}; {market}"),
    }  # fmt: skip


@pytest.mark.parametrize("file", [DOCX, TXT], ids=["the same file", "the same plan in another format"])
def test_the_same_plan_twice_changes_nothing(own_ward: Terminal, file: Path) -> None:
    before = own_ward.rows()
    again = own_ward.run("import", file, "--yes")
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
    (own_ward.folder / "nho.txt").write_text(SMALL, encoding="utf-8")
    refused = own_ward.run("import", "nho.txt")
    assert refused.code == 1
    assert "--yes" in refused.err
    assert own_ward.rows() == before


SMALL = (
    "ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN\nSố 46-KH/ĐU\nThủy Nguyên, ngày 10 tháng 4 năm 2026\n\nKẾ HOẠCH\nChuyển đổi số\n\n"
    "STT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"
    "1\tRà soát hạ tầng số\tBan Xây dựng Đảng\t\t30/6/2026\n"
    "2\tCấp phát thuốc cho nhân dân\tTrạm Thú y chuẩn bị thuốc\tUBND phường\t30/6/2026\n"
)


def answered(own: Terminal, content: str, *answers: str) -> str:
    """What `import` says to somebody at a terminal who answers its questions line by line."""
    (own.folder / "nho.txt").write_text(content, encoding="utf-8")
    environment = {"PATH": os.defpath, "HOME": str(own.folder), "LANG": "C.UTF-8", "TERM": "dumb"}
    environment |= {"DONDOC_DATABASE_URL": "sqlite:///dondoc.db", "DONDOC_CLOCK": AFTERNOON_OF_ISSUE}
    main, other = pty.openpty()
    os.write(main, "".join(f"{answer}\n" for answer in answers).encode())
    done = subprocess.run(
        [COMMAND, "import", "nho.txt"], cwd=own.folder, env=environment, stdin=other, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    os.close(other)
    os.close(main)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_doubts_are_settled_at_the_terminal_question_by_question(own_ward: Terminal) -> None:
    said = answered(own_ward, SMALL, "sửa 2 chủ trì UBND phường", "sửa 1 phối hợp UBND phường", "c")
    assert "❓ Nội dung cần làm rõ 1/2" in said
    assert "Ghi 2 việc này?" in said
    assert "Đã ghi 2 việc, số 19–20." in said
    assert own_ward.json("task", "20")["lead"] == ["UBND phường"]


def test_what_is_left_open_is_named_before_it_is_written_and_may_be_stopped(own_ward: Terminal) -> None:
    before = own_ward.rows()
    said = answered(own_ward, SMALL, "Z", "", "k")
    assert "Còn 2 nội dung chưa làm rõ" in said
    assert "đơn vị “Trạm Thú y chuẩn bị thuốc” chưa có trong danh sách" in said
    assert "Chưa ghi gì." in said
    assert own_ward.rows() == before


def test_agreed_in_advance_writes_names_what_stays_open_and_makes_no_unit_of_a_duty(own_ward: Terminal) -> None:
    (own_ward.folder / "nho.txt").write_text(SMALL, encoding="utf-8")
    said = own_ward.run("import", "nho.txt", "--yes")
    assert said.code == 0
    assert "dòng 1 chưa có đơn vị phối hợp" in said.out
    assert "Chưa có đơn vị chủ trì: 1" in said.out
    assert own_ward.json("task", "20")["lead"] == []
    assert "Trạm Thú y chuẩn bị thuốc" not in own_ward.run("units").out


ENGLISH = (
    "ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN\nSố 46-KH/ĐU\nThủy Nguyên, ngày 10 tháng 4 năm 2026\n\nKẾ HOẠCH\nSố hóa hồ sơ\n\n"
    "ID\tTask name\tOwner\tSupporting\tStart date\tDue date\n"
    "1\tSoạn đề cương\tUBND phường\tVăn phòng Đảng ủy\t1/2/2027\t4/6/2027\n"
    "2\tLấy ý kiến\tUBND phường\tVăn phòng Đảng ủy\t1/2/2027\t5/7/2027\n"
)


@pytest.mark.parametrize(
    ("answer", "days"),
    [("A", ["2027-06-04", "2027-07-05"]), ("B", ["2027-04-06", "2027-12-31"])],
    ids=["day first", "month first"],
)
def test_the_order_of_dates_is_asked_once_and_settled_at_the_terminal(
    own_ward: Terminal, answer: str, days: list[str]
) -> None:
    edited = ["sửa 2 hạn 31/12/2027"] if answer == "B" else []
    said = answered(own_ward, ENGLISH, *edited, answer, "c")
    assert "A. Ngày đứng trước\nB. Tháng đứng trước" in said
    assert ("Đã đọc lại tệp, tháng đứng trước: 1 dòng đổi hạn." in said) == (answer == "B")
    assert ("Giữ hạn đã sửa của dòng 2." in said) == (answer == "B")
    assert "chưa rõ ngày hay tháng đứng trước" not in said
    assert [own_ward.json("task", str(number))["deadline"]["last_day"] for number in (19, 20)] == days


def test_agreed_in_advance_the_open_order_of_dates_is_named(own_ward: Terminal) -> None:
    (own_ward.folder / "nho.txt").write_text(ENGLISH, encoding="utf-8")
    assert "chưa rõ ngày hay tháng đứng trước" in own_ward.run("import", "nho.txt", "--yes").out


def test_day_and_year_complete_what_the_letterhead_leaves_open(terminal: Terminal) -> None:
    blank = SMALL.replace("ngày 10 tháng 4 năm 2026", "ngày   tháng   năm").replace("30/6/2026", "30/6")
    (terminal.folder / "nho.txt").write_text(blank, encoding="utf-8")

    def last_days(*more: str) -> list[str | None]:
        read = terminal.json("import", "nho.txt", "--dry-run", *more)
        return [task["deadline"]["last_day"] for task in read["tasks"]]

    assert last_days() == [None, None]
    assert last_days("--year", "2026") == ["2026-06-30", "2026-06-30"]
    assert last_days("--issued", "2027-01-05") == ["2027-06-30", "2027-06-30"]
