"""Pages of the board as the site renders them, for tests that need no site: `html_of(world, LAN, OVERVIEW)`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from domain.inbox import MessageContext
from services.context.command_context import CommandContext, actor_behind
from tests.world import CHANNEL, World
from web.board.page import Page
from web.board.templating import render_page


@contextmanager
def reading_as(world: World, chat: str, now: datetime | None = None) -> Iterator[CommandContext]:
    """The context of the person whose phone is `chat`."""
    origin, at = MessageContext(CHANNEL, chat), now or world.now
    with world.database.reading() as tx:
        actor = actor_behind(tx, world.organisation, origin, at)
        yield CommandContext(tx, world.organisation, at, origin, actor)


def html_of(world: World, chat: str, page: Page, values: Mapping[str, str] | None = None) -> str:
    """The page as this person sees it. Raises LookupError when there is nothing to show."""
    with reading_as(world, chat) as context:
        facts = page.read(context, values or {})
        if facts is None:
            raise LookupError(page.path)
        return render_page(page, facts, context, session_token="token")
