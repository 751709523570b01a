"""Databases for campaigns: empty ones, and copies of the prepared ward."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from tests.crash.story import prepare_story
from tests.crash.ward import Records, prepare
from tests.databases import PostgresServer, migrated


def empty_sqlites(folder: Path) -> Iterator[str]:
    """URLs of SQLite files that are not there yet."""
    return (_in_own_folder(folder / f"house-{number}") for number in count())


def _in_own_folder(folder: Path) -> str:
    folder.mkdir()
    return f"sqlite:///{folder / 'dondoc.db'}"


def empty_postgres(server: PostgresServer) -> Iterator[str]:
    """URLs of new, empty databases; they go with the server."""
    return (server.create() for _ in count())


@contextmanager
def sqlite_stories(folder: Path) -> Iterator[Iterator[str]]:
    """URLs of copies of the ward as the story needs it."""
    template = folder / "story.db"
    _make(f"sqlite:///{template}")
    yield (f"sqlite:///{shutil.copyfile(template, folder / f'story-{number}.db')}" for number in count())


@contextmanager
def postgres_stories(server: PostgresServer) -> Iterator[Iterator[str]]:
    """The same on PostgreSQL: each database goes when the next is asked for."""
    with server.fresh() as template:
        _make(template)
        with closing(_copies(server, template)) as copies:  # the last one goes while the server is still there
            yield copies


def _copies(server: PostgresServer, template: str) -> Generator[str, None, None]:
    while True:
        with server.fresh(template) as url:
            yield url


def _make(url: str) -> None:
    migrated(url)
    prepare(url)
    records = Records(url)
    prepare_story(records)
    records.close()
