"""Leases outbox rows that are still wanted, each with what is to be said at this moment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from propcache.api import cached_property

from domain.channel_holds_and_quotas import SECOND_PROGRAM_WAIT, ChannelHold, Room, blocking, shared
from domain.deliveries import BUTTONS, Delivery, NotSent, Priority
from domain.inbox import MessageContext
from domain.messages import Response
from domain.messages.orders import Nudged
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, next_waking_time
from domain.reports import PeriodReport
from domain.snoozes import SNOOZE
from services.context.alert_administrators import ALERT
from services.context.command_context import CommandContext
from services.context.quota import rooms_now
from services.context.situation import Readers, Situation, load_situation
from services.delivery.praise_in_morning import PRAISE, praise_for, put_off, waiting_praise
from services.delivery.record_outcomes import ANSWER, give_up
from services.delivery.remind_again import nudge_is_wanted, snoozed_now
from services.delivery.unreachable import UNREACHED, still_unreached
from services.reminders.build_digest import build_digest, is_still_wanted, still_concerns
from services.reminders.build_report import build_report
from services.reminders.schedule_reminders import DIGEST, digest_key, sending_time_for
from services.reminders.schedule_reports import report_for
from storage import outbox
from storage.accounts import living_accounts, unreachable_names
from storage.due_checks import is_any_due
from storage.engine.database import Transaction
from storage.leases import FOR_GOOD, NO_BOTS, Leased, due_rows, lease, lease_time, morning_rows, trial_row
from storage.outbox import OutboxRow, OutboxState, ParkedFor
from storage.people import Contact
from storage.reminders import Planned, carried_by, forget_planned

NUDGE = "nudge"
HELD_PAGE = 100  # rows looked at together while a channel is held back: most of them will only be marked
# What waited overnight left before the morning was planned: what fell due then came a day late (simulation, seed 3).
PLANNED_SOON, LONGEST_PLANNING = timedelta(seconds=5), timedelta(minutes=5)
MOST_PASSES = 50  # each finds messages to send, or marks as many that wait for a held channel


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached now."""

    channel: str
    chat_id: str
    language: str


def lease_due(
    tx: Transaction,
    organisation: Organisation,
    now: datetime,
    owner: str,
    limit: int,
    out: Collection[str] = (),
    holds: Sequence[ChannelHold] = (),
    bots: Mapping[str, str] = NO_BOTS,
) -> list[Delivery]:
    """Up to `limit` messages to send now, leased to `owner`. What is no longer wanted is dropped with its reason.

    `out` names channels that have not been reached for too long: who has another one is written to there. Nothing is
    leased for a channel that is held back, but one message when it may be tried. Where another program fetches the same
    bot's messages, routine ones wait for half an hour and then go out marked. `bots`: by which bot each channel is
    sent on.
    """
    held = {hold.channel: hold for hold in blocking(holds)}
    leasing = _Leasing(tx, organisation, now, owner, frozenset(out), held, shared(holds), bots=bots)
    if leasing.holds:
        leasing.try_held()
    for _ in range(MOST_PASSES):
        if not leasing.lease_some(limit - len(leasing.deliveries)):
            break
    return leasing.deliveries


def lease_morning(
    tx: Transaction,
    organisation: Organisation,
    now: datetime,
    owner: str,
    address: tuple[str, str],
    bots: Mapping[str, str] = NO_BOTS,
) -> list[Delivery]:
    """The morning message to an address (channel, chat id) if it may go now, leased to `owner`; else nothing.

    Not one that may have arrived before, nor one whose reader is to be reached on another channel.
    """
    leasing = _Leasing(tx, organisation, now, owner, frozenset(), {}, only=address, bots=bots)
    leasing.lease(morning_rows(tx, organisation.id, now, address))
    return leasing.deliveries


