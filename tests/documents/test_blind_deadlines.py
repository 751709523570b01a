"""Time limits labelled before the reader was run on them (docs/reading-plans.md): wrong is worse than "unknown"."""

import csv
from datetime import date

import pytest

from documents.plans.deadlines import read_deadline
from tests.documents.gold import DATA


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("name", "total"),
    [("deadlines_blind.tsv", 178), ("deadlines_blind_3.tsv", 81), ("deadlines_blind_4.tsv", 62)],
)
def test_of_the_clear_ones_97_in_100_are_right_and_hardly_any_is_wrong(name: str, total: int) -> None:
    clear = [row for row in _rows(name) if "ambiguous" not in (row["note"] or "")]
    right, wrong = 0, []
    for row in clear:
        deadline = read_deadline(row["phrase"], date.fromisoformat(row["anchor_date"])).deadline
        last_day = deadline.last_day.isoformat() if deadline.last_day else ""
        if (deadline.kind.value, last_day) == (row["kind"], row["last_day"] or ""):
            right += 1
        elif deadline.kind.value != "unknown":
            wrong.append(row["phrase"])
    assert len(clear) == total
    assert right / len(clear) >= 0.97
    assert len(wrong) / len(clear) < 0.015, wrong
