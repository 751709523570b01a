"""`dondoc audit verify` finds a row of the history that was changed, taken away or put in, and names it."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.operation.running import dondoc, prepare, settings_of

PUT_IN = """
INSERT INTO event (organisation_id, seq, at, who, what, task_id, facts, previous_hash, hash)
SELECT organisation_id, seq + 1, at, who, what, task_id, facts, previous_hash, hash
FROM event WHERE seq = (SELECT max(seq) FROM event)
"""
GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
NEWEST = 0
TAMPERED = {
    "a changed name": ("UPDATE event SET who = 'Kẻ lạ' WHERE seq = 2", 2, "changed"),
    "a changed instant": ("UPDATE event SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2", 2, "changed"),
    "a row taken away": ("DELETE FROM event WHERE seq = 1", 1, "missing"),
    "a row put in": (PUT_IN, NEWEST, "inserted"),
}


def tamper(url: str, statement: str) -> int:
    """Somebody with the database in hand takes the guards away; gives the newest number."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for (name,) in connection.execute(text(GUARDS)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        connection.execute(text(statement))
        newest = int(connection.execute(text("SELECT max(seq) FROM event")).scalar_one())
    engine.dispose()
    return newest


@pytest.mark.parametrize("case", TAMPERED)
def test_a_row_changed_taken_away_or_put_in_is_found_and_named(database_url: str, tmp_path: Path, case: str) -> None:
    environ = settings_of(database_url)
    prepare(environ)
    before = dondoc("audit", "verify", environ=environ, cwd=tmp_path)
    assert before.returncode == 0, before.stdout + before.stderr
    statement, number, kind = TAMPERED[case]
    newest = tamper(database_url, statement)
    found = dondoc("audit", "verify", "--json", environ=environ, cwd=tmp_path)
    assert found.returncode == 1
    assert f'"{kind}"' in found.stdout
    assert str(number or newest) in found.stdout
    told = dondoc("audit", "verify", environ=environ, cwd=tmp_path)
    assert str(number or newest) in told.stdout + told.stderr
    assert "Traceback" not in told.stderr
