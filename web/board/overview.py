"""`/`: the figures, what is overdue, what comes due and what waits for the reader."""

from services.board.overview import read_overview
from web.board.page import Page

OVERVIEW = Page(name="overview", path="/", read=read_overview, is_in_menu=True)
