"""The figures of a report as rows of cells: the period beside the one before, and one row for each lead unit."""

from documents.reports.form import form
from domain.names import tidy
from domain.reports import PeriodReport, UnitReport

# The rows of the comparison: (name in the form, name of the figure).
STANDING = (
    ("total", "total"),
    ("done_on_time", "done_on_time"),
    ("done_late", "done_late"),
    ("open_in_time", "open_in_time"),
    ("open_overdue", "open_overdue"),
    ("reported", "reported"),
)
# Shown only where there is any, now or in the period before.
BESIDE = (("undated", "undated"), ("without_lead", "without_lead"), ("deadline_set_late", "deadline_set_late"))
HAPPENED = (
    ("closed_on_time", "done_on_time"),
    ("closed_late", "done_late"),
    ("fell_due", "fell_due"),
    ("extensions_granted", "extensions_granted"),
    ("extensions_refused", "extensions_refused"),
    ("obstacles_raised", "obstacles_raised"),
    ("obstacles_cleared", "obstacles_cleared"),
    ("check_ins_asked", "check_ins_asked"),
    ("check_ins_silent", "check_ins_silent"),
)


def compared(report: PeriodReport) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """The two groups of figures, each with its title and (label, this period, the one before)."""
    labels, now, before = form()["rows"], report.figures, report.before
    both = (now.standing, before.standing)
    beside = tuple(pair for pair in BESIDE if any(getattr(cells, pair[1]) for cells in both))
    groups = (
        ("standing_title", (*STANDING, *beside), now.standing, before.standing),
        ("happened_title", HAPPENED, now.happened, before.happened),
    )
    return [
        (labels[title], [(labels[label], getattr(of, name), getattr(then, name)) for label, name in names])
        for title, names, of, then in groups
    ]


def comparison(report: PeriodReport) -> tuple[tuple[tuple[str, ...], ...], frozenset[int]]:
    """The rows of the first table, and which of them are titles of a group."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    for title, figures in compared(report):
        strong.add(len(rows))
        rows.append((title, "", "", ""))
        rows += [(label, str(now), str(before), change(now - before)) for label, now, before in figures]
    return tuple(rows), frozenset(strong)


def change(difference: int) -> str:
    """ "+2", "-1", "0"."""
    return f"{difference:+d}" if difference else "0"


def unit_rows(report: PeriodReport) -> list[tuple[str, ...]]:
    """One row for each lead unit, as the second table has them."""
    return [_unit_row(place, unit) for place, unit in enumerate(report.units, 1)]


def _unit_row(place: int, unit: UnitReport) -> tuple[str, ...]:
    cells, happened = unit.figures.standing, unit.figures.happened
    figures = (
        cells.total,
        cells.done_on_time,
        cells.done_late,
        cells.open_in_time,
        cells.open_overdue,
        unit.before.standing.open_overdue,
        happened.extensions_granted,
        happened.obstacles_raised,
    )
    return str(place), tidy(unit.name), *map(str, figures)
