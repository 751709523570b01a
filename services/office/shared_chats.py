"""Which messages say in their first line which organisation writes: those to chats of several, on a shared bot."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.deliveries import Delivery
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.shared_chats import known_by

log = logging.getLogger(__name__)


class SharedChats:
    """The chats of one bot that serves several organisations. Plain calls: run them in a thread."""

    def __init__(self, database: Database, organisations: Collection[int], channel: str) -> None:
        self._everywhere = everywhere(database)
        self._organisations, self._channel = frozenset(organisations), channel

    def among(self, chats: Collection[str]) -> frozenset[str]:
        """Those of these chats that belong to several organisations."""
        with self._everywhere.reading() as tx:
            found = known_by(tx, self._organisations, self._channel, chats)
        return frozenset(chat for chat, known in found.items() if len(known) > 1)


def named_where_shared(deliveries: Sequence[Delivery], shared: Mapping[str, SharedChats]) -> list[Delivery]:
    """The deliveries, with `names_organisation` where their chat belongs to several organisations."""
    named: set[tuple[str, str]] = set()
    for channel, chats in shared.items():
        to = {one.chat_id for one in deliveries if one.channel == channel}
        try:
            found = chats.among(to) if to else frozenset[str]()
        except Exception:  # they are leased already, and a name too many does no harm
            log.exception("whose chats are shared is not known", extra={"action": "shared_chats_unknown"})
            found = frozenset(to)
        named |= {(channel, chat) for chat in found}
    return [replace(one, names_organisation=True) if (one.channel, one.chat_id) in named else one for one in deliveries]
