"""The real `dondoc` command, run as a person would run it, in a folder of its own."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands_forked import may_be_forked, run_forked
from tests.documents.gold import EXAMPLES

COMMAND = Path(sys.executable).with_name("dondoc")
ROSTER = EXAMPLES / "danh-sach-thuy-nguyen.csv"
DOCX, TXT = EXAMPLES / "ke-hoach-thuy-nguyen.docx", EXAMPLES / "ke-hoach-thuy-nguyen.txt"
AFTERNOON_OF_ISSUE = "2026-04-09T15:00:00+07:00"
MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """A folder with its own database in which commands are typed; nothing of the outer environment reaches them."""

    folder: Path

    def run(self, *words: str | Path, typed: str = "", **settings: str) -> Answer:
        environment = {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "DONDOC_DATABASE_URL": "sqlite:///dondoc.db",
            "DONDOC_CLOCK": AFTERNOON_OF_ISSUE,
            **settings,
        }
        if may_be_forked(settings):
            done = run_forked(words, self.folder, environment, typed, MOST_SECONDS)
            return Answer(done.returncode, done.stdout, done.stderr)
        done = subprocess.run(
            [COMMAND, *words], cwd=self.folder, env=environment, input=typed, capture_output=True,
            text=True, encoding="utf-8", timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
        return Answer(done.returncode, done.stdout, done.stderr)

    def json(self, *words: str | Path, typed: str = "") -> Any:
        answer = self.run(*words, "--json", typed=typed)
        assert (answer.code, answer.err) == (0, "")
        return json.loads(answer.out)

    def lines(self, *words: str | Path, typed: str = "") -> list[Any]:
        """The answers of a command that gives one JSON document a line."""
        answer = self.run(*words, "--json", typed=typed)
        assert (answer.code, answer.err) == (0, "")
        return [json.loads(line) for line in answer.out.splitlines()]

    def rows(self) -> list[str]:
        """Everything that is in the database."""
        with sqlite3.connect(self.folder / "dondoc.db") as database:
            return list(database.iterdump())


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """An empty folder: no database, no settings."""
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The example ward with its roster and its plan. For looking only: tests that write take `own_ward`."""
    made = Terminal(tmp_path_factory.mktemp("ward"))
    loaded = made.run("load", ROSTER, "--yes")
    assert (loaded.code, loaded.err) == (0, "")
    imported = made.run("import", DOCX, "--yes")
    assert (imported.code, imported.err) == (0, "")
    assert "Đã ghi 18 việc, số 1–18." in imported.out
    return made


@pytest.fixture
def own_ward(ward: Terminal, tmp_path: Path) -> Terminal:
    """A copy of the ward that a test may change."""
    shutil.copyfile(ward.folder / "dondoc.db", tmp_path / "dondoc.db")
    return Terminal(tmp_path)
