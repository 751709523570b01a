"""The demonstration on a machine where its port is taken."""

import asyncio
from pathlib import Path

import pytest

from dondoc.cli.demo import _announce
from dondoc.run import demonstration
from dondoc.run.demonstration import free_port
from sandbox.server import LOOPBACK
from web.server import listening_socket


def test_a_taken_port_gives_way_to_the_next_free_one(capsys: pytest.CaptureFixture[str]) -> None:
    with listening_socket(LOOPBACK, 0) as taken:
        port = taken.getsockname()[1]
        found = free_port(port)
        assert port < found <= port + demonstration.PORTS_TRIED
    _announce(port, f"http://127.0.0.1:{found}")
    assert f"Cổng {port} đang có chương trình khác dùng" in capsys.readouterr().out
    assert free_port(0) == 0


def test_the_wanted_port_is_taken_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    with listening_socket(LOOPBACK, 0) as once:
        port = once.getsockname()[1]
    assert free_port(port) == port
    _announce(port, f"http://127.0.0.1:{port}")
    assert "đang có chương trình khác" not in capsys.readouterr().out


def test_ports_that_may_not_be_used_at_all_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: str, port: int) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(demonstration, "listening_socket", refused)
    with pytest.raises(OSError, match="Permission denied"):
        free_port(80)


async def test_the_demonstration_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop, addresses = asyncio.Event(), list[str]()

    def announced(url: str) -> None:
        addresses.append(url)
        stop.set()

    await asyncio.wait_for(demonstration.run_demo(0, announced, tmp_path, stop), 60)
    assert addresses[0].startswith("http://127.0.0.1:")
