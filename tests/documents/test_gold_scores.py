from datetime import date

import pytest

from documents.plans.deadlines import read_deadline
from documents.plans.units import split_units
from domain.deadlines import DeadlineKind
from tests.documents.gold import DATA, day, rows


def _missed(name: str) -> tuple[list[str], int, int]:
    missed, wrong = [], 0
    plain = [r for r in rows(name) if "ambiguous" not in r["note"]]
    for r in plain:
        got = read_deadline(r["phrase"], day(r["anchor_date"])).deadline
        if (got.kind, got.last_day) != (DeadlineKind(r["kind"]), day(r["last_day"])):
            wrong += got.kind is not DeadlineKind.UNKNOWN
            missed.append(f"{r['phrase']!r}: {r['kind']} {r['last_day']}, read {got.kind} {got.last_day}")
    return missed, wrong, len(plain)


@pytest.mark.parametrize(("name", "bar"), [("deadline_phrases.tsv", 0.97), ("deadline_phrases_noisy.tsv", 0.92)])
def test_nearly_all_unambiguous_deadlines_are_read_as_people_read_them(name: str, bar: float) -> None:
    missed, wrong, total = _missed(name)
    assert total > 40
    assert 1 - len(missed) / total >= bar, "\n".join(missed)
    assert wrong / total < 0.015, "\n".join(missed)


def test_nearly_all_assignment_cells_are_split_exactly() -> None:
    cells = rows("unit_cells.tsv")
    missed = []
    for r in cells:
        names = " | ".join(u.name for u in split_units(r["text"]))
        if names != r["units"]:
            missed.append(f"{r['text']!r}\n  {r['units']}\n  {names}")
    assert 1 - len(missed) / len(cells) >= 0.9, "\n".join(missed)


def test_cells_that_name_a_class_of_units_are_known_as_groups() -> None:
    cells = rows("unit_cells.tsv")
    missed = [r["text"] for r in cells if any(u.is_group for u in split_units(r["text"])) != (r["has_group"] == "yes")]
    assert 1 - len(missed) / len(cells) >= 0.95, "\n".join(missed)


# What the reader scored when it saw each set for the first time stands in docs/reading-plans.md; the rules were mended
# afterwards, so these bars only keep what was gained.
HELD_OUT = ("", "_second", "_third")


@pytest.mark.parametrize("which", [*HELD_OUT, "_fourth", "_fifth", "_sixth", "_seventh"])
def test_held_out_deadlines_stay_read(which: str) -> None:
    missed, wrong, total = [], 0, 0
    issued_on = None
    for line in (DATA / f"deadlines{which}_held_out.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            issued_on = date.fromisoformat(line[1:])
        elif line and not line.startswith("#"):
            wording, kind, last = (c.strip() for c in line.split("|"))
            got = read_deadline(wording, issued_on).deadline
            total += 1
            if (got.kind, got.last_day) != (DeadlineKind(kind), day(last)):
                wrong += got.kind is not DeadlineKind.UNKNOWN
                missed.append(f"{wording!r}: {kind} {last}, read {got.kind} {got.last_day}")
    assert total >= 60
    assert len(missed) / total <= 0.02, "\n".join(missed)


@pytest.mark.parametrize("which", HELD_OUT)
def test_held_out_cells_stay_split(which: str) -> None:
    lines = (DATA / f"units{which}_held_out.txt").read_text(encoding="utf-8").splitlines()
    cells = [line.partition(" ->") for line in lines if line and not line.startswith("#")]
    missed = [a for a, _, b in cells if " | ".join(u.name for u in split_units(a)) != b.strip()]
    assert len(cells) >= 30
    assert len(missed) / len(cells) <= 0.1, "\n".join(missed)
