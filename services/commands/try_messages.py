"""Shows a coordinator what a unit gets on the next working morning, by the same rehearsal as `timeline`."""

from dataclasses import replace
from datetime import timedelta

from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.people import NoSuchUnit
from domain.messages.trial import MessagesTried, TriedMessage, TryMessages
from domain.people import Unit
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import close_names, units_called
from services.reminders.rehearse import Rehearsed, rehearse
from storage.people import load_contacts

MOST_SUGGESTIONS = 3


def try_messages(context: CommandContext, command: TryMessages) -> Reply:
    """Rehearse the next working morning and show the unit's part of it; nothing is written, nobody is told.

    Raises Refused with OnlyForRole or NoSuchUnit.
    """
    if not context.person.roles & TryMessages.roles:
        raise Refused(OnlyForRole(TryMessages.canonical, tuple(sorted(TryMessages.roles))))
    unit = _unit(context, command.text.strip())
    day = context.calendar.on_or_after(context.today + timedelta(days=1))
    members = context.directory.with_members([unit.id])
    people = [one for one in load_contacts(context.tx, context.organisation.id) if one.unit_ids & members]
    ours = {one.id for one in people}
    found = [one for one in rehearse(context.tx, context.organisation, context.now, day, day) if one.contact.id in ours]
    told = {one.contact.id for one in found}
    return Reply([
        MessagesTried(
            unit.name,
            day,
            _alike(found),
            silent=tuple(one.name for one in people if one.id not in told),
            unreached=tuple(one.name for one in people if not one.channels),
        )
    ])  # fmt: skip


def _alike(found: list[Rehearsed]) -> tuple[TriedMessage, ...]:
    """Messages that say the same are shown once, with everybody who would get them."""
    groups: list[TriedMessage] = []
    for one in found:
        digest = replace(one.digest, name="")
        at = next((at for at, each in enumerate(groups) if (each.digest, each.at) == (digest, one.at)), None)
        if at is None:
            groups.append(TriedMessage((one.contact.name,), one.at, digest))
        else:
            groups[at] = replace(groups[at], names=(*groups[at].names, one.contact.name))
    return tuple(groups)


def _unit(context: CommandContext, name: str) -> Unit:
    called = units_called(context, name) if name else []
    if len(called) == 1:
        return called[0]
    near = tuple(unit.name for unit in called[:MOST_SUGGESTIONS])
    every = [unit.name for unit in context.directory.units.values()]
    raise Refused(NoSuchUnit(name, near or close_names(name, every)[:MOST_SUGGESTIONS]))
