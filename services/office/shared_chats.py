"""Messages to chats of several organisations, on a shared bot: they say in their first line which organisation writes,
and their morning messages may go as one.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.deliveries import Delivery
from domain.messages.reports import MorningDigest
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.shared_chats import known_by

log = logging.getLogger(__name__)


class SharedChats:
    """The chats of one bot that serves several organisations. Plain calls: run them in a thread."""

    def __init__(self, database: Database, organisations: Collection[int], channel: str) -> None:
        self._everywhere = everywhere(database)
        self._organisations, self._channel = frozenset(organisations), channel

    def among(self, chats: Collection[str]) -> Mapping[str, tuple[int, ...]]:
        """The organisations of each of these chats that belongs to several."""
        with self._everywhere.reading() as tx:
            found = known_by(tx, self._organisations, self._channel, chats)
        return {chat: tuple(one.organisation.id for one in known) for chat, known in found.items() if len(known) > 1}


def named_where_shared(
    deliveries: Sequence[Delivery], shared: Mapping[str, SharedChats], organisation_id: int
) -> list[Delivery]:
    """The deliveries of an organisation: those to chats of several name it, and say whose they may go with."""
    several: dict[tuple[str, str], tuple[int, ...]] = {}
    for channel, chats in shared.items():
        to = {one.chat_id for one in deliveries if one.channel == channel}
        try:
            found = chats.among(to) if to else {}
        except Exception:  # they are leased already, and a name too many does no harm
            log.exception("whose chats are shared is not known", extra={"action": "shared_chats_unknown"})
            found = dict.fromkeys(to, ())
        several |= {(channel, chat): ids for chat, ids in found.items()}
    return [_named(one, several, organisation_id) for one in deliveries]


def _named(delivery: Delivery, several: Mapping[tuple[str, str], tuple[int, ...]], organisation_id: int) -> Delivery:
    ids = several.get((delivery.channel, delivery.chat_id))
    if ids is None:
        return delivery
    others = tuple(one for one in ids if one != organisation_id) if _may_join(delivery) else ()
    return replace(delivery, names_organisation=True, may_join=others)


def _may_join(delivery: Delivery) -> bool:
    """A morning message that is tried for the first time on a line that works."""
    is_plain = delivery.reference is None and delivery.edit_message_id is None and not delivery.is_trial
    return is_plain and any(isinstance(response, MorningDigest) for response in delivery.responses)
