"""Rows of authorisation.md for commands that have none: `python -m tests.security.authorisation_rows` writes them.

What each role gets is a decision of people, so that those cells say DECIDE, which fails `make check`. A stranger gets
nothing, whatever the command.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.grammar.reading import read_command
from domain.messages import Command, OneNumber, SeveralNumbers, kinds_of
from domain.people import Role
from tests.own_pieces import own_pieces

TABLE = Path(__file__).with_name("authorisation.md")
ABOUT_ONE_TASK, WITHOUT_TASK = "About one task", "Without a task"
WHOSE = ("our unit", "our group", "we coordinate", "others")
DECIDE, STRANGER = "DECIDE", "[Stranger]"
_TYPED = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)


def lines() -> list[str]:
    """All lines of the tables, those beside a test of one command too."""
    return [*TABLE.read_text(encoding="utf-8").splitlines(), *own_pieces("AUTHORISATION")]


def without_row() -> list[type[Command]]:
    """Commands that can be typed and have no row."""
    typed = [found[1].replace(" N", " 3") for line in lines() if (found := _TYPED.match(line))]
    tried = {type(read_command(text)) for text in typed}
    return [kind for kind in kinds_of(Command) if kind.canonical and kind not in tried]


def undecided() -> list[str]:
    """What is typed in rows of which somebody must still say what a role gets."""
    return [found[1] for line in lines() if DECIDE in line and (found := _TYPED.match(line))]


def with_rows(page: str, kinds: Iterable[type[Command]]) -> str:
    """The page with rows for these commands, each at the end of its table."""
    for kind in kinds:
        heading = ABOUT_ONE_TASK if issubclass(kind, OneNumber | SeveralNumbers) else WITHOUT_TASK
        before, mark, behind = page.partition(f"## {heading}\n")
        table, end, others = behind.partition("\n## ")
        page = before + mark + table.rstrip("\n") + "\n" + "".join(_rows(kind)) + end + others
    return page


def _rows(kind: type[Command]) -> Iterator[str]:
    from wording.languages import CATALOGUES  # an incomplete language fails at import

    known = CATALOGUES["en"].commands.get(kind)
    typed = known.typed.removeprefix("/") if known else kind.canonical
    if issubclass(kind, OneNumber | SeveralNumbers):
        typed = re.sub(r" \d+", " N", typed, count=1)
        yield from (_row(typed, whose) for whose in WHOSE)
    else:
        yield _row(typed)


def _row(*first: str) -> str:
    roles = [DECIDE for _ in Role]
    return f"| {' | '.join((*first, *roles, STRANGER, DECIDE))} |\n"


if __name__ == "__main__":
    TABLE.write_text(with_rows(TABLE.read_text(encoding="utf-8"), without_row()), encoding="utf-8")
