"""Lines that many messages share: a task's title and number, its deadline as the plan words it, its state."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from domain.channels import shown_channel
from domain.followed_plans import PaperRow, RowOption
from domain.messages.summaries import TaskSummary
from wording.emphasis import bold
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words


TITLE = 70
SHORT_TITLE = 60
FULL_TITLE = 600
WORDING = 140
NOTE = 300
NAME = 60
NAMES = 200
MOST_NUMBERS = 20
ON_PAPER = 30  # characters of a row or a plan as they stand on paper
_PLAN_NUMBER = re.compile(r"\s*(?P<digits>\d+)\s*[-–/]\s*(?P<kind>[^\W\d_]+)")


def numbered(line: TaskSummary, words: "Words") -> str:
    """Shows the task's number, and its place on paper where the two numbers differ."""
    return number_on_paper(line.number, line.paper, words)


def heading(line: TaskSummary, words: "Words", limit: int = TITLE) -> str:
    """The task with its number, as the subject of a message."""
    first = words.tasks.heading.format(number=numbered(line, words))
    return f"{bold(first)} {clean(line.title, limit)}"


def entry(line: TaskSummary, words: "Words", limit: int = TITLE) -> str:
    """Shows the task as an entry of a list, its number bold; beside a place on paper the title is shorter."""
    return f"{bold(numbered(line, words) + '.')} {short_title(line, words, limit)}"


