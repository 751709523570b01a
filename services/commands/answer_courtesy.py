"""Answers courtesy with courtesy, at most once a day in a chat."""

from domain.board_sessions import PAGE
from domain.deliveries import AT_ONCE, Priority
from domain.messages import Response
from domain.messages.chats import CourtesyAnswered
from services.context.command_context import CommandContext, Reply
from storage.outbox import Post, post_late


def answer_courtesy(context: CommandContext) -> Reply:
    """Courtesy for courtesy.

    Raises Refused(Stranger) for a stranger.
    """
    _ = context.person
    return once_a_day(context, "courtesy", CourtesyAnswered())


def once_a_day(context: CommandContext, what: str, response: Response) -> Reply:
    """Say it at most once a day in this chat: the second row of the same key is none."""
    origin = context.origin
    if origin.channel == PAGE:  # there it disturbs nobody
        return Reply([response])
    row = Post(
        key=f"daily:{context.today}:{what}:{origin.channel}:{origin.chat_id}"[:120],
        kind="answer",
        priority=Priority.UNLINKED if context.actor is None else Priority.ANSWER,
        responses=[response],
        not_before=AT_ONCE,
        person_id=context.actor.person_id if context.actor else None,
        channel=origin.channel,
        chat_id=origin.chat_id,
    )
    post_late(context.tx, context.organisation.id, row, context.now)
    return Reply([])
