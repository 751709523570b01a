"""Renames the organisation by chat, after a clear yes, because everybody reads the name."""

from dataclasses import replace

from domain.history import EventKind
from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.organisation import (
    NameIsTheSame,
    NameNotAccepted,
    OrganisationRenamed,
    RenameAsked,
    RenameOrganisation,
)
from domain.names import tidy
from domain.organisations import LONGEST_NAME, is_real_name
from domain.people import MANAGES_PEOPLE, SEES_ALL
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import refuse_turning_marks
from services.context.notify import people_in, tell
from services.context.questions import ask_question
from services.context.record_change import record
from storage.organisations import set_name

SURE = "sure"  # behind the name in the text of the option that answers the question


def rename(context: CommandContext, command: RenameOrganisation) -> Reply:
    """Ask first; with a yes, rename, record it and tell everybody who sees the whole organisation.

    Raises Refused with OnlyForRole, NameNotAccepted or NameIsTheSame.
    """
    if not context.person.roles & MANAGES_PEOPLE:
        raise Refused(OnlyForRole(RenameOrganisation.canonical, tuple(sorted(MANAGES_PEOPLE))))
    refuse_turning_marks(context)
    old, new = context.organisation.name, tidy(command.text)
    if not is_real_name(new) or len(new) > LONGEST_NAME:
        raise Refused(NameNotAccepted(LONGEST_NAME))
    if new == old:
        raise Refused(NameIsTheSame(old))
    if not command.is_sure:
        option = f"{RenameOrganisation.canonical} {new} {SURE}"
        question = ask_question(context, context.origin.text or option, [option])
        return Reply([RenameAsked(old, new, question.options, question.id)])
    set_name(context.tx, context.organisation.id, new)
    record(context, EventKind.ORGANISATION_RENAMED, None, {"detail": f"{old} → {new}"})
    renamed = OrganisationRenamed(old, new, context.person.name)
    tell(context, f"renamed:{context.inbox_id}", people_in(context, *SEES_ALL), renamed)
    return Reply([replace(renamed, is_mine=True)])
