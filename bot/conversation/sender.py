"""Sender of the outbox: lease a few rows, have them sent at the platform's pace, record the outcomes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.attempts import Attempts, Channel, Render
from bot.conversation.joint_mornings import JointMornings
from bot.conversation.rate_limits import InFlightLimiter, Pacer
from bot.conversation.shifts import Shifts
from domain.deliveries import Delivery, Outcome, Priority

WINDOW = 8  # rows leased at most; InFlightLimiter limits how many are in flight
CROWD_WINDOW = 32  # the same while other senders wait for a shift: the rows of one lease share what is read for them
ROOM_FOR_ANSWERS = 4  # rows beyond the window: what somebody waits for is leased although the window is full
AHEAD = 1.0  # seconds of sending that the senders of one bot have leased together
POLL_SECONDS = 1.0
GRACE_SECONDS = 15.0
FAILURE_WAIT = 1.0
RECORD_TRIES = 5
PLANNING_TRIES, PLANNING_WAIT = 20, 0.25  # five seconds for a morning that is being planned
IN_VAIN_SECONDS = 5.0  # for so long after a wait in vain nobody waits for this planning: it may be failing

_log = logging.getLogger(__name__)

Exchange = Callable[[Sequence[Outcome], int], Awaitable[Sequence[Delivery]]]
LeaseMorning = Callable[[str, str], Awaitable[Sequence[Delivery] | None]]


@dataclass(frozen=True, slots=True)
class Joining:
    """How an organisation takes part in joint morning messages: of which bots, and how it leases one.

    `mornings` are those of its shared bots, by channel; `lease(channel, chat id)` leases its morning message to a chat,
    and returns None while there may be one in a moment, because the morning is being planned.
    """

    organisation_id: int
    code: str
    mornings: Mapping[str, JointMornings]
    lease: LeaseMorning


class Sender:
    """Sends due rows of the outbox until stopped; the failure of one message delays no other.

    `exchange(outcomes, limit)` records outcomes and leases, in the same transaction, up to `limit` rows that are due
    and still wanted, the most urgent first and never two of one chat. Leases last longer than an attempt and are taken
    as late as possible, when a message may really be sent. `render`, `monotonic`, `now`, `is_held` and `may_send` are
    those of `Attempts`. `pacers`: one for each channel. `shifts`: those of all senders of this process; what somebody
    waits for needs none. `joining`: on shared bots. `wake()` announces work.
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        pacers: Mapping[str, Pacer],
        *,
        exchange: Exchange,
        render: Render,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        window: int = WINDOW,
        poll_seconds: float = POLL_SECONDS,
        is_held: Callable[[str], bool] = lambda _channel: False,
        may_send: Callable[[], bool] = lambda: True,
        shifts: Shifts | None = None,
        joining: Joining | None = None,
    ) -> None:
        if missing := channels.keys() - pacers.keys():
            raise ValueError(f"no pacer for {sorted(missing)}")
        self._pacers = pacers
        self._exchange = exchange
        self._monotonic = monotonic
        self._now = now
        self._window = window
        self._poll_seconds = poll_seconds
        self._shifts = shifts or Shifts()
        self._joining = joining
        self._woken = asyncio.Event()
        self._hurried = asyncio.Event()
        self._is_stopping = self._is_failing = False
        self._urgent = 0  # how often it was announced that somebody waits, since the last lease
        self._planning_due_again = 0.0  # until then (monotonic) its planning is not waited for
        self._found = window  # rows, by the last lease: who found none and was not woken expects none
        self._sending: set[asyncio.Task[Outcome]] = set()
        self._held: set[int] = set()
        self._answers: set[int] = set()  # those of them for which somebody waits
        self._limiter = InFlightLimiter(monotonic)
        self._attempts = Attempts(
            channels, pacers, self._limiter,
            render=render, monotonic=monotonic, now=now, is_held=is_held, may_send=may_send, sender=self,
        )  # fmt: skip
        self._leasing = asyncio.Lock()

    def wake(self, *, is_urgent: bool = False) -> None:
        """Announce that there may be something to send; call it from the loop's own thread.

        `is_urgent`: something for which somebody waits.
        """
        self._woken.set()
        if is_urgent:
            self._urgent += 1
            self._hurried.set()

    @property
    def is_urgent(self) -> bool:
        """Whether somebody waits for what is to be leased next, or for what has been: an answer leaves when the message
        before it is recorded.
        """
        return self._urgent > 0 or bool(self._answers)

    @property
    def in_flight(self) -> frozenset[int]:
        """The rows being sent, or whose outcome is being recorded, at this moment."""
        return frozenset(self._held)

    def stop(self) -> None:
        """Lease nothing more; `run` returns once what is in flight is sent and recorded."""
        self._is_stopping = True
        self._woken.set()
        self._hurried.set()

    async def run(self) -> None:
        """Send until stopped. When cancelled, what is in flight is still finished and recorded, for at most 15 s."""
        try:
            while self._sending or not self._is_stopping:
                await self._turn()
                await self._settle()
        finally:
            self._leave_mornings()
            self._shifts.end(self)
            await self._finish()

    def join_mornings(self) -> None:
        """From now on morning messages of others on the same bots may take its own along."""
        if (joining := self._joining) is not None:
            for mornings in joining.mornings.values():
                mornings.begin(joining.organisation_id, joining.code, self)

    def _leave_mornings(self) -> None:
        if (joining := self._joining) is not None:
            for mornings in joining.mornings.values():
                mornings.end(joining.organisation_id)

    async def begin_morning(self, channel: str, chat_id: str) -> None:
        """Lease the morning message to this chat if it may go now, and begin to send it: another one waits for it."""
        if self._joining is None or self._is_stopping:
            return
        tries = 1 if self._monotonic() < self._planning_due_again else PLANNING_TRIES
        for _ in range(tries):
            async with self._leasing:  # what is being leased just now has its place by then
                looked_at = self._now()
                try:
                    deliveries = await self._joining.lease(channel, chat_id)
                except Exception:  # noqa: BLE001 - it goes on its own, when this sender leases it
                    _log.exception("cannot lease", extra={"action": "lease_failed"})
                    return
                self._start(deliveries or (), looked_at)
            if deliveries is not None:
                break
            if tries > 1:
                await asyncio.sleep(PLANNING_WAIT)
        else:
            if tries > 1:
                self._planning_due_again = self._monotonic() + IN_VAIN_SECONDS
        self._woken.set()  # `_settle` adds the new task to those that it waits for
        await asyncio.sleep(0)  # it begins, and takes its place

    async def _turn(self) -> None:
        """Record finished rows and lease what window and pace allow, in one transaction where there are both."""
        outcomes, urgent = self._take_done(), self._urgent
        # What else an answer says leaves when its first message is recorded.
        is_urgent = urgent > 0 or any(outcome.outbox_id in self._answers for outcome in outcomes)
        free = 0 if self._is_stopping or self._pace(is_urgent=is_urgent) else self._free(urgent, is_urgent=is_urgent)
        expected = free if self._found or self._woken.is_set() else min(free, 1)
        if free:
            self._woken.clear()
        if free and not is_urgent and not self._takes_turn(free):
            free = expected = 0
        try:
            async with self._leasing:
                looked_at = self._now()
                with self._expecting(expected):
                    deliveries = await self._exchange(outcomes, free) if outcomes or free else ()
                self._written(outcomes)
                if free:
                    self._urgent -= urgent
                    self._begin(free, deliveries, looked_at)
        except Exception:  # noqa: BLE001 - sending must outlive any failure of the database
            _log.exception("cannot lease", extra={"action": "lease_failed"})
            self._is_failing = True
            await self._write_down(outcomes)

    def _free(self, urgent: int, *, is_urgent: bool) -> int:
        """How many rows may be leased. What somebody waits for (`urgent`) finds room beyond the window."""
        room = max(self._window_now, len(self._sending)) - len(self._sending) + (ROOM_FOR_ANSWERS if urgent else 0)
        return min(room, self._window + ROOM_FOR_ANSWERS) if is_urgent else room

    @property
    def _window_now(self) -> int:
        # Where others wait for the same pace, what is leased early only grows old.
        is_wide = self._shifts.are_awaited and not any(pacer.turns.others(self) for pacer in self._pacers.values())
        return CROWD_WINDOW if is_wide else self._window

    def _takes_turn(self, free: int) -> bool:
        """Whether this sender leases routine messages now; `free` is how many places of its window are free."""
        # Not a whole window: one message that hangs delays no other.
        least = self._window_now * (0.75 if self._shifts.are_awaited else 0.5)
        return free >= least and self._shifts.take_turn(self, self.wake)

    def _begin(self, asked: int, deliveries: Sequence[Delivery], looked_at: datetime) -> None:
        if self._is_failing:
            _log.warning("leasing again", extra={"action": "lease_recovered"})
            self._is_failing = False
        self._found = len(deliveries)
        self._limiter.leased(asked, len(deliveries))
        self._start(deliveries, looked_at)
        if not self._sending:
            self._shifts.end(self)

    def _start(self, deliveries: Sequence[Delivery], looked_at: datetime) -> None:
        for delivery in deliveries:
            self._held.add(delivery.outbox_id)
            if delivery.priority is Priority.ANSWER:
                self._answers.add(delivery.outbox_id)
            self._sending.add(asyncio.create_task(self._deliver(delivery, looked_at)))

    def _expecting(self, rows: int) -> ExitStack:
        with ExitStack() as stack:
            for pacer in self._pacers.values() if rows else ():
                stack.enter_context(pacer.turns.expecting(self, rows))
            return stack.pop_all()

    def _pace(self, *, is_urgent: bool) -> float:
        """Seconds until rows may be leased: until the first of the channels may send what this sender leases."""
        now = self._monotonic()
        return min((self._pace_of(pacer, now, is_urgent=is_urgent) for pacer in self._pacers.values()), default=0.0)

    def _pace_of(self, pacer: Pacer, now: float, *, is_urgent: bool) -> float:
        wait, others = pacer.wait(now), pacer.turns.others(self)
        if wait > AHEAD or not others:
            return wait
        return 0.0 if is_urgent else max(wait + others / pacer.rate - AHEAD, 0.0)

    async def _settle(self) -> None:
        """Wait until a message is finished, work is announced, or the poll interval is over."""
        if self._is_stopping and not self._sending:
            return
        pace = self._pace(is_urgent=self._urgent > 0)
        may_lease = not pace and len(self._sending) < self._window_now and not self._is_stopping
        # Woken while nothing may be leased, we would only spin: then the messages in flight or the pace say when. For
        # somebody who waits, we look once.
        called = self._woken if may_lease else self._hurried
        self._hurried.clear()
        if not self._sending:
            await _until(called, min(pace, POLL_SECONDS) or self._poll_seconds)
            return
        waker = asyncio.create_task(called.wait())
        try:
            seconds = pace or self._poll_seconds
            await asyncio.wait({*self._sending, waker}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waker.cancel()

    def _take_done(self) -> list[Outcome]:
        done = {task for task in self._sending if task.done()}
        self._sending -= done
        return [task.result() for task in done if not task.cancelled()]

    def _written(self, outcomes: Sequence[Outcome]) -> None:
        rows = [outcome.outbox_id for outcome in outcomes]
        self._held.difference_update(rows)
        self._answers.difference_update(rows)
        self._limiter.land(rows)

    async def _write_down(self, outcomes: Sequence[Outcome]) -> None:
        """Record outcomes, with retries: a message whose outcome is lost is sent twice when its lease ends."""
        for attempt in range(1, RECORD_TRIES + 1 if outcomes else 0):
            try:
                await self._exchange(outcomes, 0)
                break
            except Exception:  # noqa: BLE001 - as above
                _log.exception("cannot record", extra={"action": "record_failed", "attempt": attempt})
                await asyncio.sleep(FAILURE_WAIT * attempt)
        self._written(outcomes)

    async def _finish(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending, timeout=GRACE_SECONDS)
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        await self._write_down(self._take_done())

    async def _deliver(self, delivery: Delivery, looked_at: datetime) -> Outcome:
        """One attempt, from rendering to the platform's answer; never raises but for cancellation."""
        joining = self._joining
        mornings = joining.mornings.get(delivery.channel) if joining is not None and delivery.may_join else None
        if joining is None or mornings is None:
            return await self._attempts.make(delivery, looked_at)
        with mornings.place(joining.organisation_id, delivery, looked_at) as place:
            return await self._attempts.make(delivery, looked_at, place)


async def _until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
