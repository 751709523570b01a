"""Takes a coordinator's draft from the drawer and puts it back; says what is still to be decided about it."""

from collections.abc import Callable

from domain.authorisation import CONFIRMS, may_confirm
from domain.drafts import KEPT_FOR, Doubt, OpenDraft, UnknownUnit, doubts_of, find_row, open_doubts, settle
from domain.notices import Saying
from domain.plan_notices import DoubtAsked, DraftShown, RowLine
from domain.plans import TaskDraft, UnitMention
from domain.refusals import NoDraft, NoSuchRow, OnlyForRole, Refused
from services.confirm_plan import unknown_units
from services.desk import Desk
from storage.drafts import end_draft, keep_draft, load_draft


def only_coordinators(desk: Desk, command: str) -> None:
    """Raises Refused for everybody who does not look after the plan."""
    if not may_confirm(desk.person):
        raise Refused(OnlyForRole(command, tuple(sorted(CONFIRMS))))


def find_draft(desk: Desk) -> OpenDraft | None:
    """The draft of the person who asks, unless it lay untouched for a week."""
    return load_draft(desk.tx, desk.organisation.id, desk.person.person_id, desk.now - KEPT_FOR)


def my_draft(desk: Desk, command: str) -> OpenDraft:
    """The draft of the coordinator who asks.

    Raises Refused with OnlyForRole or NoDraft.
    """
    only_coordinators(desk, command)
    found = find_draft(desk)
    if found is None:
        raise Refused(NoDraft())
    return found


def keep(desk: Desk, draft: OpenDraft) -> None:
    """Put the draft back; its week begins anew."""
    keep_draft(desk.tx, desk.organisation.id, desk.person.person_id, draft, desk.now)


def forget(desk: Desk) -> None:
    """The draft has come to its end."""
    end_draft(desk.tx, desk.organisation.id, desk.person.person_id)


def row_of(draft: OpenDraft, number: int) -> TaskDraft:
    """The row of this number.

    Raises Refused with NoSuchRow.
    """
    found = find_row(draft.plan, number)
    if found is None:
        raise Refused(NoSuchRow(number, max((task.number for task in draft.plan.tasks), default=0)))
    return found


def strangers(desk: Desk, draft: OpenDraft) -> tuple[UnknownUnit, ...]:
    """Units the plan names and nobody knows; none as long as the organisation has no units at all."""
    if not desk.directory.units:
        return ()
    known = {name for name, _ in draft.aliases}
    return tuple(unit for unit in unknown_units(desk.directory, draft.plan) if unit.name not in known)


def all_doubts(desk: Desk, draft: OpenDraft) -> tuple[Doubt, ...]:
    """Every doubt, settled or not."""
    return doubts_of(draft.plan, strangers(desk, draft))


def summary(desk: Desk, draft: OpenDraft) -> DraftShown:
    """The plan in a few lines."""
    plan, doubts = draft.plan, all_doubts(desk, draft)
    return DraftShown(
        file_name=draft.file_name,
        title=plan.title,
        number=plan.number,
        issuer=plan.issuer,
        issued_on=plan.issued_on,
        rows=len(plan.tasks),
        doubts=len(doubts),
        left=len(open_doubts(draft, doubts)),
        unknown=strangers(desk, draft),
    )


def next_saying(desk: Desk, draft: OpenDraft) -> Saying:
    """The next question; when nothing is open any more, the summary, which says how to write the plan."""
    doubts = all_doubts(desk, draft)
    left = open_doubts(draft, doubts)
    if not left:
        return summary(desk, draft)
    return DoubtAsked(doubts.index(left[0]) + 1, len(doubts), left[0])


def settle_row(desk: Desk, draft: OpenDraft, number: int, is_settled: Callable[[Doubt], bool]) -> OpenDraft:
    """The draft with those doubts about a row settled."""
    doubts = [doubt for doubt in all_doubts(desk, draft) if doubt.row == number]
    return settle(draft, [doubt.mark for doubt in doubts if is_settled(doubt)])


def row_line(desk: Desk, draft: OpenDraft, row: TaskDraft) -> RowLine:
    """The row as it would be written: units by the names they are known by."""
    deadline = row.deadline
    return RowLine(
        number=row.number,
        code=row.code,
        title=row.title,
        lead_names=_names(desk, draft, row.lead),
        coordinating_names=_names(desk, draft, row.coordinating),
        wording=deadline.wording,
        last_day=deadline.last_day,
        at_time=deadline.at_time,
        product=row.product,
    )


def _names(desk: Desk, draft: OpenDraft, mentions: tuple[UnitMention, ...]) -> tuple[str, ...]:
    aliases = dict(draft.aliases)
    found = (desk.directory.units.get(aliases.get(m.name, 0)) or desk.directory.find(m.name) for m in mentions)
    return tuple(unit.name if unit else m.name for unit, m in zip(found, mentions, strict=True))
