"""Loads and saves the draft a coordinator works at: what is to be decided, and what others changed meanwhile."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from propcache.api import cached_property

from domain.amendments import Difference, is_later_version, questions_about
from domain.authorisation import may_confirm
from domain.draft_blocks import items_of
from domain.drafts import (
    KEPT_FOR,
    Doubt,
    OpenDraft,
    SilentUnit,
    UnknownUnit,
    doubts_about_bare_rows,
    doubts_about_blocks,
    doubts_of,
    find_row,
    open_doubts,
    settle,
    without_idle_warnings,
)
from domain.history import EventKind
from domain.messages import Command, Refused, Response
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import (
    DoubtAsked,
    DraftChange,
    DraftChanged,
    DraftShown,
    DraftSummary,
    NoDraft,
    NoSuchRow,
    RowSummary,
    StillReading,
)
from domain.messages.questions import Choose
from domain.people import CONFIRMS, Unit
from domain.plans import PlanDraft, TaskDraft
from services.context.command_context import CommandContext
from services.context.record_change import record
from services.plans.compare_plan import Names, change_lines, compare_plan, find_earlier
from services.plans.confirm_plan import unknown_units
from storage.drafts import (
    DROPPED,
    WRITTEN,
    RowChange,
    WaitingDraft,
    add_draft,
    close_draft,
    doubt_settled_by_other,
    draft_of_reader,
    load_draft,
    rows_changed_by_others,
    save_draft,
    set_reader,
    waiting_drafts,
)
from storage.inbox import is_any_set_aside
from storage.people import Contact, load_contacts
from storage.plans import ImportedPlan

DRAFT_CHANGED = EventKind.DRAFT_CHANGED
PHOTOGRAPH = "anh-chup.jpg"  # what a picture that has no name of its own is called
LEFT_OUT, DOUBT, WHOLE = "left_out", "doubt", "title"
SHOWN_PARTS = ("deadline", "lead", "coordinating", "title", "product")


def find_silent_units(plan: PlanDraft, names: Names, contacts: Sequence[Contact]) -> tuple[SilentUnit, ...]:
    """Known units, in the plan's order, each once; a group speaks through its members.

    Units that the organisation does not know are a question of their own, and are not named here. Before the first
    person has linked a phone, missing links are no news: only units without people are named then.
    """
    is_anybody_linked = any(contact.channels for contact in contacts)
    rows: dict[Unit, list[str]] = {}
    for task in plan.tasks:
        for unit in dict.fromkeys(names.find(mention) for mention in (*task.lead, *task.coordinating)):
            if unit is not None:
                rows.setdefault(unit, []).append(task.code)
    found = ((unit, codes, _people_of(unit, names, contacts)) for unit, codes in rows.items())
    return tuple(
        SilentUnit(unit.name, tuple(codes), tuple(contact.name for contact in people))
        for unit, codes, people in found
        if not any(contact.channels for contact in people) and (is_anybody_linked or not people)
    )


def _people_of(unit: Unit, names: Names, contacts: Sequence[Contact]) -> list[Contact]:
    units = names.directory.with_members({unit.id})
    return [contact for contact in contacts if contact.unit_ids & units]


def only_coordinators(context: CommandContext, command: type[Command]) -> None:
    """Raises Refused for everybody who does not look after the plan."""
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(CONFIRMS))))


def find_draft(context: CommandContext) -> OpenDraft | None:
    """The draft that this person works at; none where it lay untouched for a week."""
    mine = draft_of_reader(context.tx, context.organisation.id, context.person.person_id)
    return None if mine is None else open_draft(context, mine[0])


def open_draft(context: CommandContext, draft_id: int) -> OpenDraft | None:
    """A draft of the organisation, shared by all coordinators, unless it lay untouched for a week."""
    return load_draft(context.tx, context.organisation.id, draft_id, context.now - KEPT_FOR)


def drafts_waiting(context: CommandContext) -> list[WaitingDraft]:
    """Every draft of the organisation that waits."""
    return waiting_drafts(context.tx, context.organisation.id, context.now - KEPT_FOR)


def is_reading_file(context: CommandContext) -> bool:
    """Whether a file that came from this chat is being read."""
    origin = context.origin
    return is_any_set_aside(context.tx, context.organisation.id, origin.channel, origin.chat_id, context.now)


def no_draft(context: CommandContext) -> Refused:
    """The refusal of somebody who works at no draft: with those that wait, or because theirs is being read."""
    if is_reading_file(context):
        return Refused(StillReading())
    return Refused(NoDraft(tuple(DraftSummary(one.id, one.title, one.made_by) for one in drafts_waiting(context))))


def my_draft(context: CommandContext, command: type[Command]) -> OpenDraft:
    """The draft of the coordinator who asks.

    Raises Refused with OnlyForRole or NoDraft.
    """
    only_coordinators(context, command)
    found = find_draft(context)
    if found is None:
        raise no_draft(context)
    return found


def draft_meant(context: CommandContext, command: type[Command], draft_id: int | None) -> OpenDraft:
    """The draft that a page names, which the coordinator works at from then on; without one as `my_draft`.

    Raises Refused with OnlyForRole or NoDraft.
    """
    if draft_id is None:
        return my_draft(context, command)
    only_coordinators(context, command)
    found = open_draft(context, draft_id)
    if found is None:
        raise no_draft(context)
    mine = find_draft(context)
    if mine is None or mine.id != found.id:
        work_at(context, found)
    return found


def work_at(context: CommandContext, draft: OpenDraft) -> None:
    """Make this the draft that the coordinator works at, and its version the one they have seen."""
    set_reader(context.tx, context.organisation.id, context.person.person_id, draft.id, draft.version)


def keep(context: CommandContext, draft: OpenDraft, choice: str = "") -> OpenDraft:
    """Save the draft and return it as stored; its week begins again. `choice`: how doubts were settled.

    Raises DraftMoved when somebody else changed it since it was loaded; the command is then tried again.
    """
    own, by = context.organisation.id, context.person.person_id
    if draft.id == 0:
        kept, has_seen_all = add_draft(context.tx, own, draft, by, context.now), True
    else:
        kept = save_draft(context.tx, own, draft, by, context.now, choice)
        has_seen_all = draft_of_reader(context.tx, own, by) == (draft.id, draft.version)
    if has_seen_all:
        work_at(context, kept)
    record(context, DRAFT_CHANGED, None, {"detail": draft.file_name})  # so that an undo stops here
    return kept


def drop(context: CommandContext, draft: OpenDraft) -> None:
    """The draft is not wanted."""
    close_draft(context.tx, draft, DROPPED, context.now)
    record(context, DRAFT_CHANGED, None, {})


def forget(context: CommandContext, draft: OpenDraft) -> None:
    """Close the draft as written. Raises DraftMoved when somebody changed it meanwhile."""
    close_draft(context.tx, draft, WRITTEN, context.now)


def row_of(draft: OpenDraft, number: int) -> TaskDraft:
    """The row of this number.

    Raises Refused with NoSuchRow.
    """
    found = find_row(draft.plan, number)
    if found is None:
        raise Refused(NoSuchRow(number, max((task.number for task in draft.plan.tasks), default=0)))
    return found


def example_row(draft: OpenDraft) -> int:
    """A row that examples may speak of: the first one with a doubt, else the first."""
    doubted = {warning.task for warning in draft.plan.warnings}
    rows = draft.plan.tasks
    return next((task.number for task in rows if task.code in doubted), rows[0].number if rows else 1)


@dataclass(frozen=True)
class Review:
    """A draft with its difference to the earlier version and its open doubts, computed once."""

    context: CommandContext
    draft: OpenDraft

    @cached_property
    def names(self) -> Names:
        """Units by their names in the plan."""
        return Names(self.context.directory, dict(self.draft.aliases))

    @cached_property
    def strangers(self) -> tuple[UnknownUnit, ...]:
        """Units of the plan that the organisation does not have; none as long as it has no units at all."""
        if not self.context.directory.units:
            return ()
        found = unknown_units(self.context.directory, self.draft.plan)
        return tuple(unit for unit in found if unit.name not in self.names.aliases)

    @cached_property
    def silent(self) -> tuple[SilentUnit, ...]:
        """Known units without anybody who would be told of their tasks."""
        contacts = load_contacts(self.context.tx, self.context.organisation.id)
        return find_silent_units(self.draft.plan, self.names, contacts)

    @cached_property
    def lookalike(self) -> ImportedPlan | None:
        """The plan that this one seems to be a later version of."""
        return find_earlier(self.context.tx, self.context.organisation.id, self.draft.plan)

    @property
    def earlier(self) -> ImportedPlan | None:
        """The plan that this one is a later version of, unless its coordinator said it is not."""
        return None if self.draft.is_separate else self.lookalike

    @cached_property
    def difference(self) -> Difference | None:
        """What the later version has otherwise; None for a new plan."""
        if self.earlier is None:
            return None
        return compare_plan(self.context.tx, self.context.organisation.id, self.earlier, self.draft.plan, self.names)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every doubt, settled or not. What the earlier version had just so has been decided upon before."""
        same = self.difference.same if self.difference else frozenset()
        plan = without_idle_warnings(self.draft)
        blocks = doubts_about_blocks(self.draft)
        found = [*doubts_of(plan, self.strangers, self.context.today.year), *blocks, *doubts_about_bare_rows(plan)]
        found = [doubt for doubt in found if doubt.row is None or doubt.row not in same]
        version = [is_later_version(self.draft.plan, self.lookalike.title)] if self.lookalike else []
        gone = questions_about(self.difference.gone) if self.difference else ()
        return (*version, *found, *gone)

    @property
    def left(self) -> tuple[Doubt, ...]:
        """The doubts that are open."""
        return open_doubts(self.draft, self.doubts)

    def summary(self) -> DraftShown:
        """The plan in a few lines."""
        plan, items = self.draft.plan, items_of(self.draft.rows_read, self.draft.blocks)
        return DraftShown(
            file_name=self.draft.file_name,
            title=plan.title,
            number=plan.number,
            issuer=plan.issuer,
            issued_on=plan.issued_on,
            rows=len(plan.tasks),
            doubts=len(self.doubts),
            left=len(self.left),
            unknown=self.strangers,
            earlier=self.earlier.title if self.earlier else None,
            changes=change_lines(self.difference, self.names) if self.difference else (),
            example_row=example_row(self.draft),
            silent=self.silent,
            blocks=items.unread,
            followed=items.followed,
            read=items.read,
            made_by=self._made_by,
            others=self._others,
            is_one_picture=self.draft.file_name == PHOTOGRAPH,
        )

    @cached_property
    def _waiting(self) -> list[WaitingDraft]:
        return drafts_waiting(self.context) if self.draft.id else []

    @property
    def _made_by(self) -> str:
        mine = self.context.actor.name if self.context.actor else ""
        name = next((one.made_by for one in self._waiting if one.id == self.draft.id), "")
        return "" if name == mine else name

    @property
    def _others(self) -> tuple[DraftSummary, ...]:
        others = (one for one in self._waiting if one.id != self.draft.id)
        return tuple(DraftSummary(one.id, one.title, one.made_by) for one in others)

    def asked(self, doubt: Doubt) -> DoubtAsked:
        """One doubt as a question; its mark names the draft, so that an old button answers for no other plan."""
        marked = replace(doubt, mark=f"{doubt.mark}x{self.draft.id}") if self.draft.id else doubt
        row = None if doubt.row is None else find_row(self.draft.plan, doubt.row)
        return DoubtAsked(self.doubts.index(doubt) + 1, len(self.doubts), marked, row.picture if row else "")

    def next_saying(self) -> Response:
        """The next question, or the summary with how to write the plan when no doubt is open."""
        return self.asked(self.left[0]) if self.left else self.summary()


