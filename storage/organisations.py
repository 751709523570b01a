"""The organisation row with its reminder policy, and its own calendar days."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, inspect, select, update

from domain.organisations import Organisation
from domain.policies import ReminderPolicy
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import cursor, day_off, event, inbox, organisation, outbox, person, plan, unit


def policy_as_json(policy: ReminderPolicy) -> dict[str, Any]:
    """Only what differs from the defaults, as plain JSON values."""
    default = asdict(ReminderPolicy())
    return {name: _plain(value) for name, value in asdict(policy).items() if value != default[name]}


# Changing the policy must not change the ladder of a reminder that is running (docs/adr/0008).
@lru_cache(maxsize=256)
def policy_snapshot(policy: ReminderPolicy) -> Mapping[str, Any]:
    """Every value: what a task keeps must not change with the defaults of a later version. Nobody changes it."""
    return {name: _plain(value) for name, value in asdict(policy).items()}


def policy_from_json(kept: Mapping[str, Any]) -> ReminderPolicy:
    """The policy again; names that this version does not know are left out."""
    known = {field.name: field for field in fields(ReminderPolicy)}
    return ReminderPolicy(**{name: _typed(value) for name, value in kept.items() if name in known})


def kept_policy(kept: Mapping[str, Any] | None) -> ReminderPolicy | None:
    """A task's own policy. The tasks of an organisation share a few, so each is decoded once."""
    return None if kept is None else _read(json.dumps(kept, sort_keys=True))


@lru_cache(maxsize=256)
def _read(text: str) -> ReminderPolicy:
    return policy_from_json(json.loads(text))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return time.fromisoformat(value) if isinstance(value, str) else value


