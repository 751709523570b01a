"""Who has which role now, and taking one away: the rows behind every right."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from domain.people import UNIT_ROLES, Role
from storage.engine.database import Transaction
from storage.tables import assignment, membership, office_role, person


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, also one removed, with roles: (role, unit id), the unit None for roles of the organisation."""

    name: str
    is_removed: bool
    roles: frozenset[tuple[Role, int | None]]


def load_holders(tx: Transaction, organisation_id: int) -> dict[int, Holder]:
    """Everybody by id, in the order they were added."""
    roles: dict[int, set[tuple[Role, int | None]]] = {}
    in_units = select(membership.c.person_id, membership.c.role, membership.c.unit_id)
    for person_id, role, unit_id in tx.execute(in_units.where(membership.c.organisation_id == organisation_id)):
        roles.setdefault(person_id, set()).add((Role(role), unit_id))
    in_office = select(office_role.c.person_id, office_role.c.role)
    for person_id, role in tx.execute(in_office.where(office_role.c.organisation_id == organisation_id)):
        roles.setdefault(person_id, set()).add((Role(role), None))
    people = select(person.c.id, person.c.name, person.c.removed_at).order_by(person.c.id)
    return {
        row[0]: Holder(row[1], row[2] is not None, frozenset(roles.get(row[0], ())))
        for row in tx.execute(people.where(person.c.organisation_id == organisation_id))
    }


def take_role(tx: Transaction, person_id: int, unit_id: int | None, role: Role) -> bool:
    """Take a role away (in this unit for officer and head); False when the person does not have it.

    Who has no role left in a unit is handed none of its tasks any more.
    """
    if role not in UNIT_ROLES:
        gone = delete(office_role).where(office_role.c.person_id == person_id, office_role.c.role == role.value)
        return tx.execute(gone.returning(office_role.c.id)).first() is not None
    here = (membership.c.person_id == person_id, membership.c.unit_id == unit_id)
    gone = delete(membership).where(*here, membership.c.role == role.value)
    is_taken = tx.execute(gone.returning(membership.c.id)).first() is not None
    if tx.execute(select(membership.c.id).where(*here)).first() is None:
        tx.execute(delete(assignment).where(assignment.c.person_id == person_id, assignment.c.unit_id == unit_id))
    return is_taken
