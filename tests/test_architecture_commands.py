"""Every command is complete: a line of grammar, somebody it is for, a use-case that answers it."""

import re
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from bot.grammar.command_names import VOCABULARY, Name
from bot.grammar.reading import read_command
from domain import (
    asking_commands,
    commands,
    folded_notices,
    history_notices,
    message_notices,
    notices,
    order_notices,
    order_refusals,
    people_commands,
    people_notices,
    people_refusals,
    plan_commands,
    plan_list_notices,
    plan_list_refusals,
    plan_notices,
    question_notices,
    question_refusals,
    reach_notices,
    refusals,
    report_notices,
    request_notices,
    request_refusals,
    setting_commands,
    setting_notices,
    setting_refusals,
    verification_notices,
    verification_refusals,
)
from domain.authorisation import ROLES_OF_COMMAND
from domain.commands import AskTask, BadNumber, Clarify, Command, Misunderstood, Several
from services.commands.handlers import HANDLERS

COMMANDS_PAGE = Path(__file__).parents[1] / "docs" / "commands.md"

# What reading gives when the text is no command: these have no name that could be typed.
WITHOUT_NAME = {Misunderstood, BadNumber, Clarify, AskTask, Several}
# What notices are made of.
PARTS = {
    "TaskSummary",
    "EventSummary",
    "HistoryEntry",
    "FourCells",
    "PlanFigures",
    "PlanSummary",
    "UnitFigures",
    "DigestItem",
    "WaitingItem",
    "RowSummary",
    "DraftRowChange",
    "MovedItem",
    "AlertFinding",
    "RequestSummary",
    "ShareSummary",
    "EvidenceSummary",
    "RequestItem",
    "CalendarSpan",
    "FeedEntry",
    "SettingSummary",
    "PersonSummary",
    "UnitSummary",
    "RoleChangeSummary",
    "FoldedGroup",
}


@pytest.mark.parametrize(
    ("modules", "union"),
    [
        ((commands, setting_commands, people_commands, asking_commands, plan_commands), Command),
        (
            (
                notices,
                plan_notices,
                report_notices,
                request_notices,
                order_notices,
                verification_notices,
                setting_notices,
                people_notices,
                reach_notices,
                history_notices,
                folded_notices,
                message_notices,
                question_notices,
                plan_list_notices,
            ),
            notices.Notice,
        ),
        (
            (
                refusals,
                request_refusals,
                order_refusals,
                verification_refusals,
                setting_refusals,
                people_refusals,
                question_refusals,
                plan_list_refusals,
            ),
            refusals.Refusal,
        ),
    ],
)
def test_every_value_of_the_module_is_in_its_union(modules: tuple[ModuleType, ...], union: object) -> None:
    """A class that the union forgot would be seen by neither the type check nor the tests below."""
    made_here = {
        name
        for module in modules
        for name, c in vars(module).items()
        if is_dataclass(c) and c.__module__ == module.__name__
    }
    assert made_here - PARTS == {c.__name__ for c in get_args(union)}


def test_every_command_has_a_use_case_and_every_use_case_a_command() -> None:
    assert set(HANDLERS) == set(get_args(Command))


def test_every_command_can_be_typed() -> None:
    assert {name.makes for name in VOCABULARY} == set(get_args(Command)) - WITHOUT_NAME


@pytest.mark.parametrize("name", VOCABULARY, ids=lambda name: name.canonical)
def test_both_names_of_a_command_are_read_as_it(name: Name) -> None:
    for typed in (name.canonical, name.vietnamese, name.menu_name):
        read = read_command(f"/{typed}")
        assert isinstance(read.command if isinstance(read, AskTask) else read, name.makes)


def test_every_command_but_start_is_for_somebody() -> None:
    assert set(ROLES_OF_COMMAND) == {name.canonical for name in VOCABULARY} - {"start"}
    assert all(ROLES_OF_COMMAND.values())


@pytest.mark.parametrize("name", VOCABULARY, ids=lambda name: name.canonical)
def test_every_command_has_a_line_in_the_documentation(name: Name) -> None:
    assert f"| `/{name.canonical}` | `/{name.menu_name}` |" in COMMANDS_PAGE.read_text(encoding="utf-8")


def test_every_example_in_the_documentation_is_read_as_the_command_of_its_line() -> None:
    makes = {name.canonical: name.makes for name in VOCABULARY}
    for line in re.findall(r"^\| `/.*$", COMMANDS_PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        canonical, _, examples = [cell.strip() for cell in line.strip("|").split("|")][:3]
        for example in re.findall(r"`([^`]+)`", examples):
            assert isinstance(read_command(example), makes[canonical.strip("`/")]), example
