"""docs/commands.md, docs/command-line.md and the guide against the grammar and the command line."""

import json
import re
import shutil
import sqlite3
from dataclasses import fields
from typing import Any

import pytest
import typer.main

from bot.grammar.organisation_codes import without_code
from bot.grammar.reading import read_command
from domain.messages import Command
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood
from dondoc.__main__ import app
from tests.cli.conftest import DOCX, ROSTER, Terminal
from tests.docs.commands_page import written
from tests.docs.pages import COMMAND_LINE, COMMANDS, GUIDE, table
from wording.command_names import NAMES

SHAPES = re.findall(
    r"^`dondoc ([^`]+)`(?:(?!```).)*```json\n(.*?)```",
    COMMAND_LINE.read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
LINES = {
    "explain deadline": "trước ngày 15/4\n",
    "explain units": "UBND phường\n",
    "explain chat": "xong 3 đã ban hành QĐ 12\n",
}
NOT_CHAT = ("dondoc ", "make ", "DONDOC_", "config.", ".")
MAY_BE_EMPTY = {
    "added",
    "checkpoints",
    "left",
    "moved",
    "renamed",
    "phones",
    "asks",
    "events",
    "faults",
    "milestones",
    "parts",
    "aliases",
    "members",
    "channels",
    "gaps",
    "changes",
    "left_without",
    "waiting",
}


def said(command: Command) -> tuple[list[int], str]:
    """The numbers and the words that a command carries, whatever its fields are called."""
    numbers: list[int] = []
    words: list[str] = []
    for field in fields(command):
        value = getattr(command, field.name)
        if field.name in {"numbers", "number"} and value:
            numbers += list(value) if isinstance(value, tuple) else [value]
        elif value not in (None, "") and field.name != "page":
            words.append(str(value))
    return numbers, " ".join(words)


@pytest.mark.parametrize("row", table(COMMANDS, "| typed | is read as"), ids=lambda row: row[0])
def test_a_line_is_read_as_the_page_says(row: list[str]) -> None:
    typed, canonical, numbers, words = (cell.strip("`") for cell in row)
    command = read_command(typed)
    if canonical == "nothing":
        assert isinstance(command, Misunderstood | Clarify | AskTask)
        return
    assert isinstance(command, NAMES[canonical].makes)
    assert said(command) == ([int(number) for number in numbers.split()], words)


def test_every_command_of_the_command_line_has_its_row() -> None:
    rows = [row[0] for row in table(COMMAND_LINE, "| command | does | writes")]
    root = typer.main.get_command(app)
    for name in root.commands:  # type: ignore[attr-defined]  # a group, as the program has several commands
        assert any(row.startswith(f"`dondoc {name}") for row in rows), name


def arguments(shown: str) -> list[str]:
    file = DOCX if shown.startswith("import") else ROSTER
    filled = {"FILE": str(file), "NAME": "Nguyễn Thị Lan", "NUMBER": "3", "UNIT": "UBND phường", "ROLE": "head"}
    days = iter(("2026-04-09", "2026-04-10"))
    return [next(days) if word == "DAY" else filled.get(word, word) for word in shown.split()]


def same_shape(shown: Any, real: Any, place: str) -> None:
    if isinstance(shown, dict):
        assert isinstance(real, dict), place
        assert list(shown) == list(real), place
        for key in shown:
            same_shape(shown[key], real[key], f"{place}.{key}")
    elif isinstance(shown, list):
        assert isinstance(real, list), place
        assert real or place.rpartition(".")[2] in MAY_BE_EMPTY | {
            "overdue",
            "coordinating",
            "finished",
            "due_next",
            "obstacles",
            "causes",
            "extensions",
        }, place
        for item in real[:1]:
            same_shape(shown[0] if shown else item, item, f"{place}[]")
    else:
        assert shown is None or real is None or type(shown) is type(real), place


@pytest.mark.parametrize(("shown", "example"), SHAPES, ids=[shown for shown, _ in SHAPES])
def test_the_json_has_the_shape_the_page_shows(own_ward: Terminal, shown: str, example: str) -> None:
    typed = LINES.get(" ".join(shown.split()[:2]), "")
    if "FOLDER" in shown:
        made = own_ward.folder / "FOLDER" / "Phường Hồng Bàng"
        made.mkdir(parents=True)
        shutil.copyfile(ROSTER, made / "danh-sach.csv")
        assert own_ward.run("org", "rename", "Phường An").code == 0
    if shown.startswith("bot list"):
        with sqlite3.connect(own_ward.folder / "dondoc.db") as database:
            database.execute("INSERT INTO bot VALUES (1, 'telegram', '7', '@bot', 'sealed', '2026-04-09 01:00:00', '')")
            database.execute("INSERT INTO served (id, organisation_id, bot_id) VALUES (1, 1, 1)")
    answer = own_ward.run(*arguments(shown), typed=typed)
    assert (answer.code, answer.err) == (0, "")
    same_shape(json.loads(example), json.loads(answer.out), shown)


def test_the_page_shows_the_json_of_every_command_that_has_any() -> None:
    offering = {row[0].strip("`") for row in table(COMMAND_LINE, "| command | does | writes") if "--json" in row[0]}
    assert {" ".join(shown.split()[:1]) for shown, _ in SHAPES} == {row.split()[1] for row in offering}


def test_everything_the_guide_tells_people_to_type_is_understood() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    typed = [span for span in re.findall(r"`([^`\n]+)`", text) if not span.startswith(NOT_CHAT)]
    assert len(typed) > 20
    # With the code of an organisation, what is left is read (bot/grammar/organisation_codes.py).
    left = [without_code(span, "HB") for span in typed]
    assert [span for span in left if isinstance(read_command(span), Misunderstood | BadNumber | Clarify)] == []


def test_the_tables_are_what_the_program_says() -> None:
    page = COMMANDS.read_text(encoding="utf-8")
    assert written(page) == page, "old: python -m tests.docs.commands_page"


@pytest.mark.parametrize(("header", "column"), [("| command | Vietnamese", 2), ("| command | examples", 1)])
def test_every_example_is_read_as_the_command_of_its_line(header: str, column: int) -> None:
    for row in table(COMMANDS, header):
        for example in re.findall(r"`([^`]+)`", row[column]):
            assert isinstance(read_command(example), NAMES[row[0].strip("`/")].makes), example
