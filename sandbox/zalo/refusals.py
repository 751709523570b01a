"""How Zalo says no when a test has ordered it: other words than Telegram's, and no wait is named."""

from sandbox.faults import Fault
from sandbox.zalo.bots import QUOTA_WORDS, VERIFICATION_WORDS, Refusal

# Source: https://bot.zapps.me/docs/error-code/ (403 is the platform's own internal error).
_WORDS = {
    "400": (400, "Bad Request"),
    "401": (401, "Unauthorized"),
    "403": (403, "Forbidden: internal error"),
    "404": (404, "Not Found"),
    "409": (409, "Conflict"),
    "429": (429, "Too Many Requests"),
    "quota": (429, QUOTA_WORDS),
    "verification": (400, f"{VERIFICATION_WORDS}: HTTP 502"),
    "500": (500, "Internal Server Error"),
    "502": (502, "Bad Gateway"),
    "503": (503, "Service Unavailable"),
    "504": (504, "Gateway Timeout"),
}


def ordered_refusal(fault: Fault) -> Refusal | None:
    """Return the refusal to answer with; None if the mishap is of another kind.

    A test that names `retry_after` gets it in the answer, as on Telegram; Zalo itself names none.
    """
    if fault.action not in _WORDS:
        return None
    code, words = _WORDS[fault.action]
    return Refusal(code, fault.description or words, fault.status or code, retry_after=fault.retry_after)
