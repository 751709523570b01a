"""On PostgreSQL a transaction is shown the rows of its organisation only, whatever its statements ask for."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import Connection, Table, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from dondoc.databases import open_engine
from storage.across_organisations import are_kept_apart, are_several, everywhere
from storage.engine.database import Database
from storage.engine.pipeline import Query, fetch_all, prefetch, write_later
from storage.tables import checkpoint, event, metadata, organisation, unit
from tests.databases import OWNER, PostgresServer
from tests.storage.tables.rows_of_each_table import OF_NONE, WITHIN, row_of, rows_of_one

REFUSED = r"violates row-level security policy"
APPEND_ONLY = (event, checkpoint)  # the database refuses any change of these


@dataclass(frozen=True)
class Two:
    """A database that two organisations share; each has a row in every table."""

    database: Database
    mine: dict[str, int]
    theirs: dict[str, int]

    @property
    def own(self) -> Database:
        return self.database.of(self.mine["organisation"])


@pytest.fixture
def two(postgresql_url: str) -> Iterator[Two]:
    engine = open_engine(postgresql_url)
    database = Database(engine)
    with database.transaction() as tx:
        two = Two(database, rows_of_one(tx, "a", WITHIN), rows_of_one(tx, "b", WITHIN))
    yield two
    engine.dispose()


def _owners(tx: Connection, table: Table) -> set[int]:
    return set(tx.execute(select(table.c.id if table is organisation else table.c.organisation_id)).scalars())


def test_every_table_has_a_policy_that_counts_for_its_owner_too(two: Two) -> None:
    query = text(
        "SELECT relname, relrowsecurity, relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid) "
        "FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    )
    with two.own.reading() as tx:
        found = {row[0]: tuple(row[1:]) for row in tx.execute(query)}
        is_super = tx.execute(
            text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).scalar()
    without = (OF_NONE.keys() - {"organisation"}) | {"alembic_version"}
    assert {name for name, policy in found.items() if policy != (True, True, 1)} == without
    assert found.keys() == {table.name for table in metadata.sorted_tables} | {"alembic_version"}
    assert not is_super  # these tests would prove nothing


def test_a_question_without_a_condition_is_answered_from_the_own_rows(two: Two) -> None:
    for table in (*WITHIN, organisation):
        with two.own.reading() as tx:
            assert _owners(tx, table) == {two.mine["organisation"]}, table.name
        with two.own.transaction() as tx:
            assert _owners(tx, table) == {two.mine["organisation"]}, table.name
        with everywhere(two.own).reading() as tx:
            assert _owners(tx, table) == {two.mine["organisation"], two.theirs["organisation"]}, table.name


def test_no_row_of_another_organisation_is_found_by_its_number(two: Two) -> None:
    with two.own.snapshot() as tx:
        for table in (*WITHIN, organisation):
            assert tx.execute(select(table.c.id).where(table.c.id == two.theirs[table.name])).all() == [], table.name


def test_a_change_or_removal_without_a_condition_touches_own_rows_only(two: Two) -> None:
    for table in (one for one in WITHIN if one not in APPEND_ONLY):
        with two.own.transaction() as tx:
            assert tx.execute(update(table).values(id=table.c.id)).rowcount == 1, table.name
            assert tx.execute(table.delete().where(table.c.id == two.theirs[table.name])).rowcount == 0, table.name


def test_no_row_is_written_for_another_organisation(two: Two) -> None:
    for table in (one for one in WITHIN if one not in APPEND_ONLY):
        row, move = row_of(table, two.theirs), {"organisation_id": two.theirs["organisation"]}
        for statement in (insert(table).values(row), update(table).values(move)):
            with pytest.raises(DBAPIError, match=REFUSED), two.own.transaction() as tx:
                tx.execute(statement)


def test_a_write_that_goes_with_commit_is_refused_as_well(two: Two) -> None:
    with pytest.raises(DBAPIError, match=REFUSED), two.own.transaction() as tx:
        write_later(tx, insert(unit).inline(), row_of(unit, two.theirs))


def test_what_is_prefetched_is_of_the_own_organisation(two: Two) -> None:
    query = Query(select(unit.c.organisation_id), {})
    with two.own.transaction() as tx:
        prefetch(tx, [query])
        assert [tuple(row) for row in fetch_all(tx, query)] == [(two.mine["organisation"],)]


def test_the_organisation_stays_after_a_savepoint_was_rolled_back(two: Two) -> None:
    with two.own.transaction() as tx:
        with tx.begin_nested() as attempt:
            attempt.rollback()
        assert _owners(tx, unit) == {two.mine["organisation"]}


def test_the_driver_s_own_cursor_is_shown_own_rows_only(two: Two) -> None:
    with two.own.raw_cursor() as (_, cursor):
        assert cursor.execute("SELECT organisation_id FROM unit").fetchall() == [(two.mine["organisation"],)]


def test_a_connection_that_is_used_again_knows_nothing_of_the_transaction_before(two: Two) -> None:
    with two.database.transaction() as tx:
        tx.execute(text("SET dondoc.organisation = ''"))  # of the session, as a user without the tests' setting has it
        session = tx.execute(text("SELECT pg_backend_pid()")).scalar()
    with two.own.reading() as tx:
        assert tx.execute(text("SELECT pg_backend_pid()")).scalar() == session
        assert _owners(tx, unit) == {two.mine["organisation"]}
    with two.database._engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar() == session
        with pytest.raises(DBAPIError, match="invalid input syntax"):
            connection.execute(select(unit.c.id))


def test_a_session_that_never_said_whose_it_is_gets_an_error_and_no_empty_answer(
    two: Two, postgresql_url: str, postgres_server: PostgresServer
) -> None:
    assert two.mine
    with postgres_server.connect(postgresql_url) as connection:
        connection.execute(f"SET ROLE {OWNER}")  # without that user's own settings
        with pytest.raises(psycopg.errors.UndefinedObject, match=r"dondoc\.organisation"):
            connection.execute("SELECT name FROM unit")


def test_the_doctor_knows_a_user_from_whom_nothing_is_kept(
    two: Two, postgresql_url: str, postgres_server: PostgresServer
) -> None:
    with two.database.reading() as tx:
        assert are_kept_apart(tx)
        assert are_several(tx)
    with postgres_server.connect(postgresql_url) as connection:
        owner = connection.info.user
    above = open_engine(make_url(postgresql_url).set(username=owner).render_as_string(hide_password=False))
    with Database(above).of(two.mine["organisation"]).reading() as tx:
        assert not are_kept_apart(tx)
        assert _owners(tx, unit) == {two.mine["organisation"], two.theirs["organisation"]}
    above.dispose()


def test_an_empty_transaction_sends_nothing(two: Two) -> None:
    with two.own.transaction() as tx:
        driver = tx.connection.driver_connection
        assert driver is not None
        assert driver.info.transaction_status.name == "IDLE"
    assert driver.info.transaction_status.name == "IDLE"


@pytest.mark.parametrize("setting", ["", "x", "1; DROP TABLE unit"])
def test_a_number_is_all_that_says_whose_a_transaction_is(two: Two, setting: str) -> None:
    with pytest.raises(ValueError, match="format code"):
        two.database.of(setting)  # type: ignore[arg-type]
