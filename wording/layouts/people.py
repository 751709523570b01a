"""Welcome, help, and word of an outage."""

from domain.messages.accounts import ChannelShown, HelpShown, Welcome
from domain.messages.reach import NobodyReached, QuotaNear, QuotaSpent, ReceivingWasDown
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.buttons import button, if_possible
from wording.layouts.parts import RenderContext
from wording.messages import Button


def welcome(notice: Welcome, setting: RenderContext) -> Draft:
    """Who one is here, how much is open, what will come."""
    people = setting.words.people
    template = people.welcome_new if notice.is_new else people.welcome_again
    units = parts.names(notice.unit_names)
    roles = ", ".join(people.role_names.get(role, clean(role, parts.NAME)) for role in notice.roles)
    body = lines(
        template.format(name=clean(notice.name, parts.NAME)),
        people.units.format(names=units) if units else "",
        people.roles.format(names=roles) if roles else "",
        _open(notice, setting),
        people.reminders if notice.is_new else "",
    )
    words = setting.words
    rows = ((button(words, "tasks"), button(words, "help")),)
    closing = people.welcome_close.format(help=words.command("help"))
    return Draft((body,), (closing,), if_possible(setting, rows))


def _open(notice: Welcome, setting: RenderContext) -> str:
    words = setting.words
    if not notice.open_count:
        return words.people.no_open_tasks
    count = words.days.tasks(notice.open_count)
    return words.people.open_tasks.format(count=count, list=words.command("tasks"))


def help_page(notice: HelpShown, setting: RenderContext) -> Draft:
    """One line per command the person's roles have, with an example: one screen, and how to see the others."""
    words, people = setting.words, setting.words.people
    known = [people.commands[name] for name in notice.commands if name in people.commands]
    entries = [people.help_entry.format(typed=typed, meaning=meaning) for typed, meaning in known]
    heading = lines(people.help_heading_more if notice.is_more else people.help_heading, *entries)
    if not notice.has_more:
        return Draft((heading, Block("\n" + people.help_close)))
    more = people.help_more.format(help=words.command("help"))
    rows = ((Button(people.help_more_label, "help more"),),)
    return Draft((heading, lines("\n" + people.help_close, more)), (), if_possible(setting, rows))


def channel(notice: ChannelShown, setting: RenderContext) -> Draft:
    """Where this person is reminded, what takes over, and how to change it."""
    people = setting.words.people
    others = [_shown(name) for name in notice.linked if name != notice.current]
    first = people.channel_changed if notice.is_changed else people.channel_now
    current, command = _shown(notice.current), setting.words.command("channel")
    rest = people.channel_only
    if others:
        rest = people.channel_others.format(
            channel=current, others=parts.names(others), command=command, first=others[0].lower()
        )
    return Draft((lines(first.format(channel=current), rest),))


def quota(notice: QuotaNear, setting: RenderContext) -> Draft:
    """The month's messages of a channel run out; what follows for whom."""
    people = setting.words.people
    template = people.quota_reserved if notice.is_reserved else people.quota_near
    return Draft((Block(template.format(channel=_shown(notice.channel), used=notice.used, limit=notice.limit)),))


def quota_spent(notice: QuotaSpent, setting: RenderContext) -> Draft:
    """The platform itself takes no more messages this month."""
    return Draft((Block(setting.words.people.quota_spent.format(channel=_shown(notice.channel))),))


def nobody_reached(notice: NobodyReached, setting: RenderContext) -> Draft:
    """Each task with its lead units: somebody has to telephone."""
    words = setting.words
    entries = [
        lines(parts.entry(line, words), words.people.nobody_reached_units.format(units=parts.names(line.lead_names)))
        for line in notice.lines
    ]
    return Draft((lines(words.people.nobody_reached), *entries))


def _shown(name: str) -> str:
    return clean(name, parts.NAME).capitalize()


def was_down(notice: ReceivingWasDown, setting: RenderContext) -> Draft:
    """What was sent in that time may be lost."""
    words = setting.words
    since, until = (words.days.instant(setting.local(at)) for at in (notice.since, notice.until))
    return Draft((Block(words.people.was_down.format(since=since, until=until, list=words.command("tasks"))),))
