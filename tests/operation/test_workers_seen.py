"""What is told of the programs that share a database: by `dondoc doctor`, and in each line of their logs."""

import json
import logging

import pytest

from dondoc.app import open_installation
from dondoc.ops.doctor_checks import _workers
from dondoc.ops.logs import OrganisationFilter, log_worker, start_logging
from storage.engine.database import Database
from storage.workers import list_workers
from tests.operation.several import several
from tests.operation.test_worker import joined


async def test_doctor_names_the_programs_and_their_seats(postgresql_url: str) -> None:
    async with several(postgresql_url, "HB", "LC", "TN") as ward:
        one = joined(postgresql_url, *ward.ids.values())
        with open_installation(ward.settings, ward.clock) as app:
            assert list(_workers(app)) == []  # one alone is told by its health
            other = joined(postgresql_url)
            try:
                [(is_well, seen, _)] = _workers(app)
                with app.database.reading() as tx:
                    assert [worker.seats for worker in list_workers(tx)] == [3, 0]
            finally:
                one.close()
                other.close()
        assert is_well
        assert seen.startswith("2 chương trình cùng chạy")
        assert seen.endswith(": 0.")


def test_on_sqlite_there_are_no_workers(database: Database) -> None:
    with database.reading() as tx:
        assert list_workers(tx) == []


def test_each_line_of_a_worker_bears_its_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OrganisationFilter, "worker", None)
    start_logging("INFO", [], "json")
    log_worker(17)
    logging.getLogger("dondoc.test").warning("hello", extra={"action": "standby"})
    [line] = [json.loads(one) for one in capsys.readouterr().err.splitlines() if "hello" in one]
    assert line["worker"] == 17
