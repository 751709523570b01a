"""Takes a list of people by chat: asks the roles it leaves open, shows what it changes, and writes it after a yes."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from documents.rosters import Roster
from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.rosters import (
    LoadRoster,
    RosterDifference,
    RosterLoaded,
    RosterMissing,
    RosterRoleAsked,
    RosterShown,
    UnitChange,
)
from domain.rosters import answered, role_questions
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import refuse_turning_marks
from services.context.questions import ask_question
from services.rosters.settle_roles import with_known_answers
from services.rosters.take_over import Loaded, take_over
from storage.people import load_contacts
from storage.waiting_rosters import WaitingRoster, find_waiting, forget_waiting, put_waiting

KEPT_FOR = timedelta(days=7)
_HAS_ROLE, _HAS_NOT = "A", "B"


def receive_roster(context: CommandContext, command: LoadRoster) -> Reply:
    """The next step with the list: a question about a role, the difference, or that it was taken over.

    Raises Refused with OnlyForRole or RosterMissing.
    """
    if not context.person.roles & LoadRoster.roles:
        raise Refused(OnlyForRole(LoadRoster.canonical, tuple(sorted(LoadRoster.roles))))
    waiting = _waiting(context, command)
    # Before the answers are counted: the same list, asked about twice, has the same questions.
    roster = with_known_answers(context.tx, context.organisation.id, waiting.roster)
    asked = role_questions(roster)
    answers = command.answers[: len(asked)]
    for question, answer in zip(asked, answers, strict=False):
        roster = answered(roster, question, has_role=answer == _HAS_ROLE)
    if len(answers) < len(asked):
        return _ask(context, waiting, roster, asked_before=answers)
    seen = _tried(context, roster)
    if seen.has_difference and command.agreed != _mark(seen):
        return _show(context, waiting, seen, answers)
    return _load(context, waiting, roster)


def _waiting(context: CommandContext, command: LoadRoster) -> WaitingRoster:
    refuse_turning_marks(context)
    own, by = context.organisation.id, context.person.person_id
    if command.roster is not None:
        return put_waiting(context.tx, own, by, command.file_name, command.roster, context.now)
    found = find_waiting(context.tx, own, by, command.waiting, context.now - KEPT_FOR)
    if found is None:
        raise Refused(RosterMissing(context.origin.takes_files))
    return found


def _ask(context: CommandContext, waiting: WaitingRoster, roster: Roster, asked_before: str) -> Reply:
    left = role_questions(roster)
    options = [_typed(waiting, asked_before + letter) for letter in (_HAS_ROLE, _HAS_NOT)]
    question = ask_question(context, waiting.file_name, options)
    number, count = len(asked_before) + 1, len(asked_before) + len(left)
    people = len({row.person for row in roster.rows if row.person})
    notice = RosterRoleAsked(waiting.file_name, people, left[0], number, count, question.options, question.id)
    return Reply([notice], may_replace=bool(asked_before))


def _show(context: CommandContext, waiting: WaitingRoster, seen: Loaded, answers: str) -> Reply:
    question = ask_question(context, waiting.file_name, [f"{_typed(waiting, answers)} {_mark(seen)}"])
    shown = RosterShown(
        waiting.file_name,
        seen.listed_units,
        seen.people,
        _difference(seen),
        seen.questions,
        question.options,
        question.id,
    )
    return Reply([shown], may_replace=bool(answers))


def _load(context: CommandContext, waiting: WaitingRoster, roster: Roster) -> Reply:
    loaded = take_over(replace(context), roster)
    forget_waiting(context.tx, waiting.id)
    contacts = load_contacts(context.tx, context.organisation.id)
    unlinked = sum(not contact.channels for contact in contacts)
    written = RosterLoaded(waiting.file_name, loaded.listed_units, loaded.people, _difference(loaded), unlinked)
    return Reply([written, *loaded.requests_left], may_replace=True)


def _tried(context: CommandContext, roster: Roster) -> Loaded:
    """What loading would do: it is done, and rolled back. What others change meanwhile changes it, too."""
    with context.tx.begin_nested() as trial:
        loaded = take_over(replace(context), roster)
        trial.rollback()
    return loaded


def _typed(waiting: WaitingRoster, answers: str) -> str:
    return f"/{LoadRoster.canonical} {waiting.id} {answers}".strip()


def _mark(seen: Loaded) -> str:
    """The same for the same difference: a yes counts for what was shown, and for nothing else."""
    return hashlib.sha256(repr(_difference(seen)).encode()).hexdigest()[:12]


def _difference(seen: Loaded) -> RosterDifference:
    moved = tuple(UnitChange(before, after, person) for person, before, after in seen.moved)
    renamed = tuple(UnitChange(before, after) for before, after in seen.renamed)
    return RosterDifference(seen.added, seen.left, moved, renamed, seen.changes, seen.withheld, seen.is_addition)
