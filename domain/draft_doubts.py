"""The doubts about a plan that waits, each with its choices: units, warnings, bare rows, unread blocks. Pure."""

from collections.abc import Iterable

from domain.deadlines import DeadlineKind
from domain.draft_blocks import MOST_PICKED, BlockEntry, DraftBlock, groups_of
from domain.drafts import SETTLED_BY, Choice, Doubt, OpenDraft, UnknownUnit, mark_of
from domain.plans import PlanDraft, PlanWarning, TaskDraft, WarningCode

UNREAD, UNREAD_SOME = "unread", "unread_some"


def doubts_of(plan: PlanDraft, unknown: Iterable[UnknownUnit], year: int) -> tuple[Doubt, ...]:
    """Doubts about what was read: units nobody knows first, then the reader's warnings in order.

    `year` is the first that is offered where the document names none.
    """
    rows = {task.code: task for task in reversed(plan.tasks)}
    strangers = [_about_unit(unit, rows) for unit in unknown]
    warned = [_about(warning, rows.get(warning.task or ""), year) for warning in plan.warnings]
    return (*strangers, *warned)


def doubts_about_blocks(draft: OpenDraft) -> tuple[Doubt, ...]:
    """At most eight questions about what became no task; under a heading that is being picked from, its next blocks."""
    found = []
    for asked, blocks in groups_of(draft.blocks):
        mark = mark_of_group(asked.heading, blocks)
        is_picked = asked.heading in draft.picking and mark not in draft.answered
        found.append(_about_some(asked.heading, blocks) if is_picked else _about_group(asked.heading, blocks, mark))
    return tuple(found)


def mark_of_group(heading: str, blocks: Iterable[DraftBlock]) -> str:
    """The mark of the question about all blocks under a heading."""
    return mark_of(UNREAD, heading, *(block.hash for block in blocks))


def _about_group(heading: str, blocks: tuple[DraftBlock, ...], mark: str) -> Doubt:
    some = (Choice("choose_some"),) if len(blocks) > 1 else ()
    choices = (Choice("follow_all", str(len(blocks))), *some, Choice("follow_none"))
    return Doubt(mark, UNREAD, None, heading, choices, items=_items(blocks))


def _about_some(heading: str, blocks: tuple[DraftBlock, ...]) -> Doubt:
    shown = [block for block in blocks if block.entry is BlockEntry.UNREAD][:MOST_PICKED]
    choices = (*(Choice("follow_one", block.unread.text) for block in shown), Choice("follow_no_more"))
    mark = mark_of(UNREAD_SOME, *(str(block.n) for block in shown))
    return Doubt(mark, UNREAD_SOME, None, heading, choices, items=_items(shown))


def _items(blocks: Iterable[DraftBlock]) -> tuple[tuple[str, str], ...]:
    return tuple((block.unread.text, block.unread.unit) for block in blocks)


def doubts_about_bare_rows(plan: PlanDraft) -> list[Doubt]:
    """Doubts about a row without a lead unit, or without a last day, of which the reader said nothing."""
    warned = {(warning.task, warning.code) for warning in plan.warnings}
    found = []
    for row in plan.tasks:
        codes = {code for task, code in warned if task == row.code}
        if not row.lead and not codes & SETTLED_BY["lead"]:
            found.append(_about_bare(row, WarningCode.NO_LEAD_UNIT))
        if row.deadline.kind is DeadlineKind.UNKNOWN and not codes & SETTLED_BY["deadline"]:
            found.append(_about_bare(row, WarningCode.NO_LAST_DAY))
    return found


def _about_bare(row: TaskDraft, code: WarningCode) -> Doubt:
    choices = (Choice("keep"), *_choices_of(code, row, 0), Choice("drop_row"))
    return Doubt(mark_of(code, str(row.number)), code.value, row.number, "", choices, row.title)


def _choices_of(code: WarningCode, row: TaskDraft, year: int) -> tuple[Choice, ...]:
    """The choices of this doubt only."""
    if code is WarningCode.NO_LEAD_UNIT:
        return tuple(Choice("lead_by", unit.name) for unit in row.coordinating[:3])
    if code is WarningCode.YEAR_UNKNOWN:
        return (Choice("in_year", str(year)), Choice("in_year", str(year + 1)))
    return ()


def _about_unit(unit: UnknownUnit, rows: dict[str, TaskDraft]) -> Doubt:
    row = rows.get(unit.tasks[0]) if unit.tasks else None
    choices = (*(Choice("read_as", name) for name in unit.suggestions), Choice("add_unit", unit.name))
    mark = mark_of(WarningCode.UNKNOWN_UNIT, unit.name)
    title = row.title if row else ""
    return Doubt(mark, WarningCode.UNKNOWN_UNIT, row.number if row else None, unit.name, choices, title)


def _about(warning: PlanWarning, row: TaskDraft | None, year: int) -> Doubt:
    is_of_order = warning.code is WarningCode.DATE_ORDER_UNCLEAR
    choices = [Choice("day_first"), Choice("month_first")] if is_of_order else [Choice("keep")]
    if row is not None and warning.code is WarningCode.SEVERAL_LEAD_UNITS:
        choices += [Choice("only_lead", unit.name) for unit in row.lead[:4]]
    elif row is not None:
        choices += _choices_of(warning.code, row, year)
        day_off = warning.code is WarningCode.DUE_ON_DAY_OFF
        choices.append(Choice("workday_before" if day_off else "drop_row"))
    mark = mark_of(warning.code, warning.task or "", warning.message)
    number, title = (row.number, row.title) if row else (None, "")
    return Doubt(mark, warning.code.value, number, warning.message, tuple(choices), title)
