"""Getting into the board: the link and the code, as one message that nobody else should see."""

from dataclasses import dataclass

from domain.messages.board_access import BoardLinkMade
from wording.layout import Layout, RenderContext, clean, lines
from wording.parts import NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAccessWords:
    """The link with its limits, the same for a desk, and what is said where the board is not reached from outside.

    `menu_button` stands beside the text field of a Telegram chat: one short word.
    """

    link: str
    desk: str
    warning: str
    only_here: str
    open_label: str
    menu_button: str


def board_link_made(notice: BoardLinkMade, context: RenderContext) -> Layout:
    """The address to tap, and below it what to type on a computer; without an address, where the board is."""
    words, base = context.words.board_access, context.board_url
    if not base:
        return Layout((lines(words.only_here.format(name=clean(notice.name, NAME))),))
    return Layout(
        (
            lines(words.link.format(minutes=notice.minutes), f"{base}{notice.path}"),
            lines(words.desk.format(address=f"{base}/vao", code=notice.code)),
            lines(words.warning),
        )
    )
