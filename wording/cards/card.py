"""Draws the status card with typst: a PNG for a phone, without network and without system fonts."""

import json
from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.messages.reports import StatusShown
from wording.cards.facts import card_facts

if TYPE_CHECKING:
    import typst

    from wording.words import Words

MOST_PIXELS = 2000
_PIXELS_PER_INCH = 144.0  # the page is 540 points wide, a point is 1/72 inch
_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"


# typst: 38 ms a card, and the loop goes on meanwhile; resvg holds the interpreter lock for 259 ms.
def render_card(status: StatusShown, words: "Words", zone: tzinfo) -> bytes:
    """The figures as a PNG, 1080 pixels wide and at most 2000 high.

    Takes tens of milliseconds of one core; how many are drawn at once is the caller's business. Raises RuntimeError
    when typst cannot draw, ImportError when it is not installed.
    """
    return _drawn(card_facts(status, words, zone))


def height_of(picture: bytes) -> int:
    """The height in pixels that a PNG states in its header (https://www.w3.org/TR/png/#11IHDR)."""
    return int.from_bytes(picture[20:24], "big")


def _drawn(facts: Mapping[str, Any]) -> bytes:
    drawn = _compiler().compile(
        input=(_HERE / "card.typ").read_bytes(),
        format="png",
        ppi=_PIXELS_PER_INCH,
        sys_inputs={"card": json.dumps(facts, ensure_ascii=False)},
    )
    if not isinstance(drawn, bytes):
        raise RuntimeError("the status card is more than one page")  # noqa: TRY004 -- a fault of the layout
    return drawn


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 -- 30 MB that only the card needs, and the text must work without it

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])


def _compiler() -> "typst.Compiler":
    """A compiler of its own for each card: one is not made to be shared between threads; the fonts are."""
    import typst  # noqa: PLC0415 -- see above

    return typst.Compiler(root=str(_HERE), font_paths=_fonts())
