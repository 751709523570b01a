"""HTTP to a chat platform over the session that all bots share. No error, cause, repr or log line shows the token."""

from typing import Any

import aiohttp

# Seconds. A send must end well before a lease does; an upload may be slow on a bad line.
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 20.0
UPLOAD_TIMEOUT = 60.0
CHUNK_BYTES = 64 * 1024

# A shorter secret (a sandbox's) could be a word of a message; it is redacted together with the number before it only.
SHORTEST_SECRET = 12
_REDACTED = "<token>"


class LineBroken(Exception):
    """No complete answer arrived. `is_surely_unsent`: no connection was made, so the platform has seen nothing."""

    def __init__(self, reason: str, *, is_surely_unsent: bool = False, is_timeout: bool = False) -> None:
        super().__init__(reason)
        self.is_surely_unsent = is_surely_unsent
        self.is_timeout = is_timeout


class FileTooLarge(Exception):
    """The file is larger than the caller allows."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(f"The file is larger than {most_bytes} bytes")


def open_session(*, connections: int = 64) -> aiohttp.ClientSession:
    """Open the session that all bots of the process share; call it inside the running loop and close it at the end."""
    connector = aiohttp.TCPConnector(limit=connections, ttl_dns_cache=60)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


class HttpClient:
    """Requests of one bot. The token stands in the address of each request and nowhere else."""

    __slots__ = ("_files", "_root", "_secret", "_session")

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str) -> None:
        self._session = session
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}"
        secret = token.rpartition(":")[2]  # the number before the colon is public
        self._secret = secret if len(secret) >= SHORTEST_SECRET else token

    async def post(
        self, path: str, *, read_timeout: float | None = None, is_upload: bool = False, **body: Any
    ) -> tuple[int, bytes]:
        """POST to `path` ("/sendMessage") and return HTTP status and body, the token redacted.

        `body` is what aiohttp takes: `json=` or `data=` with `headers=`. `read_timeout` in seconds, else READ_TIMEOUT.
        Raises LineBroken with aiohttp's error as its cause, unless that error would show the token.
        """
        timeout = call_timeout(read_timeout, is_upload=is_upload)
        failure: Exception | None = None
        try:
            async with self._session.post(
                self._root + path, timeout=timeout, allow_redirects=False, **body
            ) as answer:  # a redirect would carry the token to another server
                status, payload = answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            failure = error
        if failure:  # raised out here: inside the handler, `__context__` would keep an error that shows the token
            raise self._broken(failure) from (None if self._shows_secret(failure) else failure)
        return status, payload.replace(self._secret.encode(), _REDACTED.encode())

    async def download(self, path: str, most_bytes: int) -> tuple[int, bytes]:
        """GET a file of this bot and return HTTP status and content; the content of an answer other than 200 is empty.

        Raises FileTooLarge without reading beyond `most_bytes`, and LineBroken as `post` does.
        """
        failure: Exception | None = None
        status, content = 0, b""
        try:
            timeout = call_timeout(is_upload=True)
            async with self._session.get(f"{self._files}/{path}", timeout=timeout, allow_redirects=False) as answer:
                status = answer.status
                content = await read_at_most(answer, most_bytes) if status == 200 else b""
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            failure = error
        if failure:
            raise self._broken(failure) from (None if self._shows_secret(failure) else failure)
        return status, content

    def redacted(self, text: str) -> str:
        """The text without the token."""
        return text.replace(self._secret, _REDACTED)

    def __repr__(self) -> str:
        return "HttpClient(<token>)"

    def _broken(self, error: Exception) -> LineBroken:
        return LineBroken(
            self.redacted(f"{type(error).__name__}: {error}"),
            is_surely_unsent=isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError),
            is_timeout=isinstance(error, TimeoutError),
        )

    def _shows_secret(self, error: BaseException | None) -> bool:
        """Redact the arguments of the error and of those it came from; return whether one still shows the token."""
        while error:
            error.args = tuple(self.redacted(str(arg)) if self._secret in str(arg) else arg for arg in error.args)
            if self._secret in f"{error} {error!r} {vars(error)!r}":
                return True
            error = error.__cause__ or error.__context__
        return False


async def read_at_most(answer: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    """The body of an answer; raises FileTooLarge as soon as it exceeds `most_bytes`."""
    content = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
        content += chunk
        if len(content) > most_bytes:
            raise FileTooLarge(most_bytes)
    return bytes(content)


def call_timeout(read: float | None = None, *, is_upload: bool = False) -> aiohttp.ClientTimeout:
    """Limits of one call: to connect (waiting for a free connection included), for the next bytes, and in all."""
    read = READ_TIMEOUT if read is None else read
    total = CONNECT_TIMEOUT + read + (UPLOAD_TIMEOUT if is_upload else CONNECT_TIMEOUT)
    return aiohttp.ClientTimeout(
        total=total, connect=CONNECT_TIMEOUT, sock_read=max(read, UPLOAD_TIMEOUT if is_upload else 0)
    )
