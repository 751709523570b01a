"""Updates of chats that belong to several organisations on one bot: the code is taken out, or it is asked which."""

from collections.abc import Callable
from dataclasses import replace

from bot.grammar.organisation_codes import without_code
from bot.messages import Incoming
from domain.interpretations import about
from domain.messages import Response
from domain.messages.accounts import ShowHelp
from domain.messages.chats import EditTooLate
from domain.messages.shared_chats import (
    OneOrganisationAtATime,
    OrganisationChoice,
    OrganisationChosenBefore,
    WhichOrganisation,
)
from domain.shared_chats import SharedChat, Way
from services.context.command_context import CommandContext, Reply

NOT_ANSWERED = frozenset({Way.WAITS, Way.ANSWERED})  # asked about with another one, or come again as an own update


def for_organisation(incoming: Incoming, shared: SharedChat) -> Incoming:
    """What was said to this organisation: without its code; the code alone asks for help."""
    if shared.way is Way.CODE:
        return replace(incoming, text=without_code(incoming.text, shared.code) or ShowHelp.canonical)
    if shared.way is Way.NOTHING:  # what it refers to is nobody's
        return replace(incoming, reply_to=None, pressed_on=None, keyboard=())
    return incoming


def answer_instead(incoming: Incoming, shared: SharedChat) -> Callable[[CommandContext], Reply] | None:
    """What answers an update of which it is not known for whom it is; None where that is known."""
    found = _answer(incoming, shared)
    return None if found is None else lambda _context: Reply([found])


def _answer(incoming: Incoming, shared: SharedChat) -> Response | None:
    if shared.way is Way.ASKED:
        choices = tuple(OrganisationChoice(one.code, one.name) for one in shared.organisations)
        return WhichOrganisation(choices, about(incoming.text.strip()))
    if shared.way is Way.MIXED:
        return OneOrganisationAtATime(tuple(one.code for one in shared.organisations))
    if shared.way is Way.OVER:
        return OrganisationChosenBefore()
    return EditTooLate() if shared.way is Way.EDIT else None
