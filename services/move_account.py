"""A code typed on somebody else's account asks first; only an explicit yes, in that chat and in time, moves it.

The question is kept with the code (`storage.invites`): the code is used up by the yes and not by the question, so that
until then its person may still use it elsewhere, which ends the question. A button says which question it answers. A
typed yes counts only when the question was sent and nothing else was typed since; otherwise the question is put again.
"""

from datetime import timedelta

from domain.commands import Choose
from domain.invites import MOVE_ASKED_MINUTES
from domain.people_notices import AccountKept, AccountMoveAsked
from domain.people_refusals import MoveQuestionOver
from domain.question_refusals import QuestionOver, WhichAnswer
from domain.questions import MARK, REMEMBERED_FOR, QuestionKind
from domain.refusals import Refused
from services.answer_question import drop_question
from services.ask_question import close_what_is_asked, question_asked_last
from services.desk import Desk, Reply
from services.hold_draft import Review, find_draft, my_draft
from services.settle_doubt import settle_doubt
from services.take_account import take_account
from storage.invites import Invite, MoveQuestion, ask_in_chat, end_questions, is_heard_between, question_in
from storage.talks import is_sent

PATIENCE = timedelta(minutes=MOVE_ASKED_MINUTES)
REMEMBERED = timedelta(days=1)  # so long a late yes is told that the question is over
_MARK = "move"


def ask_to_move(desk: Desk, invite: Invite) -> Reply:
    """Ask whether the account of the person who types the code is to become that of the code's person."""
    address, inbox_id = (desk.heard.channel, desk.heard.chat_id), desk.inbox_id or 0
    close_what_is_asked(desk)
    ask_in_chat(desk.tx, desk.organisation.id, invite.id, address, inbox_id, desk.now)
    until = min(desk.now + PATIENCE, invite.expires_at)
    return Reply([AccountMoveAsked(desk.person.name, invite.name, f"{_MARK}{invite.id}", until)])


def choose(desk: Desk, command: Choose) -> Reply:
    """Yes or no to what was asked: to an account's move if that is open in this chat, else to a doubt of a plan.

    A "no" to another question comes with that question's mark (`answer_question`).
    """
    if (command.mark or "").startswith(MARK):
        return drop_question(desk, command)
    question = _question_meant(desk, command)
    if question is None:
        return _about_plan(desk, command)
    if command.mark is None and not _is_answered_directly(desk, question):
        return ask_to_move(desk, question.invite)
    if command.is_yes:
        return take_account(desk, question.invite)
    end_questions(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id))
    return Reply([AccountKept(desk.person.name, question.invite.name, question.invite.expires_at)])


def _about_plan(desk: Desk, command: Choose) -> Reply:
    """Settle the doubt, if it was the last thing asked; else show it again, for nobody answers what is out of sight.

    Raises Refused with QuestionOver when the answer comes too late for what was asked.
    """
    last = question_asked_last(desk) if command.mark is None and command.number is None else None
    if last is None or last.kind is QuestionKind.DOUBT or desk.now - last.asked_at >= REMEMBERED_FOR:
        return settle_doubt(desk, command)
    if find_draft(desk) is not None:
        return Reply([Review(desk, my_draft(desk, "choose")).next_saying()])
    if last.is_open(desk.now):  # its message is on the way, or it takes no yes or no
        raise Refused(WhichAnswer(last.about, last.options, last.id))
    raise Refused(QuestionOver(last.about, last.why_over()))


def _question_meant(desk: Desk, command: Choose) -> MoveQuestion | None:
    """The open question that this answers; None when something else is meant.

    Raises Refused with MoveQuestionOver when it is too late.
    """
    is_marked = (command.mark or "").startswith(_MARK)
    if desk.actor is None or command.is_yes is None or (command.mark is not None and not is_marked):
        return None
    question = question_in(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id))
    is_this = question is not None and command.mark in {None, f"{_MARK}{question.invite.id}"}
    if question is not None and is_this and question.is_open(desk.now, PATIENCE):
        return None if command.mark is None and _is_about_plan(desk, question) else question
    is_late = question is not None and desk.now - question.asked_at < REMEMBERED and find_draft(desk) is None
    if is_marked or is_late:
        raise Refused(MoveQuestionOver())
    return None


def _is_about_plan(desk: Desk, question: MoveQuestion) -> bool:
    """A coordinator with a draft who has typed something since: what was asked last is a doubt of the plan."""
    return not _is_answered_directly(desk, question) and find_draft(desk) is not None


def _is_answered_directly(desk: Desk, question: MoveQuestion) -> bool:
    address, own = (desk.heard.channel, desk.heard.chat_id), desk.organisation.id
    is_interrupted = is_heard_between(desk.tx, own, address, question.inbox_id, desk.inbox_id or 0)
    return not is_interrupted and is_sent(desk.tx, own, f"answer:{question.inbox_id}")
