"""Finds the unit somebody means by what they typed of its name."""

from domain.names import fold, initials, is_in_name
from domain.people import Unit
from domain.refusals import Refused, UnitNotFound
from services.accept_name import accept_name
from services.desk import Desk


def find_unit(desk: Desk, name: str) -> Unit:
    """The unit of this name, or the only one in whose name it stands, or whose initials it is.

    Raises Refused with UnitNotFound and names that look like it, or with StrangeName.
    """
    found = units_called(desk, accept_name(name))
    if len(found) != 1:
        units = list(desk.directory.units.values())
        close = tuple(unit.name for unit in found[:3]) or close_names(name, [unit.name for unit in units])
        raise Refused(UnitNotFound(name, close))
    return found[0]


def units_called(desk: Desk, name: str) -> list[Unit]:
    """The unit of exactly this name; else those in whose names it stands as whole syllables, marks not contradicted;
    else those whose initials it is ("UBKT", "VP"). No group where a single unit will do.
    """
    exact = desk.directory.find(name)
    if exact is not None:
        return [exact]
    units = list(desk.directory.units.values())
    found = [unit for unit in units if any(is_in_name(name, each) for each in (unit.name, *unit.aliases))]
    typed = fold(name).replace(" ", "")
    if not found and len(typed) > 1:
        found = [unit for unit in units if any(initials(each).startswith(typed) for each in (unit.name, *unit.aliases))]
    return [unit for unit in found if not unit.is_group] or found


def is_own_unit(desk: Desk, name: str) -> bool:
    """Whether this names exactly one unit, and one that the person belongs to."""
    found = units_called(desk, name)
    return len(found) == 1 and found[0].id in desk.person.unit_ids


def close_names(name: str, names: list[str]) -> tuple[str, ...]:
    """Up to three of the names that look like it."""
    from rapidfuzz import process  # noqa: PLC0415 -- 4 MB that only what nobody knows by name needs

    found = process.extract(fold(name), [fold(known) for known in names], limit=3)
    return tuple(names[index] for _, _, index in found)
