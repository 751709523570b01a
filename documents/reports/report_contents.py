"""Builds the paper of a periodic report: every sentence, figure and table of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from documents.reports.report_paper import Bar, Chart, Column, Letterhead, Paper, Section, Table
from documents.reports.report_phrases import (
    day_of,
    deadline_of,
    form,
    instant_of,
    issuer_of,
    names_of,
    office_of,
    period_of,
    place_and_day,
    words,
)
from domain.messages.summaries import PlanFigures, TaskSummary
from domain.names import tidy
from domain.reports import (
    CauseTold,
    ExtensionTold,
    FinishedTask,
    ObstacleTold,
    PeriodReport,
    UnitPlace,
    UnitReport,
    ranked,
)

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
_HAPPENED = (
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

_BESIDE = (("undated", "undated"), ("without_lead", "without_lead"), ("deadline_set_late", "set_late"))

NO_FIGURE = "–"  # where a nought would be read as a figure
MOST_BARS = 20
_PARTS = ("done_on_time", "done_late", "open_in_time", "open_overdue")
_CELLS = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue")


def compared(report: PeriodReport) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """The two groups of figures, each with its title and (label, this period, the one before)."""
    labels, now, before = form()["rows"], report.figures, report.before
    both = (now.standing, before.standing)
    beside = tuple(pair for pair in BESIDE if any(getattr(cells, pair[1]) for cells in both))
    groups = (
        ("standing_title", (*STANDING, *beside), now.standing, before.standing),
        ("happened_title", _HAPPENED, now.happened, before.happened),
    )
    return [
        (labels[title], [(labels[label], getattr(of, name), getattr(then, name)) for label, name in names])
        for title, names, of, then in groups
    ]


def _comparison(report: PeriodReport) -> tuple[tuple[tuple[str, ...], ...], frozenset[int]]:
    """The rows of the first table, and which of them are titles of a group."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    for title, figures in compared(report):
        strong.add(len(rows))
        rows.append((title, "", "", ""))
        rows += [(label, str(now), *_then(now, before, has_before=report.has_before)) for label, now, before in figures]
    return tuple(rows), frozenset(strong)


def _then(now: int, before: int, *, has_before: bool) -> tuple[str, str]:
    return (str(before), change(now - before)) if has_before else (NO_FIGURE, NO_FIGURE)


def change(difference: int) -> str:
    """ "+2", "-1", "0"."""
    return f"{difference:+d}" if difference else "0"


def _unit_rows(report: PeriodReport) -> list[tuple[str, ...]]:
    """One row for each lead unit, the best first, as the second table has them."""
    return [_unit_row(placed, has_before=report.has_before) for placed in ranked(report.units)]


def _unit_row(placed: UnitPlace, *, has_before: bool) -> tuple[str, ...]:
    unit = placed.unit
    cells, happened = unit.figures.standing, unit.figures.happened
    figures = (
        cells.total,
        cells.done_on_time,
        cells.done_late,
        cells.open_in_time,
        cells.open_overdue,
        unit.before.standing.open_overdue if has_before else NO_FIGURE,
        NO_FIGURE if placed.percent is None else f"{placed.percent}%",
        happened.extensions_granted,
        happened.obstacles_raised,
    )
    return NO_FIGURE if placed.place is None else str(placed.place), tidy(unit.name), *map(str, figures)


def paper_of(report: PeriodReport, zone: tzinfo, letterhead: Letterhead) -> Paper:
    """The whole document; days and hours are those of `zone`."""
    fixed, office = form()["words"], office_of(report.organisation)
    return Paper(
        superior=tidy(letterhead.superior).upper() or fixed["superior_unknown"],
        issuer=issuer_of(report.organisation),
        number=fixed["number"].format(symbol=office["symbol"]),
        party_title=fixed["party_title"],
        place_and_day=place_and_day(report.organisation, report.made_on),
        kind=fixed["kind"],
        subject=_subject(report, zone),
        under_subject=fixed["under_subject"],
        opening=_opening(report, office["speaks_as"]),
        sections=tuple(_sections(report, zone)),
        recipients_title=fixed["recipients_title"],
        recipients=tuple(office["recipients"]),
        authority=office["authority"],
        position=fixed["sign_position"],
        signer=fixed["sign_name"],
    )


