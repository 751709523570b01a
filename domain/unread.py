"""The blocks of a plan that became no task, as the few questions that a coordinator is asked about them. Pure."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.names import fold
from domain.plans import Unread

MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class UnreadQuestion:
    """Unread blocks of one heading: follow all, choose, or none. `heading` is "" for what stands under none."""

    heading: str
    items: tuple[Unread, ...]

    @property
    def by_unit(self) -> tuple[tuple[str, tuple[Unread, ...]], ...]:
        """The items by the unit they are about, in the order of the document; "" for those about none."""
        units = dict.fromkeys(item.unit for item in self.items)
        return tuple((unit, tuple(i for i in self.items if i.unit == unit)) for unit in units)


def text_hash(text: str) -> str:
    """Identifies an unread block by its words, however they are spaced or marked; a refusal is remembered by it."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def questions_about(unread: Sequence[Unread], refused: Collection[str] = ()) -> tuple[UnreadQuestion, ...]:
    """At most eight questions, one a heading; the smallest headings are asked about together where there are more.

    `refused` are the hashes of texts that a person has already said are no tasks.
    """
    groups: dict[str, list[Unread]] = {}
    for item in unread:
        if text_hash(item.text) not in refused:
            groups.setdefault(item.heading, []).append(item)
    if len(groups) > MOST_QUESTIONS:
        groups = _merged(groups)
    return tuple(UnreadQuestion(heading, tuple(items)) for heading, items in groups.items())


def _merged(groups: dict[str, list[Unread]]) -> dict[str, list[Unread]]:
    """The largest groups stay; the items of the others come last, in one group without a heading."""
    named = sorted((h for h in groups if h), key=lambda h: -len(groups[h]))[: MOST_QUESTIONS - 1]
    kept = {heading: items for heading, items in groups.items() if heading in named}
    rest = [item for heading, items in groups.items() if heading not in named for item in items]
    return {**kept, "": rest} if rest else kept
