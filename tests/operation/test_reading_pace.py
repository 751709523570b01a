"""How long reading may take: so much for a page, and for the whole so much more with each page that was read."""

from dondoc.run.plan_process import ReadingLimits, ReadingPace


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
