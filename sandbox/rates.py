"""Telegram's speed limits for sending: a strict sliding second per token, a small bucket per chat."""

import math
from collections import OrderedDict, deque
from collections.abc import Callable

from sandbox.errors import TooManyRequests
from sandbox.settings import RateLimits

KEPT_CHATS = 10_000


class RateGate:
    """Counts the sends of one token. Refused sends are counted apart and use up nothing."""

    def __init__(self, limits: RateLimits | None, monotonic: Callable[[], float]) -> None:
        self.limits = limits
        self.refusals = 0
        self._monotonic = monotonic
        self._recent: deque[float] = deque()
        self._chats: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def pass_or_refuse(self, chat_id: int) -> None:
        """Count one send to this chat. Raises TooManyRequests with whole seconds to wait."""
        if self.limits is None:
            return
        now = self._monotonic()
        wait = max(self._token_wait(self.limits, now), self._chat_wait(self.limits, chat_id, now))
        if wait > 0:
            self.refusals += 1
            raise TooManyRequests(max(1, math.ceil(wait)))
        self._recent.append(now)
        tokens = self._tokens(self.limits, chat_id, now)
        self._chats[chat_id] = (tokens - 1, now)
        self._chats.move_to_end(chat_id)
        while len(self._chats) > KEPT_CHATS:
            self._chats.popitem(last=False)

    def _token_wait(self, limits: RateLimits, now: float) -> float:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        return self._recent[0] + 1 - now if len(self._recent) >= limits.per_second else 0

    def _chat_wait(self, limits: RateLimits, chat_id: int, now: float) -> float:
        missing = 1 - self._tokens(limits, chat_id, now)
        return missing / limits.chat_per_second if missing > 1e-9 else 0

    def _tokens(self, limits: RateLimits, chat_id: int, now: float) -> float:
        tokens, at = self._chats.get(chat_id, (float(limits.chat_burst), now))
        return min(float(limits.chat_burst), tokens + (now - at) * limits.chat_per_second)
