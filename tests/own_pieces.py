"""Pieces that a test of one command keeps beside it: samples, rows of who may do it, deeds for undo.

A new command then needs one test file. `SAMPLES`: its notices and refusals as they are shown in docs/vi/tin-nhan.md.
`AUTHORISATION`: lines for the table "Without a task" of tests/security/authorisation.md. `DEEDS`: as in
tests/services/deeds.py.
"""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def own_pieces(name: str) -> list[Any]:
    """All pieces of this name in the tests of services, by file."""
    holds = re.compile(rf"^{name}\b.* = ", re.MULTILINE)
    files = [
        path
        for path in sorted((ROOT / "tests" / "services").rglob("test_*.py"))
        if holds.search(path.read_text(encoding="utf-8"))
    ]
    modules = [import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in files]
    return [piece for module in modules for piece in getattr(module, name)]
