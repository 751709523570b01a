"""Folds the waiting answers of a chat into one when there are too many: nobody reads thousands of them days later."""

from collections.abc import Sequence

from domain.folded_notices import AnswersFolded, merged
from services.desk import Desk, Reply
from services.folded_answers import fold_of
from storage.waiting_answers import WaitingAnswer, lock_waiting_answers, replace_answers, waiting_answers

MOST_WAITING = 20  # answers of a chat that wait one by one
_ANSWER = "answer:"  # the key of a command's answer; what else was posted with it only goes along


def fold_answer(desk: Desk, reply: Reply) -> bool:
    """Put the answer into the one message that tells of all that wait for its chat; False when few are waiting.

    The oldest row becomes that message, so that no news of what was asked meanwhile goes out before it. The rest are
    dropped and the answer gets no row of its own: everything in the transaction of the command, as if it were posted.
    The message whose button was pressed stays as it is.
    """
    address = (desk.heard.channel, desk.heard.chat_id)
    if not _is_too_much(waiting_answers(desk.tx, desk.organisation.id, address)):
        return False
    # On PostgreSQL the sender may have taken some of them since.
    waiting = lock_waiting_answers(desk.tx, desk.organisation.id, address)
    if not _is_too_much(waiting):
        return False
    first, *others = waiting
    told = [fold_of(row.sayings) for row in waiting if row.key.startswith(_ANSWER)]
    replace_answers(desk.tx, first.id, [row.id for row in others], merged([*told, fold_of(reply.sayings)]))
    return True


def _is_too_much(waiting: Sequence[WaitingAnswer]) -> bool:
    return len(waiting) >= MOST_WAITING or any(_is_fold(row) for row in waiting[:1])


def _is_fold(row: WaitingAnswer) -> bool:
    return any(isinstance(saying, AnswersFolded) for saying in row.sayings)
