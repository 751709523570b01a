"""What is counted of the log for Prometheus: names of the code only, whatever is written."""

import logging
import sys

import pytest

from dondoc.ops.counted_actions import ActionCounter
from dondoc.ops.logs import start_logging
from tests.web.test_health import health
from web.metrics import as_metrics


def record(action: str | None, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.conversation.sender", logging.INFO, "", 0, "sent to %s", ("Lan",), None)
    made.__dict__.update(extra, **({} if action is None else {"action": action}))
    return made


def test_actions_are_counted_by_platform_and_no_word_of_a_message_is_shown() -> None:
    counter = ActionCounter()
    for platform in ("telegram", "telegram", "zalo"):
        counter.emit(record("sent", platform=platform, outbox_id=7))
    counter.emit(record("started"))
    counter.emit(record(None))
    lines = as_metrics(health(), [counter]).splitlines()
    assert 'dondoc_actions_total{action="sent",platform="telegram"} 2.0' in lines
    assert 'dondoc_actions_total{action="sent",platform="zalo"} 1.0' in lines
    assert 'dondoc_actions_total{action="started",platform=""} 1.0' in lines
    assert not any("Lan" in line for line in lines)


def test_how_long_commands_took_is_a_histogram() -> None:
    counter = ActionCounter()
    for seconds in (0.02, 0.3, 7.0):
        counter.emit(record("update_handled", platform="telegram", seconds=seconds))
    lines = as_metrics(health(), [counter]).splitlines()
    assert 'dondoc_handling_seconds_bucket{le="0.05"} 1.0' in lines
    assert 'dondoc_handling_seconds_bucket{le="1.0"} 2.0' in lines
    assert "dondoc_handling_seconds_count 3.0" in lines


def test_what_is_counted_does_not_depend_on_what_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        start_logging("ERROR", [])
        counter = next(one for one in root.handlers if isinstance(one, ActionCounter))
        seen = counter.count("sent", "telegram")
        logging.getLogger("bot.conversation.sender").info("sent", extra={"action": "sent", "platform": "telegram"})
        assert counter.count("sent", "telegram") == seen + 1
        sys.stderr.flush()
        assert capsys.readouterr().err == ""
    finally:
        root.handlers[:], root.level = before
