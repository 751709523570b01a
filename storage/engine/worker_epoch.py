"""Commits of a worker on PostgreSQL, each of which checks that no other worker has removed it."""

from sqlalchemy import Connection, Integer, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from storage.engine.pipeline import flush_and_commit, write_later

_CHECK = select(func.check_worker(bindparam("epoch", type_=Integer)))
_REMOVED = "DD001"  # raised by the function, which migration 0033 makes


class LeaseLost(Exception):
    """Another program serves what this one served. The transaction was rolled back."""


def commit_in_epoch(tx: Connection, epoch: int) -> None:
    """Commit unless the worker of this epoch was removed. Costs no round trip: the check goes with COMMIT.

    Raises LeaseLost.
    """
    write_later(tx, _CHECK, {"epoch": epoch})
    try:
        flush_and_commit(tx)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _REMOVED:
            raise LeaseLost("another program has removed this worker") from error
        raise
