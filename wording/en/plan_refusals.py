"""English refusals about a plan that waits to be written."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    PlanKnown,
    PlanMissing,
    UnitNotFound,
)
from domain.messages.questions import NoSuchChoice, NothingAsked
from wording.text import clean
from wording.words import DayWords

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: NoDraft, _: DayWords) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (type: import {one.number})" for one in refusal.waiting[:5]
        )
        return f"You have opened no plan. Waiting: {listed}"
    return "No plan is waiting to be written. Please send the file of the plan here (a draft is kept for 7 days)."


def _plan_missing(_: PlanMissing, __: DayWords) -> str:
    return "Please send the file of the plan here (.docx, .pdf, .xlsx …), or paste its text after the command: /import"


def _plan_known(refusal: PlanKnown, _: DayWords) -> str:
    return f"This file was imported before ({refusal.title}); nothing has changed. Type /tasks to see the tasks."


def _no_such_row(refusal: NoSuchRow, _: DayWords) -> str:
    return f"The plan that waits has no row {refusal.number}; its last is {refusal.last}. Type: row {refusal.last}"


def _nothing_asked(_: NothingAsked, __: DayWords) -> str:
    return "There is no open question. Type write to write the plan, or discard to drop it."


def _no_such_choice(refusal: NoSuchChoice, _: DayWords) -> str:
    return f"This question has the choices 1 to {refusal.count}, for example: choose 1"


def _change_not_understood(refusal: ChangeNotUnderstood, _: DayWords) -> str:
    row = refusal.number or 1
    return (
        f"What to correct is not clear. For example: edit {row} deadline 10/7/2026 · edit {row} lead UBND phường · "
        f"edit {row} coordinating A; B · edit {row} title … · edit plan number 12-KH/ĐU · edit issued 9/4/2026"
    )


def _deadline_not_read(refusal: DeadlineNotRead, _: DayWords) -> str:
    return f"“{refusal.text}” gives no deadline; for example: edit {refusal.number} deadline 10/7/2026"


def _not_in_plan(refusal: NotInPlan, _: DayWords) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"The plan that waits names no unit “{refusal.name}”.{near} Example: unit VHXH is Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: UnitNotFound, _: DayWords) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"There is no unit “{refusal.name}”.{near}"


def _nothing_to_write(_: NothingToWrite, __: DayWords) -> str:
    return "Every row of the plan was left out, so there is nothing to write. Type discard to drop the plan."


PLAN_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoDraft: _no_draft,
    PlanMissing: _plan_missing,
    PlanKnown: _plan_known,
    NoSuchRow: _no_such_row,
    NothingAsked: _nothing_asked,
    NoSuchChoice: _no_such_choice,
    ChangeNotUnderstood: _change_not_understood,
    DeadlineNotRead: _deadline_not_read,
    NotInPlan: _not_in_plan,
    UnitNotFound: _unit_not_found,
    NothingToWrite: _nothing_to_write,
}
