"""Welcome, help, the channel of reminders, invitation codes, and accounts that pass to another person."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages import class_of
from domain.messages.accounts import (
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    ChannelShown,
    ChooseChannel,
    CodeMade,
    CodeToForward,
    HelpShown,
    LinkedByPhone,
    ShowHelp,
    Welcome,
)
from domain.messages.tasks import ListTasks
from wording import parts
from wording.buttons import button, if_possible, in_rows
from wording.layout import Block, Layout, RenderContext, clean, lines
from wording.messages import Button, ReplyKeyboard
from wording.parts import channel_name


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWords:
    """Welcome, help, the channel of reminders, codes.

    `account_taken`: "owner", "old", "above", and "same" for those above when a newer account took the place.
    """

    code: str
    code_invites: str
    code_telegram: str
    code_zalo: str
    code_found: str
    code_until: str
    code_forward: str
    code_replaces: str
    move_asked: str
    move_means: str
    move_how: str
    move_press: str
    move_label: str
    move_not_label: str
    account_kept: str
    account_taken: Mapping[str, str]
    bot_description: str
    bot_description_unnamed: str
    bot_short: str
    bot_short_unnamed: str
    share_label: str
    share_how: str
    linked_by_phone: str
    welcome_new: str
    welcome_again: str
    units: str
    roles: str
    open_tasks: str
    no_open_tasks: str
    reminders: str
    secrecy: str
    welcome_close: str
    help_heading: str
    help_entry: str
    help_close: str
    help_heading_more: str
    help_more: str
    help_more_label: str
    channel_now: str
    channel_changed: str
    channel_others: str
    channel_only: str


def account_move_asked(notice: AccountMoveAsked, context: RenderContext) -> Layout:
    """Asks whether the account passes to another person: what a yes means, and the two answers."""
    words, owner, name = context.words.accounts, clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    how = words.move_press if context.capabilities.has_buttons else words.move_how
    until = context.words.days.instant(context.local(notice.until))
    body = lines(
        words.move_asked.format(owner=owner, name=name), words.move_means.format(owner=owner), how.format(until=until)
    )
    mark = "".join(char for char in notice.mark if char.isascii() and char.isalnum())
    buttons = [
        Button(words.move_label.format(name=name), f"choose yes q:{mark}"),
        Button(words.move_not_label, f"choose no q:{mark}"),
    ]
    return Layout((body,), (), if_possible(context, in_rows(buttons, 1)))


def account_kept(notice: AccountKept, context: RenderContext) -> Layout:
    """Says that nothing changed and that the code is still valid."""
    until = context.words.days.instant(context.local(notice.expires_at))
    owner, name = clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    return Layout((Block(context.words.accounts.account_kept.format(owner=owner, name=name, until=until)),))


def account_taken(notice: AccountTaken, context: RenderContext) -> Layout:
    """Tells who lost which account to whom."""
    by_reader = context.words.accounts.account_taken
    is_same = notice.to == "above" and notice.owner == notice.name
    template = by_reader["same"] if is_same else by_reader.get(notice.to, by_reader["above"])
    owner, name = clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    channel = channel_name(notice.channel)
    return Layout((Block(template.format(channel=channel, owner=owner, name=name)),))


def linked_by_phone(notice: LinkedByPhone, context: RenderContext) -> Layout:
    """Tells coordinators who has linked an account without a code."""
    name, channel = clean(notice.name, parts.NAME), channel_name(clean(notice.channel, parts.NAME))
    return Layout((Block(context.words.accounts.linked_by_phone.format(name=name, channel=channel)),))


def welcome(notice: Welcome, context: RenderContext) -> Layout:
    """Greets a person: units, roles, how many tasks are open, what messages will come."""
    words, people = context.words, context.words.accounts
    template = people.welcome_new if notice.is_new else people.welcome_again
    units = parts.names(notice.unit_names)
    roles = ", ".join(words.people.role_names.get(role, clean(role, parts.NAME)) for role in notice.roles)
    body = lines(
        template.format(name=clean(notice.name, parts.NAME)),
        people.units.format(names=units) if units else "",
        people.roles.format(names=roles) if roles else "",
        _open_tasks(notice, context),
        people.reminders if notice.is_new else "",
        people.secrecy if notice.is_new else "",
    )
    rows = ((button(words, ListTasks), button(words, ShowHelp)),)
    closing = people.welcome_close.format(help=words.command(ShowHelp))
    if notice.removes_keyboard and context.capabilities.shares_contacts:  # a message has a keyboard or buttons
        return Layout((body,), (closing,), keyboard=ReplyKeyboard())
    return Layout((body,), (closing,), if_possible(context, rows))


def _open_tasks(notice: Welcome, context: RenderContext) -> str:
    words = context.words
    if not notice.open_count:
        return words.accounts.no_open_tasks
    count = words.days.tasks(notice.open_count)
    return words.accounts.open_tasks.format(count=count, list=words.command(ListTasks))


def help_shown(notice: HelpShown, context: RenderContext) -> Layout:
    """Shows an example of each command of the person's roles, one screen, and how to see the others."""
    words, people = context.words, context.words.accounts
    known = [words.commands[kind] for kind in map(class_of, notice.commands) if kind in words.commands]
    entries = [people.help_entry.format(typed=command.typed, meaning=command.does) for command in known]
    heading = lines(people.help_heading_more if notice.is_more else people.help_heading, *entries)
    if not notice.has_more:
        return Layout((heading, Block("\n" + people.help_close)))
    more = people.help_more.format(help=words.command(ShowHelp))
    rows = ((Button(people.help_more_label, "help more"),),)
    return Layout((heading, lines("\n" + people.help_close, more)), (), if_possible(context, rows))


def channel_shown(notice: ChannelShown, context: RenderContext) -> Layout:
    """Says which channel carries the reminders, which takes over when it fails, and how to change it."""
    people = context.words.accounts
    others = [channel_name(name) for name in notice.linked if name != notice.current]
    first = people.channel_changed if notice.is_changed else people.channel_now
    current, command = channel_name(notice.current), context.words.command(ChooseChannel)
    rest = people.channel_only
    if others:
        rest = people.channel_others.format(
            channel=current, others=parts.names(others), command=command, first=others[0].lower()
        )
    return Layout((lines(first.format(channel=current), rest),))


def code_made(notice: CodeMade, context: RenderContext) -> Layout:
    """Greets the person the code is for: the code, where the bot is found, until when. It is forwarded as it is."""
    words, name, links = context.words.accounts, clean(notice.name, parts.NAME), context.links
    code, organisation = clean(notice.code, parts.NAME), clean(notice.organisation, parts.NAMES)
    where = [
        words.code_telegram.format(link=links.start(code)) if links.telegram else "",
        words.code_zalo.format(link=links.zalo) if links.zalo else "",
    ]
    body = lines(
        words.code.format(name=name, code=code),
        words.code_invites.format(organisation=organisation) if organisation else "",
        *(where if any(where) else (words.code_found,)),
        words.code_until.format(until=context.words.days.instant(context.local(notice.expires_at))),
    )
    return Layout((body,))


def code_to_forward(notice: CodeToForward, context: RenderContext) -> Layout:
    """Says what to do with the message that follows, and what the code will replace."""
    words, name = context.words.accounts, clean(notice.name, parts.NAME)
    return Layout((lines(words.code_forward.format(name=name), words.code_replaces if notice.has_account else ""),))
