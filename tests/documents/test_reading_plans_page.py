import re
from datetime import date
from pathlib import Path

import pytest

from documents.plans.deadlines import read_deadline
from documents.plans.formats.file_formats import KNOWN
from documents.plans.tables.columns import Role, columns_of
from documents.plans.units import split_units

PAGE = (Path(__file__).parents[2] / "docs" / "reading-plans.md").read_text(encoding="utf-8")


def _table(first: str) -> list[list[str]]:
    """The rows under the header that begins with this cell."""
    lines = PAGE[PAGE.index(f"| {first} |") :].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([c.strip() for c in line.strip("|").split("|")])
    return rows


@pytest.mark.parametrize(("wording", "kind", "last_day"), _table("wording"))
def test_the_page_tells_how_deadlines_are_read(wording: str, kind: str, last_day: str) -> None:
    got = read_deadline(wording, date(2026, 4, 9)).deadline
    assert (got.kind.value, str(got.last_day or "")) == (kind, last_day)


@pytest.mark.parametrize(("cell", "units"), _table("cell"))
def test_the_page_tells_how_cells_are_split(cell: str, units: str) -> None:
    assert "; ".join(u.name for u in split_units(cell)) == units


@pytest.mark.parametrize(("header", "role"), [(h, r) for headers, r in _table("header") for h in headers.split(", ")])
def test_the_page_tells_which_headers_are_known(header: str, role: str) -> None:
    others = {"task": "Nhiệm vụ", "lead": "Chủ trì", "deadline": "Thời hạn", "number": "TT"}
    cells = [header, *(words for name, words in others.items() if name != role)]
    found = columns_of(cells)
    assert found is not None
    assert found.roles[0] is Role(role)


def test_the_page_names_every_format() -> None:
    named = re.search(r"^Formats \(checked\): (.*?), and", PAGE, re.MULTILINE)
    assert named is not None
    assert sorted(named.group(1).split(", ")) == sorted(KNOWN)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:documents|tests)/[\w/.]+)`", PAGE))))
def test_the_page_names_files_that_exist(path: str) -> None:
    assert (Path(__file__).parents[2] / path).exists()
