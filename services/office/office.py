"""The office: the only place that commits. One command is one transaction, from the inbox row to the posted answer."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from domain.authorisation import commands_for
from domain.backoff import doubling_wait
from domain.channel_limits import ChannelHold, MonthQuota, blocking, is_outdated, shared
from domain.deliveries import Delivery, Outcome
from domain.drafts import KEPT_FOR
from domain.history import Event
from domain.inbox import KEPT_BY_PLATFORM, Admission, Arrival, CursorNow, FairTurns, InboxRow, MessageContext
from domain.messages import Command, Refused, Response
from domain.messages.chats import CouldNotHandle
from domain.messages.questions import Misunderstood
from domain.messages.settings import CalendarFile
from domain.organisations import Organisation
from domain.people import Actor
from services.commands.answer_messages import answered_by_reply, recall_chat, with_receipt
from services.commands.answer_question import find_answer, settle
from services.commands.change_settings import revived
from services.commands.clarify import SeveralRefused
from services.commands.complete_rows import with_task_numbers
from services.commands.handlers import HANDLERS
from services.context.ask_question import gone_on_from, keep_words
from services.context.command_context import NOTHING_READ, CommandContext, Grammar, Reply
from services.context.notify import tell_receiving_was_down
from services.context.quota import count_messages, keep_limits, note_quota_spent
from services.delivery.deliver import lease_due
from services.delivery.record_outcomes import record_outcomes
from services.delivery.send_parked_again import send_parked_again
from services.delivery.unreachable import tell_unreached
from services.maintenance.recovery import perhaps_again, shorten_waits
from services.office.admit_arrivals import Admitting, dated
from services.office.post_answer import post_answer, post_meanwhile
from services.office.prefetch import prefetch_for_command
from services.office.refuse import refuse
from services.reminders.make_feed import feed_of
from services.reminders.plan_digests import due_together, plan_mornings
from services.reminders.plan_reports import plan_reports, reports_due
from storage import inbox
from storage.accounts import set_alive
from storage.drafts import forget_old_drafts
from storage.due_checks import check_at_once
from storage.engine.database import Database, Transaction
from storage.events import append_event, has_events_of
from storage.holds import load_holds, set_holds
from storage.inbox import next_updates, waiting_chats
from storage.leases import release_abandoned
from storage.organisations import load_organisation, lock_organisation, lock_organisations
from storage.outbox import find_row, release_from_second_program
from storage.parked_messages import ParkedMessage
from storage.people import load_actor
from storage.units import load_directory

MOST_ATTEMPTS, RETRY_SECONDS, LONGEST_RETRY_SECONDS = 5, 5, 300


class Office:
    """All that the edges ask for, each method one transaction. Plain calls: the edges run them in a thread.

    `owner` names this process: outbox rows are leased in its name. `quotas` are the channels that have only so many
    messages a month. `grammar` reads the answers to what is asked; who handles no message needs none.
    """

    def __init__(
        self,
        database: Database,
        organisation_id: int,
        owner: str,
        quotas: Sequence[MonthQuota] = (),
        grammar: Grammar = NOTHING_READ,
    ) -> None:
        self._database = database
        self._grammar = grammar
        self._organisation_id = organisation_id
        self._owner = owner
        self._quotas = quotas
        self._zone: tzinfo = UTC  # the organisation's, once it has been read
        self._kept_holds: list[ChannelHold] | None = None
        self._admission = Admission(quota.channel for quota in quotas)
        self._turns = FairTurns()

    def cursor(self, channel: str, bot: str) -> CursorNow | None:
        """Where receiving stands for a bot."""
        with self._database.reading() as tx:
            return inbox.load_cursor(tx, channel, bot)

    def receive(
        self, channel: str, bot: str, cursor: CursorNow, arrivals: Sequence[Arrival],
        silence: timedelta | None = None, at: float = 0.0,
    ) -> int:  # fmt: skip
        """Keep updates and move the cursor, together: only then may the platform be told. Gives how many were new.

        `silence` as in `note_contact`. `at` is monotonic seconds: of unlinked chats only what admission allows is kept.
        """
        admitting, now = Admitting(self._admission, channel, at), cursor.last_contact_at
        try:
            with self._database.transaction() as tx:
                admitted = admitting.admitted(tx, self._organisation_id, arrivals, now)
                before = inbox.load_cursor(tx, channel, bot)
                kept = [dated(arrival, before, now) for arrival in admitted]
                new = inbox.add_arrivals(tx, self._organisation_id, channel, bot, cursor.epoch, kept, now)
                self._move_cursor(tx, channel, bot, before, cursor, silence)
        except BaseException:
            admitting.cancel()
            raise
        admitting.report()
        return new

    def waiting(self, now: datetime, limit: int = 50) -> list[InboxRow]:
        """Updates to handle now, in this order: linked people first, long queues in turn. For one caller at a time."""
        with self._database.reading() as tx:
            waiting = waiting_chats(tx, self._organisation_id, now, self._admission.linking_chats())
            plan = self._turns.plan(waiting, limit)
            found = next_updates(tx, self._organisation_id, now, plan.chats, limit)
            return self._turns.arrange(plan, found, limit)

    def handle(self, inbox_id: int, origin: MessageContext, command: Command, now: datetime) -> bool:
        """Take the update, run its use-case, write history, post the answer: all or nothing.

        False when the update had been taken before: nothing is done twice. A refusal is answered and consumes it.
        """
        try:
            return self._take_and_answer(inbox_id, origin, command, now, lambda context: self._obey(context, command))
        except Refused as refused:
            # Everything the use-case may have written is rolled back with its transaction; this one only answers.
            refusal, others = refused.refusal, refused.others if isinstance(refused, SeveralRefused) else ()
            return self._take_and_answer(
                inbox_id, origin, command, now, lambda context: refuse(context, command, refusal, self._grammar, others)
            )

    def respond(
        self, inbox_id: int, origin: MessageContext, now: datetime, use_case: Callable[[CommandContext], Reply]
    ) -> bool:
        """As `handle`, for what is no command: `use_case` answers it and raises no refusal."""
        return self._take_and_answer(inbox_id, origin, Misunderstood(""), now, use_case)

    def has_obeyed(self, inbox_ids: Collection[int]) -> bool:
        """Whether anything was done by these updates."""
        with self._database.reading() as tx:
            return has_events_of(tx, self._organisation_id, inbox_ids)

    def recall(self, row: InboxRow, back: timedelta, most: int) -> list[tuple[InboxRow, bool]]:
        """The newest updates of the row's chat since so long before it, oldest first; and whether each was taken."""
        return recall_chat(self._database, self._organisation_id, row, back, most)

    def _take_and_answer(
        self,
        inbox_id: int,
        origin: MessageContext,
        command: Command,
        now: datetime,
        use_case: Callable[[CommandContext], Reply],
    ) -> bool:
        own, is_again = self._organisation_id, origin.may_be_again
        with self._database.transaction() as tx, perhaps_again(tx, own, is_so=is_again):
            prefetch_for_command(tx, own, inbox_id, origin, command, now, self._zone)
            organisation = lock_organisation(tx, own)
            self._zone = organisation.zone
            if not inbox.take(tx, inbox_id, now):
                return False
            for other in origin.with_rows:  # the other pictures of an album
                inbox.take(tx, other, now)
            actor = _actor_of(tx, organisation, origin, now) or revived(tx, organisation, origin, now)
            context = CommandContext(tx, organisation, now, origin, actor, inbox_id)
            post_answer(context, with_receipt(context, use_case(context)))
            return True

    def _obey(self, context: CommandContext, command: Command) -> Reply:
        """The command, or the one that it completes as an answer: the question is closed in the same transaction."""
        named = with_task_numbers(context, answered_by_reply(context, command), self._grammar)
        answered = find_answer(context, named, self._grammar)
        meant = answered.command
        if answered.question is not None:
            settle(context, answered)
            context = gone_on_from(context, answered.question)
        try:
            return HANDLERS[type(meant)](context, meant)
        except SeveralRefused:
            raise
        except Refused as refused:
            raise Refused(keep_words(refused.refusal, meant)) from refused

    def ignore(self, inbox_id: int, now: datetime, reason: str) -> None:
        """The update asks for nothing: keep it, do nothing."""
        with self._database.transaction() as tx:
            inbox.take(tx, inbox_id, now, inbox.IGNORED, reason)

    def note_reachable(self, inbox_id: int, origin: MessageContext, now: datetime, *, is_blocked: bool) -> None:
        """The person blocked or unblocked the bot."""
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            if not inbox.take(tx, inbox_id, now):
                return
            reason = "blocked" if is_blocked else None
            person_id = set_alive(tx, organisation.id, origin.channel, origin.chat_id, now, dead_reason=reason)
            if person_id is not None:
                what = "account_blocked" if is_blocked else "account_reachable"
                append_event(tx, organisation.id, Event(now, "", what, person_id, facts={"detail": origin.channel}))

    def say_meanwhile(
        self,
        inbox_id: int,
        origin: MessageContext,
        response: Response,
        now: datetime,
        turn: int,
        *,
        is_edited: bool = False,
    ) -> bool:
        """Tell the chat how work on its update goes; once for each `turn`, also when the work is begun again.

        `is_edited`: in place of the message of the turn before. False where nothing is said: that has not gone out.
        """
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            context = CommandContext(tx, organisation, now, origin, _actor_of(tx, organisation, origin, now), inbox_id)
            return inbox.is_waiting(tx, inbox_id) and post_meanwhile(context, response, turn, is_edited=is_edited)

    def is_waiting(self, inbox_id: int) -> bool:
        """Whether nobody has dealt with an update; it may be in somebody's hands."""
        with self._database.reading() as tx:
            return inbox.is_waiting(tx, inbox_id)

    def set_aside(self, inbox_id: int, until: datetime) -> None:
        """Somebody is at this update: leave it alone for a while. If they die, it is taken up again."""
        with self._database.transaction() as tx:
            inbox.set_aside(tx, inbox_id, until)

    def fail(
        self, row: InboxRow, origin: MessageContext | None, now: datetime, error: str, most_attempts: int | None = None
    ) -> bool:
        """Count a failed attempt. After several the update is parked and its sender told; True when that happened."""
        later = now + timedelta(seconds=doubling_wait(row.attempts + 1, RETRY_SECONDS, LONGEST_RETRY_SECONDS))
        with self._database.transaction() as tx:
            if inbox.postpone(tx, row.id, later, error) < (most_attempts or MOST_ATTEMPTS):
                return False
            inbox.take(tx, row.id, now, inbox.PARKED, error)
            if origin is not None:
                organisation = lock_organisation(tx, self._organisation_id)
                context = CommandContext(
                    tx, organisation, now, origin, _actor_of(tx, organisation, origin, now), row.id
                )
                post_answer(context, Reply([CouldNotHandle("")]))
            return True

    def due(self, now: datetime) -> list[list[int]]:
        """The organisations for which something is to be planned, in groups to plan together; mostly there is none."""
        return due_together(self._database, now)

    def look_at_everything(self) -> int:
        """Have all that is open looked at with the next tick: a new version may remind by other rules."""
        with self._database.transaction() as tx:
            return check_at_once(tx, self._organisation_id)

    def housekeeping(self, now: datetime) -> None:
        """Forget drafts that were left lying; a month begins, or a limit was changed: remember what holds now."""
        with self._database.transaction() as tx:
            self._housekeeping(tx, [lock_organisation(tx, self._organisation_id)], now)

    def _housekeeping(self, tx: Transaction, organisations: Sequence[Organisation], now: datetime) -> None:
        forget_old_drafts(tx, [one.id for one in organisations], now - KEPT_FOR)
        for own in (one for one in organisations if one.id == self._organisation_id):
            keep_limits(tx, own, self._quotas, now)

    def plan(self, now: datetime, organisation_ids: Collection[int] = ()) -> int:
        """Post what has come due, for our own organisation or for several, all or nothing; gives how many messages."""
        with self._database.transaction() as tx:
            organisations = lock_organisations(tx, organisation_ids or [self._organisation_id])
            self._housekeeping(tx, organisations, now)
            return plan_mornings(tx, organisations, now) if organisations else 0

    def plan_reports(self, now: datetime) -> int:
        """Post the regular reports to leaders that have fallen due, mostly none: that is found out without a lock."""
        with self._database.reading() as tx:
            if not reports_due(tx, load_organisation(tx, self._organisation_id), now):
                return 0
        with self._database.transaction() as tx:
            return plan_reports(tx, lock_organisation(tx, self._organisation_id), now)

    def tell_unreached(self, now: datetime) -> int:
        """Show coordinators the tasks of which nobody can be reached any more; gives how many messages."""
        with self._database.transaction() as tx:
            return tell_unreached(tx, lock_organisation(tx, self._organisation_id), now)

    def said(self, outbox_id: int) -> tuple[Response, ...]:
        """What a message of this organisation says; nothing for one that is not there."""
        with self._database.reading() as tx:
            row = find_row(tx, outbox_id, self._organisation_id)
            return row.responses if row is not None and row.unreadable is None else ()

    def take_back_abandoned(self, now: datetime, in_flight: Collection[int] = ()) -> int:
        """Messages leased by a sender that died wait again; they may have been sent. Not those `in_flight` here."""
        with self._database.transaction() as tx:
            return release_abandoned(tx, self._organisation_id, now, self._owner, in_flight)

    def set_waits_right(self, now: datetime, in_flight: Collection[int] = ()) -> int:
        """What waits for too long after a jump of the clock, or in a lease that nobody holds any more, waits again.

        `in_flight` are the messages that this process is sending. Gives how many rows were set right.
        """
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            found = release_abandoned(tx, organisation.id, now, self._owner, in_flight)
            return found + shorten_waits(tx, organisation, now)

    def lease(
        self, now: datetime, limit: int, out: Collection[str] = (), holds: Sequence[ChannelHold] = ()
    ) -> list[Delivery]:
        """Messages to send now; those for people go around the channels that are `out`."""
        return self.exchange((), now, limit, out, holds)

    def record(self, outcomes: Sequence[Outcome], now: datetime, holds: Sequence[ChannelHold] = ()) -> None:
        """What came of sending."""
        self.exchange(outcomes, now, 0, (), holds)

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        now: datetime,
        limit: int,
        out: Collection[str] = (),
        holds: Sequence[ChannelHold] = (),
    ) -> list[Delivery]:
        """What came of sending, and up to `limit` messages to send next: one transaction instead of two.

        Which channels are held back is kept with it, so that other processes and `/health` know.
        """
        with self._database.transaction() as tx:
            organisation = load_organisation(tx, self._organisation_id)
            is_new = is_outdated(self._holds_in(tx), holds, now)
            if is_new:
                for channel in shared(self._holds_in(tx)) - shared(holds):
                    release_from_second_program(tx, organisation.id, channel, now)
                set_holds(tx, organisation.id, holds)
            if outcomes:
                record_outcomes(tx, organisation, outcomes, now, {hold.channel for hold in blocking(holds)})
                count_messages(tx, organisation, self._quotas, outcomes, now)
                note_quota_spent(tx, organisation, self._quotas, outcomes, now)
            deliveries = lease_due(tx, organisation, now, self._owner, limit, out, holds) if limit else []
        if is_new:
            self._kept_holds = list(holds)
        return deliveries

    def _holds_in(self, tx: Transaction) -> list[ChannelHold]:
        if self._kept_holds is None:
            self._kept_holds = load_holds(tx, self._organisation_id)
        return self._kept_holds

    def holds(self) -> list[ChannelHold]:
        """The channels that were held back when a program last wrote them down."""
        with self._database.reading() as tx:
            return load_holds(tx, self._organisation_id)

    def send_parked_again(self, now: datetime, *, is_forgotten: bool = False) -> list[ParkedMessage]:
        """Have what was put aside sent again, or dropped for good; gives those messages."""
        with self._database.transaction() as tx:
            return send_parked_again(tx, lock_organisation(tx, self._organisation_id), now, is_forgotten=is_forgotten)

    def note_contact(self, channel: str, bot: str, cursor: CursorNow, silence: timedelta | None = None) -> int:
        """The platform answered. When it had not for longer than it keeps messages, every linked person is told.

        `silence` is how long it had not, when that was measured (a clock that was moved is no silence); else it is
        taken from the cursor.
        """
        with self._database.transaction() as tx:
            return self._move_cursor(tx, channel, bot, inbox.load_cursor(tx, channel, bot), cursor, silence)

    def _move_cursor(
        self, tx: Transaction, channel: str, bot: str, before: CursorNow | None, cursor: CursorNow,
        silence: timedelta | None,
    ) -> int:  # fmt: skip
        inbox.save_cursor(tx, self._organisation_id, channel, bot, cursor)
        if silence is None:
            silence = timedelta(0) if before is None else cursor.last_contact_at - before.last_contact_at
        if silence < KEPT_BY_PLATFORM:
            return 0
        organisation = lock_organisation(tx, self._organisation_id)
        return tell_receiving_was_down(tx, organisation, cursor.last_contact_at - silence, cursor.last_contact_at)

    def feed(self, key: str, now: datetime) -> tuple[CalendarFile, str] | None:
        """The deadlines behind a feed's secret key, and their reader's language; None for any other key."""
        with self._database.reading() as tx:
            return feed_of(tx, load_organisation(tx, self._organisation_id), key, now)

    def unit_names(self) -> frozenset[str]:
        """Names and aliases of the organisation's units."""
        with self._database.reading() as tx:
            return load_directory(tx, self._organisation_id).names

    def commands_of(self, channel: str, chat_id: str, now: datetime) -> tuple[tuple[type[Command], ...], str]:
        """What the person behind this chat may type, stand-ins included, and their language; nothing for a stranger."""
        with self._database.reading() as tx:
            today = now.astimezone(load_organisation(tx, self._organisation_id).zone).date()
            actor = load_actor(tx, self._organisation_id, channel, chat_id, today)
            return ((), "vi") if actor is None else (commands_for(actor), actor.language)


def _actor_of(tx: Transaction, organisation: Organisation, origin: MessageContext, now: datetime) -> Actor | None:
    """The person behind the chat on that day; None for a stranger."""
    today = now.astimezone(organisation.zone).date()
    return load_actor(tx, organisation.id, origin.channel, origin.chat_id, today)
