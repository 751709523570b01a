"""What every command, notice, refusal and event must have, and a sentence for each piece that is missing.

`python -m tests.completeness` prints the sentences; tests/test_architecture_complete.py fails on them.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.grammar.reading import READERS, read_command
from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, kinds_of
from domain.messages.registry import IncompleteError
from domain.undoing import COMMAND_OF
from tests.security.authorisation_rows import DECIDE, undecided, without_row
from wording.command_names import NAMES, Name
from wording.words import Words

ROOT = Path(__file__).parents[1]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
TESTS = (ROOT / "tests" / "services", ROOT / "tests" / "bot")


def missing() -> Iterator[str]:
    """A sentence for each missing piece, in the order in which it is best made."""
    try:
        # Imported here: handlers, layouts and refusals are looked for at import.
        import services.commands.handlers  # noqa: F401 - for what its import raises
        import wording.render  # noqa: F401 - for what its import raises
    except IncompleteError as incomplete:
        yield f"{incomplete}."
        return
    yield from _of_commands()
    yield from _of_authorisation()
    yield from _of_messages()
    yield from _of_pages()


def _of_commands() -> Iterator[str]:
    for kind in kinds_of(Command):
        if not kind.canonical:
            continue
        if kind.canonical not in NAMES:
            yield f"{kind.__name__} has no Vietnamese name: add it to wording/command_names.py."
            continue
        yield from _of_command(kind, NAMES[kind.canonical])


def _of_command(kind: type[Command], name: Name) -> Iterator[str]:
    if kind.canonical not in READERS:
        yield f"{kind.__name__} has no reader: add it to bot/grammar/."
        return
    for typed in (name.canonical, name.vietnamese, name.menu_name):
        read = read_command(f"/{typed}")
        if not isinstance(getattr(read, "command", read), kind):
            yield f"/{typed} is not read as {kind.__name__}: its reader in bot/grammar/ makes something else of it."
            return
    yield from _around(kind, name)


def _around(kind: type[Command], name: Name) -> Iterator[str]:
    for language, words in _languages():
        if kind not in words.commands:
            yield f"{kind.__name__} has no help: add it to COMMANDS of its noun in wording/{language}/."
    if not _is_tested(kind, name):
        yield f"{kind.__name__} has no test: no file of tests/services or tests/bot types it or names its class."


def _of_authorisation() -> Iterator[str]:
    for kind in without_row():
        yield f"{kind.__name__} has no row of who may do it: python -m tests.security.authorisation_rows"
    for typed in undecided():
        yield f"{typed!r} has cells {DECIDE} of who may do it: say in each what that role gets."


def _of_messages() -> Iterator[str]:
    from tests.samples.everything import EVERYTHING  # it renders, which needs what was checked before

    shown = {type(response) for response in EVERYTHING}
    for kind in (*kinds_of(Notice), *kinds_of(Refusal)):
        if kind not in shown:
            yield f"{kind.__name__} has no sample: add one to tests/samples/, or to SAMPLES of its test."
    for language, words in _languages():
        for event in EventKind:
            if event not in words.events:
                yield f"the event {event.value!r} has no words: add it to EVENTS of its noun in wording/{language}/."
            elif event in COMMAND_OF and not words.events[event].deed and event is not EventKind.CHANGE_UNDONE:
                yield f"undo has no word for {event.value!r}: give its EventWords a deed in wording/{language}/."


def _of_pages() -> Iterator[str]:
    from tests.docs.commands_page import written
    from tests.samples.page import ENGLISH, VIETNAMESE, page  # it renders, which needs what was checked before

    commands = COMMANDS_PAGE.read_text(encoding="utf-8")
    if written(commands) != commands:
        yield "the page of commands is old: python -m tests.docs.commands_page"
    if any(page(of) != of.path.read_text(encoding="utf-8") for of in (VIETNAMESE, ENGLISH)):
        yield "the pages of messages are old: python -m tests.samples.page"


def _languages() -> Iterator[tuple[str, Words]]:
    from wording.languages import CATALOGUES

    yield from CATALOGUES.items()


def _is_tested(kind: type[Command], name: Name) -> bool:
    """Whether a test types the command at the start of a string, or names its class."""
    spellings = "|".join(re.escape(each) for each in (*name.spellings, name.menu_name))
    used = re.compile(rf"\b{kind.__name__}\b|[\"']/?(?:{spellings})\b", re.IGNORECASE)
    return any(used.search(path.read_text(encoding="utf-8")) for folder in TESTS for path in folder.rglob("test_*.py"))


if __name__ == "__main__":
    sys.stdout.writelines(f"{sentence}\n" for sentence in missing())
