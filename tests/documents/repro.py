"""Small documents with one kind of fault each (tests/data/plans_repro) and what a careful official reads in them."""

import csv
from pathlib import Path

from documents.plans.plan_reader import read_plan
from domain.plans import PlanDraft
from tests.documents.gold import DATA

FOLDER = DATA / "plans_repro"


def repro_rows(name: str) -> dict[str, list[dict[str, str]]]:
    """The labelled rows of a table, by file."""
    by_file: dict[str, list[dict[str, str]]] = {}
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_file.setdefault(row["file"], []).append({k: v or "" for k, v in row.items()})
    return by_file


def repro_files() -> list[Path]:
    """All documents of the folder."""
    return sorted(p for p in FOLDER.iterdir() if p.suffix != ".tsv")


def repro_plan(file: str) -> PlanDraft:
    """A document of the folder as it is read."""
    return read_plan((FOLDER / file).read_bytes(), file)
