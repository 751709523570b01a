"""A list of people sent by chat: its roles are asked, the difference is shown, a yes writes it; on both engines."""

import pytest

from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.history import CannotUndo
from domain.messages.people import RoleChangeSummary, RolesChanged
from domain.messages.questions import QuestionDropped
from domain.messages.rosters import (
    RosterDifference,
    RosterLoaded,
    RosterMissing,
    RosterRoleAsked,
    RosterShown,
    UnitChange,
)
from domain.people import Role
from domain.rosters import RosterDoubt, RosterQuestion
from storage.people import Contact, load_contacts
from tests.plans_in_chat import send_plan
from tests.world import HA, HUNG, LAN, ROSTER, World, hanoi, names_of

HEAD = "STT;Họ và tên;Chức vụ;Đơn vị;Điện thoại\n"
ADDED = (
    "1;Bùi Văn Cảnh;Phó Trưởng ban phụ trách;Ban Văn hóa;0912000001",
    "2;Vũ Thị Năm;Phó Chủ tịch;UBND phường;0912000002",
    "3;Tô Văn Sáu;Chuyên viên;UBND phường;0912000003",
)
FILE = "danh-sach.csv"
PHUOC = "Đặng Hữu Phước"  # the administrator
NEW, GONE = "Tô Văn Sáu", "Lã Thị Kim Oanh"
ASKED = RosterQuestion(RosterDoubt.ACTING_HEAD, ("Bùi Văn Cảnh",), "Ban Văn hóa", "Phó Trưởng ban phụ trách")
CHANGES = RosterDifference(
    (NEW, "Bùi Văn Cảnh"),
    (GONE,),
    (UnitChange("Ban Xây dựng Đảng", "UBND phường", LAN),),
    (UnitChange("Phòng KT", "Phòng Kinh tế"),),
    (
        RoleChangeSummary(NEW, "officer", "UBND phường", "granted"),
        RoleChangeSummary("Bùi Văn Cảnh", "head", "Ban Văn hóa", "granted"),
    ),
    (RoleChangeSummary("Vũ Thị Năm", "leader", "", "granted"),),
)  # fmt: skip
SAMPLES = (
    RosterRoleAsked(FILE, 40, ASKED, 1, 2, ("/loadlist 5 A", "/loadlist 5 B"), 7),
    RosterShown(
        FILE, 12, 40, CHANGES, (RosterQuestion(RosterDoubt.NAMESAKES, ("Lê An (VP)", "Lê An (UB)")),),
        ("/loadlist 5 A 0123456789ab",), 7,
    ),
    RosterShown(FILE, 2, 3, RosterDifference((NEW,), is_addition=True), (), ("/loadlist 5 0123456789ab",), 8),
    RosterLoaded(FILE, 12, 40, CHANGES, 3),
    RosterLoaded(FILE, 12, 40, RosterDifference(), 0),
    RosterMissing(takes_files=True),
    RosterMissing(takes_files=False),
)  # fmt: skip
_NOT, _NONE = "[OnlyForRole]", "[RosterMissing]"
AUTHORISATION = (f"| loadlist | {_NOT} | {_NOT} | {_NONE} | {_NOT} | {_NOT} | {_NONE} | [Stranger] | {_NOT} |",)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; the coordinator, the leader, an officer and the administrator are linked."""
    world.link(HA, HUNG, LAN, PHUOC)
    world.now = hanoi(10, 9)
    return world


def send(ward: World, who: str, *rows: str) -> list[Response]:
    return send_plan(ward, who, (HEAD + "\n".join(rows)).encode(), FILE)


def send_own_form(ward: World, who: str, text: str) -> list[Response]:
    return send_plan(ward, who, text.encode(), "danh-sach-thuy-nguyen.csv")


def without(name: str) -> str:
    """The list of the world without one of its people."""
    return "".join(line for line in ROSTER.read_text(encoding="utf-8").splitlines(keepends=True) if name not in line)


def person(ward: World, name: str) -> Contact | None:
    with ward.database.reading() as tx:
        return next((one for one in load_contacts(tx, ward.organisation_id) if one.name == name), None)


def roles(ward: World, name: str) -> set[Role]:
    found = person(ward, name)
    return set(found.roles) if found else set()


def test_the_difference_is_shown_and_written_after_a_clear_yes_only(ward: World) -> None:
    [shown] = send(ward, HA, *ADDED[2:], "4;Đinh Văn Bảy;Chuyên viên;Trạm Y tế;", "5;Đỗ Thị Tám;Chuyên viên;UBND;")
    assert isinstance(shown, RosterShown)
    assert shown.difference.added == (NEW, "Đinh Văn Bảy", "Đỗ Thị Tám")
    assert shown.difference.is_addition
    assert person(ward, NEW) is None, "nothing is written before somebody agrees"
    ward.ask(HA, "ok")
    assert person(ward, NEW) is None, "ok is no clear yes"
    ward.ask(HA, "nạp danh sách")
    [loaded] = ward.ask(HA, "đúng")
    assert isinstance(loaded, RosterLoaded)
    assert loaded.difference == shown.difference
    assert person(ward, NEW) is not None
    assert person(ward, GONE) is not None, "three people more are no new version of the whole list"


def test_what_the_list_leaves_open_is_asked_one_by_one_and_answered_by_a_letter(ward: World) -> None:
    [first] = send(ward, PHUOC, *ADDED)
    assert isinstance(first, RosterRoleAsked)
    assert (first.number, first.count, first.people) == (1, 2, 3)
    [second] = ward.ask(PHUOC, f"choose A q:ask{first.question}")
    assert isinstance(second, RosterRoleAsked)
    assert (second.number, second.count) == (2, 2)
    assert {first.asked.doubt, second.asked.doubt} == {RosterDoubt.ACTING_HEAD, RosterDoubt.DEPUTY_CHAIR}
    [shown] = ward.ask(PHUOC, "B")
    assert isinstance(shown, RosterShown)
    given = {(line.person, line.role) for line in shown.difference.role_changes}
    acting, deputy = roles_answered(first.asked.doubt)
    assert {("Bùi Văn Cảnh", acting), ("Vũ Thị Năm", deputy)} <= given
    ward.ask(PHUOC, "có")
    assert Role(acting) in roles(ward, "Bùi Văn Cảnh")
    assert Role(deputy) in roles(ward, "Vũ Thị Năm")
    [again] = send(ward, PHUOC, *ADDED)
    assert isinstance(again, RosterRoleAsked), "what was answered with no is asked again"
    assert again.asked.doubt is second.asked.doubt
    assert again.count == 1, "what was answered with a role is not"


def roles_answered(first: RosterDoubt) -> tuple[str, str]:
    """The roles of the acting head and the deputy chairman after A to the first question and B to the second."""
    return ("head", "officer") if first is RosterDoubt.ACTING_HEAD else ("officer", "leader")


def test_a_yes_counts_for_what_was_shown_and_for_nothing_else(ward: World) -> None:
    [shown] = send_own_form(ward, HA, without(GONE))
    assert isinstance(shown, RosterShown)
    ward.ask(PHUOC, "thôi Cao Minh Đức")
    [again] = ward.ask(HA, f"choose A q:ask{shown.question}")
    assert isinstance(again, RosterShown), "somebody left meanwhile whom the list would bring back"
    assert RoleChangeSummary("Cao Minh Đức", "", "", "back") in again.difference.role_changes
    assert person(ward, GONE) is not None
    ward.ask(HA, "đúng")
    assert person(ward, GONE) is None


def test_a_list_sent_again_after_it_was_loaded_says_that_nothing_changes(ward: World) -> None:
    text = ROSTER.read_text(encoding="utf-8")
    [loaded] = send_own_form(ward, HA, text)
    assert isinstance(loaded, RosterLoaded)
    assert loaded.difference == RosterDifference()


def test_a_whole_list_ends_the_part_of_those_it_names_no_more(ward: World) -> None:
    [shown] = send_own_form(ward, HA, without(GONE))
    assert isinstance(shown, RosterShown)
    assert shown.difference.left == (GONE,)
    assert person(ward, GONE) is not None
    ward.ask(HA, "đúng")
    assert person(ward, GONE) is None


def test_no_writes_nothing_and_the_list_can_be_called_up_again(ward: World) -> None:
    assert names_of(send(ward, HA, *ADDED[2:], *MORE)) == ["RosterShown"]
    assert isinstance(ward.ask(HA, "không")[0], QuestionDropped)
    assert person(ward, NEW) is None
    assert names_of(ward.ask(HA, "nạp danh sách")) == ["RosterShown"]
    ward.ask(HA, "đúng")
    assert person(ward, NEW) is not None
    assert ward.ask(HA, "nạp danh sách") == [RosterMissing(takes_files=True)]


MORE = ("4;Đinh Văn Bảy;Chuyên viên;Trạm Y tế;", "5;Đỗ Thị Tám;Chuyên viên;UBND phường;")


def test_roles_of_the_whole_organisation_are_an_administrators_to_give_and_take(ward: World) -> None:
    """Else a coordinator would become a leader by a list that says so."""
    text = ROSTER.read_text(encoding="utf-8") + f"Văn phòng Đảng ủy,,,{HA},leader\n"
    text = text.replace("Phạm Quốc Hùng,leader", "Phạm Quốc Hùng,officer", 1).replace(
        "Thường trực Đảng ủy phường,,,Phạm Quốc Hùng,officer\n", "", 1
    )
    [shown] = send_own_form(ward, HA, text)
    changes = shown.difference if isinstance(shown, RosterShown | RosterLoaded) else RosterDifference()
    assert set(changes.withheld) == {
        RoleChangeSummary(HA, "leader", "", "granted"),
        RoleChangeSummary(HUNG, "leader", "", "taken"),
    }
    ward.ask(HA, "đúng")
    assert Role.LEADER not in roles(ward, HA)
    assert Role.LEADER in roles(ward, HUNG)
    [by_administrator] = send_own_form(ward, PHUOC, text)
    assert isinstance(by_administrator, RosterShown)
    assert by_administrator.difference.withheld == ()
    ward.ask(PHUOC, "đúng")
    assert Role.LEADER in roles(ward, HA)
    assert Role.LEADER not in roles(ward, HUNG)


def test_those_concerned_are_told_and_undo_says_why_it_cannot(ward: World) -> None:
    send_own_form(ward, PHUOC, ROSTER.read_text(encoding="utf-8") + f"Văn phòng Đảng ủy,,,{LAN},inspector\n")
    ward.say(PHUOC, "đúng")
    told = {delivery.chat_id: list(delivery.responses) for delivery in ward.deliver()}
    line = RoleChangeSummary(LAN, "inspector", "", "granted")
    assert any(isinstance(one, RolesChanged) and line in one.lines and one.to == "person" for one in told[LAN])
    assert any(isinstance(one, RolesChanged) and one.by == PHUOC for one in told[HA])
    [refusal] = ward.ask(PHUOC, "hoàn tác")
    assert isinstance(refusal, CannotUndo)
    assert refusal.reason == "roster"
    assert Role.INSPECTOR in roles(ward, LAN)


def test_others_may_not_load_a_list(ward: World) -> None:
    for who in (LAN, HUNG):
        assert send(ward, who, *ADDED) == [OnlyForRole("loadlist", ("administrator", "coordinator"))]
    assert person(ward, NEW) is None


def test_a_waiting_list_is_its_senders_own_and_kept_for_a_week(ward: World) -> None:
    [shown] = send(ward, HA, *ADDED[2:], *MORE)
    assert isinstance(shown, RosterShown)
    assert ward.ask(PHUOC, shown.options[0]) == [RosterMissing(takes_files=True)]
    assert person(ward, NEW) is None
    ward.now = hanoi(18, 9)
    ward.office.planning.housekeeping(ward.now)
    assert ward.ask(HA, "nạp danh sách") == [RosterMissing(takes_files=True)]


def test_the_loader_stays_although_the_list_leaves_them_out(ward: World) -> None:
    [shown] = send_own_form(ward, HA, without(HA))
    assert isinstance(shown, RosterShown | RosterLoaded)
    assert HA not in shown.difference.left
    ward.ask(HA, "đúng")
    assert Role.COORDINATOR in roles(ward, HA)
