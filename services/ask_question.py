"""Asks something in a chat: one row, one open at a time; asking anew closes what was asked before."""

from collections.abc import Sequence
from dataclasses import replace

from domain.questions import ANSWERED_WITHIN, MOST_OPTIONS, Closing, Question, QuestionKind
from services.desk import Desk
from storage.invites import end_questions
from storage.outbox import find_sent_by_key
from storage.questions import add_question, close_question, close_questions_in, last_question

LONGEST_ABOUT = 200  # characters of what was typed, enough to be recognised


def ask_question(
    desk: Desk,
    about: str,
    options: Sequence[str],
    kind: str = QuestionKind.CLARIFY,
    *,
    template: str = "",
) -> Question:
    """Write the question that the answer of this command will ask; it is the open one of the chat from now on.

    `about` is what the person typed, `options` are complete commands as typed text (at most eight are kept), `template`
    is a command with "{}" in place of its number, where any number answers. The caller puts `question.id` into the
    notice that asks, so that its buttons and replies to it name the question.

    Raises Refused(Stranger).
    """
    new = Question(
        id=0,
        person_id=desk.person.person_id,
        inbox_id=desk.inbox_id or 0,
        asked_at=desk.now,
        expires_at=desk.now + ANSWERED_WITHIN,
        kind=QuestionKind(kind),
        about=about.strip()[:LONGEST_ABOUT],
        options=tuple(options)[:MOST_OPTIONS],
        template=template,
        handed=desk.heard.pieces,
    )
    close_what_is_asked(desk)
    end_questions(desk.tx, desk.organisation.id, address_of(desk))
    return add_question(desk.tx, desk.organisation.id, address_of(desk), new)


def close_what_is_asked(desk: Desk) -> None:
    """Nothing but what is asked now is asked in this chat."""
    close_questions_in(desk.tx, desk.organisation.id, address_of(desk), desk.now)


def left_behind(desk: Desk, about: str) -> str:
    """What another open question was about that a new one about `about` closes; "" when nothing is lost by it."""
    last = question_asked_last(desk)
    is_lost = last is not None and last.is_open(desk.now) and last.about != about.strip()[:LONGEST_ABOUT]
    return last.about if last is not None and is_lost else ""


def question_asked_last(desk: Desk) -> Question | None:
    """What this person was asked last in this chat, open or over."""
    last = last_question(desk.tx, desk.organisation.id, address_of(desk))
    return last if last is not None and desk.actor is not None and last.person_id == desk.actor.person_id else None


def is_shown(desk: Desk, question: Question) -> bool:
    """Whether the message that asks has gone out: what was typed before answers nothing."""
    row = find_sent_by_key(desk.tx, desk.organisation.id, f"answer:{question.inbox_id}")
    return row is not None and any(getattr(saying, "question", 0) == question.id for saying in row.sayings)


def close(desk: Desk, question: Question, why: Closing) -> bool:
    """Close it once; False when somebody did before."""
    return close_question(desk.tx, question.id, why, desk.now)


def gone_on_from(desk: Desk, question: Question) -> Desk:
    """The desk with what came before the question: the words, and a picture or file to keep with the task now named."""
    heard = replace(desk.heard, text=question.about)
    if question.handed and desk.heard.handed is None:
        heard = replace(heard, handed=question.handed[0], more_handed=question.handed[1:])
    return replace(desk, heard=heard)


def address_of(desk: Desk) -> tuple[str, str]:
    """The chat."""
    return desk.heard.channel, desk.heard.chat_id
