"""Founds an organisation from a folder with its list of people and its plans, or takes over what changed there."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from documents.organisation_files import OrganisationFacts
from documents.rosters import Roster
from domain.drafts import PlanReading
from domain.inbox import MessageContext
from domain.messages.drafts import PlanImported
from domain.organisations import Organisation
from services.administration.add_organisation import KnownOrganisations, add_another_organisation
from services.administration.load_roster import load_roster
from services.administration.set_organisation import set_organisation
from services.context.command_context import CommandContext
from services.plans.hold_draft import Review
from services.plans.receive_plan import draft_of, unchanged_plan
from services.plans.write_draft import write_reviewed
from storage.engine.database import Transaction
from storage.organisations import load_organisation, lock_organisation, roster_hash_of, set_roster_hash
from storage.plans import find_by_hash
from storage.units import load_directory


class FolderWrong(Exception):
    """A folder cannot be taken over; the text says why."""


@dataclass(slots=True)
class FolderTaken:
    """What was written of a folder: people of its list, tasks of new plans, plans amended.

    `waiting` are files that would change what is there: they are only taken over when that was agreed to.
    """

    code: str = ""
    name: str = ""
    is_new: bool = False
    people: int = 0
    tasks: int = 0
    amended: int = 0
    waiting: list[str] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        """Whether anything was written."""
        return bool(self.is_new or self.people or self.tasks or self.amended)


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What stands in a folder: whose it is, its list of people with the hash of the file, its plans."""

    facts: OrganisationFacts
    code: str | None
    roster: Roster | None
    roster_hash: str
    plans: tuple[PlanReading, ...]


def known_files(tx: Transaction, organisation_id: int, hashes: Collection[str]) -> set[str]:
    """Which of these files the organisation took over already."""
    roster = roster_hash_of(tx, organisation_id)
    return {each for each in hashes if each == roster or find_by_hash(tx, organisation_id, each) is not None}


def known_units(tx: Transaction, organisation_id: int) -> tuple[str, ...]:
    """Names and other names of the organisation's units."""
    return tuple(sorted(load_directory(tx, organisation_id).names))


def take_folder(
    tx: Transaction,
    organisation_id: int | None,
    contents: FolderContents,
    known: KnownOrganisations,
    timezone: str,
    now: datetime,
    *,
    may_change: bool,
) -> FolderTaken:
    """Write what the folder says, for the organisation it has already or a new one (None).

    Without `may_change` a list of people or a plan that would change an organisation that is there only waits. Raises
    FolderWrong, NameTaken, CodeTaken or FirstUnnamed; then nothing of the transaction is to stay.
    """
    facts, taken = contents.facts, FolderTaken(is_new=organisation_id is None)
    if organisation_id is None:
        organisation = add_another_organisation(tx, facts.name, contents.code, timezone, now, known)
    else:
        organisation = lock_organisation(tx, organisation_id)
    if facts.superior and facts.superior != organisation.superior and (taken.is_new or may_change):
        set_organisation(tx, organisation, replace(organisation, superior=facts.superior), now)
        organisation = load_organisation(tx, organisation.id)
    taken.code, taken.name = organisation.code or "", organisation.name
    _take_roster(tx, organisation, contents, taken, now, may_change=may_change or taken.is_new)
    for plan in contents.plans:
        _take_plan(tx, organisation, plan, taken, now, may_change=may_change)
    return taken


def _take_roster(
    tx: Transaction,
    organisation: Organisation,
    contents: FolderContents,
    taken: FolderTaken,
    now: datetime,
    *,
    may_change: bool,
) -> None:
    if contents.roster is None or contents.roster_hash == roster_hash_of(tx, organisation.id):
        return
    if not may_change:
        taken.waiting.append("danh sách")
        return
    taken.people = load_roster(tx, organisation, contents.roster, now).people
    set_roster_hash(tx, organisation.id, contents.roster_hash)


def _take_plan(
    tx: Transaction,
    organisation: Organisation,
    plan: PlanReading,
    taken: FolderTaken,
    now: datetime,
    *,
    may_change: bool,
) -> None:
    if plan.plan is None:
        raise FolderWrong(f"{plan.file_name}: {plan.trouble}")
    if find_by_hash(tx, organisation.id, plan.file_hash) is not None:
        return
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    draft = draft_of(context, plan.plan, plan.file_name, plan.file_hash)
    if unchanged_plan(context, draft) is not None:
        return
    review = Review(context, draft)
    if review.difference is not None and not may_change:
        taken.waiting.append(plan.file_name)
        return
    written = write_reviewed(context, review)
    if isinstance(written, PlanImported):
        taken.tasks += written.count
    else:
        taken.amended += 1
