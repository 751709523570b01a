"""`/man-hinh/…`: the screen of the meeting room, read without signing in."""

import hashlib
from collections.abc import Iterable

from domain.board.wall import WallShown
from services.commands.show_status import status_shown
from services.context.command_context import CommandContext
from storage.people import load_contacts
from storage.task_statistics import load_task_snapshots
from storage.tasks import load_assignments, load_tasks
from storage.walls import Wall


def hash_wall_token(token: str) -> str:
    """What is stored of the secret in a screen's address."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_wall(context: CommandContext, wall: Wall) -> WallShown:
    """The figures that a leader is told at the same instant. The context has no actor: nobody is signed in."""
    status = status_shown(context, load_task_snapshots(context.tx, context.organisation.id))
    numbers = [line.number for line in (*status.overdue, *status.due_soon)]
    return WallShown(wall.name, status, _people(context, numbers) if wall.shows_names and numbers else {})


def _people(context: CommandContext, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Those to whom each task was handed; a task of a whole unit has none."""
    handed = load_assignments(context.tx, context.organisation.id)
    names = {contact.id: contact.name for contact in load_contacts(context.tx, context.organisation.id)}
    found = {}
    for each in load_tasks(context.tx, context.organisation.id, numbers):
        ids = {person for (task_id, _), people in handed.items() if task_id == each.task.id for person in people}
        found[each.task.number] = tuple(sorted(names[person] for person in ids if person in names))
    return found
