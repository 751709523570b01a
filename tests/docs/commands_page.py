"""The tables of docs/commands.md, written from the classes of the commands and their help.

`python -m tests.docs.commands_page` writes them between their marks; the text around them is written by hand.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from domain.messages import Command, UndoRule
from domain.people import Role
from domain.undoing import RULES
from tests.docs.pages import COMMANDS
from wording.command_names import VOCABULARY, Name
from wording.en.history import HISTORY
from wording.languages import CATALOGUES

COMMANDS_HEAD = ("command", "Vietnamese", "example", "does", "for", "also")
UNDO_HEAD = ("command", "undo takes it back", "instead")
NO_HELP = "(no help yet)"
RULE = "---"


def commands_table() -> str:
    """One line for each command that can be typed, in the order of the vocabulary."""
    return _table(COMMANDS_HEAD, (_command(name) for name in VOCABULARY))


def undo_table() -> str:
    """One line for each command that writes, in the order of the vocabulary."""
    return _table(UNDO_HEAD, (_undo(name, RULES[name.makes]) for name in VOCABULARY if name.makes in RULES))


TABLES: Mapping[str, Callable[[], str]] = {"commands": commands_table, "undo": undo_table}


def written(page: str) -> str:
    """The page with its tables as they are now; raises ValueError where the marks of one are missing."""
    for table, made in TABLES.items():
        page, found = _marks(table).subn(partial(_between, made()), page)
        if found != 1:
            raise ValueError(f"the page has {found} places for the table {table!r}, and one is needed")
    return page


def _between(table: str, marks: re.Match[str]) -> str:
    return f"{marks[1]}{table}\n{marks[2]}"


def _marks(table: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {table}: [^\n]*-->\n).*?(<!-- end of {table} -->)", re.DOTALL)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, (RULE,) * len(head), *rows)
    return "\n".join("|".join(("", *map(_cell, cells), "")) for cells in lines)


def _cell(text: str) -> str:
    return text if text == RULE else f" {text} " if text else " "


def _command(name: Name) -> tuple[str, ...]:
    helps = {code: words.commands.get(name.makes) for code, words in CATALOGUES.items()}
    examples = ", ".join(dict.fromkeys(f"`{known.typed}`" for known in helps.values() if known))
    does = helps["en"].does if helps["en"] else NO_HELP
    also = ", ".join(f"`{way}`" for way in name.also)
    return f"`/{name.canonical}`", f"`{name.vietnamese}`", examples, does, _roles(name.makes), also


def _roles(kind: type[Command]) -> str:
    if not kind.roles:
        return "everybody"
    return "everybody linked" if kind.roles == frozenset(Role) else ", ".join(r.value for r in Role if r in kind.roles)


def _undo(name: Name, rule: UndoRule) -> tuple[str, ...]:
    if rule.cannot:
        return f"`/{name.canonical}`", "no", _why(rule.cannot)
    instead = " ".join(_why(code) for _, code in rule.but)
    return f"`/{name.canonical}`", f"whole{'; not always' if rule.but else ''}", instead


def _why(code: str) -> str:
    return HISTORY.cannot_undo[code].replace("{number}", "3")


if __name__ == "__main__":
    COMMANDS.write_text(written(COMMANDS.read_text(encoding="utf-8")), encoding="utf-8")
