"""Client of the Zalo Bot Platform: POST with JSON, answers in an envelope."""

import re
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.platforms.client import HttpClient, LineBroken
from domain.bounds import read_json, whole_number

# A client of our own, because python-zalo-bot 0.1.9 returns None where `ok` is false and raises when a poll ends
# without an event.
OFFICIAL_API = "https://bot-api.zaloplatforms.com"

LONGEST_DESCRIPTION = 300
LARGEST_CODE = 999_999
_SPELT_CODE = re.compile(r"-?\d{1,6}", re.ASCII)


class ZaloRefused(Exception):
    """The platform refused (`ok` false): its code, whatever the HTTP status was, and its own words."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}".strip())
        self.code = code
        self.description = description


class ZaloApi:
    """One bot's calls. Raises only `ZaloRefused` and `LineBroken`, neither with the token."""

    __slots__ = ("_http",)

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str = OFFICIAL_API) -> None:
        self._http = HttpClient(session, token, api_url)

    async def call(self, method: str, params: Mapping[str, object], timeout: float | None = None) -> Any:  # noqa: ASYNC109 - aiohttp's
        """Call a method and return the `result` of its envelope; `timeout` in seconds, for the answer."""
        status, payload = await self._http.post(f"/{method}", json=dict(params), read_timeout=timeout)
        return self._result(status, payload)

    def __repr__(self) -> str:
        return "ZaloApi(<token>)"

    def _result(self, status: int, payload: bytes) -> Any:
        """`ok` decides; the HTTP status counts only where the envelope has no code of its own.

        https://bot.zapps.me/docs/error-code/ has "error_code", other pages of the platform "errorCode".
        """
        try:
            envelope = read_json(payload)
        except (ValueError, RecursionError):
            envelope = None
        if not isinstance(envelope, dict) or not isinstance(envelope.get("ok"), bool):
            raise LineBroken(f"HTTP {status} with an answer that is no envelope")
        # Zalo also refuses over HTTP 200: by its status alone a refused message would count as sent.
        if envelope["ok"]:
            return envelope.get("result")
        code = envelope.get("error_code", envelope.get("errorCode"))
        words = self._http.redacted(str(envelope.get("description") or ""))[:LONGEST_DESCRIPTION]
        raise ZaloRefused(_code(code, status), " ".join(words.split()))


def _code(code: object, status: int) -> int:
    """The platform's own code, a number or one that is spelt out; else the HTTP status."""
    number = int(code) if isinstance(code, str) and _SPELT_CODE.fullmatch(code) else code
    known = whole_number(number, -LARGEST_CODE, LARGEST_CODE)
    return status if known is None else known
