"""Writes every role that changed hands into the history, one event each, and tells those it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.history import Event, EventKind
from domain.messages.people import RoleChangeSummary, RolesChanged
from domain.people import Role
from services.context.command_context import CommandContext
from services.context.notify import people_in, tell
from services.context.record_change import event_of
from storage.accounts import LEFT_WITHOUT, living_accounts
from storage.events import append_events
from storage.people import Holder

_EVENTS = {"granted": EventKind.ROLE_GRANTED, "taken": EventKind.ROLE_TAKEN, "back": EventKind.PERSON_RETURNED}


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A line about a role and the id of the person whose it is; `undo` are the facts that take it back."""

    person_id: int
    line: RoleChangeSummary
    undo: Mapping[str, object] = field(default_factory=dict)


def changes_between(
    before: Mapping[int, Holder], after: Mapping[int, Holder], unit_names: Mapping[int, str]
) -> tuple[RoleChange, ...]:
    """The roles brought back, taken and granted between two snapshots, person by person."""
    return tuple(
        RoleChange(person_id, line)
        for person_id, holder in after.items()
        for line in _lines(before.get(person_id), holder, unit_names)
    )


def _lines(before: Holder | None, after: Holder, unit_names: Mapping[int, str]) -> list[RoleChangeSummary]:
    had = before.roles if before else frozenset()
    changed = (("taken", had - after.roles), ("granted", after.roles - had))
    lines = [
        RoleChangeSummary(after.name, role.value, unit_names.get(unit_id or 0, ""), what)
        for what, roles in changed
        for role, unit_id in sorted(roles, key=lambda held: (list(Role).index(held[0]), held[1] or 0))
    ]
    is_back = before is not None and before.is_removed and not after.is_removed
    return [*([RoleChangeSummary(after.name, "", "", "back")] if is_back else []), *lines]


def tell_of_roles(context: CommandContext, changes: Sequence[RoleChange], left: tuple[str, ...] = ()) -> RolesChanged:
    """Record the changes and notify each person of their own, coordinators and administrators of all.

    `left` are offices that nobody who can be reached holds any more. Returns the notice to the author.
    """
    append_events(context.tx, context.organisation.id, [_event_of(context, change, left) for change in changes])
    by = context.actor.name if context.actor else ""
    whole = RolesChanged(tuple(change.line for change in changes), by, "author", left)
    key = f"roles:{context.inbox_id or context.now.isoformat()}"
    own: dict[int, tuple[RoleChangeSummary, ...]] = {}
    for change in changes:
        own[change.person_id] = (*own.get(change.person_id, ()), change.line)
    reachable = {person_id for person_id, *_ in living_accounts(context.tx, context.organisation.id, list(own))}
    for person_id in (person_id for person_id in own if person_id in reachable):
        tell(context, f"{key}:own", {person_id}, RolesChanged(own[person_id], by, "person"))
    knows_all = {person_id for person_id, lines in own.items() if lines == whole.lines}
    above = people_in(context, Role.COORDINATOR, Role.ADMINISTRATOR) - knows_all
    tell(context, f"{key}:all", above if changes else (), replace(whole, to="above"))
    return whole


def _event_of(context: CommandContext, change: RoleChange, left: tuple[str, ...]) -> Event:
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
    return event_of(context, _EVENTS[line.what], None, facts)
