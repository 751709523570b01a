"""Adds an organisation to a database that has one already, and gives those without a code theirs."""

from datetime import datetime

from domain.history import Event, EventKind
from domain.names import tidy
from domain.organisations import Organisation, code_from, is_real_name, is_same_name
from services.administration.rename_organisation import NameTaken
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import add_organisation, list_organisations, load_organisation, lock_organisations, set_code


class CodeTaken(Exception):
    """An organisation of this database has the code already."""

    def __init__(self, holder: Organisation) -> None:
        super().__init__(holder.name)
        self.holder = holder


class FirstUnnamed(Exception):
    """The first organisation has no name yet: nobody could tell the two apart."""


def add_another_organisation(
    tx: Transaction, name: str, code: str | None, timezone: str, now: datetime
) -> Organisation:
    """The new organisation, with `code` or one made from its name. Raises NameTaken, CodeTaken or FirstUnnamed."""
    known = lock_organisations(tx, [one.id for one in list_organisations(tx)])
    if any(is_same_name(one.name, name) for one in known):
        raise NameTaken(name)
    if not all(is_real_name(one.name) for one in known):
        raise FirstUnnamed
    for one in known:
        if one.code is not None and one.code == code:
            raise CodeTaken(one)
    taken = {one.code for one in known if one.code is not None} | ({code} if code else set())
    for one in known:
        if one.code is None:
            given = code_from(one.name, taken)
            set_code(tx, one.id, given)
            taken.add(given)
    added = add_organisation(tx, tidy(name), timezone, now)
    set_code(tx, added, code or code_from(name, taken))
    append_event(tx, added, Event(now, "", EventKind.ORGANISATION_NAMED, facts={"detail": tidy(name)}))
    return load_organisation(tx, added)
