import asyncio
import socket
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

import web.server
from domain.messages.reach import AlertFinding
from web.app import LOOK_SECONDS, create_app
from web.health import ChannelSeen, Health
from web.metrics import as_metrics
from web.server import WebServer, listening_socket

NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)


def health(*findings: AlertFinding, **more: Any) -> Health:
    facts: dict[str, Any] = {
        "at": NOW,
        "started_at": NOW,
        "version": "0.1.0",
        "findings": findings,
        "is_receiving": True,
        "is_planning": True,
        "is_sending": True,
        "channels": {"telegram": ChannelSeen(NOW)},
        "inbox_waiting": 0,
        "outbox_waiting": 2,
        "parked": 0,
        "oldest_waiting_seconds": 1.5,
        "unsent": 0,
        **more,
    }
    return Health(**facts)


async def asked(path: str, seen: Health, method: str = "GET", **more: Any) -> tuple[int, str, dict[str, str]]:
    async def look() -> Health:
        return seen

    listening = listening_socket("127.0.0.1", 0)
    port = listening.getsockname()[1]
    async with (
        WebServer(create_app(look), listening),
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
        session.request(method, f"http://127.0.0.1:{port}{path}", **more) as got,
    ):
        return got.status, await got.text(), dict(got.headers)


async def test_a_program_that_is_well_answers_200_and_says_so():
    status, text, _ = await asked("/health", health())
    assert status == 200
    assert '"status":"well"' in text
    assert '"should_have_been_sent_minus_sent":0' in text


async def test_one_finding_makes_it_503_and_names_it():
    status, text, _ = await asked("/health", health(AlertFinding("no_next", 2, (3, 17))))
    assert status == 503
    assert '{"kind":"no_next","count":2,"tasks":[3,17]}' in text


async def test_what_waits_for_a_person_is_shown_but_is_no_alarm():
    status, text, _ = await asked("/health", health(AlertFinding("parked", 1), parked=1))
    assert status == 200
    assert '"parked":1' in text


async def test_metrics_are_in_the_form_of_prometheus():
    status, text, headers = await asked("/metrics", health(AlertFinding("late_outbox", 4), unsent=4))
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = text.splitlines()
    assert "dondoc_unsent 4.0" in lines
    assert "dondoc_well 0.0" in lines
    assert 'dondoc_finding{kind="late_outbox"} 4.0' in lines
    assert lines.count("# TYPE dondoc_unsent gauge") == 1


def test_every_sample_of_the_metrics_is_a_name_labels_and_a_number_under_its_own_heading():
    text = as_metrics(health(AlertFinding("parked", 1), without_reminder={"not_linked": 3}, free_megabytes=10))
    heading = ""
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            heading = line.split()[2]
        elif not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            assert name.partition("{")[0] == heading
            float(value)


def test_a_number_that_could_not_be_read_is_absent_and_not_zero():
    assert "dondoc_unsent" not in as_metrics(health(AlertFinding("database", 1), unsent=None))


async def test_a_program_lives_whatever_is_found_and_is_ready_while_it_works() -> None:
    ill = health(AlertFinding("no_next", 2, (3, 17)))
    stopped = health(AlertFinding("not_sending", 1), is_sending=False)
    assert [(await asked("/live", seen))[0] for seen in (health(), ill, stopped)] == [200, 200, 200]
    assert [(await asked("/ready", seen))[0] for seen in (health(), ill, stopped)] == [200, 200, 503]


async def test_nothing_else_is_served_and_nobody_is_told_what_serves():
    for path in ("/", "/docs", "/openapi.json", "/health/", "/../etc/passwd"):
        status, text, headers = await asked(path, health(), allow_redirects=False)
        assert status in {404, 307}
        assert "server" not in {name.lower() for name in headers}
        assert "uvicorn" not in text.lower() + str(headers).lower()


async def test_it_is_only_for_reading_and_takes_no_body():
    assert (await asked("/health", health(), "POST", data=b"x"))[0] == 405
    assert (await asked("/health", health(), "GET", data=b"x" * 4096))[0] in {200, 413}


async def test_a_program_that_does_not_answer_in_time_is_ill(monkeypatch):
    monkeypatch.setattr("web.app.LOOK_SECONDS", 0.05)
    assert LOOK_SECONDS > 0.05

    async def look() -> Health:
        await asyncio.sleep(30)
        raise AssertionError

    listening = listening_socket("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/health"
    async with (
        WebServer(create_app(look), listening),
        aiohttp.ClientSession() as session,
        session.get(url) as got,
    ):
        assert got.status == 503
        assert (await got.json())["findings"] == [{"kind": "no_answer", "count": 1}]


@pytest.mark.parametrize("start", [b"", b"GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: "])
async def test_who_types_a_request_slowly_is_hung_up_on(monkeypatch, start: bytes):
    monkeypatch.setattr(web.server, "HEAD_SECONDS", 0.2)

    async def look() -> Health:
        return health()

    listening = listening_socket("127.0.0.1", 0)
    port = listening.getsockname()[1]
    async with WebServer(create_app(look), listening):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(start)
        await writer.drain()
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()


async def test_a_head_without_end_is_refused():
    async def look() -> Health:
        return health()

    listening = listening_socket("127.0.0.1", 0)
    port = listening.getsockname()[1]
    async with WebServer(create_app(look), listening):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 100_000)
        answer = await asyncio.wait_for(reader.read(100), 5)
        assert answer.startswith(b"HTTP/1.1 400") or answer == b""
        writer.close()


def test_a_port_that_is_taken_is_told_as_an_error_of_the_system():
    taken = listening_socket("127.0.0.1", 0)
    try:
        with pytest.raises(OSError, match="in use"):
            listening_socket("127.0.0.1", taken.getsockname()[1])
    finally:
        taken.close()


def test_it_listens_on_this_machine_only_unless_told_otherwise():
    listening = listening_socket("127.0.0.1", 0)
    try:
        assert listening.getsockname()[0] == "127.0.0.1"
        assert listening.family == socket.AF_INET
    finally:
        listening.close()
