"""`/tien-do`: the plan by unit and month; `/lich`: the days of a month. Both print on A4 in landscape."""

from domain.board.changes import Topic
from services.board.timeline import read_calendar, read_timeline
from web.board.page import Page

TIMELINE = Page(name="timeline", path="/tien-do", read=read_timeline, is_in_menu=True)
CALENDAR = Page(
    name="calendar", path="/lich", read=read_calendar, is_in_menu=True, topics=(Topic.TASKS, Topic.SETTINGS)
)
