"""The real program, `dondoc run` on settings from the environment, with the kill points of points.py where asked for.

Only two things differ: names beginning with DONDOC_TEST_ are heeded, and the pace of one chat is quickened, so that a
campaign of hundreds of kills takes minutes.
"""

import os
import sys
from typing import Any

import dondoc.program
from bot.pacing import Pacer
from dondoc.commands.run import run
from tests.crash.points import ENVIRONMENT_NAME, arm

KEEP_PACE = "DONDOC_TEST_KEEP_PACE"  # "1": the platform's own pace, as in earnest


def main() -> int:
    """Run until told to stop or killed."""
    if os.environ.get(KEEP_PACE) != "1":
        _quicken()
    if order := os.environ.get(ENVIRONMENT_NAME):
        arm(order)
    run()
    return 0


def _quicken() -> None:
    def pacer(started_at: float, rate: float) -> Any:
        return Pacer(started_at - 10.0, rate=rate, chat_rate=200.0, chat_capacity=50)

    setattr(dondoc.program, "Pacer", pacer)  # noqa: B010 - replacing a class by a function is not typed


if __name__ == "__main__":
    sys.exit(main())
