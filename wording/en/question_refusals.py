"""English refusals of answers to what dondoc asked."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.questions import QuestionOver, WhichAnswer
from domain.questions import letters
from wording.buttons import shown_option
from wording.words import DayWords

_WHY = {
    "answered": "has been answered already; it is not done twice.",
    "dropped": "was dropped as you said. If it is still needed, please type it anew.",
    "replaced": "was replaced by a later one. If it is still needed, please type it anew.",
    "expired": "is more than 2 days old and over. If it is still needed, please type it anew.",
}


def _over(refusal: QuestionOver, _: DayWords) -> str:
    asked = f"The question about “{refusal.about}”" if refusal.about else "This question"
    return f"{asked} {_WHY.get(refusal.reason, 'is not here any more. If it is still needed, please type it anew.')}"


def _which(refusal: WhichAnswer, _: DayWords) -> str:
    options = [shown_option(option, lambda name: name) for option in refusal.options]
    if not options:
        return f"The question about “{refusal.about}” needs a number. Please type it, or the whole command."
    if len(options) == 1:
        return f"Does “{refusal.about}” mean: {options[0]}? If so, type: yes"
    listed = "\n".join(f"{letter}. {option}" for letter, option in zip(letters(len(options)), options, strict=False))
    return f"Which line is meant by “{refusal.about}”?\n{listed}\nType the letter, or the whole line."


QUESTION_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {QuestionOver: _over, WhichAnswer: _which}
