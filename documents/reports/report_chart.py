"""Draws the chart of a report as a picture for Word; in the PDF it is part of the page."""

import json
import logging
from dataclasses import asdict

from documents.reports.report_fonts import fonts
from documents.reports.report_paper import Chart
from documents.reports.report_phrases import HERE, form

_ALONE = b"""
#import "chart.typ": chart
#set page(width: float(sys.inputs.width) * 1mm, height: auto, margin: 0.5mm, fill: white)
#set text(font: "Tinos", lang: "vi", hyphenate: false)
#chart(json(bytes(sys.inputs.chart)), float(sys.inputs.size) * 1pt)
"""
_DOTS_PER_INCH = 200

_log = logging.getLogger(__name__)


def draw_chart(chart: Chart) -> bytes | None:
    """The picture (PNG) as wide as the text; None where typst is missing or cannot draw: the table says the same."""
    try:
        import typst  # noqa: PLC0415 -- 80 MB that only pictures and PDF need

        drawn = typst.Compiler(root=str(HERE), font_paths=fonts()).compile(
            input=_ALONE,
            format="png",
            ppi=_DOTS_PER_INCH,
            sys_inputs={
                "chart": json.dumps(asdict(chart), ensure_ascii=False),
                "width": str(form()["body"]["chart_width"]),
                "size": str(form()["size"]["chart"]),
            },
        )
    except (ImportError, RuntimeError) as error:
        _log.warning("no chart in the report: %s", error, extra={"action": "chart_failed"})
        return None
    return drawn if isinstance(drawn, bytes) else None
