"""Finds the plan that a document is a later version of, and which of its rows is which task."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.amendments import Difference, Rewritten, parts_of, wordings_of
from domain.draft_blocks import code_on_paper
from domain.messages.drafts import DraftRowChange
from domain.names import fold
from domain.people import Unit
from domain.plans import PlanDraft, TaskDraft, UnitMention
from domain.tasks import State, Task
from storage.engine.database import Transaction
from storage.plans import ImportedPlan, all_plans
from storage.tasks import TaskNow, load_tasks
from storage.units import Directory

CLOSE_TITLE = 90.0
ALIKE_TITLE = 70.0  # enough where nearly all rows are the same and a number or day is missing
LIKE_TITLE = 50.0  # enough where the number is the same
CLOSE_ISSUER = 90.0
HALF, NEARLY_ALL = 0.5, 0.8
CLOSE_TASK = 82.0
SAME_CODE = 8.0  # a row in the same place of the plan may differ so much more in its words
_DIGITS = re.compile(r"\d+")
_COMMITTEE = re.compile(r"\bubnd\b")
_CLOSED = frozenset({State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Names:
    """Units by their names in a plan: the organisation's, and those that were explained for this plan."""

    directory: Directory
    aliases: Mapping[str, int]

    def find(self, mention: UnitMention) -> Unit | None:
        """The unit meant, if it is known."""
        return self.directory.units.get(self.aliases.get(mention.name, 0)) or self.directory.find(mention.name)

    def of(self, mentions: Iterable[UnitMention]) -> tuple[str, ...]:
        """The names the units are known by; a name nobody knows as the plan has it."""
        return tuple(unit.name if (unit := self.find(mention)) else mention.name for mention in mentions)


def find_earlier(tx: Transaction, organisation_id: int, plan: PlanDraft) -> ImportedPlan | None:
    """The plan that this one seems to be a later version of; its coordinator is asked.

    It has the same number in the same year, or nearly the same title and half of the rows. Where either bears no number
    or no day, a title that is only like it will do when nearly all rows are the same. Plans of two issuers are two,
    also when both carry out one plan from above; so are titles that differ in a number ("tháng 4", "tháng 5").
    """
    known = [earlier for earlier in all_plans(tx, organisation_id) if not _is_of_other_issuer(plan, earlier)]
    by_number = (earlier for earlier in known if _has_same_number(plan, earlier))
    alike = ((earlier, _title_likeness(plan, earlier)) for earlier in known)
    by_rows = (
        earlier
        for earlier, likeness in alike
        if likeness >= ALIKE_TITLE
        and _shared_rows(tx, organisation_id, plan, earlier) >= _rows_needed(plan, earlier, likeness)
    )
    return next(by_number, None) or next(by_rows, None)


def _is_of_other_issuer(plan: PlanDraft, earlier: ImportedPlan) -> bool:
    if not plan.issuer or not earlier.issuer:
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 -- 4 MB that only a plan needs

    ours, theirs = _issuer(plan.issuer), _issuer(earlier.issuer)
    return ours not in theirs and theirs not in ours and fuzz.ratio(ours, theirs) < CLOSE_ISSUER


def _issuer(name: str) -> str:
    return _COMMITTEE.sub("uy ban nhan dan", fold(name))


def _has_same_number(plan: PlanDraft, earlier: ImportedPlan) -> bool:
    if not plan.number or not earlier.number or _bare(plan.number) != _bare(earlier.number):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 -- see above

    # Numbers begin again each year, and two issuers may use the same one: the number alone is no proof.
    years = {day.year for day in (plan.issued_on, earlier.issued_on) if day is not None}
    return len(years) < 2 and fuzz.ratio(fold(plan.title), fold(earlier.title)) >= LIKE_TITLE


def _title_likeness(plan: PlanDraft, earlier: ImportedPlan) -> float:
    """From 0 to 100; 0 for titles that differ in a number."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- see above

    ours, theirs = fold(plan.title), fold(earlier.title)
    return 0.0 if _DIGITS.findall(ours) != _DIGITS.findall(theirs) else fuzz.ratio(ours, theirs)


def _rows_needed(plan: PlanDraft, earlier: ImportedPlan, likeness: float) -> float:
    """The share of rows that two plans must have in common to be versions of one; more than all where no share will."""
    if likeness >= CLOSE_TITLE:
        return HALF
    is_unnumbered = None in {plan.number, earlier.number, plan.issued_on, earlier.issued_on}
    return NEARLY_ALL if is_unnumbered else 2.0


def _shared_rows(tx: Transaction, organisation_id: int, plan: PlanDraft, earlier: ImportedPlan) -> float:
    """Of the shorter plan's rows, the share that the other has too."""
    tasks = [found.task for found in load_tasks(tx, organisation_id, plan_id=earlier.id)]
    shorter = min(len(tasks), len(plan.tasks))
    return len(match_rows(tasks, plan.tasks)) / shorter if shorter else 0.0


