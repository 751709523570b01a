"""Breaks a copy of the program on purpose, one break at a time, and shows which test notices. None may survive.

Run with `make mutants`. Standard library only. Exit code 1 when a mutant survives, 2 when the list has rotted.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(sys.executable).parent
LONGEST = 600  # seconds for one list of tests on the unbroken program, on a busy machine too
SHORTEST = 60  # seconds that a mutant has at least
TIMES_AS_LONG = 4  # a mutant whose tests take so much longer than on the unbroken program hangs
LEFT_BEHIND = ("docs", "benchmarks", "dist", "__pycache__", "*.db", "*.db-*")
PYTEST = ("-q", "-x", "-p", "no:cacheprovider", "--no-header", "-rfE", "--tb=no")
NO_END = "no end"
ENGINES = {"sqlite": ("-k", "not postgresql"), "postgresql": ("-k", "not sqlite")}


class Rotten(Exception):
    """The list no longer fits the program; the text says where."""


@dataclass(frozen=True)
class Mutant:
    """One break: `was` becomes `becomes` in `file`; `check` names what else than tests must notice.

    `tests` are files, or single tests (`file::test`) of a file whose other tests are slow. They run on `engine`
    alone: that is quicker, and what only PostgreSQL does is broken there.
    """

    name: str
    file: str
    was: str
    becomes: str
    tests: tuple[str, ...] = ()
    check: str = ""
    engine: str = "sqlite"

    def applied_to(self, text: str) -> str:
        """The file with the break in it.

        Raises Rotten when the place is not there exactly once.
        """
        if (count := text.count(self.was)) != 1:
            raise Rotten(f"{self.name}: the place stands {count} times in {self.file}, not once")
        return text.replace(self.was, self.becomes)


def load() -> list[Mutant]:
    """All mutants, of every list in this folder."""
    lists = [tomllib.loads(file.read_text(encoding="utf-8"))["mutant"] for file in sorted(HERE.glob("*.toml"))]
    listed = [entry for each in lists for entry in each]
    return [Mutant(**entry | {"tests": tuple(entry.get("tests", ()))}) for entry in listed]


def copy_of_the_tree(folder: Path) -> Path:
    """The program and its tests, without what no test here needs."""
    target = folder / "tree"

    def left_behind(where: str, names: list[str]) -> set[str]:
        unwanted = LEFT_BEHIND if Path(where) == ROOT else ("__pycache__",)
        return {name for name in names if name.startswith(".")} | shutil.ignore_patterns(*unwanted)(where, names)

    shutil.copytree(ROOT, target, ignore=left_behind)
    return target


def run(tree: Path, command: Sequence[str], longest: float = LONGEST) -> tuple[int, str]:
    """Exit code and output of a command in the copy; the copy comes before the installed program on the path.

    A command that has not ended after the `longest` time counts as failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, check=False, capture_output=True, text=True, timeout=longest
        )
    except subprocess.TimeoutExpired:
        return 1, f"{NO_END} within {longest:.0f} s: {' '.join(command)}"
    return done.returncode, done.stdout + done.stderr


def command_for(mutant: Mutant) -> tuple[str, ...]:
    """What is run to notice the mutant."""
    if mutant.check == "ruff":
        return (str(BIN / "ruff"), "check", "--no-cache", mutant.file)
    if mutant.check == "imports":
        return (str(BIN / "lint-imports"), "--no-cache")
    return (sys.executable, "-m", "pytest", *PYTEST, *ENGINES[mutant.engine], *mutant.tests)


def noticed_by(mutant: Mutant, code: int, output: str) -> str:
    """Which test noticed; "" when none did.

    Raises Rotten when the tests did not even run: that proves nothing.
    """
    if code == 0:
        return ""
    if output.startswith(NO_END):
        return output.partition(":")[0]
    if mutant.check:
        return {"ruff": "ruff", "imports": "import contracts"}[mutant.check]
    failed = re.search(r"^FAILED \S*?::(\w+)", output, re.MULTILINE)
    if code != 1 or not failed:
        raise Rotten(f"{mutant.name}: the tests did not run:\n{output[-1500:]}")
    return failed[1]


def longest_for(tree: Path, mutants: Sequence[Mutant]) -> dict[tuple[str, ...], float]:
    """How many seconds a mutant has, by command. Each command first runs on the unbroken program and must pass there.

    The time is a multiple of what the unbroken program takes, so that on a slow machine a mutant is not caught by
    its slowness. Raises Rotten when a command fails, or when it is not the copy that is tested.
    """
    code, output = run(tree, [sys.executable, "-c", "import services; print(services.__file__)"])
    if code or not output.strip().startswith(str(tree)):
        raise Rotten(f"not the copy would be tested but {output.strip()}")
    longest = {}
    for command in dict.fromkeys(map(command_for, mutants)):
        started = time.monotonic()
        code, output = run(tree, command)
        if code:
            raise Rotten(f"not even the unbroken program passes {' '.join(command)}\n{output[-1500:]}")
        longest[command] = max(SHORTEST, TIMES_AS_LONG * (time.monotonic() - started))
    return longest


def trial(tree: Path, mutant: Mutant, longest: float) -> tuple[str, float]:
    """Which test noticed the mutant, and after how many seconds; the copy is as before afterwards."""
    file = tree / mutant.file
    whole = file.read_text(encoding="utf-8")
    started = time.monotonic()
    file.write_text(mutant.applied_to(whole), encoding="utf-8")
    try:
        code, output = run(tree, command_for(mutant), longest)
    finally:
        file.write_text(whole, encoding="utf-8")
    return noticed_by(mutant, code, output), time.monotonic() - started


def main(wanted: Sequence[str]) -> int:
    """Try all mutants, or those whose name contains one of the words."""
    mutants = [m for m in load() if not wanted or any(word in m.name for word in wanted)]
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="dondoc-mutants-") as folder:
        tree = copy_of_the_tree(Path(folder))
        started = time.monotonic()
        longest = longest_for(tree, mutants)
        say(f"The unbroken program passes all {len(longest)} lists of tests in {time.monotonic() - started:.0f} s.\n")
        say("| mutant | caught by | seconds |\n|---|---|---|")
        for mutant in mutants:
            noticed, seconds = trial(tree, mutant, longest[command_for(mutant)])
            survivors += not noticed
            say(f"| {mutant.name} | {noticed.replace('_', ' ') or '**nothing**'} | {seconds:.1f} |")
    say(f"\n{len(mutants) - survivors} of {len(mutants)} caught.")
    return 1 if survivors else 0


def say(text: str) -> None:
    """A line as soon as it is known."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Rotten as rotten:
        sys.stderr.write(f"mutants: {rotten}\n")
        sys.exit(2)
