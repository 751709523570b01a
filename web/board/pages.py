"""The pages of the board, in the order of the menu: one import and one line a page."""

from web.board.draft import DRAFT, DRAFT_DAY, PLANS
from web.board.history import HISTORY
from web.board.overview import OVERVIEW
from web.board.page import Page
from web.board.people import PEOPLE
from web.board.reports import REPORTS
from web.board.settings import SETTINGS
from web.board.tasks import TASK, TASKS
from web.board.timeline import CALENDAR, TIMELINE

PAGES: tuple[Page, ...] = (
    OVERVIEW,
    TASKS,
    TASK,
    TIMELINE,
    CALENDAR,
    PLANS,
    DRAFT,
    DRAFT_DAY,
    PEOPLE,
    REPORTS,
    HISTORY,
    SETTINGS,
)
