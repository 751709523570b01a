"""Whose an account is, and who has which role: what changes hands, and what is asked before it does."""

from domain.messages.accounts import AccountKept, AccountMoveAsked, AccountTaken
from domain.messages.people import RoleChangeSummary, RolesChanged
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.buttons import if_possible, in_rows
from wording.layouts.parts import RenderContext
from wording.layouts.staff import author
from wording.messages import Button

MOST_LINES = 12


def move_asked(notice: AccountMoveAsked, setting: RenderContext) -> Draft:
    """The question, what a yes means, and the two answers: as buttons that name the question, or typed."""
    words, owner, name = setting.words.staff, clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    how = words.move_press if setting.capabilities.has_buttons else words.move_how
    until = setting.words.days.instant(setting.local(notice.until))
    body = lines(
        words.move_asked.format(owner=owner, name=name), words.move_means.format(owner=owner), how.format(until=until)
    )
    mark = "".join(char for char in notice.mark if char.isascii() and char.isalnum())
    buttons = [
        Button(words.move_label.format(name=name), f"choose yes q:{mark}"),
        Button(words.move_not_label, f"choose no q:{mark}"),
    ]
    return Draft((body,), (), if_possible(setting, in_rows(buttons, 1)))


def kept(notice: AccountKept, setting: RenderContext) -> Draft:
    """Nothing was changed, and the code still holds."""
    until = setting.words.days.instant(setting.local(notice.expires_at))
    owner, name = clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    return Draft((Block(setting.words.staff.account_kept.format(owner=owner, name=name, until=until)),))


def taken(notice: AccountTaken, setting: RenderContext) -> Draft:
    """Who lost which account to whom."""
    by_reader = setting.words.staff.account_taken
    is_same = notice.to == "above" and notice.owner == notice.name
    template = by_reader["same"] if is_same else by_reader.get(notice.to, by_reader["above"])
    owner, name = clean(notice.owner, parts.NAME), clean(notice.name, parts.NAME)
    channel = clean(notice.channel, parts.NAME).capitalize()
    return Draft((Block(template.format(channel=channel, owner=owner, name=name)),))


def roles_changed(notice: RolesChanged, setting: RenderContext) -> Draft:
    """One line for each right granted, taken or brought back; a long load says how many more there are."""
    words = setting.words.staff
    heading = words.roles_changed.get(notice.to, words.roles_changed["above"])
    entries = [_role_line(line, setting, is_own=notice.to == "person") for line in notice.lines[:MOST_LINES]]
    hidden = len(notice.lines) - len(entries)
    body = lines(
        heading.format(by=author(notice.by, setting)),
        *entries,
        words.roles_more.format(count=hidden) if hidden else "",
        *(words.left_without.get(role, "") for role in notice.left_without),
    )
    return Draft((body,))


def _role_line(line: RoleChangeSummary, setting: RenderContext, *, is_own: bool) -> str:
    words, role_names = setting.words.staff, setting.words.people.role_names
    role = role_names.get(line.role, clean(line.role, parts.NAME))
    told = words.role_of.format(role=role, unit=clean(line.unit_name, parts.NAMES)) if line.unit_name else role
    if line.what == "back":
        told = words.role_back
    sign = words.role_signs.get(line.what, "•")
    return f"{sign} {told}" if is_own else f"{sign} {clean(line.person, parts.NAME)}: {told}"
