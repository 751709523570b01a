"""Mishaps that a test orders in advance: which call they meet, how often, and what happens. No network here."""

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
}
ACTIONS = {*REFUSALS, "drop", "accept_then_drop", "hang", "garbage", "truncated", "delay"}
MAX_FAULTS = 1_000
MAX_SECONDS = 3_600.0


@dataclass(slots=True)
class Fault:
    """One order. `method` "*" and `chat_id` None mean any; `seconds` is for hang and delay; `times` counts down."""

    method: str
    action: str
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    seconds: float = MAX_SECONDS
    description: str = ""

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Say whether this call is meant."""
        return self.method.lower() in {"*", method.lower()} and self.chat_id in {None, chat_id}

    def refusal(self) -> ApiError | None:
        """Return the error to answer with; None if the mishap is of another kind."""
        if self.action not in REFUSALS:
            return None
        if self.action == "429":
            return TooManyRequests(self.retry_after)
        code, description = REFUSALS[self.action]
        return ApiError(code, self.description or description)


class Faults:
    """The orders that wait, first in first out, and how many have been carried out."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.met = 0

    def order(self, orders: Any) -> None:
        """Add one order or a list. Raises ValueError with a sentence for the reader."""
        parsed = [parse_fault(order) for order in (orders if isinstance(orders, list) else [orders])]
        if len(self.waiting) + len(parsed) > MAX_FAULTS:
            raise ValueError(f"More than {MAX_FAULTS} faults are waiting.")
        self.waiting += parsed

    def clear(self) -> None:
        """Cancel all orders."""
        self.waiting.clear()

    def next_for(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the first order that means this call and count it down."""
        for fault in self.waiting:
            if fault.meets(method, chat_id):
                self.met += 1
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None

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
    if unknown := order.keys() - set(Fault.__slots__):
        raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
    chat_id = order.get("chat_id")
    try:
        return Fault(
            method=str(order.get("method") or "*"),
            action=action,
            chat_id=None if chat_id is None else int(chat_id),
            times=int(order.get("times", 1)),
            retry_after=int(order.get("retry_after", 1)),
            seconds=min(float(order.get("seconds", MAX_SECONDS)), MAX_SECONDS),
            description=str(order.get("description", "")),
        )
    except (TypeError, ValueError):
        raise ValueError("chat_id, times, retry_after and seconds of a fault are numbers.") from None
