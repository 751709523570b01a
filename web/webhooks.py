"""Webhooks: an event is checked for its secret, stored, and only then answered with 200.

After any other answer the platform sends the event again; storing an event twice has no effect.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from domain.bounds import read_json

MAX_BODY_BYTES = 1024 * 1024  # the longest message with all its entities is a small part of this
STORE_SECONDS = 8.0
RETRY_AFTER_SECONDS = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hook:
    """One platform's way in: the header with the secret, and what stores an event.

    `take` returns once the event is stored; False for what is no event at all. It raises when it cannot be stored.
    """

    header: str
    secret: str
    take: Callable[[Mapping[str, Any]], Awaitable[bool]]


def routes(hooks: Mapping[str, Hook]) -> list[Route]:
    """/webhook/NAME for each hook; POST only."""
    return [Route(f"/webhook/{name}", _receiver(hook, name), methods=["POST"]) for name, hook in hooks.items()]


def _receiver(hook: Hook, name: str) -> Callable[[Request], Awaitable[Response]]:
    async def receive(request: Request) -> Response:
        given = request.headers.get(hook.header, "")
        # In constant time: a comparison that stops at the first wrong letter tells a guesser how much was right.
        if not hmac.compare_digest(given.encode(), hook.secret.encode()):
            _log.warning("a wrong secret for %s", name, extra={"action": "webhook_unauthorized", "trouble": name})
            return Response(status_code=403)
        event = await _event(request)
        return Response(status_code=400) if event is None else await _stored(hook, name, event)

    return receive


async def _event(request: Request) -> Mapping[str, Any] | None:
    """The body as a JSON object; None for anything else. A body too large is refused by the application (413)."""
    try:
        async with asyncio.timeout(STORE_SECONDS):
            found = read_json(await request.body())
    except (ValueError, RecursionError, ClientDisconnect, TimeoutError):
        return None
    return found if isinstance(found, dict) else None


async def _stored(hook: Hook, name: str, event: Mapping[str, Any]) -> Response:
    try:
        async with asyncio.timeout(STORE_SECONDS):
            is_event = await hook.take(event)
    except Exception:  # noqa: BLE001 - whatever it is, the platform must send the event again
        told = {"action": "webhook_store_failed", "trouble": name}
        _log.exception("an event of %s cannot be stored", name, extra=told)
        return Response(status_code=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    return Response(status_code=200 if is_event else 400)