def settle_row(
    context: CommandContext, draft: OpenDraft, number: int, is_settled: Callable[[Doubt], bool]
) -> OpenDraft:
    """The draft with those doubts about a row settled."""
    doubts = [doubt for doubt in Review(context, draft).doubts if doubt.row == number]
    return settle(draft, [doubt.mark for doubt in doubts if is_settled(doubt)])


def row_line(context: CommandContext, draft: OpenDraft, row: TaskDraft) -> RowSummary:
    """The row as it would be written: units by the names they are known by."""
    deadline, names = row.deadline, Review(context, draft).names
    return RowSummary(
        number=row.number,
        code=row.code,
        title=row.title,
        lead_names=names.of(row.lead),
        coordinating_names=names.of(row.coordinating),
        wording=deadline.wording,
        last_day=deadline.last_day,
        at_time=deadline.at_time,
        product=row.product,
    )


def rows_changed(
    context: CommandContext,
    draft: OpenDraft,
    seen: int | None,
    attempt: type[Command],
    numbers: Collection[int] | None = None,
) -> DraftChanged | None:
    """What others changed in these rows (None: in any) since the version seen; None when nothing.

    Once told, the coordinator has seen it: the same command typed again is obeyed.
    """
    found = rows_changed_by_others(context.tx, draft, context.person.person_id, _seen(context, draft, seen))
    changes = [_told(context, draft, each) for each in found if numbers is None or each.number in numbers]
    return _answered(context, draft, changes, attempt)


