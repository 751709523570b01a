"""What an answer about a role changes in a list."""

import pytest

from domain.people import Role
from domain.rosters import Roster, RosterDoubt, RosterQuestion, RosterRow, answered, role_questions

ACTING = RosterQuestion(RosterDoubt.ACTING_HEAD, ("An",), "Phòng Kinh tế", "Phó phòng phụ trách")
FOLLOWS = RosterQuestion(RosterDoubt.FOLLOWS, ("An",), "Phòng Kinh tế", "theo dõi")
DEPUTIES = RosterQuestion(RosterDoubt.DEPUTY_CHAIR, ("An", "Bình"))
NOBODY = RosterQuestion(RosterDoubt.NO_COORDINATOR)
ROSTER = Roster(
    (
        RosterRow(1, "Phòng Kinh tế", person="An", role=Role.OFFICER),
        RosterRow(1, "Trạm Y tế", person="An", role=Role.OFFICER),
        RosterRow(2, "UBND phường", person="Bình", role=Role.OFFICER),
    ),
    (),
    (NOBODY, ACTING, DEPUTIES, FOLLOWS),
    is_office_list=True,
)


def roles(roster: Roster) -> list[tuple[str | None, str | None, Role | None]]:
    return [(row.person, row.unit, row.role) for row in roster.rows]


def test_only_questions_about_roles_are_answered_with_a_role() -> None:
    assert role_questions(ROSTER) == (ACTING, DEPUTIES, FOLLOWS)


@pytest.mark.parametrize("question", [ACTING, DEPUTIES, FOLLOWS])
def test_no_leaves_everybody_an_officer_and_closes_the_question(question: RosterQuestion) -> None:
    settled = answered(ROSTER, question, has_role=False)
    assert settled.rows == ROSTER.rows
    assert settled.questions == tuple(other for other in ROSTER.questions if other != question)


def test_an_acting_head_heads_the_unit_asked_about_and_no_other() -> None:
    assert roles(answered(ROSTER, ACTING, has_role=True)) == [
        ("An", "Phòng Kinh tế", Role.HEAD),
        ("An", "Trạm Y tế", Role.OFFICER),
        ("Bình", "UBND phường", Role.OFFICER),
    ]


def test_an_office_comes_beside_the_role_in_the_unit_once_for_each_person() -> None:
    settled = answered(ROSTER, DEPUTIES, has_role=True)
    assert settled.rows[:3] == ROSTER.rows
    assert {(row.person, row.role) for row in settled.rows[3:]} == {("An", Role.LEADER), ("Bình", Role.LEADER)}
    assert len(settled.rows) == 5


def test_who_follows_the_plan_answers_that_the_list_names_nobody() -> None:
    assert NOBODY in answered(ROSTER, FOLLOWS, has_role=False).questions
    assert NOBODY not in answered(ROSTER, FOLLOWS, has_role=True).questions
