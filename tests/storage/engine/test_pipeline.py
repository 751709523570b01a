"""What is asked ahead and written late is as if it were asked and written in its turn, on both engines."""

import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Float, bindparam, func, insert, select, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError

from dondoc.databases import open_engine
from storage.engine.database import Database
from storage.engine.pipeline import Query, fetch_all, prefetch, write_later
from storage.tables import inbox, unit
from tests.security.ward import CHATS, Ward
from tests.world import World, names_of

NAME = select(unit.c.name).where(unit.c.id == bindparam("id_"))
COLUMNS = ("id", "organisation_id", "name", "key", "is_group")
ADD = insert(unit).inline()
ADD_RETURNING = insert(unit).values({name: bindparam(f"{name}_") for name in COLUMNS}).returning(unit.c.id)
RENAME = update(unit).where(unit.c.id == bindparam("id_")).values(name=bindparam("new_name"))
OWN = 990_001


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def a_unit(world: World, number: int = OWN, key: str = "một đơn vị") -> dict[str, Any]:
    return {"id": number, "organisation_id": world.organisation_id, "name": "Một", "key": key, "is_group": False}


def test_what_is_written_late_is_kept_with_the_commit(world: World) -> None:
    with world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
    with world.database.reading() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == [("Một",)]


def test_a_late_write_that_fails_takes_everything_back(world: World) -> None:
    def add_all() -> None:
        with world.database.transaction() as tx:
            write_later(tx, ADD, a_unit(world))
            write_later(tx, ADD, a_unit(world, OWN + 1))  # the same key a second time
            write_later(tx, ADD, a_unit(world, OWN + 2, "khác"))

    with pytest.raises(IntegrityError):
        add_all()
    with world.database.transaction() as tx:
        assert [fetch_all(tx, Query(NAME, {"id_": OWN + more})) for more in range(3)] == [[], [], []]
        write_later(tx, ADD, a_unit(world))  # and the connection is as good as before


def test_an_exception_after_a_late_write_takes_it_back(world: World) -> None:
    with suppress(RuntimeError), world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
        raise RuntimeError
    with world.database.reading() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == []


def test_what_is_asked_after_a_late_write_sees_it(world: World) -> None:
    with world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == [("Một",)]
        write_later(tx, RENAME, {"id_": OWN, "new_name": "Hai"})
        assert tx.execute(select(unit.c.name).where(unit.c.id == OWN)).scalar_one() == "Hai"
        write_later(tx, RENAME, {"id_": OWN, "new_name": "Ba"})
        assert tx.execute(text("SELECT name FROM unit WHERE id = :id"), {"id": OWN}).scalar_one() == "Ba"


def test_a_late_write_inside_a_savepoint_goes_with_it(world: World) -> None:
    with world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
        with suppress(RuntimeError), tx.begin_nested():
            write_later(tx, RENAME, {"id_": OWN, "new_name": "Hai"})
            raise RuntimeError
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == [("Một",)]
        write_later(tx, ADD, a_unit(world, OWN + 1, "khác"))
    with world.database.reading() as tx:
        assert [fetch_all(tx, Query(NAME, {"id_": OWN + more})) for more in range(2)] == [[("Một",)], [("Một",)]]


@pytest.mark.parametrize("write", ["deferred", "library", "words", "driver"])
def test_an_answer_asked_ahead_is_not_given_once_its_table_was_written(world: World, write: str) -> None:
    with world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
    with world.database.transaction() as tx:
        prefetch(tx, [Query(NAME, {"id_": OWN})])
        if write == "deferred":
            write_later(tx, RENAME, {"id_": OWN, "new_name": "Hai"})
        elif write == "library":
            tx.execute(update(unit).where(unit.c.id == OWN).values(name="Hai"))
        elif write == "words":
            tx.execute(text("UPDATE unit SET name = 'Hai' WHERE id = :id"), {"id": OWN})
        else:
            tx.exec_driver_sql(f"UPDATE unit SET name = 'Hai' WHERE id = {OWN}")  # noqa: S608 - a constant
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == [("Hai",)]


def test_an_answer_asked_ahead_is_given_once_and_for_its_own_values_only(world: World) -> None:
    with world.database.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
        write_later(tx, ADD, a_unit(world, OWN + 1, "khác"))
        prefetch(tx, [Query(NAME, {"id_": OWN}), Query(NAME, {"id_": OWN + 2})])
        assert fetch_all(tx, Query(NAME, {"id_": OWN + 1})) == [("Một",)]
        assert fetch_all(tx, Query(NAME, {"id_": OWN + 2})) == []
        assert [fetch_all(tx, Query(NAME, {"id_": OWN})) for _ in range(2)] == [[("Một",)], [("Một",)]]


