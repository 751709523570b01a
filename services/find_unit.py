"""Finds the unit somebody means by what they typed of its name."""

from domain.names import fold
from domain.people import Unit
from domain.refusals import Refused, UnitNotFound
from services.accept_name import accept_name
from services.desk import Desk


def find_unit(desk: Desk, name: str) -> Unit:
    """The unit of this name, or the only one whose name contains it.

    Raises Refused with UnitNotFound and names that look like it, or with StrangeName.
    """
    exact = desk.directory.find(accept_name(name))
    units = list(desk.directory.units.values())
    within = [unit for unit in units if fold(name) and fold(name) in fold(unit.name)]
    if exact is None and len(within) != 1:
        close = tuple(unit.name for unit in within[:3]) or close_names(name, [unit.name for unit in units])
        raise Refused(UnitNotFound(name, close))
    return exact or within[0]


def close_names(name: str, names: list[str]) -> tuple[str, ...]:
    """Up to three of the names that look like it."""
    from rapidfuzz import process  # noqa: PLC0415 -- 4 MB that only what nobody knows by name needs

    found = process.extract(fold(name), [fold(known) for known in names], limit=3)
    return tuple(names[index] for _, _, index in found)
