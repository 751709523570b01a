"""Bots that the database keeps: their sealed tokens, and which organisations each serves."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import String, and_, case, cast, delete, func, insert, select, update

from domain.bots import Bot
from storage.engine.database import Transaction
from storage.tables import bot, chat_account, served


def list_bots(tx: Transaction) -> list[Bot]:
    """All bots in the order in which they were added."""
    serving: dict[int, dict[int, datetime | None]] = defaultdict(dict)
    places: dict[int, dict[int, int]] = defaultdict(dict)
    pairs = select(served.c.bot_id, served.c.organisation_id, served.c.since, served.c.place).order_by(served.c.id)
    for bot_id, organisation_id, since, place in tx.execute(pairs):
        serving[bot_id][organisation_id], places[bot_id][organisation_id] = since, place
    columns = (bot.c.id, bot.c.platform, bot.c.number, bot.c.name, bot.c.sealed_token, bot.c.added_at, bot.c.link)
    return [
        Bot(*row, tuple(serving[row[0]]), serving[row[0]], places[row[0]])
        for row in tx.execute(select(*columns).order_by(bot.c.id))
    ]


def people_on_bots(tx: Transaction) -> dict[int, int]:
    """How many chats of people each bot reaches, by its row id; none of a bot that nobody has linked."""
    return {row[0]: row[1] for row in tx.execute(_PEOPLE)}


_CHANNEL = case((served.c.place == 1, bot.c.platform), else_=bot.c.platform.concat(cast(served.c.place, String)))
_ON_IT = and_(
    chat_account.c.organisation_id == served.c.organisation_id,
    chat_account.c.channel == _CHANNEL,
    chat_account.c.is_alive,
)
_PEOPLE = (
    select(bot.c.id, func.count(chat_account.c.chat_id.distinct()))
    .join(served, served.c.bot_id == bot.c.id)
    .join(chat_account, _ON_IT)
    .group_by(bot.c.id)
)


def bots_of(tx: Transaction, organisation_id: int) -> list[Bot]:
    """The bots that serve an organisation."""
    return [one for one in list_bots(tx) if organisation_id in one.organisations]


def serving_since(tx: Transaction, platform: str, number: str) -> dict[int, datetime | None]:
    """The organisations that a stored bot serves, and since when; None where it has always been this bot."""
    query = select(served.c.organisation_id, served.c.since).join(bot, bot.c.id == served.c.bot_id)
    rows = tx.execute(query.where(bot.c.platform == platform, bot.c.number == number))
    return {row[0]: row[1] for row in rows}


def put_bot(
    tx: Transaction, platform: str, number: str, name: str, sealed_token: str, now: datetime, link: str = ""
) -> int:
    """Keep a bot, or the new name and token of one that is known, and its new link if there is one; its row id."""
    known = select(bot.c.id).where(bot.c.platform == platform, bot.c.number == number)
    found = tx.execute(known).scalar_one_or_none()
    if found is not None:
        told = {"link": link} if link else {}
        tx.execute(update(bot).where(bot.c.id == found).values(name=name, sealed_token=sealed_token, **told))
        return int(found)
    of_platform = {"platform": platform, "number": number, "name": name, "link": link}
    values = {**of_platform, "sealed_token": sealed_token, "added_at": now}
    return int(tx.execute(insert(bot).values(**values).returning(bot.c.id)).scalar_one())


def seal_anew(tx: Transaction, bot_id: int, sealed_token: str) -> None:
    """Keep the same token under another key."""
    tx.execute(update(bot).where(bot.c.id == bot_id).values(sealed_token=sealed_token))


def let_serve(
    tx: Transaction, bot_id: int, organisation_id: int, since: datetime | None = None, place: int = 1
) -> bool:
    """From now on (`since`) the bot serves the organisation, as its bot of this place; False when it did before."""
    pair = (served.c.bot_id == bot_id, served.c.organisation_id == organisation_id)
    if tx.execute(select(served.c.id).where(*pair)).first() is not None:
        return False
    tx.execute(insert(served).values(bot_id=bot_id, organisation_id=organisation_id, since=since, place=place))
    return True


def let_go(tx: Transaction, bot_id: int, organisation_id: int) -> bool:
    """The bot serves the organisation no longer; True when it served no other: its token is gone, too."""
    tx.execute(delete(served).where(served.c.bot_id == bot_id, served.c.organisation_id == organisation_id))
    if tx.execute(select(served.c.id).where(served.c.bot_id == bot_id)).first() is not None:
        return False
    tx.execute(delete(bot).where(bot.c.id == bot_id))
    return True
