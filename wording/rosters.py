"""Lists of people: what they leave open, as questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.rosters import RosterQuestion
from wording.layout import clean

MOST_NAMES = 6  # in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWords:
    """Phrases about lists; `questions` by what is asked, with {people}, {unit} and {words}."""

    questions: Mapping[str, str]
    more_people: str
    not_recorded: str


def question_text(question: RosterQuestion, words: RosterWords) -> str:
    """The question as a sentence or two."""
    names = [clean(name) for name in question.people]
    more = words.more_people.format(count=len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
    people = ", ".join(names[:MOST_NAMES]) + more
    phrase = words.questions[question.doubt.value]
    return phrase.format(people=people, unit=clean(question.unit) or words.not_recorded, words=clean(question.words))
