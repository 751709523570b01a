import json
import re
from datetime import date, datetime, timedelta

from tests.cli.conftest import ROSTER, Terminal

CELLS = ("done_on_time", "done_late", "open_in_time", "open_overdue")


def test_people_and_units_are_those_of_the_roster(ward: Terminal) -> None:
    people = {person["name"]: person for person in ward.json("people")}
    roster = ROSTER.read_text(encoding="utf-8")
    assert len(people) == 20
    assert all(name in roster for name in people)
    assert people["Trần Thu Hà"] == {
        "name": "Trần Thu Hà", "units": ["Văn phòng Đảng ủy"], "roles": ["coordinator", "officer"], "channels": [],
        "phone": None, "phones": [],
    }  # fmt: skip
    units = {unit["name"]: unit for unit in ward.json("units")}
    assert units["các cấp ủy chi bộ, đảng bộ"]["group"] is True
    assert units["các cấp ủy chi bộ, đảng bộ"]["members"] == [
        "Đảng bộ Công an phường", "Chi bộ Tổ dân phố số 1", "Chi bộ Tổ dân phố số 2",
    ]  # fmt: skip


def test_the_cells_of_the_figures_add_up_for_all_and_for_each_unit(ward: Terminal) -> None:
    status = ward.json("status")
    assert status["total"] == 18
    for cells in (status, *status["units"]):
        assert sum(cells[name] for name in CELLS) == cells["total"]
    assert (status["overdue"], status["due_soon"]) == ([], [16, 17, 3])


def test_on_the_next_day_what_was_due_is_overdue(ward: Terminal) -> None:
    shown = ward.run("status", DONDOC_CLOCK="2026-04-10T08:00:00+07:00")
    assert shown.code == 0
    assert "Quá hạn: 16, 17" in shown.out


def test_one_task_is_shown_with_the_words_of_the_plan(ward: Terminal) -> None:
    task = ward.json("task", "3")
    assert task["deadline"] == {
        "wording": "Hoàn thành trước ngày 15/4/2026", "last_day": "2026-04-14", "at_time": None,
    }  # fmt: skip
    assert (task["number"], task["state"], task["progress"]) == (3, "open", 0)
    assert task["lead"] == ["Ban Xây dựng Đảng"]
    assert task["coordinating"] == ["các cấp ủy chi bộ, đảng bộ", "các cơ quan, đơn vị"]
    assert isinstance(task["events"], list)


def test_an_invitation_is_a_new_code_for_seven_days_and_is_kept_only_as_a_hash(own_ward: Terminal) -> None:
    first, second = (own_ward.json("invite", "Nguyễn Thị Lan") for _ in range(2))
    assert first["person"] == second["person"] == "Nguyễn Thị Lan"
    assert first["link"] is None
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", first["code"])
    assert first["code"] != second["code"]
    lasts = datetime.fromisoformat(first["expires_at"]) - datetime.fromisoformat("2026-04-09T15:00:00+07:00")
    assert timedelta(days=7) <= lasts < timedelta(days=7, minutes=1)
    kept = "\n".join(own_ward.rows())
    assert first["code"] not in kept
    assert first["code"].replace("-", "") not in kept


def test_the_history_of_a_new_ward_is_whole(ward: Terminal) -> None:
    assert ward.json("audit", "verify")["faults"] == []


def test_the_history_is_shown_in_words_and_a_wrong_number_is_told(ward: Terminal) -> None:
    whole = ward.json("audit", "show")
    assert "plan_imported" in {event["what"] for event in whole["events"]}
    assert whole["total"] == ward.json("audit", "verify")["count"]
    assert "đưa việc vào theo dõi" in ward.run("audit", "show").out
    assert ward.json("audit", "show", "3") == {"total": 0, "page": 1, "pages": 1, "events": []}
    wrong = ward.run("audit", "show", "999")
    assert (wrong.code, wrong.err.strip()) == (1, "dondoc: Không có việc số 999. Xem các số bằng: dondoc status")


def test_time_limits_are_explained_a_line_at_a_time(terminal: Terminal) -> None:
    lines = "Hoàn thành trước ngày 15/4\nThực hiện thường xuyên\n\nTheo quy định\n"
    answer = terminal.run("explain", "deadline", "--issued", "2026-04-09", "--json", typed=lines)
    read = [json.loads(line) for line in answer.out.splitlines()]
    assert [r["text"] for r in read] == lines.splitlines()
    assert [(r["kind"], r["last_day"]) for r in read] == [
        ("by_date", date(2026, 4, 14).isoformat()), ("continuous", None), ("unknown", None), ("unknown", None),
    ]  # fmt: skip


def test_units_are_explained_a_line_at_a_time(terminal: Terminal) -> None:
    answer = terminal.json("explain", "units", typed="Đảng uỷ, UBND phường\n")
    assert answer == {
        "text": "Đảng uỷ, UBND phường",
        "units": [{"name": "Đảng ủy phường", "group": False}, {"name": "UBND phường", "group": False}],
    }
