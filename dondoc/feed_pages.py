"""Feeds of deadlines for calendar programs, where the program has an address that is reached from outside."""

import asyncio

from dondoc.bootstrap import House
from dondoc.threads import OfficeThreads
from services.office import Office
from web.feeds import FeedPages


def feed_base(house: House, *, is_listening: bool) -> str:
    """The public address below which feeds are served; "" where none is."""
    base = house.settings.public_url
    return base if is_listening and base.startswith("https://") else ""


def feed_pages(house: House, office: Office, threads: OfficeThreads) -> FeedPages:
    """The pages for /calendar/KEY.ics."""

    async def make(key: str) -> bytes | None:
        found = await threads(office.feed, key, house.clock.now())
        if found is None:
            return None
        from documents.calendars.calendar_file import write_calendar  # noqa: PLC0415 -- rarely asked for

        return await asyncio.to_thread(write_calendar, *found)

    return FeedPages(make)
