"""Makes a ward of any size straight in the database: units, officers with linked chats, tasks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Table, insert

from storage import tables
from storage.migrating import migrate

NOW = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
FIRST_CHAT = 1001


def make_ward(engine: Engine, people: int, tasks: int) -> None:
    """One organisation; `people` officers, one a unit, whose chats are the sandbox's phones; tasks shared evenly."""
    migrate(engine)
    with engine.begin() as tx:
        organisation = {"id": 1, "name": "Phường thử", "timezone": "Asia/Ho_Chi_Minh", "needs_confirmation": True,
                        "policy": {}, "created_at": NOW}  # fmt: skip
        tx.execute(insert(tables.organisation), [organisation])
        plan = {"id": 1, "title": "Kế hoạch thử", "file_name": "x", "file_hash": "x", "imported_at": NOW}
        tx.execute(insert(tables.plan), [{"organisation_id": 1, **plan}])
        for table, rows in _rows(people, tasks):
            tx.execute(insert(table), [{"organisation_id": 1, **row} for row in rows])


def _rows(people: int, tasks: int) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    ids = range(1, people + 1)
    yield tables.unit, [{"id": n, "name": f"Đơn vị {n}", "key": f"don vi {n}", "is_group": False} for n in ids]
    yield tables.person, [{"id": n, "name": f"Cán bộ {n}", "key": f"can bo {n}", "language": "vi"} for n in ids]
    yield tables.membership, [{"person_id": n, "unit_id": n, "role": "officer"} for n in ids]
    yield (
        tables.chat_account,
        [
            {
                "person_id": n,
                "channel": "telegram",
                "chat_id": str(FIRST_CHAT + n - 1),
                "is_alive": True,
                "linked_at": NOW,
            }
            for n in ids
        ],
    )
    numbers = range(1, tasks + 1)
    yield tables.task, [_task(n) for n in numbers]
    yield (
        tables.responsibility,
        [{"task_id": n, "unit_id": (n - 1) % people + 1, "part": "lead", "position": 0} for n in numbers],
    )
    yield tables.occurrence, [_occurrence(n) for n in numbers]


def _task(number: int) -> dict[str, Any]:
    return {
        "id": number, "plan_id": 1, "number": number, "code": str(number), "title": f"Nhiệm vụ số {number}",
        "kind": "by_date", "wording": "Hoàn thành trước ngày 31/12/2026", "last_day": date(2026, 12, 30), "place": {},
        "created_on": NOW.date(),
    }  # fmt: skip


def _occurrence(number: int) -> dict[str, Any]:
    last_day = date(2026, 12, 30) - timedelta(days=number % 100)
    return {
        "id": number, "task_id": number, "period": "", "last_day": last_day, "deadline_version": 1, "state": "open",
        "progress": 0, "version": 1,
    }  # fmt: skip