def short_title(line: TaskSummary, words: "Words", limit: int) -> str:
    """Cuts the title by the length of the place on paper, to no less than half of `limit`."""
    taken = len(numbered(line, words)) - len(str(line.number))
    return clean(line.title, max(limit - taken, limit // 2))


def deadline(line: TaskSummary, words: "Words", *, is_short: bool = False, state: str = "") -> str:
    """Shows the deadline on two lines: how it stands (bold) and the last day still in time, then the plan's own words.

    `state` replaces the days left; a short one names no year.
    """
    return f"{state_and_day(line, words, is_short=is_short, state=state)}\n{planned(line.wording, words)}"


def state_and_day(line: TaskSummary, words: "Words", *, is_short: bool = True, state: str = "") -> str:
    """Shows how the task stands, bold, and the last day still in time: "**Quá hạn 1 ngày** (hạn thứ Năm 9/4)"."""
    shown = state or bold(_state(line, words))
    beside = [period_asked(line, words)] if line.period and line.state != "open" and not state else []
    if (day := due_day(line, words, is_short=is_short)) and shown:
        beside.append(words.tasks.due.format(day=day) + _moved(line, words))
    if not shown:
        shown = bold(capitalised(words.tasks.due.format(day=day)) + _moved(line, words) if day else words.tasks.undated)
    return f"{shown} ({', '.join(beside)})" if beside else shown


def _state(line: TaskSummary, words: "Words") -> str:
    return capitalised(days_left(line, words, is_overdue=(line.days_left or 0) < 0))


def _moved(line: TaskSummary, words: "Words") -> str:
    return words.tasks.set_late if line.is_set_late else words.tasks.extended if line.is_extended else ""


def due_day(line: TaskSummary, words: "Words", *, is_short: bool = False) -> str:
    """Shows the last day still in time, with its hour where there is one; "" without one."""
    if line.last_day is None:
        return ""
    day = words.days.due_day(line.last_day)
    day = day if is_short else words.days.due_day_of_year(line.last_day)
    if line.at_time is None:
        return day
    return words.tasks.at_hour.format(day=day, hour=words.days.hour(line.at_time))


def planned(wording: str, words: "Words") -> str:
    """Shows the deadline as the plan words it."""
    text = clean(wording, WORDING)
    return words.tasks.planned.format(wording=text) if text else words.tasks.no_wording


def days_left(line: TaskSummary, words: "Words", *, is_overdue: bool = False) -> str:
    """Shows how many days are left; "" for a task that is closed or has no last day.

    A period of a repeating task is never overdue, as the figures count it: it says which period is asked about.
    """
    if line.state != "open":
        return ""
    if line.period:
        return period_asked(line, words)
    if line.days_left is None:
        return ""
    if is_overdue and line.days_left == 0:
        return words.days.past_hour
    return words.days.days_left(line.days_left)


def period_asked(line: TaskSummary, words: "Words") -> str:
    """Shows which period of a repeating task is asked about: "báo tình hình tháng 4/2026"."""
    return words.tasks.report_period.format(period=words.days.period(clean(line.period, NAME)))


def standing(line: TaskSummary, words: "Words") -> str:
    """Describes the state of the task in a few words."""
    if line.state == "done" and line.period:
        return words.tasks.period_answered.format(period=words.days.period(clean(line.period, NAME)))
    if line.state != "open":
        return words.tasks.states.get(line.state, line.state)
    where = words.tasks.acknowledged if line.is_acknowledged else words.tasks.untouched
    if line.progress:
        where = words.tasks.under_way.format(percent=line.progress)
    return f"{where}, {words.tasks.held_up}" if line.has_obstacle else where


def timing(words: "Words", *, is_on_time: bool) -> str:
    """Says whether something was in time."""
    return words.tasks.on_time if is_on_time else words.tasks.late


def note_line(note: str | None, words: "Words") -> str:
    """A note as its own line; "" when there is none."""
    text = clean(note or "", NOTE)
    return words.tasks.note.format(note=text) if text else ""


def names(texts: Iterable[str], limit: int = NAMES) -> str:
    """Joins several names on one line."""
    return clean(", ".join(filter(None, (clean(text, NAME * 2) for text in texts))), limit)


def numbers(found: Sequence[int]) -> str:
    """Joins task numbers on one line, at most twenty."""
    row = ", ".join(map(str, found[:MOST_NUMBERS]))
    return f"{row}, …" if len(found) > MOST_NUMBERS else row


def capitalised(text: str) -> str:
    """Returns the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def channel_name(name: str) -> str:
    """A channel as people write it: "Zalo", "Zalo 2"."""
    return shown_channel(clean(name, NAME))


def place_on_paper(paper: PaperRow, words: "Words") -> str:
    """Shows the row and its plan, as far as each is known."""
    code = clean(paper.code.strip("(). "), ON_PAPER)
    row = words.tasks.paper_row.format(code=code) if code else ""
    return ", ".join(filter(None, (row, plan_on_paper(paper, words))))


def plan_on_paper(paper: PaperRow, words: "Words") -> str:
    """The plan in short: "KH 45" for 45-KH/ĐU, "KH 45/2026" beside one of another year, its whole number beside one of
    the same year, its day where it has no number, "KH #2" where it has neither; "" where no plan is named.
    """
    number, name = clean(paper.plan_number or "", ON_PAPER), paper.plan_name
    if number and (found := _PLAN_NUMBER.match(number)):
        is_only = not name or name.split("/")[0] == found["digits"].lstrip("0")
        return f"{found['kind']} {name or found['digits']}" if is_only else number
    if number or (paper.issued_on is None and name):
        return words.tasks.paper_plan.format(number=number or clean(name, ON_PAPER))
    if paper.issued_on is None:
        return ""
    return words.tasks.paper_plan_of_day.format(day=words.days.of_month(paper.issued_on))


def number_on_paper(number: int, paper: PaperRow | None, words: "Words") -> str:
    """The task's number and behind it where it stands on paper: "21 (mục 3, KH 45)"."""
    where = "" if paper is None else place_on_paper(paper, words)
    return f"{number} ({where})" if where else str(number)


def task_of_row(option: RowOption, template: str, words: "Words") -> str:
    """Shows one task that the row may mean."""
    return template.format(
        number=option.number, title=clean(option.title, SHORT_TITLE), place=place_on_paper(option.paper, words)
    )
