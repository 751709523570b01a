"""`/nhat-ky`: what happened, newest first, in pages; or of one task."""

from domain.board.changes import Topic
from domain.people import SEES_ALL
from services.board.history_page import read_history
from web.board.page import Page

HISTORY = Page(
    name="history", path="/nhat-ky", read=read_history, roles=SEES_ALL, is_in_menu=True, topics=(Topic.HISTORY,)
)
