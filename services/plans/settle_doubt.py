"""Settles one doubt about a plan that waits, by a number, a button, or yes or no; then asks the next."""

from collections.abc import Sequence
from dataclasses import replace

from domain.drafts import (
    LEAVE_OUT,
    UNREAD,
    UNREAD_SOME,
    Choice,
    Doubt,
    OpenDraft,
    open_doubts,
    settle,
    with_last_day,
    with_lead,
    with_row,
    with_single_lead,
    without_rows,
)
from domain.messages import Refused
from domain.messages.drafts import DateOrderSettled, DraftChanged
from domain.messages.questions import Choose, NoSuchChoice, NothingAsked, NotUnderstood
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import find_unit
from services.context.working_calendar import load_calendar
from services.plans.follow_blocks import settle_blocks
from services.plans.hold_draft import (
    Review,
    doubt_settled,
    draft_meant,
    find_draft,
    keep,
    my_draft,
    only_coordinators,
    open_draft,
    row_of,
    rows_changed,
)
from services.plans.receive_plan import DATE_ORDERS, date_order_settled, dated, in_date_order
from services.plans.shown_questions import answered, question_over

YES_ACTIONS, NO_ACTIONS = ("cancel_task", "amend", "follow_all"), ("keep_task", "separate", "follow_none")
GONE = "gone"
ALL = frozenset({"cancel_all", "keep_all"})


def settle_doubt(context: CommandContext, command: Choose) -> Reply:
    """Do what was chosen; a button of an older question settles that one, not the one asked last.

    "chọn" alone asks the next question again.
    """
    if (command.is_yes is not None or command.letter) and find_draft(context) is None:
        raise Refused(NotUnderstood(""))  # "không" of somebody who was asked nothing is no command
    draft, mark, command = _draft_meant(context, command)
    review = Review(context, draft)
    doubts = review.doubts
    if command == Choose():
        return Reply([review.next_saying()])
    if mark is None and (over := question_over(context, review)):
        return Reply([over, review.next_saying()])
    doubt = _doubt_meant(draft, doubts, mark)
    if taken := doubt_settled(context, draft, doubt, command.seen) or _row_changed(context, draft, doubt, command):
        return Reply([taken, Review(context, draft).next_saying()])
    choice = choice_of(doubt, command)
    after = keep(context, chosen(context, draft, doubt, choice, doubts), choice.action)
    told = told_of_choice(draft, after, choice)
    return answered(context, after, *told, may_replace=True)


def told_of_choice(before: OpenDraft, after: OpenDraft, choice: Choice) -> tuple[DateOrderSettled, ...]:
    """The notice of a choice that reads the whole file again; nothing where no row reads otherwise."""
    return date_order_settled(before.plan, after.plan, choice.action) if choice.action in DATE_ORDERS else ()


def chosen(
    context: CommandContext, draft: OpenDraft, doubt: Doubt, choice: Choice, doubts: Sequence[Doubt]
) -> OpenDraft:
    """The draft after one of a doubt's choices; the doubt is settled by it. Raises Refused(UnitNotFound)."""
    if doubt.code in {UNREAD, UNREAD_SOME}:
        return settle_blocks(draft, doubt, choice)
    settled = [each.mark for each in doubts if each.code == GONE] if choice.action in ALL else [doubt.mark]
    return settle(_apply(context, draft, doubt, choice, doubts), settled)


def _draft_meant(context: CommandContext, command: Choose) -> tuple[OpenDraft, str | None, Choose]:
    """The draft that a button names, else the one that the coordinator works at; the mark of the doubt; the command.

    A page names the version that it shows, too: "MARKxDRAFTvVERSION".
    """
    mark, _, named = (command.mark or "").partition("x")
    draft_id, _, seen = named.partition("v")
    if not draft_id.isdecimal():
        return my_draft(context, Choose), command.mark, command
    if open_draft(context, int(draft_id)) is None:
        only_coordinators(context, Choose)
        raise Refused(NothingAsked())
    if seen.isdecimal():
        command = replace(command, seen=int(seen))
    return draft_meant(context, Choose, int(draft_id)), mark, command


def _row_changed(context: CommandContext, draft: OpenDraft, doubt: Doubt, command: Choose) -> DraftChanged | None:
    return None if doubt.row is None else rows_changed(context, draft, command.seen, Choose, (doubt.row,))


def _doubt_meant(draft: OpenDraft, doubts: Sequence[Doubt], mark: str | None) -> Doubt:
    if mark is not None:
        meant = next((doubt for doubt in doubts if doubt.mark == mark), None)
    else:
        meant = next(iter(open_doubts(draft, doubts)), None)
    if meant is None:
        raise Refused(NothingAsked())
    return meant


def choice_of(doubt: Doubt, command: Choose) -> Choice:
    """The choice meant by a number, a letter, or yes or no. Raises Refused(NoSuchChoice)."""
    if command.is_yes is not None:
        wanted = YES_ACTIONS if command.is_yes else NO_ACTIONS
        found = next((choice for choice in doubt.choices if choice.action in wanted), None)
    else:
        place = ord(command.letter) - ord("A") if command.letter else (command.number or 0) - 1
        found = doubt.choices[place] if 0 <= place < len(doubt.choices) else None
    if found is None:
        raise Refused(NoSuchChoice(len(doubt.choices)))
    return found


def _apply(
    context: CommandContext, draft: OpenDraft, doubt: Doubt, choice: Choice, doubts: Sequence[Doubt]
) -> OpenDraft:
    if choice.action == "read_as":
        return replace(draft, aliases=(*draft.aliases, (doubt.message, find_unit(context, choice.detail).id)))
    if choice.action == "in_year":
        return replace(draft, plan=dated(draft.plan, None, int(choice.detail)))
    if choice.action in DATE_ORDERS:
        return replace(draft, plan=in_date_order(draft.plan, choice.action))
    if choice.action in {"amend", "separate"}:
        return replace(draft, is_separate=choice.action == "separate")
    if doubt.code == GONE:
        meant = [each for each in doubts if each.code == GONE] if choice.action in ALL else [doubt]
        return _with_cancelling(draft, [int(each.message) for each in meant], choice.action)
    return draft if doubt.row is None else _apply_to_row(context, draft, doubt.row, choice)


def _apply_to_row(context: CommandContext, draft: OpenDraft, number: int, choice: Choice) -> OpenDraft:
    if choice.action == "only_lead":
        return with_row(draft, number, lambda task: with_single_lead(task, choice.detail))
    if choice.action == "lead_by":
        return with_row(draft, number, lambda task: with_lead(task, choice.detail))
    if choice.action == LEAVE_OUT:
        return without_rows(draft, [number])
    if choice.action == "workday_before":
        return _due_on_workday(context, draft, number)
    return draft


def _due_on_workday(context: CommandContext, draft: OpenDraft, number: int) -> OpenDraft:
    last_day = row_of(draft, number).deadline.last_day
    if last_day is None:
        return draft
    day = load_calendar(context.tx, context.organisation.id, last_day, last_day).on_or_before(last_day)
    return with_row(draft, number, lambda task: with_last_day(task, day))


def _with_cancelling(draft: OpenDraft, numbers: Sequence[int], action: str) -> OpenDraft:
    kept = tuple(number for number in draft.cancelling if number not in numbers)
    is_cancelling = action in {"cancel_task", "cancel_all"}
    return replace(draft, cancelling=(*kept, *numbers) if is_cancelling else kept)