def test_a_question_asked_ahead_that_fails_is_told_at_once_and_nothing_stays(world: World) -> None:
    broken = select(unit.c.name).where(text("there_is_no_such_column = 1"))

    def ask() -> None:
        with world.database.transaction() as tx:
            write_later(tx, ADD, a_unit(world))
            prefetch(tx, [Query(NAME, {"id_": OWN}), Query(broken, {}), Query(NAME, {"id_": OWN + 1})])
            fetch_all(tx, Query(broken, {}))

    with pytest.raises(DBAPIError):
        ask()
    with world.database.transaction() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == []


def test_a_command_whose_answer_the_database_refuses_stays_whole_and_is_tried_again(postgresql_url: str) -> None:
    """The answer goes with the commit: refused there, the report is not kept either; later both are, once."""
    engine = open_engine(postgresql_url)
    ward = Ward(Database(engine))
    ward.link_all()
    before = ward.traces()
    ward.receive(ward.text(CHATS["officer"], "done 1"))
    with engine.begin() as tx:
        tx.execute(text("ALTER TABLE outbox ADD CONSTRAINT nothing_fits CHECK (kind <> 'answer') NOT VALID"))
    ward.dispatcher.work()
    assert ward.traces() == before
    with engine.begin() as tx:
        newest = select(inbox.c.state, inbox.c.attempts).order_by(inbox.c.id.desc())
        assert tx.execute(newest).first() == ("waiting", 1)
        tx.execute(text("ALTER TABLE outbox DROP CONSTRAINT nothing_fits"))
        tx.execute(update(inbox).values(not_before=ward.now))
    assert ward.dispatcher.work() == 1
    assert ward.dispatcher.work() == 0
    assert names_of(ward.ask_in(CHATS["officer"], "done 1")) == ["TaskReported", "AlreadyReported"]
    engine.dispose()


@pytest.fixture
def far(postgresql_url: str) -> Iterator[Database]:
    opened = Database(open_engine(postgresql_url))
    yield opened
    opened.close()


PREPARED_THERE = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM unit%'")


def test_what_is_prefetched_stays_prepared(far: Database) -> None:
    for _ in range(4):
        with far.transaction() as tx:
            prefetch(tx, [Query(NAME, {"id_": 1})])
            assert fetch_all(tx, Query(NAME, {"id_": 1})) == []
    with far.transaction() as tx:
        assert tx.execute(PREPARED_THERE).scalar_one() == 1


def test_a_transaction_that_prefetched_may_reuse_plans_and_the_next_one_may_not(far: Database) -> None:
    modes = []
    for queries in ([Query(NAME, {"id_": OWN})], []):
        with far.transaction() as tx:
            if queries:
                prefetch(tx, queries)
            modes.append(tx.execute(text("SHOW plan_cache_mode")).scalar_one())
    assert modes == ["auto", "force_custom_plan"]


@pytest.mark.parametrize("how", ["a rollback", "a savepoint's"])
def test_statements_that_the_server_has_forgotten_are_prepared_anew(far: Database, how: str) -> None:
    for _ in range(4):
        with far.transaction() as tx:
            assert fetch_all(tx, Query(NAME, {"id_": 1})) == []
            tx.execute(select(unit.c.id)).all()  # what the driver itself prepares has it forget all with a rollback
    with suppress(RuntimeError), far.transaction() as tx:
        if how == "a savepoint's":
            with suppress(RuntimeError), tx.begin_nested():
                raise RuntimeError
        else:
            raise RuntimeError
    with far.transaction() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": 1})) == []


def test_a_line_that_is_cut_is_told_as_such_and_the_next_transaction_has_another(far: Database) -> None:
    def lose() -> None:
        with far.transaction() as tx:
            own = tx.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with far.transaction() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": own})
            fetch_all(tx, Query(NAME, {"id_": 1}))

    with pytest.raises(DBAPIError) as told:
        lose()
    assert told.value.connection_invalidated
    with far.transaction() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": 1})) == []


UNSENDABLE: dict[str, dict[str, Any]] = {
    "a NUL": {"name": "a\0b"},
    "half a surrogate": {"name": "a\ud800b"},
    "a number beyond the column": {"id": 2**40},
    "a number beyond every type": {"id": 10**200_000},
    "what no type stands for": {"name": object()},
}


