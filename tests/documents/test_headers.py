import pytest

from documents.plans.tables.columns import columns_of
from tests.documents.gold import DATA

LINES = [
    tuple(line.split(" : "))
    for line in (DATA / "headers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("header", "roles"), LINES)
def test_the_columns_of_a_header_are_known_by_its_words(header: str, roles: str) -> None:
    cells = header.split("|")
    found = columns_of(cells)
    read = [str(found.roles.get(i, "-")) for i in range(len(cells))] if found else ["no", "tasks"]
    assert read == roles.split()
