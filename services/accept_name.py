"""Refuses names that only look right, wherever a person types one."""

from domain.names import strange_letter, tidy
from domain.people_refusals import StrangeName
from domain.refusals import Refused
from services.desk import Desk


def accept_name(name: str) -> str:
    """The name as it is.

    Raises Refused with StrangeName for letters of another alphabet that look like ours, and for turning marks.
    """
    letter = strange_letter(name)
    if letter is not None:
        raise Refused(StrangeName(tidy(name), letter))
    return name


def refuse_turning_marks(desk: Desk) -> None:
    """Raises Refused with StrangeName when the words typed hold such marks: what a command is read from lacks them."""
    if strange_letter(desk.heard.text) == "":
        raise Refused(StrangeName(tidy(desk.heard.text), ""))
