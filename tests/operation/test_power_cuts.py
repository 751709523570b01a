"""What was acknowledged survives a power cut at any instant; with less care of the disk it would not."""

import os
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.operation.power import Call, Disk, calls, traced
from tests.operation.running import ROOT, prepare, settings_of

UPDATES = 120
CUTS = 150


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A database at rest: one file, no log."""
    prepare(settings_of(sqlite_url))
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def story(file: Path, synchronous: str) -> tuple[bytes, list[Call]]:
    """The file before, and everything that was written after."""
    before = file.read_bytes()
    trace = file.with_name("trace")
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    writer = [sys.executable, str(ROOT / "tests/operation/writer.py"), str(file), str(UPDATES), synchronous]
    traced(writer, file.parent, environ, trace)
    return before, list(calls(trace, file.parent))


def lost(before: bytes, happened: list[Call], file: Path, folder: Path, seed: int) -> int:
    """Cut the power at a random instant; how many acknowledged updates are not there after it."""
    chance = random.Random(seed)  # noqa: S311 - guards no secret
    disk = Disk({file.name: bytearray(before)})
    for call in happened[: chance.randrange(1, len(happened) + 1)]:
        disk.see(call)
    after = folder / f"cut{seed}"
    after.mkdir()
    disk.after_cut(after, chance)
    try:
        with closing(sqlite3.connect(after / file.name)) as found:
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            kept = {int(row[0]) for row in found.execute("SELECT update_key FROM inbox")}
            next_offset = found.execute("SELECT coalesce(max(next_offset), 0) FROM cursor").fetchone()[0]
    except (sqlite3.DatabaseError, AssertionError):
        return disk.acknowledged or 1
    assert next_offset == len(kept)  # updates and cursor stand or fall together
    return len(set(range(disk.acknowledged)) - kept)


def all_lost(file: Path, folder: Path, synchronous: str) -> list[int]:
    before, happened = story(file, synchronous)
    assert sum(call.path == "stdout" for call in happened) == UPDATES
    assert any(call.path.endswith("-wal") for call in happened)
    return [lost(before, happened, file, folder, seed) for seed in range(CUTS)]


def test_nothing_acknowledged_is_lost_whenever_the_power_fails(file: Path, tmp_path: Path) -> None:
    assert sum(all_lost(file, tmp_path, "as it is")) == 0


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_with_less_care_of_the_disk_it_would_be(file: Path, tmp_path: Path, synchronous: str) -> None:
    """The proof that the test above can fail."""
    assert sum(count > 0 for count in all_lost(file, tmp_path, synchronous)) > CUTS // 10
