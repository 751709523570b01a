"""The SHA-256 of a backup, beside it in the form of `sha256sum`: SQLite's own check passes most flipped bits."""

import hashlib
import re
from pathlib import Path

from storage.backups import NotSound

ENDING = ".sha256"
_LINE = re.compile(rb"([0-9a-f]{64}) [ *][^\n]+\n?")


def sum_file(file: Path) -> Path:
    """Where the checksum of this backup stands."""
    return file.with_name(file.name + ENDING)


def checksum_line(content: Path, name: str) -> str:
    """What `sha256sum` would print of a file called `name` with this content."""
    return f"{_digest(content)}  {name}\n"


def has_checksum(file: Path) -> bool:
    """False for a backup of an older version, and for one that was parted from its checksum."""
    return sum_file(file).exists()


def check_content(content: Path, file: Path) -> None:
    """Compare this content with the checksum beside `file`, which has to be there.

    Raises NotSound when it does not fit.
    """
    line = _LINE.fullmatch(sum_file(file).read_bytes())
    if line is None or line[1].decode() != _digest(content):
        raise NotSound(f"{file}: bản sao lưu bị hỏng, nội dung không khớp mã kiểm tra {sum_file(file)}")


def damaged_backups(folder: Path) -> list[Path]:
    """The backups of a folder that do not fit their checksum, or cannot be read; all of each is read."""
    return [file for file in _with_checksum(folder) if not _fits(file)]


def forget_lone_checksums(folder: Path) -> None:
    """Remove what is left of nightly backups that were put away, or killed before they were there."""
    for file in _named_by_checksums(folder):
        if not file.exists():
            sum_file(file).unlink(missing_ok=True)


def _with_checksum(folder: Path) -> list[Path]:
    return [file for file in _named_by_checksums(folder) if file.exists()]


def _named_by_checksums(folder: Path) -> list[Path]:
    return sorted(path.with_name(path.name.removesuffix(ENDING)) for path in folder.glob(f"dondoc-*.db{ENDING}"))


def _fits(file: Path) -> bool:
    try:
        check_content(file, file)
    except FileNotFoundError:
        return True  # put away meanwhile
    except (NotSound, OSError):
        return False
    return True


def _digest(content: Path) -> str:
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
