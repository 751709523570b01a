"""Makes a one-time code with which a person links a chat account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.invites import ALPHABET, CODE_LENGTH, VALID_DAYS, code_hash, spell_code
from domain.names import fold
from storage.accounts import add_invite
from storage.engine.database import Transaction
from storage.people import Contact, load_contacts


@dataclass(frozen=True, slots=True)
class Invitation:
    """A fresh code: it is shown once and kept only as a hash."""

    person: str
    code: str
    expires_at: datetime


class PersonNotFound(Exception):
    """No person, or several, by that name; `candidates` are full names to choose from."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.candidates = candidates


def invite_person(
    tx: Transaction,
    organisation_id: int,
    name: str,
    now: datetime,
    valid: timedelta = timedelta(days=VALID_DAYS),
    made_by_id: int | None = None,
) -> Invitation:
    """A new code for the person (exact name, or the only one whose name contains it); earlier unused codes end.

    `made_by_id` is the person who asks for it in a chat: no account of theirs can use it.

    Raises PersonNotFound with names to choose from.
    """
    contact = find_contact(load_contacts(tx, organisation_id), name)
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    expires_at = now + valid
    add_invite(tx, organisation_id, contact.id, code_hash(letters), now, expires_at, made_by_id)
    return Invitation(contact.name, spell_code(letters), expires_at)


def find_contact(contacts: tuple[Contact, ...], name: str) -> Contact:
    """The person meant.

    Raises PersonNotFound when nobody or several fit.
    """
    wanted = fold(name)
    exact = [c for c in contacts if fold(c.name) == wanted]
    fitting = exact or [c for c in contacts if wanted and wanted in fold(c.name)]
    if len(fitting) != 1:
        raise PersonNotFound(name, tuple(c.name for c in (fitting or contacts))[:8])
    return fitting[0]
