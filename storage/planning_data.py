"""Loads the data for digests of several organisations, one statement for each kind of row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, exists, select

from domain.people import Absence
from domain.requests import Request, RequestState
from domain.snoozes import MOST_DAYS, Snoozed
from domain.tasks import State
from storage.channel_holds_and_quotas import ChannelMonth
from storage.engine.database import Transaction
from storage.outbox import OutboxState
from storage.people import Contact, load_contacts_of
from storage.requests import COLUMNS, to_request
from storage.snoozes import COLUMNS as SNOOZE_COLUMNS
from storage.tables import (
    absence,
    assignment,
    channel_month,
    day_off,
    group_member,
    occurrence,
    organisation,
    outbox,
    request,
    share,
    snooze,
    task,
)
from storage.units import Directory

FEW = 10  # organisations in one look for keys: the index is asked for every pair of them
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PlanningData:
    """By organisation: the people who may be reminded, the hours that people have chosen, absences that are
    not over (those that were ended early apart), own days, months of counted channels. By id: group members, the people
    a task was handed to, shares, open requests, snoozes, and who has a message of the kind that has not gone out:
    (row id, whether it still waits), held so that nobody leases it.
    """

    contacts: Mapping[int, Sequence[Contact]]
    hours: Mapping[int, Sequence[time]]
    absences: Mapping[int, Sequence[Absence]]
    ended: Mapping[int, Sequence[Absence]]
    own_days: Mapping[int, Sequence[tuple[date, bool]]]
    months: Mapping[int, Sequence[tuple[str, ChannelMonth]]]
    members: Mapping[int, frozenset[int]]
    assignments: Mapping[tuple[int, int], frozenset[int]]
    shares: Mapping[int, frozenset[int]]
    requests: Mapping[int, Sequence[Request]]
    unsent: Mapping[int, tuple[int, bool]]
    snoozes: Mapping[int, Sequence[Snoozed]] = field(default_factory=dict)


def load_planning_data(
    tx: Transaction, organisation_ids: Sequence[int], unit_ids: Collection[int], kind: str, from_day: date, since: str
) -> PlanningData:
    """The planning data as of now; absences that end on or after `from_day`, months from `since` ("2026-04") on.

    Loads people of these units and of members of those that are groups, their stand-ins, and holders of an office.
    """
    given = {"organisations": organisation_ids}
    days = {**given, "from_day": from_day}
    away = [(row[0], row[1], Absence(*row[2:])) for row in tx.execute(_ABSENCES, days)]
    months = tx.execute(_MONTHS, {**given, "since": since})
    members = _sets((row[0], row[1]) for row in tx.execute(_MEMBERS, given))
    concerned = Directory({}, members).with_members(unit_ids)
    in_absence = {id_ for _, _, one in away for id_ in (one.person_id, one.stand_in_id) if id_ is not None}
    contacts, hours = load_contacts_of(tx, organisation_ids, concerned, in_absence)
    return PlanningData(
        contacts=contacts,
        hours=hours,
        absences=_lists((ward, one) for ward, ended_at, one in away if ended_at is None),
        ended=_lists((ward, one) for ward, ended_at, one in away if ended_at is not None),
        own_days=_lists((row[0], (row[1], row[2])) for row in tx.execute(_OWN_DAYS, given)),
        months=_lists((row[0], (row[1], ChannelMonth(*row[2:]))) for row in months),
        members=members,
        assignments=_sets(((row[0], row[1]), row[2]) for row in tx.execute(_ASSIGNMENTS, given)),
        shares=_sets((row[0], row[1]) for row in tx.execute(_SHARES, given)),
        requests=_lists((one.occurrence_id, one) for one in map(to_request, tx.execute(_REQUESTS, given).mappings())),
        unsent={
            row[0]: (row[1], row[2] == OutboxState.WAITING) for row in tx.execute(_UNSENT, {**given, "kind": kind})
        },
        snoozes=_lists(
            (row[1], Snoozed(*row))
            for row in tx.execute(_SNOOZES, {**given, "since": from_day - timedelta(days=MOST_DAYS)})
        ),
    )


def begun_by(tx: Transaction, organisation_ids: Collection[int], day: date) -> frozenset[int]:
    """Those of the organisations that had taken over a task by that day."""
    return frozenset(tx.execute(_BEGUN, {"organisations": organisation_ids, "day": day}).scalars())


def sent_keys(tx: Transaction, keys: Mapping[int, Collection[str]]) -> frozenset[str]:
    """Of these outbox keys, by organisation, those of messages that have gone out; a key names one person."""
    found: set[str] = set()
    wards = sorted(keys)
    for few in (wards[start : start + FEW] for start in range(0, len(wards), FEW)):
        wanted = sorted(key for ward in few for key in keys[ward])
        found.update(tx.execute(_SENT, {"organisations": few, "keys": wanted}).scalars())
    return frozenset(found)


def _lists(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _sets(pairs: Iterable[tuple[K, int]]) -> dict[K, frozenset[int]]:
    return {key: frozenset(values) for key, values in _lists(pairs).items()}


_IDS: Any = bindparam("organisations", expanding=True)


def _of(column: Any, *columns: Any) -> Select[Any]:
    """Rows of the organisations; `column` is that of the organisation."""
    return select(*columns).where(column.in_(_IDS))


_ABSENCES = (
    _of(
        absence.c.organisation_id, absence.c.organisation_id, absence.c.ended_at,
        absence.c.id, absence.c.person_id, absence.c.stand_in_id, absence.c.first_day, absence.c.last_day,
    )
    .where(absence.c.last_day >= bindparam("from_day"))
    .order_by(absence.c.first_day, absence.c.id)
)  # fmt: skip
_OWN_DAYS = _of(day_off.c.organisation_id, day_off.c.organisation_id, day_off.c.day, day_off.c.is_working)
_MONTHS = _of(
    channel_month.c.organisation_id, channel_month.c.organisation_id, channel_month.c.month,
    channel_month.c.channel, channel_month.c.used, channel_month.c.month_limit,
).where(channel_month.c.month >= bindparam("since"))  # fmt: skip
_MEMBERS = _of(group_member.c.organisation_id, group_member.c.group_id, group_member.c.unit_id)
_ASSIGNMENTS = _of(assignment.c.organisation_id, assignment.c.task_id, assignment.c.unit_id, assignment.c.person_id)
_SHARES = (
    _of(share.c.organisation_id, share.c.occurrence_id, share.c.unit_id)
    .join(occurrence, occurrence.c.id == share.c.occurrence_id)
    .where(occurrence.c.state == State.OPEN.value)
)
_REQUESTS = (
    _of(request.c.organisation_id, *COLUMNS).where(request.c.state == RequestState.OPEN.value).order_by(request.c.id)
)
_SNOOZES = _of(snooze.c.organisation_id, *SNOOZE_COLUMNS).where(snooze.c.day >= bindparam("since"))
_UNSENT = (
    _of(outbox.c.organisation_id, outbox.c.person_id, outbox.c.id, outbox.c.state)
    .where(
        outbox.c.state.in_((OutboxState.WAITING, OutboxState.LEASED)),
        outbox.c.kind == bindparam("kind"),
        outbox.c.person_id.is_not(None),
    )
    .order_by(outbox.c.id)
    # Held until the transaction ends: planning and leasing the same messages at once ended in a deadlock on
    # PostgreSQL.
    .with_for_update()
)
_BEGUN = select(organisation.c.id).where(
    organisation.c.id.in_(_IDS),
    exists().where(task.c.organisation_id == organisation.c.id, task.c.created_on <= bindparam("day")),
)
_SENT = _of(outbox.c.organisation_id, outbox.c.key).where(
    outbox.c.key.in_(bindparam("keys", expanding=True)), outbox.c.state == OutboxState.SENT.value
)
