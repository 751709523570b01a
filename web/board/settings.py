"""`/cai-dat`: what the person chose and how the organisation is set; each is changed by its typed command."""

from domain.board.changes import Topic
from services.board.settings_page import read_settings
from web.board.page import Page

SETTINGS = Page(name="settings", path="/cai-dat", read=read_settings, is_in_menu=True, topics=(Topic.SETTINGS,))
