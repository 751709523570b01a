"""Two real programs, each with a database of its own, on one token: both say so long before the next look."""

import asyncio
from pathlib import Path

from tests.operation.running import prepare, running, sandbox, settings_of, until
from web.server import listening_socket

LONG_BEFORE_A_MINUTE = 25.0  # the watch looks every sixty seconds


async def test_two_programs_on_one_token_raise_the_alarm_at_once(tmp_path: Path) -> None:
    async with sandbox() as phones:
        given = {"DONDOC_TELEGRAM_API_URL": phones.url}
        environs = [settings_of(f"sqlite:///{tmp_path / name}.db", **given) for name in ("one", "two")]
        for environ in environs:
            prepare(environ)
        free = [environ | {"DONDOC_HTTP_PORT": str(_free_port())} for environ in environs]
        async with running(free[0], tmp_path, "one") as one:
            await one.until_said("started")
            async with running(free[1], tmp_path, "two") as two:
                await two.until_said("started")

                async def both_know() -> bool:
                    return all(
                        any(entry["message"].startswith("second_poller:") for entry in program.said("alert"))
                        for program in (one, two)
                    )

                await until(both_know, LONG_BEFORE_A_MINUTE, "a program has not noticed the other one")
                await asyncio.gather(one.end(), two.end())


def _free_port() -> int:
    free = listening_socket("127.0.0.1", 0)
    port = int(free.getsockname()[1])
    free.close()
    return port
