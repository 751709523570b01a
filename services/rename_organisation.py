"""An organisation gets another name: the database stays its own, and the history says so."""

from datetime import datetime

from domain.history import Event
from domain.names import tidy
from domain.organisations import Organisation
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import load_organisation, set_name

NAMED, RENAMED = "organisation_named", "organisation_renamed"


def rename_organisation(tx: Transaction, organisation: Organisation, name: str, now: datetime, what: str) -> str:
    """Give it this name from now on; the organisation row must be locked. Gives the name it had.

    `what` is how the history calls it: NAMED for the first real name, RENAMED for another one.
    """
    before = load_organisation(tx, organisation.id).name
    set_name(tx, organisation.id, tidy(name))
    append_event(tx, organisation.id, Event(now, "", what, facts={"detail": f"{before} → {tidy(name)}"}))
    return before
