"""The first 40 characters are all that a locked phone shows: each notice names its point there, in both languages."""

import re
from dataclasses import fields, is_dataclass

import pytest

from domain.messages import Notice, Response
from domain.messages.plans import TasksAssigned
from domain.messages.reports import MorningDigest
from tests.samples.everything import NOTICES
from tests.samples.page import WITH_BUTTONS
from wording.render import render

SHOWN = 40


def name_of(notice: Response) -> str:
    return type(notice).__name__


def first_words(notice: Response, language: str) -> str:
    return render([notice], language, WITH_BUTTONS).text[:SHOWN]


def own_words(notice: Response, language: str) -> tuple[str, ...]:
    """The first words that are the kind of notice's own: without the names and other texts that it carries."""
    shown = first_words(notice, language)
    for value in sorted(texts_in(notice), key=len, reverse=True):
        shown = shown.replace(value, " … ")
        cut = next((size for size in range(len(value) - 1, 2, -1) if shown.endswith(value[:size])), 0)
        shown = shown[: len(shown) - cut] + " … " if cut else shown
    return tuple(re.findall(r"[^\W\d_]+|…", shown))[: None if len(shown) < SHOWN else -1]  # the last word may be cut


def texts_in(value: object) -> set[str]:
    """Every text of three letters and more in a notice."""
    if isinstance(value, str):
        return {value} if len(value) > 2 else set()
    if is_dataclass(value) and not isinstance(value, type):
        return set().union(*(texts_in(getattr(value, field.name)) for field in fields(value)))
    return set().union(*map(texts_in, value)) if isinstance(value, tuple | list) else set()


def has_figure(notice: Response, language: str) -> bool:
    return notice.task_number is not None or re.search(r"\d", first_words(notice, language)) is not None


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("notice", [each for each in NOTICES if each.task_number is not None], ids=name_of)
def test_a_notice_about_a_task_names_its_number_in_its_first_words(notice: Notice, language: str) -> None:
    shown = first_words(notice, language)
    assert re.search(rf"(?<!\d){notice.task_number}(?!\d)", shown), f"no number of the task in {shown!r}"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_notice_without_a_task_or_figure_says_in_its_first_words_what_it_is(language: str) -> None:
    """Who reads no more can tell it from every other kind: a preamble that several share is nobody's point."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    for notice in NOTICES:
        if not has_figure(notice, language):
            kinds.setdefault(own_words(notice, language), set()).add(type(notice).__name__)
    shared = {
        (one, other)
        for one, owners in kinds.items()
        for other, others in kinds.items()
        if owners != others and other[: len(one)] == one
    }
    assert not shared, "\n".join(f"{' '.join(one)}: {kinds[one] | kinds[other]}" for one, other in shared)
    assert [words for words in kinds if len(words) < 2 or set(words) == {"…"}] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: type(notice).__name__)
def test_no_notice_of_the_morning_or_of_a_plan_begins_with_its_readers_name(notice: Notice, language: str) -> None:
    if isinstance(notice, MorningDigest | TasksAssigned):
        assert notice.name not in first_words(notice, language)
