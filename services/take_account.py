"""Makes a chat account that of the person whose code was typed there, and tells whoever loses one by it."""

from collections.abc import Collection
from dataclasses import replace

from domain.deliveries import Priority
from domain.notices import Welcome
from domain.people import Actor, Role
from domain.people_notices import AccountTaken
from domain.refusals import CodeNotAccepted, Refused, Stranger
from domain.reminders import next_waking_time
from services.desk import Desk, Reply
from services.list_tasks import open_tasks
from services.record_outcomes import ANSWER
from services.stand_in import contacts_today
from services.task_lines import record
from services.tell_concerned import tell
from storage.accounts import link
from storage.invites import Invite, end_questions, use_invite
from storage.leavers import close_other_accounts
from storage.outbox import Post, post
from storage.people import load_actor


def take_account(desk: Desk, invite: Invite) -> Reply:
    """The code is used up, the account is the person's, their older one of the channel is closed.

    Raises Refused with CodeNotAccepted when the code holds no longer.
    """
    before, heard, own = desk.actor, desk.heard, desk.organisation.id
    if not use_invite(desk.tx, invite.id, desk.now):
        raise Refused(CodeNotAccepted())
    end_questions(desk.tx, own, (heard.channel, heard.chat_id))
    link(desk.tx, own, invite.person_id, heard.channel, heard.chat_id, desk.now)
    closed = close_other_accounts(desk.tx, invite.person_id, heard.channel, heard.chat_id)
    actor = load_actor(desk.tx, own, heard.channel, heard.chat_id, desk.today)
    if actor is None:
        raise Refused(Stranger())
    linked = replace(desk, actor=actor)
    detail = f"{heard.channel}, thay tài khoản cũ" if closed else heard.channel
    record(linked, "account_linked", None, {"detail": detail})
    if before is not None and before.person_id != actor.person_id:
        _tell_of_move(linked, before)
    if closed:
        _tell_of_closing(linked, closed)
    return Reply([welcome(linked, actor, is_new=True)])


def welcome(desk: Desk, actor: Actor, *, is_new: bool) -> Welcome:
    """Who the person is here, and how much is open."""
    roles = tuple(sorted(role.value for role in actor.roles))
    return Welcome(actor.name, actor.unit_names, roles, is_new, len(open_tasks(desk)))


def _tell_of_move(linked: Desk, before: Actor) -> None:
    """`before` hears of it where else they can be reached; coordinators and administrators each time."""
    channel, name = linked.heard.channel, linked.person.name
    record(linked, "account_moved", None, {"detail": f"{before.name} → {name} ({channel.capitalize()})"})
    taken = AccountTaken(channel, before.name, name, "owner")
    tell(linked, f"account:moved:{linked.inbox_id}", {before.person_id}, taken)
    tell(linked, f"account:moved:{linked.inbox_id}", _above(linked, before.person_id), replace(taken, to="above"))


def _tell_of_closing(linked: Desk, closed: Collection[str]) -> None:
    """The old chats themselves are told: if the code was stolen, its owner still holds the old telephone."""
    channel, name = linked.heard.channel, linked.person.name
    taken = AccountTaken(channel, name, name, "old")
    above = _above(linked, linked.person.person_id)
    tell(linked, f"account:closed:{linked.inbox_id}", above, replace(taken, to="above"))
    not_before = next_waking_time(linked.now, linked.organisation.zone, linked.organisation.policy)
    for chat in closed:  # posted as answers are, to a chat: it is nobody's account any more
        key = f"account:closed:{linked.inbox_id}:{chat}"
        row = Post(key, ANSWER, Priority.ESCALATION, [taken], not_before, channel=channel, chat_id=chat)
        post(linked.tx, linked.organisation.id, row, linked.now)


def _above(linked: Desk, owner_id: int) -> frozenset[int]:
    """Coordinators and administrators other than the owner; leaders where none of them can be reached."""
    others = [c for c in contacts_today(linked) if c.channels and c.id not in {owner_id, linked.person.person_id}]
    for offices in ({Role.COORDINATOR, Role.ADMINISTRATOR}, {Role.LEADER}):
        found = frozenset(contact.id for contact in others if contact.roles & offices)
        if found:
            return found
    return frozenset()
