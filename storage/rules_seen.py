"""By which version of the rules the tasks of this database were looked at last."""

from datetime import datetime

from sqlalchemy import func, select, update

from storage.engine.bulk import insert_ignoring
from storage.engine.database import Transaction
from storage.tables import cursor, rules_seen


def note_rules(tx: Transaction, version: str) -> bool:
    """Note the version; False when it was the same before."""
    # A row to lock: two programs may begin at once.
    tx.execute(insert_ignoring(tx.dialect.name, rules_seen).values(id=1, version=""))
    if tx.execute(select(rules_seen.c.version).with_for_update()).scalar_one() == version:
        return False
    tx.execute(update(rules_seen).values(version=version))
    return True


def last_contact(tx: Transaction) -> datetime | None:
    """When any bot was last heard of, by the clock of the machine as it was then."""
    return tx.execute(select(func.max(cursor.c.last_contact_at))).scalar()
