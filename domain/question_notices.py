"""Notices about questions that dondoc asks itself."""

from dataclasses import dataclass, field

from domain.followed_plans import RowOption


@dataclass(frozen=True, slots=True)
class ClarificationAsked:
    """A text may mean several things: `options` are the complete commands to choose from, `reason` a code.

    `question` is the row that keeps it (0: none), `replaced` what another open question was about that this one closes.
    `papers` are the tasks of the options where their numbers are not those of their rows on paper.
    """

    about: str
    reason: str
    options: tuple[str, ...] = ()
    question: int = field(default=0, compare=False)
    replaced: str = ""
    papers: tuple[RowOption, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionDropped:
    """The person said no to what was asked: nothing was done."""

    about: str
