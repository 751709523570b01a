"""Draws the sheet of codes with typst: A4, two columns of cards, lines to cut along, QR codes."""

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is printed. A card is (name, units, code, address of the Telegram bot with the code, or "").

    `page` is a template with {page} and {pages}; `zalo` the address of the Zalo bot, or "".
    """

    title: str
    page: str
    code_label: str
    cards: tuple[tuple[str, str, str, str], ...]
    zalo: str
    instructions: tuple[str, ...]
    language: str


def draw_sheet(facts: SheetFacts) -> bytes:
    """The PDF. Texts come in as data and are never read as markup.

    Takes some hundred milliseconds of one core for a hundred cards. Raises RuntimeError when typst cannot draw,
    ImportError when it is not installed.
    """
    import typst  # noqa: PLC0415 -- 80 MB that only pictures and PDF need

    given = {
        "title": facts.title,
        "page": facts.page,
        "code_label": facts.code_label,
        "zalo": qr_code(facts.zalo),
        "instructions": facts.instructions,
        "lang": facts.language,
        "cards": [
            {"name": name, "of": units, "code": code, "telegram": qr_code(address)}
            for name, units, code, address in facts.cards
        ],
    }
    compiler = typst.Compiler(root=str(_HERE), font_paths=_fonts())
    drawn = compiler.compile(
        input=(_HERE / "code_sheet.typ").read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(drawn, bytes):
        raise RuntimeError("typst gave no document")  # noqa: TRY004 -- a fault of the layout
    return drawn


def qr_code(address: str) -> str:
    """A QR code as SVG, readable when a fifth of it is dirty; "" without an address."""
    if not address:
        return ""
    import segno  # noqa: PLC0415 -- only sheets need it, and every start would wait for it

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 -- see above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
