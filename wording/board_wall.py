"""The screen of a meeting room: few words, large."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.board.wall import WallShown
from domain.messages.summaries import TaskSummary
from wording import parts
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WallWords:
    """What a screen says beside the words of the figures."""

    title: str
    figures: str
    total: str
    undated: str
    units: str
    share: str
    share_overdue: str
    overdue: str
    due_soon: str
    page_of: str
    none_overdue: str
    none_soon: str
    live: str
    lost: str
    ended: str


def task_about(line: TaskSummary, shown: WallShown, words: "Words") -> str:
    """The lead units, and the people where the screen names them."""
    people = [words.board.comrade.format(name=clean(name, parts.NAME)) for name in shown.people.get(line.number, ())]
    return " · ".join(filter(None, (parts.names(line.lead_names), ", ".join(people))))
