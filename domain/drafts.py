"""A plan between reading and writing: the draft, what a coordinator corrects, and the doubts with their choices."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.deadlines import DeadlineKind
from domain.draft_blocks import MOST_PICKED, BlockEntry, DraftBlock, groups_of
from domain.names import tidy
from domain.plans import PlanDraft, PlanWarning, TaskDraft, UnitMention, WarningCode
from domain.rosters import Roster

KEPT_FOR = timedelta(days=7)
LEAVE_OUT = "drop_row"  # the choice of a doubt that leaves its row out
HAS_PICTURES = "has_pictures"  # the trouble of a reading that ended before pages that are pictures

# Which doubts about a row are settled once a person has typed that part of it again.
SETTLED_BY: dict[str, frozenset[str]] = {
    "deadline": frozenset(
        {
            WarningCode.DEADLINE_UNKNOWN,
            WarningCode.IMPOSSIBLE_DATE,
            WarningCode.DUE_BEFORE_ISSUE,
            WarningCode.DUE_ON_ISSUE_DAY,
            WarningCode.DRAFT_AFTER_FINAL,
            WarningCode.DUE_ON_DAY_OFF,
            WarningCode.WRONG_YEAR,
            WarningCode.TWO_DEADLINES,
            WarningCode.RESTS_ON_LATER_TASK,
            WarningCode.NO_LAST_DAY,
            WarningCode.YEAR_UNKNOWN,
        }
    ),
    "lead": frozenset({WarningCode.NO_LEAD_UNIT, WarningCode.SEVERAL_LEAD_UNITS, WarningCode.UNKNOWN_UNIT}),
    "coordinating": frozenset({WarningCode.NO_COORDINATING_UNIT, WarningCode.UNKNOWN_UNIT}),
    "title": frozenset({WarningCode.LIKELY_TYPING_ERROR, WarningCode.DUPLICATE_TASK, WarningCode.TITLE_LOOKS_WRONG}),
    "product": frozenset(),
}
FIELDS = tuple(SETTLED_BY)
UNREAD, UNREAD_SOME = "unread", "unread_some"


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What came of reading a file (or a pasted text): a plan, or why not.

    `trouble` is the reader's own Vietnamese sentence, or "too_large", "not_fetched", "too_slow", "too_much_memory",
    "not_read", HAS_PICTURES. `people` is the list of people that the file is instead of a plan; `trouble` says so.
    """

    file_name: str
    file_hash: str
    plan: PlanDraft | None = None
    trouble: str = ""
    people: Roster | None = None


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A unit the plan names and the roster lacks, the rows that name it, and up to three names it may be."""

    name: str
    tasks: tuple[str, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A known unit of which nobody would be told, the rows that name it, and its people: none, or none with a phone."""

    name: str
    tasks: tuple[str, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A plan that waits for its coordinators.

    `answered` are marks of doubts settled; `aliases` (name in the plan, unit id); `cancelling` task numbers that are to
    be cancelled because a later version leaves them out; `is_separate`: a coordinator said that it is no later version
    of another plan. `rows_read` counts the rows that were read as tasks, also those `left_out` since, whose warnings
    stay. `blocks` are the unread ones, `picking` the headings whose blocks are asked about one by one. `last_number` is
    the highest number ever given to a row, so that none is given twice. `content_hash` is the hash of what was read. A
    draft that is not in the database has `id` 0; `version` is the one it was loaded at. `settled_by_leaving_out` are
    those of `answered` whose answer was to leave their row out.
    """

    plan: PlanDraft
    file_name: str
    file_hash: str
    answered: tuple[str, ...] = ()
    aliases: tuple[tuple[str, int], ...] = ()
    cancelling: tuple[int, ...] = ()
    is_separate: bool = False
    blocks: tuple[DraftBlock, ...] = ()
    picking: tuple[str, ...] = ()
    last_number: int = 0
    content_hash: str = ""
    id: int = 0
    version: int = 1
    rows_read: int = 0
    left_out: tuple[TaskDraft, ...] = ()
    settled_by_leaving_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a doubt: "keep", "drop_row", "only_lead", "read_as", "add_unit", …; `detail` names a unit."""

    action: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question for the coordinator. `mark` is short, and the same for the same doubt; `row` None for the plan.

    `items` are the unread blocks that it is about, each with the unit it names ("" for none).
    """

    mark: str
    code: str
    row: int | None
    message: str
    choices: tuple[Choice, ...]
    title: str = ""
    items: tuple[tuple[str, str], ...] = ()


def open_doubts(draft: OpenDraft, doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Those not settled yet."""
    return tuple(doubt for doubt in doubts if doubt.mark not in draft.answered)


def settle(draft: OpenDraft, marks: Iterable[str]) -> OpenDraft:
    """The draft with these doubts settled."""
    return replace(draft, answered=tuple(dict.fromkeys((*draft.answered, *marks))))


def reopen(draft: OpenDraft, marks: Collection[str]) -> OpenDraft:
    """The draft with these doubts open again, as far as they were settled by leaving their row out."""
    meant = frozenset(marks) & frozenset(draft.settled_by_leaving_out)
    left, still = ([mark for mark in of if mark not in meant] for of in (draft.answered, draft.settled_by_leaving_out))
    return replace(draft, answered=tuple(left), settled_by_leaving_out=tuple(still))


def mark_of(*parts: str) -> str:
    """A mark short enough for a button, the same for the same parts."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:6]


def find_row(plan: PlanDraft, number: int) -> TaskDraft | None:
    """The row people call by this number."""
    return next((task for task in plan.tasks if task.number == number), None)


def with_row(draft: OpenDraft, number: int, change: Callable[[TaskDraft], TaskDraft]) -> OpenDraft:
    """The draft with one row changed."""
    tasks = tuple(change(task) if task.number == number else task for task in draft.plan.tasks)
    return replace(draft, plan=replace(draft.plan, tasks=tasks))


def without_rows(draft: OpenDraft, numbers: Iterable[int]) -> OpenDraft:
    """The draft without these rows; the others keep their numbers, so that row 19 stays row 19."""
    gone = frozenset(numbers)
    kept = tuple(task for task in draft.plan.tasks if task.number not in gone)
    left_out = tuple(task for task in draft.plan.tasks if task.number in gone)
    return replace(draft, plan=replace(draft.plan, tasks=kept), left_out=(*draft.left_out, *left_out))


def without_idle_warnings(draft: OpenDraft) -> PlanDraft:
    """The plan without the warnings about rows that are left out: they count again once the row is taken back."""
    codes = {task.code for task in draft.plan.tasks}
    idle = {task.code for task in draft.left_out} - codes
    return replace(draft.plan, warnings=tuple(w for w in draft.plan.warnings if w.task not in idle))


def with_single_lead(task: TaskDraft, name: str) -> TaskDraft:
    """The row with one lead unit; the others lead no longer, they coordinate."""
    lead = tuple(unit for unit in task.lead if unit.name == name)
    others = tuple(unit for unit in task.lead if unit.name != name)
    return replace(task, lead=lead, coordinating=tuple(dict.fromkeys((*others, *task.coordinating))))


def with_lead(task: TaskDraft, name: str) -> TaskDraft:
    """The row led by a unit that coordinated it."""
    lead = tuple(unit for unit in task.coordinating if unit.name == name)
    return replace(task, lead=lead, coordinating=tuple(unit for unit in task.coordinating if unit.name != name))


def with_last_day(task: TaskDraft, day: date) -> TaskDraft:
    """The row due on another day; the plan's own wording stays, as it is always what people are shown."""
    return replace(task, deadline=replace(task.deadline, last_day=day))


def mentions_of(plan: PlanDraft) -> tuple[UnitMention, ...]:
    """Every unit the plan names, once, in its order."""
    return tuple(dict.fromkeys(m for task in plan.tasks for m in (*task.lead, *task.coordinating)))


def content_hash(plan: PlanDraft) -> str:
    """The same for a file that was only saved again: a hash of what was read, however it is spaced."""
    rows = [(t.title, _names(t.lead), _names(t.coordinating), t.deadline.wording, t.product or "") for t in plan.tasks]
    heading = (plan.title, plan.number or "", plan.issuer or "", str(plan.issued_on or ""))
    words = [tidy(text) for text in (*heading, *(text for row in rows for text in row))]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _names(units: Iterable[UnitMention]) -> str:
    return "; ".join(unit.name for unit in units)


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
    choices = (Choice("keep"), *_choices_of(code, row, 0), Choice(LEAVE_OUT))
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
        choices.append(Choice("workday_before" if day_off else LEAVE_OUT))
    mark = mark_of(warning.code, warning.task or "", warning.message)
    number, title = (row.number, row.title) if row else (None, "")
    return Doubt(mark, warning.code.value, number, warning.message, tuple(choices), title)
