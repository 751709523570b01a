"""The overview shows what /status says, to each person what they may see."""

from tests.pages import html_of
from tests.world import HA, HUNG, LAN, World, hanoi
from web.board.overview import OVERVIEW


def test_a_leader_sees_the_figures_and_what_is_overdue(world: World) -> None:
    world.link(HUNG)
    world.now = hanoi(4, 8, month=5)
    html = html_of(world, HUNG, OVERVIEW)
    assert "Tình hình thực hiện nhiệm vụ" in html
    assert "Đ/c Phạm Quốc Hùng · lãnh đạo" in html
    assert "quá hạn" in html


def test_an_officer_sees_the_unit_only(world: World) -> None:
    world.link(LAN, HA)
    assert html_of(world, LAN, OVERVIEW) != html_of(world, HA, OVERVIEW)
