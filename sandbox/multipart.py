"""Reading of multipart/form-data bodies (RFC 7578) that are already whole in memory."""

import re
from dataclasses import dataclass

BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.I)
NAME = re.compile(r'[;\s]name="([^"]*)"', re.I)
FILENAME = re.compile(r'[;\s]filename="([^"]*)"', re.I)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a form."""

    filename: str
    content_type: str
    content: bytes


class Malformed(ValueError):
    """The body does not follow its own content type."""


def read_multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Return the plain fields and the files by field name. Raises Malformed."""
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in _parts(content_type, body):
        head, gap, content = part.partition(b"\r\n\r\n")
        if not gap:
            raise Malformed("a part of the form has no header")
        header = head.decode("utf-8", "replace")
        name = NAME.search(header)
        if name is None:
            raise Malformed("a part of the form has no name")
        if (filename := FILENAME.search(header)) is None:
            fields[name[1]] = content.decode("utf-8", "replace")
        else:
            files[name[1]] = Upload(filename[1] or "file", _type_of(header), content)
    return fields, files


def _parts(content_type: str, body: bytes) -> list[bytes]:
    found = BOUNDARY.search(content_type)
    if found is None:
        raise Malformed("the form names no boundary")
    mark = b"\r\n--" + (found[1] or found[2]).encode()
    pieces = (b"\r\n" + body).split(mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise Malformed("the form is cut short")
    return [piece.removeprefix(b"\r\n") for piece in pieces[1:-1]]


def _type_of(header: str) -> str:
    found = re.search(r"^content-type:\s*([^;\r\n]+)", header, re.I | re.M)
    return found[1].strip() if found else "application/octet-stream"
