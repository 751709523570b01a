"""What stands on the card, as plain JSON values: the same figures as the text, in the reader's language."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from domain.messages.reports import StatusShown
from domain.messages.summaries import FourCells, UnitFigures
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words


MOST_UNITS = 12
MOST_WIDE_UNITS = 7
TITLE = 85
ORGANISATION = 48
UNIT_NAME = 36
LONGEST_WORD = 24
_TONES = ("in_time", "late", "open", "overdue")  # of the four cells, and of the parts of a bar from left to right


def card_facts(status: StatusShown, words: "Words", zone: tzinfo) -> dict[str, Any]:
    """The card's texts, and each unit's shares of its own tasks."""
    return {
        "title": _title(status, words) or words.status.heading,
        "subtitle": _subtitle(status, words, zone),
        "cells": _cells(status.cells, words),
        "waiting": _waiting(status.cells, words),
        "nothing": "" if status.cells.total else words.status.card_nothing,
        "is_narrow": len(status.units) > MOST_WIDE_UNITS,
        "units_heading": words.status.card_units,
        "units": _units(status.units, words),
        "units_notes": list(filter(None, (_units_more(status.units, words), doubled_note(status, words)))),
    }


def _title(status: StatusShown, words: "Words") -> str:
    """The one plan by its number and title; of several how many they are, and their numbers."""
    if status.title or not status.plans:
        number = status.plans[0].number if len(status.plans) == 1 else ""
        return _text(f"{number} – {status.title}" if number else status.title, TITLE)
    text = words.status.all_plans.format(count=sum(bool(plan.name) for plan in status.plans))
    numbers = ", ".join(plan.number for plan in status.plans if plan.number)
    return _text(f"{text}: {numbers}" if numbers else text, TITLE)


def _subtitle(status: StatusShown, words: "Words", zone: tzinfo) -> str:
    at = words.days.instant(status.as_of.astimezone(zone))
    text = words.status.card_organisation.format(total=status.cells.total, at=at)
    name = status.unit_name or status.organisation
    return f"{_text(name, ORGANISATION)} · {text}" if name else text


def _four(cells: FourCells) -> tuple[int, int, int, int]:
    return cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue


def _cells(cells: FourCells, words: "Words") -> list[dict[str, str]]:
    """The four figures, what is overdue first."""
    named = zip(_four(cells), words.status.cells, _TONES, strict=True)
    found = [{"value": str(value), "label": label, "tone": tone} for value, label, tone in named]
    return [found[3], found[2], found[0], found[1]]


def _waiting(cells: FourCells, words: "Words") -> str:
    """What stands beside the four cells: parts of the tasks that they count."""
    found = (
        (words.status.card_waiting, cells.reported),
        (words.status.card_without_lead, cells.without_lead),
        (words.status.card_undated, cells.undated),
        (words.status.card_set_late, cells.deadline_set_late),
    )
    return " · ".join(text.format(reported=count, count=count) for text, count in found if count)


def _units(units: Sequence[UnitFigures], words: "Words") -> list[dict[str, Any]]:
    """A whole bar is all of a unit's tasks: what is filled shows how far it has come, not how much it has to do."""
    return [
        {
            "name": _text(unit.name, UNIT_NAME),
            "count": f"{unit.cells.done_on_time + unit.cells.done_late}/{unit.cells.total}",
            "overdue": words.status.head_overdue.format(count=unit.cells.open_overdue)
            if unit.cells.open_overdue
            else "",
            "shares": [
                {"share": value / unit.cells.total, "tone": tone}
                for value, tone in zip(_four(unit.cells), _TONES, strict=True)
                if value
            ],
        }
        for unit in units[:MOST_UNITS]
    ]


def _units_more(units: Sequence[UnitFigures], words: "Words") -> str:
    hidden = len(units) - MOST_UNITS
    return words.status.card_more_units.format(count=hidden) if hidden > 0 else ""


def doubled_note(status: StatusShown, words: "Words") -> str:
    """Why the units' figures add up to more than the whole; "" when they do not."""
    is_doubled = sum(unit.cells.total for unit in status.units) > status.cells.total
    return words.status.counted_twice if is_doubled else ""


def _text(text: str, limit: int) -> str:
    """Cleaned and cut; very long words get places to break, since the card has one width."""
    words = clean(text, limit).split(" ")
    return " ".join(
        "\u200b".join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)) for word in words
    )
