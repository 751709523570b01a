"""Gives the link that opens the board once, and ends the sessions that were opened."""

from domain.board_sessions import LINK_VALID, PAGE, SessionEnd, spell_code
from domain.messages import Refused
from domain.messages.board_access import BoardLeft, BoardLinkMade, LeaveBoard, OnlyInChat, OpenBoard
from services.context.board_links import make_link
from services.context.command_context import CommandContext, Reply
from storage.board_sessions import end_sessions_of


def open_board(context: CommandContext, _command: OpenBoard) -> Reply:
    """Make a link that signs this person in; it is valid for ten minutes of machine time.

    Raises Refused with OnlyInChat on the board itself.
    """
    person = context.person
    if context.origin.channel == PAGE:
        raise Refused(OnlyInChat())
    made = make_link(context.tx, context.organisation.id, person.person_id, context.machine_now)
    minutes = int(LINK_VALID.total_seconds() // 60)
    return Reply([BoardLinkMade(f"/vao/{made.token}", spell_code(made.code), minutes, person.name)])


def leave_board(context: CommandContext, _command: LeaveBoard) -> Reply:
    """End the person's sessions on all devices, and the link that is still open."""
    ended = end_sessions_of(context.tx, context.person.person_id, context.machine_now, SessionEnd.LOGGED_OUT)
    return Reply([BoardLeft(ended)])
