"""One program a database, by whatever name it is called and whatever bots it has."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dondoc.databases import DatabaseUrlWrong, open_engine
from dondoc.run.database_lock import AlreadyRunning, hold_database_lock
from tests.operation.running import dondoc, prepare, running, sandbox, settings_of

OTHER_BOT = "7000000009:ANOTHER-token-of-the-tests-00000000000"


def other_names(file: Path, folder: Path) -> dict[str, Path]:
    """Names of the same file: by a link, through a linked folder, by a second name for the file itself."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    names = {
        "a symbolic link": elsewhere / "link.db",
        "a linked folder": folder / "linked" / file.name,
        "a hard link": elsewhere / "hard.db",
        "a detour": elsewhere / ".." / file.name,
        "a link to a link": elsewhere / "second.db",
    }
    names["a symbolic link"].symlink_to(file)
    (folder / "linked").symlink_to(file.parent)
    os.link(file, names["a hard link"])
    names["a link to a link"].symlink_to(names["a symbolic link"])
    return names


@pytest.mark.parametrize("name", ["a symbolic link", "a linked folder", "a hard link", "a detour", "a link to a link"])
def test_a_database_in_use_is_refused_by_each_of_its_names(file: Path, tmp_path: Path, name: str) -> None:
    other = other_names(file, tmp_path)[name]
    for first, second in ((file, other), (other, file)):
        with (
            hold_database_lock(f"sqlite:///{first}"),
            pytest.raises(AlreadyRunning, match="đang chạy"),
            hold_database_lock(f"sqlite:///{second}"),
        ):
            pass
        with hold_database_lock(f"sqlite:///{second}"):
            pass  # and it is free again afterwards


def test_a_relative_name_is_the_same_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with (
        hold_database_lock(f"sqlite:///{file}"),
        pytest.raises(AlreadyRunning),
        hold_database_lock(f"sqlite:///{file.name}"),
    ):
        pass


def test_a_file_that_was_moved_while_in_use_is_still_in_use(file: Path) -> None:
    with hold_database_lock(f"sqlite:///{file}"):
        moved = file.rename(file.with_name("moved.db"))
        with pytest.raises(AlreadyRunning), hold_database_lock(f"sqlite:///{moved}"):
            pass


def test_a_lock_file_that_was_swept_away_lets_nobody_in(file: Path) -> None:
    with hold_database_lock(f"sqlite:///{file}"):
        file.with_name(f"{file.name}.lock").unlink()
        with pytest.raises(AlreadyRunning), hold_database_lock(f"sqlite:///{file}"):
            pass


def test_a_first_start_holds_the_file_that_it_is_going_to_make(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with hold_database_lock(f"sqlite:///{file}", is_made=True):
        os.link(file, tmp_path / "hard.db")
        with pytest.raises(AlreadyRunning), hold_database_lock(f"sqlite:///{tmp_path / 'hard.db'}"):
            pass


def test_a_file_that_is_not_there_yet_is_held_by_its_name(tmp_path: Path) -> None:
    """As `dondoc restore` does where nothing is to be replaced."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with hold_database_lock(url), pytest.raises(AlreadyRunning), hold_database_lock(url, is_made=True):
        pass
    assert not (tmp_path / "new.db").exists()


def test_a_name_that_is_an_address_is_refused_where_locks_and_backups_would_miss_the_file(file: Path) -> None:
    with pytest.raises(DatabaseUrlWrong, match="file:"):
        open_engine(f"sqlite:///file:{file}?uri=true")


def test_two_databases_and_a_copy_of_one_are_no_matter_of_each_other(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(file, copy)
    with (
        hold_database_lock(f"sqlite:///{file}"),
        hold_database_lock(f"sqlite:///{copy}"),
        hold_database_lock("sqlite://"),
        hold_database_lock("sqlite://"),
    ):
        pass


def test_the_lock_leaves_the_locks_of_sqlite_alone(sqlite_url: str, tmp_path: Path) -> None:
    """Its own byte of the file is none of those that SQLite uses, also from another process."""
    environ = settings_of(sqlite_url)
    with hold_database_lock(sqlite_url):
        prepare(environ)
        assert dondoc("status", environ=environ, cwd=tmp_path).returncode == 0
        assert dondoc("people", environ=environ, cwd=tmp_path).returncode == 0


async def test_a_second_program_with_another_bot_and_another_name_of_the_file_is_refused(
    sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            for name in other_names(file, tmp_path).values():
                other = {**environ, "DONDOC_DATABASE_URL": f"sqlite:///{name}", "DONDOC_TELEGRAM_TOKEN": OTHER_BOT}
                second = await asyncio.to_thread(dondoc, "run", environ=other, cwd=tmp_path)
                assert second.returncode == 1
                assert "đang chạy" in second.stderr
                assert "Traceback" not in second.stderr
            await program.end()


async def test_on_postgresql_a_second_program_with_another_bot_stands_by(postgresql_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(postgresql_url, DONDOC_TELEGRAM_API_URL=phones.url)
        other = {**environ, "DONDOC_TELEGRAM_TOKEN": OTHER_BOT}
        async with running(environ, tmp_path, "first") as first:
            await first.until_said("started")
            async with running(other, tmp_path, "second") as second:
                await second.until_said("standby")
                assert not second.said("started")
                assert await second.end() == 0  # it is stopped while it waits
            assert await first.end() == 0


@pytest.mark.parametrize("milliseconds", [0, 150, 300])
def test_a_program_that_is_stopped_while_it_starts_ends_cleanly(milliseconds: int) -> None:
    """From the moment that it listens for signals; before that the interpreter itself is starting."""
    starting = (
        "import sys, time; from dondoc.run.stop_signals import leave_on_stop; leave_on_stop(); "
        "print('ready', flush=True); import dondoc.cli.run; time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", starting], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(milliseconds / 1000)
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")


def test_the_doctor_warns_of_a_second_name_on_the_disk_for_sqlite_would_keep_a_log_for_each(
    sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    environ = settings_of(sqlite_url)
    assert "liên kết cứng" not in dondoc("doctor", environ=environ, cwd=tmp_path).stdout
    os.link(file, tmp_path / "second.db")
    said = dondoc("doctor", environ=environ, cwd=tmp_path)
    assert said.returncode == 1
    assert f"✘ Tệp {file} còn có tên khác trên đĩa (liên kết cứng)" in said.stdout
