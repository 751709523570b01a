"""Plans name units with the organisation behind them, lists without: they are the same; on both engines."""

import pytest

from documents.rosters import read_roster
from domain.messages import Refused
from domain.messages.people import MovePerson, NoSuchPerson
from services.administration.load_roster import load_roster
from services.context.find_person_or_unit import find_person
from storage.people import load_contacts
from storage.units import load_directory
from tests.world import World

LIST = (
    "STT;Họ và tên;Chức vụ;Đơn vị\n"
    "1;Nguyễn Văn Hà;Trưởng ban;Ban Tuyên giáo\n"
    "2;Nguyễn Văn Hà;Chuyên viên;Đội Thanh tra\n"
    "3;Lê Thị Tư;Chuyên viên;Công an\n"
)


@pytest.fixture
def loaded(world: World) -> World:
    with world.database.transaction() as tx:
        load_roster(tx, world.organisation, read_roster(LIST.encode(), "a.csv"), world.now)
    return world


@pytest.mark.parametrize(
    ("in_plan", "unit"),
    [
        ("Ban Tuyên giáo Đảng ủy phường", "Ban Tuyên giáo"),
        ("Ban Tuyên giáo của Đảng ủy phường Thủy Nguyên", "Ban Tuyên giáo"),
        ("Đội Thanh tra phường", "Đội Thanh tra"),
        ("Ban Xây dựng đảng Đảng ủy phường Thủy Nguyên", "Ban Xây dựng Đảng"),
    ],
)
def test_the_organisation_behind_a_unit_adds_nothing(loaded: World, in_plan: str, unit: str) -> None:
    with loaded.database.reading() as tx:
        found = load_directory(tx, loaded.organisation_id).find(in_plan)
    assert found is not None
    assert found.name == unit


@pytest.mark.parametrize(
    "in_plan", ["Ban Tuyên giáo Tỉnh ủy", "Đội Thanh tra phường Lê Lợi", "Ban Tuyên giáo xã Hòa Bình"]
)
def test_a_unit_of_another_place_or_level_is_none_of_ours(loaded: World, in_plan: str) -> None:
    with loaded.database.reading() as tx:
        assert load_directory(tx, loaded.organisation_id).find(in_plan) is None


def test_namesakes_are_found_by_the_name_before_their_mark(loaded: World) -> None:
    with loaded.database.reading() as tx:
        contacts = load_contacts(tx, loaded.organisation_id)
    marked = {c.name for c in contacts if c.name.startswith("Nguyễn Văn Hà (")}
    assert marked == {"Nguyễn Văn Hà (Ban Tuyên giáo)", "Nguyễn Văn Hà (Đội Thanh tra)"}
    for typed in ("Nguyễn Văn Hà", "Văn Hà", "Hà"):
        with pytest.raises(Refused) as refused:
            find_person(contacts, typed, MovePerson)
        refusal = refused.value.refusal
        assert isinstance(refusal, NoSuchPerson)
        assert marked <= set(refusal.suggestions), "both are offered"
    alone = [c for c in contacts if c.name != "Nguyễn Văn Hà (Đội Thanh tra)"]
    assert find_person(alone, "Nguyễn Văn Hà", MovePerson, is_whole=True).name == "Nguyễn Văn Hà (Ban Tuyên giáo)"
    assert find_person(contacts, "Nguyễn Văn Hà (Đội Thanh tra)", MovePerson, is_whole=True).name.endswith("tra)")
