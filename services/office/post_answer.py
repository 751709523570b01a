"""Posts the answer to a command in its transaction; folds many waiting answers of a chat into one message."""

from collections.abc import Mapping, Sequence

from domain.board_sessions import PAGE
from domain.deliveries import AT_ONCE, Priority
from domain.messages import Refusal, Response
from domain.messages.accounts import ChannelShown, CodeMade, OnlyForRole, Stranger, Welcome
from domain.messages.chats import AnswersFolded, CouldNotHandle, FoldedGroup, merged
from domain.messages.codes import CodesPrinted
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DateOrderSettled,
    DeadlineNotRead,
    DoubtAsked,
    DraftChanged,
    DraftDropped,
    DraftShown,
    PlanAmended,
    PlanImported,
    PlanUnchanged,
    PlanUnread,
    RowChanged,
    RowsDropped,
    UnitMapped,
    WriteAsked,
)
from domain.messages.evidence import EvidenceKept
from domain.messages.history import ChangeUndone
from domain.messages.orders import (
    NothingChanged,
    NudgedAlready,
    NudgeSent,
    PartMissing,
    TaskAdded,
    TaskChanged,
    TaskHanded,
    TaskRestored,
    TaskStopped,
)
from domain.messages.people import AbsenceEnded, AbsenceNoted, NotOfYourUnit, PersonMoved, PersonRemoved
from domain.messages.questions import (
    ClarificationAsked,
    NotUnderstood,
    NumberNotUnderstood,
    QuestionOver,
    ReasonMissing,
    TextTooLong,
    WhichAnswer,
    WhichTask,
)
from domain.messages.requests import AlreadyAsked, AlreadySettled, NoDayNamed, ObstacleNews, RequestNews
from domain.messages.settings import CalendarChanged, DaysNotUnderstood, HourShown, LanguageShown, SettingChanged
from domain.messages.shared_chats import OneOrganisationAtATime, OrganisationChosenBefore, WhichOrganisation
from domain.messages.tasks import (
    AlreadyDone,
    AlreadyReported,
    CheckInAnswered,
    NoSuchTask,
    NotCoordinating,
    NotYourTask,
    ProgressSet,
    ShareKnown,
    ShareReported,
    TaskAcknowledged,
    TaskCancelled,
    TaskConfirmed,
    TaskReported,
    TaskReturned,
)
from domain.questions import QuestionKind
from services.context.command_context import CommandContext, Reply
from services.context.questions import ask_question
from storage.leases import find_sent, message_sent, settle_sent
from storage.outbox import (
    Post,
    WaitingAnswer,
    fold_into_first,
    lock_waiting_answers,
    post,
    post_late,
    put_first,
    waiting_answers,
    waits_for_stranger,
)

SHOWN, REFUSED = "shown", "refused"
# A notice not named here only showed something: it can be asked for again. A refusal not named is one of the others.
_WHAT: Mapping[str, tuple[type, ...]] = {
    "reported": (TaskReported,),
    "checked_in": (CheckInAnswered,),
    "share": (ShareReported,),
    "progress": (ProgressSet,),
    "acknowledged": (TaskAcknowledged,),
    "undone": (ChangeUndone,),
    "confirmed": (TaskConfirmed,),
    "returned": (TaskReturned,),
    "request": (RequestNews,),
    "obstacle": (ObstacleNews,),
    "evidence": (EvidenceKept,),
    "nudged": (NudgeSent,),
    "handed": (TaskHanded,),
    "changed": (TaskChanged,),
    "added": (TaskAdded,),
    "stopped": (TaskStopped,),
    "restored": (TaskRestored,),
    "absence": (AbsenceNoted, AbsenceEnded),
    "people": (PersonMoved, PersonRemoved),
    "code": (CodeMade, CodesPrinted),
    "settings": (CalendarChanged, SettingChanged, HourShown, LanguageShown, ChannelShown),
    "plan": (
        DraftShown, PlanUnread, RowChanged, RowsDropped, UnitMapped, DraftDropped, PlanImported,
        PlanAmended, DraftChanged, PlanUnchanged, DateOrderSettled,
    ),
    "already": (
        AlreadyReported, AlreadyDone, AlreadyAsked, AlreadySettled,
        ShareKnown, NudgedAlready, NothingChanged, OrganisationChosenBefore,
    ),
    "cancelled": (TaskCancelled,),
    "no_task": (NoSuchTask,),
    "not_yours": (NotYourTask, OnlyForRole, NotCoordinating, NotOfYourUnit),
    "unclear": (
        WhichTask, ReasonMissing, NumberNotUnderstood, NotUnderstood, ChangeNotUnderstood, DeadlineNotRead,
        TextTooLong, ClarificationAsked, WriteAsked, WhichAnswer, QuestionOver,
        NoDayNamed, PartMissing, DaysNotUnderstood, WhichOrganisation, OneOrganisationAtATime,
    ),
    "failed": (CouldNotHandle,),
}  # fmt: skip
WHAT_OF: Mapping[type, str] = {kind: what for what, kinds in _WHAT.items() for kind in kinds}
# 3,000 commands of one person left 2,954 answers to be read two days later.
MOST_WAITING = 20  # answers of a chat that wait one by one
_ANSWER = "answer:"  # the key of a command's answer; what else was posted with it only goes along


