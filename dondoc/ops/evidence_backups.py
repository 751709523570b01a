"""The evidence folder in backups: a content never changes, so all backups in a folder share one copy of each.

It stands beside them as `dondoc-evidence`, each file named by its SHA-256: a copy is verified by its own name.
"""

import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dondoc.ops.backups import being_made
from dondoc.ops.checksums import sum_file
from dondoc.private_files import EVIDENCE
from storage.backups import evidence_named_in
from storage.evidence_folder import EvidenceFolder, digest_of


@dataclass(frozen=True, slots=True)
class Carried:
    """Contents that a database names: copied now, there already, and nowhere to be found whole."""

    copied: int
    there: int
    missing: tuple[str, ...]


def evidence_beside(backup: Path) -> EvidenceFolder:
    """The contents that belong to a backup, and to the others in its folder."""
    return EvidenceFolder(backup.absolute().parent / EVIDENCE, 0)


def carry_evidence(database: Path, source: EvidenceFolder, target: EvidenceFolder) -> Carried:
    """Copy what `database` names from one folder to the other; what is there whole stays, what is damaged is replaced.

    Every file is read to its end. Raises OSError when the copy cannot be written, sqlite3.Error for a broken database.
    """
    copied, there, missing = 0, 0, []
    for digest in sorted(evidence_named_in(database)):
        if target.is_whole(digest):
            there += 1
        elif source.is_whole(digest):
            _copy(source.file(digest), target, digest)
            copied += 1
        else:
            missing.append(digest)
    return Carried(copied, there, tuple(missing))


def prune_evidence(backups: Path, live: EvidenceFolder) -> int:
    """Remove contents that neither the program nor any backup beside them needs; returns how many.

    Where a backup cannot be read nothing is removed: nobody knows what it needs.
    """
    kept = EvidenceFolder(backups / EVIDENCE, 0)
    spare = [file.digest for file in kept.files() if not live.has(file.digest)]
    if not spare:
        return 0
    try:
        needed = frozenset[str]().union(*map(evidence_named_in, _databases(backups)))
    except (sqlite3.Error, OSError):
        return 0
    gone = [digest for digest in spare if digest not in needed]
    for digest in gone:
        kept.remove(digest)
    return len(gone)


def damaged_evidence(backups: Path) -> list[Path]:
    """Copies whose content does not fit their name, or cannot be read; all of each is read."""
    kept = EvidenceFolder(backups / EVIDENCE, 0)
    return [kept.file(file.digest) for file in kept.files() if not kept.is_whole(file.digest)]


def _databases(backups: Path) -> list[Path]:
    """The backups of a folder, nightly ones and others, known by their checksums."""
    found = [path for path in backups.iterdir() if path.is_file() and sum_file(path).exists()]
    return [path for path in found if path.suffix != sum_file(path).suffix]


def _copy(file: Path, target: EvidenceFolder, digest: str) -> None:
    target.make()
    with being_made(target.path / digest) as part:
        shutil.copyfile(file, part)
        with suppress(OSError):
            shutil.copystat(file, part)  # since when nobody has needed it
            part.chmod(0o600)
        if digest_of(part) != digest:
            raise OSError(f"{file} does not fit its name any more")
