"""A plan between reading and writing: what a coordinator corrects and decides before anybody hears of it. Pure."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.draft_blocks import DraftBlock
from domain.names import tidy
from domain.plans import PlanDraft, TaskDraft, UnitMention, WarningCode

KEPT_FOR = timedelta(days=7)
HAS_PICTURES = "has_pictures"  # the trouble of a reading that ended before pages that are pictures

# Which doubts about a row are settled once a person has typed that part of it anew.
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


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What came of reading a file (or a pasted text): a plan, or why not.

    `trouble` is the reader's own Vietnamese sentence, or "too_large", "not_fetched", "too_slow", "too_much_memory",
    "not_read", HAS_PICTURES.
    """

    file_name: str
    file_hash: str
    plan: PlanDraft | None = None
    trouble: str = ""


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

    `answered` are marks of doubts settled; `aliases` (name in the plan, unit id); `cancelling` task numbers that are
    to be cancelled because a later version leaves them out; `is_separate`: no later version, whatever it looks like.
    `rows_read` counts the rows that were read as tasks, also those left out since. `blocks` are the unread ones,
    `picking` the headings whose blocks are asked about one by one. `last_number` is the highest number ever given to a
    row, so that none is given twice. `content_hash` tells what was read. A draft that is not in the database has `id`
    0; `version` is the one it was loaded at.
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
    codes = {task.code for task in kept}
    warnings = tuple(w for w in draft.plan.warnings if w.task is None or w.task in codes)
    return replace(draft, plan=replace(draft.plan, tasks=kept, warnings=warnings))


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