# Statements of the hot path are built once: building one costs several times what running it does.
_ONE = select(organisation).where(organisation.c.id == bindparam("id_"))
_OWN_DAYS = select(day_off.c.day, day_off.c.is_working).where(day_off.c.organisation_id == bindparam("organisation"))
_LOADED = _ONE
# FOR NO KEY UPDATE: rows that refer to the organisation can be written meanwhile. With FOR UPDATE the lock waited for
# the foreign keys of a leasing, which waited for it: a deadlock, found by the crash campaign.
_LOCKED = _ONE.with_for_update(key_share=True)
_SEVERAL_LOCKED = (
    select(organisation)
    .where(organisation.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(organisation.c.id)  # several are always locked in one order, so that no two transactions block each other
    .with_for_update(key_share=True)
)


def find_organisation(tx: Transaction, code: str) -> Organisation | None:
    """The organisation of this code ("HB"); None when no organisation of the database has it."""
    row = tx.execute(select(organisation).where(organisation.c.short_code == code)).mappings().first()
    return None if row is None else _to_organisation(row)


def list_organisations(tx: Transaction, limit: int | None = None) -> list[Organisation]:
    """All of this database, or as many of the oldest, the oldest first."""
    query = select(organisation).order_by(organisation.c.id).limit(limit)
    return [_to_organisation(row) for row in tx.execute(query).mappings()]


def lock_list(tx: Transaction) -> None:
    """Let nobody else add an organisation until the transaction ends: all of them lock the oldest one's row."""
    oldest = tx.execute(select(func.min(organisation.c.id))).scalar()
    if oldest is not None:
        lock_organisation(tx, oldest)


def named_after(tx: Transaction, organisation_id: int) -> list[tuple[int, str, str | None]]:
    """Number, name and code of each organisation that was added after this number, in order; 0: of all."""
    columns = (organisation.c.id, organisation.c.name, organisation.c.short_code)
    query = select(*columns).where(organisation.c.id > organisation_id).order_by(organisation.c.id)
    return [(row[0], row[1], row[2]) for row in tx.execute(query)]


def load_organisation(tx: Transaction, organisation_id: int) -> Organisation:
    """The organisation as it is now."""
    [row] = fetch_all(tx, Query(_LOADED, {"id_": organisation_id}))
    return _of_row(row)


def lock_organisation(tx: Transaction, organisation_id: int) -> Organisation:
    """The organisation, locked until the transaction ends: a single writer keeps the history a chain."""
    query = lock_query(organisation_id)
    [row] = fetch_all(tx, query)
    return _of_row(row)


def lock_query(organisation_id: int) -> Query:
    """The query of `lock_organisation`."""
    return Query(_LOCKED, {"id_": organisation_id})


def lock_organisations(tx: Transaction, organisation_ids: Collection[int]) -> list[Organisation]:
    """As `lock_organisation`, of several, by id."""
    rows = tx.execute(_SEVERAL_LOCKED, {"ids": sorted(organisation_ids)}).mappings()
    return [_to_organisation(row) for row in rows]


def add_organisation(tx: Transaction, name: str, timezone: str, now: datetime) -> int:
    """A new organisation with the default policy."""
    values = {"name": name, "timezone": timezone, "needs_confirmation": True, "policy": {}, "created_at": now}
    return int(tx.execute(insert(organisation).values(**values).returning(organisation.c.id)).scalar_one())


def set_code(tx: Transaction, organisation_id: int, code: str) -> None:
    """Give the organisation a code, which no other one of the database may have."""
    tx.execute(update(organisation).where(organisation.c.id == organisation_id).values(short_code=code))


def set_name(tx: Transaction, organisation_id: int, name: str) -> None:
    """Rename the organisation."""
    tx.execute(update(organisation).where(organisation.c.id == organisation_id).values(name=name))


def names_before_migration(tx: Transaction) -> list[str]:
    """The names of the organisations in a database of any version, the first one first."""
    if not inspect(tx).has_table(organisation.name):
        return []
    return list(tx.execute(select(organisation.c.name).order_by(organisation.c.id)).scalars())


def own_days(tx: Transaction, organisation_id: int) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The organisation's extra days off and its make-up working days."""
    rows = tx.execute(_OWN_DAYS, {"organisation": organisation_id}).all()
    return tuple(day for day, is_working in rows if not is_working), tuple(day for day, works in rows if works)


def set_day(tx: Transaction, organisation_id: int, day: date, *, is_working: bool, name: str) -> None:
    """Mark a day as off or as working for this organisation, replacing what was said of it before."""
    tx.execute(day_off.delete().where(day_off.c.organisation_id == organisation_id, day_off.c.day == day))
    tx.execute(insert(day_off).values(organisation_id=organisation_id, day=day, is_working=is_working, name=name))


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the organisation's own list."""

    day: date
    is_working: bool
    name: str


def list_own_days(tx: Transaction, organisation_id: int) -> list[OwnDay]:
    """The organisation's own list, in order."""
    columns = (day_off.c.day, day_off.c.is_working, day_off.c.name)
    query = select(*columns).where(day_off.c.organisation_id == organisation_id).order_by(day_off.c.day)
    return [OwnDay(*row) for row in tx.execute(query)]


def forget_day(tx: Transaction, organisation_id: int, day: date) -> None:
    """Remove a day from the organisation's own list, so that the public calendar counts again."""
    tx.execute(day_off.delete().where(day_off.c.organisation_id == organisation_id, day_off.c.day == day))


def save_settings(tx: Transaction, changed: Organisation) -> None:
    """Store what can be changed by chat: whether reports are confirmed, and the policy."""
    values = {"needs_confirmation": changed.needs_confirmation, "policy": policy_as_json(changed.policy)}
    tx.execute(update(organisation).where(organisation.c.id == changed.id).values(**values))


def set_closed(tx: Transaction, organisation_id: int, closed_at: datetime | None) -> None:
    """Close the organisation at an instant, or open it again (None)."""
    tx.execute(update(organisation).where(organisation.c.id == organisation_id).values(closed_at=closed_at))


def roster_hash_of(tx: Transaction, organisation_id: int) -> str | None:
    """The hash of the list of people that was taken over last from a folder; None for none."""
    found: str | None = tx.execute(
        select(organisation.c.roster_hash).where(organisation.c.id == organisation_id)
    ).scalar_one()
    return found


def set_roster_hash(tx: Transaction, organisation_id: int, roster_hash: str) -> None:
    """Remember the list of people that was taken over from a folder."""
    tx.execute(update(organisation).where(organisation.c.id == organisation_id).values(roster_hash=roster_hash))


def note_restored(tx: Transaction, organisation_id: int, at: datetime) -> None:
    """Remember when a backup took its place, of which nobody knows what had left since."""
    tx.execute(update(organisation).where(organisation.c.id == organisation_id).values(restored_at=at))


_TRACES = (unit, person, plan, event, inbox, outbox, cursor, day_off)


def remove_untouched(tx: Transaction, organisation_id: int) -> bool:
    """Remove an organisation that nothing refers to: that of a first start. False, and nothing done, for any other."""
    for table in _TRACES:
        if tx.execute(select(table.c.id).where(table.c.organisation_id == organisation_id).limit(1)).first():
            return False
    tx.execute(organisation.delete().where(organisation.c.id == organisation_id))
    return True


def save_own_settings(tx: Transaction, changed: Organisation) -> None:
    """Store what is set at the machine, beside what can be changed by chat."""
    save_settings(tx, changed)
    own = {"superior": changed.superior or None, "keep_days": changed.keep_days, "month_quota": changed.month_quota}
    tx.execute(update(organisation).where(organisation.c.id == changed.id).values(**own))


def _of_row(row: Sequence[Any]) -> Organisation:
    return _to_organisation(dict(zip(organisation.c.keys(), row, strict=True)))


def _to_organisation(row: Mapping[Any, Any]) -> Organisation:
    policy = kept_policy(row["policy"]) or policy_from_json({})
    zone = ZoneInfo(row["timezone"])
    own = {"superior": row["superior"] or "", "keep_days": row["keep_days"], "month_quota": row["month_quota"]}
    of_all = {"code": row["short_code"], "closed_at": row["closed_at"], "restored_at": row["restored_at"]}
    return Organisation(row["id"], row["name"], zone, row["needs_confirmation"], policy, **own, **of_all)
