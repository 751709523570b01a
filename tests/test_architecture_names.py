"""A command is named by its class: its canonical name is written there, in the grammar, and nowhere else."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
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
TERMINAL = "dondoc/"  # where `command` is Typer's
# Names of commands that are ordinary words of something else, each where it is one and for its reason. Outside these
# places, and in the calls above everywhere, such a word is taken for a command's name.
ORDINARY = (
    (
        "storage/*",
        "answer channel evidence invite language people progress role snooze task tasks unit units waiting",
        "tables, columns, parameters of statements, states and kinds of stored rows",
    ),
    (
        "dondoc/*",
        (
            "answer audit back channel evidence explain import invite people plans progress report restore role status "
            "task tasks unit units waiting"
        ),
        "commands of the terminal, keys of its JSON, names of ticks and settings",
    ),
    ("web/*", "evidence status tasks", "keys of the JSON of /health"),
    (
        "web/board/*",
        "board calendar leave people plans progress settings task tasks units",
        "names of pages, forms and slides, classes of bars",
    ),
    ("bot/platforms/*", "result status", "keys of what the platforms send"),
    ("domain/board/changes.py", "people settings tasks", "topics that pages follow"),
    ("domain/draft_blocks.py", "task", "what a block of a document became"),
    ("domain/drafts.py", "keep", "an answer to a doubt"),
    ("domain/due_checks.py", "waiting", "why a task has no next check"),
    ("domain/evidence.py", "waiting", "a state of a file"),
    ("domain/organisations.py", "hour", "the shape of a setting"),
    ("domain/questions.py", "ask", "the mark before a question's number in a button"),
    ("domain/tasks.py", "done result", "a state and an outcome of a task"),
    ("services/*", "answer nudge", "kinds of stored rows of the outbox"),
    ("services/commands/change_settings.py", "back", "a change of the calendar"),
    ("services/commands/link_account.py", "move", "the mark of a question"),
    ("services/commands/note_absence.py", "unit", "why somebody cannot stand in"),
    ("services/context/explain_chat.py", "unit", "a key of the JSON of a deed"),
    ("services/context/role_changes.py", "back role unit", "a change of roles, and keys of its stored facts"),
    ("services/office/command_service.py", "channel", "a key of an event's facts"),
    ("services/office/post_answer.py", "evidence people progress settings", "groups of folded answers"),
    ("services/delivery/praise_in_morning.py", "praise", "a kind of stored rows of the outbox"),
    ("services/plans/confirm_plan.py", "tasks", "a key of an event's facts"),
    ("services/reminders/build_digest.py", "units", "a field of the report that a morning leaves out"),
    ("wording/board_tasks.py", "done", "a state of a task"),
    ("wording/board_time.py", "done", "a state of a task"),
    ("wording/cards/facts.py", "units waiting", "parts of the picture"),
    ("wording/digests.py", "requests start waiting", "parts of a morning message"),
    ("wording/drafts.py", "keep", "an answer to a doubt"),
    ("wording/parts.py", "done", "a state of a task"),
    ("wording/people.py", "back", "a change of roles"),
    ("wording/settings.py", "back", "a change of the calendar"),
    ("wording/??/board*.py", "calendar people plans settings task tasks unit", "names of pages and columns"),
    ("wording/??/chats.py", "evidence people progress settings", "groups of folded answers"),
    ("wording/??/digests.py", "requests start waiting", "parts of a morning message"),
    ("wording/??/drafts.py", "keep", "an answer to a doubt"),
    ("wording/??/evidence.py", "waiting", "a state of a file"),
    ("wording/??/people.py", "back", "a change of roles"),
    ("wording/??/settings.py", "back", "a change of the calendar"),
    ("wording/??/tasks.py", "done result", "a state and an outcome of a task"),
    ("wording/en/*", "answer evidence nudge people progress report return task", "English nouns in sentences"),
)


def sources() -> Iterator[Path]:
    """The program's modules outside the owners of names."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.relative_to(ROOT).as_posix().startswith(OWNERS):
                yield path


def ordinary(place: str) -> frozenset[str]:
    """The names that are ordinary words in this file."""
    return frozenset(word for where, words, _ in ORDINARY if fnmatch(place, where) for word in words.split())


def named(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Each literal of a command's name: the name, its line, and whether a call takes it as one.

    An example of what to type (`typed=`) is a text, also where it is the name alone.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    taken = {
        id(constant)
        for call in calls
        if _name(call.func) in TAKERS
        for constant in (*call.args, *(keyword.value for keyword in call.keywords))
    }
    texts = {id(keyword.value) for call in calls for keyword in call.keywords if keyword.arg == "typed"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in NAMES and id(node) not in texts:
            yield str(node.value), node.lineno, id(node) in taken


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_command_is_named_by_a_string() -> None:
    found = [
        f"{place}:{line}: pass the class of the command {name!r}, or its `canonical`"
        for path in sources()
        for place in [path.relative_to(ROOT).as_posix()]
        for name, line, is_taken in named(path)
        if (is_taken and not place.startswith(TERMINAL)) or name not in ordinary(place)
    ]
    assert found == []


def test_every_ordinary_word_stands_where_it_is_allowed() -> None:
    """An exemption that nothing needs would hide the next string."""
    seen = {(path.relative_to(ROOT).as_posix(), name) for path in sources() for name, _, _ in named(path)}
    unused = [
        (where, word)
        for where, words, _ in ORDINARY
        for word in words.split()
        if not any(fnmatch(place, where) and name == word for place, name in seen)
    ]
    assert unused == []


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
