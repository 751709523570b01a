"""What became no task while reading is shown and asked about, by heading; nothing of a plan goes without a word."""

from dataclasses import replace
from typing import Any

from domain.drafts import PlanReading
from domain.messages import Response
from domain.messages.drafts import DoubtAsked, DraftShown, PlanAmended, PlanImported, PlanUnchanged, WriteAsked
from domain.messages.questions import NothingAsked
from domain.plans import Place, Unread
from domain.tasks import Part
from services.plans.receive_plan import read_document
from storage.tasks import TaskNow, find_task
from tests.plans_in_chat import COUNTED, plan_text, said_to, send_plan, send_reading
from tests.world import HA, World, names_of
from wording.messages import Capabilities
from wording.render import render

PLAIN = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=4096, max_caption=0)
ROWS = [("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026")]
HEADING = "IV. TỔ CHỨC THỰC HIỆN"
ORDER = Unread(Place(part="IV.2"), "2. Công an phường bảo đảm an ninh trật tự.", "no_day", HEADING, "Công an phường")
REPORT = Unread(Place(part="IV.3"), "- UBND phường báo cáo kết quả sau ba ngày.", "no_day", HEADING, "UBND phường")
MONEY = Unread(Place(paragraph=40), "Kinh phí do ngân sách phường bảo đảm.", "not_understood", "V. KINH PHÍ")
UNREAD = (ORDER, REPORT, MONEY)


def send(world: World, unread: tuple[Unread, ...] = UNREAD, rows: Any = ROWS, name: str = "a.txt") -> list[Response]:
    content = plan_text(rows) + name.encode()
    plan = read_document(plan_text(rows), name).plan
    assert plan is not None
    reading = PlanReading(name, read_document(content, name).file_hash, replace(plan, unread=unread))
    send_reading(world, HA, reading)
    return said_to(world, HA)


def task(world: World, number: int) -> TaskNow:
    with world.database.reading() as tx:
        found = find_task(tx, world.organisation_id, number)
    assert found is not None
    return found


def test_the_summary_counts_what_became_no_task_and_asks_by_heading(world: World) -> None:
    world.link(HA)
    shown, asked = send(world)
    assert isinstance(shown, DraftShown)
    assert (shown.rows, shown.blocks, shown.followed, shown.left) == (1, 3, 0, 2)
    assert isinstance(asked, DoubtAsked)
    assert (asked.doubt.code, asked.doubt.message) == ("unread", HEADING)
    assert [choice.action for choice in asked.doubt.choices] == ["follow_all", "choose_some", "follow_none"]
    assert [unit for _, unit in asked.doubt.items] == ["Công an phường", "UBND phường"]


def test_all_under_a_heading_become_rows_led_by_their_units_with_a_doubt_about_the_day(world: World) -> None:
    world.link(HA)
    send(world)
    [asked] = world.ask(HA, "A")
    seen = []
    while isinstance(asked, DoubtAsked):
        seen.append((asked.doubt.code, asked.doubt.row))
        [asked] = world.ask(HA, "A")
    assert ("no_last_day", 2) in seen
    assert ("no_last_day", 3) in seen
    assert isinstance(asked, DraftShown)
    assert (asked.rows, asked.followed) == (4, 3)
    [imported] = world.ask(HA, "nhập")
    assert isinstance(imported, PlanImported)
    assert (imported.count, imported.undated, imported.without_lead) == (4, 3, 1)
    order = task(world, 20).task
    assert (order.title, order.code) == ("Công an phường bảo đảm an ninh trật tự.", "IV.2")
    assert order.lead_names == ("Đảng bộ Công an phường",)  # an alias of the roster
    assert task(world, 22).task.units(Part.LEAD) == ()


def test_some_are_chosen_one_by_one_and_an_old_page_answers_nothing(world: World) -> None:
    world.link(HA)
    send(world)
    [page] = world.ask(HA, "B")
    assert isinstance(page, DoubtAsked)
    assert page.doubt.code == "unread_some"
    assert [choice.action for choice in page.doubt.choices] == ["follow_one", "follow_one", "follow_no_more"]
    [rest] = world.ask(HA, "B")
    assert isinstance(rest, DoubtAsked)
    assert [text for text, _ in rest.doubt.items] == [ORDER.text]
    assert names_of(world.ask(HA, f"choose A q:{page.doubt.mark}")) == [NothingAsked.__name__]
    world.ask(HA, "B")
    [shown] = world.ask(HA, "xem 2")
    assert shown.row.title == "UBND phường báo cáo kết quả sau ba ngày."  # type: ignore[attr-defined]  # one row of a draft is shown


