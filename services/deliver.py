"""Leases what is to be sent, looking once more whether it is still wanted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from domain.deliveries import Delivery
from domain.heard import Heard
from domain.notices import Saying
from domain.order_notices import Nudged
from domain.organisations import Organisation
from domain.people import Role
from domain.quotas import Room
from domain.reminders import Audience, next_waking_time
from domain.report_facts import PeriodReport
from services.assign_reminders import Situation
from services.build_digest import build_digest, is_still_wanted, still_concerns
from services.build_report import build_report
from services.desk import Desk
from services.nudge_people import NUDGE, nudge_is_wanted
from services.own_hours import sending_time_for
from services.plan_reminders import DIGEST, digest_key, load_situation
from services.plan_reports import report_for
from services.reader_situation import load_situation_of
from services.record_outcomes import ANSWER, give_up
from services.tell_unreached import UNREACHED, still_unreached
from services.watch_quota import rooms_now
from storage import outbox
from storage.accounts import living_accounts, unreachable_names
from storage.database import Transaction
from storage.leases import Leased, due_rows, lease, lease_time
from storage.outbox import OutboxRow, OutboxState
from storage.people import Contact
from storage.reminders import carried_by, forget_planned


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
) -> list[Delivery]:
    """Up to `limit` messages to send now, leased to `owner`. What is no longer wanted is dropped with its reason.

    `out` names channels that have not been reached for too long: who has another one is written to there.
    """
    rows = due_rows(tx, organisation.id, now, limit)
    if not rows:
        return []
    moment = _Moment(Desk(tx, organisation, now, Heard("", "")), rows)
    accounts = living_accounts(tx, organisation.id, [row.person_id for row in rows if row.person_id is not None])
    accounts.sort(key=lambda account: account[1] in out)
    leased = []
    for row in rows:
        address = _roomy_address(moment, row, accounts, out) if row.kind == DIGEST else _address_of(row, accounts)
        if address is None:
            _without_address(tx, row, accounts)
            continue
        sayings = _sayings_now(moment, row)
        if sayings:
            leased.append((Leased(row, (address.channel, address.chat_id), sayings), address))
    lease(tx, [one for one, _ in leased], owner, lease_time(now))
    return [_delivery(one.row, address, one.sayings) for one, address in leased]


def _without_address(tx: Transaction, row: OutboxRow, accounts: Iterable[tuple[int, str, str, str]]) -> None:
    """Nobody to send to; or a morning message for whom this month has no room: what it tells comes due again."""
    if all(person != row.person_id for person, *_ in accounts):
        give_up(tx, row, "người nhận chưa liên kết hoặc đã chặn bot")
        return
    outbox.settle(tx, row.id, OutboxState.DROPPED, "tháng này hết tin cho lời nhắc thường ngày")
    forget_planned(tx, row.id)


def _delivery(row: OutboxRow, address: Address, sayings: tuple[Saying, ...]) -> Delivery:
    may_be_double = row.unknowns > 0 and row.edit_message_id is None
    return Delivery(
        outbox_id=row.id,
        channel=address.channel,
        chat_id=address.chat_id,
        person_id=row.person_id,
        sayings=sayings,
        language=address.language,
        priority=row.priority,
        attempt=row.attempts + 1,
        edit_message_id=row.edit_message_id,
        reference=f"#{row.id}" if may_be_double else None,
    )


def _roomy_address(
    moment: "_Moment", row: OutboxRow, accounts: Sequence[tuple[int, str, str, str]], out: Collection[str]
) -> Address | None:
    """Morning messages go where the month has most room, and nowhere where what is left is kept for answers."""
    rooms = moment.rooms
    if not any(rooms.values()) or row.unknowns:
        return _address_of(row, accounts)
    open_to = [account for account in accounts if rooms.get(account[1], Room.PLENTY) is not Room.RESERVED]
    return _address_of(row, sorted(open_to, key=lambda acc: (acc[1] in out, rooms.get(acc[1], Room.PLENTY))))


def _address_of(row: OutboxRow, accounts: Iterable[tuple[int, str, str, str]]) -> Address | None:
    """Answers go back to their chat, linked or not; what is for a person goes to their first living account.

    An address of an earlier attempt counts for answers only: since then the chat may have become somebody else's.
    """
    if row.kind == ANSWER and row.channel is not None and row.chat_id is not None:
        here = (row.channel, row.chat_id)
        language = next((lang for _, channel, chat, lang in accounts if (channel, chat) == here), "vi")
        return Address(row.channel, row.chat_id, language)
    mine = [Address(ch, chat, lang) for person, ch, chat, lang in accounts if person == row.person_id]
    if row.unknowns:  # what may have arrived on one channel is not said on another
        mine = [address for address in mine if address.channel == row.channel] or mine
    return mine[0] if mine else None


@dataclass(frozen=True)
class _Moment:
    """What digests are made from, loaded at most once for one leasing."""

    desk: Desk
    rows: Sequence[OutboxRow]

    @cached_property
    def situation(self) -> Situation:
        if any(row.kind == UNREACHED for row in self.rows):
            return load_situation(self.desk, only_open=True, with_planned=False)
        digests = [row for row in self.rows if row.kind == DIGEST]
        people = {row.person_id for row in digests if row.person_id is not None}
        return load_situation_of(self.desk, people, [row.id for row in digests])

    @cached_property
    def rooms(self) -> Mapping[str, Room]:
        return rooms_now(self.desk.tx, self.desk.organisation, self.desk.now)

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        return unreachable_names(self.desk.tx, self.desk.organisation.id)

    @cached_property
    def _reports(self) -> dict[str, PeriodReport]:
        return {}

    def report(self, contact: Contact) -> PeriodReport | None:
        """The regular report that a leader's message of today carries; made once for all who hear it."""
        if Role.LEADER not in contact.roles:
            return None
        period = report_for(self.desk, self.situation.calendar, contact.id)
        if period is None:
            return None
        if period.code not in self._reports:
            self._reports[period.code] = build_report(self.desk, period)
        return self._reports[period.code]

    @cached_property
    def waking(self) -> datetime:
        """From when on people may be told what they did not ask for; now, in waking hours."""
        return next_waking_time(self.desk.now, self.desk.organisation.zone, self.desk.organisation.policy)

    def earliest(self, row: OutboxRow) -> datetime:
        """When a morning message may go: in sending time, from its reader's hour on, on a day without one so far."""
        own = next((contact.morning_at for contact in self.situation.contacts if contact.id == row.person_id), None)
        earliest = self._sending_time(self.desk.now, own)
        if earliest > self.desk.now:
            return earliest
        organisation = self.desk.organisation
        key = digest_key(row.person_id or 0, self.desk.today)
        if outbox.rename(self.desk.tx, organisation.id, row, key):
            return earliest
        midnight = datetime.combine(self.desk.today + timedelta(days=1), time(0), organisation.zone)
        return self._sending_time(midnight, own)

    def _sending_time(self, at: datetime, own: time | None) -> datetime:
        return sending_time_for(own, at, self.desk.organisation, self.situation.calendar)