def _subject(report: PeriodReport, zone: tzinfo) -> tuple[str, ...]:
    subject = words("words", "subject", period=period_of(report.period))
    if not report.is_running:
        return (subject,)
    return subject, words("words", "subject_as_of", at=instant_of(report.as_of, zone))


def _opening(report: PeriodReport, speaks_as: str) -> str:
    facts = {"speaker": speaks_as.format(organisation=tidy(report.organisation)), "period": period_of(report.period)}
    if len(named := [plan for plan in report.plans if plan.name]) > 1:
        return words("text", "opening_several", count=len(named), **facts)
    plan = _plan_of(report)
    return words("text", "opening", plan=plan, **facts) if plan else words("text", "opening_plain", **facts)


def _plan_of(report: PeriodReport) -> str:
    """The plan with its number and day, as far as they are known; "" without a plan."""
    facts = {"title": tidy(report.plan_title), "number": tidy(report.plan_number), "day": day_of(report.plan_issued_on)}
    if facts["title"] and facts["number"] and facts["day"]:
        return words("text", "plan_facts", **facts)
    return words("text", "plan_day", **facts) if facts["title"] and facts["day"] else facts["title"]


def _sections(report: PeriodReport, zone: tzinfo) -> list[Section]:
    until = day_of(report.next_until)
    titles = form()["sections"]
    return [
        _overall(report, zone),
        _units(report),
        _listed(titles["overdue"], "overdue", [_overdue_row(line) for line in report.overdue]),
        _listed(titles["finished"], "finished", [_finished_row(line) for line in report.finished]),
        _listed(titles["extensions"], "extensions", [_extension_row(one) for one in report.extensions]),
        _obstacles(report),
        _listed(titles["due_next"].format(until=until), "due_next", [_due_row(line) for line in report.due_next]),
        Section(titles["proposals"], _proposals(report.proposals)),
    ]


def _obstacles(report: PeriodReport) -> Section:
    """What holds work up, in the words of the units, and why what is late is late."""
    standing = sum(one.cleared_on is None for one in report.obstacles)
    paragraphs = []
    if report.obstacles:
        paragraphs.append(words("text", "obstacles", count=len(report.obstacles), standing=standing))
    if report.causes:
        paragraphs.append(words("text", "causes"))
    paragraphs += [_cause(cause) for cause in report.causes]
    heading, rows = form()["sections"]["obstacles"], [_obstacle_row(one) for one in report.obstacles]
    if paragraphs and not rows:
        return Section(heading, tuple(paragraphs))
    return _with_table(heading, "obstacles", rows, tuple(paragraphs), ())


def _cause(cause: CauseTold) -> str:
    units, day = names_of(cause.lead_names), day_of(cause.on)
    return words("text", "cause", number=cause.number, units=units, text=tidy(cause.text), by=tidy(cause.by), day=day)


def _proposals(proposals: str | None) -> tuple[str, ...]:
    """The coordinator's words, a paragraph a line; a line to be filled in by hand where nobody was asked."""
    if proposals is None:
        return (words("text", "not_asked"),)
    lines = tuple(line for line in map(tidy, proposals.splitlines()) if line)
    return lines or (words("words", "empty"),)


def _overall(report: PeriodReport, zone: tzinfo) -> Section:
    cells = report.figures.standing
    figures = {name: getattr(cells, name) for name in cells.__slots__}
    paragraphs = [words("text", "overall", at=instant_of(report.as_of, zone), **figures)]
    paragraphs += _plans(report)
    for figure, phrase in _BESIDE:
        if figures[figure]:
            paragraphs.append(words("text", phrase, **figures))
    if cells.reported:
        paragraphs.append(words("text", "waiting", reported=cells.reported))
    headings = {
        "now": period_of(report.period, is_short=True),
        "before": period_of(report.period_before, is_short=True),
    }
    rows, strong = _comparison(report)
    table = Table(columns("overall", **headings), rows, strong)
    note = words("text", "note_before" if report.has_before else "note_no_before")
    return Section(form()["sections"]["overall"], tuple(paragraphs), table, (note,))


