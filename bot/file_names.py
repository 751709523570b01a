"""Names of files for people's phones, which open a file by the ending of its name."""

_BEGINNINGS = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"%PDF-", "pdf"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mp4"),
)


def file_name(name: str, content: bytes) -> str:
    """The name; one without an ending gets that of the content where its first bytes tell."""
    ending = next((end for at, first, end in _BEGINNINGS if content[at : at + len(first)] == first), "")
    return name if "." in name or not ending else f"{name}.{ending}"
