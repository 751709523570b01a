"""The log of everything the bot had accepted, for tests that count: bounded, numbered without gaps."""

from collections import deque

from sandbox.shapes import Json

KEPT_ENTRIES = 10_000


class SentLog:
    """Accepted calls that a person could notice, oldest first."""

    def __init__(self) -> None:
        self.last = 0
        self._entries: deque[Json] = deque(maxlen=KEPT_ENTRIES)

    def add(self, method: str, at: str, facts: Json) -> None:
        """Note one accepted call; `at` is the program's ISO time."""
        self.last += 1
        self._entries.append({"number": self.last, "method": method, "at": at, **facts})

    def after(self, number: int) -> list[Json]:
        """Return the entries with a higher number that are still kept."""
        return [entry for entry in self._entries if entry["number"] > number]
