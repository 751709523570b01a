"""Renames an organisation."""

from datetime import datetime

from domain.history import Event, EventKind
from domain.names import tidy
from domain.organisations import Organisation, is_same_name
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import list_organisations, load_organisation, set_name

NAMED, RENAMED = EventKind.ORGANISATION_NAMED, EventKind.ORGANISATION_RENAMED


class NameTaken(Exception):
    """An organisation of this database has the name already."""


def rename_organisation(tx: Transaction, organisation: Organisation, name: str, now: datetime, what: str) -> str:
    """Rename an organisation whose row is locked; returns the name before.

    `what` is the event: NAMED for the first real name, RENAMED for another one. Raises NameTaken.
    """
    if any(one.id != organisation.id and is_same_name(one.name, name) for one in list_organisations(tx)):
        raise NameTaken(name)
    before = load_organisation(tx, organisation.id).name
    set_name(tx, organisation.id, tidy(name))
    append_event(tx, organisation.id, Event(now, "", what, facts={"detail": f"{before} → {tidy(name)}"}))
    return before
