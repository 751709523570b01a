"""Which programs run on a PostgreSQL database, and how many seats each has; on SQLite there are no rows."""

from typing import NamedTuple

from sqlalchemy import func, select

from storage.engine.database import Transaction
from storage.tables import seat, worker


class WorkerNow(NamedTuple):
    """A program by its epoch, the name of its sessions and its seats."""

    epoch: int
    name: str
    seats: int


def list_workers(tx: Transaction) -> list[WorkerNow]:
    """The programs in the order in which they joined; one that was killed stays until another looks."""
    query = (
        select(worker.c.id, worker.c.name, func.count(seat.c.id))
        .outerjoin(seat, seat.c.worker_id == worker.c.id)
        .group_by(worker.c.id, worker.c.name)
        .order_by(worker.c.id)
    )
    return [WorkerNow(*row) for row in tx.execute(query)]
