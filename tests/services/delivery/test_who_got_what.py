"""A week in which the month's messages run out, Telegram is out of reach for a day, or both: who got what, when, where.

`pytest -s tests/services/delivery/test_who_got_what.py -k sqlite` prints the tables.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from domain.channel_holds_and_quotas import MonthQuota
from domain.deliveries import Delivery, Outcome, Result
from domain.messages.reach import QuotaNear
from domain.messages.reports import MorningDigest
from services.office.office import Office
from storage.channel_holds_and_quotas import add_messages
from storage.engine.database import Database
from tests.domain.builders import HANOI
from tests.services.delivery.test_channels import ZALO, TwoChannels
from tests.world import BINH, CHANNEL, HA, HUNG, LAN, MINH, THANH, hanoi

TELEGRAM = CHANNEL
LIMIT = 3000
# Whom each can be reached by, the preferred first.
PEOPLE = {
    THANH: (TELEGRAM,),
    BINH: (ZALO,),
    LAN: (TELEGRAM, ZALO),
    HA: (TELEGRAM, ZALO),
    MINH: (ZALO, TELEGRAM),
    HUNG: (ZALO, TELEGRAM),
}
DAYS = (10, 13, 14, 15, 16, 17, 20)  # working days from Friday on
BAD_DAY = 14


@dataclass(frozen=True, slots=True)
class Got:
    """One message that reached somebody."""

    at: datetime
    who: str
    channel: str
    outbox_id: int
    what: str
    tasks: tuple[int, ...]


class Week(TwoChannels):
    """The ward with six people on two channels; `down` are channels that take nothing now."""

    down: Collection[str] = ()

    def new_office(self, owner: str) -> Office:
        return Office(self.database, self.organisation_id, owner, [MonthQuota(ZALO, "z", LIMIT)])

    def people_link(self) -> None:
        for name, channels in PEOPLE.items():
            if TELEGRAM in channels:
                self.link(name)
            if ZALO in channels:
                self.link_on_zalo(name)
            if channels == (ZALO, TELEGRAM):
                self.on_zalo(name, "kênh zalo")

    def spend(self) -> list[Got]:
        """The month's messages go out but for the last 301; with the next answer only the reserve is left."""
        with self.database.transaction() as tx:
            used = add_messages(tx, self.organisation_id, ZALO, "z", "2026-04", LIMIT, 0)
            add_messages(tx, self.organisation_id, ZALO, "z", "2026-04", LIMIT, LIMIT - 301 - used)
        return [_got(self.now, delivery) for delivery in self.on_zalo(BINH, "việc")]

    def live(self, *, is_spent: bool, is_down: bool) -> list[Got]:
        """Play the week, looking every hour."""
        got: list[Got] = []
        for day in DAYS:
            if is_spent and day == BAD_DAY:
                got += self.spend()
            self.down = (TELEGRAM,) if is_down and day == BAD_DAY else ()
            for hours in range(10):
                self.now = hanoi(day, 7, 30) + timedelta(hours=hours)
                self.office.planning.plan(self.now)
                got += self._sends()
        return got

    def _sends(self) -> list[Got]:
        got: list[Got] = []
        while leased := self.office.delivery.lease(self.now, 8, self.down):
            self.office.delivery.record([self._outcome(delivery) for delivery in leased], self.now)
            got += [_got(self.now, delivery) for delivery in leased if delivery.channel not in self.down]
        return got

    def _outcome(self, delivery: Delivery) -> Outcome:
        if delivery.channel in self.down:
            return Outcome(delivery.outbox_id, Result.REFUSED, reason="no line", retry_after=300)
        return self.accepted(delivery)


def _got(now: datetime, delivery: Delivery) -> Got:
    items = [item for s in delivery.responses if isinstance(s, MorningDigest) for item in s.items]
    also = [number for s in delivery.responses if isinstance(s, MorningDigest) for number in s.also_overdue]
    numbers = tuple(sorted({*(item.line.number for item in items), *also}))
    kinds = ", ".join(type(response).__name__ for response in delivery.responses)
    return Got(now, delivery.chat_id.removeprefix("z-"), delivery.channel, delivery.outbox_id, kinds, numbers)


def show(title: str, got: list[Got]) -> None:
    print(f"\n{title}\n{'when':<12}{'who':<22}{'channel':<10}{'what':<16}tasks")  # noqa: T201 - the report
    for one in got:
        at = f"{one.at.astimezone(HANOI):%d/%m %H:%M}"
        print(f"{at:<12}{one.who:<22}{one.channel:<10}{one.what:<16}{', '.join(map(str, one.tasks))}")  # noqa: T201 - the report


def told_of(got: list[Got]) -> dict[str, set[int]]:
    """Every task each person heard of in the week."""
    found: dict[str, set[int]] = {name: set() for name in PEOPLE}
    for one in got:
        found[one.who] |= set(one.tasks)
    return found


def on_bad_day(got: list[Got], who: str) -> list[str]:
    return [one.channel for one in got if one.who == who and one.at.astimezone(HANOI).day == BAD_DAY]


@pytest.fixture
def week(database: Database) -> Week:
    world = Week(database)
    world.people_link()
    return world


CASES = {
    "nothing happens": (False, False),
    "the month's messages run out": (True, False),
    "Telegram is out of reach for a day": (False, True),
    "both at once": (True, True),
}
# What must have reached each by the end of the week, of the tasks that concern them; Bình's alone is on paper only.
CONCERNS = {LAN: {3, 17}, MINH: {16}, THANH: {17}}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_silently_and_nothing_is_said_on_both(week: Week, case: str) -> None:
    is_spent, is_down = CASES[case]
    got = week.live(is_spent=is_spent, is_down=is_down)
    show(case, got)
    assert len({one.outbox_id for one in got}) == len(got), "no message is sent twice, on whichever channel"
    mornings = [(one.who, one.at.date()) for one in got if "MorningDigest" in one.what]
    assert len(mornings) == len(set(mornings)), "one morning message a person and day"
    for who, tasks in CONCERNS.items():
        assert tasks <= told_of(got)[who], who
    assert all(one.channel in PEOPLE[one.who] for one in got)
    warned = [one for one in got if QuotaNear.__name__ in one.what and one.who == HA]
    assert bool(warned) is is_spent, "who plans is told that some can no longer be reminded"


def test_on_the_day_without_telegram_the_other_channel_takes_over_and_who_has_none_hears_the_next_morning(
    week: Week,
) -> None:
    got = week.live(is_spent=False, is_down=True)
    assert set(on_bad_day(got, LAN)) <= {ZALO}
    assert on_bad_day(got, THANH) == []
    [next_day] = [one for one in got if one.who == THANH and one.at == hanoi(BAD_DAY + 1, 7, 30)]
    assert {3, 17} <= set(next_day.tasks)


def test_without_messages_left_who_has_telegram_is_written_to_there(week: Week) -> None:
    got = week.live(is_spent=True, is_down=False)
    after = [one for one in got if one.at >= hanoi(BAD_DAY, 7, 30) and "MorningDigest" in one.what]
    assert after
    assert {one.channel for one in after} == {TELEGRAM}
    assert BINH not in {one.who for one in after}
