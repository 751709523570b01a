"""The content of a backup is checksummed: a flipped bit anywhere is refused, by `restore` and by the nightly check."""

import hashlib
import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from dondoc.app import ServiceThreads, open_app
from dondoc.cli import restore
from dondoc.failures import CannotDo
from dondoc.ops.backups import NotSound, damaged_backups, make_backup, make_nightly, nightly_backups, sum_file
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.maintenance_loop import MaintenanceLoop
from tests.operation.restoring import BACKUP_AT, living
from tests.operation.running import dondoc, loaded, prepare, settings_of

FLIPS = 200


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A database with some life in it."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    living(file).database.close()
    return file


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    return make_backup(file, tmp_path / "copy.db", BACKUP_AT).file


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `dondoc restore` will put a backup: an installation without a database yet."""
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///dondoc.db")
    return folder


def flipped(content: bytes, place: int, bit: int) -> bytes:
    wrong = bytearray(content)
    wrong[place] ^= 1 << bit
    return bytes(wrong)


def test_of_200_flipped_bits_each_is_refused_by_restore_and_found_by_the_nightly_check(
    copy: Path, empty: Path, tmp_path: Path
) -> None:
    dice, content = random.Random(12), copy.read_bytes()  # noqa: S311 - the same damage each time
    night = tmp_path / "nights" / "dondoc-20260410T190000Z.db"
    night.parent.mkdir()
    shutil.copyfile(sum_file(copy), sum_file(night))
    for _ in range(FLIPS):
        night.write_bytes(flipped(content, dice.randrange(len(content)), dice.randrange(8)))
        with pytest.raises(NotSound, match="hỏng"):
            restore.run(night, is_forced=False)
        assert damaged_backups(night.parent) == [night]
    assert not list(empty.glob("*.db"))
    night.write_bytes(content)
    assert damaged_backups(night.parent) == []
    restore.run(night, is_forced=False)
    assert (empty / "dondoc.db").is_file()


def test_each_flipped_bit_of_the_checksum_itself_is_refused_as_well(copy: Path, empty: Path) -> None:
    line = sum_file(copy).read_bytes()
    for place in range(64):
        sum_file(copy).write_bytes(flipped(line, place, place % 8))
        with pytest.raises(NotSound):
            restore.run(copy, is_forced=False)
    for wrong in (b"", b"\n", line[:40], b"\xff" * 90):
        sum_file(copy).write_bytes(wrong)
        with pytest.raises(NotSound):
            restore.run(copy, is_forced=False, is_unchecked=True)
    assert not list(empty.glob("*.db"))


def test_a_backup_that_was_cut_short_or_grew_is_refused(copy: Path, empty: Path) -> None:
    content = copy.read_bytes()
    for wrong in (content[:-1], content + b"\0", content[: len(content) // 2], b""):
        copy.write_bytes(wrong)
        with pytest.raises(NotSound):
            restore.run(copy, is_forced=False)
    assert not list(empty.glob("*.db"))


def test_a_backup_without_a_checksum_is_restored_only_with_a_sentence_and_an_agreement_of_its_own(
    copy: Path, tmp_path: Path
) -> None:
    """An older version made it, or the two were parted. --force speaks of what is replaced, and does not do."""
    sum_file(copy).unlink()
    environ = settings_of(f"sqlite:///{tmp_path / 'dondoc.db'}")
    before = (tmp_path / "dondoc.db").read_bytes()
    refused = dondoc("restore", str(copy), "--force", environ=environ, cwd=tmp_path)
    assert refused.returncode == 1
    assert f"{copy}.sha256" in refused.stderr
    assert "--without-checksum" in refused.stderr
    assert (tmp_path / "dondoc.db").read_bytes() == before
    done = dondoc("restore", str(copy), "--force", "--without-checksum", environ=environ, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "không có mã kiểm tra" in done.stdout


def test_with_the_flag_a_backup_that_has_a_checksum_is_checked_all_the_same(copy: Path, empty: Path) -> None:
    copy.write_bytes(flipped(copy.read_bytes(), 100, 3))
    with pytest.raises(NotSound):
        restore.run(copy, is_forced=False, is_unchecked=True)
    assert not list(empty.glob("*.db"))


def test_the_checksum_stands_beside_the_file_as_sha256sum_writes_it(copy: Path) -> None:
    assert sum_file(copy).name == "copy.db.sha256"
    assert sum_file(copy).read_text() == f"{hashlib.sha256(copy.read_bytes()).hexdigest()}  copy.db\n"
    if tool := shutil.which("sha256sum"):
        subprocess.run([tool, "-c", "copy.db.sha256"], cwd=copy.parent, check=True, capture_output=True)


def test_a_backup_never_takes_the_place_of_a_checksum_that_is_there(file: Path, tmp_path: Path) -> None:
    (tmp_path / "new.db.sha256").write_text("mine")
    with pytest.raises(CannotDo, match="đã có"):
        make_backup(file, tmp_path / "new.db", BACKUP_AT)
    assert (tmp_path / "new.db.sha256").read_text() == "mine"


def test_a_backup_that_was_put_away_takes_its_checksum_with_it(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nights"
    folder.mkdir()
    (folder / "dondoc-20260101T190000Z.db.sha256").write_text("of a backup that was killed before it was there")
    for night in range(4):
        make_nightly(file, folder, BACKUP_AT + timedelta(days=night), keep=2)
    kept = [path for _, path in nightly_backups(folder)]
    assert len(kept) == 2
    assert sorted(folder.iterdir()) == sorted([*kept, *map(sum_file, kept)])


def test_the_doctor_names_a_damaged_backup_and_counts_those_without_a_checksum(file: Path, tmp_path: Path) -> None:
    environ = settings_of(f"sqlite:///{file}", DONDOC_BACKUP_KEEP="9")
    prepare(environ)
    folder = file.parent / "backups"
    for night in range(3):
        make_nightly(file, folder, BACKUP_AT + timedelta(days=night), keep=9)
    oldest, damaged, _ = (path for _, path in nightly_backups(folder))
    sum_file(oldest).unlink()
    damaged.write_bytes(flipped(damaged.read_bytes(), 5000, 1))
    said = dondoc("doctor", environ=environ, cwd=tmp_path)
    assert said.returncode == 1
    assert f"✘ Bản sao lưu bị hỏng (nội dung không khớp mã kiểm tra): {damaged.name}." in said.stdout
    assert "Bản sao lưu không có mã kiểm tra: 1" in said.stdout


async def test_the_nightly_check_reads_back_every_backup_and_health_says_so_until_it_is_gone(
    file: Path, tmp_path: Path
) -> None:
    threads, folder = ServiceThreads(1), file.parent / "backups"
    with open_app(loaded(settings_of(f"sqlite:///{file}", DONDOC_BACKUP_KEEP="9"))) as app:
        health_check = HealthCheck(app, threads, dict)
        watchman = MaintenanceLoop(app, threads, health_check)
        await watchman.maintain()
        assert "backup_damaged" not in {finding.kind for finding in (await health_check.look()).findings}
        [(_, backup)] = nightly_backups(folder)
        backup.write_bytes(flipped(backup.read_bytes(), 30_000, 4))
        for hours, is_seen in ((1, False), (24, True)):
            app.clock.move_to(app.clock.now() + timedelta(hours=hours))
            await watchman.maintain()
            health_check._seen = None
            assert ("backup_damaged" in {finding.kind for finding in (await health_check.look()).findings}) is is_seen
        backup.unlink()
        app.clock.move_to(app.clock.now() + timedelta(hours=24))
        await watchman.maintain()
        health_check._seen = None
        assert "backup_damaged" not in {finding.kind for finding in (await health_check.look()).findings}
    threads.close()
