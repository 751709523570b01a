"""The arguments of a Bot API call, whichever way they came: query, JSON, form or multipart."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from sandbox.errors import ApiError, BadRequest
from sandbox.files import Upload

MOST_FIELD_BYTES = 1024 * 1024
TRUE_WORDS = {"true", "1", "yes", "y", "t"}


@dataclass(frozen=True, slots=True)
class Arguments:
    """Named values as sent: strings from forms, any JSON value from JSON bodies."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value as text; empty if absent."""
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int) -> int:
        """Return a whole number. Raises BadRequest if it is something else."""
        if not (text := self.text(name)):
            return default
        try:
            return int(text)
        except ValueError:
            raise BadRequest(f'parameter "{name}" must be an integer') from None

    def flag(self, name: str) -> bool:
        """Return a yes or no; absent means no."""
        return self.text(name).lower() in TRUE_WORDS

    def decoded(self, name: str, default: Any) -> Any:
        """Return a JSON value, also when a form carried it as text. Raises BadRequest if it is no JSON."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise BadRequest(f"can't parse {name} JSON object") from None


async def read_arguments(request: Request) -> Arguments:
    """Return the arguments of a request. Raises BadRequest for a body that does not follow its content type."""
    values: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    if not body:
        return Arguments(values)
    if content_type.startswith("application/json"):
        return Arguments(values | _json_object(body))
    if content_type.startswith("multipart/form-data"):
        fields, files = await _form(request, body)
        return Arguments(values | fields, files)
    return Arguments(values | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        raise BadRequest("can't parse the request body as a JSON object") from None
    if not isinstance(found, dict):
        raise BadRequest("the request body must be a JSON object")
    return found


async def _form(request: Request, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """The plain fields and the files of a multipart form, by field name (python-multipart, by way of starlette)."""
    if not body.rstrip().endswith(b"--"):  # the library takes a form that ends early for a shorter one
        raise ApiError(400, "Bad Request: the form is cut short")
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    try:
        async with request.form(max_part_size=MOST_FIELD_BYTES) as form:
            for name, value in form.multi_items():
                if isinstance(value, str):
                    fields[name] = value
                else:
                    kind = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or "file", kind, await value.read())
    except HTTPException as reason:
        raise ApiError(400, f"Bad Request: {reason.detail}") from None
    return fields, files
