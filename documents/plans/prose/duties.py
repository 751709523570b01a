"""A duty of the prose as a task: title, units, limit, code and place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.prose.assigning import Units
from documents.plans.prose.labels import Label
from documents.plans.prose.pieces import Duty
from documents.plans.titles import shortened
from documents.plans.units import units_by_role
from documents.plans.units.duties import JOINS
from domain.plans import Place

UNNUMBERED = "LV"  # lời văn: a duty of the prose that stands under no number
_CONTENT = "Nội dung"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """What is to be done, by whom, the limit's own words, and where it stands.

    `ids` are its blocks; `is_loose` when it has neither a limit nor an explicit rhythm, so that it is only offered.
    """

    code: str
    title: str
    lead: Units
    wording: str
    reading: DeadlineReading
    place: Place
    coordinating: Units = ()
    product: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    ids: tuple[int, ...] = ()
    is_loose: bool = False
    text: str = ""
    heading: str = ""
    unit: str = ""


def duty_of(found: Duty, place: Place) -> ProseDuty:
    """The task that a duty of a statement is; labelled words are stronger than the sentence."""
    title, notes = shortened(found.title)
    told = {kind: value for kind, value, _ in reversed(found.told)}
    lead, partners = found.assigned.lead, found.assigned.partners
    if Label.LEAD in told:
        named = units_by_role(told[Label.LEAD].strip(" .;,"))
        lead = tuple(dict.fromkeys(u for u, role in named if role != JOINS))
        partners = tuple(dict.fromkeys(u for u, role in named if role == JOINS))
    if Label.COORDINATING in told:
        partners = (*partners, *(u for u, _ in units_by_role(told[Label.COORDINATING].strip(" .;,"))))
    return ProseDuty(
        place.part or "",
        title,
        lead,
        found.wording,
        found.reading or read_deadline("", None),
        place,
        tuple(u for u in dict.fromkeys(partners) if u not in lead),
        (told.get(Label.PRODUCT) or "").strip(" .") or None,
        (*notes, *((_CONTENT, value) for kind, value, _ in found.told if kind is Label.CONTENT)),
        found.ids,
    )


def lettered(duties: Sequence[ProseDuty]) -> list[ProseDuty]:
    """Codes made unique: "IV.3a", "IV.3b" where several duties stand under one number."""
    totals: dict[str, int] = {}
    for duty in duties:
        totals[duty.code] = totals.get(duty.code, 0) + 1
    counts: dict[str, int] = {}
    named: list[ProseDuty] = []
    for duty in duties:
        counts[duty.code] = nth = counts.get(duty.code, 0) + 1
        named.append(replace(duty, code=duty.code + _letter(nth)) if totals[duty.code] > 1 else duty)
    return named


def _letter(nth: int) -> str:
    """ "a" to "y", then "a2", "b2": no two duties share a code."""
    turn, at = divmod(nth - 1, len(_LETTERS))
    return _LETTERS[at] + (str(turn + 1) if turn else "")