@dataclass
class _Leasing:
    """State of one leasing: the deliveries found, and the channels that are held back or out meanwhile.

    `only`: nothing is leased for another address.
    """

    tx: Transaction
    organisation: Organisation
    now: datetime
    owner: str
    out: frozenset[str]
    holds: dict[str, ChannelHold]
    shared: frozenset[str] = frozenset()
    only: tuple[str, str] | None = None
    bots: Mapping[str, str] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)

    def try_held(self) -> None:
        """One message for each held channel that may be tried."""
        for channel in [hold.channel for hold in self.holds.values() if hold.may_try]:
            marks = (channel, channel + FOR_GOOD)
            if (row := trial_row(self.tx, self.organisation.id, self.now, marks, self.out)) is not None:
                self.lease([row])

    def lease_some(self, limit: int) -> bool:
        """Lease what is due and may go; True when there may be more."""
        if limit <= 0:
            return False
        size = max(limit, HELD_PAGE) if self.holds else limit
        rows = due_rows(self.tx, self.organisation.id, self.now, size, self._excluded(), self.out)
        if rows:
            self.lease(rows, limit)
        return len(rows) == size

    def _excluded(self) -> list[str]:
        """Marks of rows that need not be looked at: who waits for a channel is looked at again once it is out."""
        return [mark for name in self.holds for mark in (name, name + FOR_GOOD) if mark not in self.out]

    def lease(self, rows: Sequence[OutboxRow], limit: int = 1) -> None:
        """Lease up to `limit` of the rows, those that may go and are still wanted."""
        tx = self.tx
        moment = _Moment(CommandContext(tx, self.organisation, self.now, MessageContext("", "")), rows)
        people = [row.person_id for row in rows if row.person_id is not None]
        accounts = living_accounts(tx, self.organisation.id, people)
        accounts.sort(key=lambda account: account[1] in self.out)
        leased: list[tuple[Leased, Address]] = []
        held: dict[str, list[int]] = {}
        for row in rows:
            if len(leased) == limit:
                break
            address = self._address(moment, row, accounts)
            if address is None:
                _without_address(tx, row, accounts)
            elif self.only in {None, (address.channel, address.chat_id)} and self._may_go_there(row, address, held):
                responses = _sayings_now(moment, row)
                if responses:
                    leased.append((Leased(row, (address.channel, address.chat_id), responses), address))
                    self.tried.update({address.channel} & self.holds.keys())
        for mark, ids in held.items():
            outbox.hold(tx, ids, mark)
        lease(tx, [one for one, _ in leased], self.owner, lease_time(self.now), self.bots)
        for one, address in leased:
            is_second = one.row.kind == DIGEST and moment.may_be_second(one.row)
            its = _delivery(one.row, address, one.responses, is_trial=address.channel in self.holds)
            self.deliveries.append(replace(its, reference=f"#{one.row.id}") if is_second else its)

    def _address(
        self, moment: "_Moment", row: OutboxRow, accounts: Sequence[tuple[int, str, str, str]]
    ) -> Address | None:
        if row.kind == DIGEST:
            return _roomy_address(moment, row, accounts, self.out)
        return _address_of(row, accounts, self.out)

    def _may_go_there(self, row: OutboxRow, address: Address, held: dict[str, list[int]]) -> bool:
        """Whether its channel takes it now; else it is noted what it waits for, in `held` where a channel is held."""
        if not self._may_go(address.channel):
            mark = address.channel + (FOR_GOOD if address.channel in self.out else "")
            held.setdefault(mark, []).append(row.id)
            return False
        if address.channel in self.shared and _is_routine(row) and not _waited_for_second_program(row):
            outbox.hold_for_second_program(self.tx, row.id, address.channel, self.now + SECOND_PROGRAM_WAIT)
            return False
        return True

    def _may_go(self, channel: str) -> bool:
        hold = self.holds.get(channel)
        return hold is None or (hold.may_try and channel not in self.tried)


def _without_address(tx: Transaction, row: OutboxRow, accounts: Iterable[tuple[int, str, str, str]]) -> None:
    """Park a row without a living account; drop a morning message without quota: its reminders come due again."""
    if all(person != row.person_id for person, *_ in accounts):
        give_up(tx, row, NotSent.NO_ACCOUNT)
        return
    outbox.settle(tx, row.id, OutboxState.DROPPED, NotSent.NO_QUOTA)
    forget_planned(tx, row.id)


def _delivery(row: OutboxRow, address: Address, responses: tuple[Response, ...], *, is_trial: bool) -> Delivery:
    may_be_double = (row.unknowns > 0 or _waited_for_second_program(row)) and row.edit_message_id is None
    return Delivery(
        outbox_id=row.id,
        channel=address.channel,
        chat_id=address.chat_id,
        person_id=row.person_id,
        responses=responses,
        language=address.language,
        priority=row.priority,
        attempt=row.attempts + 1,
        edit_message_id=row.edit_message_id,
        reference=f"#{row.id}" if may_be_double else None,
        is_trial=is_trial,
        inbox_id=row.inbox_id,
    )


def _is_routine(row: OutboxRow) -> bool:
    """Whether the row is routine: no answer, no alarm, and no urgent nudge."""
    is_urgent = any(isinstance(response, Nudged) and response.is_urgent for response in row.responses)
    return row.kind not in {ANSWER, ALERT, BUTTONS} and not is_urgent


