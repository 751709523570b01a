"""Rows outlive the program that wrote them: tags, fields and values of stored JSON never change under them."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, make_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from domain.messages import Notice, Refusal, kinds_of
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import TaskAcknowledged
from domain.tasks import State
from storage import type_tags
from storage.notice_codec import saying_as_json, saying_from_json
from tests.domain.builders import HANOI
from tests.upgrades.kept_ward import CAN, FOLDER
from tests.upgrades.stored_shapes import ROOTS, Comparison, as_text, kept_snapshot, shapes_now, with_what_is_new
from wording.languages import CATALOGUES
from wording.render import render

KEPT = json.loads((FOLDER / "0008_sayings.json").read_text())
CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
# Kinds of message that no released version has stored.
UNKNOWN = {f"{name} is new" for name in ROOTS.keys() - kept_snapshot()["roots"].keys()}
ADVICE = "if these are additions only: python -m tests.upgrades.stored_shapes"


def test_nothing_that_was_ever_stored_has_changed_its_tag_its_fields_or_its_values() -> None:
    assert Comparison(kept_snapshot(), ROOTS).lost == []


def test_what_is_new_is_written_down_in_the_snapshot() -> None:
    """A kind that no released version knows is stored nowhere yet: it is written down with the release."""
    is_released = "### " not in CHANGELOG.partition("## [Unreleased]")[2].partition("\n## ")[0]
    new = set(Comparison(kept_snapshot(), ROOTS).new)
    assert new - (set() if is_released else UNKNOWN) == set(), ADVICE


def test_every_notice_and_refusal_has_one_tag_and_no_two_share_one() -> None:
    assert set(type_tags.TAGS) == {*kinds_of(Notice), *kinds_of(Refusal)}
    assert len(type_tags.KINDS) == len(type_tags.TAGS)


@pytest.mark.parametrize("at", range(len(KEPT)), ids=lambda at: f"{at} {KEPT[at]['kind']}")
def test_every_notice_that_was_stored_is_still_read_and_said(at: int) -> None:
    response = saying_from_json(KEPT[at])
    again = saying_as_json(response)
    assert again["kind"] == KEPT[at]["kind"]
    assert _holds(again["facts"], KEPT[at]["facts"])
    for language in CATALOGUES:
        for capabilities in CAN.values():
            assert render([response], language, capabilities, zone=HANOI).text.strip()


def _holds(now: Any, before: Any) -> bool:
    """Everything that was kept is still there; what has been added since may be there too."""
    if isinstance(before, dict):
        return all(name in now and _holds(now[name], value) for name, value in before.items())
    if isinstance(before, list):
        return len(now) == len(before) and all(map(_holds, now, before))
    return bool(now == before)


def test_a_class_that_is_renamed_keeps_its_tag_and_reads_the_rows_of_before() -> None:
    row = next(row for row in KEPT if row["kind"] == "TaskAcknowledged")
    TaskAcknowledged.__name__ = "TaskTakenOn"
    try:
        response = saying_from_json(row)
        again = saying_as_json(response)
    finally:
        TaskAcknowledged.__name__ = "TaskAcknowledged"
    assert isinstance(response, TaskAcknowledged)
    assert again["kind"] == "TaskAcknowledged"


@dataclass(frozen=True)
class Renamed:
    """As TaskAcknowledged, in a class of another name."""

    line: TaskSummary


class States(StrEnum):
    """As State, and one more."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"
    CANCELLED = "cancelled"
    ASLEEP = "asleep"


class FewStates(StrEnum):
    """State without some of its values."""

    OPEN = "open"


FIELDS = [("line", TaskSummary)]


def roots(**changed: type) -> dict[str, type]:
    return {**ROOTS, **{name.replace("_", " ", 1): kind for name, kind in changed.items()}}


def without(name: str) -> dict[str, type]:
    return {key: kind for key, kind in ROOTS.items() if key != name}


LOSSES: dict[str, tuple[Callable[[], dict[str, type]], str]] = {
    "a tag taken away": (lambda: without("saying TaskAcknowledged"), "saying TaskAcknowledged is gone"),
    "a field renamed": (
        lambda: roots(saying_TaskAcknowledged=make_dataclass("TaskAcknowledged", [("what", TaskSummary, None)])),
        "saying TaskAcknowledged.line is gone",
    ),
    "a field without a default": (
        lambda: roots(saying_TaskAcknowledged=make_dataclass("TaskAcknowledged", [*FIELDS, ("by", str)])),
        "saying TaskAcknowledged.by is new and has no default: rows that wait do not have it",
    ),
    "another type": (
        lambda: roots(saying_TaskAcknowledged=make_dataclass("TaskAcknowledged", [("line", tuple[TaskSummary, ...])])),
        "saying TaskAcknowledged.line was TaskLine and is TaskSummary[]",
    ),
    "a plain type for another": (
        lambda: roots(saying_AlreadyLinked=make_dataclass("AlreadyLinked", [("name", int)])),
        "saying AlreadyLinked.name was str and is int",
    ),
    "a value taken away": (lambda: {**ROOTS, "column occurrence.state": FewStates}, "the value 'done' is gone"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_what_would_break_rows_of_before_is_found(loss: str) -> None:
    changed, told = LOSSES[loss]
    assert any(told in found for found in Comparison(kept_snapshot(), changed()).lost)


def test_another_name_of_a_class_breaks_nothing() -> None:
    compared = Comparison(kept_snapshot(), roots(saying_TaskAcknowledged=Renamed))
    assert (compared.lost, set(compared.new) - UNKNOWN) == ([], set())


def test_what_is_added_is_asked_for_and_then_known() -> None:
    more = make_dataclass("TaskAcknowledged", [*FIELDS, ("is_late", bool, False)])
    changed = {**roots(saying_TaskAcknowledged=more, saying_Brand_new=Renamed), "column occurrence.state": States}
    compared = Comparison(kept_snapshot(), changed)
    assert compared.lost == []
    assert sorted(set(compared.new) - UNKNOWN) == [
        "column occurrence.state: the value 'asleep' is new",
        "saying Brand_new is new",
        "saying TaskAcknowledged.is_late is new",
    ]


def test_writing_the_snapshot_only_ever_adds() -> None:
    kept = kept_snapshot()
    now = copy.deepcopy(shapes_now())
    now["shapes"]["TaskAcknowledged"] = {"what": "TaskSummary"}
    now["shapes"]["State"] = ["open", "asleep"]
    del now["roots"]["saying Stranger"]
    grown = with_what_is_new(kept, now)
    assert grown["shapes"]["TaskAcknowledged"] == {"line": "TaskLine", "what": "TaskSummary"}
    assert grown["shapes"]["State"] == [*(state.value for state in State), "asleep"]
    assert grown["roots"] == {**now["roots"], **kept["roots"]}
    assert json.loads(as_text(grown)) == grown


def test_every_kind_of_event_that_was_stored_has_words() -> None:
    known = json.loads((FOLDER / "0008.json").read_text())["event_kinds"]
    for words in CATALOGUES.values():
        assert known.keys() <= words.events.keys()
