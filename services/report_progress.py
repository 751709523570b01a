"""Takes the report of how far a task has come."""

from domain.commands import ReportProgress
from domain.notices import ProgressAsked, ProgressSet
from domain.questions import HOLE, QuestionKind
from domain.refusals import NumberNotUnderstood, Refused
from domain.transitions import set_progress
from services.ask_question import ask_question, left_behind
from services.desk import Desk, Reply
from services.task_lines import line_of, numbers_meant, reportable_task, short_enough, write_change
from storage.tasks import TaskNow


def report_progress(desk: Desk, command: ReportProgress) -> Reply:
    """Write the percentage down; without one, show the choices."""
    number = numbers_meant(desk, "progress", () if command.number is None else (command.number,))[0]
    note = short_enough(command.note)
    found = reportable_task(desk, number)
    if command.percent is None:
        return _ask_how_far(desk, found, note)
    if not 0 <= command.percent <= 100:
        raise Refused(NumberNotUnderstood("progress", str(command.percent)))
    after = set_progress(found.occurrence, command.percent, desk.now, note)
    found = write_change(desk, found, after, "progress_set", f"{command.percent} % {note or ''}".strip())
    return Reply([ProgressSet(line_of(desk, found), note)], may_replace=True)


def _ask_how_far(desk: Desk, found: TaskNow, note: str | None) -> Reply:
    """Any number up to a hundred answers; words that came without one are kept with the question."""
    words = f": {note}" if note else ""
    template = f"/progress {found.task.number} {HOLE}%{words}"
    about = desk.heard.text or template
    replaced = left_behind(desk, about)
    question = ask_question(desk, about, (), QuestionKind.SHARE, template=template)
    return Reply([ProgressAsked(line_of(desk, found), question.id, replaced)])
