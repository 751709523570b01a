"""`dondoc run`: the program, until it is told to stop."""

import asyncio
import signal

from dondoc.bootstrap import House, open_house
from dondoc.failures import CannotDo
from dondoc.logs import start_logging
from dondoc.only_one import only_one
from dondoc.program import Program
from dondoc.settings import load_settings


def run() -> None:
    """Run with the settings at hand.

    Raises CannotDo when there is no token, AlreadyRunning when another program has the database.
    """
    settings = load_settings()
    if settings.telegram_token is None:
        raise CannotDo(
            "Chưa có DONDOC_TELEGRAM_TOKEN. Lấy mã của bot từ @BotFather rồi ghi vào tệp .env, "
            "hoặc chạy thử không cần mã bằng «dondoc demo»."
        )
    token, url = settings.telegram_token.get_secret_value(), settings.database_url.get_secret_value()
    start_logging(settings.log_level, [token, url])
    with only_one(url), open_house(settings) as house:
        asyncio.run(run_until_signal(house, token))


async def run_until_signal(house: House, token: str) -> None:
    """Run until SIGTERM or SIGINT, then end cleanly."""
    program = Program(house, token)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, program.stop)
    await program.run()
