"""Lays out a refusal: its sentence, and a button towards what can be done instead."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from domain.messages import Command, Notice, Refusal, class_of
from domain.messages.accounts import CodeNotAccepted, NotOwnContact, OnlyForRole, ShowHelp, Stranger
from domain.messages.history import ChangedSince, UndoLast
from domain.messages.people import NoSuchUnit
from domain.messages.questions import NotUnderstood, ReasonMissing, WhichAnswer, WhichTask
from domain.messages.reports import ShowStatus
from domain.messages.requests import ClearObstacle, GrantRequest, ListRequests, NoDayNamed, RequestExtension
from domain.messages.tasks import (
    Acknowledge,
    AlreadyDone,
    AlreadyReported,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    NoSuchTask,
    NotReported,
    NotYourTask,
    ReportProgress,
    ShowTask,
    TaskCancelled,
)
from wording.buttons import button, if_possible, in_rows, numbered, option_buttons, shown_option
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button, ReplyKeyboard

TEXT, NOTE = 70, 300
WITHOUT_NUMBER = frozenset({ShowHelp, ListTasks, UndoLast, ShowStatus, ListWaiting, ListRequests})
WITH_NUMBER_ONLY = frozenset({
    ShowTask, Acknowledge, MarkDone, ReportProgress, ConfirmDone, ClearObstacle, GrantRequest,
})  # fmt: skip
_BY_PHONE = (Stranger, CodeNotAccepted, NotOwnContact)  # who is not linked may share their telephone number
# Which overview helps after which refusal.
_OVERVIEWS: dict[type, type[Command]] = {
    NoSuchTask: ListTasks,
    NotYourTask: ListTasks,
    TaskCancelled: ListTasks,
    NotReported: ListWaiting,
    OnlyForRole: ShowHelp,
}


def refusal(said: Refusal, context: RenderContext) -> Layout:
    """Lays out one refusal."""
    cleaned = _cleaned(said, context)
    sentence = context.words.refusals[type(said)](cleaned, context.words)
    if isinstance(said, _BY_PHONE) and context.capabilities.shares_contacts:
        accounts = context.words.accounts
        return Layout((lines(sentence, accounts.share_how),), keyboard=ReplyKeyboard(accounts.share_label))
    rows = if_possible(context, _buttons(cleaned, context))
    asks_reply = context.words.hints.reason_here if isinstance(said, ReasonMissing) else ""
    return Layout((Block(sentence),), (), rows, asks_reply=asks_reply)


def plain_notice(said: Notice, context: RenderContext) -> Layout:
    """Lays out one notice that a language says in a sentence or two, without buttons."""
    return Layout((Block(context.words.notices[type(said)](_cleaned(said, context, NOTE), context.words)),))


# Sentences are written once for each language, so texts and instants are made safe and local here, for all of them.
def _cleaned(said: Any, context: RenderContext, limit: int = TEXT) -> Any:
    """The same response with texts safe to show and instants in local time."""
    return replace(said, **{field.name: _value(getattr(said, field.name), context, limit) for field in fields(said)})


def _value(value: Any, context: RenderContext, limit: int) -> Any:
    if isinstance(value, str):
        return clean(value, limit)
    if isinstance(value, datetime):
        return context.local(value)
    if isinstance(value, tuple):
        return tuple(_value(each, context, limit) for each in value)
    return value


def _buttons(said: Refusal, context: RenderContext) -> Rows:
    words = context.words
    if isinstance(said, WhichTask | NoDayNamed):
        return _choices(said, context)
    if isinstance(said, WhichAnswer):
        labels = [shown_option(option, words.command) for option in said.options]
        return in_rows(option_buttons(said.options, labels, said.question) if said.question else (), 1)
    if isinstance(said, NotUnderstood):
        kinds = [kind for kind in map(class_of, said.suggestions) if kind in WITHOUT_NUMBER]
        return in_rows([button(words, kind) for kind in kinds], 2)
    if isinstance(said, NoSuchUnit):
        return in_rows([Button(name, f"status {name}") for name in said.suggestions if name], 1)
    if isinstance(said, AlreadyReported | AlreadyDone | ChangedSince):
        return ((numbered(words, ShowTask, said.number),),)
    overview = _OVERVIEWS.get(type(said))
    return ((button(words, overview),),) if overview else ()


def _choices(said: WhichTask | NoDayNamed, context: RenderContext) -> Rows:
    if isinstance(said, NoDayNamed):
        return in_rows(_days_to_ask_for(said, context), 2)
    return _candidates(said, context)


def _days_to_ask_for(said: NoDayNamed, context: RenderContext) -> Iterator[Button]:
    """Days behind the last one, each with its complete command; the reason is asked for next."""
    words = context.words
    if said.from_day is None:
        return
    month = said.from_day.replace(day=1) + timedelta(days=32)
    end = month.replace(day=1) - timedelta(days=1)
    days = [(words.requests.days_more.format(count=count), said.from_day + timedelta(days=count)) for count in (3, 7)]
    if end > said.from_day:
        days.append((words.requests.end_of_month, end))
    for label, day in days:
        shown = f"{label} ({words.days.of_month(day)})"
        yield Button(shown, f"{RequestExtension.canonical} {said.number} {day.day}/{day.month}/{day.year}")


def _candidates(said: WhichTask, context: RenderContext) -> Rows:
    words = context.words
    if not said.candidates:
        return ((button(words, ListTasks),),)
    if said.question:
        return in_rows(_completing(said, context), 2)
    if class_of(said.command) not in WITH_NUMBER_ONLY:
        return ()
    return in_rows([numbered(words, said.command, number) for number in said.candidates], 2)


def _completing(said: WhichTask, context: RenderContext) -> list[Button]:
    """Buttons that answer the question, so that the words kept with it go along."""
    words, options = context.words, [f"/{said.command} {number}" for number in said.candidates]
    is_named = class_of(said.command) in words.hints.labels
    labels = [
        numbered(words, said.command, number).label if is_named else shown_option(option, words.command)
        for number, option in zip(said.candidates, options, strict=True)
    ]
    return option_buttons(options, labels, said.question)
