"""Mishaps that a test orders in advance: which call they meet, how often, and what happens. No network here."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, TooManyRequests
from sandbox.shapes import Json

REFUSALS: dict[str, tuple[int, str]] = {
    "400": (400, "Bad Request: chat not found"),
    "401": (401, "Unauthorized"),
    "403": (403, "Forbidden: bot was blocked by the user"),
    "404": (404, "Not Found"),
    "409": (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    "429": (429, ""),
    "500": (500, "Internal Server Error"),
    "502": (502, "Bad Gateway"),
    "503": (503, "Service Unavailable"),
    "504": (504, "Gateway Timeout"),
}
# Only Zalo knows these: the month's messages are used up; the webhook's address did not answer its check.
ZALO_REFUSALS = frozenset({"quota", "verification"})
ZALO = "zalo."  # begins the name of each of its methods
ACTIONS = {*REFUSALS, *ZALO_REFUSALS, "drop", "accept_then_drop", "hang", "garbage", "truncated", "delay"}
MAX_FAULTS = 1_000
MAX_SECONDS = 3_600.0


@dataclass(slots=True)
class Fault:
    """One order. `method` "*" (or "zalo.*") and `chat_id` None mean any; `seconds` is for hang and delay.

    `times` counts down, None lasts until cancelled; after `for_seconds` it is over in any case. `status` is the HTTP
    status of a refusal where it differs from its code: Zalo also says no over 200.
    """

    method: str
    action: str
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int | None = None
    seconds: float = MAX_SECONDS
    description: str = ""
    status: int | None = None
    for_seconds: float | None = None
    ends_at: float = math.inf  # monotonic seconds, set when it is ordered

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Say whether this call is meant."""
        named = {"*", method.lower(), *([f"{ZALO}*"] if method.startswith(ZALO) else [])}
        return self.method.lower() in named and self.chat_id in {None, chat_id}

    def refusal(self) -> ApiError | None:
        """Return the error to answer with; None if the mishap is of another kind."""
        if self.action not in REFUSALS:
            return None
        if self.action == "429":
            return TooManyRequests(1 if self.retry_after is None else self.retry_after)
        code, description = REFUSALS[self.action]
        return ApiError(code, self.description or description)


class Faults:
    """Queue of ordered faults, first in first out, and how many have been carried out. `monotonic` returns seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self.waiting: list[Fault] = []
        self.met = 0

    def order(self, orders: Any) -> None:
        """Add one order or a list. Raises ValueError with a sentence for the reader."""
        parsed = [parse_fault(order) for order in (orders if isinstance(orders, list) else [orders])]
        if len(self.waiting) + len(parsed) > MAX_FAULTS:
            raise ValueError(f"More than {MAX_FAULTS} faults are waiting.")
        for fault in parsed:
            if fault.for_seconds is not None:
                fault.ends_at = self._monotonic() + fault.for_seconds
        self.waiting += parsed

    def clear(self) -> None:
        """Cancel all orders."""
        self.waiting.clear()

    def next_for(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the first order that means this call and count it down."""
        now = self._monotonic()
        self.waiting[:] = [fault for fault in self.waiting if fault.ends_at > now]
        fault = next((fault for fault in self.waiting if fault.meets(method, chat_id)), None)
        if fault is None:
            return None
        self.met += 1
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
        return fault

    def as_json(self) -> Json:
        """Return what still waits and how many orders have been carried out."""
        waiting = [
            {"method": fault.method, "chat_id": fault.chat_id, "times": fault.times, "action": fault.action}
            for fault in self.waiting
        ]
        return {"waiting": waiting, "met": self.met}


def parse_fault(order: Any) -> Fault:
    """Return a fault from its JSON. Raises ValueError with a sentence for the reader."""
    if not isinstance(order, dict):
        sentence = 'A fault is an object such as {"method": "sendMessage", "action": "429"}.'
        raise ValueError(sentence)  # noqa: TRY004  # wrong input from outside, not a wrong call
    if (action := str(order.get("action"))) not in ACTIONS:
        raise ValueError(f"Unknown action {action!r}; known are {', '.join(sorted(ACTIONS))}.")
    if unknown := order.keys() - set(Fault.__slots__) | order.keys() & {"ends_at"}:
        raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
    method = str(order.get("method") or "*")
    if action in ZALO_REFUSALS and not method.startswith(ZALO):
        raise ValueError(f"Only Zalo answers {action!r}: order it for a method such as {ZALO}sendMessage.")
    try:
        return Fault(
            method=method,
            action=action,
            chat_id=_whole(order, "chat_id"),
            times=_whole(order, "times", None if order.get("for_seconds") is not None else 1),
            retry_after=_whole(order, "retry_after"),
            seconds=min(float(order.get("seconds", MAX_SECONDS)), MAX_SECONDS),
            description=str(order.get("description", "")),
            status=_whole(order, "status"),
            for_seconds=None if order.get("for_seconds") is None else float(order["for_seconds"]),
        )
    except (TypeError, ValueError):
        raise ValueError("chat_id, times, retry_after, status and the seconds of a fault are numbers.") from None


def _whole(order: Json, name: str, otherwise: int | None = None) -> int | None:
    """The whole number of this name; None as it stands, `otherwise` where nothing stands."""
    value = order.get(name, otherwise)
    return None if value is None else int(value)
