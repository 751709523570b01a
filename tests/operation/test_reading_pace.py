"""How long reading may take: so much for a page, and for the whole so much more with each page that was read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dondoc.run.plan_process import WAITS_FOR, ReadingLimits, ReadingPace, WorkClock, processor_seconds


def test_a_page_has_its_time_and_every_page_that_was_read_adds_to_the_whole() -> None:
    pace = ReadingPace(ReadingLimits(seconds=20, seconds_per_page=1), 0.0)
    for page in range(1, 300):
        assert not pace.is_lost(page - 0.01)
        pace.page_was_read(page)
    assert not pace.is_lost(318.9)
    assert pace.is_lost(319.1)  # the three hundredth page does not come


def test_pages_that_all_come_in_time_but_slowly_are_ended_too() -> None:
    pace = ReadingPace(ReadingLimits(seconds=20, seconds_per_page=1), 0.0)
    lost_at = [now for now in range(5, 500, 5) if _is_lost_after_a_page(pace, float(now))]
    assert lost_at[0] == 30  # six pages have had 26 seconds


def test_pages_that_are_pictures_have_twenty_seconds_each_and_less_memory() -> None:
    pace = ReadingPace(
        ReadingLimits(seconds=20, seconds_per_page=1, seconds_per_scan=20, memory=448, memory_of_scans=400), 0.0
    )
    assert pace.memory == 448
    pace.pages_are_pictures(5.0)
    assert pace.memory == 400
    for page in range(1, 60):
        assert not pace.is_lost(5.0 + page * 19.9)
        pace.page_was_read(5.0 + page * 19.9)
    assert pace.is_lost(5.0 + 59 * 19.9 + 20.1)


def _is_lost_after_a_page(pace: ReadingPace, now: float) -> bool:
    pace.page_was_read(now)
    return pace.is_lost(now)


@contextmanager
def running(code: str) -> Iterator[int]:
    """A process that says when it has come so far, and then waits."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"{code}; print(flush=True); input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    yield process.pid
    process.kill()
    process.communicate()


NEEDS_PROC = pytest.mark.skipif(processor_seconds(os.getpid()) is None, reason="the system tells no processor time")


@NEEDS_PROC
def test_a_process_that_gets_no_turn_is_given_six_times_as_long() -> None:
    passed = [0.0]
    with running("pass") as pid:
        clock = WorkClock(pid, lambda: passed[0])
        worked = clock()
        passed[0] = 5 * 20.0
        assert clock() < 20.0, "a small file on a busy machine is not given up after twenty seconds"
        passed[0] = (20.0 + worked) * WAITS_FOR + 1.0
        assert clock() > 20.0, "but it is not waited for without end"


@NEEDS_PROC
def test_what_its_children_work_counts_and_nothing_is_forgotten_when_it_ends() -> None:
    busy = "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
    with running(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])") as pid:
        clock = WorkClock(pid, lambda: 0.0)
        worked = clock()
        assert worked >= 0.4
    assert clock() == worked


def test_where_nothing_tells_the_processors_time_all_seconds_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.run.plan_process.processor_seconds", lambda _pid: None)
    times = iter([10.0, 15.0])
    assert WorkClock(1, lambda: next(times))() == 5.0
