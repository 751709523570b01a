"""Getting into the board, in English."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.board_access import (
    BoardLeft,
    BoardLinkPrinted,
    LeaveBoard,
    OnlyInChat,
    OpenBoard,
    SessionOver,
)
from wording.board_access import BoardAccessWords
from wording.words import CommandWords, EventWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    OpenBoard: CommandWords(
        typed="board",
        does="open the board: a link good once, a code for a computer",
        menu="Open the board on a phone or a computer",
    ),
    LeaveBoard: CommandWords(
        typed="logout",
        does="sign out of the board on all devices",
        menu="Sign out of the board",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.BOARD_LINK_MADE: EventWords("made a link to the board at the machine"),
    EventKind.BOARD_ENTERED: EventWords("opened the board"),
}
BOARD_ACCESS = BoardAccessWords(
    open_label="Open the board",
    menu_button="Board",
    link="Link to the board, good once, for {minutes} minutes:",
    desk="On a computer: open {address} and enter the code {code}",
    warning="Do not pass it on: who opens the link gets in with your name. To sign out: /logout",
    only_here="The board is open on its own machine only, as it has no public address. "
    "An administrator types there: dondoc page “{name}”",
)


def _link_printed(_: BoardLinkPrinted, __: Words) -> str:
    return (
        "A link was made at the machine that opens the board with your name. "
        "If you did not ask for it: type /logout and tell the administrator"
    )


def _left(notice: BoardLeft, _: Words) -> str:
    if not notice.sessions:
        return "You have no open session on the board; a link that was given opens nothing any more"
    return f"✅ You are signed out of the board: {notice.sessions} sessions. To come back: /board"


def _session_over(_: SessionOver, __: Words) -> str:
    return "Your session on the board has ended, so nothing was done. Type /board in a message to come back."


def _only_in_chat(_: OnlyInChat, __: Words) -> str:
    return "This can be done in a Telegram or Zalo message only. Please type it in a message to the bot."
