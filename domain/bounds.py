"""Bounds of numbers that others name (waits, ids, sizes), and the one rule of exponential back-off.

A platform, a proxy before it, or somebody who plays one may send infinity, NaN, text or a number of a thousand digits.
"""

import json
import math
from typing import Any

# Seconds. A poll must go on within ten minutes whatever the platform asked for; a chat may have to rest for longer,
# as a platform does mean hours for a bot that overdid it, but is tried once an hour.
LONGEST_POLL_WAIT = 600.0
LONGEST_CHAT_WAIT = 3600.0
SHORTEST_WAIT = 0.1

MOST_DIGITS = 20  # of a number in JSON that is read as a whole one: more than 64 bits hold, less than Python refuses
LARGEST_ID = 2**63 - 1  # what both databases and every platform keep
MOST_DOUBLINGS = 16  # 2 ** 16 times the first wait exceeds every longest wait in use; a larger power could overflow


def wait_seconds(named: object, *, usual: float, longest: float) -> float:
    """Seconds to wait: as named, but from 0.1 to `longest`; `usual` where no number from 0 on was named."""
    if isinstance(named, bool) or not isinstance(named, int | float | str):
        return usual
    try:
        seconds = float(named)
    except ValueError:
        return usual
    except OverflowError:  # a whole number beyond every float
        seconds = math.copysign(math.inf, 1 if isinstance(named, int) and named > 0 else -1)
    if math.isnan(seconds) or seconds < 0:
        return usual
    return min(max(seconds, SHORTEST_WAIT), longest)


def whole_number(value: object, least: int, most: int) -> int | None:
    """The value when it is a whole number from `least` to `most`, else None; true and false are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if least <= value <= most else None


def read_json(text: str | bytes) -> Any:
    """What a JSON text says; whole numbers of more than 20 digits become floats, so that none keeps it from being read.

    Raises ValueError or RecursionError for what is no JSON.
    """
    return json.loads(text, parse_int=_number)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def doubling_wait(attempt: int, first: float, longest: float) -> float:
    """Seconds to wait after failed attempt number `attempt` (from 1): `first`, doubled each time, at most `longest`."""
    return min(first * 2.0 ** min(max(attempt, 1) - 1, MOST_DOUBLINGS), longest)
