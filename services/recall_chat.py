"""What a chat said lately, as the inbox keeps it: for what only several messages together say. It only looks."""

from datetime import timedelta

from domain.arrivals import InboxRow
from storage.engine.database import Database
from storage.inbox import rows_of_chat


def recall_chat(
    database: Database, organisation_id: int, row: InboxRow, back: timedelta, most: int
) -> list[tuple[InboxRow, bool]]:
    """The newest rows of this one's chat since so long before it, in order; and whether each has been taken up."""
    with database.reading() as tx:
        return rows_of_chat(tx, organisation_id, row, row.received_at - back, most)
