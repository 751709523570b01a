"""Writes a plan that a person has confirmed: tasks, responsibilities and first occurrences, in one transaction."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.deadlines import period_of
from domain.drafts import UnknownUnit, content_hash
from domain.history import Event, EventKind
from domain.names import fold
from domain.organisations import Organisation
from domain.people import Actor
from domain.plans import PlanDraft, TaskDraft, UnitMention
from domain.tasks import Part
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import policy_snapshot
from storage.plans import ImportedPlan, add_plan, find_by_hash
from storage.tasks import (
    FirstDays,
    add_first_occurrences,
    add_first_parts,
    add_occurrence,
    add_responsibility,
    add_task,
    add_tasks,
    last_number,
)
from storage.units import Directory, load_directory, put_units

__all__ = ["Imported", "PlanFile", "UnknownUnit", "already_imported", "confirm_plan", "unknown_units", "write_plan"]

# In characters, as the columns are wide. What is longer is no number of a row or a plan; the task keeps its place.
LONGEST_CODE, LONGEST_PLAN_NUMBER, LONGEST_ISSUER = 40, 100, 300


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The file a plan was read from: its name, the SHA-256 of its bytes and the hash of what was read."""

    name: str
    hash: str
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """Result of writing a plan; not new when the same file was imported before."""

    plan_id: int
    is_new: bool
    first_number: int
    count: int
    numbers: tuple[int, ...] = ()


def unknown_units(directory: Directory, draft: PlanDraft) -> tuple[UnknownUnit, ...]:
    """Units of the plan that no unit's name or alias matches exactly (after folding)."""
    naming: dict[str, list[str]] = {}
    for task in draft.tasks:
        for mention in (*task.lead, *task.coordinating):
            if directory.find(mention.name) is None:
                naming.setdefault(mention.name, []).append(task.code)
    names = [unit.name for unit in directory.units.values()]
    return tuple(UnknownUnit(name, tuple(codes), _close(name, names)) for name, codes in naming.items())


def _close(name: str, names: list[str]) -> tuple[str, ...]:
    from rapidfuzz import process  # noqa: PLC0415 -- 4 MB that only what nobody knows by name needs

    found = process.extract(fold(name), [fold(n) for n in names], limit=3, score_cutoff=60)
    return tuple(names[index] for _, _, index in found)


def already_imported(tx: Transaction, organisation_id: int, content: bytes) -> ImportedPlan | None:
    """The plan this very file was imported as, if it was."""
    return find_by_hash(tx, organisation_id, hashlib.sha256(content).hexdigest())


def confirm_plan(
    tx: Transaction, organisation: Organisation, draft: PlanDraft, content: bytes, file_name: str, now: datetime
) -> Imported:
    """Write the plan that was read from this content: see write_plan."""
    return write_plan(
        tx, organisation, draft, PlanFile(file_name, hashlib.sha256(content).hexdigest(), content_hash(draft)), now
    )


def write_plan(
    tx: Transaction,
    organisation: Organisation,
    draft: PlanDraft,
    file: PlanFile,
    now: datetime,
    by: Actor | None = None,
) -> Imported:
    """Write the plan. Numbers go on from the last one in use, so the first plan's equal its TT column.

    Units the roster lacks are added by the plan's name, so that no row loses its unit; a roster loaded later
    may take them over as aliases. The same file twice is once.
    """
    known = find_by_hash(tx, organisation.id, file.hash)
    if known is not None:
        return Imported(known.id, is_new=False, first_number=0, count=0)
    plan_id = _add_plan(tx, organisation.id, draft, file, now)
    offset = last_number(tx, organisation.id)
    directory = with_new_units(tx, organisation.id, draft)
    _add_tasks(tx, organisation, plan_id, draft, offset, directory, now)
    facts = {"detail": draft.title, "plan_id": plan_id, "tasks": len(draft.tasks)}
    who, person_id = (by.name, by.person_id) if by else ("", None)
    append_event(tx, organisation.id, Event(now, who, EventKind.PLAN_IMPORTED, person_id, facts=facts))
    numbers = tuple(offset + task.number for task in draft.tasks)
    return Imported(plan_id, is_new=True, first_number=offset + 1, count=len(draft.tasks), numbers=numbers)


