"""The pages of the board, in the order of the menu: one import and one line a page."""

from web.board.draft import DRAFT, DRAFT_DAY, PLANS
from web.board.overview import OVERVIEW
from web.board.page import Page
from web.board.tasks import TASK, TASKS
from web.board.timeline import CALENDAR, TIMELINE

PAGES: tuple[Page, ...] = (
    OVERVIEW,
    TASKS,
    TASK,
    PLANS,
    DRAFT,
    DRAFT_DAY,
    TIMELINE,
    CALENDAR,
)
