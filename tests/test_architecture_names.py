"""A command is named by its class: its canonical name is written there, in the grammar, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from domain.messages import Command, kinds_of

ROOT = Path(__file__).parents[1]
NAMES = frozenset(kind.canonical for kind in kinds_of(Command)) - {""}
PACKAGES = ("bot", "domain", "dondoc", "scheduler", "services", "storage", "web", "wording")
# The grammar owns what people type; the classes carry the names.
OWNERS = ("bot/grammar/", "domain/messages/")
# These take a command or its name: no word is allowed there.
TAKERS = frozenset({
    "BadNumber", "NoSuchPerson", "NumberNotUnderstood", "OnlyForRole", "ReasonMissing", "WhichTask", "button",
    "command", "command_named", "numbered",
})  # fmt: skip
# Canonical names that are also ordinary words here, such as keys of JSON or states of a task: outside the calls above
# such a word cannot be told from a command's name.
ORDINARY = frozenset({
    "add", "answer", "ask", "audit", "back", "block", "calendar", "cancel", "channel", "choose", "done", "drop", "edit",
    "evidence", "explain", "extend", "hour", "import", "invite", "keep", "language", "leave", "move", "people", "plans",
    "progress", "remove", "report", "requests", "restore", "result", "return", "role", "row", "settings", "start",
    "status", "task", "tasks", "undo", "unit", "units", "waiting", "write",
})  # fmt: skip
# Where a command's name is a stored or documented value of something else, with the reason.
ALLOWED = {
    ("services/commands/nudge_people.py", "nudge"): "the kind of a stored row of the outbox",
    ("services/delivery/deliver.py", "nudge"): "the kind of a stored row of the outbox",
    ("dondoc/__main__.py", "import"): "a command of the terminal",
    ("wording/en/drafts.py", "discard"): "the example in English is the name alone",
    ("wording/en/orders.py", "nudge"): "an English noun",
}


def sources() -> Iterator[Path]:
    """The program's modules outside the owners of names."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.relative_to(ROOT).as_posix().startswith(OWNERS):
                yield path


def named(path: Path) -> Iterator[str]:
    """Each literal of a command's name, with its place."""
    tree, place = ast.parse(path.read_text(encoding="utf-8")), path.relative_to(ROOT).as_posix()
    taken = {
        id(constant)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in TAKERS
        for constant in (*call.args, *(keyword.value for keyword in call.keywords))
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or node.value not in NAMES or (place, node.value) in ALLOWED:
            continue
        if id(node) in taken or node.value not in ORDINARY:
            yield f"{place}:{node.lineno}: pass the class of the command {node.value!r}, or its `canonical`"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_command_is_named_by_a_string() -> None:
    assert [sentence for path in sources() for sentence in named(path)] == []


# Fields that are looked up by a name: the class must say by a method what the caller wants to know.
GUESSES = {
    "wording/languages.py": "the tables of a module, which a noun without commands or events does not have",
    "services/context/questions.py": "the words that come with a command stand in fields of four names",
}


def test_no_field_of_a_message_is_guessed_by_its_name() -> None:
    """`getattr` with a name written there asks whatever object comes along."""
    assert [place for path in sources() for place in guessed(path)] == []


def guessed(path: Path) -> Iterator[str]:
    """Each `getattr` with a literal name in the layers that know messages."""
    place = path.relative_to(ROOT).as_posix()
    if place in GUESSES or not place.startswith(("bot/", "domain/", "services/", "wording/")):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) == "getattr" and isinstance(node.args[1], ast.Constant):
            yield f"{place}:{node.lineno}"
