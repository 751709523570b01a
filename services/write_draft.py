"""Writes the plan that waits, on its coordinator's word, and lets each responsible person know what is theirs."""

from domain.commands import WriteDraft
from domain.drafts import OpenDraft
from domain.plan_notices import PlanImported
from domain.refusals import NothingToWrite, Refused
from services.confirm_plan import PlanFile, write_plan
from services.desk import Desk, Reply
from services.hold_draft import forget, my_draft
from services.tell_assigned import tell_assigned
from storage.units import put_aliases


def write_draft(desk: Desk, _command: WriteDraft) -> Reply:
    """Write every row that was not left out; names that were explained become aliases of their units."""
    draft = my_draft(desk, "write")
    if not draft.plan.tasks:
        raise Refused(NothingToWrite())
    _put_aliases(desk, draft)
    file = PlanFile(draft.file_name, draft.file_hash)
    imported = write_plan(desk.tx, desk.organisation, draft.plan, file, desk.now, desk.person)
    told = tell_assigned(
        desk.tx, desk.organisation, draft.plan.title, imported.numbers, f"assigned:{imported.plan_id}", desk.now
    )
    forget(desk)
    first, last = min(imported.numbers, default=0), max(imported.numbers, default=0)
    notice = PlanImported(draft.plan.title, imported.count, first, last, told.count, told.unreached)
    return Reply([notice])


def _put_aliases(desk: Desk, draft: OpenDraft) -> None:
    for name, unit_id in draft.aliases:
        put_aliases(desk.tx, desk.organisation.id, unit_id, [name])
