"""What dondoc writes is for its own user alone; what was open before is closed, or the doctor says so."""

import asyncio
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.private_files import backup_files, open_secrets, tighten
from dondoc.settings import files_with_secrets
from tests.operation.running import LAN_PHONE, dondoc, prepare, running, sandbox, settings_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing there")


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """The umask of most machines: everybody may read what is written."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> dict[str, int]:
    """Of everything in and under the folder."""
    return {str(path.relative_to(folder)): mode(path) for path in folder.rglob("*")}


def open_ones(folder: Path) -> list[str]:
    return [name for name, found in modes(folder).items() if found & 0o077]


async def test_all_that_the_running_program_keeps_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    folder.mkdir(0o700)
    async with sandbox() as phones:
        environ = settings_of(
            f"sqlite:///{folder / 'dondoc.db'}", DONDOC_TELEGRAM_API_URL=phones.url, DONDOC_BACKUP_KEEP="3"
        )
        made = await asyncio.to_thread(dondoc, "units", environ=environ, cwd=folder)
        assert made.returncode == 0, made.stderr
        codes = prepare(environ)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            await phones.say(LAN_PHONE, f"/start {codes[LAN_PHONE.user_id]}")
            await phones.until_shown(LAN_PHONE, LAN_PHONE.name)
            assert {"dondoc.db", "dondoc.db-wal", "dondoc.db-shm", "dondoc.db.lock"} <= set(modes(folder))
            assert open_ones(folder) == []
            await program.end()


def test_what_the_commands_write_is_private_also_over_what_was_open(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dondoc.db'}"
    environ = settings_of(url)
    assert dondoc("units", environ=environ, cwd=tmp_path).returncode == 0
    prepare(environ)
    (tmp_path / "old.docx").write_bytes(b"open")
    for command in (
        ("backup", "copy.db"), ("report", "month", "--out", "new.docx"), ("report", "month", "--out", "old.docx"),
        ("report", "month", "--out", "new.xlsx"), ("restore", "copy.db", "--force"),
    ):  # fmt: skip
        done = dondoc(*command, environ=environ, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert {"copy.db", "copy.db.sha256", "new.docx", "old.docx", "new.xlsx"} <= set(modes(tmp_path))
    assert open_ones(tmp_path) == []


@pytest.mark.parametrize("command", ["status", "people", "run"])
def test_a_database_that_was_open_to_others_is_closed_at_the_next_start(tmp_path: Path, command: str) -> None:
    file = tmp_path / "dondoc.db"
    environ = settings_of(f"sqlite:///{file}")
    prepare(environ)
    assert mode(file) & 0o004, "as the versions before made it"
    more = {"DONDOC_TELEGRAM_TOKEN": ""} if command != "run" else {"DONDOC_HTTP_HOST": "192.0.2.1"}
    done = dondoc(command, environ={**environ, **more}, cwd=tmp_path)
    assert done.returncode == (0 if command != "run" else 1), done.stderr
    assert open_ones(tmp_path) == []


def test_backups_that_were_open_are_closed_with_their_folder_unless_others_keep_things_in_it(tmp_path: Path) -> None:
    ours, shared = tmp_path / "backups", tmp_path / "shared"
    for folder in (ours, shared):
        folder.mkdir()
        (folder / "dondoc-20260101T190000Z.db").write_bytes(b"")
    (shared / "other.txt").write_text("of somebody else")
    for folder in (ours, shared, tmp_path / "not there"):
        tighten(backup_files(folder))
    assert (mode(ours), mode(shared)) == (0o700, 0o755)
    assert modes(ours) == {"dondoc-20260101T190000Z.db": 0o600}
    assert modes(shared) == {"dondoc-20260101T190000Z.db": 0o600, "other.txt": 0o644}


def test_what_was_opened_to_a_group_on_purpose_stays(tmp_path: Path) -> None:
    file = tmp_path / "dondoc.db"
    prepare(settings_of(f"sqlite:///{file}"))
    file.chmod(0o660)
    assert dondoc("status", environ=settings_of(f"sqlite:///{file}"), cwd=tmp_path).returncode == 0
    assert mode(file) == 0o660


def test_the_doctor_warns_of_an_open_env_and_of_open_secret_files_and_says_what_to_type(tmp_path: Path) -> None:
    token, env = tmp_path / "token", tmp_path / ".env"
    token.write_text("7000000001:PRIVATE-token-of-the-tests-000000000")
    env.write_text(f"DONDOC_DATABASE_URL=sqlite:///dondoc.db\nDONDOC_ZALO_TOKEN_FILE={token}\n")
    for path in (token, env):
        path.chmod(0o640)
    said = dondoc("doctor", environ={}, cwd=tmp_path).stdout
    for path in (token, Path(".env")):
        assert f"✘ Tệp {path} chứa mã bí mật mà người khác trên máy đọc được" in said
        assert f"chmod 600 {path}" in said
    for path in (token, env):
        path.chmod(0o600)
    said = dondoc("doctor", environ={}, cwd=tmp_path).stdout
    assert "chứa mã bí mật" not in said


def test_the_doctor_names_what_could_not_be_closed(tmp_path: Path) -> None:
    """Here: a folder of backups that other things are kept in, which is not ours to close."""
    environ = settings_of(f"sqlite:///{tmp_path / 'dondoc.db'}", DONDOC_BACKUP_DIR="shared")
    prepare(environ)
    backup = tmp_path / "shared" / "dondoc-20260101T190000Z.db"
    backup.parent.mkdir()
    backup.write_bytes(b"")
    said = dondoc("doctor", environ=environ, cwd=tmp_path).stdout
    assert f"✘ Ai trên máy cũng đọc được: {backup}" in said
    assert "chmod" in said


def test_a_secret_file_of_root_is_read_by_way_of_its_group(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("secret")
    file.chmod(0o640)
    assert [path for path, _ in open_secrets([file])] == [file]
    if os.geteuid() == 0:
        os.chown(file, 65534, 65534)
        assert list(open_secrets([file])) == []
        file.chmod(0o644)
        assert list(open_secrets([file])) == [(file, "640")]
    assert list(open_secrets([tmp_path / "not there"])) == []


def test_every_secret_that_may_come_from_a_file_is_looked_at(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("DONDOC_ZALO_TOKEN_FILE=a\nDONDOC_HTTP_PORT=8080\ndondoc_database_url_file=b\n")
    found = files_with_secrets(env, {"DONDOC_HEARTBEAT_URL_FILE": "c", "OTHER_FILE": "d"})
    assert found == [env, Path("a"), Path("b"), Path("c")]
    assert files_with_secrets(tmp_path / "no.env", {}) == []