def _sayings_now(moment: _Moment, row: OutboxRow) -> tuple[Saying, ...]:
    """What to say at this moment; empty when the row was dropped, parked or has to wait."""
    if row.kind == DIGEST:
        return _digest_now(moment, row)
    if row.kind == NUDGE and not nudge_is_wanted(moment.desk, row.sayings):
        outbox.settle(moment.desk.tx, row.id, OutboxState.DROPPED, "việc đã xong hoặc đã hủy")
        return ()
    if moment.waking > moment.desk.now and not _may_wake(row):
        outbox.postpone(moment.desk.tx, row.id, moment.waking)
        return ()
    if row.kind == UNREACHED and row.unreadable is None:
        return _unreached_now(moment, row)
    if row.unreadable is not None:
        reason = f"phiên bản khác của chương trình đã ghi: {row.unreadable}"
        outbox.settle(moment.desk.tx, row.id, OutboxState.PARKED, reason)
    return row.sayings


def _may_wake(row: OutboxRow) -> bool:
    """Only an answer to who asks, or what somebody ordered for now, goes at night.

    What was meant for the day may come due at night all the same: the line came back, or a retry ran into the evening.
    """
    return row.kind == ANSWER or any(isinstance(saying, Nudged) and saying.is_urgent for saying in row.sayings)


def _unreached_now(moment: _Moment, row: OutboxRow) -> tuple[Saying, ...]:
    """It may have waited overnight: tasks whose people have linked meanwhile, or that are closed, are left out."""
    sayings = still_unreached(moment.situation, row.sayings)
    if not sayings:
        outbox.settle(moment.desk.tx, row.id, OutboxState.DROPPED, "đã liên lạc được với người phụ trách")
    return sayings


def _digest_now(moment: _Moment, row: OutboxRow) -> tuple[Saying, ...]:
    desk, situation = moment.desk, moment.situation
    contact = next(c for c in situation.contacts if c.id == row.person_id)
    if contact.is_away:
        outbox.settle(desk.tx, row.id, OutboxState.DROPPED, "người nhận đang nghỉ")
        forget_planned(desk.tx, row.id)  # said again to whoever stands in, and to them when they are back
        return ()
    earliest = moment.earliest(row)
    if earliest > desk.now:
        outbox.postpone(desk.tx, row.id, earliest)
        return ()
    by_occurrence = {found.occurrence.id: found for found in situation.tasks}
    reasons = [
        (by_occurrence[p.occurrence_id], p.stage, Audience(p.audience))
        for p in carried_by(desk.tx, row.id)
        if p.occurrence_id in by_occurrence
        and is_still_wanted(
            by_occurrence[p.occurrence_id], p.stage, p.deadline_version, situation.requests.get(p.occurrence_id, ())
        )
        and still_concerns(situation, contact, by_occurrence[p.occurrence_id], Audience(p.audience))
    ]
    report = moment.report(contact)
    if not reasons and report is None:
        outbox.settle(desk.tx, row.id, OutboxState.DROPPED, "mọi việc trong tin đã xong, đã hủy hoặc đã đổi hạn")
        return ()
    unreachable = moment.unreachable if Role.COORDINATOR in contact.roles else ()
    return (build_digest(desk, situation, contact, reasons, unreachable, report),)
