"""The fonts that typst may use for a report: those that come with the program, none of the machine."""

from functools import cache
from typing import TYPE_CHECKING

from documents.reports.report_phrases import FONTS

if TYPE_CHECKING:
    import typst


@cache
def fonts() -> "typst.Fonts":
    """Read once. Raises ImportError without typst."""
    import typst  # noqa: PLC0415 -- 80 MB that only pictures and PDF need

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
