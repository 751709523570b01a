"""Complete means: handler, words in each language, sample, row of who may do it, test, help and documentation.

A throw-away command, made piece by piece in a copy of the project, shows that each missing piece is named.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.completeness import ROOT, missing
from tests.security.authorisation_rows import DECIDE

COPIED = ("bot", "documents", "domain", "services", "storage", "tests", "wording", "docs")
MESSAGES = '''"""A throw-away command."""

from dataclasses import dataclass

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import DECIDES


@dataclass(frozen=True, slots=True)
class SaluteAll(Command):
    """Throw-away."""

    canonical = "salute"
    roles = DECIDES
    place = 999
    undo = UndoRule((EventKind.SALUTED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class AllSaluted(Notice):
    """Throw-away."""

    text: str


@dataclass(frozen=True, slots=True)
class NobodySaluted(Refusal):
    """Throw-away."""
'''
HANDLER = """
from domain.messages.salutes import AllSaluted, SaluteAll
from services.context.command_context import CommandContext, Reply


def salute_all(context: CommandContext, command: SaluteAll) -> Reply:
    return Reply([AllSaluted(command.text)])
"""
LAYOUT = """
from domain.messages.salutes import AllSaluted
from wording.layout import Layout, RenderContext, lines


def all_saluted(notice: AllSaluted, context: RenderContext) -> Layout:
    return Layout((lines(f"{context.words.code} {notice.text}"),))
"""
REFUSAL = """
from domain.history import EventKind
from domain.messages.salutes import NobodySaluted, SaluteAll
from wording.words import CommandWords, EventWords, Words


def nobody_saluted(_: NobodySaluted, words: Words) -> str:
    return f"{words.code} !"
"""
HELP = """
COMMANDS = {SaluteAll: CommandWords(typed="salute", does="x", menu="x")}
"""
EVENT = """
EVENTS = {EventKind.SALUTED: EventWords("x", "x")}
"""
SAMPLES = """
from domain.messages.salutes import AllSaluted, NobodySaluted

NOTICES += (AllSaluted("x"),)
REFUSALS += (NobodySaluted(),)
EVERYTHING = NOTICES + REFUSALS
"""


class Copy:
    """The project in another folder, and what is missing there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "data", "images"))

    def add(self, path: str, text: str, before: str = "") -> None:
        """Writes text at the end of a file, or before the first line that holds `before`."""
        file = self.root / path
        old = file.read_text(encoding="utf-8") if file.exists() else ""
        at = old.index(before) if before else len(old)
        file.write_text(old[:at] + text + old[at:], encoding="utf-8")

    def decide(self, path: str) -> None:
        """Says in each cell that waits for a decision what the role gets."""
        file = self.root / path
        file.write_text(file.read_text(encoding="utf-8").replace(DECIDE, "[OnlyForRole]"), encoding="utf-8")

    def run(self, module: str) -> str:
        """What a module prints."""
        done = subprocess.run(
            [sys.executable, "-m", module], cwd=self.root, check=True, capture_output=True, text=True, timeout=120
        )
        return done.stdout


def test_every_command_notice_refusal_and_event_is_complete() -> None:
    assert list(missing()) == []


def test_each_missing_piece_of_a_new_command_is_named(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.add("domain/history.py", '    SALUTED = "saluted"\n', before="    TASK_ADDED")
    copy.add("domain/messages/salutes.py", MESSAGES)
    assert "takes SaluteAll" in copy.run("tests.completeness")
    copy.add("services/commands/salute_all.py", HANDLER)
    copy.add("wording/vi/salutes.py", REFUSAL)
    assert "in wording.en takes NobodySaluted" in copy.run("tests.completeness")
    copy.add("wording/en/salutes.py", REFUSAL)
    assert "takes AllSaluted" in copy.run("tests.completeness")
    copy.add("wording/salutes.py", LAYOUT)
    assert "SaluteAll has no Vietnamese name" in copy.run("tests.completeness")
    copy.add("wording/command_names.py", 'VOCABULARY += (Name(SaluteAll, "tung hô"),)\n', before="NAMES =")
    copy.add("wording/command_names.py", "from domain.messages.salutes import SaluteAll\n", before="from domain.names")
    said = copy.run("tests.completeness")
    for piece in (
        "SaluteAll has no help: add it to COMMANDS of its noun in wording/vi/",
        "SaluteAll has no help: add it to COMMANDS of its noun in wording/en/",
        "SaluteAll has no row of who may do it: python -m tests.security.authorisation_rows",
        "SaluteAll has no test",
        "AllSaluted has no sample",
        "NobodySaluted has no sample",
        "the event 'saluted' has no words: add it to EVENTS of its noun in wording/vi/",
        "the event 'saluted' has no words: add it to EVENTS of its noun in wording/en/",
        "the page of commands is old: python -m tests.docs.commands_page",
    ):
        assert piece in said
    for language in ("vi", "en"):
        copy.add(f"wording/{language}/salutes.py", HELP + EVENT)
    copy.add("tests/samples/everything.py", SAMPLES)
    copy.add("tests/services/test_salutes.py", "SaluteAll\n")
    copy.run("tests.security.authorisation_rows")
    assert "'salute' has cells DECIDE of who may do it" in copy.run("tests.completeness")
    copy.decide("tests/security/authorisation.md")
    copy.run("tests.docs.commands_page")
    assert copy.run("tests.completeness").splitlines() == [
        "the pages of messages are old: python -m tests.samples.page"
    ]
