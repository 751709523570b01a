"""The review of a plan on its page: the document's words beside what was read, everything to correct in its place."""

import re

import pytest

from domain.messages.drafts import PlanImported, RowChanged
from services.board.draft import read_draft
from storage.drafts import drafts_as_kept
from tests.pages import html_of, reading_as
from tests.plans_in_chat import COUNTED, plan_text, send_plan
from tests.world import HA, HUNG, LAN, PLAN, World
from web.board.draft import DRAFT, DRAFT_DAY, PLANS
from web.board.page import Page

ROWS = [
    ("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026"),
    ("Tập huấn kỹ năng số", "Nhà Văn hóa phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Tổng kết", "UBND phường", "", "khi có điều kiện"),
]
FIRST = {"draft": "1"}


@pytest.fixture
def ward(world: World) -> World:
    """Hà is a coordinator and has sent a plan of three rows."""
    world.link(HA, HUNG, LAN)
    send_plan(world, HA, plan_text(ROWS))
    return world


def presses(html: str) -> list[str]:
    """The commands of the forms of a page, as they would be typed."""
    return re.findall(r'name="text" value="([^"]*)"', html)


def test_the_words_of_the_document_stand_beside_what_was_read(ward: World) -> None:
    html = html_of(ward, HA, DRAFT, FIRST)
    assert "1 | Rà soát hạ tầng số | Ban Xây dựng Đảng | UBND phường | 30/6/2026" in html
    assert "hiểu là thứ Ba 30/6/2026" in html
    ward.ask(HA, "sửa 1 tên Rà soát thiết bị")
    html = html_of(ward, HA, DRAFT, FIRST)
    assert "1 | Rà soát hạ tầng số | Ban Xây dựng Đảng" in html
    assert ">Rà soát thiết bị</textarea>" in html


def test_doubts_stand_at_their_row_and_a_press_of_one_settles_it(ward: World) -> None:
    html = html_of(ward, HA, DRAFT, FIRST)
    row = html[html.index('id="dong-2"') : html.index('id="dong-3"')]
    assert "Đơn vị “Nhà Văn hóa phường” chưa có trong danh sách." in row
    choices = [text for text in presses(row) if text.startswith("/choose")]
    assert len(choices) > 1
    ward.ask(HA, choices[-1])
    assert "chưa có trong danh sách." not in html_of(ward, HA, DRAFT, FIRST)


def test_what_became_no_task_stands_in_place_and_can_be_followed(ward: World) -> None:
    send_plan(ward, HA, COUNTED.encode(), "ngay-hoi.txt")
    html = html_of(ward, HA, DRAFT, {"draft": "2"})
    assert html.index('id="dong-2"') < html.index('id="muc-1"') < html.index('id="muc-2"')
    assert "Công an phường bảo đảm trật tự quanh khu vực ngày hội." in html
    asked = [text for text in presses(html[html.index('id="muc-1"') :]) if text.startswith("/choose")]
    ward.ask(HA, asked[1])  # choose some
    html = html_of(ward, HA, DRAFT, {"draft": "2"})
    second = html[html.index('id="muc-2"') :]
    ward.ask(HA, next(text for text in presses(second) if text.startswith("/choose")))
    html = html_of(ward, HA, DRAFT, {"draft": "2"})
    assert 'id="muc-2"' not in html
    assert ">UBND phường cân đối ngân sách</textarea>" in html or ">UBND phường cân đối ngân sách.</textarea>" in html


def test_a_draft_goes_on_from_chat_to_page_and_back(ward: World) -> None:
    ward.ask(HA, "sửa 3 hạn 10/7/2026")
    html = html_of(ward, HA, DRAFT, FIRST)
    assert 'value="10/7/2026"' in html
    for text in [text for text in presses(html) if text.startswith(("/edit", "/drop"))]:
        assert re.match(r"/\w+ q:x1v2 ", text), text
    [edit] = [text for text in presses(html) if text.endswith(" 3 coordinating")]
    changed, *_ = ward.ask(HA, f"{edit} Văn phòng Đảng ủy")
    assert isinstance(changed, RowChanged)
    ward.ask(HA, "A")
    html = html_of(ward, HA, DRAFT, {**FIRST, "ghi": "1"})
    [write] = [text for text in presses(html) if text.startswith("/write")]
    imported, *_ = ward.ask(HA, write)
    assert isinstance(imported, PlanImported)
    with pytest.raises(LookupError):
        html_of(ward, HA, DRAFT, FIRST)


def test_writing_names_what_it_will_do_and_asks_for_a_second_press(ward: World) -> None:
    assert not [text for text in presses(html_of(ward, HA, DRAFT, FIRST)) if text.startswith("/write")]
    html = html_of(ward, HA, DRAFT, {**FIRST, "ghi": "1"})
    assert "Ghi 3 việc vào hệ thống." in html
    assert "Báo ngay cho 1 đồng chí" in html
    assert "đơn vị “Nhà Văn hóa phường” chưa có trong danh sách" in html
    assert [text for text in presses(html) if text.startswith("/write")] == ["/write q:x1v1 anyway"]


