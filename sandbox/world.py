"""The whole sandbox in one value: its bots, files, faults and the pages that watch."""

import asyncio
import secrets

from sandbox.bots import Bot
from sandbox.faults import Faults
from sandbox.feed import Feed, Heartbeat
from sandbox.files import FileStore
from sandbox.settings import SandboxSettings
from sandbox.shapes import Json
from sandbox.zalo.bots import ZaloBot


class World:
    """Everything that lives as long as the server; nothing of it is written to disk."""

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.started = secrets.token_hex(8)  # tells one start of the program from the next
        self.feed = Feed()
        self.files = FileStore()
        self.faults = Faults(settings.monotonic)
        self.revoked: set[str] = set()  # tokens that their platform knows no more
        self.closing = asyncio.Event()
        self.heartbeat = Heartbeat(settings.heartbeat_seconds, self.now_text)
        self.bots = {token: Bot(token, settings, self.feed, self.now_text) for token in settings.tokens}
        own = settings.zalo
        self.zalo = ZaloBot(own, settings, self.feed, self.now_text) if own else None
        self.more_zalo = [ZaloBot(one, settings, self.feed, self.now_text) for one in settings.more_zalo]

    def now_text(self) -> str:
        """Return the program's time as ISO text."""
        return self.settings.now().isoformat()

    def bot(self, index: int) -> Bot:
        """Return the bot at this place of the token list. Raises IndexError."""
        return list(self.bots.values())[index]

    def zalo_bots(self) -> list[ZaloBot]:
        """Return all bots on Zalo, that of the page first."""
        return [*([self.zalo] if self.zalo else []), *self.more_zalo]

    async def clock(self) -> Json:
        """Return the program's time, the jumps on offer and whether it can be moved."""
        control = self.settings.clock
        jumps = control.jumps() if control else []
        offered = jumps if isinstance(jumps, list) else await jumps
        return {
            "now": self.now_text(),
            "timezone": self.settings.timezone,
            "movable": control is not None,
            "jumps": [{"label": jump.label, "at": jump.at.isoformat()} for jump in offered],
        }

    def close(self) -> None:
        """Release all waiting requests, so that the server can stop at once."""
        self.closing.set()
        self.feed.close()
