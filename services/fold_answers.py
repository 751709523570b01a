"""Folds the waiting answers of a chat into one when there are too many: nobody reads thousands of them days later."""

from collections.abc import Sequence

from domain.folded_notices import AnswersFolded, merged
from services.desk import Desk
from services.folded_answers import fold_of
from storage.waiting_answers import WaitingAnswer, fold_into_first, lock_waiting_answers, waiting_answers

MOST_WAITING = 20  # answers of a chat that wait one by one
_ANSWER = "answer:"  # the key of a command's answer; what else was posted with it only goes along


def has_many_waiting(desk: Desk) -> bool:
    """Whether the next answer is to be folded with those that wait for its chat."""
    waiting = waiting_answers(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id))
    return len(waiting) >= MOST_WAITING or any(map(_is_fold, waiting[:1]))


def fold_answers(desk: Desk) -> None:
    """Make one message of all answers that wait for the chat, the one just posted among them.

    The oldest row becomes that message, so that no news of what was asked meanwhile goes out before it; the others are
    dropped and say so. All of it in the transaction of the command. The message whose button was pressed stays as it
    is. On PostgreSQL the sender may have taken some since they were counted: those stay as they are.
    """
    waiting = lock_waiting_answers(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id))
    if len(waiting) > 1:
        fold_into_first(desk.tx, [row.id for row in waiting], _told(waiting))


def _told(waiting: Sequence[WaitingAnswer]) -> AnswersFolded:
    return merged([fold_of(row.sayings) for row in waiting if row.key.startswith(_ANSWER)])


def _is_fold(row: WaitingAnswer) -> bool:
    return any(isinstance(saying, AnswersFolded) for saying in row.sayings)