def fold_of(responses: Sequence[Response]) -> AnswersFolded:
    """One answer as a fold of its own; one that is folded already as it is."""
    folded = [response for response in responses if isinstance(response, AnswersFolded)]
    others = [response for response in responses if not isinstance(response, AnswersFolded)]
    if not others:
        return merged(folded)
    is_refusal = all(isinstance(response, Refusal) for response in others)
    groups = merged([AnswersFolded(0, 0, (_group(response),)) for response in others]).groups
    return merged([*folded, AnswersFolded(int(not is_refusal), int(is_refusal), groups)])


def _group(response: Response) -> FoldedGroup:
    is_refusal = isinstance(response, Refusal)
    what = WHAT_OF.get(type(response), REFUSED if is_refusal else SHOWN)
    number = None if what == SHOWN else response.task_number
    return FoldedGroup(what, 1, () if number is None else (number,), is_refusal)


def has_many_waiting(context: CommandContext) -> bool:
    """Whether the next answer is to be folded with those that wait for its chat."""
    waiting = waiting_answers(context.tx, context.organisation.id, (context.origin.channel, context.origin.chat_id))
    return len(waiting) >= MOST_WAITING or any(map(_is_fold, waiting[:1]))


def fold_answers(context: CommandContext) -> None:
    """Make one message of all answers that wait for the chat, the one just posted among them.

    The oldest row becomes that message, so that no news of what was asked meanwhile goes out before it; the others are
    dropped and say so. All of it in the transaction of the command. The message whose button was pressed stays as it
    is. On PostgreSQL the sender may have taken some since they were counted: those stay as they are.
    """
    waiting = lock_waiting_answers(
        context.tx, context.organisation.id, (context.origin.channel, context.origin.chat_id)
    )
    if len(waiting) > 1:
        fold_into_first(context.tx, [row.id for row in waiting], _told(waiting))


def _told(waiting: Sequence[WaitingAnswer]) -> AnswersFolded:
    # A fold may have taken the row of what was posted before an answer, and counts all the same.
    counted = (row for row in waiting if row.key.startswith(_ANSWER) or _is_fold(row))
    return merged([fold_of(row.responses) for row in counted])


def _is_fold(row: WaitingAnswer) -> bool:
    return any(isinstance(response, AnswersFolded) for response in row.responses)


def post_answer(context: CommandContext, reply: Reply) -> None:
    """Queue the answer for the chat that asked; a message of ours that only showed something may be edited into it.

    When too many answers wait for the chat already, they become one. A stranger is not told twice how to be linked.
    """
    address = (context.origin.channel, context.origin.chat_id)
    if list(reply.responses) == [Stranger()] and waits_for_stranger(context.tx, context.organisation.id, address):
        return
    if context.actor is not None and any(isinstance(response, DoubtAsked) for response in reply.responses):
        ask_question(context, "", (), QuestionKind.DOUBT)  # kept with the draft; the row says that it was asked last
    # While an update of a restored backup is replayed, each message bears the mark of a double, and stays by itself.
    is_to_fold = context.actor is not None and not context.origin.may_be_again and has_many_waiting(context)
    if context.actor is None and _is_linked_now(reply):
        put_first(context.tx, context.organisation.id, address)
    replaces = context.origin.pressed_on if reply.may_replace and _is_replaceable(context) else None
    for name, responses, edits in (("before", reply.before, None), ("answer", reply.responses, replaces)):
        if responses:
            key = f"{name}:{context.inbox_id}"
            _post(context, _answer_row(context, key, responses, edits, _priority(context, reply)))
    if is_to_fold:
        fold_answers(context)


def post_meanwhile(context: CommandContext, response: Response, turn: int, *, is_edited: bool = False) -> bool:
    """Queue how long work on an update goes, ahead of its answer; at most once for each `turn`, in whatever process.

    `is_edited`: in place of the message of the turn before; False, and nothing is queued, until that has gone out.
    """
    key, edits = f"meanwhile:{context.inbox_id}:", None
    if is_edited and turn > 1:
        edits = message_sent(context.tx, context.organisation.id, f"{key}{turn - 1}")
        if edits is None:
            return False
    _post(context, _answer_row(context, f"{key}{turn}", [response], edits, Priority.ANSWER))
    return True


def _post(context: CommandContext, row: Post) -> None:
    """Queue a row; what answers a press on the board is at its place once it is stored, for the page asks for it.

    It waits for no sender: the board works while every platform is out of reach.
    """
    if row.channel != PAGE:
        post_late(context.tx, context.organisation.id, row, context.now)
        return
    outbox_id = post(context.tx, context.organisation.id, row, context.now)
    if outbox_id is not None:
        settle_sent(context.tx, [(outbox_id, str(outbox_id), "")], context.now)


def _priority(context: CommandContext, reply: Reply) -> Priority:
    return Priority.UNLINKED if context.actor is None and not _is_linked_now(reply) else Priority.ANSWER


def _is_linked_now(reply: Reply) -> bool:
    """Whether this very command has linked its account."""
    return any(isinstance(response, Welcome) for response in reply.responses)


def _answer_row(
    context: CommandContext, key: str, responses: Sequence[Response], edits: str | None, priority: Priority
) -> Post:
    return Post(
        key=key,
        kind="answer",
        priority=priority,
        responses=responses,
        not_before=AT_ONCE,
        person_id=context.actor.person_id if context.actor else None,
        channel=context.origin.channel,
        chat_id=context.origin.chat_id,
        edit_message_id=edits,
    )


def _is_replaceable(context: CommandContext) -> bool:
    address = (context.origin.channel, context.origin.chat_id)
    shown = find_sent(context.tx, context.organisation.id, address, context.origin.pressed_on or "", context.origin.bot)
    return shown is not None and all(response.is_replaceable for response in shown.responses)
