"""Documents of wards with tables, written and labelled before the reader had seen any such; labels as first written.

expected.tsv: the beginning (or a part) of each title, units by semicolons, last day; "|" between readings that honest
experts may differ in, "?" where they cannot tell, nothing where none is expected. documents.tsv: how many tasks a
document may give; what is more is invented.
"""

import csv
from functools import cache

import pytest

from documents.plans.plan_reader import read_plan
from domain.names import fold
from domain.plans import PlanDraft, TaskDraft, UnitMention
from tests.documents.gold import DATA

FOLDER = DATA / "plans_ward_tables"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


LABELS = _rows("expected.tsv")
DOCUMENTS = _rows("documents.tsv")


@cache
def _plan(name: str) -> PlanDraft:
    return read_plan((FOLDER / name).read_bytes(), name)


def _task(label: dict[str, str]) -> TaskDraft:
    title = fold(label["title"])
    found = [t for t in _plan(label["file"]).tasks if title in fold(t.title)]
    assert len(found) == 1, f"{label['title']}: {len(found)} tasks"
    return found[0]


def _is_one_of(units: tuple[UnitMention, ...], label: str) -> bool:
    got = sorted(fold(u.name).removeprefix("cac ") for u in units)
    wanted = [sorted(fold(u.strip()).removeprefix("cac ") for u in w.split(";") if u.strip()) for w in label.split("|")]
    return label == "?" or got in wanted


def test_every_document_has_labels() -> None:
    files = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".tsv")
    assert sorted({label["file"] for label in LABELS}) == sorted(d["file"] for d in DOCUMENTS) == files
    assert len(LABELS) > 100


@pytest.mark.parametrize("label", LABELS, ids=lambda label: f"{label['file'][:9]} {label['title'][:30]}")
def test_a_labelled_row_is_a_task_with_its_units_and_day(label: dict[str, str]) -> None:
    task = _task(label)
    assert str(task.deadline.last_day or "") in label["last_day"].split("|")
    assert _is_one_of(task.lead, label["lead"]), [u.name for u in task.lead]
    assert _is_one_of(task.coordinating, label["coordinating"]), [u.name for u in task.coordinating]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["file"])
def test_nothing_is_invented_of_lists_of_people_figures_and_notes(document: dict[str, str]) -> None:
    plan = _plan(document["file"])
    assert int(document["fewest"]) <= len(plan.tasks) <= int(document["most"])
    assert plan.account.blocks == sum((plan.account.task, plan.account.part, plan.account.context, plan.account.unread))