def _bare(number: str) -> str:
    return fold(number).replace(" ", "")


def compare_plan(
    tx: Transaction, organisation_id: int, earlier: ImportedPlan, plan: PlanDraft, names: Names
) -> Difference:
    """Row by row against the tasks of the earlier version; cancelled ones do not come back by themselves."""
    current = [
        found for found in load_tasks(tx, organisation_id, plan_id=earlier.id) if found.occurrence.state not in _CLOSED
    ]
    pairs = match_rows([found.task for found in current], plan.tasks)
    rewritten, same = [], set()
    for row in plan.tasks:
        if row.number not in pairs:
            continue
        task = pairs[row.number]
        parts = parts_of(task, row, names.of(row.lead), names.of(row.coordinating)) - _kept(task.number, current)
        if row.deadline.wording == task.deadline.wording and plan.issued_on == earlier.issued_on:
            parts -= {"deadline"}  # the plan says the same; a person has moved the day
        if parts:
            rewritten.append(Rewritten(task, row, parts))
        else:
            same.add(row.number)
    new = tuple(row for row in plan.tasks if row.number not in pairs)
    moved = [Rewritten(pairs[row.number], row, frozenset()) for row in plan.tasks if row.number in same]
    renumbered = tuple(one for one in moved if code_on_paper(one.row) != one.task.code)
    return Difference(new, tuple(rewritten), _gone(current, pairs.values()), frozenset(same), renumbered)


def _kept(number: int, current: Iterable[TaskNow]) -> frozenset[str]:
    """Work that is finished keeps the deadline that it was finished under: wording and day, whatever the row says."""
    its = next(found for found in current if found.task.number == number)
    is_finished = its.occurrence.state is State.DONE and not its.occurrence.is_check_in
    return frozenset({"deadline", "wording"}) if is_finished else frozenset()


def _gone(current: Iterable[TaskNow], kept: Iterable[Task]) -> tuple[Task, ...]:
    """Tasks without a row; what is done is done and is not asked about."""
    numbers = {task.number for task in kept}
    return tuple(
        found.task
        for found in current
        if found.task.number not in numbers
        and (found.occurrence.state is not State.DONE or found.occurrence.is_check_in)
    )


def match_rows(tasks: Sequence[Task], rows: Sequence[TaskDraft]) -> dict[int, Task]:
    """Row number -> task: the same words first, then the most alike, each task for one row only."""
    exact = _matched_exactly(tasks, rows)
    taken = {task.number for task in exact.values()}
    left = [task for task in tasks if task.number not in taken]
    scored = [
        (score, row.number, task)
        for row in rows
        if row.number not in exact
        for task in left
        if (score := _likeness(task, row)) >= CLOSE_TASK
    ]
    found = dict(exact)
    for _, number, task in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2].number)):
        if number not in found and task.number not in taken:
            found[number] = task
            taken.add(task.number)
    return found


def _matched_exactly(tasks: Sequence[Task], rows: Sequence[TaskDraft]) -> dict[int, Task]:
    waiting: dict[str, list[Task]] = {}
    for task in tasks:
        waiting.setdefault(fold(task.title), []).append(task)
    return {row.number: same.pop(0) for row in rows if (same := waiting.get(fold(row.title)))}


def _likeness(task: Task, row: TaskDraft) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 -- see above

    return fuzz.ratio(fold(task.title), fold(row.title)) + (SAME_CODE if row.code and row.code == task.code else 0.0)


def change_lines(difference: Difference, names: Names) -> tuple[DraftRowChange, ...]:
    """The difference to be shown: what changed, what is new, what is gone."""
    changed = [line for one in difference.rewritten for line in rewritten_lines(one, names)]
    new = [DraftRowChange("new", row.number, row.title, new=row.deadline.wording) for row in difference.new]
    gone = [DraftRowChange("gone", task.number, task.title) for task in difference.gone]
    return (*changed, *new, *gone)


def rewritten_lines(one: Rewritten, names: Names) -> list[DraftRowChange]:
    """What a row has otherwise than its task, part by part."""
    task, row = one.task, one.row
    both = {
        "title": (task.title, row.title),
        "deadline": wordings_of(task.deadline, row.deadline),
        "wording": (task.deadline.wording, row.deadline.wording),
        "lead": ("; ".join(task.lead_names), "; ".join(names.of(row.lead))),
        "coordinating": ("; ".join(task.coordinating_names), "; ".join(names.of(row.coordinating))),
        "product": (task.product or "", row.product or ""),
    }
    return [
        DraftRowChange(part, task.number, task.title, old, new)
        for part, (old, new) in both.items()
        if part in one.parts
    ]
