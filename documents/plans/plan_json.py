"""Drafts, deadlines and units as plain JSON values in the shapes that `--json` promises; days are ISO text."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from documents.plans.deadlines import DeadlineReading
from domain.deadlines import Deadline
from domain.plans import Basis, Place, PlanDraft, PlanWarning, TaskDraft, UnitMention


def plan_as_json(draft: PlanDraft) -> dict[str, Any]:
    """The shape of `dondoc import --dry-run --json`."""
    return {
        "plan": {
            "title": draft.title,
            "number": draft.number,
            "issuer": draft.issuer,
            "issued_on": _text(draft.issued_on),
            "basis": _basis(draft.basis) if draft.basis else None,
        },
        "tasks": [_task(t) for t in draft.tasks],
        "warnings": [_warning(w) for w in draft.warnings],
        "unread": [{"place": _place(u.place), "text": u.text, "reason": u.reason} for u in draft.unread],
        "account": asdict(draft.account),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {"number": basis.number, "issued_on": _text(basis.issued_on), "issuer": basis.issuer}


def deadline_as_json(text: str, reading: DeadlineReading) -> dict[str, Any]:
    """The shape of one line of `dondoc explain deadline --json`."""
    return {
        "text": text,
        **_days(reading.deadline),
        "milestones": [_text(day) for day in reading.milestones],
        "condition": reading.deadline.condition,
        "parts": [{"words": p.words, "gives": p.kind} for p in reading.parts],
    }


def units_as_json(text: str, units: Sequence[UnitMention]) -> dict[str, Any]:
    """The shape of one line of `dondoc explain units --json`."""
    return {"text": text, "units": [{"name": u.name, "group": u.is_group} for u in units]}


def _task(task: TaskDraft) -> dict[str, Any]:
    deadline = task.deadline
    return {
        "number": task.number,
        "code": task.code,
        "title": task.title,
        "lead": [u.name for u in task.lead],
        "coordinating": [u.name for u in task.coordinating],
        "deadline": {"wording": deadline.wording, **_days(deadline), "condition": deadline.condition},
        "product": task.product,
        "place": _place(task.place),
    }


def _warning(warning: PlanWarning) -> dict[str, Any]:
    return {"code": warning.code.value, "task": warning.task, "message": warning.message}


def _days(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind.value,
        "first_day": _text(deadline.first_day),
        "last_day": _text(deadline.last_day),
        "at_time": deadline.at_time.isoformat(timespec="minutes") if deadline.at_time else None,
    }


def _place(place: Place) -> dict[str, Any]:
    """Only what is known: a row of a table has no paragraph, a plain text no page."""
    return dict(place.named)


def _text(day: Any) -> str | None:
    return day.isoformat() if day else None
