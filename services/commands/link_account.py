"""Links a chat account by a one-time code and moves it to another person only on an explicit yes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from domain.authorisation import parted_commands
from domain.board_sessions import SessionEnd
from domain.channels import shown_channel
from domain.deliveries import Priority
from domain.history import OLD_ACCOUNT_CLOSED, EventKind
from domain.invite_codes import CODE_TRIES, CODE_WAIT_MINUTES, MOVE_ASKED_MINUTES, code_hash, codes_in, is_code_shaped
from domain.messages import Command, Refused
from domain.messages.accounts import (
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    AlreadyLinked,
    CodeNotAccepted,
    HelpShown,
    MoveQuestionOver,
    OwnCode,
    ShowHelp,
    Start,
    Stranger,
    TooManyTries,
    Welcome,
)
from domain.messages.questions import Choose, QuestionOver, WhichAnswer
from domain.people import Actor, Role
from domain.questions import MARK, REMEMBERED_FOR, QuestionKind
from domain.reminders import next_waking_time
from services.commands.show_task import open_tasks
from services.context.command_context import CommandContext, Reply
from services.context.notify import tell
from services.context.questions import close_what_is_asked, drop_question, question_asked_last
from services.context.record_change import record
from services.context.stand_in import contacts_today
from services.delivery.record_outcomes import ANSWER
from services.plans.hold_draft import Review, find_draft, my_draft
from services.plans.settle_doubt import settle_doubt
from storage.accounts import add_try, count_tries, link
from storage.board_sessions import end_sessions_of
from storage.conversations import is_answered, is_sent
from storage.invites import (
    Invite,
    MoveQuestion,
    ask_in_chat,
    end_questions,
    find_invite,
    is_heard_between,
    question_in,
    use_invite,
)
from storage.offboarding import close_other_accounts
from storage.outbox import Post, post
from storage.people import load_actor

PATIENCE = timedelta(minutes=MOVE_ASKED_MINUTES)
MOST_CODES = 5  # words of one message that are looked up
REMEMBERED = timedelta(days=1)  # so long a late yes is told that the question is over
_MARK = "move"


def ask_to_move(context: CommandContext, invite: Invite) -> Reply:
    """Ask whether the account of the person who types the code is to become that of the code's person."""
    address, inbox_id = (context.origin.channel, context.origin.chat_id), context.inbox_id or 0
    close_what_is_asked(context)
    ask_in_chat(context.tx, context.organisation.id, invite.id, address, inbox_id, context.now)
    until = min(context.now + PATIENCE, invite.expires_at)
    return Reply([AccountMoveAsked(context.person.name, invite.name, f"{_MARK}{invite.id}", until)])


def choose(context: CommandContext, command: Choose) -> Reply:
    """Yes or no to what was asked: to an account's move if that is open in this chat, else to a doubt of a plan.

    A "no" to another question comes with that question's mark (`find_answer`).
    """
    if (command.mark or "").startswith(MARK):
        return drop_question(context, command)
    question = _question_meant(context, command)
    if question is None:
        return _about_plan(context, command)
    if command.mark is None and not _is_answered_directly(context, question):
        return ask_to_move(context, question.invite)
    if command.is_yes:
        return take_account(context, question.invite)
    end_questions(context.tx, context.organisation.id, (context.origin.channel, context.origin.chat_id))
    return Reply([AccountKept(context.person.name, question.invite.name, question.invite.expires_at)])


def _about_plan(context: CommandContext, command: Choose) -> Reply:
    """Settle the doubt, if it was the last thing asked; else show it again, for nobody answers what is out of sight.

    Raises Refused with QuestionOver when the answer comes too late for what was asked.
    """
    last = question_asked_last(context) if command.mark is None and command.number is None else None
    if last is None or last.kind is QuestionKind.DOUBT or context.now - last.asked_at >= REMEMBERED_FOR:
        return settle_doubt(context, command)
    if find_draft(context) is not None:
        return Reply([Review(context, my_draft(context, Choose)).next_saying()])
    if last.is_open(context.now):  # its message is on the way, or it takes no yes or no
        raise Refused(WhichAnswer(last.about, last.options, last.id))
    raise Refused(QuestionOver(last.about, last.why_over()))


