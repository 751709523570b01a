"""Which seed finds each fault that is put back: `python -m tests.simulation.mutants [--workers N] [WORDS OF A NAME …]`.

The faults are those of `tests/mutants`, by their names. Each is put into the program as it is imported, in a process of
its own, in which weeks are played until one is broken that is whole without the fault. What was found stands in
`mutants.toml` beside this file, written after every week: a run that was stopped goes on where it was. A fault whose
seed is known is only tried with that seed again. Exit code 1 when a fault survives.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from tests.mutants.__main__ import ROOT, Mutant, load

FOUND = Path(__file__).with_suffix(".toml")
WEEKS = 500
SLICE = range(1, 26)  # whole without any fault; `make test` plays each in a test
STANDBY = "standby"  # in an entry: 1 where it takes two programs on PostgreSQL
WHOLE, READY = "every promise held", "ready"
SECONDS = 1800  # for one week of a broken program on a busy machine, which may turn round and round


@dataclass
class Known:
    """What is known of the faults: by name, the seed that finds it (None: not yet) and how many seeds were tried."""

    file: Path = FOUND
    entries: dict[str, dict[str, int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.entries = tomllib.loads(self.file.read_text(encoding="utf-8"))

    def write(self, name: str, **entry: int) -> None:
        """Keep an entry at once."""
        with self._lock:
            kept = {key: value for key, value in self.entries.get(name, {}).items() if key == STANDBY}
            self.entries[name] = kept | entry
            parts = [f'["{fault}"]\n' + _lines(kept) for fault, kept in self.entries.items()]
            self.file.write_text("\n".join(parts), encoding="utf-8")


def _lines(entry: Mapping[str, int]) -> str:
    return "".join(f"{key} = {value}\n" for key, value in entry.items())


def main() -> int:
    """Try all faults, or those whose name contains one of the words."""
    arguments = argparse.ArgumentParser(prog="python -m tests.simulation.mutants", description=__doc__)
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--workers", type=int, default=2, help="faults that are tried at the same time")
    arguments.add_argument("--known", action="store_true", help="only faults whose seed is known")
    arguments.add_argument("--most", type=int, default=WEEKS, help="seeds that are tried at most")
    arguments.add_argument("--standby", action="store_true", help="with --play: two programs on PostgreSQL")
    arguments.add_argument(
        "--play", nargs=3, metavar=("NAME", "SEED", "COUNT"), help="weeks with a fault in this process"
    )
    given = arguments.parse_args()
    if given.play is not None:
        return _play(given.play[0], *map(int, given.play[1:]), is_paired=given.standby)
    known = Known()
    chosen = [fault for fault in listed() if not given.words or any(word in fault.name for word in given.words)]
    if given.known:
        chosen = [fault for fault in chosen if "seed" in known.entries[fault.name]]
    with ThreadPoolExecutor(given.workers) as pool:
        found = list(pool.map(lambda fault: _tried(known, fault, given.most), chosen))
    return 0 if all(found) else 1


def listed() -> list[Mutant]:
    """The faults, in the order of the file; raises KeyError for one that `tests/mutants` does not know."""
    by_name = {mutant.name: mutant for mutant in load()}
    return [by_name[name] for name in Known().entries]


def _tried(known: Known, fault: Mutant, most: int) -> bool:
    """Whether a seed finds the fault; what is learnt is kept and told."""
    entry = known.entries[fault.name]
    seed, is_paired = entry.get("seed"), STANDBY in entry
    if seed is not None:
        is_found = any(broken for _, broken in played_with(fault.name, seed, 1, is_paired=is_paired))
        _say(f"| {fault.name} | {seed if is_found else f'**no longer {seed}**'} |")
        return is_found
    first = entry.get("tried", 0) + 1
    for seed, is_broken in played_with(fault.name, first, most - first + 1, is_paired=is_paired):
        is_known = seed in SLICE and not is_paired
        if is_broken and (is_known or not any(broken for _, broken in played_with("", seed, 1, is_paired=is_paired))):
            known.write(fault.name, seed=seed)
            _say(f"| {fault.name} | {seed} |")
            return True
        known.write(fault.name, tried=seed)
    _say(f"| {fault.name} | **none of {most}** |")
    return False


def played_with(name: str, first: int, count: int, *, is_paired: bool = False) -> Iterator[tuple[int, bool]]:
    """Seeds, one after the other, and whether their weeks are broken with this fault ("": with none).

    A week that ends in an error, or does not end within half an hour, is broken, too, and the last. Raises
    RuntimeError when the program does not even start.
    """
    command = [sys.executable, "-u", "-m", "tests.simulation.mutants", "--play", name, str(first), str(count)]
    command += ["--standby"] if is_paired else []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as playing:
        assert playing.stdout is not None
        if playing.stdout.readline().strip() != READY:
            raise RuntimeError(f"cannot play with {name!r}")
        try:
            for seed in range(first, first + count):
                guard = Timer(SECONDS, playing.kill)
                guard.start()
                line = playing.stdout.readline()
                guard.cancel()
                yield seed, line.strip() != WHOLE
                if not line:
                    return
        finally:
            playing.kill()


def _play(name: str, first: int, count: int, *, is_paired: bool) -> int:
    if name:
        put_back(next(mutant for mutant in load() if mutant.name == name))
    from tests.simulation.account import judged  # only now: it imports the program
    from tests.simulation.stores import POSTGRESQL, SQLITE

    _say(READY)
    are_whole = True
    for seed in range(first, first + count):
        try:
            _, faults = judged(seed, POSTGRESQL if is_paired else SQLITE, is_paired=is_paired)
        except Exception as error:
            faults = [f"{type(error).__name__}: {error}"]
        _say("; ".join(faults[:5]).replace("\n", " ") or WHOLE)
        are_whole = are_whole and not faults
    return 0 if are_whole else 1


def put_back(mutant: Mutant) -> None:
    """From now on the file of the mutant is imported with the fault in it. Raises Rotten when it does not fit."""
    place = str(ROOT / mutant.file)
    whole: Any = SourceFileLoader.get_code

    def get_code(loader: Any, fullname: str) -> Any:
        if loader.get_filename(fullname) != place:
            return whole(loader, fullname)
        return compile(mutant.applied_to(Path(place).read_text(encoding="utf-8")), place, "exec")

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def seeds() -> Iterator[tuple[str, int]]:
    """Each fault of which a seed is known, and the seed."""
    return ((name, entry["seed"]) for name, entry in Known().entries.items() if "seed" in entry)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