def _plans(report: PeriodReport) -> list[str]:
    """Each plan that is counted, with its own figures; nothing where the opening names the only one."""
    if len(report.plans) < 2:
        return []
    return [
        words("text", "plan_line", plan=_plan_named(plan), **{name: getattr(plan.cells, name) for name in _CELLS})
        for plan in report.plans
    ]


def _plan_named(plan: PlanFigures) -> str:
    if not plan.name:
        return words("text", "no_plan")
    facts = {"title": tidy(plan.title), "number": tidy(plan.number), "day": day_of(plan.issued_on)}
    if facts["number"] and facts["day"]:
        return words("text", "plan_facts", **facts)
    return words("text", "plan_day", **facts) if facts["day"] else facts["title"]


def _units(report: PeriodReport) -> Section:
    silent = [
        words("text", "silent_unit", unit=tidy(unit.name), count=unit.figures.happened.check_ins_silent)
        for unit in report.units
        if unit.figures.happened.check_ins_silent
    ]
    paragraphs = (words("text", "silent", units="; ".join(silent)),) if silent else ()
    is_doubled = sum(u.figures.standing.total for u in report.units) > report.figures.standing.total
    notes = (words("text", "ranking"), *((words("text", "counted_twice"),) if is_doubled else ()))
    section = _with_table(form()["sections"]["units"], "units", _unit_rows(report), paragraphs, notes)
    return replace(section, chart=_chart(report)) if report.units else section


def _chart(report: PeriodReport) -> Chart:
    """The units in the order of the table: how much of each one's work is done, late, open and overdue."""
    labels, placed = form()["legend"], ranked(report.units)
    return Chart(
        tuple(_bar(one.unit) for one in placed[:MOST_BARS]),
        tuple((name, labels[name]) for name in _PARTS),
        words("text", "chart_says"),
    )


def _bar(unit: UnitReport) -> Bar:
    cells = unit.figures.standing
    done = cells.done_on_time + cells.done_late
    return Bar(tidy(unit.name), tuple((name, getattr(cells, name)) for name in _PARTS), f"{done}/{cells.total}")


def _listed(heading: str, name: str, rows: Sequence[tuple[str, ...]]) -> Section:
    return _with_table(heading, name, rows, (), ())


def _with_table(
    heading: str, name: str, rows: Sequence[tuple[str, ...]], paragraphs: tuple[str, ...], notes: tuple[str, ...]
) -> Section:
    if not rows:
        return Section(heading, (*paragraphs, words("words", "empty")))
    return Section(heading, paragraphs, Table(columns(name), tuple(rows)), notes)


def columns(name: str, **facts: str) -> tuple[Column, ...]:
    """The columns of a table by its name in the form."""
    return tuple(Column(heading.format(**facts), width, align) for heading, width, align in form()["columns"][name])


def _overdue_row(line: TaskSummary) -> tuple[str, ...]:
    days = "" if line.days_left is None else str(max(0, -line.days_left))
    return str(line.number), tidy(line.title), names_of(line.lead_names), deadline_of(line), days


def _due_row(line: TaskSummary) -> tuple[str, ...]:
    days = "" if line.days_left is None else str(line.days_left)
    return str(line.number), tidy(line.title), names_of(line.lead_names), deadline_of(line), days


def _extension_row(line: ExtensionTold) -> tuple[str, ...]:
    days = words("rows", "granted", old=day_of(line.old_day) or NO_FIGURE, new=day_of(line.new_day) or NO_FIGURE)
    return str(line.number), tidy(line.title), names_of(line.lead_names), days, tidy(line.reason)


def _obstacle_row(line: ObstacleTold) -> tuple[str, ...]:
    gone = words("rows", "not_cleared")
    if line.cleared_on is not None:
        gone = words("rows", "cleared", day=day_of(line.cleared_on))
    days = f"{day_of(line.raised_on)}; {gone}"
    return str(line.number), tidy(line.title), names_of(line.lead_names), tidy(line.text), days


def _finished_row(line: FinishedTask) -> tuple[str, ...]:
    how = words("rows", "on_time" if line.is_on_time else "late")
    note = tidy(line.note)
    return (
        str(line.number),
        tidy(line.title),
        names_of(line.lead_names),
        f"{day_of(line.done_on)} ({how.lower()})",
        note,
    )
