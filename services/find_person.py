"""Finds the person somebody means by what they typed of a name."""

from collections.abc import Iterable

from domain.names import ends_name, fold, is_in_name, is_name
from domain.people_refusals import NoSuchPerson
from domain.refusals import Refused
from services.accept_name import accept_name
from services.find_unit import close_names
from storage.people import Contact

MOST_SUGGESTIONS = 6


def find_person(contacts: Iterable[Contact], name: str, command: str, *, is_whole: bool = False) -> Contact:
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
    raise Refused(NoSuchPerson(name, near[:MOST_SUGGESTIONS], command))


def called(contacts: Iterable[Contact], name: str) -> tuple[list[Contact], list[Contact], list[Contact]]:
    """Those whose name it is, those whose name ends with it, and those in whose name it stands."""
    people = list(contacts)
    return (
        [c for c in people if is_name(name, c.name)],
        [c for c in people if ends_name(name, c.name)],
        [c for c in people if is_in_name(name, c.name)],
    )
