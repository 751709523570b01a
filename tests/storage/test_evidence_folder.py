"""The evidence folder: a content appears whole or not at all, once, private, within the quota."""

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.evidence_folder import EvidenceFolder, QuotaReached, StoredFile

NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
CONTENT = b"\xff\xd8\xff picture"


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence", 1000)


def names(folder: EvidenceFolder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir()) if folder.path.exists() else []


def test_a_content_is_named_by_its_digest_and_private_to_its_user(folder: EvidenceFolder) -> None:
    digest = folder.store(CONTENT, NOW)
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    assert list(folder.files()) == [StoredFile(digest, len(CONTENT), NOW)]
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / digest).stat().st_mode) == 0o600
    assert folder.read(digest) == CONTENT


def test_the_same_content_is_stored_once_and_counts_as_needed_from_the_last_time_on(folder: EvidenceFolder) -> None:
    digest = folder.store(CONTENT, NOW)
    assert folder.store(CONTENT, NOW + timedelta(days=40)) == digest
    [stored] = folder.files()
    assert stored.stored_at == NOW + timedelta(days=40)
    assert folder.used_bytes() == len(CONTENT)


def test_what_does_not_fit_the_quota_is_refused_and_leaves_nothing(folder: EvidenceFolder) -> None:
    folder.store(b"a" * 600, NOW)
    with pytest.raises(QuotaReached):
        folder.store(b"b" * 401, NOW)
    assert len(names(folder)) == 1
    folder.store(b"b" * 400, NOW)
    assert folder.free_bytes() == 0


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_no_part_and_the_next_attempt_succeeds(
    folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    name = {"write": "storage.evidence_folder._write", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[step]
    with monkeypatch.context() as broken:
        broken.setattr(name, full)
        with pytest.raises(OSError, match="No space left"):
            folder.store(CONTENT, NOW)
    assert names(folder) == []
    assert folder.has(folder.store(CONTENT, NOW))


def test_a_content_whose_bits_have_changed_is_not_given_and_is_written_again(folder: EvidenceFolder) -> None:
    digest = folder.store(CONTENT, NOW)
    (folder.path / digest).write_bytes(CONTENT[::-1])
    assert folder.read(digest) is None
    assert folder.store(CONTENT, NOW) == digest
    assert folder.read(digest) == CONTENT


def test_a_part_left_by_a_kill_is_removed_after_a_day_and_other_files_are_left_alone(folder: EvidenceFolder) -> None:
    folder.store(CONTENT, NOW)
    part, other = folder.path / f"{'0' * 64}.part", folder.path / "ghi-chu.txt"
    for file in (part, other):
        file.write_bytes(b"x")
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    folder.remove_parts(NOW + timedelta(hours=23))
    assert part.exists()
    folder.remove_parts(NOW + timedelta(hours=25))
    assert not part.exists()
    assert other.exists()
    assert len(list(folder.files())) == 1


@pytest.mark.parametrize("name", ["../secret", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_digest_leads_nowhere(folder: EvidenceFolder, name: str) -> None:
    folder.store(CONTENT, NOW)
    (folder.path.parent / "secret").write_bytes(b"x")
    assert folder.read(name) is None
    assert not folder.has(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_noticed(folder: EvidenceFolder) -> None:
    folder.store(CONTENT, NOW)
    assert folder.is_writable()
    folder.path.chmod(0o500)
    assert not folder.is_writable()


def test_a_file_in_the_place_of_the_folder_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_bytes(b"")
    assert not EvidenceFolder(tmp_path / "evidence", 1000).is_writable()
    assert EvidenceFolder(tmp_path / "new" / "evidence", 1000).is_writable()
