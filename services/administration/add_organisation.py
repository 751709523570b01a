"""Adds an organisation to a database that has one already, and gives those without a code theirs."""

from datetime import datetime

from domain.history import Event, EventKind
from domain.names import tidy
from domain.organisations import Organisation, code_from, is_real_name, name_key
from services.administration.rename_organisation import NameTaken
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import (
    add_organisation,
    list_organisations,
    load_organisation,
    lock_list,
    named_after,
    remove_untouched,
    set_code,
)


class CodeTaken(Exception):
    """An organisation of this database has the code already."""

    def __init__(self, name: str) -> None:
        """`name` is the organisation that has it."""
        super().__init__(name)
        self.name = name


class FirstUnnamed(Exception):
    """The first organisation has no name yet: nobody could tell the two apart."""


class KnownOrganisations:
    """Names and codes of a database's organisations: read once, then only those that were added since.

    Reading all of them for each of thousands to add would be quadratic.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}  # by name
        self.codes: dict[str, tuple[int, str]] = {}
        self.uncoded: dict[int, str] = {}
        self._last = 0

    def read(self, tx: Transaction) -> None:
        """Learn those that were added since; in a transaction that has added none itself."""
        for number, name, code in named_after(tx, self._last):
            self.ids[name_key(name)] = self._last = number
            if code is None:
                self.uncoded[number] = name
            else:
                self.codes[code] = (number, name)

    def forget(self, organisation_id: int) -> None:
        """The organisation was removed."""
        self.ids = {name: number for name, number in self.ids.items() if number != organisation_id}
        self.uncoded.pop(organisation_id, None)


def add_another_organisation(
    tx: Transaction,
    name: str,
    code: str | None,
    timezone: str,
    now: datetime,
    known: KnownOrganisations | None = None,
) -> Organisation:
    """The new organisation, with `code` or one made from its name. Raises NameTaken, CodeTaken or FirstUnnamed."""
    known = known or KnownOrganisations()
    free = free_code(tx, name, code, known)
    added = add_organisation(tx, tidy(name), timezone, now)
    set_code(tx, added, free)
    append_event(tx, added, Event(now, "", EventKind.ORGANISATION_NAMED, facts={"detail": tidy(name)}))
    return load_organisation(tx, added)


def free_code(tx: Transaction, name: str, code: str | None, known: KnownOrganisations) -> str:
    """`code`, or one made from the name, for an organisation that is added; those without a code get theirs.

    Two are never added at once. Raises NameTaken, CodeTaken or FirstUnnamed.
    """
    lock_list(tx)
    known.read(tx)
    if name_key(name) in known.ids:
        raise NameTaken(name)
    if any(not is_real_name(one) for one in known.uncoded.values()):
        raise FirstUnnamed
    if code is not None and code in known.codes:
        raise CodeTaken(known.codes[code][1])
    taken = known.codes.keys() | ({code} if code else set()) if known.uncoded else known.codes
    for number, uncoded in known.uncoded.items():
        given = code_from(uncoded, taken)
        set_code(tx, number, given)
        taken = {*taken, given}
    return code or code_from(name, taken)


def remove_placeholder(tx: Transaction) -> None:
    """Remove the organisation of a first start while nobody has named or used it: others are to take its place."""
    known = list_organisations(tx, 2)
    if len(known) == 1 and not is_real_name(known[0].name):
        remove_untouched(tx, known[0].id)
