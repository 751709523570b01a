"""Units of a roster are found by the names that plans are read with; on both engines."""

from sqlalchemy import event

from documents.plans.units import split_units
from documents.rosters import read_roster
from services.administration.load_roster import Loaded, load_roster
from storage.people import find_by_phone
from storage.units import Directory, load_directory, put_unit
from tests.world import World

HEAD = "unit,aliases,parent,person,role\n"


def load(world: World, *rows: str) -> Loaded:
    roster = read_roster((HEAD + "\n".join(rows)).encode(), "list.csv")
    with world.database.transaction() as tx:
        return load_roster(tx, world.organisation, roster, world.now)


def units(world: World) -> Directory:
    with world.database.reading() as tx:
        return load_directory(tx, world.organisation_id)


def test_a_unit_written_short_in_the_roster_is_found_by_the_name_a_plan_is_read_with(world: World) -> None:
    load(world, "Sở GD-ĐT,,,Đỗ Thị Mai,officer", "Sở KHCN,Khoa học,,,")
    for short in ("Sở GD-ĐT", "Sở KHCN"):
        [mention] = split_units(short)
        found = units(world).find(mention.name)
        assert mention.name != short
        assert found is not None
        assert found.name == short


def test_a_unit_that_a_plan_brought_in_under_its_full_name_is_merged_into_the_short_one(world: World) -> None:
    with world.database.transaction() as tx:
        put_unit(tx, world.organisation_id, "Phòng Văn hóa - Xã hội", is_group=False)
    loaded = load(world, "Phòng VH-XH,,,,")
    assert loaded.merged == 1
    names = [unit.name for unit in units(world).units.values()]
    assert "Phòng VH-XH" in names
    assert "Phòng Văn hóa - Xã hội" not in names


def test_a_name_that_two_units_of_the_roster_would_have_is_given_to_neither(world: World) -> None:
    load(world, "Sở GD-ĐT,,,,", "Sở GDĐT thành phố,Sở GD và ĐT,,,")
    assert len(split_units("Sở GD và ĐT")) == 1, "else this shows nothing"
    assert units(world).find("Sở Giáo dục và Đào tạo") is None


def test_a_unit_called_so_in_full_keeps_its_name(world: World) -> None:
    load(world, "Sở Giáo dục và Đào tạo,,,,", "Sở GD-ĐT,,,,")
    found = units(world).find("Sở Giáo dục và Đào tạo")
    assert found is not None
    assert found.name == "Sở Giáo dục và Đào tạo"
    assert units(world).find("Sở GD-ĐT") != found


def test_loading_the_same_roster_again_changes_nothing(world: World) -> None:
    rows = ("Sở GD-ĐT,,,Đỗ Thị Mai,officer", "các tổ dân phố,,,,", "Tổ dân phố số 3,,các tổ dân phố,,")
    first = load(world, *rows)
    before = units(world).units
    again = load(world, *rows)
    assert again == Loaded(first.units, first.groups, first.people, 0, is_addition=True, listed_units=3)
    assert units(world).units == before


def test_somebody_is_found_by_each_of_their_numbers_and_nobody_by_a_part_of_one(world: World) -> None:
    content = "unit,person,role,điện thoại\nBan A,Lê Đỗ,officer,912000001; +84 912 000 002\nBan A,Cao An,officer,\n"
    with world.database.transaction() as tx:
        load_roster(tx, world.organisation, read_roster(content.encode(), "list.csv"), world.now)
    with world.database.reading() as tx:
        for number in ("0912000001", "0912000002"):
            [found] = find_by_phone(tx, world.organisation_id, number)
            assert (found.name, found.phones) == ("Lê Đỗ", ("0912000001", "0912000002"))
        for other in ("0912000003", "091200000", "", "%"):
            assert find_by_phone(tx, world.organisation_id, other) == ()


def test_a_list_asks_once_for_units_people_and_roles_however_many_it_names(world: World) -> None:
    few, many = (_asked_by(world, *_of_nobody_known(count)) for count in (3, 12))
    assert few == many


def _of_nobody_known(count: int) -> list[str]:
    return [f"Tổ dân phố số {count}{n},,,Nguyễn Văn {count}{n},officer" for n in range(count)]


def _asked_by(world: World, *rows: str) -> int:
    """How many questions it takes to load these rows."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    roster = read_roster((HEAD + "\n".join(rows)).encode(), "list.csv")
    with world.database.transaction() as tx:
        event.listen(tx.engine, "before_cursor_execute", note)
        try:
            assert load_roster(tx, world.organisation, roster, world.now).people == len(rows)
        finally:
            event.remove(tx.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)
