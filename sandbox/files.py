"""The files that went through the sandbox, in memory and bounded; and the size of a picture read from its header."""

import secrets
import struct
from collections import OrderedDict
from dataclasses import dataclass

KEPT_FILES = 500
KEPT_BYTES = 200 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a form."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file and how it is named to the bot: `file_id` for calls, `path` for downloading."""

    file_id: str
    unique_id: str
    path: str
    name: str
    content_type: str
    content: bytes


class FileStore:
    """Keeps the latest files; the oldest go first."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._bytes = 0

    def add(self, name: str, content_type: str, content: bytes, folder: str) -> StoredFile:
        """Keep a file and return it with its new ids."""
        number = secrets.token_urlsafe(12)
        suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
        safe_suffix = suffix if suffix[1:].isalnum() else ""
        stored = StoredFile(
            f"BQAD{number}", f"AgAD{number}", f"{folder}/{number}{safe_suffix}", name, content_type, content
        )
        self._files[stored.file_id] = stored
        self._bytes += len(content)
        while len(self._files) > KEPT_FILES or self._bytes > KEPT_BYTES:
            self._bytes -= len(self._files.popitem(last=False)[1].content)
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, if it is still kept."""
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file with this download path, if it is still kept."""
        return next((stored for stored in self._files.values() if stored.path == path), None)


def picture_type(content: bytes) -> str | None:
    """Return the media type of a PNG or JPEG by its first bytes, else None."""
    if content.startswith(PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(JPEG) else None


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG or JPEG, None if it cannot be read."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
