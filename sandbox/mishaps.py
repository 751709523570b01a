"""The ways a connection can go wrong, carried out: cut, hang, garbage, half an answer. Needs our own server."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.faults import Fault
from web.server import HANG_UP

GARBAGE = b"<html><head><title>502 Bad Gateway</title></head>\x00\xff"
Answer = Callable[[], Awaitable[Response]]


class Cut(Response):
    """No answer at all: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # ASGI
        """Close the connection and wait until it is closed."""
        scope["extensions"][HANG_UP]()
        await _until_gone(receive)


class Truncated(Response):
    """Half an answer that promised to be whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head and half the body, then hang up."""
        body = bytes(self.body)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        scope["extensions"][HANG_UP]()
        await _until_gone(receive)


async def suffer(fault: Fault, answer: Answer) -> Response:
    """Let the ordered mishap happen; `answer` does the real work.

    Accepted before the mishap: accept_then_drop, truncated. Never accepted: drop, hang, garbage and all refusals.
    """
    if refusal := fault.refusal():
        return JSONResponse(refusal.as_json(), fault.status or refusal.code)
    if fault.action in {"hang", "delay"}:
        await asyncio.sleep(fault.seconds)
    if fault.action in {"delay", "accept_then_drop", "truncated"}:
        response = await answer()
        return _spoiled(fault.action, response)
    return Response(GARBAGE, media_type="text/html") if fault.action == "garbage" else Cut()


async def unless_gone(request: Request, work: Awaitable[Response], closing: asyncio.Event) -> Response:
    """Do the work, but stop when the caller hangs up or the server closes."""
    task = asyncio.ensure_future(work)
    watchers = [asyncio.ensure_future(_until_gone(request.receive)), asyncio.ensure_future(closing.wait())]
    try:
        await asyncio.wait({task, *watchers}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else Cut()
    finally:
        for leftover in (task, *watchers):
            leftover.cancel()


def _spoiled(action: str, response: Response) -> Response:
    if action == "accept_then_drop":
        return Cut()
    if action == "truncated":
        return Truncated(response.body, response.status_code, media_type=response.media_type)
    return response


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
