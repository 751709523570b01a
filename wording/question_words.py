"""The shape of a language, continued: the questions that dondoc asks itself. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """`reasons` by the values of `ClarifyReason`, each filled with {about}.

    `only` and `several` by how many options there are; `replaced` is said of an older question that this closes.
    `row` is a place on paper, `plan` and `plan_of_day` its plan; `task_of_row` a task there, `row_meant` asks for it.
    """

    reasons: Mapping[str, str]
    again: str
    only: str
    only_how: str
    several: str
    option: str
    several_how: str
    yes_label: str
    no_label: str
    replaced: str
    dropped: str
    row: str
    plan: str
    plan_of_day: str
    task_of_row: str
    row_meant: str
