"""A plan named beside a number: "mục 3 KH 45", "mục 3 của kế hoạch số 45-KH/ĐU", "KH 45, mục 3"."""

import re
from dataclasses import dataclass

from bot.arguments import either_spelling
from bot.vocabulary import OF_PLAN, PLAN

_REF = r"#\s?\d{1,4}|\d{1,5}(?:[-/][^\W\d_](?:[\w./-]{0,28}[^\W_])?|/\d{4})?"
_PHRASE = re.compile(
    rf"(?<!\w)(?:{either_spelling(PLAN)})\s*:?\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})(?=$|[\s,;:.!?)])", re.IGNORECASE
)
_BETWEEN = re.compile(rf"[\s,(]*(?P<of>(?:{either_spelling(OF_PLAN)})\s+)?", re.IGNORECASE)
_BEFORE = re.compile(r"[\s,:–-]*")
_JOINED = re.compile(r"[\s,&+–-]*(?:(?:và|va|and|đến|den|tới|toi|to)\s+)?", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[,;:.!?)])")


@dataclass(frozen=True, slots=True)
class PlanPhrase:
    """The words that name a plan, and the plan as typed: its number, or its place in the list ("#2")."""

    start: int
    end: int
    plan: str


def plan_phrases(text: str) -> tuple[PlanPhrase, ...]:
    """Every plan that the text names by its number."""
    return tuple(
        PlanPhrase(found.start(), found.end(), found["plan"].replace(" ", "")) for found in _PHRASE.finditer(text)
    )


def is_behind(text: str, end: int, phrase: PlanPhrase) -> bool:
    """Whether the plan is named directly behind this place: only a word such as "của" stands between."""
    return end <= phrase.start and _BETWEEN.fullmatch(text, end, phrase.start) is not None


def is_before(text: str, phrase: PlanPhrase, start: int) -> bool:
    """Whether the plan is named directly before this place."""
    return phrase.end <= start and _BEFORE.fullmatch(text, phrase.end, start) is not None


def stands_alone(text: str, end: int, phrase: PlanPhrase) -> bool:
    """Whether the plan behind a task's own number narrows it: "việc 3 của KH 45", "xong 3 KH 45" and nothing more.

    "xong 3 KH 45 đã ban hành" says what came of task 3.
    """
    between = _BETWEEN.fullmatch(text, end, phrase.start)
    return between is not None and (between["of"] is not None or _ALONE.match(text, phrase.end) is not None)


def is_joined(text: str, end: int, start: int) -> bool:
    """Whether only joining words stand between two numbers."""
    return end <= start and _JOINED.fullmatch(text, end, start) is not None
