"""Lists of people: what they leave open, as questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.rosters import RosterQuestion
from wording.layout import clean

MOST_NAMES = 6  # in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWords:
    """Phrases about lists, by what is asked, with {people}, {unit} and {words}.

    `assumed` says what holds until somebody answers; `answers` are the two answers to a question about a role, the one
    that gives it first.
    """

    questions: Mapping[str, str]
    assumed: Mapping[str, str]
    answers: Mapping[str, tuple[str, str]]
    more_people: str
    not_recorded: str


def question_text(question: RosterQuestion, words: RosterWords, *, is_answered_here: bool = False) -> str:
    """The question as a sentence or two; the second says what holds meanwhile, unless it `is_answered_here`."""
    names = [clean(name) for name in question.people]
    more = words.more_people.format(count=len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
    people = ", ".join(names[:MOST_NAMES]) + more
    kind = question.doubt.value
    assumed = "" if is_answered_here else words.assumed.get(kind, "")
    phrase = f"{words.questions[kind]} {assumed}".strip()
    return phrase.format(people=people, unit=clean(question.unit) or words.not_recorded, words=clean(question.words))
