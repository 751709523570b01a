"""Reads what follows "trang" and "đăng xuất": nothing, or courtesies."""

from collections.abc import Callable

from bot.grammar.parsed_input import ParsedInput, Reader, is_courtesy
from domain.messages import Command
from domain.messages.board_access import LeaveBoard, OpenBoard


def _alone(make: Callable[[], Command]) -> Reader:
    """ "trang", "trang nhé"; other words make it a sentence ("trang 2" is a page of a list, read as questions are)."""

    def read(parsed: ParsedInput) -> Command | None:
        rest = parsed.rest.strip(" .!")
        return make() if not rest or is_courtesy(rest) or parsed.is_slashed else None

    return read


BOARD_READERS: dict[str, Reader] = {OpenBoard.canonical: _alone(OpenBoard), LeaveBoard.canonical: _alone(LeaveBoard)}
