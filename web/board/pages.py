"""The pages of the board, in the order of the menu: one import and one line a page."""

from web.board.overview import OVERVIEW
from web.board.page import Page

PAGES: tuple[Page, ...] = (OVERVIEW,)
