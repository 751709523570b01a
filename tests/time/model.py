"""An account of the tasks kept beside the program: what people said, replayed without any of its code."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass
class Row:
    """One task as somebody with pencil and paper would keep it.

    `sharing`: the units that each report for themselves; `shares`: those that have, with the instant. `handed`: the
    people of a unit to whom its head handed the task. `wish`: the day asked for and the day of the asking. `before`:
    the wish and whether a question stood open when the last report was made, which settles both. `correction`: the day
    that the coordinator wants for work that was judged by its last day already; only a leader may set it.
    """

    last_day: date | None
    at_time: time | None
    is_repeating: bool
    sharing: frozenset[int] = frozenset()
    state: str = "open"
    reported_at: datetime | None = None
    changed_at: datetime | None = None
    shares: dict[int, datetime] = field(default_factory=dict)
    handed: dict[int, frozenset[int]] = field(default_factory=dict)
    wish: tuple[date, date] | None = None
    is_recommended: bool = False
    has_question: bool = False
    before: tuple[tuple[date, date] | None, bool] = (None, False)
    correction: date | None = None


@dataclass(frozen=True)
class Leave:
    """A person is away from a first to a last day, and somebody or nobody does their work meanwhile."""

    person: int
    stand_in: int | None
    first_day: date
    last_day: date

    def overlaps(self, first: date, last: date) -> bool:
        """Whether they share a day."""
        return self.first_day <= last and first <= self.last_day


def places_on(leaves: Iterable[Leave], day: date) -> tuple[set[int], dict[int, set[int]]]:
    """Who is away on a day, and by the stand-in those whose work they do; who is away does nobody's."""
    of_day = [leave for leave in leaves if leave.overlaps(day, day)]
    away, behind = {leave.person for leave in of_day}, dict[int, set[int]]()
    for leave in of_day:
        if leave.stand_in is not None and leave.stand_in not in away:
            behind.setdefault(leave.stand_in, set()).add(leave.person)
    return away, behind


class Paper:
    """The tasks by number. Instants are aware."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.rows: dict[int, Row] = {}
        self.leaves: list[Leave] = []

    def leave_of(self, person: int, day: date) -> Leave | None:
        """The leave of a person that is not over before a day."""
        return next((leave for leave in self.leaves if leave.person == person and leave.last_day >= day), None)

    def report(self, number: int, units: Collection[int], at: datetime) -> frozenset[int] | None:
        """Somebody of these units says it is done: the shares that are new; None when there was nothing to say.

        Of several lead units each says its own; the last one reports the task. A repeating task goes on.
        """
        row = self.rows[number]
        mine = (row.sharing & frozenset(units)) - row.shares.keys()
        if row.is_repeating or row.state != "open" or not mine:
            return None
        row.shares.update(dict.fromkeys(mine, at))
        row.changed_at, row.before = at, (row.wish, row.has_question)
        if row.sharing <= row.shares.keys():
            row.state, row.reported_at, row.wish, row.has_question = "reported", at, None, False
        return mine

    def take_back(self, number: int, shares: Collection[int], at: datetime) -> None:
        """These shares are reported no longer."""
        row = self.rows[number]
        row.state, row.reported_at, row.changed_at = "open", None, at
        row.shares = {unit: said for unit, said in row.shares.items() if unit not in shares}

    def undo_report(self, number: int, shares: Collection[int], at: datetime) -> None:
        """Whoever reported types /undo: what the report settled stands open again too."""
        self.take_back(number, shares, at)
        row = self.rows[number]
        row.wish, row.has_question = row.before

    def open_again(self, number: int, at: datetime) -> None:
        """Handed back: every unit must report again."""
        self.take_back(number, self.rows[number].sharing, at)

    def confirm(self, number: int) -> None:
        """The report is accepted; where units are missing, as of the last that reported."""
        row = self.rows[number]
        row.reported_at = row.reported_at or max(row.shares.values())
        row.state, row.wish, row.has_question = "done", None, False

    def move(self, number: int, day: date, at: datetime) -> None:
        """Another last day, granted or ordered."""
        row = self.rows[number]
        row.last_day, row.at_time, row.changed_at = day, None, at

    def cancel(self, number: int) -> None:
        """It is not to be done any more."""
        self.rows[number].state, self.rows[number].correction = "cancelled", None

    def is_judged(self, row: Row, at: datetime) -> bool:
        """Whether another last day would turn late into in time: it has passed, or the work is said done."""
        return row.last_day is not None and (row.state != "open" or self.is_too_late(row, at))

    def is_too_late(self, row: Row, at: datetime) -> bool:
        """Whether an instant lies after the last one in time."""
        if row.last_day is None:
            return False
        local = at.astimezone(self.zone)
        if local.date() != row.last_day or row.at_time is None:
            return local.date() > row.last_day
        return local.time() > row.at_time

    def figures(self, now: datetime) -> tuple[int, int, int, int]:
        """Done on time, done late, open in time, open overdue; what was cancelled is in none."""
        cells: Counter[str] = Counter()
        for row in self.rows.values():
            late = self.is_too_late(row, row.reported_at or now)
            if row.state == "cancelled":
                continue
            if row.is_repeating:
                cells["in time"] += 1
            elif row.state == "done":
                cells["done late" if late else "done"] += 1
            else:
                cells["overdue" if late else "in time"] += 1
        return cells["done"], cells["done late"], cells["in time"], cells["overdue"]
