"""What is read of a form that a browser sends: fields, at most one file, and nothing of a body of another kind."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from domain.evidence import LARGEST_BYTES

MOST_FORM_BYTES = 16 * 1024
MOST_UPLOAD_BYTES = LARGEST_BYTES + MOST_FORM_BYTES
READ_SECONDS = 2.0
UPLOAD_SECONDS = 120.0
LONGEST_FILE_NAME = 200


async def read_form(request: Request) -> Mapping[str, str]:
    """The fields of a form, each once; nothing of a body of another kind. A body too large is refused before (413)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return {}
    try:
        async with asyncio.timeout(READ_SECONDS):
            body = (await request.body()).decode()
        return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}
    except (UnicodeDecodeError, ValueError, ClientDisconnect, TimeoutError):
        return {}


async def read_form_with_file(request: Request) -> tuple[Mapping[str, str], str, bytes]:
    """The fields of a form, the name of its file, and what is in that; nothing of a body that is none."""
    try:
        async with asyncio.timeout(UPLOAD_SECONDS), request.form(max_files=1, max_fields=5) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
            if file is None:
                return fields, "", b""
            return fields, (file.filename or "")[:LONGEST_FILE_NAME], await file.read(MOST_UPLOAD_BYTES)
    except (HTTPException, ClientDisconnect, TimeoutError):
        return {}, "", b""
