"""The form of a report, read from form.toml: measures and fixed words. The only place that knows that file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


@cache
def form() -> dict[str, Any]:
    """All measures (millimetres and points) and words, by the names they have in the file."""
    return tomllib.loads((HERE / "form.toml").read_text(encoding="utf-8"))


def words(group: str, name: str, **facts: object) -> str:
    """One fixed phrase, filled in; what people typed is filled in and never read as a template."""
    phrase: str = form()[group][name]
    return phrase.format(**facts) if facts else phrase
