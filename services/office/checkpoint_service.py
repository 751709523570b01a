"""Makes the monthly checkpoints of the history of every organisation; each method is one transaction."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.checkpoints import month_ended
from domain.reports import end_of
from services.reminders.make_checkpoint import make_checkpoint
from storage.across_organisations import everywhere
from storage.checkpoints import without_checkpoint, zones_in_use
from storage.engine.database import Database
from storage.organisations import lock_organisation


class CheckpointService:
    """`keys` sign and verify, the first one signs; without any, checkpoints are made without a signature."""

    def __init__(self, database: Database, keys: Sequence[bytes]) -> None:
        self._database, self._everywhere, self._keys = database, everywhere(database), keys

    def due(self, now: datetime) -> list[int]:
        """Open organisations that wait for the checkpoint of the month that ended last; mostly none. Takes no lock."""
        found: list[int] = []
        with self._everywhere.reading() as tx:
            for zone in zones_in_use(tx):
                month = month_ended(now, ZoneInfo(zone))
                found += without_checkpoint(tx, zone, month.code, end_of(month, ZoneInfo(zone)))
        return found

    def make(self, organisation_id: int, now: datetime) -> int:
        """Make the checkpoint of one organisation; returns how many messages tell it."""
        with self._database.of(organisation_id).transaction() as tx:
            own = lock_organisation(tx, organisation_id)
            return 0 if own.closed_at is not None else make_checkpoint(tx, own, now, self._keys)
