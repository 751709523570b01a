"""`/viec/N`: one task with everything that `ct` and `nhật ký` know of it, and what this person may do."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.board.deeds import Deed
from domain.messages import Refused
from domain.messages.history import HistoryShown
from domain.messages.summaries import RequestSummary, ShareSummary
from domain.messages.tasks import TaskShown
from domain.requests import RequestState
from domain.tasks import Part
from services.board.deeds import deeds_of, undo_deed
from services.commands.report_task import share_units
from services.commands.show_history import history_shown
from services.commands.show_task import shown_task
from services.context.command_context import CommandContext
from services.context.find_request import awaited
from services.context.find_task import visible_task
from services.context.summaries import request_summary
from storage.board_rows import handed_to
from storage.lead_shares import shares_of
from storage.requests import requests_of_task
from storage.tasks import TaskNow

PAGE = 30
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class TaskPage:
    """What `/viec/N` shows. `requests` are all there ever were, the newest first; `shares` those of every unit."""

    task: TaskShown
    history: HistoryShown
    people: tuple[str, ...]
    requests: tuple[RequestSummary, ...]
    shares: tuple[ShareSummary, ...]
    deeds: tuple[Deed, ...]
    undo: Deed | None


def read_task(context: CommandContext, values: Mapping[str, str]) -> TaskPage | None:
    """The task with the number; None when there is none, or none that this person may see."""
    number = values.get("number", "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    try:
        found = visible_task(context, int(number))
    except Refused:
        return None
    asked = requests_of_task(context.tx, found.task.id)
    of_now = [each for each in asked if each.state is RequestState.OPEN]
    turn = values.get("trang", "1")
    page = int(turn) if turn.isascii() and turn.isdecimal() and len(turn) <= LONGEST_NUMBER else 1
    return TaskPage(
        task=shown_task(context, found),
        history=history_shown(context, found, page, PAGE),
        people=handed_to(context.tx, [found.task.id]).get(found.task.id, ()),
        requests=tuple(request_summary(context, found, each, awaited(context, found, each)) for each in asked[::-1]),
        shares=_shares(context, found),
        deeds=deeds_of(context, found, of_now),
        undo=undo_deed(context, found),
    )


def _shares(context: CommandContext, found: TaskNow) -> tuple[ShareSummary, ...]:
    """Where every unit stands with its part, whether it has said anything or not."""
    said = shares_of(context.tx, found.occurrence.id)
    shares: list[ShareSummary] = []
    for part in (Part.LEAD, Part.COORDINATING):
        days = {share.unit_id: share.reported_on for share in said if share.part is part}
        shares += [
            ShareSummary(context.directory.units[unit_id].name, part.value, days.get(unit_id))
            for unit_id in share_units(context, found, part)
        ]
    return tuple(shares)
