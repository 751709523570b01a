"""Pictures that people send on Zalo: fetched by the address that the platform names; it gives bots no other files."""

import ipaddress
from urllib.parse import urlsplit

import aiohttp

from bot.messages import Attachment, FetchFailed
from bot.platforms.client import CONNECT_TIMEOUT, FileTooLarge, read_at_most

READ_TIMEOUT = 30.0  # seconds
_GONE = frozenset({400, 401, 403, 404, 410, 451})  # asking again gives the same answer


class ZaloFiles:
    """Fetches pictures. `own_url` is the API's address, whose own server may be asked whatever it is."""

    def __init__(self, session: aiohttp.ClientSession, own_url: str, most_bytes: int) -> None:
        self._session = session
        self._own = urlsplit(own_url)
        self._most_bytes = most_bytes

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a picture. Raises FetchFailed; with a `trouble` when trying again can never help."""
        address = attachment.file_id
        if not self._may_ask(address):
            raise FetchFailed("the picture has no public https address", trouble="not_fetched")
        timeout = aiohttp.ClientTimeout(
            total=CONNECT_TIMEOUT + 2 * READ_TIMEOUT, connect=CONNECT_TIMEOUT, sock_read=READ_TIMEOUT
        )
        try:
            async with self._session.get(address, timeout=timeout, allow_redirects=False) as answer:
                return await self._content(answer)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchFailed(type(error).__name__) from error

    async def _content(self, answer: aiohttp.ClientResponse) -> bytes:
        if answer.status != 200:
            trouble = "not_fetched" if answer.status in _GONE or 300 <= answer.status < 400 else None
            raise FetchFailed(f"the picture was answered with {answer.status}", trouble=trouble)
        try:
            return await read_at_most(answer, self._most_bytes)
        except FileTooLarge as error:
            raise FetchFailed(str(error), trouble="too_large") from error

    def _may_ask(self, address: str) -> bool:
        """Only public names over https: an address must not make this machine ask its own network.

        Redirects are not followed, for the same reason.
        """
        try:
            url = urlsplit(address)
            is_own = (url.scheme, url.netloc) == (self._own.scheme, self._own.netloc)
        except ValueError:
            return False
        return is_own or (url.scheme == "https" and _is_public_name(url.hostname or ""))


def _is_public_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in {"local", "localhost", "internal", "lan", "home", "arpa"}
    return False