def test_who_would_get_what_is_what_they_get(ward: World) -> None:
    with reading_as(ward, HA) as context:
        page = read_draft(context, FIRST)
    assert page is not None
    told = {one.name for one in page.receivers if one.is_linked}
    ward.say(HA, "vẫn ghi")
    sent = {delivery.chat_id for delivery in ward.deliver() if delivery.chat_id != HA}
    assert told - {HA} == sent


def test_reading_a_page_changes_nothing(ward: World) -> None:
    with ward.database.reading() as tx:
        before = drafts_as_kept(tx, ward.organisation_id)
    html_of(ward, HA, DRAFT, FIRST)
    html_of(ward, HA, DRAFT_DAY, {**FIRST, "han": "mai"})
    with ward.database.reading() as tx:
        assert drafts_as_kept(tx, ward.organisation_id) == before


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trước ngày 15/4/2026", "hiểu là thứ Ba 14/4/2026"),
        ("hằng tháng", "theo dõi hằng tháng"),
        ("10/5/2026", "hiểu là Chủ nhật 10/5/2026 · ⚠️ Ngày này không phải ngày làm việc."),
        ("xyz", "chưa rõ thời hạn này"),
        ("", "chưa rõ thời hạn này"),
    ],
)
def test_a_day_is_shown_as_it_is_understood(ward: World, typed: str, meant: str) -> None:
    assert html_of(ward, HA, DRAFT_DAY, {**FIRST, "han": typed}).strip() == meant


@pytest.mark.parametrize("page", [DRAFT, DRAFT_DAY, PLANS])
def test_only_a_coordinator_sees_it(ward: World, page: Page) -> None:
    for who in (LAN, HUNG):
        with pytest.raises(LookupError):
            html_of(ward, who, page, FIRST)


@pytest.mark.parametrize("number", ["2", "0", "-1", "999999999999", "x", ""])
def test_an_unknown_draft_is_an_address_that_does_not_exist(ward: World, number: str) -> None:
    with pytest.raises(LookupError):
        html_of(ward, HA, DRAFT, {"draft": number})


def test_a_later_version_is_shown_as_its_difference(ward: World) -> None:
    ward.ask(HA, "vẫn ghi")
    later = [(ROWS[0][0], ROWS[0][1], ROWS[0][2], "15/7/2026"), ROWS[1], ("Mua sắm thiết bị", *ROWS[0][1:])]
    send_plan(ward, HA, plan_text(later), "ban-sua.txt")
    html = html_of(ward, HA, DRAFT, {"draft": "2"})
    assert "1 việc mới, 1 việc thay đổi, 1 việc không còn" in html
    assert "<del>30/6/2026</del> → <ins>15/7/2026</ins>" in html
    html = html_of(ward, HA, DRAFT, {"draft": "2", "xem": "doi"})
    assert re.findall(r'id="dong-(\d+)"', html) == ["1", "3"]


def test_the_list_of_plans_names_drafts_and_what_is_followed(ward: World) -> None:
    html = html_of(ward, HA, PLANS)
    assert "Chuyển đổi số trong các cơ quan Đảng" in html
    assert "3 dòng" in html
    assert "/du-thao/1" in html
    assert "Kế hoạch đang theo dõi" in html


def test_a_plan_as_it_was_written_once_is_shown_whole(world: World) -> None:
    world.link(HA)
    text = PLAN.read_text(encoding="utf-8").replace("Thủy Nguyên", "Lê Chân").replace("khóa I", "khóa II")
    send_plan(world, HA, text.encode(), "khac.txt")
    html = html_of(world, HA, DRAFT, FIRST)
    assert len(re.findall(r'id="dong-\d+"', html)) >= 18


def test_what_a_document_hides_in_its_words_does_nothing_on_the_page(ward: World) -> None:
    hostile = [
        ("Rà soát <script>alert(1)</script> \u202e gnốt \u200b nạh", "UBND phường", '"><img src=x>', "30/6/2026")
    ]
    send_plan(ward, HA, plan_text(hostile, number="99-KH/ĐU", title="Kế hoạch <b>lạ</b>"), "la.txt")
    html = html_of(ward, HA, DRAFT, {"draft": "2"})
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>" not in html
    assert "\u202e" not in html
    assert "\u200b" not in html


def test_it_speaks_english_too(ward: World) -> None:
    ward.ask(HA, "english")
    html = html_of(ward, HA, DRAFT, {**FIRST, "ghi": "1"})
    assert "Write the plan and tell everybody?" in html
    assert "read as" in html
    assert "Plans that wait to be written" in html_of(ward, HA, PLANS)
    assert html_of(ward, HA, DRAFT_DAY, {**FIRST, "han": "xyz"}).strip() == "this is no deadline that can be read"
