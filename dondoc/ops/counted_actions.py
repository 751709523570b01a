"""What the program did, counted by the actions of its log, for Prometheus."""

import logging
from collections import Counter
from collections.abc import Iterator
from threading import Lock

from prometheus_client import Histogram
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

# Seconds from the arrival of an update to its answer in the outbox: the promise is one second.
_BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
_HANDLED = "update_handled"


class ActionCounter(logging.Handler, Collector):
    """Counts log records by `action` and `platform`: names from the code, never words of people, so they stay few."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._counting = Lock()
        self._handling = Histogram(
            "dondoc_handling_seconds", "From the arrival of an update to its answer in the outbox.",
            buckets=_BOUNDS, registry=None,
        )  # fmt: skip

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record; those without an action are not ours."""
        action = getattr(record, "action", None)
        if not isinstance(action, str):
            return
        with self._counting:
            self._counts[action, str(getattr(record, "platform", ""))] += 1
        if action == _HANDLED and isinstance(seconds := getattr(record, "seconds", None), float):
            self._handling.observe(seconds)

    def count(self, action: str, channel: str = "") -> int:
        """How often so far."""
        with self._counting:
            return self._counts[action, channel]

    def collect(self) -> Iterator[Metric]:
        """The counts so far, as Prometheus reads them."""
        actions = CounterMetricFamily(
            "dondoc_actions", "Actions of the log since the start of the program.", labels=["action", "platform"]
        )
        with self._counting:
            counted = sorted(self._counts.items())
        for labels, count in counted:
            actions.add_metric(labels, count)
        yield actions
        yield from self._handling.collect()


COUNTED = ActionCounter()  # of this process, as its log is
