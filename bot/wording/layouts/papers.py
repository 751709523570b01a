"""Where a task stands on paper: "mục 3, KH 45"."""

import re

from bot.wording.cleaning import clean
from bot.wording.words import Words
from domain.paper_rows import PaperRow, RowOption

LONGEST, TITLE = 30, 60
_NUMBER = re.compile(r"\s*(?P<digits>\d+)\s*[-–/]\s*(?P<kind>[^\W\d_]+)")


def place(paper: PaperRow, words: Words) -> str:
    """The row and its plan, as far as the plan has a number or a day."""
    row = words.questions.row.format(code=clean(paper.code.strip("(). "), LONGEST))
    return ", ".join(filter(None, (row, plan(paper, words))))


def plan(paper: PaperRow, words: Words) -> str:
    """The plan in short: "KH 45" for 45-KH/ĐU, else by its day; "" when the paper has neither."""
    if paper.plan_number and (found := _NUMBER.match(paper.plan_number)):
        return f"{found['kind']} {found['digits']}"
    if paper.plan_number:
        return words.questions.plan.format(number=clean(paper.plan_number, LONGEST))
    return (
        "" if paper.issued_on is None else words.questions.plan_of_day.format(day=words.days.bare_day(paper.issued_on))
    )


def on_paper(heading: str, number: int, paper: PaperRow | None, words: Words) -> str:
    """A heading with the place behind the task's number: "Việc 21 (mục 3, KH 45): …"."""
    if paper is None or paper.number is None:
        return heading
    return heading.replace(str(number), f"{number} ({place(paper, words)})", 1)


def task_of_row(option: RowOption, template: str, words: Words) -> str:
    """One task that the row may mean."""
    return template.format(number=option.number, title=clean(option.title, TITLE), place=place(option.paper, words))
