"""Commits of the sender on PostgreSQL, each of which checks that its epoch is still the newest."""

from sqlalchemy import Connection, Integer, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from storage.engine.pipeline import flush_and_commit, write_later

_CHECK = select(func.check_sender_epoch(bindparam("epoch", type_=Integer)))
_TAKEN = "DD001"  # raised by the function, which migration 0026 makes


class LeaseLost(Exception):
    """Another program is the sender now. The transaction was rolled back."""


def commit_in_epoch(tx: Connection, epoch: int) -> None:
    """Commit unless another program has raised the epoch. Costs no round trip: the check goes with COMMIT.

    Raises LeaseLost.
    """
    write_later(tx, _CHECK, {"epoch": epoch})
    try:
        flush_and_commit(tx)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _TAKEN:
            raise LeaseLost("another program has taken the lease of the sender") from error
        raise
