"""Breaks a copy of the program on purpose, one break at a time, and shows which test notices. None may survive.

Run with `make mutants`. Standard library only. Exit code 1 when a mutant survives, 2 when the list has rotted.
"""

import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(sys.executable).parent
SECONDS = 300  # for the tests of one mutant, on a busy machine too
HOUR = 3600  # seconds, for all the tests that noticed something
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
    """The program and its tests, without what no test here needs, compiled once.

    Compiled code counts by the content of its source and not by the time of it: the source of a mutant is as new as
    the whole one was, and may have its length.
    """
    target = folder / "tree"

    def left_behind(where: str, names: list[str]) -> set[str]:
        unwanted = LEFT_BEHIND if Path(where) == ROOT else ("__pycache__",)
        return {name for name in names if name.startswith(".")} | shutil.ignore_patterns(*unwanted)(where, names)

    shutil.copytree(ROOT, target, ignore=left_behind)
    compileall.compile_dir(target, quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    return target


def run(tree: Path, command: Sequence[str], longest: float = SECONDS) -> tuple[int, str]:
    """Exit code and output of a command in the copy; the copy comes before the installed program on the path.

    A command that has not ended after the `longest` time counts as failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, check=False, capture_output=True, text=True, timeout=longest
        )
    except subprocess.TimeoutExpired:
        return 1, f"{NO_END} after {longest:.0f} s: {' '.join(command)}"
    return done.returncode, done.stdout + done.stderr


def command_for(mutant: Mutant) -> list[str]:
    """What is run to notice the mutant."""
    if mutant.check == "ruff":
        return [str(BIN / "ruff"), "check", "--no-cache", mutant.file]
    if mutant.check == "imports":
        return [str(BIN / "lint-imports"), "--no-cache"]
    return pytest_command(mutant.engine, mutant.tests)


def pytest_command(engine: str, tests: Sequence[str]) -> list[str]:
    """The tests on one engine."""
    return [sys.executable, "-m", "pytest", *PYTEST, *ENGINES[engine], *tests]


def noticed_by(mutant: Mutant, code: int, output: str) -> str:
    """Which test noticed, as `file::test`; "" when none did.

    Raises Rotten when the tests did not even run: that proves nothing.
    """
    if code == 0:
        return ""
    if output.startswith(NO_END):
        return NO_END
    if mutant.check:
        return {"ruff": "ruff", "imports": "import contracts"}[mutant.check]
    failed = re.search(r"^FAILED (\S*?::\w+)", output, re.MULTILINE)
    if code != 1 or not failed:
        raise Rotten(f"{mutant.name}: the tests did not run:\n{output[-1500:]}")
    return failed[1]


def trial(tree: Path, mutant: Mutant) -> tuple[str, float]:
    """Which test noticed the mutant, and after how many seconds; the copy is as before afterwards."""
    file = tree / mutant.file
    whole = file.read_text(encoding="utf-8")
    started = time.monotonic()
    file.write_text(mutant.applied_to(whole), encoding="utf-8")
    try:
        code, output = run(tree, command_for(mutant))
    finally:
        file.write_text(whole, encoding="utf-8")
    return noticed_by(mutant, code, output), time.monotonic() - started


def is_copy_tested(tree: Path) -> bool:
    """What is imported is the copy and not the installed program."""
    code, output = run(tree, [sys.executable, "-c", "import services; print(services.__file__)"])
    return code == 0 and output.strip().startswith(str(tree))


def pass_unbroken(tree: Path, noticed: Mapping[Mutant, str]) -> None:
    """Run what noticed the mutants on the unbroken program: a test that fails there too noticed something else.

    Only these tests run and not all of the lists, which takes several times as long; where the tests of a mutant did
    not end, all of that mutant. Raises Rotten.
    """
    commands = [(command_for(mutant), SECONDS) for mutant, test in noticed.items() if mutant.check or test == NO_END]
    for engine in ENGINES:
        tests = {test for mutant, test in noticed.items() if mutant.engine == engine and "::" in test}
        commands += [(pytest_command(engine, sorted(tests)), HOUR)] if tests else []
    for command, longest in commands:
        code, output = run(tree, command, longest)
        if code:
            raise Rotten(f"not even the unbroken program passes:\n{output[-1500:]}")


def main(wanted: Sequence[str]) -> int:
    """Try all mutants, or those whose name contains one of the words."""
    mutants = [m for m in load() if not wanted or any(word in m.name for word in wanted)]
    noticed, rotten = {}, []
    with tempfile.TemporaryDirectory(prefix="dondoc-mutants-") as folder:
        tree = copy_of_the_tree(Path(folder))
        if not is_copy_tested(tree):
            raise Rotten("not the copy would be tested")
        say("| mutant | caught by | seconds |\n|---|---|---|")
        for mutant in mutants:
            try:
                noticed[mutant], seconds = trial(tree, mutant)
            except Rotten as error:
                rotten.append(str(error))
                say(f"| {mutant.name} | **its tests did not run** | |")
                continue
            caught_by = noticed[mutant].rpartition("::")[2].replace("_", " ")
            say(f"| {mutant.name} | {caught_by or '**nothing**'} | {seconds:.1f} |")
        pass_unbroken(tree, noticed)
    if rotten:
        raise Rotten("\n".join(rotten))
    survivors = [mutant for mutant, test in noticed.items() if not test]
    say(f"\n{len(mutants) - len(survivors)} of {len(mutants)} caught; what caught them passes on the unbroken program.")
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
