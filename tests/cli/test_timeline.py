"""The rehearsal against a schedule worked out here by hand from the labelled last days: none of the program's rules."""

import csv
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import ROSTER, Terminal
from tests.cli.test_import import as_labelled

FIRST, LAST = date(2026, 4, 9), date(2026, 7, 31)
# Giỗ Tổ (10/3 by the moon: Sunday 26/4, made up for on Monday), 30/4 and 1/5.
HOLIDAYS = {date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)}
TOLD_BEFORE = (7, 3, 1, 0)
TOLD_AFTER = (1, 3)  # and then every Monday
FIRST_DAYS = {
    "in_month": lambda last: last.replace(day=1),
    "in_quarter": lambda last: date(last.year, last.month - 2, 1),
}
REASON = re.compile(r"(\d+): ([a-z_]+)(?::(\d+))? \(([a-z]+)\)")


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def moved(day: date, step: int) -> date:
    while not is_working(day):
        day += timedelta(days=step)
    return day


def expected_days(kind: str, last_day: date) -> set[date]:
    """The days on which the lead units hear of a task that nobody does anything about."""
    days = {moved(last_day - timedelta(days=n), -1) for n in TOLD_BEFORE}
    days |= {moved(last_day + timedelta(days=n), 1) for n in TOLD_AFTER}
    after = (last_day + timedelta(days=n) for n in range(max(TOLD_AFTER) + 1, 200))
    days |= {moved(day, 1) for day in after if day.weekday() == 0}
    if kind in FIRST_DAYS:
        days.add(moved(FIRST_DAYS[kind](last_day), 1))
    return {day for day in days if FIRST <= day <= LAST}


@pytest.fixture(scope="module")
def messages(ward: Terminal) -> list[dict[str, Any]]:
    before = ward.rows()
    found: list[dict[str, Any]] = ward.json("timeline", "--from", FIRST.isoformat(), "--to", LAST.isoformat())
    assert ward.rows() == before, "a rehearsal changes nothing"
    return found


def told(messages: Iterable[dict[str, Any]], audience: str) -> Iterator[tuple[int, str, date, str]]:
    """(task, stage, day, person) of every reason to tell this audience."""
    for message in messages:
        day = datetime.fromisoformat(message["at"]).date()
        for number, stage, days, whom in REASON.findall(message["reason"]):
            if whom == audience:
                yield int(number), f"{stage}:{days}" if days else stage, day, message["person"]


def officers_of(units: Iterable[str]) -> set[str]:
    with ROSTER.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    names = {n.strip(): r["unit"] for r in lines for n in (r["unit"], *r["aliases"].split(";")) if n.strip()}
    wanted = {names[unit] for unit in units}
    return {r["person"] for r in lines if r["unit"] in wanted and r["role"] == "officer"}


def test_every_message_comes_at_half_past_seven_of_a_working_day(messages: list[dict[str, Any]]) -> None:
    assert len(messages) > 100
    for message in messages:
        at = datetime.fromisoformat(message["at"])
        assert (at.hour, at.minute, at.utcoffset()) == (7, 30, timedelta(hours=7))
        assert is_working(at.date()), message


def test_nobody_gets_two_messages_on_one_day(messages: list[dict[str, Any]]) -> None:
    assert Counter((m["person"], m["at"]) for m in messages).most_common(1)[0][1] == 1


@pytest.mark.parametrize("task", [t for t in as_labelled() if t["last_day"]], ids=lambda t: t["code"])
def test_each_dated_task_is_told_of_at_its_stages_and_at_no_other_time(
    messages: list[dict[str, Any]], task: dict[str, Any]
) -> None:
    mine = [row for row in told(messages, "lead") if row[0] == task["number"]]
    assert {day for _, _, day, _ in mine} == expected_days(task["kind"], date.fromisoformat(task["last_day"]))
    assert {person for *_, person in mine} == officers_of(task["lead"])


def test_coordinating_units_hear_once_three_days_before(messages: list[dict[str, Any]]) -> None:
    days = {(number, stage, day) for number, stage, day, _ in told(messages, "coordinating")}
    dated = [t for t in as_labelled() if t["last_day"] and t["coordinating"]]
    assert days == {
        (t["number"], "before:3", moved(date.fromisoformat(t["last_day"]) - timedelta(days=3), -1)) for t in dated
    }


def test_what_goes_on_all_the_time_is_asked_after_once_a_month(messages: list[dict[str, Any]]) -> None:
    asked = Counter((n, day.month, who) for n, stage, day, who in told(messages, "lead") if stage == "check_in")
    repeating = {t["number"] for t in as_labelled() if t["kind"] == "continuous"}
    assert {number for number, _, _ in asked} == repeating == {1, 12, 14, 15}
    assert {month for _, month, _ in asked} == {4, 5, 6, 7}
    assert set(asked.values()) == {1}


def test_leaders_hear_only_of_what_is_a_week_late(messages: list[dict[str, Any]]) -> None:
    last_days = {t["number"]: t["last_day"] for t in as_labelled()}
    leaders = list(told(messages, "leader"))
    assert {person for *_, person in leaders} == {"Phạm Quốc Hùng"}
    for number, _, day, _ in leaders:
        assert day - date.fromisoformat(last_days[number]) >= timedelta(days=7)


def test_each_text_names_its_tasks_and_what_to_type(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        numbered = {int(number) for number in re.findall(r"^(\d+)\. ", message["text"], re.MULTILINE)}
        left_out = re.findall(r"^và \d+ việc khác: ([\d, ]+)$", message["text"], re.MULTILINE)
        numbered |= {int(number) for line in left_out for number in line.split(", ")}
        assert numbered == set(message["tasks"]), message["text"]
        # A message that only brings a regular report says how to see all of it.
        assert ("Trả lời" if message["tasks"] else "Xem đầy đủ") in message["text"]


def test_with_an_option_the_messages_themselves_are_printed(ward: Terminal) -> None:
    found = ward.json("timeline", "--from", "2026-04-10", "--to", "2026-04-13")
    answer = ward.run("timeline", "--from", "2026-04-10", "--to", "2026-04-13", "--text")

    assert (answer.code, answer.err) == (0, "")
    plain = "\n".join(line.removeprefix("    ") for line in answer.out.splitlines())
    assert len(found) > 3
    assert all(message["text"] in plain for message in found)
    assert found[0]["text"] not in ward.run("timeline", "--from", "2026-04-10", "--to", "2026-04-13").out


def test_a_rehearsal_of_tasks_that_were_taken_on_is_told_in_words(own_ward: Terminal) -> None:
    """As it is found by who rehearses in the middle of a plan: everything has been taken on."""
    with sqlite3.connect(own_ward.folder / "dondoc.db") as database:
        database.execute("UPDATE occurrence SET acknowledged_at = (SELECT imported_at FROM plan)")
    answer = own_ward.run("timeline", "--from", "2026-04-09", "--to", "2026-07-31")
    assert (answer.code, answer.err) == (0, "")
    assert "đến hạn hôm nay (chủ trì)" in answer.out
    assert "đã đi nửa thời gian, hỏi tiến độ (chủ trì)" in answer.out
