"""The way to the Zalo Bot Platform over aiohttp. The token lives here and nowhere else: no text or repr shows it."""

import re
from collections.abc import Mapping
from typing import Any

import aiohttp

from domain.bounds import read_json, whole_number

OFFICIAL_API = "https://bot-api.zaloplatforms.com"

# Seconds. A send must end well before a lease does.
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 20.0

SURELY_SECRET = 12
LONGEST_DESCRIPTION = 300
LARGEST_CODE = 999_999
_REDACTED = "<token>"
_SPELT_CODE = re.compile(r"-?\d{1,6}", re.ASCII)


class ZaloRefused(Exception):
    """The platform answered no (`ok` false): its code, whatever the HTTP status was, and its own words."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}".strip())
        self.code = code
        self.description = description


class LineBroken(Exception):
    """No readable answer. `is_surely_unsent`: no connection ever stood, so the platform has seen nothing."""

    def __init__(self, reason: str, *, is_surely_unsent: bool = False) -> None:
        super().__init__(reason)
        self.is_surely_unsent = is_surely_unsent


class ZaloApi:
    """One bot's calls on the shared session. Raises only `ZaloRefused` and `LineBroken`, neither with the token."""

    __slots__ = ("_root", "_secret", "_session")

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str = OFFICIAL_API) -> None:
        self._session = session
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        # The number before the colon is public; a short secret (a sandbox's) might be a word of anybody's message.
        secret = token.rpartition(":")[2]
        self._secret = secret if len(secret) >= SURELY_SECRET else token

    async def call(self, method: str, params: Mapping[str, object], timeout: float = READ_TIMEOUT) -> Any:  # noqa: ASYNC109 - aiohttp's
        """Call a method and return the `result` of its envelope; `timeout` in seconds, for the answer."""
        broken: LineBroken | None = None
        try:
            async with self._session.post(
                f"{self._root}/{method}", json=dict(params), timeout=_timeout(timeout), allow_redirects=False
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            broken = self._broken(error)
        if broken:  # raised out here, so that no `__context__` brings an error along that shows the token
            raise broken
        return self._result(status, payload)

    def __repr__(self) -> str:
        return "ZaloApi(<token>)"

    def _broken(self, error: Exception) -> LineBroken:
        never_stood = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        return LineBroken(self._redacted(f"{type(error).__name__}: {error}"), is_surely_unsent=never_stood)

    def _result(self, status: int, payload: bytes) -> Any:
        """What `ok` says counts; the HTTP status only where the envelope has no code of its own.

        https://bot.zapps.me/docs/error-code/ has "error_code", other pages of the platform "errorCode".
        """
        try:
            envelope = read_json(payload)
        except (ValueError, RecursionError):
            envelope = None
        if not isinstance(envelope, dict) or not isinstance(envelope.get("ok"), bool):
            raise LineBroken(f"HTTP {status} with an answer that is no envelope")
        if envelope["ok"]:
            return envelope.get("result")
        code = envelope.get("error_code", envelope.get("errorCode"))
        words = self._redacted(str(envelope.get("description") or ""))[:LONGEST_DESCRIPTION]
        raise ZaloRefused(_code(code, status), " ".join(words.split()))

    def _redacted(self, text: str) -> str:
        return text.replace(self._secret, _REDACTED)


def _code(code: object, status: int) -> int:
    """The platform's own code, a number or one that is spelt out; what cannot be one gives way to the HTTP status."""
    number = int(code) if isinstance(code, str) and _SPELT_CODE.fullmatch(code) else code
    known = whole_number(number, -LARGEST_CODE, LARGEST_CODE)
    return status if known is None else known


def _timeout(read: float) -> aiohttp.ClientTimeout:
    """Times for one call: to connect (waiting for a free connection included), for the next bytes, and in all."""
    return aiohttp.ClientTimeout(total=2 * CONNECT_TIMEOUT + read, connect=CONNECT_TIMEOUT, sock_read=read)
