"""A list of an office loaded again: who is new, who left, who moved, which unit is renamed; on both engines."""

from dataclasses import replace

from sqlalchemy import update

from documents.rosters import read_roster
from domain.people import Role
from domain.rosters import RosterDoubt
from services.administration.load_roster import Loaded, load_roster
from storage.people import load_contacts, take_role
from storage.tables import person
from storage.units import load_directory
from tests.world import World

HEAD = "STT;Họ và tên;Chức vụ;Đơn vị;Điện thoại\n"
FIRST = (
    "1;Lê Văn An;Trưởng phòng;Phòng Kinh tế, Hạ tầng và Đô thị;0912000001",
    "2;Cao Thị Bình;Chuyên viên;Phòng Kinh tế, Hạ tầng và Đô thị;0912000002",
    "3;Hà Văn Tư;Chánh Văn phòng;Văn phòng Đảng ủy;0912000003",
    "4;Vũ Thị Năm;Chuyên viên (theo dõi, đôn đốc nhiệm vụ);Văn phòng Đảng ủy;0912000004",
    "5;Tô Văn Sáu;Bí thư;Đảng ủy phường;",
)


def load(world: World, *rows: str) -> Loaded:
    roster = read_roster((HEAD + "\n".join(rows)).encode(), "list.csv")
    with world.database.transaction() as tx:
        return load_roster(tx, world.organisation, roster, world.now)


def held(world: World, name: str) -> tuple[set[Role], set[str]] | None:
    with world.database.reading() as tx:
        contacts = load_contacts(tx, world.organisation_id)
    return next(((set(c.roles), set(c.unit_names)) for c in contacts if c.name == name), None)


def listed_before(world: World) -> None:
    """Forget what an earlier list said, as in a database of a version before this one."""
    with world.database.transaction() as tx:
        tx.execute(update(person).values(listed=None))


def test_the_same_list_again_changes_nothing(world: World) -> None:
    listed_before(world)
    first = load(world, *FIRST)
    again = load(world, *FIRST)
    assert (again.changes, again.added, again.left, again.moved, again.renamed) == ((), (), (), (), ())
    assert len(first.added) == len(FIRST)
    assert replace(again, questions=()) == replace(first, changes=(), added=(), questions=())


def test_who_is_new_who_left_who_moved_and_who_was_promoted(world: World) -> None:
    listed_before(world)
    load(world, *FIRST)
    rows = (
        "1;Cao Thị Bình;Trưởng phòng;Phòng Kinh tế, Hạ tầng và Đô thị;0912000002",
        "2;Hà Văn Tư;Chuyên viên;Phòng Văn hóa - Xã hội;0912000003",
        *FIRST[3:],
        "6;Đỗ Thị Bảy;Chánh Văn phòng;VP Đảng ủy;0912000007",
    )
    loaded = load(world, *rows)
    assert (loaded.added, loaded.left, loaded.is_addition) == (("Đỗ Thị Bảy",), ("Lê Văn An",), False)
    assert loaded.moved == (("Hà Văn Tư", "Văn phòng Đảng ủy", "Phòng Văn hóa - Xã hội"),)
    assert held(world, "Cao Thị Bình") == ({Role.HEAD}, {"Phòng Kinh tế, Hạ tầng và Đô thị"})
    assert held(world, "Hà Văn Tư") == ({Role.OFFICER}, {"Phòng Văn hóa - Xã hội"})
    assert held(world, "Đỗ Thị Bảy") == ({Role.HEAD}, {"Văn phòng Đảng ủy"})
    assert held(world, "Lê Văn An") is None


def test_a_unit_renamed_is_recognised_by_its_people_and_asked_about(world: World) -> None:
    listed_before(world)
    load(world, *FIRST)
    rows = [row.replace("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế") for row in FIRST]
    loaded = load(world, *rows)
    assert loaded.renamed == (("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế"),)
    assert [q.doubt for q in loaded.questions if q.words.startswith("Phòng Kinh tế, Hạ tầng")] == [
        RosterDoubt.UNIT_RENAMED
    ]
    with world.database.reading() as tx:
        directory = load_directory(tx, world.organisation_id)
    found = directory.find("Phòng Kinh tế, Hạ tầng và Đô thị")
    assert found is not None, "plans of before still name it so"
    assert found.name == "Phòng Kinh tế"
    assert held(world, "Lê Văn An") == ({Role.HEAD}, {"Phòng Kinh tế"})


def test_what_was_changed_by_hand_stays_as_long_as_the_list_says_the_same(world: World) -> None:
    listed_before(world)
    load(world, *FIRST)
    with world.database.transaction() as tx:
        [contact] = [c for c in load_contacts(tx, world.organisation_id) if c.name == "Vũ Thị Năm"]
        assert take_role(tx, contact.id, None, Role.COORDINATOR)
    assert load(world, *FIRST).changes == ()
    assert held(world, "Vũ Thị Năm") == ({Role.OFFICER}, {"Văn phòng Đảng ủy"})


def test_a_short_list_adds_and_nobody_leaves(world: World) -> None:
    listed_before(world)
    load(world, *FIRST)
    loaded = load(world, "1;Đỗ Thị Bảy;Y sĩ;Trạm Y tế;")
    assert (loaded.left, loaded.is_addition) == ((), True)
    assert held(world, "Lê Văn An") is not None


def test_a_namesake_who_comes_later_is_another_person(world: World) -> None:
    listed_before(world)
    load(world, *FIRST)
    loaded = load(world, *FIRST, "6;Lê Văn An;Y sĩ;Trạm Y tế;0912000009")
    assert loaded.added == ("Lê Văn An (Trạm Y tế)",)
    assert any(question.doubt is RosterDoubt.NAMESAKES for question in loaded.questions)
    assert load(world, *FIRST, "6;Lê Văn An;Y sĩ;Trạm Y tế;0912000009").is_change is False
