"""Keeps the bots of organisations: added with a sealed token, removed; the history of the organisation says so."""

from datetime import datetime

from domain.bots import Bot
from domain.history import Event, EventKind
from domain.organisations import Organisation
from storage.bots import bots_of, let_go, let_serve, put_bot, serving_since
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import lock_organisation
from storage.shared_chats import hand_cursor_over

NONE = "-"  # how the history writes that there was, or is, none


class HasBot(Exception):
    """The organisation has another bot on this platform."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot.name)
        self.bot = bot


class NoSuchBot(Exception):
    """The organisation has no bot on this platform."""


def add_bot(
    tx: Transaction, organisation: Organisation, platform: str, number: str, name: str, sealed_token: str, now: datetime
) -> bool:
    """Keep the bot for the organisation; False when it served it before, and has a new token or name.

    Raises HasBot: an organisation has one bot a platform.
    """
    lock_organisation(tx, organisation.id)
    other = next((one for one in bots_of(tx, organisation.id) if one.platform == platform), None)
    if other is not None and other.number != number:
        raise HasBot(other)
    is_new = let_serve(tx, put_bot(tx, platform, number, name, sealed_token, now), organisation.id, now)
    hand_cursor_over(tx, platform, number, serving_since(tx, platform, number))
    _note(tx, organisation, platform, (NONE if is_new else number, number), now)
    return is_new


def remove_bot(tx: Transaction, organisation: Organisation, platform: str, now: datetime) -> tuple[Bot, bool]:
    """The bot serves the organisation no longer; the bot, and whether its token is gone as it served no other.

    Raises NoSuchBot.
    """
    lock_organisation(tx, organisation.id)
    found = next((one for one in bots_of(tx, organisation.id) if one.platform == platform), None)
    if found is None:
        raise NoSuchBot
    is_gone = let_go(tx, found.id, organisation.id)
    hand_cursor_over(tx, platform, found.number, serving_since(tx, platform, found.number))
    _note(tx, organisation, platform, (found.number, NONE), now)
    return found, is_gone


def _note(tx: Transaction, organisation: Organisation, platform: str, change: tuple[str, str], now: datetime) -> None:
    detail = f"bot_{platform}: {change[0]} → {change[1]}"
    append_event(tx, organisation.id, Event(now, "", EventKind.ORGANISATION_SET, facts={"detail": detail}))
