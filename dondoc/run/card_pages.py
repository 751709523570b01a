"""Status cards for channels that show a picture only by its public address: linked when sent, drawn when asked for."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.messages import Capabilities, Message
from bot.wording.rendering import render
from domain.notices import StatusCard
from domain.plan_notices import DoubtAsked, RowShown
from domain.report_notices import PeriodReportFile, PeriodReportShown
from dondoc.app import House
from dondoc.ops.evidence import draft_pictures
from dondoc.run.threads import OfficeThreads
from services.office import Office
from web.cards import CardLinks, CardPages, Served, ServedFile, key_of

DRAWN = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=True, max_length=2000, max_caption=1000, has_files=True
)
SHOWN = (StatusCard, PeriodReportShown, PeriodReportFile)


class Cards:
    """`pages` serves what `linked` has put an address to."""

    def __init__(self, house: House, office: Office, threads: OfficeThreads, links: CardLinks) -> None:
        self._house, self._office, self._threads, self._links = house, office, threads, links
        self.pages = CardPages(links, self._draw, house.clock.now)

    def linked(self, message: Message, outbox_id: int, capabilities: Capabilities) -> Message:
        """The message with the address of its picture or file, where the channel takes only that."""
        if not capabilities.has_picture_links:
            return message
        if message.document is not None:
            address = self._links.link(outbox_id, self._house.clock.now())
            return replace(message, text=f"{message.text}\n{address}", document=None)
        if message.picture is None and message.again is None:
            return message
        return replace(message, picture_link=self._links.link(outbox_id, self._house.clock.now()))

    async def _draw(self, outbox_id: int) -> Served | None:
        said = await self._threads(self._office.said, outbox_id)
        for saying in said:
            if isinstance(saying, RowShown | DoubtAsked) and saying.picture:
                return await asyncio.to_thread(draft_pictures(self._house.settings).read, saying.picture)
        cards = [saying for saying in said if isinstance(saying, SHOWN)]
        if not cards:
            return None
        zone, superior = self._house.organisation.zone, self._house.settings.superior
        message = await asyncio.to_thread(render, cards[:1], "vi", DRAWN, zone=zone, superior=superior)
        if message.document is not None:
            return ServedFile(message.document.name, message.document.content)
        return message.picture


def card_links(house: House, token: str | None) -> CardLinks | None:
    """Links below the public address, signed for the bot of this token; None where no address serves them."""
    base = house.settings.public_url
    if not base.startswith("https://") or not token:
        return None
    return CardLinks(base, key_of(token), timedelta(hours=house.settings.card_hours))
