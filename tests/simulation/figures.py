"""The figures that leaders read: cells that add up, and as many tasks done and overdue as the ledger has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.simulation.evidence import local

if TYPE_CHECKING:
    from tests.simulation.deeds import Handled, Standing
    from tests.simulation.evidence import Evidence

_CELLS = re.compile(
    r"Tổng số (\d+) nhiệm vụ: hoàn thành đúng hạn (\d+), hoàn thành chậm (\d+), đang thực hiện trong hạn (\d+), "
    r"quá hạn (\d+)"
)
_OVERDUE, _DONE = re.compile(r"🔴 (\d+) quá hạn"), re.compile(r"✅ (\d+)/(\d+) hoàn thành")


@dataclass(frozen=True)
class Figures:
    """How many tasks there are, are done, and are overdue."""

    total: int
    done: int
    overdue: int


@dataclass(frozen=True)
class Asked:
    """Somebody who may see everything asks; what the ledger says at that moment, None where it cannot be sure."""

    one: "Handled"
    figures: Figures | None


def figures_of(standing: "Standing", today: date) -> Figures:
    """What was reported in time waits for its confirmation without falling overdue; what was called off is no task."""
    rows = [row for row in standing.rows.values() if row.state != "cancelled"]
    overdue = 0
    for row in rows:
        judged = today if row.state == "open" or row.reported_at is None else local(row.reported_at).date()
        overdue += row.state != "done" and judged > row.last_day
    return Figures(len(rows), sum(row.state == "done" for row in rows), overdue)


def faults_of_figures(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """Every report adds up; who asked has read what stands in the ledger."""
    for phone in found.week.phones:
        for shown in phone.shown:
            for total, *cells in (map(int, counts) for counts in _CELLS.findall(shown.text)):
                if total != sum(cells):
                    yield f"{phone.person} reads {total} tasks, and in the cells {cells}"
    for asked in standing.asked:
        one = asked.one
        for row in found.rows_of[one.phone.platform, one.typed.key]:
            read = _read(found.answer_to.get(f"answer:{row['id']}", ""))
            is_clock_wrong = found.was_clock_wrong(one.typed.at) or found.may_be_misdated(one.at)
            if read is not None and asked.figures not in {None, read} and not is_clock_wrong:
                yield f"{one.person.name} reads {read} at {local(one.at):%a %d/%m %H:%M}, and it is {asked.figures}"


def _read(text: str) -> Figures | None:
    done, overdue = _DONE.search(text), _OVERDUE.search(text)
    return None if done is None else Figures(int(done[2]), int(done[1]), int(overdue[1]) if overdue else 0)
