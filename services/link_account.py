"""Links a chat account to a person by a one-time code; greets who is linked already."""

from dataclasses import replace
from datetime import timedelta

from domain.authorisation import parted_commands
from domain.commands import ShowHelp, Start
from domain.invites import TRIES, WAIT_MINUTES, code_hash
from domain.notices import HelpShown, Welcome
from domain.people import Actor
from domain.refusals import AlreadyLinked, CodeNotAccepted, Refused, Stranger, TooManyTries
from services.desk import Desk, Reply
from services.list_tasks import open_tasks
from services.task_lines import record
from storage.accounts import add_try, count_tries, link, use_invite
from storage.leavers import close_other_accounts
from storage.people import load_actor


def link_account(desk: Desk, command: Start) -> Reply:
    """With a valid code the account is the person's from now on; a stranger without one is asked for it.

    A wrong code is answered, not refused: the try must be kept.
    """
    if command.code is None:
        return Reply([_welcome(desk, desk.person, is_new=False)])
    if _tries(desk) >= TRIES:
        raise Refused(TooManyTries(WAIT_MINUTES))
    person_id = use_invite(desk.tx, desk.organisation.id, code_hash(command.code), desk.now)
    if person_id is None:
        return _wrong_code(desk)
    link(desk.tx, desk.organisation.id, person_id, desk.heard.channel, desk.heard.chat_id, desk.now)
    closed = close_other_accounts(desk.tx, person_id, desk.heard.channel, desk.heard.chat_id)
    actor = load_actor(desk.tx, desk.organisation.id, desk.heard.channel, desk.heard.chat_id, desk.today)
    if actor is None:
        raise Refused(Stranger())
    linked = replace(desk, actor=actor)
    detail = f"{desk.heard.channel}, thay tài khoản cũ" if closed else desk.heard.channel
    record(linked, "account_linked", None, {"detail": detail})
    return Reply([_welcome(linked, actor, is_new=True)])


def show_help(desk: Desk, command: ShowHelp) -> Reply:
    """Only what this person's roles can do: what is needed most days, the rest when asked for."""
    daily, others = parted_commands(desk.person)
    if command.is_more and others:
        return Reply([HelpShown(others, is_more=True)])
    return Reply([HelpShown(daily, has_more=bool(others))])


def _welcome(desk: Desk, actor: Actor, *, is_new: bool) -> Welcome:
    roles = tuple(sorted(role.value for role in actor.roles))
    return Welcome(actor.name, actor.unit_names, roles, is_new, len(open_tasks(desk)))


def _tries(desk: Desk) -> int:
    since = desk.now - timedelta(minutes=WAIT_MINUTES)
    return count_tries(desk.tx, desk.organisation.id, desk.heard.channel, desk.heard.chat_id, since)


def _wrong_code(desk: Desk) -> Reply:
    forget = desk.now - timedelta(days=1)
    add_try(desk.tx, desk.organisation.id, desk.heard.channel, desk.heard.chat_id, desk.now, forget)
    return Reply([AlreadyLinked(desk.actor.name) if desk.actor else CodeNotAccepted()])
