"""Which organisations this program serves: all of its database, or on PostgreSQL those whose seats it has as a worker.

Organisations that share a bot have one seat, because one program at a time may receive what a bot is sent.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from dondoc.app import ServiceThreads
from dondoc.stored_bots import OrganisationBots

log = logging.getLogger(__name__)
BOTS_SECONDS = 30.0  # until a bot that was added or removed while the program runs is noticed
AGREED_SECONDS = 2.0  # the same while another program serves organisations under seats of before


class Seats(NamedTuple):
    """What a worker sees of the seats: those it has, how many it has beyond its share, and how many there are."""

    mine: frozenset[int] = frozenset()
    surplus: int = 0
    total: int = 0


class SeatHolder(Protocol):
    """What a worker has of seats (`dondoc.run.worker.Worker`)."""

    seats: Seats
    on_seats: Callable[[], None]
    on_told: Callable[[int], None]

    async def tell(self, organisation_id: int) -> None:
        """Notify the worker that serves this organisation of a stored update."""

    async def know(self, seats: Collection[int]) -> bool:
        """These are the seats there are; False while another worker has one that is none of them."""
        ...

    async def let_go(self, seats: Collection[int]) -> None:
        """Give seats away."""


def by_seat(bots: Sequence[OrganisationBots]) -> dict[int, list[OrganisationBots]]:
    """Organisations by seat, whose number is that of the first of those that share a bot."""
    seats: dict[int, list[OrganisationBots]] = {}
    seat_of: dict[tuple[str, str], int] = {}
    for one in sorted(bots, key=lambda one: one.organisation.id):
        shared = sorted({seat_of[bot] for bot in one.tokens.items() if bot in seat_of})
        seat = shared[0] if shared else one.organisation.id
        members = [member for other in shared for member in seats.pop(other)] + [one]
        seats[seat] = members
        seat_of |= {bot: seat for member in members for bot in member.tokens.items()}
    return seats


class Seating:
    """Has organisations served as their seats come, and ends that before their seats go.

    `begin` serves some, `end` returns once nothing of it is under way any more; `read` returns all organisations with
    their bots as they are now. Without a `holder` every seat is ours.
    """

    def __init__(
        self,
        bots: Sequence[OrganisationBots],
        holder: SeatHolder | None,
        threads: ServiceThreads,
        read: Callable[[], Sequence[OrganisationBots]] | None,
        begin: Callable[[Sequence[OrganisationBots]], Awaitable[None]],
        end: Callable[[int], Awaitable[None]],
        bots_seconds: float = BOTS_SECONDS,
    ) -> None:
        self._holder, self._threads, self._read = holder, threads, read
        self._begin, self._end, self._bots_seconds = begin, end, bots_seconds
        self._changed = asyncio.Event()
        self._ours: dict[int, dict[int, OrganisationBots]] = {}  # by seat and organisation, what is served
        self._is_agreed = True  # all workers know the same seats
        self._know(bots)

    @property
    def bots(self) -> Mapping[int, OrganisationBots]:
        """All organisations that have a bot, by number, also those that other workers serve."""
        return self._bots

    def _know(self, bots: Sequence[OrganisationBots]) -> None:
        self._bots = {one.organisation.id: one for one in bots}
        self._seats = by_seat(bots)

    async def first(self) -> list[OrganisationBots]:
        """What is ours by now; the caller begins to serve it. Raises psycopg.Error."""
        if self._holder is not None:
            self._is_agreed = await self._holder.know(list(self._seats))
            self._holder.on_seats = self._changed.set
        wanted = self._wanted() if self._is_agreed else {}
        self._ours = {seat: {one.organisation.id: one for one in members} for seat, members in wanted.items()}
        return [one for members in wanted.values() for one in members]

    async def run(self) -> None:
        """Follow the seats, and bots that come and go, until cancelled."""
        loop = asyncio.get_running_loop()
        read_at = loop.time()
        while True:
            wait = self._bots_seconds if self._is_agreed else AGREED_SECONDS
            try:
                async with asyncio.timeout(None if self._read is None else max(read_at + wait - loop.time(), 0.0)):
                    await self._changed.wait()
            except TimeoutError:
                await self._read_bots()
                read_at = loop.time()
            self._changed.clear()
            try:
                await self._follow()
            except Exception:
                log.exception("the seats cannot be followed", extra={"action": "seats_failed"})

    async def _read_bots(self) -> None:
        """Notice bots that were added, removed or replaced."""
        if self._read is None:
            return
        try:
            bots = await self._threads(self._read)
            self._know(bots)
            if self._holder is not None:
                self._is_agreed = await self._holder.know(list(self._seats))
        except Exception:
            log.exception("the bots cannot be read again", extra={"action": "bots_unread"})

    async def _follow(self) -> None:
        wanted = self._wanted()
        for seat in sorted(self._ours.keys() - wanted.keys()):
            await self._leave(seat, self._ours[seat])
        new: list[tuple[int, OrganisationBots]] = []
        for seat, members in sorted(wanted.items()):
            now = {one.organisation.id: one for one in members}
            before = self._ours.get(seat, {})
            changed = {id_: one for id_, one in before.items() if id_ not in now or not _is_same(one, now[id_])}
            await self._leave(seat, changed)
            new += [(seat, one) for id_, one in now.items() if id_ not in self._ours.get(seat, {})]
        if new and self._is_agreed:
            await self._begin([one for _, one in new])
            for seat, one in new:
                self._ours.setdefault(seat, {})[one.organisation.id] = one
        await self._share()

    def _wanted(self) -> dict[int, list[OrganisationBots]]:
        if self._holder is None:
            return self._seats
        return {seat: members for seat, members in self._seats.items() if seat in self._holder.seats.mine}

    async def _share(self) -> None:
        """Give away what is beyond our share, once it is served no more."""
        if self._holder is None or not (surplus := self._holder.seats.surplus):
            return
        leaving = sorted(self._holder.seats.mine)[-surplus:]
        for seat in leaving:
            await self._leave(seat, self._ours.get(seat, {}))
        await self._holder.let_go(leaving)
        self._holder.seats = self._holder.seats._replace(mine=self._holder.seats.mine - set(leaving), surplus=0)
        log.info("%s seats for other programs", len(leaving), extra={"action": "seats_shared"})

    async def _leave(self, seat: int, which: Mapping[int, OrganisationBots]) -> None:
        for id_ in list(which):
            await self._end(id_)
            self._ours.get(seat, {}).pop(id_, None)
        if not self._ours.get(seat):
            self._ours.pop(seat, None)


def _is_same(one: OrganisationBots, other: OrganisationBots) -> bool:
    """Whether nothing changed that a running organisation was begun with."""
    return one.has_same_bots(other) and one.organisation.code == other.organisation.code
