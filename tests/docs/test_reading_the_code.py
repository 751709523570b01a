"""Every stop of the two journeys is a function or class that exists where the page says."""

import ast
import re

import pytest

from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "reading-the-code.md"
TEXT = PAGE.read_text(encoding="utf-8")
STOPS = re.findall(r"`([\w/]+\.py)::([\w.]+)`", TEXT)
FILES = re.findall(r"`([\w/]+/[\w.]*)`", TEXT)


@pytest.mark.parametrize(("file", "name"), STOPS, ids=lambda part: part.replace("/", "."))
def test_the_stop_is_there(file: str, name: str) -> None:
    inside: ast.AST = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for part in name.split("."):
        found = [each for each in ast.iter_child_nodes(inside) if getattr(each, "name", None) == part]
        assert found, f"{file} has no {name}"
        inside = found[0]


@pytest.mark.parametrize("file", FILES)
def test_the_file_or_folder_is_there(file: str) -> None:
    assert (ROOT / file).exists()


def test_each_journey_has_its_stops() -> None:
    first, second = (TEXT.split("\n## ")[at] for at in (1, 2))
    for journey in (first, second):
        assert len(re.findall(r"^\| `[\w/]+\.py::", journey, re.MULTILINE)) >= 20
