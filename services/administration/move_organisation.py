"""Takes over an organisation that was exported from another database: all of it in one transaction, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.history import FIRST, Event, EventKind
from domain.organisations import Organisation
from services.administration.add_organisation import KnownOrganisations, free_code, remove_placeholder
from services.administration.look_up import verify_history
from storage.accounts import end_all_accounts
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisation_archive import (
    ArchiveBroken,
    insert_checkpoints,
    insert_history,
    insert_organisation,
    insert_rows,
)
from storage.organisations import load_organisation, lock_organisation

MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """The organisation as it is here now, how many rows it has, and how many links of chats ended."""

    organisation: Organisation
    rows: int
    ended_links: int


def import_organisation(
    tx: Transaction,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    now: datetime,
    *,
    keeps_links: bool,
    keys: Sequence[bytes] = (),
) -> Moved:
    """Write the rows of an archive under new numbers; the hash chain of the history is verified, then computed again.

    Links of chats end, unless `keeps_links` says that the same bots come along: a chat's number is one bot's, and
    another bot may not write there. `keys` sign the checkpoints of the new chain, which keep the codes that people were
    told. Raises NameTaken, CodeTaken, FirstUnnamed, or ArchiveBroken.
    """
    [row] = tables["organisation"]
    remove_placeholder(tx)
    code = free_code(tx, row["name"], row["short_code"], KnownOrganisations())
    organisation_id = insert_organisation(tx, row, code)
    lock_organisation(tx, organisation_id)
    ids = insert_rows(tx, tables, organisation_id)
    hashes = insert_history(tx, tables["event"], row["id"], organisation_id, ids)
    insert_checkpoints(tx, tables.get("checkpoint", ()), hashes, organisation_id, keys)
    old_hash = hashes[-1][0] if hashes else FIRST
    detail = f"{len(tables['event'])} {old_hash[:16]}"
    append_event(tx, organisation_id, Event(now, "", EventKind.ORGANISATION_IMPORTED, facts={"detail": detail}))
    ended = 0 if keeps_links else end_all_accounts(tx, organisation_id, now, MOVED)
    if verify_history(tx, organisation_id).faults:
        raise ArchiveBroken("the new chain does not fit")
    written = sum(len(known) for known in ids.values()) + len(tables["event"]) + len(tables.get("checkpoint", ()))
    return Moved(load_organisation(tx, organisation_id), written, ended)
