"""Libraries are used through what they publish: no private module, no private name, nothing left out of `__all__`."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN = ("bot", "documents", "domain", "dondoc", "sandbox", "scheduler", "services", "storage", "web", "wording")


def foreign_imports() -> Iterator[tuple[str, str, str]]:
    """Each import of a library: the file, the module, the name ("" for a whole module)."""
    for package in OWN:
        for path in sorted((ROOT / package).rglob("*.py")):
            where = str(path.relative_to(ROOT))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from ((where, alias.name, "") for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield from ((where, node.module, alias.name) for alias in node.names)


def is_library(module: str) -> bool:
    top = module.partition(".")[0]
    return top not in OWN and top not in sys.stdlib_module_names and top != "tests"


@cache
def library_imports() -> list[tuple[str, str, str]]:
    """Each import of a library: the module, the name, the file. Parsed when a test asks, not on collection."""
    return sorted({(module, name, where) for where, module, name in foreign_imports() if is_library(module)})


def test_the_imports_of_libraries_are_found() -> None:
    assert ("telegram.error", "TelegramError") in {(module, name) for module, name, _ in library_imports()}


def test_no_private_module_or_name_of_a_library_is_imported() -> None:
    private = [
        (where, module, name)
        for module, name, where in library_imports()
        if any(part.startswith("_") for part in (*module.split("."), name) if part)
    ]
    assert private == []


def test_what_is_imported_of_a_library_is_in_its_public_index() -> None:
    named = {(module, name) for module, name, _ in library_imports() if name}
    assert {f"{module}.{name}" for module, name in named if not is_public(module, name)} == set()


def is_public(module: str, name: str) -> bool:
    """Whether the module's index has the name; True where the library keeps no index for this module."""
    public = getattr(import_module(module), "__all__", None)
    return public is None or name in public or is_module(module, name)


def is_module(parent: str, name: str) -> bool:
    try:
        return find_spec(f"{parent}.{name}") is not None
    except ModuleNotFoundError:
        return False
