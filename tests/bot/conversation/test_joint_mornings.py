"""Morning messages of organisations on one bot: the senders of several, with hand-written outboxes and one channel."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.conversation.joint_mornings import MOST_APART, JointMornings, Stage
from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import PLANNING_TRIES, Joining, Sender
from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from domain.deliveries import Delivery, Outcome, Priority, Result
from dondoc.clock import Clock
from wording.messages import Capabilities, Message

HB, LC, TN = 1, 2, 3
CODES = {HB: "HB", LC: "LC", TN: "TN"}
CHAT = "11"


class Channel:
    """Keeps what it is given; an error is raised once for each that stands in `errors`."""

    name = "fake"
    capabilities = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=60, max_caption=60)

    def __init__(self, *errors: Exception, seconds: float = 0.005) -> None:
        self.sent: list[tuple[str, str]] = []
        self.errors, self.seconds = list(errors), seconds

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        assert edit_message_id is None
        await asyncio.sleep(self.seconds)
        self.sent.append((chat_id, message.text))
        if self.errors:
            raise self.errors.pop(0)
        return Sent(f"m{len(self.sent)}")


class Outbox:
    """The rows of one organisation; what is given back can be leased again."""

    def __init__(self, organisation_id: int, *rows: Delivery) -> None:
        self.id, self.waiting, self.rows = organisation_id, list(rows), {row.outbox_id: row for row in rows}
        self.outcomes: list[Outcome] = []
        self.unplanned = 0  # so often its morning is not planned yet
        self.is_late = False  # its own sender finds nothing: what it has comes only when it is asked for

    async def exchange(self, outcomes: Sequence[Outcome], limit: int) -> list[Delivery]:
        for outcome in outcomes:
            self.outcomes.append(outcome)
            if outcome.result is Result.HELD:
                self.waiting.append(self.rows[outcome.outbox_id])
        given, self.waiting = ([], self.waiting) if self.is_late else (self.waiting[:limit], self.waiting[limit:])
        return given

    async def lease_morning(self, _channel: str, chat_id: str) -> list[Delivery] | None:
        await asyncio.sleep(0.01)
        if self.unplanned:
            self.unplanned -= 1
            return None
        given = [row for row in self.waiting if row.chat_id == chat_id]
        self.waiting = [row for row in self.waiting if row not in given]
        return given

    @property
    def is_over(self) -> bool:
        return {outcome.outbox_id for outcome in self.outcomes if outcome.result is not Result.HELD} == set(self.rows)


def morning(organisation_id: int, number: int, *others: int, chat: str = CHAT) -> Delivery:
    return Delivery(
        number, "fake", chat, 1, (), "vi", Priority.DIGEST, 1, names_organisation=True, may_join=others,
    )  # fmt: skip


def joined(said: Sequence[tuple[str, Message]], _language: str, limit: int) -> Message | None:
    text = " + ".join(f"{code} {message.text}" for code, message in said)
    return Message(text) if len(text) <= limit else None


def text_of(delivery: Delivery, _capabilities: Capabilities) -> Message:
    return Message(f"việc {delivery.outbox_id}")


class Wards:
    """The senders of the organisations, on one channel with one pace."""

    def __init__(
        self, channel: Channel, *outboxes: Outbox, render: Callable[[Delivery, Capabilities], Message] = text_of,
        codes: dict[int, str] = CODES,
    ) -> None:  # fmt: skip
        self.mornings = JointMornings(joined)
        self.outboxes = outboxes
        pacer = Pacer(-10.0, rate=1e6, capacity=1000, chat_rate=1e6, chat_capacity=1000)
        self.senders = [self._sender(channel, pacer, outbox, render, codes[outbox.id]) for outbox in outboxes]
        self.runs: list[asyncio.Task[None]] = []

    def _sender(self, channel: Channel, pacer: Pacer, outbox: Outbox, render: Any, code: str) -> Sender:
        return Sender(
            {"fake": channel}, {"fake": pacer}, exchange=outbox.exchange, render=render, monotonic=time.monotonic,
            now=Clock().now, poll_seconds=3600.0,
            joining=Joining(outbox.id, code, {"fake": self.mornings}, outbox.lease_morning),
        )  # fmt: skip

    async def run(self, seconds: float = 5.0) -> None:
        self.begin()
        async with asyncio.timeout(seconds):
            while not all(outbox.is_over for outbox in self.outboxes):  # noqa: ASYNC110 - what others write
                await asyncio.sleep(0.005)
        for sender in self.senders:
            sender.stop()
        await asyncio.gather(*self.runs)
        assert not self.mornings._places

    def begin(self) -> None:
        for sender in self.senders:
            sender.join_mornings()
        self.runs = [asyncio.create_task(sender.run()) for sender in self.senders]


async def test_one_message_goes_out_and_each_keeps_its_own_words() -> None:
    hb, lc, tn = (Outbox(id_, morning(id_, 10 * id_, *({HB, LC, TN} - {id_}))) for id_ in (HB, LC, TN))
    channel = Channel()
    await Wards(channel, hb, lc, tn).run()
    [(chat, text)] = channel.sent
    assert chat == CHAT
    assert {part.split()[0] for part in text.split(" + ")} == {"HB", "LC", "TN"}
    for outbox in (hb, lc, tn):
        [outcome] = outbox.outcomes
        own = Outcome(10 * outbox.id, Result.SENT, "m1", f"việc {10 * outbox.id}", is_along=outcome.is_along)
        assert outcome == own
    took = text.split()[0]
    assert [CODES[outbox.id] for outbox in (hb, lc, tn) if not outbox.outcomes[0].is_along] == [took], "one message"


async def test_what_its_own_sender_has_not_found_yet_is_asked_for() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB), morning(LC, 21, HB, chat="12"))
    lc.is_late = True
    wards = Wards(channel := Channel(), hb, lc)
    wards.begin()
    async with asyncio.timeout(5):
        while len(lc.outcomes) < 1:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.005)
    assert channel.sent == [(CHAT, "HB việc 10 + LC việc 20")]
    assert [outcome.outbox_id for outcome in lc.outcomes] == [20]
    lc.is_late = False
    for sender in wards.senders:
        sender.wake()
    async with asyncio.timeout(5):
        while not lc.is_over:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.005)
    assert channel.sent[1:] == [("12", "việc 21")]
    for sender in wards.senders:
        sender.stop()
    await asyncio.gather(*wards.runs)


async def test_a_morning_that_is_being_planned_is_waited_for() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    lc.is_late, lc.unplanned = True, 2
    await Wards(channel := Channel(), hb, lc).run()
    assert channel.sent == [(CHAT, "HB việc 10 + LC việc 20")]


async def test_a_planning_that_fails_is_waited_for_once_and_not_for_each_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each person of the other organisation waited five seconds, one after the other."""
    monkeypatch.setattr("bot.conversation.sender.PLANNING_WAIT", 0.005)
    people, never = 10, 10_000
    hb = Outbox(HB, *(morning(HB, 10 + person, LC, chat=str(person)) for person in range(people)))
    lc = Outbox(LC)
    lc.is_late, lc.unplanned = True, never
    await Wards(channel := Channel(), hb, lc).run()
    assert len(channel.sent) == people
    # Those that were in flight together wait; all that come after them ask once each.
    assert never - lc.unplanned <= 3 * PLANNING_TRIES + people < people * PLANNING_TRIES


