"""The real program, `dondoc run` on settings from the environment, with the kill points of points.py where asked for.

Only this differs: names beginning with DONDOC_TEST_ are heeded, the pace of one chat is quickened and the night's work
is done soon, so that a campaign of hundreds of kills takes minutes.
"""

import os
import sys

import dondoc.ops.maintenance_loop
from bot.conversation.rate_limits import Pacer
from dondoc.cli.run import run
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
    """No rest after a start, none between two messages of one chat, and the nightly backup soon after the start."""
    dondoc.ops.maintenance_loop.MAINTENANCE_SECONDS = 0.3
    settle = Pacer.__post_init__

    def quick(self: Pacer) -> None:
        self.started_at -= 10.0
        self.chat_rate, self.chat_capacity = 200.0, 50
        settle(self)

    setattr(Pacer, "__post_init__", quick)  # noqa: B010 - an assignment to a method is not typed


if __name__ == "__main__":
    sys.exit(main())
