"""Questions about a draft that chats still show after they were settled on the page of the board."""

from domain.board_sessions import PAGE
from domain.deliveries import AT_ONCE, Priority
from domain.drafts import Doubt, OpenDraft, find_row
from domain.messages import Response
from domain.messages.draft_rows import SettledOnPage
from domain.messages.drafts import DoubtAsked
from services.context.command_context import CommandContext, Reply
from services.plans.hold_draft import Review
from storage.drafts import readers_of
from storage.leases import Shown, shown_lately
from storage.outbox import Post, post_late, waiting_answers

MOST_LOOKED_AT = 40  # messages of those who work at a draft; their last question is among them
EDITED = frozenset({"telegram"})  # channels on which a message can be replaced; elsewhere the next answer says it
ANSWER = "answer"


def answered(context: CommandContext, after: OpenDraft, *said: Response, may_replace: bool = False) -> Reply:
    """What was done, then the next question; on the page, which shows all questions, only what was done."""
    if context.origin.channel == PAGE:
        tell_chats(context, after)
        if said:
            return Reply(list(said))
    return Reply([*said, Review(context, after).next_saying()], may_replace=may_replace)


def tell_chats(context: CommandContext, draft: OpenDraft) -> None:
    """Replace questions in chats that are not open any more; only after a press on the page, for chats ask anew."""
    if context.origin.channel != PAGE or context.inbox_id is None:
        return
    own = context.organisation.id
    shown = shown_lately(context.tx, own, readers_of(context.tx, draft.id), ANSWER, MOST_LOOKED_AT)
    last = {(each.channel, each.chat_id): each for each in reversed(shown) if _asked(each)}
    is_open = {doubt.mark for doubt in Review(context, draft).left}
    for each in last.values():
        asked = _asked(each)
        mark, _, of_draft = asked.doubt.mark.partition("x") if asked else ("", "", "")
        if asked and each.channel in EDITED and of_draft == str(draft.id) and mark not in is_open:
            post_late(context.tx, own, _edit(context, each, settled(draft, asked.doubt)), context.now)


def _asked(shown: Shown) -> DoubtAsked | None:
    return next((one for one in shown.row.responses if isinstance(one, DoubtAsked)), None)


def settled(draft: OpenDraft, doubt: Doubt) -> SettledOnPage:
    """What is said in place of a question."""
    row = None if doubt.row is None else find_row(draft.plan, doubt.row)
    return SettledOnPage(doubt.row, row.title if row else doubt.title)


def _edit(context: CommandContext, shown: Shown, told: SettledOnPage) -> Post:
    return Post(
        f"settled:{context.inbox_id}:{shown.message_id}",
        ANSWER,
        Priority.ANSWER,
        [told],
        AT_ONCE,
        person_id=shown.row.person_id,
        channel=shown.channel,
        chat_id=shown.chat_id,
        edit_message_id=shown.message_id,
    )


def question_over(context: CommandContext, review: Review) -> SettledOnPage | None:
    """What this chat shows as asked last, if that is settled: a letter typed there answers no other question."""
    address = (context.origin.channel, context.origin.chat_id)
    if not review.left or waiting_answers(context.tx, context.organisation.id, address):
        return None  # nothing else is asked, or the chat does not show yet what was asked last
    shown = shown_lately(context.tx, context.organisation.id, [context.person.person_id], ANSWER, MOST_LOOKED_AT)
    here = (each for each in shown if (each.channel, each.chat_id) == address)
    last = next((each.row.responses for each in here if _tells(each)), ())
    asked = next((one for one in last if isinstance(one, DoubtAsked)), None)
    if asked is None:
        return next((one for one in last if isinstance(one, SettledOnPage)), None)
    return settled(review.draft, asked.doubt) if _is_over(review, asked.doubt) else None


def _tells(shown: Shown) -> bool:
    return any(isinstance(one, DoubtAsked | SettledOnPage) for one in shown.row.responses)


def _is_over(review: Review, doubt: Doubt) -> bool:
    mark, _, of_draft = doubt.mark.partition("x")
    return of_draft == str(review.draft.id) and mark not in {one.mark for one in review.left}
