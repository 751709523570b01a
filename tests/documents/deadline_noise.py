"""Noise that typing, scanning, Word and Excel put on a time limit without changing what it says."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

from tests.documents.gold import DATA, day, rows

Noise = Callable[[str], str]


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _wide(text: str) -> str:
    return re.sub(r"\d", lambda m: chr(0xFF10 + int(m.group())), text)


def _misread(text: str) -> str:
    """A scan that reads 1 as l and 0 as O inside numbers that keep another figure."""
    return re.sub(r"\d{2,}", lambda m: _letters(m.group()), text)


def _letters(number: str) -> str:
    return number if set(number) <= {"0", "1"} else number.replace("1", "l", 1).replace("0", "O", 1)


KEEPS: dict[str, Noise] = {
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "capitals": str.upper,
    "decomposed capitals": lambda t: unicodedata.normalize("NFD", t.upper()),
    "a small first letter": lambda t: t[:1].lower() + t[1:],
    "full-width digits": _wide,
    "letters of a scan in numbers": _misread,
    "double spaces": lambda t: t.replace(" ", "  "),
    "hard spaces": lambda t: t.replace(" ", "\u00a0"),
    "line breaks for spaces": lambda t: t.replace(" ", "\n"),
    "an invisible character": lambda t: "\ufeff" + t.replace("/", "\u200b/"),
    "bold throughout": lambda t: f"**{t}**",
    "bold numbers": lambda t: re.sub(r"\d[\d/.]*\d", r"**\g<0>**", t),
    "a full stop": lambda t: f"{t}.",
    "a semicolon": lambda t: f"{t};",
    "the end of a text": lambda t: f"{t}./.",
    "brackets": lambda t: f"({t})" if "(" not in t else t,
    "a dash before": lambda t: f"- {t}",
    "a label": lambda t: f"Thời gian hoàn thành: {t}",
    "another label": lambda t: f"Thời hạn: {t}",
    "a label in capitals": lambda t: f"THỜI HẠN HOÀN THÀNH: {t}",
    "spaces round slashes": lambda t: re.sub(r"(?<=\d)/(?=\d)", " / ", t),
}
LOSES: dict[str, Noise] = {"no diacritics": _bare, "capitals without diacritics": lambda t: _bare(t).upper()}


def labelled() -> Iterator[tuple[str, date | None]]:
    """Every labelled wording with the issue day it was labelled for."""
    for name in ("deadline_phrases.tsv", "deadline_phrases_noisy.tsv"):
        yield from ((r["phrase"], day(r["anchor_date"])) for r in rows(name) if r["phrase"])
    for path in sorted(DATA.glob("deadlines*_held_out.txt")):
        yield from _held_out(path.read_text(encoding="utf-8").splitlines())


def _held_out(lines: list[str]) -> Iterator[tuple[str, date | None]]:
    issued_on = None
    for line in lines:
        if line.startswith("@"):
            issued_on = date.fromisoformat(line[1:])
        elif line and not line.startswith("#"):
            yield line.rsplit("|", 2)[0].strip(), issued_on
