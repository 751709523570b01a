"""One day of the example ward with an outage in it: who got what and when, and what /health would have said."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from domain.deliveries import Delivery
from dondoc.run.outgoing import Outgoing
from dondoc.run.served_organisation import with_reference
from services.office.office import Office
from storage.accounts import link
from storage.auditing import outbox_queue
from storage.engine.database import Database
from storage.parked_messages import parked_messages
from tests.domain.builders import HANOI
from tests.outage.platforms import Arrived, Platform
from tests.outage.virtual_time import VirtualClock, at_once, run_virtually
from tests.people import find_by_name
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH
from wording.messages import Capabilities, Message
from wording.render import render

PEOPLE = (LAN, HA, HUNG, MINH, BINH, THANH)
PLAN_SECONDS = 60.0
POLL_SECONDS = 120.0
DAY_ENDS, DAY_BEGINS = (17, 5), (7, 25)
LONGEST = timedelta(days=5)


@dataclass
class Told:
    """What came of it: everything that arrived, and at which instants something due waited and was or was not seen."""

    arrived: list[Arrived]
    seen_waiting: list[datetime] = field(default_factory=list)
    unseen_waiting: list[datetime] = field(default_factory=list)

    def of(self, chat_id: str) -> list[Arrived]:
        """What one person's phone shows."""
        return [one for one in self.arrived if one.chat_id == chat_id]


class Morning:
    """The ward with its people linked on one channel at `start`, and the program's own way out."""

    def __init__(self, database: Database, organisation_id: int, platform: Platform, clock: VirtualClock) -> None:
        self._database = database
        self._platform = platform
        self._clock = clock
        self._organisation_id = organisation_id
        self._office = Office(database, organisation_id, "outage")
        self._told = Told(platform.arrived)
        self._began = clock.now()

    def run(self, expected: Sequence[str]) -> Told:
        """Until everybody expected has heard and nothing waits any more, or five days have passed."""
        with self._database.transaction() as tx:
            for name in PEOPLE:
                person_id = find_by_name(tx, self._organisation_id, name)
                assert person_id is not None
                link(tx, self._organisation_id, person_id, self._platform.name, name, self._clock.now())
        run_virtually(self._clock, self._day(expected))
        return self._told

    async def _day(self, expected: Sequence[str]) -> None:
        outgoing = Outgoing(
            cast("Any", self._clock), self._office, cast("Any", at_once), {self._platform.name: self._platform},
            patience=10, render=self._render, poll_seconds=POLL_SECONDS,
        )  # fmt: skip
        self._sender = sender = await outgoing.open()
        tasks = [asyncio.create_task(work) for work in (sender.run(), outgoing.probe(), self._plan(sender.wake))]
        ends = self._clock.now() + LONGEST
        while not self._is_over(expected) and self._clock.now() < ends:
            await asyncio.sleep(PLAN_SECONDS)
            self._look(expected)
            self._skip_the_night()
        sender.stop()
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert not tasks[0].cancelled()
        tasks[0].result()

    async def _plan(self, wake: Any) -> None:
        while True:
            self._office.delivery.shorten_waits(self._clock.now(), tuple(self._sender.in_flight))
            if self._office.planning.due(self._clock.now()) and self._office.planning.plan(self._clock.now()):
                wake()
            await asyncio.sleep(PLAN_SECONDS)

    def _render(self, delivery: Delivery, capabilities: Capabilities) -> Message:
        message = render(delivery.responses, delivery.language, capabilities, zone=HANOI)
        return message if delivery.reference is None else with_reference(message, delivery.reference, 4096)

    def _look(self, expected: Sequence[str]) -> None:
        """While somebody's message is due and has not arrived, the audit behind /health must see it."""
        now = self._clock.now()
        waiting = [name for name in expected if not self._told.of(name)]
        if not waiting or not self._is_working_time(now) or now < self._began + self._platform.fault.seen_after:
            return
        with self._database.reading() as tx:
            queue = outbox_queue(tx, self._organisation_id, now)
            is_seen = queue.late + queue.held + queue.unconfirmed > 0 or any(
                one.is_alarm for one in parked_messages(tx, self._organisation_id)
            )
        (self._told.seen_waiting if is_seen else self._told.unseen_waiting).append(now)

    def _is_over(self, expected: Sequence[str]) -> bool:
        if not all(self._told.of(name) for name in expected):
            return False
        with self._database.reading() as tx:
            return outbox_queue(tx, self._organisation_id, self._clock.now()).waiting == 0

    def _is_working_time(self, now: datetime) -> bool:
        local = now.astimezone(HANOI)
        return local.weekday() < 5 and (7, 31) <= (local.hour, local.minute) < (17, 0)

    def _skip_the_night(self) -> None:
        """From five past five in the afternoon to shortly before the next working morning."""
        local = self._clock.now().astimezone(HANOI)
        if (local.hour, local.minute) < DAY_ENDS:
            return
        morning = local.replace(hour=DAY_BEGINS[0], minute=DAY_BEGINS[1], second=0) + timedelta(days=1)
        while morning.weekday() >= 5:
            morning += timedelta(days=1)
        self._clock.pass_until(morning)
