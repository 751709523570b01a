"""One person on two channels: which one is written to, what takes over, and that nothing is said on both."""

from datetime import timedelta

import pytest

from bot.grammar.reading import read_command
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages.accounts import ChannelNotLinked, ChannelShown, Stranger
from domain.messages.reports import MorningDigest
from domain.messages.tasks import TaskReported
from services.administration.examine import examine
from services.commands.change_people import invite_person
from storage.engine.database import Database
from tests.world import HA, LAN, World, hanoi, names_of

ZALO = "zalo"


class TwoChannels(World):
    """The ward where people may write on Zalo, too; the chat id there is the name with a mark."""

    def on_zalo(self, name: str, text: str) -> list[Delivery]:
        """Somebody writes on Zalo; what goes out then."""
        self.write_on_zalo(name, text)
        return self.deliver()

    def write_on_zalo(self, name: str, text: str) -> None:
        """Somebody writes on Zalo, and the answer waits."""
        key = str(next(self._updates))
        self.office.inbox.receive(ZALO, "z", CursorNow(0, 0, self.now), [Arrival(key, f"z-{name}", "{}")], timedelta(0))
        [row] = self.office.inbox.waiting(self.now)
        self.office.commands.handle(
            row.id, MessageContext(ZALO, f"z-{name}", shows_pictures=False), read_command(text), self.now
        )

    def link_on_zalo(self, name: str) -> None:
        with self.database.transaction() as tx:
            code = invite_person(tx, self.organisation_id, name, self.now).code
        self.on_zalo(name, f"/start {code}")

    def found_dead(self, delivery: Delivery) -> None:
        """The platform says that this chat can never be reached again."""
        dead = Outcome(delivery.outbox_id, Result.REFUSED, reason="blocked", permanent=True)
        self.office.delivery.record([dead], self.now)

    def digest_leased(self) -> Delivery:
        [found] = [d for d in self.office.delivery.lease(self.now, 8) if isinstance(d.responses[0], MorningDigest)]
        return found


@pytest.fixture
def both(database: Database) -> TwoChannels:
    """Lan on Telegram and on Zalo, in this order."""
    world = TwoChannels(database)
    world.link(LAN)
    world.link_on_zalo(LAN)
    return world


def where(deliveries: list[Delivery]) -> list[str]:
    return [delivery.channel for delivery in deliveries]


def test_without_a_choice_the_first_link_is_written_to_and_only_it(both: TwoChannels) -> None:
    assert where(both.morning(hanoi(10, 7, 30))) == ["telegram"]


def test_the_channel_preferred_is_written_to_and_only_it(both: TwoChannels) -> None:
    [answer] = both.on_zalo(LAN, "kênh zalo")
    assert answer.responses == (ChannelShown(ZALO, ("telegram", ZALO), is_changed=True),)
    assert where(both.morning(hanoi(10, 7, 30))) == [ZALO]
    assert where(both.morning(hanoi(10, 16))) == []
    assert both.ask(LAN, "/kenh") == [ChannelShown(ZALO, (ZALO, "telegram"), is_changed=False)]


def test_an_answer_goes_back_where_it_was_asked(both: TwoChannels) -> None:
    both.on_zalo(LAN, "kênh zalo")
    assert names_of(both.ask(LAN, "xong 3")) == ["TaskReported"]
    [there] = both.on_zalo(LAN, "xong 17")
    assert (there.channel, type(there.responses[0])) == (ZALO, TaskReported)


def test_answers_on_either_channel_count(both: TwoChannels) -> None:
    both.ask(LAN, "xong 3")
    [again] = both.on_zalo(LAN, "xong 3")
    assert names_of(again.responses) == ["AlreadyReported"]


@pytest.mark.parametrize("typed", ["kênh viber", "/kenh viber"])
def test_a_channel_that_is_not_linked_is_refused(both: TwoChannels, typed: str) -> None:
    assert both.ask(LAN, typed) == [ChannelNotLinked("viber", ("telegram", ZALO))]


def test_a_stranger_chooses_nothing(both: TwoChannels) -> None:
    assert both.ask("somebody", "kênh zalo") == [Stranger()]


