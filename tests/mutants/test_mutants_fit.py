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
    assert all((ROOT / test).is_file() for test in mutant.tests)