def _question_meant(context: CommandContext, command: Choose) -> MoveQuestion | None:
    """The open question that this answers; None when something else is meant.

    Raises Refused with MoveQuestionOver when it is too late.
    """
    is_marked = (command.mark or "").startswith(_MARK)
    if context.actor is None or command.is_yes is None or (command.mark is not None and not is_marked):
        return None
    question = question_in(context.tx, context.organisation.id, (context.origin.channel, context.origin.chat_id))
    is_this = question is not None and command.mark in {None, f"{_MARK}{question.invite.id}"}
    if question is not None and is_this and question.is_open(context.now, PATIENCE):
        return None if command.mark is None and _is_about_plan(context, question) else question
    is_late = question is not None and context.now - question.asked_at < REMEMBERED and find_draft(context) is None
    if is_marked or is_late:
        raise Refused(MoveQuestionOver())
    return None


def _is_about_plan(context: CommandContext, question: MoveQuestion) -> bool:
    """A coordinator with a draft who has typed something since: what was asked last is a doubt of the plan."""
    return not _is_answered_directly(context, question) and find_draft(context) is not None


def _is_answered_directly(context: CommandContext, question: MoveQuestion) -> bool:
    address, own = (context.origin.channel, context.origin.chat_id), context.organisation.id
    is_interrupted = is_heard_between(context.tx, own, address, question.inbox_id, context.inbox_id or 0)
    return not is_interrupted and is_sent(context.tx, own, f"answer:{question.inbox_id}")


def take_account(context: CommandContext, invite: Invite) -> Reply:
    """The code is used up, the account is the person's, their older one of the channel is closed.

    Raises Refused with CodeNotAccepted when the code holds no longer.
    """
    if not use_invite(context.tx, invite.id, context.now):
        raise Refused(CodeNotAccepted())
    _, reply = account_linked(context, invite.person_id)
    return reply


def account_linked(context: CommandContext, person_id: int) -> tuple[CommandContext, Reply]:
    """Make the account that of the person and close their older one of the channel, telling all who are concerned.

    Returns the context with the person as its actor, and the welcome.
    """
    before, origin, own = context.actor, context.origin, context.organisation.id
    # A stranger who has been answered may have the keyboard that shares the telephone number before them.
    has_keyboard = before is None and is_answered(context.tx, own, (origin.channel, origin.chat_id))
    end_questions(context.tx, own, (origin.channel, origin.chat_id))
    link(context.tx, own, person_id, origin.channel, origin.chat_id, context.now)
    closed = close_other_accounts(context.tx, person_id, origin.channel, origin.chat_id, context.now)
    actor = load_actor(context.tx, own, origin.channel, origin.chat_id, context.today)
    if actor is None:
        raise Refused(Stranger())
    linked = replace(context, actor=actor)
    detail = f"{origin.channel}{OLD_ACCOUNT_CLOSED}" if closed else origin.channel
    record(linked, EventKind.ACCOUNT_LINKED, None, {"detail": detail})
    if before is not None and before.person_id != actor.person_id:
        end_sessions_of(context.tx, before.person_id, context.now, SessionEnd.RIGHTS_CHANGED)
        _tell_of_move(linked, before)
    if closed:
        _tell_of_closing(linked, closed)
    return linked, Reply([replace(welcome(linked, actor, is_new=True), removes_keyboard=has_keyboard)])


def welcome(context: CommandContext, actor: Actor, *, is_new: bool) -> Welcome:
    """Who the person is here, and how much is open."""
    roles = tuple(sorted(role.value for role in actor.roles))
    return Welcome(actor.name, actor.unit_names, roles, is_new, len(open_tasks(context)))


def _tell_of_move(linked: CommandContext, before: Actor) -> None:
    """Notify the person who lost the account on their other channels, and coordinators and administrators each time."""
    channel, name = linked.origin.channel, linked.person.name
    record(linked, EventKind.ACCOUNT_MOVED, None, {"detail": f"{before.name} → {name} ({shown_channel(channel)})"})
    taken = AccountTaken(channel, before.name, name, "owner")
    tell(linked, f"account:moved:{linked.inbox_id}", {before.person_id}, taken)
    tell(linked, f"account:moved:{linked.inbox_id}", _above(linked, before.person_id), replace(taken, to="above"))


