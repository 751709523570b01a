"""Morning messages of several organisations to one chat on one bot go as one: whose turn comes first takes the others.

Each stays a row of its own organisation, leased and recorded by that organisation's sender; only the send is one. What
may have arrived is repeated by each on its own, marked as ever.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Protocol

from domain.deliveries import Delivery, Outcome, Result
from wording.messages import Message

MOST_APART = 1000  # rows that are remembered as better sent on their own

# (code, message) of each organisation, language, longest length in UTF-16 units -> one message; None if it is too long
# or carries a file.
Join = Callable[[Sequence[tuple[str, Message]], str, int], Message | None]


class Member(Protocol):
    """The sender of one of the organisations."""

    async def begin_morning(self, channel: str, chat_id: str) -> None:
        """Lease the morning message to this chat if it may go now, and begin to send it: it has its place by then.

        Raises nothing.
        """


class Stage(Enum):
    """How far a message has come: it waits for its turn, looks for others to take along, is on the line."""

    WAITS = 0
    GATHERS = 1
    LEAVES = 2


class Place:
    """A morning message on its way, what it says once it is rendered, and whether another one takes it along."""

    def __init__(
        self, mornings: "JointMornings", organisation_id: int, code: str, delivery: Delivery, looked_at: datetime
    ) -> None:
        loop = asyncio.get_running_loop()
        self.mornings = mornings
        self.organisation_id, self.code = organisation_id, code
        self.delivery, self.looked_at = delivery, looked_at
        self.message: asyncio.Future[Message] = loop.create_future()
        self.outcome: asyncio.Future[Outcome] = loop.create_future()  # of one that is taken along
        self.taken = asyncio.Event()
        self.stage = Stage.WAITS
        self.takes: list[Place] = []

    def take(self, other: "Place") -> None:
        """Take another one along: its sender waits for what comes of this one."""
        self.takes.append(other)
        other.taken.set()

    def give_back(self) -> None:
        """It was not sent: its own sender leases it again."""
        self._end(Outcome(self.delivery.outbox_id, Result.HELD))

    def settle(self, outcome: Outcome) -> None:
        """What came of the one that took it along came of it, too."""
        own = replace(outcome, outbox_id=self.delivery.outbox_id, is_along=True)
        self._end(own if own.text is None else replace(own, text=self.message.result().text))

    def _end(self, outcome: Outcome) -> None:
        if not self.outcome.done():
            self.outcome.set_result(outcome)


@dataclass
class JointMornings:
    """The morning messages of one bot that are on their way to chats of several organisations."""

    join: Join
    _members: dict[int, tuple[str, Member]] = field(default_factory=dict)
    _places: dict[str, list[Place]] = field(default_factory=dict)  # by chat
    _apart: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def begin(self, organisation_id: int, code: str, member: Member) -> None:
        """An organisation begins to send. One without a code goes on its own: nobody could type which is meant."""
        if code:
            self._members[organisation_id] = (code, member)

    def end(self, organisation_id: int) -> None:
        """It has stopped sending."""
        self._members.pop(organisation_id, None)

    @contextmanager
    def place(self, organisation_id: int, delivery: Delivery, looked_at: datetime) -> Iterator[Place | None]:
        """A place for as long as a message is on its way; None for one that goes on its own.

        `looked_at`: when it was found to be still wanted.
        """
        code, _ = self._members.get(organisation_id, ("", None))
        if not code or not delivery.may_join or delivery.outbox_id in self._apart:
            yield None
            return
        place = Place(self, organisation_id, code, delivery, looked_at)
        here = self._places.setdefault(delivery.chat_id, [])
        if (leader := next((one for one in here if one.stage is Stage.GATHERS), None)) is not None:
            leader.take(place)
        here.append(place)
        try:
            yield place
        finally:
            here.remove(place)
            if not here:
                self._places.pop(delivery.chat_id, None)
            place.message.cancel()  # does nothing where it was rendered
            for other in place.takes:
                # Cut off in the middle of the send it may have arrived: nobody records that, and it comes marked.
                other.outcome.cancel() if place.stage is Stage.LEAVES else other.give_back()

    async def gather(self, place: Place, limit: int, is_fresh: Callable[[datetime], bool]) -> Message:
        """The turn of this message has come: it, with those that go to the same chat at this moment.

        As many as go into one message of `limit` UTF-16 units; `is_fresh` says whether one that was found wanted at an
        instant needs no second look.
        """
        place.stage = Stage.GATHERS
        chat = place.delivery.chat_id
        for other in self._places[chat]:
            if other is not place and other.stage is Stage.WAITS and not other.taken.is_set():
                place.take(other)
        for organisation_id in place.delivery.may_join:
            if organisation_id in self._members and not self._is_on_its_way(organisation_id, chat):
                await self._members[organisation_id][1].begin_morning(place.delivery.channel, chat)
        if place.takes:
            await asyncio.wait([one.message for one in place.takes])
        place.stage = Stage.LEAVES
        return self._joined(place, limit, is_fresh)

    def settle(self, place: Place, outcome: Outcome) -> Outcome:
        """Tell all that went along what came of it; returns what the sender of this one is to record.

        What the platform will never accept is sent again one by one: only one of them may be at fault.
        """
        took, place.takes = place.takes, []
        if not took:
            return outcome
        if outcome.rejected:
            self._keep_apart([one.delivery.outbox_id for one in (place, *took)])
            outcome = Outcome(outcome.outbox_id, Result.HELD)
        for one in took:
            one.settle(outcome)
        return outcome if outcome.text is None else replace(outcome, text=place.message.result().text)

    def _joined(self, place: Place, limit: int, is_fresh: Callable[[datetime], bool]) -> Message:
        message, kept = place.message.result(), [place]
        for one in place.takes:
            is_there = not one.message.cancelled() and is_fresh(one.looked_at)
            said = [(each.code, each.message.result()) for each in (*kept, one)] if is_there else []
            longer = self.join(said, place.delivery.language, limit) if said else None
            if longer is None:
                one.give_back()
            else:
                message, kept = longer, [*kept, one]
        place.takes = kept[1:]
        return message

    def _is_on_its_way(self, organisation_id: int, chat_id: str) -> bool:
        return any(one.organisation_id == organisation_id for one in self._places[chat_id])

    def _keep_apart(self, outbox_ids: Sequence[int]) -> None:
        self._apart.update(dict.fromkeys(outbox_ids))
        while len(self._apart) > MOST_APART:
            self._apart.popitem(last=False)
