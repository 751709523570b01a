"""The way to the Bot API over aiohttp. The token lives here and nowhere else: the Telegram library gets bare paths."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote, urlencode

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # the only maker of RequestData, though unlisted

from domain.bounds import LARGEST_ID, LONGEST_CHAT_WAIT, read_json, wait_seconds, whole_number

OFFICIAL_API = "https://api.telegram.org"

# Seconds. A send must end well before a lease does; an upload may be slow on a bad line.
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 20.0
UPLOAD_TIMEOUT = 60.0
DEFAULT_RETRY_AFTER = 5.0
CHUNK_BYTES = 64 * 1024

# Refusals that may name a time; after a 5xx the message may have been taken, and the others say what else is wrong.
_FLOOD = (400, 420, 429)
SURELY_SECRET = 20
_URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
_REDACTED = "<token>"


class TooLarge(TelegramError):
    """The file is larger than was allowed for."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(f"The file is larger than {most_bytes} bytes")


class TooManyRequests(TelegramError):
    """The platform asks to wait `retry_after` seconds: a finite time of an hour at most, whatever it named."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Too many requests: wait {retry_after:g} seconds")
        self.retry_after = retry_after


def open_session(*, connections: int = 64) -> aiohttp.ClientSession:
    """Open the session that all bots of the process share; call it inside the running loop and close it at the end."""
    connector = aiohttp.TCPConnector(limit=connections, ttl_dns_cache=60)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


class BotApi(BaseRequest):
    """One bot's calls on the shared session; also the transport that the Telegram library sends through.

    Raises `TimedOut` or `NetworkError` with aiohttp's error as `__cause__` (left out where it would show the token),
    and the library's other errors for what the platform refuses. No text, repr, cause or log line holds the token.
    """

    __slots__ = ("_files", "_root", "_secret", "_session")

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str = OFFICIAL_API) -> None:
        self._session = session
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}"
        # What follows the colon is the secret, the number before it is public; a short one (a sandbox's) might be
        # a word of anybody's message, so that it is looked for with its number only.
        secret = token.rpartition(":")[2]
        self._secret = secret if len(secret) >= SURELY_SECRET else token

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when a call names no other time."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Nothing to open: the session is shared and belongs to the caller."""

    async def shutdown(self) -> None:
        """Nothing to close: the session is shared and belongs to the caller."""

    async def call(self, method: str, params: Mapping[str, object], timeout: float) -> Any:  # noqa: ASYNC109 - aiohttp's
        """Call a method and return the `result` of its envelope as plain JSON; `timeout` in seconds, for the answer.

        For what must not pass through the library's own parsing: one update it cannot parse would block all others.
        """
        data = RequestData([RequestParameter.from_input(name, value) for name, value in params.items()])
        return await self.post(f"/{method}", data, read_timeout=timeout)

    async def download(self, path: str, most_bytes: int) -> bytes:
        """The content of a file by the path that getFile named; not read beyond `most_bytes`.

        Raises TooLarge, and NetworkError for everything else: whether trying again helps, nobody knows.
        """
        failure: Exception | None = None
        content = bytearray()
        try:
            url = f"{self._files}/{quote(path)}"
            timeout = _timeout(READ_TIMEOUT, is_upload=True)
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"The file was answered with {answer.status}")
                async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
                    content += chunk
                    if len(content) > most_bytes:
                        raise TooLarge(most_bytes)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            failure = error
        if failure:
            raise self._network_error(failure) from (None if self._shows_secret(failure) else failure)
        return bytes(content)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request; `url` is the bare path the library makes ("/sendMessage")."""
        timeout = _timeout(read_timeout, is_upload=bool(request_data and request_data.contains_files))
        failure: Exception | None = None
        try:
            body, headers = _form(request_data)
            async with self._session.request(
                method, self._root + url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            failure = error
        if failure:  # raised out here, so that no `__context__` brings an error along that shows the token
            raise self._network_error(failure) from (None if self._shows_secret(failure) else failure)
        payload = payload.replace(self._secret.encode(), _REDACTED.encode())
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
        return envelope if envelope.get("ok") else _bounded(envelope)

    def __repr__(self) -> str:
        return "BotApi(<token>)"

    def _network_error(self, error: BaseException) -> NetworkError:
        text = f"{type(error).__name__}: {error}".replace(self._secret, _REDACTED)
        return TimedOut(text) if isinstance(error, TimeoutError) else NetworkError(text)

    def _shows_secret(self, error: BaseException | None) -> bool:
        """Whether the error, or one it came from, still shows the token once it is taken out of plain arguments."""
        while error:
            error.args = tuple(self._redacted(arg) for arg in error.args)
            if self._secret in f"{error} {error!r} {vars(error)!r}":
                return True
            error = error.__cause__ or error.__context__
        return False

    def _redacted(self, arg: object) -> object:
        return str(arg).replace(self._secret, _REDACTED) if self._secret in str(arg) else arg


def typed_bot(api: BotApi) -> Bot:
    """The library's typed client over `api`. It is given a placeholder token, so it has none to log or show."""
    return Bot("0:placeholder", base_url=lambda _token: "", base_file_url=lambda _token: "", request=api,
               get_updates_request=api)  # fmt: skip


def _timeout(read_timeout: Any, *, is_upload: bool) -> aiohttp.ClientTimeout:
    """Times for one call: to connect (waiting for a free connection included), for the next bytes, and in all."""
    read = float(read_timeout) if isinstance(read_timeout, int | float) else READ_TIMEOUT
    total = CONNECT_TIMEOUT + read + (UPLOAD_TIMEOUT if is_upload else CONNECT_TIMEOUT)
    return aiohttp.ClientTimeout(
        total=total, connect=CONNECT_TIMEOUT, sock_read=max(read, UPLOAD_TIMEOUT if is_upload else 0)
    )


def _form(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    """The body and its headers. Without files it is written here: aiohttp's form prepares a multipart one each time."""
    if data is None:
        return None, None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), _URL_ENCODED
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (cast("dict[str, tuple[str, bytes, str]]", data.multipart_data)).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


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


def _bounded(refusal: dict[str, Any]) -> dict[str, Any]:
    """A refusal as the library can read it: it takes a new chat's id as it comes, and the description for a text."""
    given = refusal.get("parameters")
    named = given.get("migrate_to_chat_id") if isinstance(given, dict) else None
    moved_to = whole_number(named, -LARGEST_ID, LARGEST_ID)
    description = refusal.get("description")
    return {
        **refusal,
        "description": description if isinstance(description, str) else "",
        "parameters": {"migrate_to_chat_id": moved_to} if moved_to else {},
    }
