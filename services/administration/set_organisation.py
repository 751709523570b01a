"""Changes the settings that an organisation has of its own, at the machine; the history says which."""

from datetime import datetime

from domain.history import Event, EventKind
from domain.organisations import SETTINGS, Organisation, value_of
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import save_own_settings

OF_INSTALLATION = "-"  # how the history writes a value that is the installation's
_OWN = ("superior", "keep_days", "month_quota")


def set_organisation(tx: Transaction, before: Organisation, after: Organisation, now: datetime) -> list[str]:
    """Store the settings of `after`, whose row is locked and read `before`; returns the names of those that changed."""
    names = [name for name in (*_OWN, *SETTINGS) if _value(before, name) != _value(after, name)]
    if names:
        save_own_settings(tx, after)
    for name in names:
        detail = f"{name}: {_value(before, name)} → {_value(after, name)}"
        append_event(tx, after.id, Event(now, "", EventKind.ORGANISATION_SET, facts={"detail": detail}))
    return names


def _value(organisation: Organisation, name: str) -> str:
    if name in SETTINGS:
        return value_of(organisation, name)
    own = getattr(organisation, name)
    return OF_INSTALLATION if own in {"", None} else str(own)