def doubt_settled(context: CommandContext, draft: OpenDraft, doubt: Doubt, seen: int | None) -> DraftChanged | None:
    """Who else settled a doubt since the version seen; None when nobody did."""
    by = doubt_settled_by_other(context.tx, draft, doubt.mark, context.person.person_id, _seen(context, draft, seen))
    changes = [] if by is None else [DraftChange(doubt.row, DOUBT, by.choice, by.by, by.at)]
    return _answered(context, draft, changes, Choose)


def _seen(context: CommandContext, draft: OpenDraft, seen: int | None) -> int:
    if seen is not None:
        return seen
    mine = draft_of_reader(context.tx, context.organisation.id, context.person.person_id)
    return mine[1] if mine is not None and mine[0] == draft.id else draft.version


def _answered(
    context: CommandContext, draft: OpenDraft, changes: list[DraftChange], attempt: type[Command]
) -> DraftChanged | None:
    if not changes:
        return None
    work_at(context, draft)
    return DraftChanged(tuple(changes), attempt.canonical)


def _told(context: CommandContext, draft: OpenDraft, change: RowChange) -> DraftChange:
    row = find_row(draft.plan, change.number)
    if row is None or change.parts == (LEFT_OUT,):
        return DraftChange(change.number, LEFT_OUT, "", change.by, change.at)
    part = next((each for each in change.parts if each in SHOWN_PARTS), WHOLE)
    return DraftChange(change.number, part, _value(context, draft, row, part), change.by, change.at)


def _value(context: CommandContext, draft: OpenDraft, row: TaskDraft, part: str) -> str:
    line = row_line(context, draft, row)
    values = {
        "deadline": line.wording,
        "lead": "; ".join(line.lead_names),
        "coordinating": "; ".join(line.coordinating_names),
        "title": line.title,
        "product": line.product or "",
    }
    return values[part]
