"""Posts the answer to a command in its own transaction, or in place of the message whose button was pressed."""

from collections.abc import Sequence

from domain.deliveries import Priority
from domain.history_notices import HistoryShown
from domain.instants import AT_ONCE
from domain.notices import ProgressAsked, Saying, StatusShown, TaskListShown, TaskShown, WaitingShown, Welcome
from domain.plan_notices import DoubtAsked
from domain.questions import QuestionKind
from services.ask_question import ask_question
from services.desk import Desk, Reply
from services.fold_answers import fold_answers, has_many_waiting
from storage.outbox import Post, post_late
from storage.receipts import find_sent, message_sent
from storage.waiting_answers import put_first

# Messages that only show something: the next look may take their place on the screen.
REPLACEABLE = (TaskListShown, TaskShown, StatusShown, WaitingShown, HistoryShown, ProgressAsked, DoubtAsked)


def post_answer(desk: Desk, reply: Reply) -> None:
    """Queue the answer for the chat that asked; a message of ours that only showed something may be edited into it.

    When too many answers wait for the chat already, they become one.
    """
    if desk.actor is not None and any(isinstance(saying, DoubtAsked) for saying in reply.sayings):
        ask_question(desk, "", (), QuestionKind.DOUBT)  # kept with the draft; the row says that it was asked last
    # While an update of a restored backup is replayed, each message bears the mark of a double, and stays by itself.
    is_to_fold = desk.actor is not None and not desk.heard.may_be_again and has_many_waiting(desk)
    if desk.actor is None and _is_linked_now(reply):
        put_first(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id))
    replaces = desk.heard.pressed_on if reply.may_replace and _is_replaceable(desk) else None
    for name, sayings, edits in (("before", reply.before, None), ("answer", reply.sayings, replaces)):
        if sayings:
            key = f"{name}:{desk.inbox_id}"
            row = _answer_row(desk, key, sayings, edits, _priority(desk, reply))
            post_late(desk.tx, desk.organisation.id, row, desk.now)
    if is_to_fold:
        fold_answers(desk)


def post_meanwhile(desk: Desk, saying: Saying, turn: int, *, is_edited: bool = False) -> bool:
    """Queue how long work on an update goes, ahead of its answer; at most once for each `turn`, in whatever process.

    `is_edited`: in place of the message of the turn before; False, and nothing is queued, until that has gone out.
    """
    key, edits = f"meanwhile:{desk.inbox_id}:", None
    if is_edited and turn > 1:
        edits = message_sent(desk.tx, desk.organisation.id, f"{key}{turn - 1}")
        if edits is None:
            return False
    row = _answer_row(desk, f"{key}{turn}", [saying], edits, Priority.ANSWER)
    post_late(desk.tx, desk.organisation.id, row, desk.now)
    return True


def _priority(desk: Desk, reply: Reply) -> Priority:
    return Priority.UNLINKED if desk.actor is None and not _is_linked_now(reply) else Priority.ANSWER


def _is_linked_now(reply: Reply) -> bool:
    """Whether this very command has linked its account."""
    return any(isinstance(saying, Welcome) for saying in reply.sayings)


def _answer_row(desk: Desk, key: str, sayings: Sequence[Saying], edits: str | None, priority: Priority) -> Post:
    return Post(
        key=key,
        kind="answer",
        priority=priority,
        sayings=sayings,
        not_before=AT_ONCE,
        person_id=desk.actor.person_id if desk.actor else None,
        channel=desk.heard.channel,
        chat_id=desk.heard.chat_id,
        edit_message_id=edits,
    )


def _is_replaceable(desk: Desk) -> bool:
    address = (desk.heard.channel, desk.heard.chat_id)
    shown = find_sent(desk.tx, desk.organisation.id, address, desk.heard.pressed_on or "")
    return shown is not None and all(isinstance(saying, REPLACEABLE) for saying in shown.sayings)
