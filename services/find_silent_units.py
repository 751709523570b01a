"""Units of a plan of which nobody would be told: no person answers for them, or nobody of theirs has a phone linked."""

from collections.abc import Sequence

from domain.drafts import SilentUnit
from domain.people import Unit
from domain.plans import PlanDraft
from services.compare_plan import Names
from storage.people import Contact


def find_silent_units(plan: PlanDraft, names: Names, contacts: Sequence[Contact]) -> tuple[SilentUnit, ...]:
    """Known units, in the plan's order, each once; a group speaks through its members.

    Units that the organisation does not know are a question of their own, and are not named here. Before the first
    person has linked a phone, missing links are no news: only units without people are named then.
    """
    is_anybody_linked = any(contact.channels for contact in contacts)
    rows: dict[Unit, list[str]] = {}
    for task in plan.tasks:
        for unit in dict.fromkeys(names.find(mention) for mention in (*task.lead, *task.coordinating)):
            if unit is not None:
                rows.setdefault(unit, []).append(task.code)
    found = ((unit, codes, _people_of(unit, names, contacts)) for unit, codes in rows.items())
    return tuple(
        SilentUnit(unit.name, tuple(codes), tuple(contact.name for contact in people))
        for unit, codes, people in found
        if not any(contact.channels for contact in people) and (is_anybody_linked or not people)
    )


def _people_of(unit: Unit, names: Names, contacts: Sequence[Contact]) -> list[Contact]:
    units = names.directory.with_members({unit.id})
    return [contact for contact in contacts if contact.unit_ids & units]