def _tell_of_closing(linked: CommandContext, closed: Collection[tuple[str, str]]) -> None:
    """The old chats themselves are told: if the code was stolen, its owner still holds the old telephone."""
    name = linked.person.name
    taken = AccountTaken(linked.origin.channel, name, name, "old")
    above = _above(linked, linked.person.person_id)
    tell(linked, f"account:closed:{linked.inbox_id}", above, replace(taken, to="above"))
    not_before = next_waking_time(linked.now, linked.organisation.zone, linked.organisation.policy)
    for channel, chat in closed:  # posted as answers are, to a chat: it is nobody's account any more
        key = f"account:closed:{linked.inbox_id}:{chat}"
        row = Post(key, ANSWER, Priority.ESCALATION, [taken], not_before, channel=channel, chat_id=chat)
        post(linked.tx, linked.organisation.id, row, linked.now)


def _above(linked: CommandContext, owner_id: int) -> frozenset[int]:
    """Coordinators and administrators other than the owner; leaders where none of them can be reached."""
    others = [c for c in contacts_today(linked) if c.channels and c.id not in {owner_id, linked.person.person_id}]
    for offices in ({Role.COORDINATOR, Role.ADMINISTRATOR}, {Role.LEADER}):
        found = frozenset(contact.id for contact in others if contact.roles & offices)
        if found:
            return found
    return frozenset()


def code_of_stranger(context: CommandContext, command: Command) -> Command:
    """The code in whatever a stranger has written; the command itself where there is none.

    A word that could be a code and is none does not count as a try: "thanh trung" has the letters of one.
    """
    if isinstance(command, Start) and command.code is not None:
        return command
    own, now = context.organisation.id, context.now
    for code in islice(codes_in(context.origin.text), MOST_CODES):
        if is_code_shaped(code) or find_invite(context.tx, own, code_hash(code), now) is not None:
            return Start(code)
    return command


def link_account(context: CommandContext, command: Start) -> Reply:
    """With a valid code the account is the person's from now on; a stranger without one is asked for it.

    On an account that is somebody else's it asks before anything is written: see `move_account`. A wrong code is
    answered, not refused: the try must be kept. Raises Refused with OwnCode for who made the code.
    """
    if command.code is None:
        return Reply([welcome(context, context.person, is_new=False)])
    if _tries(context) >= CODE_TRIES:
        raise Refused(TooManyTries(CODE_WAIT_MINUTES))
    invite = find_invite(context.tx, context.organisation.id, code_hash(command.code), context.now)
    if invite is None:
        return _wrong_code(context)
    if context.actor is not None and context.actor.person_id == invite.made_by_id:
        raise Refused(OwnCode(invite.name))
    # A code typed on somebody else's account once overwrote it without a word.
    if context.actor is not None and context.actor.person_id != invite.person_id:
        return ask_to_move(context, invite)
    return take_account(context, invite)


def show_help(context: CommandContext, command: ShowHelp) -> Reply:
    """Only what this person's roles can do: what is needed most days, the rest when asked for."""
    daily, others = (tuple(kind.canonical for kind in part) for part in parted_commands(context.person))
    if command.is_more and others:
        return Reply([HelpShown(others, is_more=True)])
    return Reply([HelpShown(daily, has_more=bool(others))])


def _tries(context: CommandContext) -> int:
    since = context.now - timedelta(minutes=CODE_WAIT_MINUTES)
    return count_tries(context.tx, context.organisation.id, context.origin.channel, context.origin.chat_id, since)


def _wrong_code(context: CommandContext) -> Reply:
    forget = context.now - timedelta(days=1)
    add_try(context.tx, context.organisation.id, context.origin.channel, context.origin.chat_id, context.now, forget)
    return Reply([AlreadyLinked(context.actor.name) if context.actor else CodeNotAccepted()])
