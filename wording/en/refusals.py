"""English refusals: one sentence that says what is wrong and what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.accounts import (
    AlreadyLinked,
    ChannelNotLinked,
    CodeNotAccepted,
    OnlyForRole,
    Stranger,
    TooManyTries,
)
from domain.messages.chats import CouldNotHandle
from domain.messages.people import NoSuchUnit
from domain.messages.questions import NotUnderstood, NumberNotUnderstood, ReasonMissing, TextTooLong, WhichTask
from domain.messages.reports import NoSuchPeriod
from domain.messages.tasks import AlreadyDone, AlreadyReported, NoSuchTask, NotReported, NotYourTask, TaskCancelled
from wording.en.order_refusals import ORDER_REFUSALS
from wording.en.people import PEOPLE
from wording.en.plan_list_refusals import PLAN_LIST_REFUSALS
from wording.en.plan_refusals import PLAN_REFUSALS
from wording.en.question_refusals import QUESTION_REFUSALS
from wording.en.questions import QUESTIONS
from wording.en.request_refusals import REQUEST_REFUSALS
from wording.en.setting_refusals import SETTING_REFUSALS
from wording.en.staff_refusals import STAFF_REFUSALS
from wording.en.undo_refusals import UNDO_REFUSALS
from wording.en.verification_refusals import VERIFICATION_REFUSALS
from wording.kept_words import kept
from wording.words import DayWords

_EXAMPLES = {name: typed for name, (typed, _) in PEOPLE.commands.items()}


# What must be said in words, by command.
_WORDS_OF = {
    "block": "what holds it up",
    "ask": "the question",
    "result": "what came of it",
    "answer": "the answer",
    "extend": "the day and the reason",
}


def _stranger(_: Stranger, __: DayWords) -> str:
    return "This account is not linked. Please ask the plan's coordinator for a code, then type: /start CODE"


def _code_not_accepted(_: CodeNotAccepted, __: DayWords) -> str:
    return "This code cannot be used. Please check it or ask the coordinator for a new one, then type: /start CODE"


def _too_many_tries(refusal: TooManyTries, _: DayWords) -> str:
    return f"There were too many wrong codes. Please try again in {refusal.minutes} min."


def _already_linked(refusal: AlreadyLinked, _: DayWords) -> str:
    return (
        f"This code does not work; the account is still that of {refusal.name}. "
        "If you need a new code, please ask the coordinator."
    )


def _no_such_task(refusal: NoSuchTask, _: DayWords) -> str:
    if not refusal.last_number:
        return f"There is no task {refusal.number}. No plan is being followed yet."
    return (
        f"There is no task {refusal.number}. Tasks are numbered 1 to {refusal.last_number}; "
        "type /tasks to see those of your unit."
    )


def _not_your_task(refusal: NotYourTask, _: DayWords) -> str:
    leads = ", ".join(refusal.lead_names) or "another unit"
    return (
        f"Task {refusal.number} ({refusal.title}) is led by {leads}, not by your unit. "
        "Type /tasks to see the tasks of your unit."
    )


def _only_for_role(refusal: OnlyForRole, _: DayWords) -> str:
    roles = " or ".join(PEOPLE.role_names.get(role, role) for role in refusal.roles) or "another role"
    return f"“{refusal.command}” is only for: {roles}. Type /help to see what you can do."


def _already_reported(refusal: AlreadyReported, days: DayWords) -> str:
    by = f" by {refusal.by}" if refusal.by else ""
    return (
        f"Task {refusal.number} ({refusal.title}) was reported done{by} at {days.instant(refusal.at)} "
        "and awaits confirmation; there is nothing left to report."
    )


def _already_done(refusal: AlreadyDone, days: DayWords) -> str:
    by = f" by {refusal.by}" if refusal.by else ""
    at = days.instant(refusal.at)
    return f"Task {refusal.number} ({refusal.title}) is done, reported{by} at {at}. There is nothing left to report."


def _task_cancelled(refusal: TaskCancelled, _: DayWords) -> str:
    return f"Task {refusal.number} ({refusal.title}) has been cancelled. Type /tasks to see what remains."


def _not_reported(refusal: NotReported, _: DayWords) -> str:
    return (
        f"Nobody has reported task {refusal.number} ({refusal.title}) done, so it cannot be confirmed or returned. "
        "Type /waiting to see what awaits confirmation."
    )


def _which_task(refusal: WhichTask, _: DayWords) -> str:
    closed = f"\n{QUESTIONS.replaced.format(about=refusal.replaced)}" if refusal.replaced else ""
    return f"{_asked_for(refusal)}{closed}"


def _asked_for(refusal: WhichTask) -> str:
    example = _EXAMPLES.get(refusal.command, "task 3")
    if refusal.words and len(refusal.candidates) == 1:  # the number may have belonged to the words
        only = refusal.candidates[0]
        asked = f"Which task?{kept(refusal, 'note')}"
        return f"{asked} If it is task {only}, type: {example.split()[0]} {only}. If another, type its number."
    if refusal.candidates:
        example = example.replace("3", str(refusal.candidates[0]), 1)
        numbers = ", ".join(map(str, refusal.candidates))
        return f"Which task: {numbers}?{kept(refusal, 'note')} Type its number too, for example: {example}"
    asked = f"Which task?{kept(refusal, 'note')}"
    return f"{asked} Type its number too, for example: {example}\nType /tasks to see the numbers."


def _reason_missing(refusal: ReasonMissing, _: DayWords) -> str:
    what = _WORDS_OF.get(refusal.command, "the reason")
    example = _EXAMPLES.get(refusal.command, _EXAMPLES["return"]).replace("3", str(refusal.number), 1)
    return f"After the number say {what}, for example: {example}"


def _text_too_long(refusal: TextTooLong, _: DayWords) -> str:
    return (
        f"The text has {refusal.length} characters, at most {refusal.limit} are kept, so nothing was noted. "
        "Please shorten it and send it again."
    )


def _number_not_understood(refusal: NumberNotUnderstood, _: DayWords) -> str:
    asked = f"“{refusal.word}” is not clear."
    if refusal.command == "progress":
        return f"{asked} Type the task number and the percentage from 0 to 100: {_EXAMPLES['progress']}"
    if refusal.command == "tasks":
        return f"{asked} Type the number of the page: tasks page 2"
    if refusal.command == "status":
        return f"{asked} Type /status to see everything."
    return f"{asked} Type the number of the task, for example: {_EXAMPLES.get(refusal.command, 'task 3')}"


def _not_understood(refusal: NotUnderstood, _: DayWords) -> str:
    asked = f"“{refusal.text}” is not clear." if refusal.text else "This message is not clear."
    known = [PEOPLE.commands[name] for name in refusal.suggestions if name in PEOPLE.commands]
    if not known:
        return f"{asked} Type /help to see what you can do."
    meant = "\n".join(f"{typed} – {meaning}" for typed, meaning in known)
    return f"{asked} You may type, with your own task number:\n{meant}\nType /help to see what you can do."


def _no_such_unit(refusal: NoSuchUnit, _: DayWords) -> str:
    asked = f"There is no lead unit called “{refusal.name}”." if refusal.name else "There is no such unit."
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Type /status to see everything."


def _channel_not_linked(refusal: ChannelNotLinked, _: DayWords) -> str:
    linked = ", ".join(name.capitalize() for name in refusal.linked) or "none"
    return (
        f"You have not linked a channel called “{refusal.name}”. Linked: {linked}. To add one, ask the coordinator for "
        "a new code, open the bot there and type: /start CODE"
    )


def _no_such_period(refusal: NoSuchPeriod, _: DayWords) -> str:
    what = f"“{refusal.text}” is no period I know" if refusal.text else "Which period is not clear"
    return (
        f"{what}, or it has not begun. For example: report week · report month 4 · report quarter 2 · report 1/4-30/6"
    )


def _could_not_handle(refusal: CouldNotHandle, _: DayWords) -> str:
    what = f"your message “{refusal.text}”" if refusal.text else "your last message"
    return (
        f"Sorry: because of an error {what} was not noted. The administrator has been told; "
        "please send it again later or call the coordinator."
    )


REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    Stranger: _stranger,
    CodeNotAccepted: _code_not_accepted,
    TooManyTries: _too_many_tries,
    AlreadyLinked: _already_linked,
    NoSuchTask: _no_such_task,
    NotYourTask: _not_your_task,
    OnlyForRole: _only_for_role,
    AlreadyReported: _already_reported,
    AlreadyDone: _already_done,
    TaskCancelled: _task_cancelled,
    NotReported: _not_reported,
    WhichTask: _which_task,
    ReasonMissing: _reason_missing,
    TextTooLong: _text_too_long,
    NumberNotUnderstood: _number_not_understood,
    NotUnderstood: _not_understood,
    NoSuchUnit: _no_such_unit,
    ChannelNotLinked: _channel_not_linked,
    NoSuchPeriod: _no_such_period,
    CouldNotHandle: _could_not_handle,
    **PLAN_REFUSALS,
    **PLAN_LIST_REFUSALS,
    **REQUEST_REFUSALS,
    **ORDER_REFUSALS,
    **VERIFICATION_REFUSALS,
    **SETTING_REFUSALS,
    **STAFF_REFUSALS,
    **UNDO_REFUSALS,
    **QUESTION_REFUSALS,
}
