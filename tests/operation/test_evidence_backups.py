"""Backups carry the evidence folder, a restore brings it back verified; doctor and health tell what is wrong."""

import hashlib
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dondoc.app import App, ServiceThreads
from dondoc.clock import Clock
from dondoc.databases import open_engine
from dondoc.ops.backups import make_nightly
from dondoc.ops.doctor_checks import check_files, check_installation
from dondoc.ops.evidence import (
    check_evidence,
    copy_evidence,
    damaged_evidence,
    evidence_beside,
    evidence_folder,
    evidence_service,
    prune_evidence,
)
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.maintenance_loop import MaintenanceLoop
from services.maintenance.maintenance import Maintenance
from storage.engine.database import Database
from storage.evidence_folder import EvidenceFolder
from tests.operation.running import dondoc, loaded, settings_of
from tests.services.commands.test_verification import FILE, PHOTO, hand_in
from tests.world import LAN, World, hanoi

PICTURE, REPORT = b"\xff\xd8\xff a picture", b"PK a report"
NOW = hanoi(10, 9)


@pytest.fixture
def environ(sqlite_url: str) -> dict[str, str]:
    return settings_of(sqlite_url, DONDOC_BACKUP_KEEP="2")


@pytest.fixture
def app(environ: dict[str, str], tmp_path: Path) -> Iterator[App]:
    """The example ward with two pieces of evidence in the folder."""
    database = Database(open_engine(environ["DONDOC_DATABASE_URL"]))
    world = World(database)
    world.link(LAN)
    world.now = NOW
    hand_in(world, LAN, "xong 3", PHOTO)
    hand_in(world, LAN, "minh chứng 3", FILE)
    found = App(loaded(environ), Clock(NOW), database, world.organisation)
    service, folder = evidence_service(found), evidence_folder(found.settings)
    for claimed in service.claim(NOW, 10):
        content = PICTURE if claimed.file_ref == PHOTO.file_ref else REPORT
        assert service.note_stored(claimed, folder.store(content, NOW), len(content))
    assert folder.path == tmp_path / "evidence"
    yield found
    database.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def reopened(app: App) -> App:
    """The restored file: the open database is still the one that was replaced."""
    database = Database(open_engine(app.settings.database_url.get_secret_value()))
    return App(app.settings, app.clock, database, app.organisation)


BOTH = {digest(PICTURE), digest(REPORT)}


