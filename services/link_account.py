"""Links a chat account to a person by a one-time code; greets who is linked already."""

from datetime import timedelta

from domain.authorisation import parted_commands
from domain.commands import ShowHelp, Start
from domain.invites import TRIES, WAIT_MINUTES, code_hash
from domain.notices import HelpShown
from domain.people_refusals import OwnCode
from domain.refusals import AlreadyLinked, CodeNotAccepted, Refused, TooManyTries
from services.desk import Desk, Reply
from services.move_account import ask_to_move
from services.take_account import take_account, welcome
from storage.accounts import add_try, count_tries
from storage.invites import find_invite


def link_account(desk: Desk, command: Start) -> Reply:
    """With a valid code the account is the person's from now on; a stranger without one is asked for it.

    On an account that is somebody else's it asks before anything is written: see `move_account`. A wrong code is
    answered, not refused: the try must be kept. Raises Refused with OwnCode for who made the code.
    """
    if command.code is None:
        return Reply([welcome(desk, desk.person, is_new=False)])
    if _tries(desk) >= TRIES:
        raise Refused(TooManyTries(WAIT_MINUTES))
    invite = find_invite(desk.tx, desk.organisation.id, code_hash(command.code), desk.now)
    if invite is None:
        return _wrong_code(desk)
    if desk.actor is not None and desk.actor.person_id == invite.made_by_id:
        raise Refused(OwnCode(invite.name))
    if desk.actor is not None and desk.actor.person_id != invite.person_id:
        return ask_to_move(desk, invite)
    return take_account(desk, invite)


def show_help(desk: Desk, command: ShowHelp) -> Reply:
    """Only what this person's roles can do: what is needed most days, the rest when asked for."""
    daily, others = parted_commands(desk.person)
    if command.is_more and others:
        return Reply([HelpShown(others, is_more=True)])
    return Reply([HelpShown(daily, has_more=bool(others))])


def _tries(desk: Desk) -> int:
    since = desk.now - timedelta(minutes=WAIT_MINUTES)
    return count_tries(desk.tx, desk.organisation.id, desk.heard.channel, desk.heard.chat_id, since)


def _wrong_code(desk: Desk) -> Reply:
    forget = desk.now - timedelta(days=1)
    add_try(desk.tx, desk.organisation.id, desk.heard.channel, desk.heard.chat_id, desk.now, forget)
    return Reply([AlreadyLinked(desk.actor.name) if desk.actor else CodeNotAccepted()])
