"""Libraries are used through what they publish: no private module, no private name, nothing left out of `__all__`."""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

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


LIBRARY_IMPORTS = sorted({(module, name, where) for where, module, name in foreign_imports() if is_library(module)})


def test_the_imports_of_libraries_are_found() -> None:
    assert ("telegram.error", "TelegramError") in {(module, name) for module, name, _ in LIBRARY_IMPORTS}


def test_no_private_module_or_name_of_a_library_is_imported() -> None:
    private = [
        (where, module, name)
        for module, name, where in LIBRARY_IMPORTS
        if any(part.startswith("_") for part in (*module.split("."), name) if part)
    ]
    assert private == []


@pytest.mark.parametrize("module", sorted({module for module, name, _ in LIBRARY_IMPORTS if name}))
def test_what_is_imported_of_a_library_is_in_its_public_index(module: str) -> None:
    public = getattr(import_module(module), "__all__", None)
    if public is None:
        return  # the library keeps no index for this module
    names = {name for found, name, _ in LIBRARY_IMPORTS if found == module and name}
    missing = {name for name in names - set(public) if not is_module(module, name)}
    assert missing == set()


def is_module(parent: str, name: str) -> bool:
    try:
        return find_spec(f"{parent}.{name}") is not None
    except ModuleNotFoundError:
        return False
