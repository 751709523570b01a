"""Where a person is reminded: the channel they prefer, while another one linked takes over when it fails."""

from datetime import datetime

from domain.commands import ChooseChannel
from domain.heard import Heard
from domain.history import Event
from domain.names import fold
from domain.notices import ChannelShown
from domain.organisations import Organisation
from domain.people import Actor
from domain.refusals import ChannelNotLinked, Refused
from services.desk import Desk, Reply
from services.rows_before import person_before
from services.task_lines import record
from storage.accounts import living_accounts, prefer_channel, set_alive
from storage.engine.database import Transaction
from storage.events import append_event
from storage.people import load_actor


def choose_channel(desk: Desk, command: ChooseChannel) -> Reply:
    """Prefer the channel named, or tell which it is; answers always go back where they were asked."""
    linked = _linked(desk)
    if command.name is None:
        return Reply([ChannelShown(linked[0], linked, is_changed=False)])
    wanted = next((name for name in linked if fold(name) == fold(command.name)), None)
    if wanted is None:
        raise Refused(ChannelNotLinked(command.name[:40], linked))
    kept = person_before(desk, desk.person.person_id)
    prefer_channel(desk.tx, desk.person.person_id, wanted)
    record(desk, "channel_chosen", None, {"detail": wanted, **kept.facts()})
    return Reply([ChannelShown(wanted, linked, is_changed=True)])


def revived(tx: Transaction, organisation: Organisation, heard: Heard, now: datetime) -> Actor | None:
    """Who writes can be reached, whatever was believed before: Zalo tells of no unblocking. None: a stranger."""
    person_id = set_alive(tx, organisation.id, heard.channel, heard.chat_id, now, dead_reason=None)
    if person_id is None:
        return None
    append_event(tx, organisation.id, Event(now, "", "account_reachable", person_id, facts={"detail": heard.channel}))
    today = now.astimezone(organisation.zone).date()
    return load_actor(tx, organisation.id, heard.channel, heard.chat_id, today)


def _linked(desk: Desk) -> tuple[str, ...]:
    """Channels on which the person can be reached, the preferred first."""
    accounts = living_accounts(desk.tx, desk.organisation.id, [desk.person.person_id])
    return tuple(dict.fromkeys(channel for _, channel, _, _ in accounts))