def _add_plan(tx: Transaction, organisation_id: int, draft: PlanDraft, file: PlanFile, now: datetime) -> int:
    values: dict[str, Any] = {
        "title": draft.title,
        "number": draft.number and draft.number[:LONGEST_PLAN_NUMBER],
        "issuer": draft.issuer and draft.issuer[:LONGEST_ISSUER],
        "issued_on": draft.issued_on,
        "file_name": file.name[:300],
        "file_hash": file.hash,
        "content_hash": file.content_hash or None,
    }
    return add_plan(tx, organisation_id, values, now)


def with_new_units(tx: Transaction, organisation_id: int, draft: PlanDraft) -> Directory:
    """All units, including those that were added because only the plan names them."""
    directory = load_directory(tx, organisation_id)
    unknown = unknown_units(directory, draft)
    if not unknown:
        return directory
    groups = {m.name: m.is_group for task in draft.tasks for m in (*task.lead, *task.coordinating)}
    put_units(tx, organisation_id, [(each.name, groups[each.name]) for each in unknown])
    return load_directory(tx, organisation_id)


def add_task_of(
    tx: Transaction,
    organisation: Organisation,
    plan_id: int,
    draft: TaskDraft,
    number: int,
    directory: Directory,
    now: datetime,
) -> None:
    """Write one row of a plan as a task of this number, with its units and its first occurrence."""
    task_id = add_task(tx, organisation.id, plan_id, _values(organisation, draft, number, now))
    for part, mentions in _mentions(draft):
        _add_parts(tx, organisation.id, task_id, part, mentions, directory)
    period, days = _first_occurrence(organisation, draft, now)
    add_occurrence(tx, organisation.id, task_id, period, days)


def _add_tasks(
    tx: Transaction,
    organisation: Organisation,
    plan_id: int,
    draft: PlanDraft,
    offset: int,
    directory: Directory,
    now: datetime,
) -> None:
    """The rows of a plan that is new, all at once: nothing of it can be there."""
    rows = [_values(organisation, task, offset + task.number, now) for task in draft.tasks]
    parts: list[tuple[int, int, Part, int]] = []
    occurrences = []
    for task_id, task in zip(add_tasks(tx, organisation.id, plan_id, rows), draft.tasks, strict=True):
        parts += [(task_id, unit_id, part, place) for (unit_id, part), place in _places(task, directory).items()]
        occurrences.append((task_id, *_first_occurrence(organisation, task, now)))
    add_first_parts(tx, organisation.id, parts)
    add_first_occurrences(tx, organisation.id, occurrences)


def _places(draft: TaskDraft, directory: Directory) -> dict[tuple[int, Part], int]:
    """Where each unit of a row stands among those of its part; one that is named twice stands where it was first."""
    found: dict[tuple[int, Part], int] = {}
    for part, mentions in _mentions(draft):
        for place, mention in enumerate(mentions):
            unit = directory.find(mention.name)
            if unit is not None:
                found.setdefault((unit.id, part), place)
    return found


def _mentions(draft: TaskDraft) -> tuple[tuple[Part, Sequence[UnitMention]], ...]:
    return (Part.LEAD, draft.lead), (Part.COORDINATING, draft.coordinating)


def _values(organisation: Organisation, draft: TaskDraft, number: int, now: datetime) -> dict[str, Any]:
    deadline, today = draft.deadline, now.astimezone(organisation.zone).date()
    return {
        "number": number,
        "code": draft.code[:LONGEST_CODE],
        "title": draft.title,
        "kind": deadline.kind.value,
        "wording": deadline.wording,
        "first_day": deadline.first_day,
        "last_day": deadline.last_day,
        "at_time": deadline.at_time,
        "rule": deadline.rule,
        "condition": deadline.condition,
        "product": draft.product,
        "place": draft.place.named,
        "created_on": today,
        "policy": policy_snapshot(organisation.policy),
    }


def _first_occurrence(organisation: Organisation, draft: TaskDraft, now: datetime) -> tuple[str, FirstDays]:
    """The period and the days of the first occurrence."""
    deadline = draft.deadline
    if deadline.is_repeating:
        period = period_of(deadline.kind, now.astimezone(organisation.zone).date())
        return period.code, (period.first_day, period.last_day, None)
    return "", (deadline.first_day, deadline.last_day, deadline.at_time)


def _add_parts(
    tx: Transaction,
    organisation_id: int,
    task_id: int,
    part: Part,
    mentions: Iterable[UnitMention],
    directory: Directory,
) -> None:
    for position, mention in enumerate(mentions):
        unit = directory.find(mention.name)
        if unit is not None:
            add_responsibility(tx, organisation_id, task_id, unit.id, part, position)
