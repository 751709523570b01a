"""Judges sentences whose right outcome is known, as their files note it: see the head of each column below.

`want` is `NAME NUMBERS [DAY]`, several joined by " & ", alternatives by "||"; "show NAME" an answer without a deed,
"asks A|B" an offer of one of these, "nothing" no deed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dondoc.run.chat_trial import Explained

DATA = Path(__file__).parents[1] / "data"
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\*")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
RANKS = ("WRONG", "useless", "asked", "right")


@dataclass(frozen=True)
class Row:
    """One sentence: who types it, and what should come of it."""

    text: str
    role: str
    want: str


def rows(file: str) -> Iterator[Row]:
    """The sentences of a file."""
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "text\t")):
            text, role, want, *_ = line.split("\t")
            plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
            yield Row(plain.replace("\\n", "\n"), role, want.strip())


def is_plain(row: Row) -> bool:
    """Whether a deed is wanted and nothing else will do."""
    return "||" not in row.want and row.want.split()[0] not in {"nothing", "show", "asks"}


def verdict(row: Row, got: Explained) -> str:
    """The best verdict that an alternative allows; a deed that none allows is WRONG."""
    found = [_judged(alternative.strip(), got) for alternative in row.want.split("||")]
    best = max(found, key=RANKS.index)
    return "WRONG" if best == "useless" and "WRONG" in found else best


def _judged(want: str, got: Explained) -> str:
    head, _, rest = want.partition(" ")
    offered = {offer.command for offer in got.asks}
    if head == "nothing":
        return "WRONG" if got.deeds else "right"
    if head == "asks":
        return "WRONG" if got.deeds else "right" if offered & set(rest.split("|")) else "useless"
    if head == "show":
        name = rest.split()[0]
        return "WRONG" if got.deeds else "right" if got.shows == name else "asked" if name in offered else "useless"
    return _deeds(want, got)


def _deeds(want: str, got: Explained) -> str:
    wanted = _merged(_wanted(part) for part in want.split("&"))
    done = _merged(
        (deed.command, deed.numbers, deed.day.isoformat() if deed.day else "", deed.percent) for deed in got.deeds
    )
    if len(done) == len(wanted) and all(map(_fits, done, wanted)):
        return "right"
    offers = {(offer.command, tuple(sorted(offer.numbers))) for offer in got.asks}
    names = {name for name, _ in offers}
    is_offered = any((w[0], w[1]) in offers or (not w[1] and w[0] in names) for w in wanted)
    return "WRONG" if done else "asked" if is_offered else "useless"


Wanted = tuple[str, tuple[int, ...], str, int | None]


def _wanted(part: str) -> Wanted:
    name, *rest = part.split()
    numbers = tuple(int(word) for word in rest if word.isdecimal())
    day = next((word for word in rest if _DAY.fullmatch(word)), "")
    if name == "progress":
        return name, numbers[:1], "", numbers[1] if len(numbers) > 1 else None
    return name, numbers, day, None


def _merged(deeds: Iterator[Wanted]) -> list[Wanted]:
    by: dict[tuple[str, str, int | None], list[int]] = {}
    for name, numbers, day, percent in deeds:
        by.setdefault((name, day, percent), []).extend(numbers)
    return sorted((n, tuple(sorted(its)), d, p) for (n, d, p), its in by.items())


def _fits(done: Wanted, want: Wanted) -> bool:
    return (
        done[0] == want[0] and want[1] in {(), done[1]} and want[2] in {"", "*", done[2]} and want[3] in {None, done[3]}
    )
