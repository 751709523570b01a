"""`python -m benchmarks.house [CHECKOUT]`: the size and shape of the program's code, counted the same way everywhere.

Modules, modules under 40 lines (an `__init__.py` that only holds a docstring is none), program lines, import cycles,
the share of public functions, methods and classes with a docstring, and the share of lines with a comment that
explains (marks for tools such as `noqa` do not count). Tests, benchmarks and documentation are no program.
"""

import ast
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SMALL = 40
_MARKS = ("# noqa", "# type:", "# fmt:", "#!")


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the program: its dotted name, its text and its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.text.splitlines())

    @property
    def is_bare_package(self) -> bool:
        """Whether this is an `__init__.py` that holds nothing but its docstring."""
        return self.path.name == "__init__.py" and len(self.tree.body) <= 1


def modules(root: Path) -> list[Module]:
    """Every module of the packages that go into the wheel, sorted by name."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    found = []
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            dotted = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            found.append(Module(dotted, path, text, ast.parse(text)))
    return sorted(found, key=lambda module: module.name)


def imports(module: Module, names: frozenset[str]) -> set[str]:
    """The modules of `names` that this one imports when it is loaded (not inside functions)."""
    found = set()
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in names else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & names) - {module.name}


def cycles(all_modules: list[Module]) -> list[list[str]]:
    """Groups of modules that import each other in a circle; empty in a sound house."""
    names = frozenset(module.name for module in all_modules)
    graph = {module.name: imports(module, names) for module in all_modules}
    reach = {name: _reached(graph, name) for name in graph}
    groups = {frozenset({a} | {b for b in reach[a] if a in reach[b]}) for a in graph}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in graph[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def public_definitions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Public functions and classes of the module, and the public methods of its public classes."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                functions = (n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
                yield from (n for n in functions if not n.name.startswith("_"))


def comment_lines(module: Module) -> int:
    """Lines that carry a comment for a reader."""
    with module.path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    comments = (t.string for t in tokens if t.type == tokenize.COMMENT)
    return sum(not comment.startswith(_MARKS) for comment in comments)


def report(root: Path) -> str:
    """The figures of one checkout as lines of text."""
    found = modules(root)
    program = [module for module in found if not module.is_bare_package]
    lines = sum(module.lines for module in found)
    definitions = [node for module in found for node in public_definitions(module)]
    documented = sum(ast.get_docstring(node) is not None for node in definitions)
    comments = sum(comment_lines(module) for module in found)
    circles = cycles(found)
    small = [module.name for module in program if module.lines < SMALL]
    without_migrations = [name for name in small if not name.startswith("storage.migrations.")]
    return "\n".join((
        f"modules                     {len(program)} (and {len(found) - len(program)} bare __init__.py)",
        f"under {SMALL} lines              {len(small)} ({len(without_migrations)} without migrations)",
        f"program lines               {lines}",
        f"import cycles               {len(circles)} {circles or ''}".rstrip(),
        f"public with docstring       {documented / len(definitions):.1%} of {len(definitions)}",
        f"lines with an explanation   {comments / lines:.2%} ({comments})",
    ))  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]) + "\n")
