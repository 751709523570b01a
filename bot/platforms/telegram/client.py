"""Client of the Bot API: the Telegram library's `Bot` over our own transport on the shared aiohttp session."""

import json
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote, urlencode

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.platforms import client
from bot.platforms.client import HttpClient, LineBroken
from domain.bounds import LARGEST_ID, LONGEST_CHAT_WAIT, read_json, wait_seconds, whole_number

OFFICIAL_API = "https://api.telegram.org"
OK, BAD_GATEWAY = 200, 502
_REFUSED = re.compile(rb'\s*\{\s*"ok"\s*:\s*false\b')
DEFAULT_RETRY_AFTER = 5.0  # seconds

# Refusals that may name a time; after a 5xx the message may have been taken, and the others say what else is wrong.
_FLOOD = (400, 420, 429)
_URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
_SOME_CHAT = {"id": 1, "type": "private"}


class TooManyRequests(TelegramError):
    """The platform asks to wait `retry_after` seconds: a finite time of an hour at most, whatever it named.

    The library's own RetryAfter takes any number as it comes, and warns whenever its seconds are read.
    """

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Too many requests: wait {retry_after:g} seconds")
        self.retry_after = retry_after


class BotApi(BaseRequest):
    """One bot: `bot` is the library's typed client, which sends through this transport.

    Raises `TimedOut` or `NetworkError` with aiohttp's error as `__cause__` (left out where it would show the token),
    and the library's other errors for what the platform refuses. The library is given a placeholder token, so it has
    none to log or show.
    """

    __slots__ = ("_http", "bot")

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str = OFFICIAL_API) -> None:
        # Over the library's own transport many sends at a time get slower (971 a second with 1 in flight, 340 with
        # 64); over one shared aiohttp session the same Bot does 1,831 and 3,248.
        self._http = HttpClient(session, token, api_url)
        self.bot = Bot(
            "0:placeholder",
            base_url=lambda _token: "",
            base_file_url=lambda _token: "",
            request=self,
            get_updates_request=self,
        )

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when a call names no other time."""
        return client.READ_TIMEOUT

    async def initialize(self) -> None:
        """Nothing to open: the session is shared and belongs to the caller."""

    async def shutdown(self) -> None:
        """Nothing to close: the session is shared and belongs to the caller."""

    async def call(self, method: str, params: Mapping[str, object], timeout: float) -> Any:  # noqa: ASYNC109 - aiohttp's
        """Call a method and return the `result` of its envelope as plain JSON; `timeout` in seconds, for the answer.

        For `getUpdates`, whose updates are stored as they came: the typed `Bot.get_updates` raises for a whole batch
        when one update in it cannot be parsed, and that one would come again for ever.
        """
        query = urlencode(
            {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        )
        return await self.post(f"/{method}?{query}", read_timeout=timeout)

    async def download(self, path: str, most_bytes: int) -> bytes:
        """The content of a file by the path that getFile named; not read beyond `most_bytes`.

        Raises FileTooLarge, and NetworkError for everything else: trying again may help or not.
        """
        try:
            status, content = await self._http.download(quote(path.lstrip("/")), most_bytes)
        except LineBroken as broken:
            raise _network_error(broken) from broken.__cause__
        if status != 200:
            raise NetworkError(f"The file was answered with {status}")
        return content

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library posts everything
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of BaseRequest's signature
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of BaseRequest's signature
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of BaseRequest's signature
    ) -> tuple[int, bytes]:
        """Send one request; `url` is the bare path that the library makes ("/sendMessage"), or one with a query."""
        path, _, query = url.partition("?")
        read = float(read_timeout) if isinstance(read_timeout, int | float) else None
        is_upload = bool(request_data and request_data.contains_files)
        try:
            status, payload = await self._http.post(
                path, read_timeout=read, is_upload=is_upload, **_body(request_data, query)
            )
        except LineBroken as broken:
            raise _network_error(broken) from broken.__cause__
        status = _status_of(status, payload)
        if (wait := _retry_after(status, payload)) is not None:
            raise TooManyRequests(wait)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The envelope as a dict; anything else is a broken answer. The library's own would log the whole content."""
        try:
            envelope = read_json(payload)
        except (ValueError, RecursionError) as error:
            raise NetworkError("The answer is no JSON") from error
        if not isinstance(envelope, dict) or (envelope.get("ok") and "result" not in envelope):
            raise NetworkError("The answer is no Bot API envelope")
        return _accepted(envelope) if envelope.get("ok") else _refusal(envelope)

    def __repr__(self) -> str:
        return "BotApi(<token>)"


def _network_error(broken: LineBroken) -> NetworkError:
    return TimedOut(str(broken)) if broken.is_timeout else NetworkError(str(broken))


def _body(data: RequestData | None, query: str) -> dict[str, Any]:
    """What aiohttp posts. Without files it is encoded here: aiohttp's form prepares a multipart one each time."""
    if data is None or not data.contains_files:
        body = query if data is None else urlencode(data.json_parameters)
        return {"data": body.encode(), "headers": _URL_ENCODED} if body else {}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (cast("dict[str, tuple[str, bytes, str]]", data.multipart_data)).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}


def _status_of(status: int, payload: bytes) -> int:
    """The status, and of a refusal that came over 200 the code in its envelope: a proxy may answer so.

    The library looks at the status alone, and would look for a result. Without a code nobody knows what was refused.
    """
    if status != OK or not _REFUSED.match(payload):
        return status
    try:
        code = whole_number(read_json(payload)["error_code"], 400, 599)
    except (ValueError, TypeError, KeyError, RecursionError):
        code = None
    return code or BAD_GATEWAY


def _retry_after(status: int, payload: bytes) -> float | None:
    """Seconds to wait, of a 429 or of another such refusal that names a time; None: nothing to wait for."""
    if status not in _FLOOD or (status != 429 and b"retry_after" not in payload):
        return None
    try:
        named = read_json(payload)["parameters"]["retry_after"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return DEFAULT_RETRY_AFTER if status == 429 else None
    if not named and status != 429:
        return None
    return wait_seconds(named, usual=DEFAULT_RETRY_AFTER, longest=LONGEST_CHAT_WAIT)


def _accepted(envelope: dict[str, Any]) -> dict[str, Any]:
    """An accepted message reduced to its number, the only fact of it that is used.

    The library raises for the whole answer when, say, its date is none. The message was accepted by then, and would
    be sent a second time.
    """
    result = envelope["result"]
    if not isinstance(result, dict) or "message_id" not in result:
        return envelope
    number = whole_number(result["message_id"], 1, LARGEST_ID)
    if number is None:
        raise NetworkError("The answer names no message")
    return {"ok": True, "result": {"message_id": number, "date": 0, "chat": _SOME_CHAT}}


def _refusal(envelope: dict[str, Any]) -> dict[str, Any]:
    """A refusal that the library can read: it takes a new chat's id as it comes, and the description for a text."""
    given = envelope.get("parameters")
    named = given.get("migrate_to_chat_id") if isinstance(given, dict) else None
    moved_to = whole_number(named, -LARGEST_ID, LARGEST_ID)
    description = envelope.get("description")
    return {
        **envelope,
        "description": description if isinstance(description, str) else "",
        "parameters": {"migrate_to_chat_id": moved_to} if moved_to else {},
    }
