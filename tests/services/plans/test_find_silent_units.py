"""Units of a plan of which nobody would be told are shown before it is written; on both engines."""

import pytest

from documents.plans.plan_reader import read_plan
from domain.drafts import SilentUnit
from domain.messages.drafts import DraftShown
from services.plans.compare_plan import Names
from services.plans.hold_draft import find_silent_units
from storage.people import load_contacts
from storage.units import load_directory, put_unit
from tests.plans_in_chat import plan_text, send_plan
from tests.world import HA, LAN, MINH, World

OWN, UBND, LIBRARY = "Ban Xây dựng Đảng", "UBND phường", "Thư viện phường"
ROWS = [
    ("Rà soát hạ tầng số", OWN, UBND, "trước ngày 15/4/2026"),
    ("Tập huấn kỹ năng số", UBND, LIBRARY, "trong tháng 5/2026"),
]


@pytest.fixture(autouse=True)
def library(world: World) -> None:
    """A unit that an earlier plan brought in: nobody is on the list for it."""
    with world.database.transaction() as tx:
        put_unit(tx, world.organisation_id, LIBRARY, is_group=False)


def silent(world: World, rows: list[tuple[str, str, str, str]]) -> tuple[SilentUnit, ...]:
    plan = read_plan(plan_text(rows), "ke-hoach.txt")
    with world.database.reading() as tx:
        names = Names(load_directory(tx, world.organisation_id), {})
        return find_silent_units(plan, names, load_contacts(tx, world.organisation_id))


def test_a_unit_without_people_and_one_whose_people_have_no_phone_are_told_apart(world: World) -> None:
    world.link(LAN)
    found = {unit.name: unit for unit in silent(world, ROWS)}
    assert found.keys() == {UBND, LIBRARY}
    assert found[UBND].tasks == ("1", "2")
    assert MINH in found[UBND].people
    assert found[LIBRARY] == SilentUnit(LIBRARY, ("2",))


def test_before_anybody_has_linked_a_phone_only_units_without_people_are_named(world: World) -> None:
    assert [unit.name for unit in silent(world, ROWS)] == [LIBRARY]


def test_once_one_of_a_unit_has_linked_the_unit_is_named_no_more(world: World) -> None:
    world.link(LAN, MINH)
    assert [unit.name for unit in silent(world, ROWS)] == [LIBRARY]


def test_a_unit_that_nobody_knows_is_a_question_of_its_own(world: World) -> None:
    world.link(LAN)
    assert silent(world, [("Việc", OWN, "Sở Ngoại vụ Hà Giang", "trong tháng 5/2026")]) == ()


def test_the_coordinator_sees_them_with_the_draft_in_the_chat(world: World) -> None:
    world.link(HA, LAN, MINH)
    [shown] = send_plan(world, HA, plan_text(ROWS))
    assert isinstance(shown, DraftShown)
    assert shown.silent == (SilentUnit(LIBRARY, ("2",)),)
