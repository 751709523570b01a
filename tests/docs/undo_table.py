"""The table of docs/commands.md that says which deeds undo takes back: `python -m tests.docs.undo_table`."""

import sys

from domain.messages import UndoRule
from domain.undoing import RULES
from wording.command_names import VOCABULARY
from wording.en.history import HISTORY

HEAD = ("| command | undo takes it back | instead |", "|---|---|---|")


def undo_table() -> str:
    """One line for each command that writes, in the order of the vocabulary."""
    names = [name for name in VOCABULARY if name.makes in RULES]
    return "\n".join((*HEAD, *(f"| `/{name.canonical}` | {_answer(RULES[name.makes])} |" for name in names)))


def _answer(rule: UndoRule) -> str:
    if rule.cannot:
        return f"no | {_why(rule.cannot)}"
    return f"whole{'; not always' if rule.but else ''} | {' '.join(_why(code) for _, code in rule.but)}".rstrip()


def _why(code: str) -> str:
    return HISTORY.cannot_undo[code].replace("{number}", "3")


if __name__ == "__main__":
    sys.stdout.write(f"{undo_table()}\n")
