"""Links a chat account by the telephone number that its owner shares, when the list has the number exactly once."""

from domain.messages import Refusal
from domain.messages.accounts import LinkedByPhone, NotOwnContact, PhoneNotKnown
from domain.people import Role
from domain.phones import normal_phone
from services.commands.answer_messages import answer_not_text
from services.commands.link_account import account_linked, welcome
from services.context.command_context import CommandContext, Reply
from services.context.notify import people_in, tell
from storage.people import Contact, find_by_phone


def link_by_phone(context: CommandContext, phone: str) -> Reply:
    """Link the stranger who shared this number, their own, and tell the coordinators; a linked person is greeted.

    Nothing is written for a number that nobody or several people have, or whose owner has an account: a second one
    is linked by a code only.
    """
    if context.actor is not None:
        return Reply([welcome(context, context.actor, is_new=False)])
    found = find_by_phone(context.tx, context.organisation.id, normal_phone(phone) or "")
    refusal = _why_not(found)
    if refusal is not None:
        return Reply([refusal])
    linked, reply = account_linked(context, found[0].id)
    told = LinkedByPhone(linked.person.name, context.origin.channel)
    tell(linked, f"account:phone:{context.inbox_id}", people_in(linked, Role.COORDINATOR), told)
    return reply


def _why_not(found: tuple[Contact, ...]) -> Refusal | None:
    if not found:
        return PhoneNotKnown("none")
    if len(found) > 1:
        return PhoneNotKnown("several")
    return PhoneNotKnown("linked") if found[0].channels else None


def answer_contact(context: CommandContext) -> Reply:
    """Answer a contact that is not the sender's own: nobody is linked by it."""
    return Reply([NotOwnContact()]) if context.actor is None else answer_not_text(context, "contact")
