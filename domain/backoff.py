"""Exponential back-off: the one rule for the waits of pollers, probes, circuit breaker, outbox and file downloads."""

MOST_DOUBLINGS = 16  # 2 ** 16 times the first wait exceeds every longest wait in use; a larger power could overflow


def doubling_wait(attempt: int, first: float, longest: float) -> float:
    """Seconds to wait after failed attempt number `attempt` (from 1): `first`, doubled each time, at most `longest`."""
    return min(first * 2.0 ** min(max(attempt, 1) - 1, MOST_DOUBLINGS), longest)
