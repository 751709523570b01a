"""What people hear of a plan that was written: what is theirs, on one screen."""

from collections.abc import Sequence

from domain.messages.plans import DeadlineMoved, MovedItem, TasksAssigned, TasksWithdrawn
from domain.messages.summaries import TaskSummary
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.buttons import button, if_possible, in_rows, numbered, reply_line
from wording.layouts.parts import RenderContext
from wording.messages import Button

MOST_SHOWN = 4
PLAN_TITLE = 120


def assigned(notice: TasksAssigned, setting: RenderContext) -> Draft:
    """The tasks one's units lead, with their deadlines; those they coordinate by number."""
    words, news = setting.words, setting.words.plans
    count = words.days.tasks(len(notice.lines) or len(notice.coordinating))
    if notice.title:
        template = news.assigned_lead if notice.lines else news.assigned_coordinating
    else:  # no plan was written: the task was added, or moved here, by itself
        template = words.orders.given_lead if notice.lines else words.orders.given_coordinating
    first = template.format(name=clean(notice.name, parts.NAME), count=count)
    head = lines(first, news.title.format(title=clean(notice.title, PLAN_TITLE)) if notice.title else "")
    shown, hidden = notice.lines[:MOST_SHOWN], notice.lines[MOST_SHOWN:]
    blocks = [head, *(_entry(line, setting) for line in shown)]
    blocks += _hidden(hidden, setting)
    if notice.coordinating:
        blocks.append(Block("\n" + _coordinating(notice, setting)))
    return Draft(tuple(blocks), _closing(notice, setting), if_possible(setting, in_rows(_buttons(notice, setting), 2)))


def _entry(line: TaskSummary, setting: RenderContext) -> Block:
    words = setting.words
    title = parts.entry(line, words, parts.SHORT_TITLE)
    return lines(f"\n{title}", parts.deadline(line, words, is_short=True), tasks=1)


def _coordinating(notice: TasksAssigned, setting: RenderContext) -> str:
    words = setting.words
    count = words.days.tasks(len(notice.coordinating))
    return words.plans.coordinating.format(count=count, numbers=parts.numbers(notice.coordinating))


def _closing(notice: TasksAssigned, setting: RenderContext) -> tuple[str, ...]:
    words = setting.words
    typed = [f"{words.command('ack')} {notice.lines[0].number}"] if notice.lines else []
    typed.append(f"{words.command('task')} {_first(notice)}")
    return reply_line(setting, typed), words.hints.list.format(list=words.command("tasks"))


def _first(notice: TasksAssigned) -> int:
    return next(iter((*(line.number for line in notice.lines), *notice.coordinating)), 1)


def _buttons(notice: TasksAssigned, setting: RenderContext) -> list[Button]:
    """One button takes all of them on, as far as it can name them."""
    words = setting.words
    numbers = [line.number for line in notice.lines]
    found = []
    if len(numbers) == 1:
        found.append(button(words, "ack", numbers[0]))
    elif numbers:
        label = words.plans.acknowledge_all.format(count=words.days.tasks(len(numbers)))
        found.append(Button(label, " ".join(["ack", *map(str, numbers)])))
    return [*found, button(words, "tasks")]


def moved(notice: DeadlineMoved, setting: RenderContext) -> Draft:
    """Deadlines that a later version of the plan moved: old wording, new wording."""
    words, news = setting.words, setting.words.plans
    several = news.moved.format(count=words.days.tasks(len(notice.items)))
    one = news.moved_one.format(number=notice.items[0].line.number) if len(notice.items) == 1 else ""
    head = lines(one or several, clean(notice.title, PLAN_TITLE))
    entries = [_moved_entry(item, setting) for item in notice.items[:MOST_SHOWN]]
    blocks = [head, *entries, *_hidden([item.line for item in notice.items[MOST_SHOWN:]], setting)]
    number = notice.items[0].line.number if notice.items else 1
    buttons = [numbered(words, "task", item.line.number) for item in notice.items[:MOST_SHOWN]]
    closing = reply_line(setting, [f"{words.command('task')} {number}"])
    return Draft(tuple(blocks), (closing,), if_possible(setting, in_rows(buttons, 2)))


def _moved_entry(item: MovedItem, setting: RenderContext) -> Block:
    words = setting.words
    wording = clean(item.old_wording, parts.WORDING)
    if wording == clean(item.line.wording, parts.WORDING) and item.old_last_day is not None:
        wording = f"{wording} ({words.days.bare_day(item.old_last_day)})"  # the day alone is another
    old = words.plans.moved_old.format(wording=wording or words.tasks.no_wording)
    plain = parts.deadline(item.line, words, is_short=True).removeprefix(words.tasks.short_deadline.format(wording=""))
    new = words.plans.moved_new.format(deadline=plain)
    return lines("\n" + parts.entry(item.line, words, parts.SHORT_TITLE), old, new, tasks=1)


def withdrawn(notice: TasksWithdrawn, setting: RenderContext) -> Draft:
    """Tasks that need not be done any more, or are somebody else's now."""
    words = setting.words
    head = lines(words.plans.withdrawn, clean(notice.title, PLAN_TITLE))
    entries = [lines(_withdrawn_entry(line, setting), tasks=1) for line in notice.lines[:MOST_SHOWN]]
    closing = words.hints.list.format(list=words.command("tasks"))
    return Draft((head, *entries, *_hidden(notice.lines[MOST_SHOWN:], setting)), (closing,))


def _withdrawn_entry(line: TaskSummary, setting: RenderContext) -> str:
    words = setting.words
    why = words.plans.is_cancelled if line.state == "cancelled" else words.plans.is_others
    return why.format(entry=parts.entry(line, words, parts.SHORT_TITLE))


def _hidden(hidden: Sequence[TaskSummary], setting: RenderContext) -> list[Block]:
    words = setting.words
    if not hidden:
        return []
    numbers = parts.numbers([line.number for line in hidden])
    return [Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=numbers))]
