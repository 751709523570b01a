"""English words about welcome, help, channels and codes."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.accounts import (
    AlreadyLinked,
    ChannelNotLinked,
    ChooseChannel,
    CodeNotAccepted,
    MakeCode,
    MoveQuestionOver,
    NotOwnContact,
    OnlyForRole,
    OwnCode,
    PhoneNotKnown,
    ShowHelp,
    Start,
    Stranger,
    TooManyTries,
)
from wording.accounts import AccountWords
from wording.parts import channel_name
from wording.words import CommandWords, EventWords, Words

ACCOUNTS = AccountWords(
    code="🔑 Dear {name}: your linking code is {code}",
    code_invites="{organisation} invites you to link your phone, to be reminded and to report by chat.",
    code_telegram="• Telegram: open {link} and press “Start”.",
    code_zalo="• Zalo: open {link} and send this code.",
    code_found="Open the bot of your office on Telegram or Zalo and send this code.",
    code_until="Good once, for 7 days (until {until}); please give it to nobody else.",
    code_forward="🔑 Please forward the message below, as it is, to {name}.",
    code_replaces="Once they have linked, their old account on the same platform is closed.",
    move_asked="❓ This account is that of {owner}. Move it to {name}?",
    move_means=(
        "If it is moved, {owner} gets no messages and reports nothing through it any more; coordinators and "
        "administrators will be told."
    ),
    move_how="Answer before {until}: yes · no",
    move_press="Press a button, or answer before {until}: yes · no",
    move_label="Move it to {name}",
    move_not_label="Do not move",
    account_kept="The account stays with {owner}. The code of {name} is not used up and holds until {until}.",
    account_taken={
        "owner": (
            "⚠️ Your {channel} account was just moved to {name} by a linking code. If you did not agree to that, please "
            "tell the administrator at once."
        ),
        "old": (
            "⚠️ This account is no longer that of {owner}: another {channel} account was just linked in its place. If "
            "that was not you, please tell a coordinator at once."
        ),
        "above": "⚠️ Just moved: the {channel} account of {owner} to {name}, by a linking code.",
        "same": "⚠️ {owner} just linked another {channel} account; the old {channel} account is closed.",
    },
    bot_description=(
        "Dondoc – {organisation}: reminds of the tasks of a plan, takes reports, shows where things stand.\n\n"
        "Press “Start” and send the linking code you were given, or share your phone number. "
        "Please send nothing secret through the bot."
    ),
    bot_description_unnamed=(
        "Dondoc: reminds of the tasks of a plan, takes reports, shows where things stand.\n\n"
        "Press “Start” and send the linking code you were given, or share your phone number. "
        "Please send nothing secret through the bot."
    ),
    bot_short="Reminders and reports for plans – {organisation}",
    bot_short_unnamed="Reminders and reports for plans",
    share_label="Share my phone number",
    share_how="If your number is in the list of your office: press “Share my phone number” below, no code is needed.",
    linked_by_phone="🔗 {name} just linked {channel} by the phone number that the list has",
    welcome_new="✅ Welcome, {name}. Your account is now linked.",
    welcome_again="Hello, {name}.",
    units="Unit: {names}",
    roles="Role: {names}",
    open_tasks="You have {count} open. Type /{list} to see them.",
    no_open_tasks="There are no open tasks.",
    reminders="You will be reminded of deadlines on the morning of working days.",
    secrecy="Do not send secret documents through the bot.",
    welcome_close="Type /{help} to see what you can do.",
    help_heading="What you need most days:",
    help_entry="{typed} – {meaning}",
    help_close="3 stands for the number of a task.",
    help_heading_more="Everything else:",
    help_more="There is more: type /{help} more",
    help_more_label="More",
    channel_now="You are reminded on {channel}.",
    channel_changed="✅ From now on you are reminded on {channel}.",
    channel_others="When {channel} cannot be reached, messages come on {others}. To change: type {command} {first}",
    channel_only=(
        "You have linked one channel so far. To be reached on another one too, ask the coordinator for a new code, "
        "open the bot there and send the code."
    ),
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Start: CommandWords(
        typed="/start",
        does="see the greeting and your role",
        menu="Greeting and your role",
    ),
    ShowHelp: CommandWords(
        typed="/help",
        does="see this page",
        menu="How to use this",
    ),
    ChooseChannel: CommandWords(
        typed="/channel",
        does="see or change where you are reminded, e.g. channel zalo",
        menu="Where you are reminded, e.g. channel zalo",
    ),
    MakeCode: CommandWords(
        typed="invite Nguyễn Văn A",
        does="make a linking code for somebody, for a new phone too",
        menu="Linking code, e.g. invite Nguyễn Văn A",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.INVITE_MADE: EventWords("made a linking code for", "linking code"),
    EventKind.ACCOUNT_LINKED: EventWords("account linked", "linking of the account"),
    EventKind.ACCOUNT_MOVED: EventWords("account moved", "move of the account"),
    EventKind.CHANNEL_CHOSEN: EventWords("chose the channel for reminders", "choice of the channel"),
}


def _stranger(_: Stranger, __: Words) -> str:
    return "This account is not linked. Please ask the plan's coordinator for a code, then send it here."


def _code_not_accepted(_: CodeNotAccepted, __: Words) -> str:
    return "This code cannot be used. Please check it or ask the coordinator for a new one, then send it here."


_PHONE_NOT_KNOWN = {
    "none": "This phone number is not in the list of your office.",
    "several": "Several people of the list have this phone number, so nobody was linked.",
    "linked": "The person with this phone number has linked another account.",
}


def _phone_not_known(refusal: PhoneNotKnown, _: Words) -> str:
    why = _PHONE_NOT_KNOWN.get(refusal.reason, _PHONE_NOT_KNOWN["none"])
    return f"{why} Please ask the plan's coordinator for a code, then send it here."


def _not_own_contact(_: NotOwnContact, __: Words) -> str:
    return "This contact is not your own, so it links nobody. Please send the code you were given."


def _too_many_tries(refusal: TooManyTries, _: Words) -> str:
    return f"There were too many wrong codes. Please try again in {refusal.minutes} min."


def _already_linked(refusal: AlreadyLinked, _: Words) -> str:
    return (
        f"This code does not work; the account is still that of {refusal.name}. "
        "If you need a new code, please ask the coordinator."
    )


def _only_for_role(refusal: OnlyForRole, words: Words) -> str:
    roles = " or ".join(words.people.role_names.get(role, role) for role in refusal.roles) or "another role"
    return f"“{refusal.command}” is only for: {roles}. Type /help to see what you can do."


def _channel_not_linked(refusal: ChannelNotLinked, _: Words) -> str:
    linked = ", ".join(channel_name(name) for name in refusal.linked) or "none"
    return (
        f"You have not linked a channel called “{refusal.name}”. Linked: {linked}. To add one, ask the coordinator for "
        "a new code, open the bot there and send the code."
    )


def _own_code(refusal: OwnCode, _: Words) -> str:
    return (
        f"You made this code for {refusal.name}: it cannot be used on an account of yours. "
        f"Please have it typed on the telephone of {refusal.name}."
    )


def _move_question_over(_refusal: MoveQuestionOver, _: Words) -> str:
    return "The question about moving the account is over. If it is still wanted, type the code again or ask for one."
