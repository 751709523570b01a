"""English words of the screens of meeting rooms."""

from collections.abc import Mapping

from domain.history import EventKind
from wording.board_wall import WallWords
from wording.words import EventWords

BOARD_WALL = WallWords(
    title="Meeting room screen",
    figures="Where the tasks stand",
    total="tasks",
    undated="Without a deadline: {count} (counted as in time)",
    units="By lead unit",
    share="{done} of {total} done",
    share_overdue="{count} overdue",
    overdue="Overdue: {count}",
    due_soon="Due within 7 days: {count}",
    page_of="{page}/{pages}",
    none_overdue="Nothing is overdue",
    none_soon="Nothing falls due within 7 days",
    live="live",
    lost="connection lost, reconnecting",
    ended="this screen has been ended",
)

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.WALL_OPENED: EventWords("opened a screen of a meeting room"),
    EventKind.WALL_ENDED: EventWords("ended a screen of a meeting room"),
}
