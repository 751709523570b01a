"""Writes every role that changed hands into the history, one event each, and tells those it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.people import Role
from domain.people_notices import RoleLine, RolesChanged
from services.context.command_context import Desk
from services.context.notify import people_in, tell
from services.context.task_lines import record
from storage.reach import LEFT_WITHOUT
from storage.rights import Holder

_EVENTS = {"granted": "role_granted", "taken": "role_taken", "back": "person_returned"}


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A line about a role and the id of the person whose it is; `undo` are the facts that take it back."""

    person_id: int
    line: RoleLine
    undo: Mapping[str, object] = field(default_factory=dict)


def changes_between(
    before: Mapping[int, Holder], after: Mapping[int, Holder], unit_names: Mapping[int, str]
) -> tuple[RoleChange, ...]:
    """What was brought back, taken and granted between two looks, person by person."""
    return tuple(
        RoleChange(person_id, line)
        for person_id, holder in after.items()
        for line in _lines(before.get(person_id), holder, unit_names)
    )


def _lines(before: Holder | None, after: Holder, unit_names: Mapping[int, str]) -> list[RoleLine]:
    had = before.roles if before else frozenset()
    changed = (("taken", had - after.roles), ("granted", after.roles - had))
    lines = [
        RoleLine(after.name, role.value, unit_names.get(unit_id or 0, ""), what)
        for what, roles in changed
        for role, unit_id in sorted(roles, key=lambda held: (list(Role).index(held[0]), held[1] or 0))
    ]
    is_back = before is not None and before.is_removed and not after.is_removed
    return [*([RoleLine(after.name, "", "", "back")] if is_back else []), *lines]


def tell_of_roles(desk: Desk, changes: Sequence[RoleChange], left: tuple[str, ...] = ()) -> RolesChanged:
    """Write it down and tell each person of their own roles, coordinators and administrators of all.

    `left` are offices that nobody who can be reached holds any more. Gives what the author is told.
    """
    for change in changes:
        _write_down(desk, change, left)
    by = desk.actor.name if desk.actor else ""
    whole = RolesChanged(tuple(change.line for change in changes), by, "author", left)
    key = f"roles:{desk.inbox_id or desk.now.isoformat()}"
    own: dict[int, tuple[RoleLine, ...]] = {}
    for change in changes:
        own[change.person_id] = (*own.get(change.person_id, ()), change.line)
    for person_id, lines in own.items():
        tell(desk, f"{key}:own", {person_id}, RolesChanged(lines, by, "person"))
    knows_all = {person_id for person_id, lines in own.items() if lines == whole.lines}
    above = people_in(desk, Role.COORDINATOR, Role.ADMINISTRATOR) - knows_all
    tell(desk, f"{key}:all", above if changes else (), replace(whole, to="above"))
    return whole


def _write_down(desk: Desk, change: RoleChange, left: tuple[str, ...]) -> None:
    line = change.line
    place = f", {line.unit_name}" if line.unit_name else ""
    facts: dict[str, object] = {
        "detail": f"{line.role}: {line.person}{place}" if line.role else line.person,
        "of_person_id": change.person_id,
        "role": line.role,
        "unit": line.unit_name,
        **change.undo,
    }
    if line.what == "taken" and line.role in left:
        facts[LEFT_WITHOUT] = [line.role]
    record(desk, _EVENTS[line.what], None, facts)
