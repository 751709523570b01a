"""What a page of the board is. The site serves every page of `web.board.pages.PAGES` alike, signed in only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.board.changes import Topic
from domain.people import EVERYBODY, Role
from services.context.command_context import CommandContext
from wording.messages import Document

Read = Callable[[CommandContext, Mapping[str, str]], object | None]
# Facts, kind of file, context, the body above the organisation -> the file; None for a kind that there is not.
MakeFile = Callable[[Any, str, CommandContext, str], Document | None]
READ_SECONDS = 2.0  # a page that takes longer is waited for no more, and its queries are ended
FILE = "tep"  # the value of the address that asks for a file instead of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of the board.

    `name` is the template (`templates/NAME.html`) and the word in the menu; `path` is a Starlette path. `read` gets the
    context of who is signed in, on a read-only transaction, and the values of path and query; it returns the facts that
    the template shows. None and Refused are answered alike, as an address that does not exist. `file` makes a document
    of the facts where the address asks for one. `part_of` is the page whose word in the menu is marked. A change
    of one of the `topics` makes open pages fetch themselves anew.
    """

    name: str
    path: str
    read: Read
    roles: frozenset[Role] = EVERYBODY
    is_in_menu: bool = False
    part_of: str = ""
    file: MakeFile | None = None
    topics: tuple[Topic, ...] = (Topic.TASKS,)
