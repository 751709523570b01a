"""An account of the tasks kept beside the program: what people said, replayed without any of its code."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass
class Row:
    """One task as somebody with pencil and paper would keep it."""

    last_day: date | None
    at_time: time | None
    is_repeating: bool
    state: str = "open"
    reported_at: datetime | None = None
    opened_again_at: datetime | None = None


class Paper:
    """The tasks by number. Instants are aware."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.rows: dict[int, Row] = {}

    def report(self, number: int, at: datetime) -> bool:
        """Somebody says it is done; False when it was not open. A repeating task goes on whatever is said."""
        row = self.rows[number]
        if row.is_repeating or row.state != "open":
            return False
        row.state, row.reported_at = "reported", at
        return True

    def open_again(self, number: int, at: datetime) -> None:
        """Handed back, or taken back by who reported it."""
        row = self.rows[number]
        row.state, row.reported_at, row.opened_again_at = "open", None, at

    def confirm(self, number: int) -> None:
        """The report is accepted."""
        self.rows[number].state = "done"

    def is_too_late(self, row: Row, at: datetime) -> bool:
        """Whether an instant lies after the last one in time."""
        if row.last_day is None:
            return False
        local = at.astimezone(self.zone)
        if local.date() != row.last_day or row.at_time is None:
            return local.date() > row.last_day
        return local.time() > row.at_time

    def figures(self, now: datetime) -> tuple[int, int, int, int]:
        """Done on time, done late, open in time, open overdue."""
        cells: Counter[str] = Counter()
        for row in self.rows.values():
            late = self.is_too_late(row, row.reported_at or now)
            if row.is_repeating:
                cells["in time"] += 1
            elif row.state == "done":
                cells["done late" if late else "done"] += 1
            else:
                cells["overdue" if late else "in time"] += 1
        return cells["done"], cells["done late"], cells["in time"], cells["overdue"]
