"""Reads what follows "trang" and "đăng xuất": nothing, courtesies, or the page of a list."""

from bot.grammar.parsed_input import ParsedInput, Reader, is_courtesy
from bot.grammar.queries import read_query
from domain.messages import Command
from domain.messages.board_access import LeaveBoard, OpenBoard
from domain.messages.search import TurnPage


def _open(parsed: ParsedInput) -> Command | None:
    """ "trang", "trang nhé"; "/trang 2" turns the page of a list as "trang 2" does, other words make it a sentence."""
    rest = parsed.rest.strip(" .!")
    if not rest or is_courtesy(rest):
        return OpenBoard()
    if not parsed.is_slashed:
        return None
    turned = read_query(f"trang {rest}")
    return turned if isinstance(turned, TurnPage) else OpenBoard()


def _leave(parsed: ParsedInput) -> Command | None:
    rest = parsed.rest.strip(" .!")
    return LeaveBoard() if not rest or is_courtesy(rest) or parsed.is_slashed else None


BOARD_READERS: dict[str, Reader] = {OpenBoard.canonical: _open, LeaveBoard.canonical: _leave}
