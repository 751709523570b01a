"""Links to pictures and calendars of all organisations with a bot: each is answered by its own."""

from collections.abc import Callable, Mapping

from dondoc.app import App, ServiceThreads
from dondoc.run.pages import feed_base, feed_pages
from dondoc.run.served_organisation import ServedOrganisation
from services.office.whose_page import WhosePage
from web import cards as card_pages
from web import feeds as feed_pages_of_web
from web.cards import CardPages
from web.feeds import FeedPages
from web.whose import Answer, PagesOfWhom


def served_pages(
    app: App, threads: ServiceThreads, known: Mapping[int, ServedOrganisation]
) -> tuple[CardPages | PagesOfWhom | None, FeedPages | PagesOfWhom | None]:
    """What serves pictures, and what serves calendars; None where no address leads there."""
    has_feeds = bool(feed_base(app, is_listening=True))
    if len(known) == 1:
        [one] = known.values()
        cards = one.cards.pages if one.cards is not None else None
        return cards, feed_pages(one.app, one.office, threads) if has_feeds else None
    if not has_feeds:
        return None, None
    whose = WhosePage(app.database)
    feeds: dict[int, FeedPages] = {}

    async def served_one(find: Callable[[int], int | None], number: int) -> ServedOrganisation | None:
        organisation_id: int | None = await threads(find, number) if number else None
        return None if organisation_id is None else known.get(organisation_id)

    async def find_card(name: str) -> Answer | None:
        number = card_pages.number_in(name)
        one = await served_one(whose.of_message, number)
        return None if one is None or one.cards is None else one.cards.pages.show

    async def find_feed(name: str) -> Answer | None:
        number = feed_pages_of_web.person_in(name)
        one = await served_one(whose.of_person, number)
        if one is None:
            return None
        if one.id not in feeds:
            feeds[one.id] = feed_pages(one.app, one.office, threads)
        return feeds[one.id].show

    return PagesOfWhom(card_pages.PATH, find_card), PagesOfWhom(feed_pages_of_web.PATH, find_feed)
