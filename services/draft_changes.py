"""Tells a coordinator what others did to the draft since it was shown, before a correction overwrites it unseen."""

from collections.abc import Collection

from domain.draft_lines import DraftChange
from domain.drafts import Doubt, OpenDraft, find_row
from domain.plan_notices import DraftChanged
from domain.plans import TaskDraft
from services.desk import Desk
from services.hold_draft import row_line, work_at
from storage.draft_readers import RowChange, doubt_settled_by_other, draft_of_reader, rows_changed_by_others

LEFT_OUT, DOUBT, WHOLE = "left_out", "doubt", "title"
SHOWN_PARTS = ("deadline", "lead", "coordinating", "title", "product")


def rows_changed(
    desk: Desk, draft: OpenDraft, seen: int | None, attempt: str, numbers: Collection[int] | None = None
) -> DraftChanged | None:
    """What others changed in these rows (None: in any) since the version seen; None when nothing.

    Once told, the coordinator has seen it: the same command typed again is obeyed.
    """
    found = rows_changed_by_others(desk.tx, draft, desk.person.person_id, _seen(desk, draft, seen))
    changes = [_told(desk, draft, each) for each in found if numbers is None or each.number in numbers]
    return _answered(desk, draft, changes, attempt)


def doubt_settled(desk: Desk, draft: OpenDraft, doubt: Doubt, seen: int | None) -> DraftChanged | None:
    """Who else settled a doubt since the version seen; None when nobody did."""
    by = doubt_settled_by_other(desk.tx, draft, doubt.mark, desk.person.person_id, _seen(desk, draft, seen))
    changes = [] if by is None else [DraftChange(doubt.row, DOUBT, by.choice, by.by, by.at)]
    return _answered(desk, draft, changes, "choose")


def _seen(desk: Desk, draft: OpenDraft, seen: int | None) -> int:
    if seen is not None:
        return seen
    mine = draft_of_reader(desk.tx, desk.organisation.id, desk.person.person_id)
    return mine[1] if mine is not None and mine[0] == draft.id else draft.version


def _answered(desk: Desk, draft: OpenDraft, changes: list[DraftChange], attempt: str) -> DraftChanged | None:
    if not changes:
        return None
    work_at(desk, draft)
    return DraftChanged(tuple(changes), attempt)


def _told(desk: Desk, draft: OpenDraft, change: RowChange) -> DraftChange:
    row = find_row(draft.plan, change.number)
    if row is None or change.parts == (LEFT_OUT,):
        return DraftChange(change.number, LEFT_OUT, "", change.by, change.at)
    part = next((each for each in change.parts if each in SHOWN_PARTS), WHOLE)
    return DraftChange(change.number, part, _value(desk, draft, row, part), change.by, change.at)


def _value(desk: Desk, draft: OpenDraft, row: TaskDraft, part: str) -> str:
    line = row_line(desk, draft, row)
    values = {
        "deadline": line.wording,
        "lead": "; ".join(line.lead_names),
        "coordinating": "; ".join(line.coordinating_names),
        "title": line.title,
        "product": line.product or "",
    }
    return values[part]
