"""Where a task stands on paper: "mục 3, KH 45"."""

import re

from domain.followed_plans import PaperRow, RowOption
from wording.cleaning import clean
from wording.words import Words

LONGEST, TITLE = 30, 60
_NUMBER = re.compile(r"\s*(?P<digits>\d+)\s*[-–/]\s*(?P<kind>[^\W\d_]+)")


def place(paper: PaperRow, words: Words) -> str:
    """The row and its plan, each as far as it is known."""
    code = clean(paper.code.strip("(). "), LONGEST)
    row = words.questions.row.format(code=code) if code else ""
    return ", ".join(filter(None, (row, plan(paper, words))))


def plan(paper: PaperRow, words: Words) -> str:
    """The plan in short: "KH 45" for 45-KH/ĐU, "KH 45/2026" beside one of another year, its whole number beside one of
    the same year, its day where it has no number, "KH #2" where it has neither; "" where no plan is named.
    """
    number, name = clean(paper.plan_number or "", LONGEST), paper.plan_name
    if number and (found := _NUMBER.match(number)):
        is_only = not name or name.split("/")[0] == found["digits"].lstrip("0")
        return f"{found['kind']} {name or found['digits']}" if is_only else number
    if number or (paper.issued_on is None and name):
        return words.questions.plan.format(number=number or clean(name, LONGEST))
    if paper.issued_on is None:
        return ""
    return words.questions.plan_of_day.format(day=words.days.of_month(paper.issued_on))


def numbered(number: int, paper: PaperRow | None, words: Words) -> str:
    """The task's number and behind it where it stands on paper: "21 (mục 3, KH 45)"."""
    where = "" if paper is None else place(paper, words)
    return f"{number} ({where})" if where else str(number)


def task_of_row(option: RowOption, template: str, words: Words) -> str:
    """One task that the row may mean."""
    return template.format(number=option.number, title=clean(option.title, TITLE), place=place(option.paper, words))