def test_what_is_no_task_is_not_asked_about_again_in_a_later_version(world: World) -> None:
    world.link(HA)
    send(world)
    world.ask(HA, "C")
    world.ask(HA, "không")
    assert names_of(world.ask(HA, "nhập")) == ["PlanImported"]
    later = [*ROWS, ("Sơ kết", "UBND phường", "Ban Xây dựng Đảng", "30/9/2026")]
    shown, *_ = send(world, rows=later, name="b.txt")
    assert isinstance(shown, DraftShown)
    assert (shown.blocks, [change.kind for change in shown.changes]) == (0, ["new"])


def test_a_refusal_of_a_plan_that_was_put_aside_is_not_remembered(world: World) -> None:
    world.link(HA)
    send(world)
    world.ask(HA, "C")
    world.ask(HA, "hủy")
    shown, *_ = send(world)
    assert isinstance(shown, DraftShown)
    assert shown.blocks == 3


def test_what_was_made_a_task_of_an_earlier_version_is_the_same_task_in_a_later_one(world: World) -> None:
    world.link(HA)
    send(world, (ORDER,))
    world.ask(HA, "A")
    world.ask(HA, "sửa 2 hạn 30/5/2026")
    assert names_of(world.ask(HA, "nhập")) == ["PlanImported"]
    later = [(*ROWS[0][:3], "15/7/2026")]
    shown, *_ = send(world, (ORDER,), later, "b.txt")
    assert isinstance(shown, DraftShown)
    assert [(change.kind, change.number) for change in shown.changes] == [("deadline", 19)]
    world.ask(HA, "có")
    [amended] = world.ask(HA, "nhập")
    assert isinstance(amended, PlanAmended)
    assert (amended.new, amended.changed, amended.cancelled) == ((), (19,), ())


def test_a_file_that_was_only_saved_again_asks_nothing(world: World) -> None:
    world.link(HA)
    send(world)
    world.ask(HA, "C")
    world.ask(HA, "C")
    world.ask(HA, "sửa 1 hạn 1/7/2026")
    world.ask(HA, "vẫn ghi")
    assert names_of(send(world, name="b.txt")) == [PlanUnchanged.__name__]


def test_numbers_of_rows_that_were_left_out_are_not_given_again(world: World) -> None:
    world.link(HA)
    send(world, (ORDER, MONEY))
    world.ask(HA, "A")
    world.ask(HA, "bỏ 2")
    world.ask(HA, "A")
    [shown] = world.ask(HA, "xem 3")
    assert shown.row.title == MONEY.text  # type: ignore[attr-defined]  # one row of a draft is shown


FESTIVAL = """ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN
Số 50-KH/ĐU
Thủy Nguyên, ngày 10 tháng 4 năm 2026

KẾ HOẠCH
Tổ chức ngày hội toàn dân bảo vệ môi trường

I. MỤC ĐÍCH
Nâng cao nhận thức của nhân dân về bảo vệ môi trường.

II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Đảng ủy chuẩn bị hội trường, hoàn thành trước ngày 20/5/2026.
2. Công an phường bảo đảm trật tự quanh khu vực ngày hội.
3. UBND phường báo cáo kết quả sau khi ngày hội kết thúc.
4. Ban Xây dựng Đảng lập danh sách đại biểu, gửi trước ngày 15/5/2026.
"""


def test_the_chat_counts_the_same_items_as_the_terminal(world: World) -> None:
    world.link(HA)
    shown, *_ = send_plan(world, HA, COUNTED.encode())
    assert "4 mục trong văn bản: 2 việc đã đọc, 2 mục chưa thành việc." in render([shown], "vi", PLAIN).text


