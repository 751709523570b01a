"""PgBouncer and its like between the program and PostgreSQL: one that lends a server for a session is well, one that
lends it for a transaction is refused, because locks, prepared statements and settings would be somebody else's.
"""

from contextlib import closing

import psycopg

_TRIES = 3
_PID = "SELECT pg_backend_pid()"


def lends_transactions(connection: psycopg.Connection) -> bool:
    """Whether `connection`, which is in no transaction, has no server of its own.

    A pooler gives a number of its own for the server's process: where the numbers agree, nothing is in between and
    nothing more is asked. Raises psycopg.Error.
    """
    was_autocommit = connection.autocommit
    connection.autocommit = True
    try:
        return _server_of(connection) != connection.info.backend_pid and _is_lent(connection)
    finally:
        connection.autocommit = was_autocommit


def _is_lent(connection: psycopg.Connection) -> bool:
    """Whether another session is given the server that served us, or we another than before, while that one works."""
    info = connection.info
    for _ in range(_TRIES):
        mine = _server_of(connection)
        with closing(psycopg.connect(info.dsn, password=info.password, connect_timeout=10)) as other:
            try:
                theirs = _server_of(other)  # from here on it is in a transaction
            except psycopg.Error:
                return True  # statement pooling takes no transactions
            if theirs == mine or _server_of(connection) != mine:
                return True
    return False


def _server_of(connection: psycopg.Connection) -> int:
    row = connection.execute(_PID, prepare=False).fetchone()
    if row is None:
        raise psycopg.OperationalError("the server does not tell its number")
    return int(row[0])
