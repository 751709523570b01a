"""What each role types most days: the first page of its help and the top of its menu. Who may do what is elsewhere."""

from collections.abc import Collection, Iterable

from domain.people import UNIT_ROLES, Role

MOST = 12  # lines of help that fit one phone screen

DAILY: dict[Role, tuple[str, ...]] = {
    Role.LEADER: ("status", "report", "requests", "decide", "refuse", "answer", "nudge", "explain", "tasks", "task"),
    Role.COORDINATOR: (
        "status", "waiting", "confirm", "return", "requests", "nudge", "tasks", "task", "report", "import", "edit",
        "add",
    ),
    Role.INSPECTOR: ("status", "report", "audit", "requests", "tasks", "task", "evidence"),
    Role.HEAD: (
        "tasks", "task", "ack", "done", "progress", "assign", "extend", "block", "ask", "evidence", "status", "undo",
    ),
    Role.OFFICER: ("tasks", "task", "ack", "done", "progress", "extend", "block", "ask", "evidence", "status", "undo"),
    Role.ADMINISTRATOR: ("status", "tasks", "task", "report", "audit", "settings"),
}  # fmt: skip


def daily_first(roles: Collection[Role], commands: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The commands parted into the dozen this person needs most days, most needed first, and all the others.

    Of somebody with several roles each role gives its first commands in turn; they are shown role by role, an office
    before a unit.
    """
    allowed = tuple(commands)
    lists = [names for role, names in DAILY.items() if role in roles]
    in_turn = [names[at] for at in range(MOST) for names in lists if at < len(names)]
    chosen = [name for name in dict.fromkeys(in_turn) if name in allowed][:MOST]
    of_office_first = sorted(DAILY, key=lambda role: role in UNIT_ROLES)
    by_role = dict.fromkeys(name for role in of_office_first if role in roles for name in DAILY[role])
    first = [name for name in by_role if name in chosen]
    return tuple(first), tuple(name for name in allowed if name not in first)
