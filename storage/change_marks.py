"""Numbers that tell whether pages would show something else: asked once a second while a page is open."""

from sqlalchemy import bindparam, select

from storage.engine.database import RawCursor, Transaction
from storage.tables import event

# Raw text, as it is asked every second; both sub-queries read one index each. It sees changes of every process alike,
# so neither LISTEN/NOTIFY nor `PRAGMA data_version` is needed beside it.
CHANGE_MARKS = (
    "SELECT (SELECT coalesce(max(seq), 0) FROM event WHERE organisation_id = {0}),"
    " (SELECT coalesce(sum(version + id), 0) FROM draft WHERE organisation_id = {0})"
)
_WHAT = (
    select(event.c.what)
    .distinct()
    .where(event.c.organisation_id == bindparam("organisation"), event.c.seq > bindparam("seq"))
)


def read_change_marks(raw_cursor: RawCursor, organisation_id: int) -> tuple[int, int]:
    """The number of the newest event, and one that changes with every draft."""
    dialect, cursor = raw_cursor
    mark = "%s" if dialect == "postgresql" else "?"
    cursor.execute(CHANGE_MARKS.format(mark), (organisation_id, organisation_id))
    last_event, drafts = cursor.fetchone()
    return int(last_event), int(drafts)


def kinds_since(tx: Transaction, organisation_id: int, seq: int) -> frozenset[str]:
    """The kinds of events behind the one of this number."""
    return frozenset(row[0] for row in tx.execute(_WHAT, {"organisation": organisation_id, "seq": seq}))
