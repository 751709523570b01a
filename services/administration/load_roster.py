"""Loads units and people from a list at the machine, where nobody is behind the command."""

from datetime import datetime

from documents.rosters import Roster
from domain.inbox import MessageContext
from domain.organisations import Organisation
from services.context.command_context import CommandContext
from services.rosters.take_over import Loaded, take_over
from storage.engine.database import Transaction

__all__ = ["Loaded", "load_roster"]


def load_roster(tx: Transaction, organisation: Organisation, roster: Roster, now: datetime) -> Loaded:
    """Take over the list; see `services.rosters.take_over`."""
    return take_over(CommandContext(tx, organisation, now, MessageContext("", "")), roster)
