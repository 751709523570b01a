"""The long form: `python -m tests.outage` plays every outage of the grid on both engines."""

import logging
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.databases import migrated, on_a_kept_engine, running_postgres
from tests.outage.grid import GRID, Case, day_of, faults_of, load_ward
from tests.outage.morning import Told


def main() -> int:
    """Play all; 0 when everybody heard in time."""
    logging.disable(logging.CRITICAL)  # every outage is a warning
    wrong = _on_sqlite() + _on_postgresql()
    _say("\n".join(wrong) if wrong else "every promise held")
    return 1 if wrong else 0


def _on_sqlite() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="dondoc-outage-") as name:
        ward, file = Path(name) / "ward.db", Path(name) / "case.db"
        organisation_id = load_ward(migrated(f"sqlite:///{ward}"))

        def play(case: Case, _number: int) -> Told:
            for old in file.parent.glob("case.db*"):
                old.unlink()
            shutil.copyfile(ward, file)
            with on_a_kept_engine(f"sqlite:///{file}") as database:
                return day_of(case, database, organisation_id)

        began = time.monotonic()
        wrong = faults_of(GRID, play)
        _say(f"sqlite: {len(GRID)} outages in {time.monotonic() - began:.0f} s, {len(wrong)} faults")
        return wrong


def _on_postgresql() -> list[str]:
    with running_postgres() as server, server.fresh() as ward:
        organisation_id = load_ward(migrated(ward))

        def play(case: Case, _number: int) -> Told:
            with server.fresh(ward) as url, on_a_kept_engine(url) as database:
                return day_of(case, database, organisation_id)

        began = time.monotonic()
        wrong = faults_of(GRID, play)
        _say(f"postgresql: {len(GRID)} outages in {time.monotonic() - began:.0f} s, {len(wrong)} faults")
        return wrong


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