def test_a_backup_carries_the_contents_and_a_restore_brings_back_those_that_are_gone(
    app: App, environ: dict[str, str], tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    done = dondoc("backup", str(stick / "copy.db"), environ=environ, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ảnh, tệp minh chứng: 2" in done.stdout
    assert names(stick / "dondoc-evidence") == BOTH
    live = tmp_path / "evidence"
    (live / digest(PICTURE)).unlink()
    (live / digest(REPORT)).write_bytes(b"XX damaged!")
    done = dondoc("restore", str(stick / "copy.db"), "--force", environ=environ, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "chép lại 2" in done.stdout
    assert {path.read_bytes() for path in live.iterdir()} == {PICTURE, REPORT}
    assert {stat.S_IMODE(path.stat().st_mode) for path in live.iterdir()} == {0o600}
    assert evidence_service(reopened(app)).missing() == frozenset()


def test_what_the_backup_has_not_or_has_damaged_is_fetched_again_after_the_restore(
    app: App, environ: dict[str, str], tmp_path: Path
) -> None:
    assert dondoc("backup", "copy.db", environ=environ, cwd=tmp_path).returncode == 0
    kept, live = tmp_path / "dondoc-evidence", tmp_path / "evidence"
    (kept / digest(PICTURE)).write_bytes(b"other bits")
    (kept / digest(REPORT)).unlink()
    for file in live.iterdir():
        file.unlink()
    done = dondoc("restore", "copy.db", "--force", environ=environ, cwd=tmp_path)
    assert done.returncode == 0
    assert "không có trong bản sao lưu: 2" in done.stdout
    service = evidence_service(reopened(app))
    assert service.missing() == frozenset()
    assert len(service.claim(NOW + timedelta(days=365), 10)) == 2


def test_backups_in_one_folder_share_each_content_and_replace_one_that_is_damaged(app: App, tmp_path: Path) -> None:
    live, backups = evidence_folder(app.settings), tmp_path / "backups"
    first = make_nightly(tmp_path / "dondoc.db", backups, NOW, 2)
    assert copy_evidence(first.file, live, evidence_beside(first.file)).copied == 2
    (backups / "dondoc-evidence" / digest(PICTURE)).write_bytes(b"flipped")
    assert [path.name for path in damaged_evidence(backups)] == [digest(PICTURE)]
    second = make_nightly(tmp_path / "dondoc.db", backups, NOW + timedelta(days=1), 2)
    carried = copy_evidence(second.file, live, evidence_beside(second.file))
    assert (carried.copied, carried.there, carried.missing) == (1, 1, ())
    assert damaged_evidence(backups) == []


def test_a_content_leaves_the_backups_once_neither_the_program_nor_a_backup_needs_it(app: App, tmp_path: Path) -> None:
    live, backups = evidence_folder(app.settings), tmp_path / "backups"
    first = make_nightly(tmp_path / "dondoc.db", backups, NOW, 2)
    copy_evidence(first.file, live, evidence_beside(first.file))
    with closing(sqlite3.connect(tmp_path / "dondoc.db")) as database:
        database.execute("DELETE FROM evidence_file WHERE stored_hash = ?", (digest(PICTURE),))
        database.commit()
    live.remove(digest(PICTURE))
    for day in (1, 2):
        assert prune_evidence(backups, live) == 0
        make_nightly(tmp_path / "dondoc.db", backups, NOW + timedelta(days=day), 2)
    (backups / "unreadable.db").write_bytes(b"nobody knows what it needs")
    (backups / "unreadable.db.sha256").write_text("0")
    assert prune_evidence(backups, live) == 0
    (backups / "unreadable.db").unlink()
    assert prune_evidence(backups, live) == 1
    assert names(backups / "dondoc-evidence") == {digest(REPORT)}


async def test_the_nightly_backup_carries_the_evidence_and_tries_again_when_it_cannot(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    threads = ServiceThreads(1)
    health_check = HealthCheck(app, threads, dict)
    watchman = MaintenanceLoop(app, threads, health_check)
    with monkeypatch.context() as broken:
        broken.setattr("dondoc.ops.maintenance_loop.copy_evidence", full)
        await watchman.maintain()
    assert "backup_failed" in {finding.kind for finding in (await health_check.look()).findings}
    await watchman.maintain()
    health_check.forget()
    assert "backup_failed" not in {finding.kind for finding in (await health_check.look()).findings}
    assert names(tmp_path / "backups" / "dondoc-evidence") == BOTH
    threads.close()


def doctor(app: App) -> dict[bool, str]:
    audited = Maintenance(app.database, app.organisation.id).audit(app.clock.now())
    found = [*check_installation(app, audited, [app]), *check_files(app.settings)]
    return {well: "\n".join(f"{seen} {remedy}" for is_well, seen, remedy in found if is_well is well)
            for well in (True, False)}  # fmt: skip


def test_the_doctor_counts_what_is_in_the_folder(app: App) -> None:
    said = doctor(app)
    assert "2 ảnh, tệp, 1/2000 MB" in said[True]
    assert "4 ảnh, tệp, 1/2000 MB" in next(check_evidence([app, app]))[1], "of two organisations together"
    assert "minh chứng" not in said[False]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder.path / digest(PICTURE)).unlink(), "không còn trong kho: 1."),
        (lambda folder: (folder.path / digest(PICTURE)).chmod(0o644), "Ai trên máy cũng đọc được"),
        (lambda folder: folder.path.chmod(0o755), "Ai trên máy cũng đọc được"),
        (lambda folder: folder.path.rename(folder.path.with_name("away")), "không còn trong kho: 2."),
    ],
    ids=["a file is gone", "a file is open", "the folder is open", "the folder is gone"],
)
def test_the_doctor_tells_what_is_wrong_with_the_folder(
    app: App, spoil: Callable[[EvidenceFolder], object], said: str
) -> None:
    spoil(evidence_folder(app.settings))
    assert said in doctor(app)[False]


def test_the_doctor_complains_from_80_percent_of_the_quota_on(app: App, tmp_path: Path) -> None:
    small = app.settings.model_copy(update={"evidence_quota_mb": 20})
    app = App(small, app.clock, app.database, app.organisation)
    (tmp_path / "evidence" / ("a" * 64)).write_bytes(b"x" * (16 * 1024 * 1024 - 100))
    assert "DONDOC_EVIDENCE_QUOTA_MB" not in doctor(app)[False]
    (tmp_path / "evidence" / ("b" * 64)).write_bytes(b"x" * 200)
    assert "DONDOC_EVIDENCE_QUOTA_MB" in doctor(app)[False]


def test_the_doctor_tells_of_a_folder_that_cannot_be_made(app: App, tmp_path: Path) -> None:
    for file in (tmp_path / "evidence").iterdir():
        file.unlink()
    (tmp_path / "evidence").rmdir()
    (tmp_path / "evidence").write_bytes(b"")
    assert "Không ghi được vào kho minh chứng" in doctor(app)[False]


async def test_health_counts_the_contents(app: App) -> None:
    threads = ServiceThreads(1)
    seen = (await HealthCheck(app, threads, dict).look()).as_json()["evidence"]
    threads.close()
    assert seen == {
        "waiting": 0,
        "stored": 2,
        "given_up": 0,
        "used_bytes": len(PICTURE) + len(REPORT),
        "quota_bytes": 2000 * 1024 * 1024,
        "missing": 0,
    }
