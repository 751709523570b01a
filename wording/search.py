"""Layout of what a search found."""

from dataclasses import dataclass

from domain.messages.search import FindTasks, TasksFound
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import button, if_possible, in_rows, reply_line
from wording.layout import Layout, RenderContext, clean, lines
from wording.messages import Button
from wording.tasks import list_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """What was found."""

    found: str
    nothing: str


def tasks_found(notice: TasksFound, context: RenderContext) -> Layout:
    """Shows a page of tasks: how many there are, then each with its deadline and state."""
    words, sought = context.words, clean(notice.sought, parts.NAME)
    if not notice.lines:
        return Layout((lines(words.search.nothing.format(sought=sought)),))
    page = words.hints.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""
    head = lines(words.search.found.format(count=words.days.tasks(notice.total), sought=sought), page)
    entries = [lines("\n" + list_entry(line, context), tasks=1) for line in notice.lines]
    closing = [reply_line(context, [f"{words.command(ShowTask)} {notice.lines[0].number}"])]
    if notice.page < notice.pages and not context.capabilities.has_buttons:
        typed = f"{words.command(FindTasks)} {sought}"
        closing.append(words.hints.next_page.format(list=typed, page=notice.page + 1))
    tasks = [
        button(words, ShowTask, line.number, label=words.hints.task_label.format(number=line.number))
        for line in notice.lines
    ]
    rows = in_rows(tasks, 2) + in_rows(_turns(notice, context), 2)
    return Layout((head, *entries), tuple(closing), if_possible(context, rows))


def _turns(notice: TasksFound, context: RenderContext) -> list[Button]:
    hints, name = context.words.hints, f"{FindTasks.canonical} {clean(notice.sought)}"
    turns = []
    if notice.page > 1:
        turns.append(Button(hints.previous, f"{name} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(hints.next, f"{name} page:{notice.page + 1}"))
    return turns
