"""The signs that open a line of an official text ("II.", "1.2.", "(3)", "a)", "-") and show what it stands under."""

import re
from dataclasses import dataclass

_SIGNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", r"(?:(?:Phần|PHẦN|Mục|MỤC)\s+)?(?P<label>[IVXL]{1,6})\s*(?:[.):-]\s*|/(?![vV]\b)\s*)(?=\S)"),
        ("part", r"(?:Phần|PHẦN)\s+(?:thứ|THỨ)\s+(?P<label>\w+)\s*[.:)-]?\s*"),
        ("part", r"(?:Điều|ĐIỀU)\s+(?P<label>\d{1,2})\s*[.:]\s*(?=\S)"),
        ("chapter", r"(?P<label>[A-HĐ])\s*[.)/]\s+(?=\S)"),
        ("counted", r"\((?P<label>\d{1,2})\)\s*(?=\S)"),
        ("roman", r"\((?P<label>[ivx]{1,4})\)\s*(?=\S)"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s+(?=\S)"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)/]\s*(?=[^\d\s])"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\d\s])"),
        (
            "number",
            r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s?[-–]\s+(?=[A-ZĐÀ-Ỹ][^\d\s])",
        ),  # of Party documents: "2- Giao"
        ("letter", r"(?P<label>[a-zđ](?:\.\d{1,2})?)\s*[.)/]\s*(?=[^\d\s])"),
        ("plus", r"(?P<label>[+])\s*(?=\S)"),
        ("dash", r"(?P<label>[-–—])\s*(?=\D|\d{1,3}\b)"),
        ("dot", r"(?P<label>[•●○▪►✓✔➢·*o])\s+(?=\S)"),
    )
)
_DECORATION = re.compile(r"^[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+\s*")


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a line: `level` is its kind ("part", "number", "number.2", "letter", "dash"), `label` its words."""

    level: str
    label: str


def split_sign(text: str) -> tuple[Sign | None, str]:
    """The sign that a line begins with and the words behind it; None and the line where it begins with words."""
    text = _DECORATION.sub("", text)
    for kind, pattern in _SIGNS:
        if found := pattern.match(text):
            label = found["label"]
            depth = label.count(".")
            return Sign(f"{kind}.{depth + 1}" if depth and kind == "number" else kind, label), text[found.end() :]
    return None, text
