"""What the pages tell people to type, set or open is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from dondoc.__main__ import app
from dondoc.settings import PREFIX, SECRETS, TESTING, Settings
from tests.docs.pages import PAGES, ROOT, name, spans

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
SECOND_WORDS = "verify|show|remove|move|open|end|add|list|rename|set|load|close|reopen|export|import"
CALL = re.compile(rf"(?:^|[/\s])dondoc ([a-z]+(?: (?:{SECOND_WORDS}))?)(?![\w.])([^|;#]*)")


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for found in LINK.findall(text):
        target = next(part for part in found if part)
        if "://" not in target and not target.startswith("#"):
            yield target.partition("#")[0]


def command_of(words: str) -> Any:
    found: Any = typer.main.get_command(app)
    for word in words.split():
        if not hasattr(found, "commands"):  # the word is an argument: webhook set
            return found
        found = found.commands.get(word)
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_target_is_in_the_makefile(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {found for span in spans(page) for found in re.findall(r"^make ([a-z]+)", span)}
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_line_is_one_the_program_understands(page: Path) -> None:
    for span in spans(page):
        for words, rest in CALL.findall(span):
            command = command_of(words)
            assert command is not None, span
            known = {option for parameter in command.params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", rest)) - known == set(), span


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_setting_named_is_one(page: Path) -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    known |= {f"{PREFIX}{secret}_FILE" for secret in SECRETS}
    named = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", page.read_text(encoding="utf-8")))
    assert {found for found in named - known if not found.startswith(TESTING)} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_test_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for file, test in re.findall(r"(tests/[\w/]+\.py)(?:::(test_\w+))?", text):
        assert (ROOT / file).exists(), file
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_every_test_of_the_readme_is_there() -> None:
    defined = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("tests/**/test_*.py"))
    named = re.findall(r"`(test_\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [test for test in named if f"def {test}(" not in defined] == []