def test_the_counts_are_those_of_the_document_whatever_was_edited_since(world: World) -> None:
    world.link(HA)
    shown, *_ = send(world)
    words = "4 mục trong văn bản: 1 việc đã đọc, 3 mục chưa thành việc."
    assert words in render([shown], "vi", PLAIN).text
    world.ask(HA, "A")
    world.ask(HA, "bỏ 1, 2")
    [shown] = [one for one in world.ask(HA, "nhập kế hoạch") if isinstance(one, DraftShown)]
    text = render([shown], "vi", PLAIN).text
    assert words in text
    assert "Đã đưa 2 mục vào danh sách theo dõi." in text


def test_every_numbered_line_of_a_plan_in_prose_is_a_row_or_asked_about(world: World) -> None:
    world.link(HA)
    shown, *questions = send_plan(world, HA, FESTIVAL.encode())
    assert isinstance(shown, DraftShown)
    assert shown.rows + shown.blocks == 4
    while questions and isinstance(questions[-1], DoubtAsked):
        questions = world.ask(HA, "A")
    imported, *_ = world.ask(HA, "nhập")
    assert isinstance(imported, PlanImported)
    assert imported.count == 4


TABLES = """ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN
Số 50-KH/ĐU
Thủy Nguyên, ngày 10 tháng 4 năm 2026

KẾ HOẠCH
Ngày hội

TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn
1\tDựng rạp\tUBND phường\tVăn phòng Đảng ủy\t20/5/2026

IV. TỔ CHỨC THỰC HIỆN
1. Công an phường giữ gìn trật tự quanh khu vực ngày hội.

Xe\tTuyến\tGiờ xuất bến
Xe 12\tBến Bính\tđón đoàn ngày 18/5/2026
Xe 14\tMinh Đức\tđón đoàn ngày 18/5/2026
Xe 14\tMinh Đức\tđón đoàn ngày 18/5/2026
"""


def test_each_unread_block_of_a_file_is_taken_or_dismissed_by_letter_or_button_over_restarts(world: World) -> None:
    world.link(HA)
    shown, asked = send_plan(world, HA, TABLES.encode())
    assert isinstance(shown, DraftShown)
    texts: list[str] = []
    buttons = Capabilities(True, has_edits=False, has_pictures=False, max_length=4096, max_caption=0)
    while isinstance(asked, DoubtAsked) and asked.doubt.code.startswith("unread"):
        assert "A. " in render([asked], "vi", PLAIN).text  # by letter where there are no buttons
        rows = render([asked], "vi", buttons).buttons
        assert len(rows) == len(asked.doubt.choices)
        typed = [row[0].typed for row in rows]
        world.office = world.new_office(f"after {len(texts)}")
        actions = [choice.action for choice in asked.doubt.choices]
        if "choose_some" in actions:
            asked = world.ask(HA, typed[1])[-1]
            continue
        if actions[0] == "follow_one":
            texts.append(asked.doubt.choices[0].detail)
        else:
            texts += [text for text, _ in asked.doubt.items]
        asked = world.ask(HA, "A")[-1]
    assert len(texts) == shown.blocks > 3
    assert texts.count("Xe 14 | Minh Đức | đón đoàn ngày 18/5/2026") == 2
    [after] = [one for one in world.ask(HA, "nhập kế hoạch") if isinstance(one, DraftShown)]
    assert (after.rows, after.followed) == (shown.rows + shown.blocks, shown.blocks)


def test_nhap_with_unread_blocks_open_names_them_and_asks(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, TABLES.encode())
    [question] = world.ask(HA, "nhập")
    assert names_of([question]) == ["WriteAsked"]
    assert "các mục chưa thành việc" in render([question], "vi", PLAIN).text
    assert names_of(world.ask(HA, "B"))[0] == "PlanImported"


def test_nhap_names_every_kind_of_doubt_before_more_of_one_kind(world: World) -> None:
    world.link(HA)
    send(world, rows=[(f"Rà soát hạ tầng số {n}", "", "UBND phường", "30/6/2026") for n in range(1, 6)])
    [question] = world.ask(HA, "nhập")
    assert isinstance(question, WriteAsked)
    assert {point.code for point in question.points} == {"no_lead_unit", "unread"}
    assert question.left == 7
