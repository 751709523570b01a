"""One running program per SQLite file: a second one is refused at once instead of sending everything twice."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url


class AlreadyRunning(Exception):
    """Another dondoc runs on this database; the text says so."""


@contextmanager
def only_one(database_url: str) -> Iterator[None]:
    """Hold the file's lock while running; the system frees it when the process ends, however it ends.

    Raises AlreadyRunning. PostgreSQL needs no file lock.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    with Path(f"{url.database}.lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(
                f"Một chương trình dondoc khác đang chạy với {url.database}. Hãy dừng nó trước, hoặc dùng tệp khác."
            ) from error
        yield
