"""Dates such as 4/5/2026 of which nothing tells the order: asked once, and the answer reads the file again."""

from datetime import date

import pytest

from domain.messages.drafts import DateOrderSettled, DoubtAsked, RowShown
from services.plans.receive_plan import read_document
from tests.plans_in_chat import HEADER, send_plan
from tests.world import HA, HUNG, World, names_of
from wording.messages import Capabilities
from wording.render import render

ROWS = (
    ("Soạn đề cương", "1/2/2027", "4/5/2027"),
    ("Lấy ý kiến", "1/2/2027", "5/6/2027"),
    ("Trình ký", "1/3/2027", "7/7/2027"),
)
ZALO = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)


def sheet(*rows: tuple[str, str, str]) -> bytes:
    """A plan with English headers, as project tools export them."""
    table = ["ID\tTask name\tOwner\tSupporting\tStart date\tDue date"]
    table += [
        f"{n}\t{title}\tUBND phường\tVăn phòng Đảng ủy\t{start}\t{due}" for n, (title, start, due) in enumerate(rows, 1)
    ]
    return (HEADER.format(number="46-KH/ĐU", day=10, title="Số hóa hồ sơ") + "\n".join(table)).encode()


def day(world: World, number: int) -> date | None:
    [row] = world.ask(HA, f"xem {number}")
    assert isinstance(row, RowShown)
    return row.row.last_day


def asked(world: World, content: bytes) -> DoubtAsked:
    """The question about the order, which is the first of all and the only one about it."""
    world.link(HA)
    _, question = send_plan(world, HA, content)
    assert isinstance(question, DoubtAsked)
    assert question.doubt.code == "date_order_unclear"
    assert [choice.action for choice in question.doubt.choices] == ["day_first", "month_first"]
    return question


def test_month_first_reads_the_file_again_with_the_doubts_that_hold_then(world: World) -> None:
    asked(world, sheet(*ROWS))
    assert (day(world, 1), day(world, 2)) == (date(2027, 5, 4), date(2027, 6, 5))
    told, *questions = world.ask(HA, "B")
    assert told == DateOrderSettled("month_first", (1, 2))
    assert [day(world, n) for n in (1, 2, 3)] == [date(2027, 4, 5), date(2027, 5, 6), date(2027, 7, 7)]
    seen = []
    while isinstance(questions[-1], DoubtAsked):
        seen.append(questions[-1].doubt.code)
        questions = world.ask(HA, "A")
    assert "date_order_unclear" not in seen
    assert names_of(world.ask(HA, "nhập")) == ["PlanImported"]


def test_day_first_closes_the_doubt_and_changes_nothing(world: World) -> None:
    asked(world, sheet(*ROWS))
    answer = world.ask(HA, "A")
    assert not any(isinstance(one, DateOrderSettled) for one in answer)
    assert [day(world, n) for n in (1, 2, 3)] == [date(2027, 5, 4), date(2027, 6, 5), date(2027, 7, 7)]
    [again] = world.ask(HA, "chọn")
    assert not isinstance(again, DoubtAsked) or again.doubt.code != "date_order_unclear"


def test_what_was_corrected_before_stays_and_is_said(world: World) -> None:
    asked(world, sheet(*ROWS))
    world.ask(HA, "sửa 1 hạn 20/8/2027")
    world.ask(HA, "sửa 2 tên Lấy ý kiến các chi bộ")
    world.ask(HA, "bỏ 3")
    [told, *_] = world.ask(HA, "B")
    assert told == DateOrderSettled("month_first", (2,), (1,))
    text = render([told], "vi", ZALO).text
    assert "tháng đứng trước: 1 dòng đổi hạn" in text
    assert "Giữ hạn đã sửa của dòng 1" in text
    assert (day(world, 1), day(world, 2)) == (date(2027, 8, 20), date(2027, 5, 6))
    [row] = world.ask(HA, "xem 2")
    assert isinstance(row, RowShown)
    assert row.row.title == "Lấy ý kiến các chi bộ"
    assert names_of(world.ask(HA, "xem 3")) == ["NoSuchRow"]


def test_who_pressed_wrong_presses_the_other_button_of_the_same_question(world: World) -> None:
    question = asked(world, sheet(*ROWS))
    mark = question.doubt.mark
    world.ask(HA, f"choose 2 q:{mark}")
    [told, *_] = world.ask(HA, f"choose 1 q:{mark}")
    assert told == DateOrderSettled("day_first", (1, 2))
    assert (day(world, 1), day(world, 2)) == (date(2027, 5, 4), date(2027, 6, 5))


def test_the_choice_outlives_a_restart_and_is_everybodys(world: World) -> None:
    asked(world, sheet(*ROWS))
    world.office = world.new_office("second")
    world.ask(HA, "B")
    world.office = world.new_office("third")
    assert day(world, 1) == date(2027, 4, 5)


def test_a_new_day_of_issue_leaves_both_readings_right(world: World) -> None:
    asked(world, sheet(*ROWS))
    world.ask(HA, "sửa ngày ban hành 1/5/2027")
    [told, *questions] = world.ask(HA, "B")
    assert told == DateOrderSettled("month_first", (1, 2))
    [row] = world.ask(HA, "xem 1")
    assert isinstance(row, RowShown)
    assert row.row.last_day == date(2027, 4, 5)
    assert any("trước ngày ban hành" in message for message in row.messages)
    assert questions


@pytest.mark.parametrize("due", ["13/5/2027", "4/30/2027"], ids=["day first", "month first"])
def test_a_file_whose_dates_prove_their_order_is_not_asked(world: World, due: str) -> None:
    plan = read_document(sheet(*ROWS, ("Tổng kết", "2/1/2027", due)), "a.txt").plan
    assert plan is not None
    assert plan.date_orders is None
    assert "date_order_unclear" not in {warning.code for warning in plan.warnings}


def test_nhap_with_the_order_open_names_it_and_asks(world: World) -> None:
    asked(world, sheet(*ROWS))
    [question] = world.ask(HA, "nhập")
    assert names_of([question]) == ["WriteAsked"]
    assert "chưa rõ ngày hay tháng đứng trước" in render([question], "vi", ZALO).text
    assert "day first or month first is not clear" in render([question], "en", ZALO).text


def test_only_who_may_confirm_settles_it(world: World) -> None:
    question = asked(world, sheet(*ROWS))
    world.link(HUNG)
    assert names_of(world.ask(HUNG, f"choose 2 q:{question.doubt.mark}")) == ["OnlyForRole"]
    assert day(world, 1) == date(2027, 5, 4)