def _waited_for_second_program(row: OutboxRow) -> bool:
    return row.error == outbox.SECOND_PROGRAM


def _roomy_address(
    moment: "_Moment", row: OutboxRow, accounts: Sequence[tuple[int, str, str, str]], out: Collection[str]
) -> Address | None:
    """Morning messages go where the month has most room, and nowhere where what is left is kept for answers."""
    rooms = moment.rooms
    open_to = [account for account in accounts if rooms.get(account[1], Room.PLENTY) is not Room.RESERVED]
    if not row.unknowns:
        open_to.sort(key=lambda account: (account[1] in out, rooms.get(account[1], Room.PLENTY)))
    return _address_of(row, open_to, out)


def _address_of(row: OutboxRow, accounts: Iterable[tuple[int, str, str, str]], out: Collection[str]) -> Address | None:
    """Answers go back to their chat, linked or not; what is for a person goes to their first living account.

    An address of an earlier attempt counts for answers only: since then the chat may have become somebody else's.
    """
    if row.kind in {ANSWER, BUTTONS} and row.channel is not None and row.chat_id is not None:
        here = (row.channel, row.chat_id)
        language = next((lang for _, channel, chat, lang in accounts if (channel, chat) == here), "vi")
        return Address(row.channel, row.chat_id, language)
    mine = [Address(ch, chat, lang) for person, ch, chat, lang in accounts if person == row.person_id]
    if row.unknowns and row.channel not in out:  # what may have arrived on one channel is not said on another
        mine = [address for address in mine if address.channel == row.channel] or mine
    return mine[0] if mine else None


@dataclass(frozen=True)
class _Moment:
    """The data of digests, loaded at most once for one leasing."""

    context: CommandContext
    rows: Sequence[OutboxRow]

    @cached_property
    def situation(self) -> Situation:
        if any(row.kind == UNREACHED for row in self.rows):
            return load_situation(self.context, only_open=True, with_planned=False)
        digests = [row for row in self.rows if row.kind == DIGEST]
        people = {row.person_id for row in digests if row.person_id is not None}
        return load_situation(self.context, readers=Readers(people, [row.id for row in digests]))

    @cached_property
    def carried(self) -> Mapping[int, Sequence[Planned]]:
        """What each morning message was planned for."""
        return carried_by(self.context.tx, [row.id for row in self.rows if row.kind == DIGEST])

    @cached_property
    def rooms(self) -> Mapping[str, Room]:
        return rooms_now(self.context.tx, self.context.organisation, self.context.now)

    @cached_property
    def praise(self) -> Mapping[int, Sequence[int]]:
        return waiting_praise(self.context)

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        return unreachable_names(self.context.tx, self.context.organisation.id)

    @cached_property
    def _reports(self) -> dict[str, PeriodReport]:
        return {}

    def report(self, contact: Contact) -> PeriodReport | None:
        """The regular report that a leader's message of today carries; made once for all who hear it."""
        if Role.LEADER not in contact.roles:
            return None
        period = report_for(self.context, self.situation.calendar, contact.id)
        if period is None:
            return None
        if period.code not in self._reports:
            self._reports[period.code] = build_report(self.context, period)
        return self._reports[period.code]

    @cached_property
    def waking(self) -> datetime:
        """From when on people may be told what they did not ask for; now, in waking hours."""
        return next_waking_time(self.context.now, self.context.organisation.zone, self.context.organisation.policy)

    def earliest(self, row: OutboxRow) -> datetime:
        """When a morning message may go: in sending time, from its reader's hour on, on a day without one so far."""
        own = self._own_hour(row)
        earliest = self._sending_time(self.context.now, own)
        if earliest > self.context.now:
            return earliest
        organisation = self.context.organisation
        key = digest_key(row.person_id or 0, self.context.today)
        if row.key != key and self._is_planned_soon(own):
            return self.context.now + PLANNED_SOON
        # One morning message a day: after days without network, Friday's message and Monday's own both went out on
        # Monday.
        if outbox.rename(self.context.tx, organisation.id, row, key):
            return earliest
        midnight = datetime.combine(self.context.today + timedelta(days=1), time(0), organisation.zone)
        return self._sending_time(midnight, own)

    def may_be_second(self, row: OutboxRow) -> bool:
        """Whether its reader may have had a message this morning of which nobody knows, as a backup was restored."""
        restored_at, today = self.context.organisation.restored_at, self.context.today
        if restored_at is None or restored_at.astimezone(self.context.organisation.zone).date() != today:
            return False
        midnight = datetime.combine(today, time(0), self.context.organisation.zone)
        return self._sending_time(midnight, self._own_hour(row)) <= restored_at

    def _own_hour(self, row: OutboxRow) -> time | None:
        return next((contact.morning_at for contact in self.situation.contacts if contact.id == row.person_id), None)

    def _is_planned_soon(self, own: time | None) -> bool:
        """Whether this morning's planning has yet to add what falls due today; true for a few minutes at most."""
        midnight = datetime.combine(self.context.today, time(0), self.context.organisation.zone)
        context, begins = self.context, self._sending_time(midnight, own)
        return context.now - begins < LONGEST_PLANNING and is_any_due(context.tx, context.organisation.id, context.now)

    def _sending_time(self, at: datetime, own: time | None) -> datetime:
        return sending_time_for(own, at, self.context.organisation, self.situation.calendar)


