"""What the pages say of the code: its tree, its files, its numbers, its libraries."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.settings import Settings
from services.office.inbox_service import MOST_ATTEMPTS
from tests.docs.pages import PAGES, ROOT, name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")}
NAMED = re.compile(rf"(?<![\w./:-])((?:{'|'.join(sorted(PACKAGES))})/[\w/.]*\w)(?![\w<*{{])")
# Where a distribution's package is called otherwise; "": another library uses it, and says so on the page.
IMPORT_NAMES = {
    "prometheus-client": "prometheus_client",
    "jinja2": "",
    "pydantic-settings": "pydantic_settings",
    "python-docx": "docx",
    "python-multipart": "",
    "python-telegram-bot": "telegram",
    "tzdata": "",
}
WORDS_FOR_NUMBERS = {3: "three", 4: "four", 5: "five"}


def text_of(page: str) -> str:
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def tree_of(page: str) -> str:
    """The block of the section "The code"."""
    section = (ROOT / page).read_text(encoding="utf-8").partition("## The code\n")[2]
    return section.split("```")[1]


def folders_in(tree: str) -> Iterator[str]:
    """Paths of the folders that a tree names: a package at the margin, those indented or named behind it in it."""
    package = ""
    for line in tree.strip().splitlines():
        package = line.split("/")[0] if not line.startswith(" ") else package
        names = re.findall(r"(?<![\w/])([a-z]+)/", line)
        yield from (one if package in {one, "tests"} else f"{package}/{one}" for one in names)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_tree_names_every_package_and_only_folders_that_are_there(page: str) -> None:
    tree = tree_of(page)
    assert set(re.findall(r"^([a-z]+)/", tree, re.MULTILINE)) >= PACKAGES
    missing = [one for one in folders_in(tree) if not ((ROOT / one).is_dir() or (ROOT / "tests" / one).is_dir())]
    assert missing == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=name)
def test_every_file_and_folder_of_the_code_that_a_page_names_is_there(page: Path) -> None:
    def is_there(path: str) -> bool:
        module = path.rpartition(".")[0]  # documents/words/units.toml, storage/invites.py, domain/names.tidy
        return any((ROOT / one).exists() for one in (path, f"{path}.py", f"{module}.py"))

    assert [path for path in NAMED.findall(page.read_text(encoding="utf-8")) if not is_there(path)] == []


def test_the_layers_on_the_picture_s_page_are_those_of_the_contract() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["name"] == "imports go down only")
    written = " → ".join(", ".join(f"`{part.strip()}`" for part in layer.split("|")) for layer in layers)
    assert f"Imports go down only: {written} " in text_of("docs/architecture.md")


def test_numbers_in_decisions_are_those_of_the_code() -> None:
    poller, looks, threads = (
        text_of(f"docs/adr/{page}.md")
        for page in ("0003-own-poller", "0007-when-to-look-again", "0001-plain-functions-in-threads")
    )
    assert f"after {WORDS_FOR_NUMBERS[MOST_ATTEMPTS]} attempts (`MOST_ATTEMPTS`)" in poller
    assert f"each {Settings.model_fields['tick_seconds'].default} seconds, `DONDOC_TICK_SECONDS`" in looks
    program = (ROOT / "dondoc" / "run" / "program.py").read_text(encoding="utf-8")
    [(on_sqlite, on_postgresql)] = re.findall(r"edges\.threads\((\d+) if \w+\.is_sqlite else (\d+)\)", program)
    assert f"(`ServiceThreads({on_sqlite})`)" in threads
    assert f"On PostgreSQL there are {WORDS_FOR_NUMBERS[int(on_postgresql)]}." in threads


def test_each_decision_has_a_number_of_its_own_that_its_title_repeats() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert numbers == list(range(1, len(files) + 1))
    assert [file.name for file in files if not file.read_text("utf-8").startswith(f"# {int(file.name[:4])}. ")] == []


def test_each_direct_dependency_is_on_its_page_and_imported_by_the_program() -> None:
    page = text_of("docs/dependencies.md")
    asked = [re.split(r"[\[<>=; ]", one)[0] for one in PROJECT["project"]["dependencies"]]
    assert [one for one in asked if one not in page] == []
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", "\n".join(map(Path.read_text, files)), re.MULTILINE))
    assert [one for one in asked if IMPORT_NAMES.get(one, one) not in {*imported, ""}] == []
