"""The sandbox as a program of its own: `python -m sandbox --port N --token T --phones N`; its first line is its URL."""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Jump, Phone, RateLimits, SandboxSettings

STEPS = {"+1 giờ": timedelta(hours=1), "+1 ngày": timedelta(days=1), "+1 tuần": timedelta(weeks=1)}
PEOPLE = (
    ("Trần Thị Lan", "Ban Xây dựng Đảng"),
    ("Phạm Quốc Hùng", "Bí thư"),
    ("Nguyễn Đức Minh", "Ủy ban nhân dân phường"),
)
FIRST_USER_ID = 1001


def main() -> int:
    """Read the options and serve until a signal comes."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A pocket Telegram on this machine.")
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free port")
    parser.add_argument("--token", action="append", help="a bot token; may be repeated (default 1:sandbox)")
    parser.add_argument("--phones", type=int, default=3, help="how many phones")
    parser.add_argument("--rates", action="store_true", help="enforce Telegram's speed limits")
    parser.add_argument("--per-second", type=int, default=30, help="with --rates: messages in any second for a token")
    parser.add_argument("--now", type=datetime.fromisoformat, default="2026-04-10T07:30:00+07:00", help="ISO instant")
    options = parser.parse_args()
    if options.now.tzinfo is None:
        parser.error("--now needs a zone, such as 2026-04-10T07:30:00+07:00")
    clock = OwnClock(options.now)
    settings = SandboxSettings(
        tokens=tuple(options.token or ["1:sandbox"]),
        phones=tuple(invented_phone(number) for number in range(options.phones)),
        now=clock.now,
        clock=clock,
        rates=RateLimits(per_second=options.per_second) if options.rates else None,
    )
    try:
        asyncio.run(serve(settings, options.port))
    except OSError as reason:
        print(f"The sandbox cannot listen on port {options.port}: {reason.strerror}", file=sys.stderr)  # noqa: T201 - its only interface
        return 1
    return 0


def invented_phone(number: int) -> Phone:
    """Return the phone at this place, counted from 0; user ids start at 1001."""
    name, title = PEOPLE[number] if number < len(PEOPLE) else (f"Cán bộ {number + 1}", "Chi bộ")
    return Phone(FIRST_USER_ID + number, name, title)


async def serve(settings: SandboxSettings, port: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with SandboxServer(create_app(settings), port) as server:
        print(server.url, flush=True)  # noqa: T201  # the first line of output is the interface of this program
        await stop.wait()


class OwnClock:
    """A ClockControl that belongs to nobody else; `start` is an aware instant."""

    def __init__(self, start: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._start = start
        self._monotonic = monotonic
        self._started = monotonic()

    def now(self) -> datetime:
        """Return the start plus the time that has passed."""
        return self._start + timedelta(seconds=self._monotonic() - self._started)

    def jumps(self) -> list[Jump]:
        """Return a few steps ahead."""
        return [Jump(label, self.now() + step) for label, step in STEPS.items()]

    async def move_to(self, at: datetime) -> None:
        """Move on to `at`. Raises ValueError if that lies in the past."""
        if at < self.now():
            raise ValueError("Đồng hồ chỉ đi tới, không quay lại được.")
        self._start, self._started = at, self._monotonic()


if __name__ == "__main__":
    sys.exit(main())
