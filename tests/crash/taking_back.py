"""What undo does to the model: the person's last deed is taken back whole, or stays; never an older one."""

from datetime import datetime

from tests.crash.model import HANOI, Acts, Change, Model
from tests.crash.people import Deed
from tests.crash.petitions import FOR_TIME, open_request
from tests.crash.ward import MORNINGS

NO_DEEDS = frozenset({"share_overruled"})
FINAL = frozenset({"nudged", "task_added", "question_answered", "explanation_given", "change_undone"})
WITHIN_WORKING_DAYS = 3
# What is known by the version of the task alone.
BY_VERSION = frozenset({
    "task_acknowledged", "task_reported", "check_in_answered", "progress_set", "task_confirmed", "task_returned",
    "obstacle_raised", "obstacle_cleared", "share_reported", "extension_granted", "task_cancelled", "task_restored",
})  # fmt: skip


def _undo(model: Model, index: int, deed: Deed, at: datetime) -> None:
    """All that the person's last message changed, or nothing: also when one of the tasks has changed since."""
    own = [change for change in model.changes if change.person == deed.person and change.what not in NO_DEEDS]
    last = [change for change in own if change.deed == own[-1].deed]
    if not last or any(change.what in FINAL or _is_late(change, at) for change in last):
        return
    if all(_stands(model, change) for change in last):
        for change in reversed(last):
            _take_back(model, index, deed, change, at)


def _is_late(change: Change, at: datetime) -> bool:
    """People act on working days only, and the campaign has no other mornings."""
    since, today = change.at.astimezone(HANOI).date(), at.astimezone(HANOI).date()
    return sum(since < morning.astimezone(HANOI).date() <= today for morning in MORNINGS) > WITHIN_WORKING_DAYS


def _stands(model: Model, change: Change) -> bool:
    """Whether nobody has gone on from there."""
    if change.what.endswith("_asked") and change.asked is not None:
        return change.asked.is_open and not change.asked.is_recommended
    if change.what in BY_VERSION and model.standings[change.number].version != change.version:
        return False
    return (change.stands is None or change.stands()) and not _is_overtaken(model, change)


def _is_overtaken(model: Model, change: Change) -> bool:
    """Whether more time, or another deadline, was asked for since, and does not go with what would be put back."""
    asked = open_request(model, change.number, *FOR_TIME)
    if asked is None or not change.is_of_task:
        return False
    is_second = any(other.kind in FOR_TIME for other in change.settled)
    return is_second or (asked.kind, change.before.state) == ("extension", "reported")


def _take_back(model: Model, index: int, deed: Deed, change: Change, at: datetime) -> None:
    if change.what.endswith("_asked") and change.asked is not None:
        change.asked.settle()
    for unit in change.units:
        model.shares[change.number].pop(unit, None)
    for asked in change.settled:
        asked.ask_again()
    if change.revert is not None:
        change.revert()
    if change.is_of_task:
        model.change(index, deed, change.number, "change_undone", change.before, at)
    else:
        model.note(index, deed, change.number, "change_undone")
        model.mark(change.number, at)


TAKING_BACK: Acts = {"undo": _undo}
