"""Opens the database, brings its schema up to date and finds the organisation: the start of every command."""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from domain.organisations import Organisation
from domain.quotas import MonthQuota
from dondoc.clock import Clock
from dondoc.databases import open_engine, sqlite_file
from dondoc.organisation_names import own_organisation, refuse_other_database
from dondoc.private_files import database_files, tighten
from dondoc.settings import Settings
from services.grammar import NOTHING_READ, Grammar
from services.office import Office
from storage.engine.database import Database
from storage.migrating import migrate


@dataclass(frozen=True, slots=True)
class House:
    """The opened program without its edges."""

    settings: Settings
    clock: Clock
    database: Database
    organisation: Organisation

    def office(
        self,
        quotas: Sequence[MonthQuota] = (),
        organisation_id: int | None = None,
        grammar: Grammar = NOTHING_READ,
    ) -> Office:
        """The office, leasing in the name of this very process; `quotas` are those of the bots that run.

        The office is that of our own organisation, unless another one of the same database is named. `grammar` reads
        text into commands; a process that handles no messages needs none.
        """
        owner = f"{socket.gethostname()}:{os.getpid()}:{id(self)}"
        return Office(self.database, organisation_id or self.organisation.id, owner, quotas, grammar)

    @property
    def is_sqlite(self) -> bool:
        """One process, one writer thread."""
        return self.settings.database_url.get_secret_value().startswith("sqlite")


@contextmanager
def open_house(settings: Settings, clock: Clock | None = None, *, is_renaming: bool = False) -> Iterator[House]:
    """Open everything that is no edge, and close it again; who is renaming need not know the database's name.

    Raises DatabaseUrlWrong, OtherOrganisation, SchemaTooNew or a database error.
    """
    clock = clock or Clock(settings.clock)
    engine = open_engine(settings.database_url.get_secret_value())
    _close_to_others(settings)
    try:
        database = Database(engine)
        if not is_renaming:
            refuse_other_database(settings, database)
        migrate(engine)
        with database.transaction() as tx:
            organisation = own_organisation(tx, settings, clock.now())
        yield House(settings, clock, database, organisation)
    finally:
        engine.dispose()


def _close_to_others(settings: Settings) -> None:
    """Versions before wrote files that everybody on the machine could read."""
    if file := sqlite_file(settings.database_url.get_secret_value()):
        tighten(database_files(file))


def is_new_database(settings: Settings) -> bool:
    """True when the SQLite file is not there yet: who only wants to look need not make one."""
    url = make_url(settings.database_url.get_secret_value())
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()
