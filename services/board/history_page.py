"""`/nhat-ky`: the history in pages, of everything or of one task, as `nhật ký` tells it."""

from collections.abc import Mapping
from itertools import groupby

from domain.authorisation import may_see_all
from domain.board.lists import HistoryPage
from services.commands.show_history import history_shown
from services.context.command_context import CommandContext
from services.context.find_task import visible_task

PAGE_SIZE = 50


def read_history(context: CommandContext, values: Mapping[str, str]) -> HistoryPage | None:
    """`viec` is a task's number, `trang` the page from 1; one that is not there shows the last.

    Everything is for those who see all. None for numbers that are none. Raises Refused as `nhật ký` does.
    """
    number, page = values.get("viec", ""), values.get("trang", "1")
    if not page.isdecimal() or len(page) > 6 or (number and (not number.isdecimal() or len(number) > 9)):
        return None
    if not number and not may_see_all(context.person):
        return None
    found = visible_task(context, int(number)) if number else None
    shown = history_shown(context, found, int(page), PAGE_SIZE)
    zone = context.organisation.zone
    days = groupby(shown.lines, key=lambda line: line.at.astimezone(zone).date())
    return HistoryPage(
        tuple((day, tuple(lines)) for day, lines in days), shown.total, shown.page, shown.pages, shown.number,
        shown.title,
    )  # fmt: skip
