"""Who cannot be reached, and troubles of the program that an administrator must know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.messages.reach import AdminAlert, AlertFinding, NobodyReached, QuotaNear, QuotaSpent, ReceivingWasDown
from domain.messages.tasks import ListTasks
from wording import parts
from wording.layout import Block, Layout, RenderContext, clean, lines
from wording.parts import channel_name

if TYPE_CHECKING:
    from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachWords:
    """Who is not reached, and troubles of the program itself; `kinds` has a sentence for each finding."""

    heading: str
    kinds: Mapping[str, str]
    unnamed_platform: str
    other: str
    closing: str
    not_sent: Mapping[str, str]
    not_sent_unknown: str
    quota_near: str
    quota_reserved: str
    quota_spent: str
    nobody_reached: str
    nobody_reached_units: str
    was_down: str


def admin_alert(notice: AdminAlert, context: RenderContext) -> Layout:
    """Lists what is wrong, one line each, since when, and where to look."""
    words = context.words
    heading = words.reach.heading.format(at=words.days.instant(context.local(notice.at)))
    entries = [Block(_finding(finding, context)) for finding in notice.findings]
    return Layout((lines(heading), *entries), (words.reach.closing,))


def _finding(finding: AlertFinding, context: RenderContext) -> str:
    alerts = context.words.reach
    template = alerts.kinds.get(finding.kind, alerts.other)
    kind = clean(finding.kind, parts.NAME)
    names = ", ".join(clean(name, parts.NAME) for name in finding.names)
    return "• " + template.format(
        kind=kind, count=finding.count, numbers=parts.numbers(finding.numbers), names=names or alerts.unnamed_platform
    )


def quota_near(notice: QuotaNear, context: RenderContext) -> Layout:
    """Warns that a channel's messages of this month run out, and says what follows for whom."""
    people = context.words.reach
    template = people.quota_reserved if notice.is_reserved else people.quota_near
    return Layout((Block(template.format(channel=channel_name(notice.channel), used=notice.used, limit=notice.limit)),))


def quota_spent(notice: QuotaSpent, context: RenderContext) -> Layout:
    """Says that the platform takes no more messages this month."""
    return Layout((Block(context.words.reach.quota_spent.format(channel=channel_name(notice.channel))),))


def nobody_reached(notice: NobodyReached, context: RenderContext) -> Layout:
    """Lists tasks whose people cannot be reached on any channel: somebody has to telephone."""
    words = context.words
    entries = [
        lines(parts.entry(line, words), words.reach.nobody_reached_units.format(units=parts.names(line.lead_names)))
        for line in notice.lines
    ]
    return Layout((lines(words.reach.nobody_reached.format(count=words.days.tasks(len(notice.lines)))), *entries))


def receiving_was_down(notice: ReceivingWasDown, context: RenderContext) -> Layout:
    """Says when receiving was down; messages of that time may be lost."""
    words = context.words
    since, until = (words.days.instant(context.local(at)) for at in (notice.since, notice.until))
    return Layout((Block(words.reach.was_down.format(since=since, until=until, list=words.command(ListTasks))),))


def why_not_sent(error: str | None, words: "Words") -> str:
    """The reason that a row of the outbox keeps: a `NotSent` code with its detail, or what the platform answered."""
    code, colon, detail = (error or "").partition(":")
    return words.reach.not_sent.get(code, code or words.reach.not_sent_unknown) + colon + detail
