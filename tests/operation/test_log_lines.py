"""Log lines and sentences: what fails each second is said once a minute, and no password of a database gets out."""

import logging
from pathlib import Path

import pytest

from dondoc.databases import DatabaseUrlWrong, open_engine
from dondoc.logs import Calm, Redacting
from dondoc.settings import load_settings


def line(action: str, at: float, **extra: str) -> logging.LogRecord:
    record = logging.LogRecord("bot.dispatcher", logging.ERROR, "", 0, "no database", (), None)
    record.__dict__.update(extra, action=action, created=at)
    return record


def test_what_fails_each_second_is_written_once_a_minute() -> None:
    calm = Calm()
    written = [second for second in range(150) if calm.filter(line("dispatch_failed", 1000.0 + second))]
    assert written == [0, 60, 120]


def test_other_lines_and_other_ticks_are_not_held_back() -> None:
    calm = Calm()
    assert calm.filter(line("tick_failed", 0.0, tick="plan"))
    assert calm.filter(line("tick_failed", 0.0, tick="audit"))
    assert not calm.filter(line("tick_failed", 1.0, tick="plan"))
    assert all(calm.filter(line("update_failed", 0.0)) for _ in range(3))


def test_after_the_clock_was_set_back_lines_are_written_again() -> None:
    calm = Calm()
    assert calm.filter(line("lease_failed", 10_000.0))
    assert calm.filter(line("lease_failed", 0.0))


@pytest.mark.parametrize("password", ["khong-ai-biet-9", "p%40ss%2Fword9", "a:b@c9"])
def test_the_password_of_a_database_alone_does_not_reach_the_log(tmp_path: Path, password: str) -> None:
    given = {"DONDOC_DATABASE_URL": f"postgresql://ward:{password}@db.example/dondoc"}
    redact = Redacting(load_settings(tmp_path / "no.env", given).secrets()).redact
    for said in (password, password.replace("%40", "@").replace("%2F", "/")):
        assert said not in redact(f'FATAL: connection "ward" with {said} refused')


@pytest.mark.parametrize("port", ["abc", "0", "99999", "54 32"])
def test_a_wrong_port_is_told_with_what_to_write_and_without_the_password(port: str) -> None:
    with pytest.raises(DatabaseUrlWrong, match="cổng phải là số từ 1 đến 65535") as wrong:
        open_engine(f"postgresql://ward:khong-ai-biet-9@localhost:{port}/dondoc")
    assert "khong-ai-biet-9" not in str(wrong.value)
