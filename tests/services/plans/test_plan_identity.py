"""Which plan a document is: a later version is asked about, another plan is none, a copy saved again is nothing."""

from typing import Any

import pytest

from domain.messages import Response
from domain.messages.drafts import DoubtAsked, DraftShown, PlanUnchanged
from tests.plans_in_chat import send_plan
from tests.world import HA, World, names_of

ROWS = [
    ("Rà soát hạ tầng số của các cơ quan", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 25/5/2026"),
    ("Tập huấn kỹ năng số cho cán bộ", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Bố trí kinh phí thực hiện", "UBND phường", "Ban Xây dựng Đảng", "trong quý II/2026"),
    ("Tuyên truyền về chuyển đổi số", "Ban Xây dựng Đảng", "UBND phường", "thường xuyên"),
]
OTHERS = [
    ("Kiểm tra công tác phòng cháy", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 26/5/2026"),
    ("Diễn tập phương án cứu nạn", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 6/2026"),
]
TITLE = "Thực hiện Kế hoạch số 43-KH/TU về chuyển đổi số"


def plan_text(
    rows: Any = ROWS,
    title: str = TITLE,
    issuer: str = "ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN",
    number: str = "46-KH/ĐU",
    day: str = "10",
    more: str = "",
) -> bytes:
    heading = [issuer, f"Số {number}", f"Thủy Nguyên, ngày {day} tháng 4 năm 2026", "", "KẾ HOẠCH", title, ""]
    table = ["STT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn"]
    table += ["\t".join([str(at), *row]) for at, row in enumerate(rows, 1)]
    return ("\n".join([*heading, *table]) + more).encode()


def follow(world: World, content: bytes) -> None:
    world.link(HA)
    send_plan(world, HA, content)
    assert names_of(world.ask(HA, "vẫn ghi")) == ["PlanImported"]


def sent(world: World, content: bytes) -> list[Response]:
    return send_plan(world, HA, content, "b.txt")


def earlier(said: list[Response]) -> str | None:
    shown = said[0]
    assert isinstance(shown, DraftShown)
    return shown.earlier


@pytest.mark.parametrize(
    "other",
    [
        plan_text(OTHERS, number="47-KH/ĐU", day="12"),
        plan_text(issuer="UBND PHƯỜNG THỦY NGUYÊN", number="47/KH-UBND", day="12"),
        plan_text(issuer="ĐẢNG ỦY PHƯỜNG AN BIÊN", number="", day=""),
        plan_text(issuer="UBND PHƯỜNG THỦY NGUYÊN"),
    ],
    ids=["other rows", "other issuer", "other ward", "other issuer, same number"],
)
def test_two_plans_that_carry_out_one_plan_from_above_are_two(world: World, other: bytes) -> None:
    follow(world, plan_text())
    assert earlier(sent(world, other)) is None


def test_a_plan_without_number_and_day_is_recognised_by_title_issuer_and_rows_and_asked(world: World) -> None:
    follow(world, plan_text(number="", day=""))
    later = [*ROWS[:3], (*ROWS[3][:3], "hằng tháng")]
    said = sent(world, plan_text(later, title="Triển khai Kế hoạch số 43-KH/TU về chuyển đổi số", number="", day=""))
    assert earlier(said) is not None
    assert isinstance(said[-1], DoubtAsked)
    assert said[-1].doubt.code == "amends"


def test_a_copy_that_was_only_saved_again_asks_nothing_also_after_corrections(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, plan_text())
    world.ask(HA, "sửa 1 hạn 29/5/2026")
    world.ask(HA, "bỏ 3")
    world.ask(HA, "vẫn ghi")
    assert names_of(sent(world, plan_text(more="\n"))) == [PlanUnchanged.__name__]


def test_a_day_that_people_have_moved_is_no_change_of_the_plan(world: World) -> None:
    on_saturday = [(*ROWS[0][:3], "trước ngày 31/5/2026"), *ROWS[1:]]
    world.link(HA)
    _, asked = send_plan(world, HA, plan_text(on_saturday))
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "due_on_day_off"
    world.ask(HA, "B")
    world.ask(HA, "vẫn ghi")
    said = sent(world, plan_text([*on_saturday[:3], (*ROWS[3][:3], "hằng tháng")]))
    assert isinstance(said[0], DraftShown)
    assert [(change.kind, change.number) for change in said[0].changes] == [("deadline", 22)]


def test_the_first_version_sent_again_after_a_later_one_is_asked_about(world: World) -> None:
    follow(world, plan_text())
    later = [*ROWS[:3], (*ROWS[3][:3], "hằng tháng")]
    send_plan(world, HA, plan_text(later))
    world.ask(HA, "có")
    assert names_of(world.ask(HA, "vẫn ghi")) == ["PlanAmended"]
    assert earlier(sent(world, plan_text(more="\n"))) is not None
