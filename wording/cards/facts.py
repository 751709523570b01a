"""What stands on the card, as plain JSON values: the same figures as the text, in the reader's language."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from domain.messages.reports import StatusShown
from domain.messages.summaries import FourCells, TaskSummary, UnitFigures
from wording import parts
from wording.layout import clean, shorten

if TYPE_CHECKING:
    from wording.words import Words


MOST_ITEMS = 4
MOST_UNITS = 12
MOST_WIDE_UNITS = 7
TITLE = 110
ITEM_TITLE = 95
WIDE_NAME = 48
NARROW_NAME = 36
LONGEST_WORD = 24
_TONES = ("green", "amber", "blue", "red")


def card_facts(status: StatusShown, words: "Words", zone: tzinfo, most_items: int = MOST_ITEMS) -> dict[str, Any]:
    """The card's texts and shares; `most_items` (1 or more) tasks stand in each list, the others by number."""
    is_narrow = len(status.units) > MOST_WIDE_UNITS
    return {
        "title": _title(status, words) or words.status.heading,
        "subtitle": _subtitle(status, words, zone),
        "cells": _cells(status.cells, words),
        "waiting": _waiting(status.cells, words),
        "nothing": "" if status.cells.total else words.status.card_nothing,
        "is_narrow": is_narrow,
        "units_heading": words.status.card_units,
        "units": _units(status.units, is_narrow=is_narrow),
        "units_notes": list(filter(None, (_units_more(status.units, words), doubled_note(status, words)))),
        "sections": [
            _section(words.status.overdue, "red", status.overdue, words, most_items),
            _section(words.status.due_soon, "amber", status.due_soon, words, most_items),
        ],
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
    return f"{_text(name, WIDE_NAME)} · {text}" if name else text


def _four(cells: FourCells) -> tuple[int, int, int, int]:
    return cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue


def _cells(cells: FourCells, words: "Words") -> list[dict[str, str]]:
    named = zip(_four(cells), words.status.cells, _TONES, strict=True)
    return [{"value": str(value), "label": label, "tone": tone} for value, label, tone in named]


def _waiting(cells: FourCells, words: "Words") -> str:
    """What stands beside the four cells: parts of the tasks that they count."""
    found = (
        (words.status.card_waiting, cells.reported),
        (words.status.card_without_lead, cells.without_lead),
        (words.status.card_undated, cells.undated),
        (words.status.card_set_late, cells.deadline_set_late),
    )
    return " · ".join(text.format(reported=count, count=count) for text, count in found if count)


def _units(units: Sequence[UnitFigures], *, is_narrow: bool) -> list[dict[str, Any]]:
    """Bars are drawn to one scale, so that they show how much each unit has to do."""
    largest = max((unit.cells.total for unit in units), default=1) or 1
    limit = NARROW_NAME if is_narrow else WIDE_NAME
    return [
        {
            "name": _text(unit.name, limit),
            "count": f"{unit.cells.done_on_time + unit.cells.done_late}/{unit.cells.total}",
            "shares": [
                {"share": value / largest, "tone": tone}
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


def _section(heading: str, tone: str, found: Sequence[TaskSummary], words: "Words", most: int) -> dict[str, Any]:
    hidden = found[most:]
    rest = shorten(", ".join(str(line.number) for line in hidden), 60)
    return {
        "heading": heading.format(count=words.days.tasks(len(found))),
        "tone": tone,
        "items": [_item(line, words, is_overdue=tone == "red") for line in found[:most]],
        "more": words.status.card_more.format(count=words.days.tasks(len(hidden)), numbers=rest) if hidden else "",
    }


def _item(line: TaskSummary, words: "Words", *, is_overdue: bool) -> dict[str, Any]:
    number = str(line.number)
    left = parts.days_left(line, words, is_overdue=is_overdue) or parts.standing(line, words)
    return {
        "number": number,
        "size": 15 if len(number) < 3 else 10,
        "title": _text(line.title, ITEM_TITLE),
        "lead": _text(parts.names(line.lead_names), WIDE_NAME),
        "left": left,
    }


def _text(text: str, limit: int) -> str:
    """Cleaned and cut; very long words get places to break, since the card has one width."""
    words = clean(text, limit).split(" ")
    return " ".join(
        "\u200b".join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)) for word in words
    )
