"""Finds the person somebody means by what they typed of a name."""

from collections.abc import Iterable

from domain.names import fold
from domain.people_refusals import NoSuchPerson
from domain.refusals import Refused
from services.accept_name import accept_name
from services.find_unit import close_names
from storage.people import Contact

MOST_SUGGESTIONS = 6


def find_person(contacts: Iterable[Contact], name: str, command: str, *, is_whole: bool = False) -> Contact:
    """The one whose name it is, or ends with it ("anh Minh": the given name comes last), or contains it.

    With `is_whole` only the whole name will do. Raises Refused(NoSuchPerson) with names to choose from, or
    StrangeName.
    """
    people, typed = list(contacts), fold(accept_name(name))
    exact = [c for c in people if fold(c.name) == typed]
    ending = [c for c in people if typed and f" {fold(c.name)}".endswith(f" {typed}")]
    within = [c for c in people if typed and typed in fold(c.name)]
    for found in (exact,) if is_whole else (exact, ending, within):
        if len(found) == 1:
            return found[0]
    near = tuple(c.name for c in ending or within) or (close_names(name, [c.name for c in people]) if typed else ())
    raise Refused(NoSuchPerson(name, near[:MOST_SUGGESTIONS], command))
