"""A small world for tests: the example ward on a real database, people who type, a clock moved by hand."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.grammar.reading import GRAMMAR, read_command
from documents.plans.plan_reader import read_plan
from documents.rosters import Roster, read_roster
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Response
from domain.organisations import Organisation
from domain.plans import PlanDraft
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.office.office import Office
from services.plans.confirm_plan import confirm_plan
from storage.engine.database import Database
from storage.organisations import add_organisation, load_organisation
from tests.domain.builders import HANOI
from tests.loaded_once import commits_of, done_once, loaded_once

EXAMPLES = Path(__file__).parent.parent / "examples"
ROSTER, PLAN = EXAMPLES / "danh-sach-thuy-nguyen.csv", EXAMPLES / "ke-hoach-thuy-nguyen.txt"
CHANNEL, BOT = "telegram", "7000000001"
LAN, HA, HUNG, MINH, BINH, THANH = (
    "Nguyễn Thị Lan", "Trần Thu Hà", "Phạm Quốc Hùng", "Lê Văn Minh", "Hoàng Văn Bình", "Vũ Đức Thành",
)  # fmt: skip


def hanoi(day: int, hour: int = 8, minute: int = 0, month: int = 4) -> datetime:
    """An instant of 2026 by the clock on the wall in Hà Nội."""
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


IMPORTED_AT = hanoi(9, 15)


@cache
def example_roster() -> Roster:
    """The example roster, read once."""
    return read_roster(ROSTER.read_bytes(), ROSTER.name)


@cache
def example_plan() -> PlanDraft:
    """The example plan, read once."""
    return read_plan(PLAN.read_bytes(), PLAN.name)


_numbers: dict[Hashable, tuple[int, int]] = {}  # the last numbers of updates and messages, by what was done


@dataclass
class Numbers:
    """Counts from 1; `last` may be set."""

    last: int = 0

    def __next__(self) -> int:
        self.last += 1
        return self.last


class World:
    """The ward of the example plan. `now` is what every call is given; tests move it."""

    _past: tuple[Any, ...] = (None, 0)  # what was done so far, if only that, and how many commits it took by then

    def __init__(self, database: Database, now: datetime = IMPORTED_AT) -> None:
        self.database = database
        self.now = now
        self.organisation_id = loaded_once(database, self._contents(), self._begin)
        self.office = self.new_office("first")
        self._updates, self._messages = Numbers(), Numbers()
        self._past = (type(self), self._contents(), commits_of(database))

    def _contents(self) -> str | None:
        """What says which rows there will be; None when nobody else will have the same."""
        return f"the example at {self.now}"

    def _begin(self) -> int:
        with self.database.transaction() as tx:
            self.organisation_id = add_organisation(tx, "Đảng ủy phường Thủy Nguyên", "Asia/Ho_Chi_Minh", self.now)
        self._load()
        return self.organisation_id

    def _load(self) -> None:
        self._load_roster()
        with self.database.transaction() as tx:
            confirm_plan(tx, self.organisation, example_plan(), PLAN.read_bytes(), PLAN.name, self.now)

    def _load_roster(self) -> None:
        with self.database.transaction() as tx:
            load_roster(tx, self.organisation, example_roster(), self.now)

    @property
    def organisation(self) -> Organisation:
        with self.database.reading() as tx:
            return load_organisation(tx, self.organisation_id)

    def new_office(self, owner: str) -> Office:
        """The office as another process would open it."""
        return Office(self.database, self.organisation_id, owner, grammar=GRAMMAR)

    def link(self, *names: str) -> None:
        """Each person types a fresh code on a phone whose chat id is the name; the greeting is delivered."""
        *past, commits = self._past
        if None in past or commits != commits_of(self.database):
            self._link(names)  # something else was done before
            return
        name = (*past, self.now, names)
        done_once(self.database, name, lambda: self._link(names))
        self._updates.last, self._messages.last = _numbers.setdefault(name, (self._updates.last, self._messages.last))
        self._past = (*name, commits_of(self.database))

    def _link(self, names: Sequence[str]) -> None:
        for name in names:
            with self.database.transaction() as tx:
                code = invite_person(tx, self.organisation_id, name, self.now).code
            self.say(name, f"/start {code}")
            self.deliver()

    def say(self, chat: str, text: str, *, reply_to: str | None = None, pressed_on: str | None = None) -> None:
        """Somebody types, replies or presses: received, then handled."""
        key = str(next(self._updates))
        cursor = CursorNow(0, int(key) + 1, self.now)
        # The clock is moved by hand: that is no silence of the platform.
        self.office.inbox.receive(CHANNEL, BOT, cursor, [Arrival(key, chat, "{}")], timedelta(0))
        [row] = self.office.inbox.waiting(self.now)
        self.office.commands.handle(
            row.id, MessageContext(CHANNEL, chat, reply_to, pressed_on, text=text), read_command(text), self.now
        )

    def ask(self, chat: str, text: str) -> list[Response]:
        """What somebody gets back for a text."""
        self.say(chat, text)
        return [response for delivery in self.deliver() if delivery.chat_id == chat for response in delivery.responses]

    def deliver(self) -> list[Delivery]:
        """Everything that goes out now, accepted by the platform."""
        return list(self._deliveries())

    def _deliveries(self) -> Iterator[Delivery]:
        while leased := self.office.delivery.lease(self.now, 8):
            self.office.delivery.record([self.accepted(delivery) for delivery in leased], self.now)
            yield from leased

    def accepted(self, delivery: Delivery) -> Outcome:
        """The platform took the message."""
        number = delivery.edit_message_id or str(next(self._messages))
        is_secret = any(response.is_secret for response in delivery.responses)
        return Outcome(delivery.outbox_id, Result.SENT, message_id=number, text="…", is_secret=is_secret)

    def morning(self, now: datetime) -> list[Delivery]:
        """Move to an instant, plan and deliver."""
        self.now = now
        self.office.planning.plan(now)
        return self.deliver()


def names_of(responses: Sequence[Response]) -> list[str]:
    """The kinds of notices and refusals, in order."""
    return [type(response).__name__ for response in responses]
