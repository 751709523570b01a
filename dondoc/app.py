"""The opened program: the database with its schema up to date, the organisation it is about, threads for services."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import ParamSpec, TypeVar

from sqlalchemy.engine import make_url

from domain.channel_holds_and_quotas import MonthQuota
from domain.names import tidy
from domain.organisations import Organisation, is_real_name, is_same_name, read_code
from dondoc.clock import Clock
from dondoc.databases import open_engine, sqlite_file
from dondoc.private_files import database_files, tighten
from dondoc.settings import Settings
from services.administration.rename_organisation import NAMED, rename_organisation
from services.context.command_context import NOTHING_READ, Grammar
from services.office.office import Office
from storage.across_organisations import everywhere
from storage.engine.database import Database, Transaction
from storage.migrating import migrate
from storage.organisations import (
    add_organisation,
    find_organisation,
    list_organisations,
    lock_organisation,
    names_before_migration,
)

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Installation:
    """The opened program without its edges, about no organisation in particular: settings, clock and the database."""

    settings: Settings
    clock: Clock
    database: Database
    mark: str = field(default_factory=lambda: token_hex(4), kw_only=True)  # a process after this may have its number

    @property
    def owner(self) -> str:
        """The name of this process in leases, the same for all organisations that it serves."""
        return f"{socket.gethostname()}:{os.getpid()}:{self.mark}"

    @property
    def is_sqlite(self) -> bool:
        """One process, one writer thread."""
        return self.settings.database_url.get_secret_value().startswith("sqlite")

    def of(self, organisation: Organisation) -> "App":
        """The same program, about this organisation of the database."""
        return App(self.settings, self.clock, self.database.of(organisation.id), organisation, mark=self.mark)


@dataclass(frozen=True, slots=True)
class App(Installation):
    """The opened program about one organisation, which the transactions of its database are about, too."""

    organisation: Organisation

    def office(
        self,
        quotas: Sequence[MonthQuota] = (),
        organisation_id: int | None = None,
        grammar: Grammar = NOTHING_READ,
        bots: Mapping[str, str] | None = None,
    ) -> Office:
        """The office, leasing in the name of this very process; `quotas` and `bots` are those of the bots that run.

        The office is that of our own organisation, unless another one of the same database is named. `grammar` reads
        text into commands; a process that handles no messages needs none.
        """
        return Office(self.database, organisation_id or self.organisation.id, self.owner, quotas, grammar, bots)


@contextmanager
def open_installation(
    settings: Settings,
    clock: Clock | None = None,
    *,
    is_renaming: bool = False,
    session: str = "dondoc",
) -> Iterator[Installation]:
    """Open the database with its schema up to date, and close it again; the first start makes an organisation.

    A command about an organisation takes `open_chosen`: a list of people was once loaded for the first ward that was
    meant for another one. `is_renaming` accepts any organisation's name. A PostgreSQL server knows its sessions by the
    name `session`.

    Raises DatabaseUrlWrong, OtherOrganisation, SchemaTooNew or a database error.
    """
    clock = clock or Clock(settings.clock)
    engine = open_engine(settings.database_url.get_secret_value(), session)
    _close_to_others(settings)
    try:
        database = Database(engine)
        # Before the schema is touched: with another name the plan of one organisation was taken for an amendment of
        # the other's.
        if not is_renaming:
            refuse_other_database(settings, database)
        migrate(engine)
        with database.transaction() as tx:
            found_or_name(tx, settings, clock.now())
        yield Installation(settings, clock, database)
    finally:
        engine.dispose()


@contextmanager
def open_app(settings: Settings, clock: Clock | None = None, *, session: str = "dondoc") -> Iterator[App]:
    """As `open_installation`, for the only organisation there is.

    Raises OrganisationUnclear where there are several, and as `open_installation`.
    """
    with open_installation(settings, clock, session=session) as opened:
        yield opened.of(choose(opened, None))


@contextmanager
def open_chosen(settings: Settings, code: str | None, *, is_renaming: bool = False) -> Iterator[App]:
    """As `open_installation`, for the organisation of this code; without a code for the only one there is.

    Raises OrganisationUnclear, and as `open_installation`.
    """
    with open_installation(settings, is_renaming=is_renaming) as opened:
        yield opened.of(choose(opened, code))


@contextmanager
def open_to_write(settings: Settings, code: str | None) -> Iterator[App]:
    """As `open_chosen`, for what an organisation that was closed gets no more of.

    Raises OrganisationClosed, and as `open_chosen`.
    """
    with open_chosen(settings, code) as app:
        refuse_closed(app.organisation)
        yield app


def refuse_closed(organisation: Organisation) -> None:
    """Raise OrganisationClosed when it is closed: what is written there nobody would be told."""
    if organisation.closed_at is not None:
        raise OrganisationClosed(organisation)


def choose(opened: Installation, code: str | None) -> Organisation:
    """The organisation of this code; without a code the only one there is. Raises OrganisationUnclear."""
    with everywhere(opened.database).reading() as tx:
        return _chosen(tx, code)


def _chosen(tx: Transaction, code: str | None) -> Organisation:
    read = None if code is None else read_code(code)
    found = None if read is None else find_organisation(tx, read)
    if found is not None:
        return found
    known = list_organisations(tx)
    if code is None:
        if len(known) > 1:
            raise OrganisationUnclear(f"Cơ sở dữ liệu này có {len(known)} tổ chức. Thêm --org MÃ: {listed(known)}.")
        return known[0]
    if len(known) == 1:
        raise OrganisationUnclear(f"Cơ sở dữ liệu này chỉ có “{known[0].name}”: không cần --org.")
    raise OrganisationUnclear(f"Không có tổ chức mang mã “{tidy(code)[:20]}”. Có: {listed(known)}.")


def listed(known: Sequence[Organisation]) -> str:
    """Their codes and names, as many as a person reads."""
    names = ", ".join(f"{one.code} ({one.name})" for one in known[:MOST_LISTED])
    return names if len(known) <= MOST_LISTED else f"{names} … (xem: dondoc org list)"


def _close_to_others(settings: Settings) -> None:
    """Close files to other users: earlier versions left them readable for everybody on the machine."""
    if file := sqlite_file(settings.database_url.get_secret_value()):
        tighten(database_files(file))


def is_new_database(settings: Settings) -> bool:
    """Whether the SQLite file does not exist yet; commands that only read then create none."""
    url = make_url(settings.database_url.get_secret_value())
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()


class OrganisationUnclear(Exception):
    """It is not said which of several organisations is meant; the text lists them."""


class OrganisationClosed(Exception):
    """Nothing is written for an organisation that was closed; the text says how it is opened again."""

    def __init__(self, organisation: Organisation) -> None:
        at = organisation.closed_at
        since = f" từ {at.astimezone(organisation.zone):%d/%m/%Y}" if at else ""
        option = f" --org {organisation.code}" if organisation.code else ""
        super().__init__(
            f"“{organisation.name}” đã ngừng dùng hệ thống{since}: không ghi gì thêm. "
            f"Dùng lại: dondoc org reopen{option}"
        )


class OtherOrganisation(Exception):
    """The database belongs to another organisation than the settings name; the text says what to do."""

    def __init__(self, known: str, given: str) -> None:
        """`known` is the name in the database, `given` that of the settings."""
        self.seen = f"Cơ sở dữ liệu này của “{known}”, nhưng DONDOC_ORGANISATION_NAME là “{given}”."
        self.remedy = (
            f"Nếu là tổ chức khác: đặt DONDOC_DATABASE_URL sang cơ sở dữ liệu khác. "
            f'Nếu chính “{known}” đổi tên: dondoc org rename "{given}"'
        )
        super().__init__(f"{self.seen} {self.remedy}")


def refuse_other(settings: Settings, known: Sequence[str]) -> None:
    """Raise OtherOrganisation when the settings name another organisation than any of the `known` ones of a database.

    Settings without a name claim none; a database that nobody has named yet is anybody's.
    """
    given = tidy(settings.organisation_name)
    if not known or not is_real_name(known[0]) or not is_real_name(given):
        return
    if not any(is_same_name(name, given) for name in known):
        raise OtherOrganisation(known[0], given)


def refuse_other_database(settings: Settings, database: Database) -> None:
    """As `refuse_other`, of a database of any version, which is only read."""
    with database.reading() as tx:
        refuse_other(settings, names_before_migration(tx))


def found_or_name(tx: Transaction, settings: Settings, now: datetime) -> None:
    """Make the organisation of an empty database; the first real name takes the place of an only one's placeholder."""
    known = list_organisations(tx, 2)
    if not known:
        name = tidy(settings.organisation_name) or type(settings).model_fields["organisation_name"].default
        add_organisation(tx, name, settings.timezone, now)
    elif len(known) == 1 and is_real_name(settings.organisation_name) and not is_real_name(known[0].name):
        lock_organisation(tx, known[0].id)
        rename_organisation(tx, known[0], settings.organisation_name, now, NAMED)


P = ParamSpec("P")
T = TypeVar("T")


class ServiceThreads:
    """Calls a plain function in a thread of its own pool and awaits the result."""

    def __init__(self, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="office")
        self._begun = self._submitted = 0
        self._counting = Lock()

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result; cancelling the wait does not cancel the transaction, which ends by itself."""
        # With the caller's context: the log tells which organisation a line is about.
        call = partial(self._begin, partial(copy_context().run, partial(function, *args, **kwargs)))
        self._submitted += 1  # in the loop's thread alone
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def are_awaited(self) -> bool:
        """Whether a call waits for a free thread; a caller that holds one for many small steps should release it."""
        return self._submitted > self._begun

    def _begin(self, call: Callable[[], T]) -> T:
        with self._counting:
            self._begun += 1
        return call()

    def close(self) -> None:
        """Wait for running calls and end the threads."""
        self._pool.shutdown(wait=True)