async def test_what_is_being_leased_at_that_moment_is_waited_for() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    own = lc.exchange

    async def slow(outcomes: Sequence[Outcome], limit: int) -> list[Delivery]:
        given = await own(outcomes, limit)
        await asyncio.sleep(0.1)  # the row is leased, and its sender does not know it yet
        return given

    lc.exchange = slow  # type: ignore[method-assign]
    await Wards(channel := Channel(), hb, lc).run()
    assert channel.sent == [(CHAT, "HB việc 10 + LC việc 20")]


@pytest.mark.parametrize("error", [DeliveryUnknown("no answer"), DeliveryFailed("blocked", permanent=True)])
async def test_what_came_of_it_came_of_all(error: Exception) -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    await Wards(channel := Channel(error), hb, lc).run()
    assert len(channel.sent) == 1
    [first], [second] = hb.outcomes, lc.outcomes
    assert (first.result, first.reason, first.permanent) == (second.result, second.reason, second.permanent)
    assert (first.outbox_id, second.outbox_id) == (10, 20)


async def test_what_is_refused_as_one_is_sent_one_by_one() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    await Wards(channel := Channel(DeliveryFailed("malformed", rejected=True)), hb, lc).run()
    assert sorted(text for _, text in channel.sent[1:]) == ["việc 10", "việc 20"]
    assert [outcome.result for outcome in hb.outcomes] == [Result.HELD, Result.SENT]


async def test_what_does_not_go_into_one_message_goes_on_its_own() -> None:
    def long(delivery: Delivery, _capabilities: Capabilities) -> Message:
        return Message(f"{delivery.outbox_id} " + "x" * 30)

    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    await Wards(channel := Channel(), hb, lc, render=long).run()
    assert sorted(text[:2] for _, text in channel.sent) == ["10", "20"]


async def test_who_cannot_be_rendered_holds_up_no_other() -> None:
    def broken(delivery: Delivery, capabilities: Capabilities) -> Message:
        if delivery.outbox_id == 20:
            raise ValueError("no words")
        return text_of(delivery, capabilities)

    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    await Wards(channel := Channel(), hb, lc, render=broken).run()
    assert channel.sent == [(CHAT, "việc 10")]
    assert [outcome.rejected for outcome in lc.outcomes] == [True]


async def test_without_a_code_it_goes_on_its_own() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    await Wards(channel := Channel(), hb, lc, codes={HB: "HB", LC: ""}).run()
    assert sorted(text for _, text in channel.sent) == ["việc 10", "việc 20"]


async def test_cut_off_in_the_middle_neither_is_recorded_as_unsent() -> None:
    hb, lc = Outbox(HB, morning(HB, 10, LC)), Outbox(LC, morning(LC, 20, HB))
    wards = Wards(channel := Channel(seconds=0.5), hb, lc)
    wards.begin()
    await asyncio.sleep(0.2)
    [leader] = [place.organisation_id for place in wards.mornings._places[CHAT] if place.stage is Stage.LEAVES]
    [sender] = [sender for sender, outbox in zip(wards.senders, wards.outboxes, strict=True) if outbox.id == leader]
    [sending] = sender._sending
    sending.cancel()
    await asyncio.sleep(0.05)
    assert not channel.sent
    assert hb.outcomes == lc.outcomes == []
    for run in wards.runs:
        run.cancel()
    await asyncio.gather(*wards.runs, return_exceptions=True)


async def test_no_more_are_remembered_than_a_thousand() -> None:
    mornings = JointMornings(joined)
    mornings._keep_apart(range(MOST_APART + 10))
    assert len(mornings._apart) == MOST_APART
    assert 0 not in mornings._apart
