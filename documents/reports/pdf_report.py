"""Lays out a paper as PDF/A with typst; no network, no system fonts, typed text is never read as markup."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Literal

from documents.reports.report_fonts import fonts
from documents.reports.report_paper import Paper
from documents.reports.report_phrases import HERE, form

# Archives want PDF/A; 2b is the level that asks for nothing but what is inside (ISO 19005-2).
_STANDARD: Literal["a-2b"] = "a-2b"


def write_pdf(paper: Paper, day: date) -> bytes:
    """The PDF; `day` is written into it as the day it was made, so that equal papers produce equal bytes.

    Takes some hundred milliseconds of one core. Raises RuntimeError when typst cannot draw, ImportError without it.
    """
    import typst  # noqa: PLC0415 -- 80 MB that only pictures and PDF need

    compiler = typst.Compiler(root=str(HERE), font_paths=fonts())
    drawn = compiler.compile(
        input=(HERE / "report.typ").read_bytes(),
        format="pdf",
        pdf_standards=_STANDARD,
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        sys_inputs={"paper": json.dumps(_facts(paper), ensure_ascii=False), "form": json.dumps(form())},
    )
    if not isinstance(drawn, bytes):
        raise RuntimeError("typst gave no document")  # noqa: TRY004 -- a fault of the layout
    return drawn


def _facts(paper: Paper) -> dict[str, object]:
    facts = asdict(paper)
    for section in facts["sections"]:
        if section["table"]:
            section["table"]["strong"] = sorted(section["table"]["strong"])
    return facts
