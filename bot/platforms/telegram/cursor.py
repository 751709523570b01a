"""Where the poller stands in Telegram's queue: an explicit next offset and an epoch, never a maximum over rows."""

from collections.abc import Sequence
from dataclasses import dataclass

# Telegram numbers the updates of a bot one after another, and anew from a random number after a week of quiet
# (https://core.telegram.org/bots/api#update). A number a little too low is a repetition, one far too low a new count.
REPEATED_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """`next_offset` acknowledges all updates below it (0: none yet); `epoch` counts how often numbers began anew."""

    next_offset: int = 0
    epoch: int = 0

    def after(self, ids: Sequence[int]) -> "Cursor":
        """The cursor once the updates with these numbers, as they came in one answer, are stored.

        Within an epoch it never goes back; numbers far below it begin the next epoch.
        """
        if not ids:
            return self
        following = max(ids) + 1
        if following <= self.next_offset - REPEATED_AT_MOST:
            return Cursor(following, self.epoch + 1)
        return Cursor(max(following, self.next_offset), self.epoch)
