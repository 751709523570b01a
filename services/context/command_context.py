"""What every use case of a command has before it: the transaction, who asks, when and from which chat."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from propcache.api import cached_property

from domain.calendars import WorkingCalendar
from domain.followed_plans import FollowedPlan, PaperRow, row_on_paper
from domain.inbox import MessageContext
from domain.messages import Command, Refused, Response
from domain.messages.accounts import Stranger
from domain.messages.questions import Misunderstood
from domain.organisations import Organisation
from domain.people import Actor
from domain.questions import Answer
from services.context.working_calendar import load_calendar
from storage.engine.database import Transaction
from storage.people import load_actor
from storage.plans import load_followed_plans
from storage.units import Directory, load_directory, with_groups


@dataclass(frozen=True)
class CommandContext:
    """What handling one command needs; `now` is aware UTC, `actor` is None for a stranger."""

    tx: Transaction
    organisation: Organisation
    now: datetime
    origin: MessageContext
    actor: Actor | None = None
    inbox_id: int | None = None

    @property
    def person(self) -> Actor:
        """The linked person.

        Raises Refused(Stranger) for anybody else: the door every use-case but /start goes through.
        """
        if self.actor is None:
            raise Refused(Stranger())
        return self.actor

    @cached_property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.organisation.zone).date()

    @property
    def said_at(self) -> datetime:
        """When the person sent it, never after `now`: a report counts then, however late it could be handled."""
        return min(self.origin.said_at or self.now, self.now)

    @property
    def machine_now(self) -> datetime:
        """The machine's own instant, on which links and sessions end; `now` where nobody moves the program's clock."""
        return self.origin.machine_at or self.now

    @cached_property
    def said_on(self) -> date:
        """The local day of `said_at`: the day a report counts on, and the one that "mai" and "thứ 6" are read from."""
        return self.said_at.astimezone(self.organisation.zone).date()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """Working days of the years around today."""
        return load_calendar(self.tx, self.organisation.id, self.today, self.today)

    @cached_property
    def directory(self) -> Directory:
        """All units and groups."""
        return load_directory(self.tx, self.organisation.id)

    @cached_property
    def plans(self) -> list[FollowedPlan]:
        """The plans that are followed, also those that are over."""
        return load_followed_plans(self.tx, self.organisation.id)

    def row_on_paper(self, code: str, number: int, plan_id: int) -> PaperRow | None:
        """Where a task stands on paper, as far as people have to be told."""
        return row_on_paper(code, number, plan_id, self.plans)

    @cached_property
    def my_units(self) -> frozenset[int]:
        """The person's units and the groups these belong to."""
        return with_groups(self.tx, self.person.unit_ids)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command is answered with.

    `before` is said as a message of its own first (the status card). `may_replace`: when a button was pressed, the
    answer may take the place of the message that carried the button.
    """

    responses: Sequence[Response]
    before: Sequence[Response] = ()
    may_replace: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """`command` reads a complete command, such as an option of a question; `answer` a text that is only an answer.

    `renumbered` returns ways of writing a text with other task numbers in place of these, `as_row_or_task` a text with
    its number as that of a row of the plan that waits, and as a task's.
    """

    command: Callable[[str], Command]
    answer: Callable[[str], Answer | None]
    renumbered: Callable[[str, Mapping[int, int]], tuple[str, ...]] = lambda *_: ()
    as_row_or_task: Callable[[str, int], tuple[str, ...]] = lambda *_: ()


NOTHING_READ = Grammar(Misunderstood, lambda _: None)  # for services that handle no message


def actor_behind(tx: Transaction, organisation: Organisation, origin: MessageContext, now: datetime) -> Actor | None:
    """The person behind the chat, with the roles of the local day of `now`; None for a stranger."""
    today = now.astimezone(organisation.zone).date()
    return load_actor(tx, organisation.id, origin.channel, origin.chat_id, today)
