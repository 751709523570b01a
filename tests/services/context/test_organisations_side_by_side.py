"""What is read for one organisation waits for no other: they are handled in threads side by side."""

from threading import Event, Thread
from typing import Any

from domain.people import Unit
from storage.units import Directory


class _ReadSlowly(dict[int, Unit]):
    """Units that are read only when they may be."""

    def __init__(self) -> None:
        super().__init__()
        self.is_begun, self.may_go_on = Event(), Event()

    def values(self) -> Any:
        self.is_begun.set()
        assert self.may_go_on.wait(10)
        return super().values()


def test_a_directory_is_made_while_another_one_is_being_made() -> None:
    """`functools.cached_property` of Python 3.11 held a lock of the class meanwhile."""
    slow = _ReadSlowly()
    others: list[frozenset[str]] = []
    reading = Thread(target=lambda: Directory(slow).names)
    other = Thread(target=lambda: others.append(Directory({}).names))
    reading.start()
    assert slow.is_begun.wait(10)
    other.start()
    other.join(5)
    is_done = not other.is_alive()
    slow.may_go_on.set()
    reading.join()
    other.join()
    assert is_done
    assert others == [frozenset()]
