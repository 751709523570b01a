"""Settles one doubt about a plan that waits, by a number, a button, or yes or no; then asks the next."""

from collections.abc import Sequence
from dataclasses import replace

from domain.commands import Choose
from domain.drafts import Choice, Doubt, OpenDraft, open_doubts, settle, with_row, with_single_lead, without_rows
from domain.refusals import NoSuchChoice, NothingAsked, NotUnderstood, Refused
from services.desk import Desk, Reply
from services.edit_draft import find_unit
from services.hold_draft import all_doubts, find_draft, keep, my_draft, next_saying

YES_ACTION, NO_ACTION = "cancel_task", "keep_task"


def settle_doubt(desk: Desk, command: Choose) -> Reply:
    """Do what was chosen; a button of an older question settles that one, not the one asked last."""
    if command.is_yes is not None and find_draft(desk) is None:
        raise Refused(NotUnderstood(""))  # "không" of somebody who was asked nothing is no command
    draft = my_draft(desk, "choose")
    doubt = _doubt_meant(draft, all_doubts(desk, draft), command)
    choice = _choice(doubt, command)
    after = settle(_apply(desk, draft, doubt, choice), [doubt.mark])
    keep(desk, after)
    return Reply([next_saying(desk, after)], may_replace=True)


def _doubt_meant(draft: OpenDraft, doubts: Sequence[Doubt], command: Choose) -> Doubt:
    if command.mark is not None:
        meant = next((doubt for doubt in doubts if doubt.mark == command.mark), None)
    else:
        meant = next(iter(open_doubts(draft, doubts)), None)
    if meant is None:
        raise Refused(NothingAsked())
    return meant


def _choice(doubt: Doubt, command: Choose) -> Choice:
    if command.is_yes is not None:
        wanted = YES_ACTION if command.is_yes else NO_ACTION
        found = next((choice for choice in doubt.choices if choice.action == wanted), None)
    else:
        place = (command.number or 0) - 1
        found = doubt.choices[place] if 0 <= place < len(doubt.choices) else None
    if found is None:
        raise Refused(NoSuchChoice(len(doubt.choices)))
    return found


def _apply(desk: Desk, draft: OpenDraft, doubt: Doubt, choice: Choice) -> OpenDraft:
    if choice.action == "read_as":
        return replace(draft, aliases=(*draft.aliases, (doubt.message, find_unit(desk, choice.detail).id)))
    if choice.action == "only_lead" and doubt.row is not None:
        return with_row(draft, doubt.row, lambda task: with_single_lead(task, choice.detail))
    if choice.action == "drop_row" and doubt.row is not None:
        return without_rows(draft, [doubt.row])
    return draft
