"""English refusals about a plan that waits to be written."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import refusals as r
from wording.cleaning import clean
from wording.words import DayWords

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: r.NoDraft, _: DayWords) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (type: import {one.number})" for one in refusal.waiting[:5]
        )
        return f"You have opened no plan. Waiting: {listed}"
    return "No plan is waiting to be written. Please send the file of the plan here (a draft is kept for 7 days)."


def _plan_missing(_: r.PlanMissing, __: DayWords) -> str:
    return "Please send the file of the plan here (.docx, .pdf, .xlsx …), or paste its text after the command: /import"


def _plan_known(refusal: r.PlanKnown, _: DayWords) -> str:
    return f"This file was imported before ({refusal.title}); nothing has changed. Type /tasks to see the tasks."


def _no_such_row(refusal: r.NoSuchRow, _: DayWords) -> str:
    return f"The plan that waits has no row {refusal.number}; its last is {refusal.last}. Type: row {refusal.last}"


def _nothing_asked(_: r.NothingAsked, __: DayWords) -> str:
    return "There is no open question. Type write to write the plan, or discard to drop it."


def _no_such_choice(refusal: r.NoSuchChoice, _: DayWords) -> str:
    return f"This question has the choices 1 to {refusal.count}, for example: choose 1"


def _change_not_understood(refusal: r.ChangeNotUnderstood, _: DayWords) -> str:
    row = refusal.number or 1
    return (
        f"What to correct is not clear. For example: edit {row} deadline 10/7/2026 · edit {row} lead UBND phường · "
        f"edit {row} coordinating A; B · edit {row} title … · edit plan number 12-KH/ĐU · edit issued 9/4/2026"
    )


def _deadline_not_read(refusal: r.DeadlineNotRead, _: DayWords) -> str:
    return f"“{refusal.text}” gives no deadline; for example: edit {refusal.number} deadline 10/7/2026"


def _not_in_plan(refusal: r.NotInPlan, _: DayWords) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"The plan that waits names no unit “{refusal.name}”.{near} Example: unit VHXH is Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: r.UnitNotFound, _: DayWords) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"There is no unit “{refusal.name}”.{near}"


def _nothing_to_write(_: r.NothingToWrite, __: DayWords) -> str:
    return "Every row of the plan was left out, so there is nothing to write. Type discard to drop the plan."


PLAN_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    r.NoDraft: _no_draft,
    r.PlanMissing: _plan_missing,
    r.PlanKnown: _plan_known,
    r.NoSuchRow: _no_such_row,
    r.NothingAsked: _nothing_asked,
    r.NoSuchChoice: _no_such_choice,
    r.ChangeNotUnderstood: _change_not_understood,
    r.DeadlineNotRead: _deadline_not_read,
    r.NotInPlan: _not_in_plan,
    r.UnitNotFound: _unit_not_found,
    r.NothingToWrite: _nothing_to_write,
}
