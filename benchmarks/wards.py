"""Very many wards straight in the database: rows made one after the other, and the two fast ways of loading them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from propcache.api import cached_property
from sqlalchemy import Engine

from domain.deadlines import Deadline, DeadlineKind
from domain.due_checks import next_check
from domain.organisations import Organisation
from domain.tasks import Occurrence, State, Task
from services.context.working_calendar import build_calendar
from storage.migrating import migrate

ALL_WARDS = 3321  # communes, wards and special zones of the country since 1/7/2025 (Resolution 1656 and its sisters)
MORNING = datetime(2026, 6, 10, 0, 30, tzinfo=UTC)  # a Wednesday, 07:30 in Hanoi
FIRST_THOUSAND = 1000
CREATED_ON = date(2026, 4, 10)
UNITS = 30  # of each ward, one officer each; the first two people also coordinate and lead
MORNING_OF_1000 = MORNING + timedelta(days=1)  # something of each of the first thousand tasks comes due
DUE_OF_1000 = 18  # tasks of which something comes due on one morning: 27,000 of 1.5 million
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_LINKED_AT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table's columns and rows, in the order in which foreign keys want them."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Wards:
    """So many wards of so many tasks each. Ids are computed: everything of a ward lies side by side."""

    count: int = ALL_WARDS
    tasks_each: int = 452

    @property
    def tasks(self) -> int:
        """Of all wards."""
        return self.count * self.tasks_each

    def tables(self) -> Iterator[Table]:
        """All rows."""
        people = range(1, self.count * UNITS + 1)
        wards = range(1, self.count + 1)
        created = (datetime.combine(CREATED_ON, time(1), UTC),)
        yield Table(
            "organisation", ("id", "name", "timezone", "needs_confirmation", "policy", "created_at"),
            ((n, f"Phường số {n}", "Asia/Ho_Chi_Minh", True, "{}", *created) for n in wards),
        )  # fmt: skip
        yield Table(
            "plan", ("id", "organisation_id", "title", "file_name", "file_hash", "imported_at"),
            ((n, n, f"Kế hoạch số {n}", "x", f"{n}", *created) for n in wards),
        )  # fmt: skip
        yield Table(
            "unit", ("id", "organisation_id", "name", "key", "is_group"),
            ((n, _ward(n), f"Đơn vị {n}", f"don vi {n}", False) for n in people),
        )  # fmt: skip
        yield Table(
            "person", ("id", "organisation_id", "name", "key", "language"),
            ((n, _ward(n), f"Cán bộ {n}", f"can bo {n}", "vi") for n in people),
        )  # fmt: skip
        yield Table(
            "membership", ("id", "organisation_id", "person_id", "unit_id", "role"),
            ((n, _ward(n), n, n, "officer") for n in people),
        )  # fmt: skip
        yield Table("office_role", ("organisation_id", "person_id", "role"), self._office_roles())
        yield Table(
            "chat_account", ("id", "organisation_id", "person_id", "channel", "chat_id", "is_alive", "linked_at"),
            ((n, _ward(n), n, "telegram", str(n), True, _LINKED_AT) for n in people),
        )  # fmt: skip
        yield Table(
            "task",
            ("id", "organisation_id", "plan_id", "number", "code", "title", "kind", "wording", "last_day", "place",
             "created_on"),
            self._tasks(),
        )  # fmt: skip
        yield Table(
            "responsibility", ("organisation_id", "task_id", "unit_id", "part", "position"), self._responsibilities()
        )
        yield Table(
            "occurrence",
            ("id", "organisation_id", "task_id", "period", "last_day", "deadline_version", "state", "progress",
             "version", "next_look_at"),
            self._occurrences(),
        )  # fmt: skip

    def is_due(self, task_id: int) -> bool:
        """Whether something of this task comes due on the morning; evenly over all wards."""
        return task_id > FIRST_THOUSAND and task_id * DUE_OF_1000 % 1000 < DUE_OF_1000

    def last_day(self, task_id: int) -> date:
        """Seven days after the morning on which it comes due, else some time in the months after."""
        if task_id <= FIRST_THOUSAND:
            return MORNING_OF_1000.date() + timedelta(days=7)
        return MORNING.date() + timedelta(days=7 if self.is_due(task_id) else 30 + task_id % 250)

    def _office_roles(self) -> Iterator[Row]:
        for ward in range(1, self.count + 1):
            first = (ward - 1) * UNITS + 1
            yield ward, first, "coordinator"
            yield ward, first + 1, "leader"

    def _tasks(self) -> Iterator[Row]:
        for ward in range(1, self.count + 1):
            for number in range(1, self.tasks_each + 1):
                n = (ward - 1) * self.tasks_each + number
                yield (n, ward, ward, number, str(number), f"Nhiệm vụ số {number}: tham mưu ban hành văn bản",
                       "by_date", "Hoàn thành trong năm 2026", self.last_day(n), "{}", CREATED_ON)  # fmt: skip

    def _responsibilities(self) -> Iterator[Row]:
        for n in range(1, self.tasks + 1):
            ward = (n - 1) // self.tasks_each
            yield ward + 1, n, ward * UNITS + n % UNITS + 1, "lead", 0
            if n % 3 == 0:
                yield ward + 1, n, ward * UNITS + (n + 7) % UNITS + 1, "coordinating", 0

    def _occurrences(self) -> Iterator[Row]:
        for n in range(1, self.tasks + 1):
            last_day = self.last_day(n)
            yield n, (n - 1) // self.tasks_each + 1, n, "", last_day, 1, "open", 0, 1, self.look_at(last_day)

    def look_at(self, last_day: date) -> datetime | None:
        """What the planner would have written down the day before the morning."""
        if last_day not in self._looks:
            deadline = Deadline(DeadlineKind.BY_DATE, "", None, last_day, None, None, None)
            occurrence = Occurrence(0, 0, "", None, last_day, None, 1, State.OPEN, 0, 1)
            before = MORNING.date() - timedelta(days=1)
            its = Task(0, 0, "", deadline, CREATED_ON)
            self._looks[last_day] = next_check(its, occurrence, Organisation(0, "", _ZONE), self._calendar, before)
        return self._looks[last_day]

    @cached_property
    def _looks(self) -> dict[date, datetime | None]:
        return {}

    @cached_property
    def _calendar(self) -> Any:
        return build_calendar(range(2025, 2029))


def _ward(person_id: int) -> int:
    return (person_id - 1) // UNITS + 1


def load(engine: Engine, wards: Wards) -> None:
    """Everything into an empty database, past the checks that only slow such a loading down."""
    migrate(engine)
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            _load_sqlite(connection.driver_connection, wards)
        else:
            _load_postgresql(connection.driver_connection, wards)
    finally:
        connection.close()


def _load_sqlite(connection: Any, wards: Wards) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")
    connection.execute("BEGIN")
    for table in wards.tables():
        marks = ", ".join("?" * len(table.columns))
        statement = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})"  # noqa: S608 - our own tables
        connection.executemany(statement, (tuple(map(_plain, row)) for row in table.rows))
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _plain(value: Any) -> Any:
    """As SQLAlchemy writes it: instants without a zone."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _load_postgresql(connection: Any, wards: Wards) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            "SET session_replication_role = replica"
        )  # no triggers: foreign keys and looks are right as made
        for table in wards.tables():
            # COPY into a table with row level security is refused to whom it counts for.
            cursor.execute(f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY")
            with cursor.copy(f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN") as copy:
                for row in table.rows:
                    copy.write_row(row)
            cursor.execute(f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY")
        for name in ("organisation", "plan", "unit", "person", "membership", "chat_account", "task", "occurrence"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")  # noqa: S608 - our own tables
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("RESET statement_timeout")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")
    connection.autocommit = False
