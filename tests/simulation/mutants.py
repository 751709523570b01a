"""Which seed finds each fault that is put back: `python -m tests.simulation.mutants [WORDS OF A NAME …]`.

The faults are those of `tests/mutants`, by their names; each is put into a copy of the program, in which weeks are
played until one is broken. Exit code 1 when a fault survives all weeks.
"""

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.__main__ import Mutant, copy_of_the_tree, load, run

WEEKS = 500
HOUR = 3600
FAULTS = (
    "what may have arrived is repeated for ever",
    "a channel held back is hardly ever tried again",
    "while a channel fails every message spends its attempt",
    "a reminder that was rejected does not come due again",
    "a wait as long as the platform likes",
    "news overtakes the answer it follows from",
    "acknowledge before it is stored",
    "marked as sent before it is sent",
    "the unique key of the outbox is not used",
    "the unique key of the inbox is ignored",
    "an update is taken although it was handled",
    "the answer in a second transaction",
    "the sender's time is ignored",
    "a forwarded text is obeyed",
    "news leaves at night when the line comes back",
    "a dead sender's messages are not taken back",
    "sent without a receipt",
    "sending times are ignored",
    "what waited overnight leaves before the morning is planned",
    "one unit's share counts for all",
    "undo of an older deed",
    "what stands behind a task is taken for courtesy",
    "an edit is obeyed a second time",
    "an amended plan leaves the last day of its task",
    "who is away is reminded all the same",
    "after a restore what waited goes out without a mark",
    "the reserve of the month is spent on reminders",
    "a code outlives the removal of its person",
)


def main(wanted: Sequence[str]) -> int:
    """Try all faults, or those whose name contains one of the words."""
    chosen = [mutant for mutant in listed() if not wanted or any(word in mutant.name for word in wanted)]
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="dondoc-mutants-") as folder:
        tree = copy_of_the_tree(Path(folder))
        for mutant in chosen:
            seed = seed_that_finds(tree, mutant)
            survivors += seed is None
            sys.stdout.write(f"| {mutant.name} | {'**none of ' + str(WEEKS) + '**' if seed is None else seed} |\n")
            sys.stdout.flush()
    return 1 if survivors else 0


def listed() -> list[Mutant]:
    """The faults, in the order of their names above; raises KeyError for one that `tests/mutants` does not know."""
    known = {mutant.name: mutant for mutant in load()}
    return [known[name] for name in FAULTS]


def seed_that_finds(tree: Path, mutant: Mutant) -> int | None:
    """The first seed whose week is broken by the fault; the copy is as before afterwards."""
    file = tree / mutant.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(mutant.applied_to(whole), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "tests.simulation", "1", "--weeks", str(WEEKS), "--until-broken"]
        _, output = run(tree, command, HOUR)
    finally:
        file.write_text(whole, encoding="utf-8")
    seeds = [int(found) for found in re.findall(r"^seed (\d+) ", output, re.MULTILINE)]
    return min(seeds, default=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
