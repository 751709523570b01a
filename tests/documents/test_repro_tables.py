"""Small files with one fault of real tables each, and what a careful official reads in them."""

import pytest

from documents.plans.block_account import EntryKind
from documents.plans.blocks import Row
from documents.plans.formats.file_formats import blocks_of
from documents.plans.plan_reader import read_plan
from documents.plans.tables.table_reader import read_tables
from domain.names import fold
from domain.plans import TaskDraft
from tests.documents.gold import DATA

FOLDER = DATA / "plans_repro_tables"
LABELS = [line.split("\t") for line in (FOLDER / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]]
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".tsv")


def _as_label(task: TaskDraft) -> list[str]:
    units = ("; ".join(fold(u.name) for u in group) for group in (task.lead, task.coordinating))
    return [task.code, task.title, *units, str(task.deadline.last_day or task.deadline.kind)]


def test_every_file_has_labels() -> None:
    assert sorted({label[0] for label in LABELS}) == FILES
    assert len(FILES) >= 30


@pytest.mark.parametrize("name", FILES)
def test_the_tasks_of_its_tables_are_what_a_person_reads(name: str) -> None:
    plan = read_plan((FOLDER / name).read_bytes(), name)
    expected = [[c, t, fold(lead), fold(partners), due] for f, c, t, lead, partners, due in LABELS if f == name]
    assert [_as_label(t) for t in plan.tasks if t.place.table] == expected


@pytest.mark.parametrize("name", FILES)
def test_no_row_of_a_table_is_left_unread(name: str) -> None:
    blocks = blocks_of((FOLDER / name).read_bytes(), name)
    rows = [b for b in blocks if isinstance(b, Row)]
    entries = read_tables(rows).entries
    assert len(entries) == len(rows)
    assert [(row.cells, e.rule) for row, e in zip(rows, entries, strict=True) if e.kind is EntryKind.UNREAD] == []
