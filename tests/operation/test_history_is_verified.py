"""`dondoc audit verify` finds a row of the history that was changed, taken away or put in, and names it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dondoc.app import open_app
from dondoc.sealing import signing_keys
from services.office.checkpoint_service import CheckpointService
from storage.checkpoints import load_checkpoints
from tests.operation.running import dondoc, loaded, prepare, settings_of

PUT_IN = """
INSERT INTO event (organisation_id, seq, at, who, what, task_id, facts, previous_hash, hash)
SELECT organisation_id, seq + 1, at, who, what, task_id, facts, previous_hash, hash
FROM event WHERE seq = (SELECT max(seq) FROM event)
"""
GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
NEWEST = 0
A_MONTH = timedelta(days=31)
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


KEY = "RG9uZG9jIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGU="


def test_a_code_of_a_month_says_whether_the_history_is_still_the_one(database_url: str, tmp_path: Path) -> None:
    environ = settings_of(database_url, DONDOC_SECRET_KEY=KEY)
    prepare(environ)
    settings = loaded(environ)
    with open_app(settings) as app:
        service, in_a_month = CheckpointService(app.database, signing_keys(settings)), app.clock.now() + A_MONTH
        assert service.due(in_a_month) == [app.organisation.id]
        service.make(app.organisation.id, in_a_month)
        with app.database.reading() as tx:
            [made] = load_checkpoints(tx, app.organisation.id)

    def verify(*options: str, key: str = KEY) -> tuple[int, str]:
        given = settings_of(database_url, **({"DONDOC_SECRET_KEY": key} if key else {}))
        done = dondoc("audit", "verify", *options, environ=given, cwd=tmp_path)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout

    year, month = made.month.split("-")
    mark = f"mốc tháng {int(month)}/{year}"
    code, said = verify()
    assert (code, f"từ {mark} (sau dòng số {made.seq})" in said) == (0, True)
    code, said = verify("--whole")
    assert (code, mark in said) == (0, False)
    code, said = verify("--code", f" {made.code.lower().replace('-', ' ')} ")
    assert (code, f"Mã {made.code}: {mark}, {made.count} dòng." in said, "vẫn còn nguyên" in said) == (0, True, True)
    code, said = verify("--code", "2222-2222")
    assert (code, "Không có mốc tháng nào mang mã “2222-2222”" in said) == (1, True)
    code, said = verify(key="")
    assert (code, "không kiểm tra được chữ ký của 1 mốc tháng" in said) == (0, True)

    tamper(database_url, "DELETE FROM event WHERE seq > 1")
    code, said = verify()
    assert (code, f"Các dòng sau dòng số 1 đã bị xóa: {mark} ghi đến dòng số {made.seq}." in said) == (1, True)
    code, said = verify("--code", made.code)
    assert (code, "không còn như lúc đó" in said) == (1, True)
    code, said = verify("--code", made.code, "--json")
    told = json.loads(said)
    assert (code, told["code"]) == (1, {"month": made.month, "holds": False})
    assert told["checkpoints"] == [
        {"month": made.month, "seq": made.seq, "count": made.count, "code": made.code, "signature": "holds",
         "fits": False, "fault": "cut"}
    ]  # fmt: skip
