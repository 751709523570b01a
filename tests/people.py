"""People by name, as tests call them."""

from sqlalchemy import select

from storage.engine.database import Transaction
from storage.people import person_key
from storage.tables import person


def find_by_name(tx: Transaction, organisation_id: int, name: str) -> int | None:
    """The person's id, by folded name."""
    query = select(person.c.id).where(person.c.organisation_id == organisation_id, person.c.key == person_key(name))
    return tx.execute(query).scalar()