def test_a_dead_link_is_taken_over_by_the_other_and_the_message_is_said_once(both: TwoChannels) -> None:
    both.link(HA)
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    leased = both.office.delivery.lease(both.now, 8)
    [mine] = [d for d in leased if d.chat_id == LAN]
    both.office.delivery.record([both.accepted(d) for d in leased if d is not mine], both.now)
    both.found_dead(mine)
    [instead] = both.deliver()
    assert (instead.channel, instead.outbox_id) == (ZALO, mine.outbox_id)
    both.now += timedelta(hours=2)
    assert both.deliver() == []
    with both.database.reading() as tx:
        assert examine(tx, both.organisation, both.now).unreachable == ()
    assert both.morning(hanoi(13, 7, 30))[0].channel == ZALO


def test_who_writes_on_a_channel_believed_dead_is_known_there_again(both: TwoChannels) -> None:
    both.on_zalo(LAN, "kênh zalo")
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    both.found_dead(both.digest_leased())
    assert where(both.deliver()) == ["telegram"]
    [answer] = both.on_zalo(LAN, "việc")
    assert names_of(answer.responses) == ["TaskListShown"]
    assert where(both.morning(hanoi(13, 7, 30))) == [ZALO]


def test_what_may_have_arrived_on_one_channel_is_never_said_on_the_other(both: TwoChannels) -> None:
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    first = both.digest_leased()
    both.office.delivery.record([Outcome(first.outbox_id, Result.UNKNOWN, reason="read timeout")], both.now)
    both.on_zalo(LAN, "kênh zalo")
    both.now += timedelta(minutes=30)
    assert [(d.outbox_id, d.channel) for d in both.office.delivery.lease(both.now, 8)] == [
        (first.outbox_id, "telegram")
    ]


def test_what_may_have_arrived_on_a_channel_out_of_reach_is_repeated_on_the_other_with_its_mark(
    both: TwoChannels,
) -> None:
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    first = both.digest_leased()
    both.office.delivery.record([Outcome(first.outbox_id, Result.UNKNOWN, reason="read timeout")], both.now)
    both.now += timedelta(minutes=30)
    [again] = both.office.delivery.lease(both.now, 8, ["telegram"])
    assert (again.outbox_id, again.channel, again.reference) == (first.outbox_id, ZALO, f"#{first.outbox_id}")


def test_a_channel_out_of_reach_is_gone_around_and_come_back_to(both: TwoChannels) -> None:
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    [around] = both.office.delivery.lease(both.now, 8, ["telegram"])
    assert around.channel == ZALO
    both.office.delivery.record([both.accepted(around)], both.now)
    assert where(both.morning(hanoi(13, 7, 30))) == ["telegram"]


def test_who_has_only_the_channel_out_of_reach_is_still_tried_there(both: TwoChannels) -> None:
    both.link(HA)
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    assert {d.chat_id: d.channel for d in both.office.delivery.lease(both.now, 8, ["telegram"])}[HA] == "telegram"


def test_an_answer_waits_for_the_channel_on_which_it_was_asked(both: TwoChannels) -> None:
    key = Arrival("own", LAN, "{}")
    both.office.inbox.receive("telegram", "7000000001", CursorNow(0, 9_000, both.now), [key])
    [row] = both.office.inbox.waiting(both.now)
    both.office.commands.handle(row.id, MessageContext("telegram", LAN), read_command("việc"), both.now)
    assert where(both.office.delivery.lease(both.now, 8, ["telegram"])) == ["telegram"]


def test_what_was_surely_not_sent_goes_the_other_way_once_the_channel_is_out(both: TwoChannels) -> None:
    both.now = hanoi(10, 7, 30)
    both.office.planning.plan(both.now)
    first = both.digest_leased()
    both.office.delivery.record([Outcome(first.outbox_id, Result.REFUSED, reason="no line", retry_after=5.0)], both.now)
    both.now += timedelta(minutes=11)
    [instead] = both.office.delivery.lease(both.now, 8, ["telegram"])
    assert (instead.outbox_id, instead.channel) == (first.outbox_id, ZALO)
