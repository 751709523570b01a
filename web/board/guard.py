"""What keeps others out of the board: whose Host and Origin count, the headers of every answer, limits of requests."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
LONGEST_PATH = 200
# A secret as `secrets.token_urlsafe(32)` writes it. What has another shape is not looked up at all.
SECRET = re.compile(r"[\w-]{43}", re.ASCII)
KEY = re.compile(r"[\w-]{8,64}", re.ASCII)


def security_headers(framed_by: str = "") -> dict[str, str]:
    """The headers of every answer. `framed_by` is the one origin that may frame the pages: that of the demonstration.

    Nothing is kept by a browser or proxy, and no address of ours goes elsewhere as a referrer: it may hold a link.
    """
    headers = {
        "Content-Security-Policy": _POLICY.format(ancestors=framed_by or "'none'"),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # with "no-referrer" browsers send our own forms with "Origin: null"
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
    }
    return headers if framed_by else {**headers, "X-Frame-Options": "DENY"}


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """Where the board is served: below `public_url` ("": on this machine only), and at loopback on `port`."""

    public_url: str
    port: int

    def origin(self, headers: Headers, client: str) -> str | None:
        """The origin under which this request reaches us; None for a Host that is not ours.

        Without a public address only this machine is answered, whatever Host another one names.
        """
        host = headers.get("host", "").lower()
        public = urlsplit(self.public_url)
        if self.public_url and host == public.netloc.lower():
            return f"{public.scheme}://{host}"
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name not in LOOPBACK_NAMES or not (self.public_url or is_loopback(client)):
            return None
        return f"http://{host}"

    def cookie(self, origin: str) -> str:
        """The name of the session's cookie: `__Host-` binds it to one https host, the port to one program here."""
        return "__Host-dondoc" if origin.startswith("https://") else f"dondoc-{self.port}"


def is_loopback(client: str) -> bool:
    """Whether an address is one of this machine."""
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return False


def is_own_form(headers: Headers, origin: str) -> bool:
    """Whether a form was sent by a page of ours: by its Origin, or where a browser names none, as it says itself."""
    given = headers.get("origin")
    return given == origin if given is not None else headers.get("sec-fetch-site") == "same-origin"


@dataclass(slots=True)
class RequestLimit:
    """At most `burst` requests of one key at once, and then `per_second`; the keys used last are remembered."""

    per_second: float
    burst: float
    most_keys: int = 2000
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allows(self, key: str, now: float) -> bool:
        """Count a request (`now`: monotonic seconds); False when it is one too many."""
        left, since = self._left.pop(key, (self.burst, now))
        left = min(self.burst, left + (now - since) * self.per_second)
        self._left[key] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > self.most_keys:
            self._left.popitem(last=False)
        return left >= 1


class GuardedApp:
    """ASGI: answers only under our own Host, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, address: OwnAddress, headers: Mapping[str, str]) -> None:
        self._app, self._address, self._headers = app, address, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a foreign Host, else pass the request on with its origin in the state."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        client = request.client.host if request.client else ""
        origin = self._address.origin(request.headers, client)
        if origin is None or len(request.url.path) > LONGEST_PATH:
            await PlainTextResponse("Not Found", 404)(scope, receive, send_secured)
            return
        scope.setdefault("state", {})["origin"] = origin
        await self._app(scope, receive, send_secured)
