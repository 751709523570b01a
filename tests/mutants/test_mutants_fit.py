"""The list of mutants fits the program as it is now; whether each is caught is tried by `make mutants`."""

import pytest

from tests.mutants.__main__ import ROOT, Mutant, load


@pytest.mark.parametrize("mutant", load(), ids=lambda mutant: mutant.name)
def test_the_place_to_break_stands_exactly_once_and_its_tests_are_there(mutant: Mutant) -> None:
    whole = (ROOT / mutant.file).read_text(encoding="utf-8")
    broken = mutant.applied_to(whole)
    assert broken != whole
    compile(broken, mutant.file, "exec")
    assert bool(mutant.tests) != bool(mutant.check)
    assert [test for test in mutant.tests if not _is_there(test)] == []


def _is_there(test: str) -> bool:
    """The file is there and, where one test of it is named, defines that."""
    file, _, name = test.partition("::")
    path = ROOT / file
    return path.is_file() and (not name or f"def {name}(" in path.read_text(encoding="utf-8"))
