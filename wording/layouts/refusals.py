"""A refusal: its sentence in the language, and a button towards what can be done instead."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from domain.messages import Refusal
from domain.messages.accounts import OnlyForRole
from domain.messages.history import ChangedSince
from domain.messages.people import NoSuchUnit
from domain.messages.questions import NotUnderstood, WhichAnswer, WhichTask
from domain.messages.tasks import AlreadyDone, AlreadyReported, NoSuchTask, NotReported, NotYourTask, TaskCancelled
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows
from wording.layouts.buttons import button, if_possible, in_rows, numbered
from wording.layouts.parts import RenderContext
from wording.messages import Button
from wording.options import option_buttons, shown_option

TEXT = 70
WITHOUT_NUMBER = frozenset({"help", "tasks", "undo", "status", "waiting", "requests"})
WITH_NUMBER_ONLY = frozenset({"task", "ack", "done", "progress", "confirm", "unblock", "decide"})
# Which overview helps after which refusal.
_OVERVIEWS: dict[type, str] = {
    NoSuchTask: "tasks",
    NotYourTask: "tasks",
    TaskCancelled: "tasks",
    NotReported: "waiting",
    OnlyForRole: "help",
}


def refusal(said: Refusal, setting: RenderContext) -> Draft:
    """One helpful sentence."""
    cleaned = _cleaned(said, setting)
    sentence = setting.words.refusals[type(said)](cleaned, setting.words.days)
    return Draft((Block(sentence),), (), if_possible(setting, _buttons(cleaned, setting)))


def _cleaned(said: Any, setting: RenderContext) -> Any:
    """The same refusal with texts safe to show and instants in local time."""
    return replace(said, **{field.name: _value(getattr(said, field.name), setting) for field in fields(said)})


def _value(value: Any, setting: RenderContext) -> Any:
    if isinstance(value, str):
        return clean(value, TEXT)
    if isinstance(value, datetime):
        return setting.local(value)
    if isinstance(value, tuple):
        return tuple(_value(each, setting) for each in value)
    return value


def _buttons(said: Refusal, setting: RenderContext) -> Rows:
    words = setting.words
    if isinstance(said, WhichTask):
        return _candidates(said, setting)
    if isinstance(said, WhichAnswer):
        labels = [shown_option(option, words.command) for option in said.options]
        return in_rows(option_buttons(said.options, labels, said.question) if said.question else (), 1)
    if isinstance(said, NotUnderstood):
        names = [name for name in said.suggestions if name in WITHOUT_NUMBER]
        return in_rows([button(words, name) for name in names], 3)
    if isinstance(said, NoSuchUnit):
        return in_rows([Button(name, f"status {name}") for name in said.suggestions if name], 1)
    if isinstance(said, AlreadyReported | AlreadyDone | ChangedSince):
        return ((numbered(words, "task", said.number),),)
    overview = _OVERVIEWS.get(type(said))
    return ((button(words, overview),),) if overview else ()


def _candidates(said: WhichTask, setting: RenderContext) -> Rows:
    words = setting.words
    if not said.candidates:
        return ((button(words, "tasks"),),)
    if said.question:
        return in_rows(_completing(said, setting), 4)
    if said.command not in WITH_NUMBER_ONLY:
        return ()
    return in_rows([numbered(words, said.command, number) for number in said.candidates], 4)


def _completing(said: WhichTask, setting: RenderContext) -> list[Button]:
    """Buttons that answer the question, so that the words kept with it go along."""
    words, options = setting.words, [f"/{said.command} {number}" for number in said.candidates]
    is_named = said.command in words.hints.labels
    labels = [
        numbered(words, said.command, number).label if is_named else shown_option(option, words.command)
        for number, option in zip(said.candidates, options, strict=True)
    ]
    return option_buttons(options, labels, said.question)