def _sayings_now(moment: _Moment, row: OutboxRow) -> tuple[Response, ...]:
    """What to say at this moment; empty when the row was dropped, parked or has to wait."""
    if row.kind == DIGEST:
        return _digest_now(moment, row)
    if row.kind == SNOOZE:
        return snoozed_now(moment.context, row)
    if _has_to_wait(moment, row):
        return ()
    if row.kind == UNREACHED and row.unreadable is None:
        return _unreached_now(moment, row)
    if row.unreadable is not None:
        reason = f"{NotSent.OTHER_VERSION}: {row.unreadable}"
        outbox.settle(moment.context.tx, row.id, OutboxState.PARKED, reason, ParkedFor.UNREADABLE)
    return row.responses


def _has_to_wait(moment: _Moment, row: OutboxRow) -> bool:
    """Whether the row was put off, or dropped because nobody needs it any more."""
    tx = moment.context.tx
    if row.kind == NUDGE and not nudge_is_wanted(moment.context, row.responses):
        outbox.settle(tx, row.id, OutboxState.DROPPED, NotSent.TASK_CLOSED)
        return True
    # Asked when it leaves, not when it is posted: a season found news told at 06:00, when a line came back.
    if not _may_wake(row) and moment.waking > moment.context.now:
        outbox.postpone(tx, row.id, moment.waking)
        return True
    return row.kind == PRAISE and put_off(moment.context, row)


def _may_wake(row: OutboxRow) -> bool:
    """At night only replies and urgent nudges are sent; what an old telephone is told waits, though it goes to a chat.

    What was meant for the day may come due at night all the same: the line came back, or a retry ran into the evening.
    """
    is_reply = row.kind in {ANSWER, BUTTONS} and row.priority is not Priority.ESCALATION
    return is_reply or any(isinstance(response, Nudged) and response.is_urgent for response in row.responses)


def _unreached_now(moment: _Moment, row: OutboxRow) -> tuple[Response, ...]:
    """The responses without tasks that were closed, or whose people have linked, while it waited overnight."""
    responses = still_unreached(moment.situation, row.responses)
    if not responses:
        outbox.settle(moment.context.tx, row.id, OutboxState.DROPPED, NotSent.PEOPLE_REACHED)
    return responses


def _digest_now(moment: _Moment, row: OutboxRow) -> tuple[Response, ...]:
    context, situation = moment.context, moment.situation
    contact = next(c for c in situation.contacts if c.id == row.person_id)
    if contact.is_away:
        outbox.settle(context.tx, row.id, OutboxState.DROPPED, NotSent.RECIPIENT_AWAY)
        forget_planned(context.tx, row.id)  # said again to the stand-in, and to them when they are back
        return ()
    earliest = moment.earliest(row)
    if earliest > context.now:
        outbox.postpone(context.tx, row.id, earliest)
        return ()
    by_occurrence = {found.occurrence.id: found for found in situation.tasks}
    reasons = [
        (by_occurrence[p.occurrence_id], p.stage, Audience(p.audience))
        for p in moment.carried.get(row.id, ())
        if p.occurrence_id in by_occurrence
        and is_still_wanted(
            by_occurrence[p.occurrence_id], p.stage, p.deadline_version, situation.requests.get(p.occurrence_id, ())
        )
        and still_concerns(situation, contact, by_occurrence[p.occurrence_id], Audience(p.audience))
    ]
    report = moment.report(contact)
    praise = praise_for(context, row, moment.praise)
    if not reasons and report is None:
        if not praise:
            outbox.settle(context.tx, row.id, OutboxState.DROPPED, NotSent.NOTHING_LEFT)
        return praise
    unreachable = moment.unreachable if Role.COORDINATOR in contact.roles else ()
    return (build_digest(context, situation, contact, reasons, unreachable, report), *praise)
