"""Settles the role questions of a list that an answer to an earlier version of it has settled already."""

from documents.rosters import Roster
from domain.rosters import ASKED_ROLES, RosterQuestion, answered, role_questions
from services.rosters.match_list import match_list
from storage.engine.database import Transaction
from storage.listed_people import KnownPerson, load_known_people
from storage.people import person_key
from storage.units import load_directory


def with_known_answers(tx: Transaction, organisation_id: int, roster: Roster) -> Roster:
    """The list without the questions about people to whom the last list gave the role asked about: they keep it."""
    if not role_questions(roster):
        return roster
    known = load_known_people(tx, organisation_id)
    matched = match_list(roster, load_directory(tx, organisation_id), known).roster
    by_key = {person_key(one.holder.name): one for one in known.values()}
    # Matching renames people and adds questions behind those of the list, so the two lists run in step.
    for own, named in zip(role_questions(roster), role_questions(matched), strict=True):
        if _have_role(named, by_key):
            roster = answered(roster, own, has_role=True)
    return roster


def _have_role(question: RosterQuestion, known: dict[str, KnownPerson]) -> bool:
    role = ASKED_ROLES[question.doubt]
    people = [known.get(person_key(name)) for name in question.people]
    return all(one is not None and any(held is role for held, _ in one.listed or ()) for one in people)
