"""Finds the unit or the person that typed words name, and refuses names that only look right."""

from collections.abc import Iterable

from domain.messages import Command, Refused
from domain.messages.drafts import UnitNotFound
from domain.messages.people import NoSuchPerson, StrangeName
from domain.names import ends_name, fold, initials, is_in_name, is_name, strange_letter, tidy
from domain.people import Unit
from services.context.command_context import CommandContext
from storage.people import Contact

MOST_SUGGESTIONS = 6


def accept_name(name: str) -> str:
    """The name as it is.

    Raises Refused with StrangeName for letters of another alphabet that look like ours, and for turning marks.
    """
    letter = strange_letter(name)
    if letter is not None:
        raise Refused(StrangeName(tidy(name), letter))
    return name


def refuse_turning_marks(context: CommandContext) -> None:
    """Raises Refused with StrangeName when the words typed hold such marks: what a command is read from lacks them."""
    if strange_letter(context.origin.text) == "":
        raise Refused(StrangeName(tidy(context.origin.text), ""))


def find_unit(context: CommandContext, name: str) -> Unit:
    """The unit of this name, or the only one in whose name it stands, or whose initials it is.

    Raises Refused with UnitNotFound and names that look like it, or with StrangeName.
    """
    found = units_called(context, accept_name(name))
    if len(found) != 1:
        units = list(context.directory.units.values())
        close = tuple(unit.name for unit in found[:3]) or close_names(name, [unit.name for unit in units])
        raise Refused(UnitNotFound(name, close))
    return found[0]


def units_called(context: CommandContext, name: str) -> list[Unit]:
    """The unit of exactly this name; else those in whose names it stands as whole syllables, marks not contradicted;
    else those whose initials it is ("UBKT", "VP"). No group where a single unit will do.
    """
    exact = context.directory.find(name)
    if exact is not None:
        return [exact]
    units = list(context.directory.units.values())
    found = [unit for unit in units if any(is_in_name(name, each) for each in (unit.name, *unit.aliases))]
    typed = fold(name).replace(" ", "")
    if not found and len(typed) > 1:
        found = [unit for unit in units if any(initials(each).startswith(typed) for each in (unit.name, *unit.aliases))]
    return [unit for unit in found if not unit.is_group] or found


def is_own_unit(context: CommandContext, name: str) -> bool:
    """Whether this names exactly one unit, and one that the person belongs to."""
    found = units_called(context, name)
    return len(found) == 1 and found[0].id in context.person.unit_ids


def close_names(name: str, names: list[str]) -> tuple[str, ...]:
    """Up to three of the names that look like it."""
    from rapidfuzz import process  # noqa: PLC0415 -- 4 MB that only what nobody knows by name needs

    found = process.extract(fold(name), [fold(known) for known in names], limit=3)
    return tuple(names[index] for _, _, index in found)


def find_person(contacts: Iterable[Contact], name: str, command: type[Command], *, is_whole: bool = False) -> Contact:
    """The one whose name it is, or ends with it ("anh Minh": the given name comes last).

    By whole syllables, marks not contradicted: less is a suggestion. With `is_whole` only the whole name will do.
    Raises Refused(NoSuchPerson) with names to choose from, or StrangeName.
    """
    people, typed = list(contacts), fold(accept_name(name))
    exact, ending, within = called(people, name)
    for found in (exact,) if is_whole else (exact, ending):
        if len(found) == 1:
            return found[0]
    near = tuple(c.name for c in ending or within) or (close_names(name, [c.name for c in people]) if typed else ())
    raise Refused(NoSuchPerson(name, near[:MOST_SUGGESTIONS], command.canonical))


def _unmarked(name: str) -> str:
    return name.partition(" (")[0]


def called(contacts: Iterable[Contact], name: str) -> tuple[list[Contact], list[Contact], list[Contact]]:
    """Those whose name it is, those whose name ends with it, and those in whose name it stands.

    Namesakes have a mark in brackets ("Nguyễn Văn Hà (VP)"): the name before it is theirs, too.
    """
    people = list(contacts)
    return (
        [c for c in people if is_name(name, c.name)] or [c for c in people if is_name(name, _unmarked(c.name))],
        [c for c in people if ends_name(name, c.name) or ends_name(name, _unmarked(c.name))],
        [c for c in people if is_in_name(name, c.name)],
    )
