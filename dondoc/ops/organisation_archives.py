"""The archive of one organisation: a .zip of its rows as JSON lines, its evidence, and a checksum of each part."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dondoc.ops.backups import written_atomically

FORM = 1
MANIFEST, TABLES, EVIDENCE = "manifest.json", "tables/", "evidence/"
MOST_BYTES = 8 * 1024**3  # of all parts together, unpacked


class ArchiveWrong(Exception):
    """The file is no archive of an organisation, or not whole; the text says which."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What stands in an archive: its manifest, the rows of each table."""

    manifest: Mapping[str, Any]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]


def write_archive(
    target: Path,
    facts: Mapping[str, Any],
    tables: Iterator[tuple[str, Iterator[Mapping[str, Any]]]],
    evidence: Iterator[tuple[str, bytes]],
) -> dict[str, int]:
    """Write the archive, whole or not at all; returns how many rows of each table and pieces of evidence it holds."""
    sums: dict[str, str] = {}
    counts: dict[str, int] = {}
    with written_atomically(target) as part:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in tables:
                lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
                counts[name] = len(lines)
                _add(archive, sums, f"{TABLES}{name}.jsonl", "".join(f"{line}\n" for line in lines).encode())
            counts["evidence_files"] = 0
            for digest, content in evidence:
                _add(archive, sums, f"{EVIDENCE}{digest}", content)
                counts["evidence_files"] += 1
            manifest = {"form": FORM, **facts, "counts": counts, "sha256": sums}
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        part.chmod(0o600)
    return counts


def _add(archive: zipfile.ZipFile, sums: dict[str, str], name: str, content: bytes) -> None:
    sums[name] = hashlib.sha256(content).hexdigest()
    archive.writestr(name, content)


def read_archive(file: Path) -> Archive:
    """Read everything but the evidence, each part against its checksum. Raises ArchiveWrong or OSError."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise ArchiveWrong(f"{file.name} quá lớn khi mở ra.")
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("form") != FORM:
                raise ArchiveWrong(f"{file.name} do phiên bản dondoc khác ghi, phiên bản này chưa đọc được.")
            names = [name for name in manifest["sha256"] if name.startswith(TABLES)]
            tables = {
                name.removeprefix(TABLES).removesuffix(".jsonl"): _rows(_checked(archive, manifest, name, file))
                for name in names
            }
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ArchiveWrong(f"{file.name} không phải tệp do “dondoc org export” ghi, hoặc đã hỏng.") from error
    return Archive(manifest, tables)


def evidence_in(file: Path, manifest: Mapping[str, Any]) -> Iterator[bytes]:
    """The pieces of evidence, each against its checksum. Raises ArchiveWrong."""
    with zipfile.ZipFile(file) as archive:
        for name in manifest["sha256"]:
            if name.startswith(EVIDENCE):
                yield _checked(archive, manifest, name, file)


def _checked(archive: zipfile.ZipFile, manifest: Mapping[str, Any], name: str, file: Path) -> bytes:
    content = archive.read(name)
    if hashlib.sha256(content).hexdigest() != manifest["sha256"][name]:
        raise ArchiveWrong(f"{file.name} đã bị sửa hoặc hỏng: {name} không khớp mã kiểm tra.")
    return content


def _rows(content: bytes) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in content.decode().split("\n") if line]
