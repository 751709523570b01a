"""Keeps other web sites away from the sandbox: only this machine's own names in Host, only its own page in Origin.

Without it any page open in the same browser could reach 127.0.0.1 by DNS rebinding or a blind form post.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_NAMES = {"127.0.0.1", "localhost", "[::1]"}
# Pictures of a Zalo bot stand at its public https address, so the page may show those; scripts and styles are its own.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self'; "
    "base-uri 'none'; form-action {framed}; frame-src {framed}; frame-ancestors 'none'"
)
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin",  # with "no-referrer" a form to the framed pages would have no Origin
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class OwnMachineOnly:
    """ASGI middleware that refuses foreign requests with 403 and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, framed: str = "") -> None:
        """`framed` is the origin of the pages that stand between the phones; "" for none."""
        self.app = app
        self.headers = {"Content-Security-Policy": POLICY.format(framed=framed or "'none'"), **SECURITY}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        headers = Headers(scope=scope)
        if is_own(headers, scope["method"]):
            await self.app(scope, receive, send_secured)
        else:
            refusal = JSONResponse({"error": "The sandbox answers only its own machine and its own page."}, 403)
            await refusal(scope, receive, send_secured)


def is_own(headers: Headers, method: str) -> bool:
    """Say whether a request is from this machine and not on behalf of another web site."""
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name not in OWN_NAMES:
        return False
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return False
    is_foreign = headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
    is_opening = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    return is_opening or not is_foreign
