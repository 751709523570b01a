"""Records an obstacle of a task and its end; heads and coordinators are notified of both."""

from domain.authorisation import may_confirm
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.questions import ReasonMissing
from domain.messages.requests import ClearObstacle, NoObstacle, ObstacleNews, RaiseObstacle
from domain.people import Role
from domain.tasks import clear_obstacle, raise_obstacle
from services.context.command_context import CommandContext, Reply
from services.context.find_task import numbers_meant, reportable_task, short_enough, visible_task
from services.context.notify import concerned, people_in, tell
from services.context.record_change import write_change
from services.context.summaries import summary_of
from storage.tasks import TaskNow


def mark_obstacle(context: CommandContext, command: RaiseObstacle) -> Reply:
    """Mark the task as held up, in the person's words; said again the newest words stand."""
    number = numbers_meant(context, RaiseObstacle, () if command.number is None else (command.number,))[0]
    text = short_enough(command.text) or ""
    found = reportable_task(context, number)
    if not text:
        raise Refused(ReasonMissing(number, RaiseObstacle.canonical))
    after = raise_obstacle(found.occurrence, text, context.now)
    found = write_change(context, found, after, EventKind.OBSTACLE_RAISED, text)
    return _answer(context, found, text, is_cleared=False)


def unmark_obstacle(context: CommandContext, command: ClearObstacle) -> Reply:
    """Nothing holds the task up any more; the lead unit or a coordinator says so."""
    number = numbers_meant(context, ClearObstacle, () if command.number is None else (command.number,))[0]
    found = visible_task(context, number) if may_confirm(context.person) else reportable_task(context, number)
    text = found.occurrence.obstacle
    if text is None:
        raise Refused(NoObstacle(number, found.task.title))
    found = write_change(context, found, clear_obstacle(found.occurrence), EventKind.OBSTACLE_CLEARED, text)
    return _answer(context, found, text, is_cleared=True)


def _answer(context: CommandContext, found: TaskNow, text: str, *, is_cleared: bool) -> Reply:
    line, name = summary_of(context, found), context.person.name
    involved = concerned(context, found)
    people = involved.heads | people_in(context, Role.COORDINATOR)
    if is_cleared:  # who was held up hears that the way is free
        people |= involved.lead
    key = f"obstacle:{found.occurrence.id}:{found.occurrence.version}"
    tell(context, key, people, ObstacleNews(line, text, name, is_cleared, is_mine=False))
    return Reply([ObstacleNews(line, text, name, is_cleared, is_mine=True)])
