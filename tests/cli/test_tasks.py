"""`dondoc tasks` as somebody types it."""

import json

import pytest

from tests.cli.conftest import Terminal

LATER = {"DONDOC_CLOCK": "2026-05-20T15:00:00+07:00"}
CELLS = ("done_on_time", "done_late", "open_in_time", "open_overdue")


def test_every_task_is_listed_by_its_number_with_its_day_and_state(ward: Terminal) -> None:
    answer = ward.run("tasks", **LATER)

    assert (answer.code, answer.err) == (0, "")
    *lines, last = answer.out.splitlines()
    assert [line.partition(".")[0] for line in lines] == [str(number) for number in range(1, 19)]
    assert last == "18 việc."
    [late] = [line for line in lines if line.startswith("17. ")]
    assert "Ban Xây dựng Đảng" in late
    assert late.endswith("– hạn: 9/4/2026 – quá hạn 41 ngày")


def test_each_figure_of_status_lists_as_many_tasks(ward: Terminal) -> None:
    status = json.loads(ward.run("status", "--json", **LATER).out)
    listed = {cell: json.loads(ward.run("tasks", "--state", cell, "--json", **LATER).out) for cell in CELLS}

    assert {cell: len(tasks) for cell, tasks in listed.items()} == {cell: status[cell] for cell in CELLS}
    assert {task["figure"] for task in listed["open_overdue"]} == {"open_overdue"}


def test_of_a_unit_those_it_leads_by_any_of_its_names(ward: Terminal) -> None:
    status = {unit["name"]: unit for unit in ward.json("status")["units"]}

    for name in ("UBND phường", "Ủy ban nhân dân phường"):
        assert len(ward.json("tasks", "--unit", name)) == status["UBND phường"]["total"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--unit", "Ban Tím"], "Không có đơn vị “Ban Tím”"),
        (["--state", "late"], "Dùng một trong: done_on_time, done_late, open_in_time, open_overdue"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(ward: Terminal, words: list[str], said: str) -> None:
    answer = ward.run("tasks", *words)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
