"""Whom an audience means: nobody hears of one task in two capacities."""

from dataclasses import replace

from domain.inbox import MessageContext
from domain.people import Role
from domain.reminders import Audience
from domain.tasks import Part
from services.context.command_context import CommandContext
from services.context.recipients import people_of
from services.context.situation import Situation, load_situation
from storage.tasks import TaskNow
from tests.world import LAN, World


def names(situation: Situation, found: TaskNow, audience: Audience) -> list[str]:
    return [contact.name for contact in people_of(situation, found, audience)]


def test_who_leads_a_task_is_not_also_told_as_one_of_a_coordinating_group(world: World) -> None:
    with world.database.reading() as tx:
        situation = load_situation(CommandContext(tx, world.organisation, world.now, MessageContext("", "")))
    led = [found for found in situation.tasks if LAN in names(situation, found, Audience.LEAD)]
    found = next(found for found in led if names(situation, found, Audience.COORDINATING))
    group = found.task.units(Part.COORDINATING)[0].unit_id
    before = names(situation, found, Audience.COORDINATING)
    both = [
        replace(c, memberships=c.memberships | {(group, Role.OFFICER)}) if c.name == LAN else c
        for c in situation.contacts
    ]
    situation = replace(situation, contacts=both)
    assert LAN in names(situation, found, Audience.LEAD)
    assert LAN not in names(situation, found, Audience.COORDINATING)
    lone = replace(found, task=replace(found.task, responsibilities=found.task.units(Part.COORDINATING)))
    assert LAN in names(situation, lone, Audience.COORDINATING), "who does not lead it is told"
    assert before
