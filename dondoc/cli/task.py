"""`dondoc task`: one task with its history."""

from typing import Any

from domain.messages.tasks import TaskShown
from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.look_up import look_at_task
from wording.messages import Capabilities
from wording.render import render

TERMINAL = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=20_000, max_caption=0)


def run(number: int, *, as_json: bool, org: str | None = None) -> None:
    """Print the task.

    Raises CannotDo when no task has the number.
    """
    with open_chosen(load_settings(), org) as app:
        with app.database.reading() as tx:
            shown = look_at_task(tx, app.organisation, number, app.clock.now())
        if shown is None:
            raise CannotDo(f"Không có việc số {number}. Xem các số bằng: dondoc status")
        if as_json:
            print_json(task_as_json(shown))
        else:
            print_line(render([shown], "vi", TERMINAL, zone=app.organisation.zone).text)


def task_as_json(shown: TaskShown) -> dict[str, Any]:
    """The shape of `task N --json`."""
    line = shown.line
    return {
        "number": line.number,
        "title": line.title,
        "state": line.state,
        "progress": line.progress,
        "deadline": {"wording": line.wording, "last_day": line.last_day, "at_time": line.at_time},
        "lead": line.lead_names,
        "coordinating": shown.coordinating_names,
        "events": [{"at": e.at, "who": e.who, "what": e.what, "detail": e.detail} for e in shown.events],
    }
