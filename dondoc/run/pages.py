"""Data for the web pages that a chat links to: pictures and files by a signed address, calendars by a secret one."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from domain.messages.drafts import DoubtAsked, RowShown
from domain.messages.reports import PeriodReportFile, PeriodReportShown, StatusCard, StatusShown
from dondoc.app import App, ServiceThreads
from dondoc.ops.evidence import draft_pictures
from services.office.office import Office
from web.cards import CardLinks, CardPages, Served, ServedFile, key_of
from web.feeds import FeedPages
from wording.messages import Capabilities, Message
from wording.render import render

DRAWN = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=True, max_length=2000, max_caption=1000, has_files=True
)
SHOWN = (StatusCard, StatusShown, PeriodReportShown, PeriodReportFile)


class ChatFiles:
    """`pages` serves what `linked` has put an address to."""

    def __init__(self, app: App, office: Office, threads: ServiceThreads, links: CardLinks) -> None:
        self._app, self._office, self._threads, self._links = app, office, threads, links
        self.pages = CardPages(links, self._draw, app.clock.now)

    def linked(self, message: Message, outbox_id: int, capabilities: Capabilities) -> Message:
        """The message with the address of its picture or file, where the channel takes only that."""
        if not capabilities.has_picture_links:
            return message
        if message.document is not None:
            address = self._links.link(outbox_id, self._app.clock.now())
            return replace(message, text=f"{message.text}\n{address}", document=None)
        if message.picture is None and message.again is None:
            return message
        return replace(message, picture_link=self._links.link(outbox_id, self._app.clock.now()))

    async def _draw(self, outbox_id: int) -> Served | None:
        said = await self._threads(self._office.delivery.said, outbox_id)
        for response in said:
            if isinstance(response, RowShown | DoubtAsked) and response.picture:
                return await asyncio.to_thread(draft_pictures(self._app.settings).read, response.picture)
        cards = [response for response in said if isinstance(response, SHOWN)]
        if not cards:
            return None
        zone, superior = self._app.organisation.zone, self._app.settings.superior
        message = await asyncio.to_thread(render, cards[:1], "vi", DRAWN, zone=zone, superior=superior)
        if message.document is not None:
            return ServedFile(message.document.name, message.document.content)
        return message.picture


def card_links(app: App, token: str | None) -> CardLinks | None:
    """Links below the public address, signed for the bot of this token; None where no address serves them."""
    base = app.settings.public_url
    if not base.startswith("https://") or not token:
        return None
    return CardLinks(base, key_of(token), timedelta(hours=app.settings.card_hours))


def feed_base(app: App, *, is_listening: bool) -> str:
    """The public address below which feeds are served; "" where none is."""
    base = app.settings.public_url
    return base if is_listening and base.startswith("https://") else ""


def feed_pages(app: App, office: Office, threads: ServiceThreads) -> FeedPages:
    """The pages for /calendar/KEY.ics."""

    async def make(key: str) -> bytes | None:
        found = await threads(office.planning.feed, key, app.clock.now())
        if found is None:
            return None
        from documents.calendars.calendar_file import write_calendar  # noqa: PLC0415 -- rarely asked for

        return await asyncio.to_thread(write_calendar, *found)

    return FeedPages(make)