@pytest.mark.parametrize("what", UNSENDABLE)
@pytest.mark.parametrize("how", ["at once", "late", "ahead"])
def test_a_value_that_cannot_be_sent_fails_its_own_transaction_and_leaves_the_connection_clean(
    far: Database, what: str, how: str
) -> None:
    world = World(far)

    def write() -> None:
        with far.transaction() as tx:
            write_later(tx, ADD, a_unit(world))
            wrong = {**a_unit(world, OWN + 1, "khác"), **UNSENDABLE[what]}
            if how == "late":
                write_later(tx, ADD, wrong)
            elif how == "ahead":
                prefetch(
                    tx,
                    [
                        Query(NAME, {"id_": OWN}),
                        Query(ADD_RETURNING, {f"{name}_": value for name, value in wrong.items()}),
                    ],
                )
            else:
                tx.execute(ADD, wrong)

    with far.transaction() as tx:
        ours = tx.execute(OURS).scalar_one()
    for _ in range(3):
        with pytest.raises((DataError, ProgrammingError, ValueError)):  # about the value, not about the connection
            write()
    for _ in range(8):  # more than the pool holds
        with far.transaction() as tx:
            driver: Any = tx.connection.driver_connection
            assert driver.pgconn.pipeline_status == 0
            assert tx.execute(OURS).scalar_one() == ours, "no connection is thrown away for a value"
            assert fetch_all(tx, Query(NAME, {"id_": OWN})) == []
            assert tx.execute(text("SELECT 1")).scalar_one() == 1
    with far.reading() as tx:
        assert tx.execute(IN_TRANSACTION).scalar_one() == 0


OURS = text("SELECT pg_backend_pid()")
IN_TRANSACTION = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND state LIKE 'idle in transaction%'"
)


def test_a_deferred_write_is_kept_when_a_later_value_cannot_be_sent_and_the_caller_goes_on(far: Database) -> None:
    world = World(far)
    with far.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
        with suppress(DBAPIError):
            fetch_all(tx, Query(NAME, {"id_": "a\0b"}))
    with far.transaction() as tx:
        write_later(tx, ADD, a_unit(world, OWN + 1, "khác"))
        with suppress(DBAPIError), tx.begin_nested():
            fetch_all(tx, Query(NAME, {"id_": "a\0b"}))
    with far.reading() as tx:
        assert [fetch_all(tx, Query(NAME, {"id_": OWN + more})) for more in range(2)] == [[("Một",)], [("Một",)]]


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_what_was_written_late_is_not_lost_untold_when_a_value_among_it_cannot_be_sent(
    far: Database, name: str
) -> None:
    world = World(far)

    def go_on_regardless() -> None:
        with far.transaction() as tx:
            write_later(tx, ADD, a_unit(world))
            write_later(tx, ADD, {**a_unit(world, OWN + 1, "khác"), "name": name})
            with suppress(DBAPIError, ValueError):
                fetch_all(tx, Query(NAME, {"id_": OWN}))

    with pytest.raises(SQLAlchemyError):
        go_on_regardless()
    with far.transaction() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == []
        write_later(tx, ADD, a_unit(world))
        with suppress(DBAPIError, ValueError), tx.begin_nested():
            write_later(tx, ADD, {**a_unit(world, OWN + 1, "khác"), "name": name})
            fetch_all(tx, Query(NAME, {"id_": OWN}))
    with far.reading() as tx:
        assert fetch_all(tx, Query(NAME, {"id_": OWN})) == [("Một",)]


def test_who_is_interrupted_while_the_server_works_leaves_no_connection_in_the_middle(far: Database) -> None:
    sleep = select(func.pg_sleep(bindparam("seconds", type_=Float)))
    world = World(far)

    def ring(*_signal: object) -> None:
        raise TimeoutError("rung")

    def wait() -> None:
        with far.transaction() as tx:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            fetch_all(tx, Query(sleep, {"seconds": 30.0}))

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with pytest.raises((TimeoutError, DBAPIError)):
            wait()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    for _ in range(8):
        with far.transaction() as tx:
            assert fetch_all(tx, Query(NAME, {"id_": OWN})) == []
            assert tx.execute(text("SELECT 1")).scalar_one() == 1
    with far.transaction() as tx:
        write_later(tx, ADD, a_unit(world))
