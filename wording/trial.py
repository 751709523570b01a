"""Layout of trial messages: each as its reader would get it, without its buttons, which would act for the wrong one."""

from dataclasses import dataclass

from domain.messages.trial import MessagesTried, TriedMessage
from wording import parts
from wording.digests import morning_digest
from wording.layout import Block, Layout, RenderContext, clean, lines

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialWords:
    """What is said around trial messages."""

    heading: str
    not_sent: str
    nothing: str
    to: str
    more: str
    silent: str
    unreached: str


def messages_tried(notice: MessagesTried, context: RenderContext) -> Layout:
    """Shows the first messages whole and names who gets the others, who gets none and who cannot be reached."""
    words = context.words.trial
    unit, day = clean(notice.unit, parts.NAME), context.words.days.day(notice.day)
    blocks = [lines(words.heading.format(unit=unit, day=day), words.not_sent if notice.messages else words.nothing)]
    for one in notice.messages[:MOST_SHOWN]:
        blocks += _message(one, context)
    hidden = [name for one in notice.messages[MOST_SHOWN:] for name in one.names]
    ends = [
        words.more.format(names=parts.names(hidden)) if hidden else "",
        words.silent.format(names=parts.names(notice.silent)) if notice.silent and notice.messages else "",
        words.unreached.format(names=parts.names(notice.unreached)) if notice.unreached else "",
    ]
    if any(ends):
        blocks.append(Block("\n" + lines(*ends).text))
    return Layout(tuple(blocks))


def _message(one: TriedMessage, context: RenderContext) -> list[Block]:
    hour = context.words.days.hour(context.local(one.at).time())
    head = context.words.trial.to.format(names=parts.names(one.names), hour=hour)
    return [Block(f"\n{head}"), *morning_digest(one.digest, context).blocks]
