"""`/man-hinh/…`: a read-only screen for a meeting room, in large letters, whose pages turn by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.board.wall import WallShown
from domain.messages.summaries import TaskSummary, UnitFigures
from services.context.command_context import CommandContext
from web.board.templating import address, environment
from wording import board, board_wall, parts
from wording.languages import words_for

PATH = "/man-hinh/{token}"
TASKS_AT_ONCE, UNITS_AT_ONCE = 4, 6  # lines of two rows on a screen of 1,080 pixels
MOST_PAGES = 6  # of one list: a screen that takes ten minutes to come round is not watched


@dataclass(frozen=True, slots=True)
class Slide:
    """One page of the screen. `kind`: "figures", "units", "overdue" or "soon"; `page` of `pages` of its list."""

    kind: str
    tasks: Sequence[TaskSummary] = ()
    units: Sequence[UnitFigures] = ()
    count: int = 0
    page: int = 1
    pages: int = 1


def slides_of(shown: WallShown) -> list[Slide]:
    """The pages in the order in which they come round: figures, what is overdue, what comes due, the units."""
    status = shown.status
    found = [Slide("figures"), *_of_tasks("overdue", status.overdue), *_of_tasks("soon", status.due_soon)]
    units = _portions(status.units, UNITS_AT_ONCE)
    return [*found, *(Slide("units", units=part, page=n, pages=len(units)) for n, part in enumerate(units, 1))]


def render_wall(context: CommandContext, shown: WallShown, *, stream: str, own: str, mark: str) -> str:
    """The screen as HTML, in Vietnamese: it is for everybody in the room.

    `own` is its address and `stream` that of its events; `mark` as `Live.mark` before the figures were read.
    """
    template = environment().get_template("wall.html")
    return template.render(
        words=words_for("vi"), shown=shown, slides=slides_of(shown), organisation=context.organisation,
        now=context.now.astimezone(context.organisation.zone), address=address, board=board, board_wall=board_wall,
        parts=parts, stream=f"{stream}?since={mark}", own=own,
    )  # fmt: skip


def _of_tasks(kind: str, tasks: Sequence[TaskSummary]) -> Iterator[Slide]:
    portions = _portions(tasks, TASKS_AT_ONCE) or [()]
    for number, part in enumerate(portions, 1):
        yield Slide(kind, tasks=part, count=len(tasks), page=number, pages=len(portions))


def _portions(found: Sequence, size: int) -> list[Sequence]:  # type: ignore[type-arg]
    return [found[at : at + size] for at in range(0, len(found), size)][:MOST_PAGES]
