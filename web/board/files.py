"""Answers with files: of what people handed in pictures are shown, the rest is downloaded, and nothing of it runs."""

from urllib.parse import quote

from starlette.responses import Response

from wording.messages import Document

# By the first bytes, never by the name: what is no picture is not shown as one.
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'"}


def drawn(document: Document) -> Response:
    """A file that the program made, to be kept by nobody on its way."""
    headers = {**_ALONE, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(document.name, safe='')}"}
    return Response(document.content, 200, headers, "application/pdf")


def handed_in(content: bytes, name: str) -> Response:
    """The content of a piece of evidence; `name` is what the person called it, "" for a picture."""
    kind = next((kind for mark, kind in _PICTURES if content.startswith(mark)), "")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = "image/webp"
    if kind:
        return Response(content, 200, _ALONE, kind)
    shown = quote(name or "tep", safe="")
    headers = {**_ALONE, "Content-Disposition": f"attachment; filename*=UTF-8''{shown}"}
    return Response(content, 200, headers, "application/octet-stream")
