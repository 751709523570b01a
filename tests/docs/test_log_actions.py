"""The list of log actions in docs/operation.md is the list in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT

PROGRAM = ("dondoc", "bot", "wording", "scheduler", "web", "services", "documents", "storage", "domain")


def actions_in(source: str) -> Iterator[str]:
    """Values of "action" in dictionaries and of `record.action = …`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "action":
                    assert isinstance(value, ast.Constant), "an action is written out, so that it can be found"
                    yield str(value.value)
        if isinstance(node, ast.Constant) and node.value == "http_trouble":
            yield node.value


def in_code() -> set[str]:
    files = [file for package in PROGRAM for file in (ROOT / package).rglob("*.py")]
    return {action for file in files for action in actions_in(file.read_text(encoding="utf-8"))}


def on_page() -> list[str]:
    page = Path(ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    section = page.partition("## The log, action by action\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [name for row in rows[1:] for name in re.findall(r"`([a-z_]+)`", row)]


def test_every_action_of_the_log_is_listed_once_with_its_meaning() -> None:
    listed = on_page()
    assert sorted(listed) == sorted(in_code())
