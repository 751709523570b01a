"""Keeps the bots of organisations: added with a sealed token, removed; the history of the organisation says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.bots import Bot
from domain.channels import MOST_BOTS, channel_of
from domain.history import Event, EventKind
from domain.names import fold
from domain.organisations import Organisation
from storage.accounts import end_accounts_on
from storage.bots import bots_of, let_go, let_serve, list_bots, put_bot, serving_since
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import lock_organisation
from storage.shared_chats import hand_cursor_over

BOT_REMOVED = "bot removed"  # why its accounts are dead
NONE = "-"  # how the history writes that there was, or is, none


class HasBot(Exception):
    """The organisation has another bot on this platform."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot.name)
        self.bot = bot


class NoSuchBot(Exception):
    """The organisation has no such bot on this platform."""


class SeveralBots(Exception):
    """The organisation has several bots on this platform; their names are `bots`."""

    def __init__(self, bots: Sequence[Bot]) -> None:
        super().__init__(", ".join(bot.name for bot in bots))
        self.bots = bots


class NotShared(Exception):
    """A further bot of an organisation serves no other one, and a bot of others is no further one."""


class TooManyBots(Exception):
    """The organisation has as many bots on this platform as it may have."""


@dataclass(frozen=True, slots=True)
class GivenBot:
    """A bot as it is added. `link`: where people find it, "" to leave what is known."""

    platform: str
    number: str
    name: str
    sealed_token: str
    link: str = ""


def add_bot(
    tx: Transaction, organisation: Organisation, given: GivenBot, now: datetime, *, is_further: bool = False
) -> bool:
    """Keep the bot for the organisation; False when it served it before, and has a new token, name or link.

    Raises HasBot: an organisation has one bot a platform, and others only as further ones (`is_further`), which raises
    NotShared and TooManyBots.
    """
    lock_organisation(tx, organisation.id)
    own = _own(tx, organisation, given.platform)
    known = next((place for place, one in own.items() if one.number == given.number), None)
    place = _free_place(own, is_further=is_further) if known is None else known
    if _would_be_shared(tx, organisation, given, place):
        raise NotShared
    bot_id = put_bot(tx, given.platform, given.number, given.name, given.sealed_token, now, given.link)
    is_new = let_serve(tx, bot_id, organisation.id, now, place)
    hand_cursor_over(tx, given.platform, given.number, serving_since(tx, given.platform, given.number))
    _note(tx, organisation, given.platform, (NONE if is_new else given.number, given.number), now)
    return is_new


def remove_bot(
    tx: Transaction, organisation: Organisation, platform: str, now: datetime, named: str = ""
) -> tuple[Bot, bool]:
    """The bot serves the organisation no longer; the bot, and whether its token is gone as it served no other.

    `named`: its name or number, where there are several. Raises NoSuchBot and SeveralBots.
    """
    lock_organisation(tx, organisation.id)
    own = _own(tx, organisation, platform)
    meant = [
        one for one in own.values() if not named or fold(named).lstrip("@") in (fold(one.name).lstrip("@"), one.number)
    ]
    if not meant:
        raise NoSuchBot
    if len(meant) > 1:
        raise SeveralBots(meant)
    found = meant[0]
    is_gone = let_go(tx, found.id, organisation.id)
    if (place := found.places[organisation.id]) > 1:  # the first place is that of whichever bot comes next
        end_accounts_on(tx, organisation.id, channel_of(platform, place), now, BOT_REMOVED)
    hand_cursor_over(tx, platform, found.number, serving_since(tx, platform, found.number))
    _note(tx, organisation, platform, (found.number, NONE), now)
    return found, is_gone


def _own(tx: Transaction, organisation: Organisation, platform: str) -> dict[int, Bot]:
    """The organisation's bots on a platform, by their place."""
    own = [one for one in bots_of(tx, organisation.id) if one.platform == platform]
    return {one.places[organisation.id]: one for one in own}


def _free_place(own: Mapping[int, Bot], *, is_further: bool) -> int:
    """The place of a new bot; the first is left to one that the settings may name. Raises HasBot and TooManyBots."""
    if not is_further:
        if 1 in own:
            raise HasBot(own[1])
        return 1
    behind = max(own, default=1) + 1  # the newest bot has the highest place: people are invited to it
    if behind > MOST_BOTS:
        raise TooManyBots
    return behind


def _would_be_shared(tx: Transaction, organisation: Organisation, given: GivenBot, place: int) -> bool:
    same = (one for one in list_bots(tx) if (one.platform, one.number) == (given.platform, given.number))
    others = [at for one in same for id_, at in one.places.items() if id_ != organisation.id]
    return bool(others) and max(place, *others) > 1


def _note(tx: Transaction, organisation: Organisation, platform: str, change: tuple[str, str], now: datetime) -> None:
    detail = f"bot_{platform}: {change[0]} → {change[1]}"
    append_event(tx, organisation.id, Event(now, "", EventKind.ORGANISATION_SET, facts={"detail": detail}))
