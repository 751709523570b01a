"""Log lines and sentences: what goes on failing is said at growing distance, and no password of a database gets out."""

import logging
from itertools import pairwise
from pathlib import Path

import pytest

from dondoc.databases import DatabaseUrlWrong, open_engine
from dondoc.ops.logs import RedactingFormatter, RepeatFilter
from dondoc.settings import load_settings


def line(action: str, at: float, **extra: str) -> logging.LogRecord:
    record = logging.LogRecord("bot.conversation.dispatcher", logging.ERROR, "", 0, "no database", (), None)
    record.__dict__.update(extra, action=action, created=at)
    return record


def test_what_fails_each_second_is_written_at_once_and_then_at_growing_distance_up_to_an_hour() -> None:
    calm = RepeatFilter()
    written = [second for second in range(86_400) if calm.filter(line("dispatch_failed", 1000.0 + second))]
    assert written[:6] == [0, 60, 180, 420, 900, 1860]
    distances = [later - earlier for earlier, later in pairwise(written)]
    assert distances == sorted(distances)
    assert max(distances) == 3600
    assert len(written) == 29


@pytest.mark.parametrize(
    ("failed", "again"),
    [
        ("dispatch_failed", "dispatch_recovered"),
        ("lease_failed", "lease_recovered"),
        ("audit_failed", "audit_recovered"),
        ("poll_failed", "poll_recovered"),
        ("webhook_check_failed", "webhook_recovered"),
    ],
)
def test_that_it_works_again_is_written_and_the_next_trouble_is_new(failed: str, again: str) -> None:
    calm = RepeatFilter()
    assert [calm.filter(line(failed, at)) for at in (0.0, 1.0)] == [True, False]
    assert calm.filter(line(again, 2.0))
    assert [calm.filter(line(failed, at)) for at in (3.0, 4.0)] == [True, False]


def test_a_tick_that_works_again_says_nothing_for_another_and_a_trouble_that_is_over_nothing_for_the_rest() -> None:
    calm = RepeatFilter()
    for tick in ("plan", "watch"):
        assert calm.filter(line("tick_failed", 0.0, tick=tick))
        assert calm.filter(line("alert", 0.0, trouble=tick))
    assert calm.filter(line("tick_recovered", 1.0, tick="plan"))
    assert calm.filter(line("alert_resolved", 1.0, trouble="plan"))
    assert calm.filter(line("tick_failed", 2.0, tick="plan"))
    assert calm.filter(line("alert", 2.0, trouble="plan"))
    assert not calm.filter(line("tick_failed", 2.0, tick="watch"))
    assert not calm.filter(line("alert", 2.0, trouble="watch"))


def test_what_was_not_heard_of_for_ten_minutes_is_new() -> None:
    calm = RepeatFilter()
    assert [calm.filter(line("heartbeat_failed", at)) for at in (0.0, 60.0, 120.0)] == [True, True, False]
    assert calm.filter(line("heartbeat_failed", 720.0))


@pytest.mark.parametrize("action", ["webhook_unauthorized", "webhook_store_failed", "event_ignored", "feed_failed"])
def test_what_anybody_can_bring_about_is_written_at_growing_distance_for_each_channel(action: str) -> None:
    calm = RepeatFilter()
    flood = [at for at in range(7200) for _ in range(3) if calm.filter(line(action, float(at), trouble="zalo"))]
    assert flood == [0, 60, 180, 420, 900, 1860, 3780]
    assert calm.filter(line(action, 7200.0, trouble="telegram"))


def test_the_web_servers_own_complaints_get_an_action_and_are_held_back_by_their_words() -> None:
    def complaint(words: str) -> logging.LogRecord:
        return logging.LogRecord("uvicorn.error", logging.WARNING, "", 0, words, (), None)

    calm = RepeatFilter()
    assert [calm.filter(complaint("Invalid HTTP request received.")) for _ in range(3)] == [True, False, False]
    assert calm.filter(complaint("Exceeded concurrency limit."))
    said = complaint("Unsupported upgrade request.")
    assert calm.filter(said)
    assert '"action": "http_trouble"' in RedactingFormatter([]).format(said)


def test_other_lines_and_other_ticks_are_not_held_back() -> None:
    calm = RepeatFilter()
    assert calm.filter(line("tick_failed", 0.0, tick="plan"))
    assert calm.filter(line("tick_failed", 0.0, tick="audit"))
    assert not calm.filter(line("tick_failed", 1.0, tick="plan"))
    assert all(calm.filter(line("update_failed", 0.0)) for _ in range(3))


def test_after_the_clock_was_set_back_lines_are_written_again() -> None:
    calm = RepeatFilter()
    assert calm.filter(line("lease_failed", 10_000.0))
    assert calm.filter(line("lease_failed", 0.0))


@pytest.mark.parametrize("password", ["khong-ai-biet-9", "p%40ss%2Fword9", "a:b@c9"])
def test_the_password_of_a_database_alone_does_not_reach_the_log(tmp_path: Path, password: str) -> None:
    given = {"DONDOC_DATABASE_URL": f"postgresql://ward:{password}@db.example/dondoc"}
    redact = RedactingFormatter(load_settings(tmp_path / "no.env", given).secrets()).redact
    for said in (password, password.replace("%40", "@").replace("%2F", "/")):
        assert said not in redact(f'FATAL: connection "ward" with {said} refused')


@pytest.mark.parametrize("port", ["abc", "0", "99999", "54 32"])
def test_a_wrong_port_is_told_with_what_to_write_and_without_the_password(port: str) -> None:
    with pytest.raises(DatabaseUrlWrong, match="cổng phải là số từ 1 đến 65535") as wrong:
        open_engine(f"postgresql://ward:khong-ai-biet-9@localhost:{port}/dondoc")
    assert "khong-ai-biet-9" not in str(wrong.value)
