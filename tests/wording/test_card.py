import sys
from dataclasses import replace

import pytest

from domain.messages.reports import StatusCard, StatusShown
from domain.messages.summaries import FourCells, UnitFigures
from tests.samples import everything as s
from wording.cards.card import MOST_PIXELS, height_of, render_card
from wording.cards.facts import card_facts
from wording.languages import words_for
from wording.layout import DEFAULT_ZONE
from wording.messages import Capabilities
from wording.render import render

PHONE = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)
MARKUP = '#panic("x") *đậm* $x^2$ `m` <b> \\ // [ ] { } "' + "\u202e\u0007"
CARD = replace(s.STATUS, view="card")
EMPTY = StatusShown("Kế hoạch", s.NOW, None, None, FourCells(), (), (), ())


def many_units(count):
    cells = FourCells(9, 1, 1, 6, 1, 1)
    names = ["các cơ quan chuyên trách tham mưu giúp việc, đơn vị sự nghiệp trực thuộc Đảng ủy", s.XDD]
    return tuple(UnitFigures(number, names[number % 2], cells) for number in range(count))


def many_tasks(count, title):
    return tuple(replace(s.POSTS, number=number, title=title) for number in range(1, count + 1))


def width_of(picture):
    return int.from_bytes(picture[16:20], "big")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "status",
    [
        s.STATUS,
        s.UNIT_STATUS,
        EMPTY,
        replace(s.STATUS, units=many_units(12), overdue=many_tasks(30, "dài " * 99), due_soon=many_tasks(9, "ngắn")),
        replace(s.STATUS, units=many_units(60), overdue=many_tasks(9, "x" * 3000), due_soon=many_tasks(9, "y z")),
        replace(s.STATUS, title=MARKUP * 9, overdue=many_tasks(2, MARKUP), units=many_units(6)),
        replace(s.STATUS, title="👩‍👩‍👧‍👦 العربية 漢字", overdue=many_tasks(2, "\ud800")),
    ],
    ids=["usual", "one unit", "empty", "12 units", "60 units", "markup", "scripts"],
)
def test_the_card_is_a_picture_of_one_width_that_fits_a_phone_whatever_stands_on_it(status, language):
    picture = render_card(status, words_for(language), DEFAULT_ZONE)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert width_of(picture) == 1080
    assert 300 < height_of(picture) <= MOST_PIXELS


def test_the_card_shows_the_same_four_figures_as_the_text():
    facts = card_facts(s.STATUS, words_for("vi"), DEFAULT_ZONE)

    assert [(cell["label"], cell["value"]) for cell in facts["cells"]] == [
        ("Quá hạn", "2"),
        ("Trong hạn", "15"),
        ("Hoàn thành đúng hạn", "1"),
        ("Hoàn thành chậm", "0"),
    ]
    assert facts["subtitle"] == "18 nhiệm vụ · cập nhật 07:30, thứ Sáu, 10/4/2026"
    assert facts["waiting"] == "Chờ xác nhận: 1"
    assert facts["units"][0]["count"] == "1/11"
    assert [share["share"] for share in facts["units"][0]["shares"]] == [1 / 11, 9 / 11, 1 / 11]


def test_a_whole_bar_is_all_of_a_units_tasks_whatever_their_number():
    units = card_facts(s.STATUS, words_for("vi"), DEFAULT_ZONE)["units"]

    assert {sum(share["share"] for share in unit["shares"]) for unit in units} == {1.0}
    assert units[2]["shares"] == [{"share": 1.0, "tone": "open"}], "nothing of 0/1 is filled"
    assert [unit["overdue"] for unit in units[:3]] == ["1 quá hạn", "1 quá hạn", ""], "colour is not alone"


def test_the_figures_arrive_as_text_where_typst_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    message = render([CARD], "vi", PHONE)

    assert message.picture is None
    assert "18 nhiệm vụ" in message.text
    assert "17. Tổng hợp" in message.text


@pytest.mark.parametrize("said", [CARD, StatusCard(s.STATUS)], ids=["now", "as stored by earlier versions"])
def test_below_the_picture_stand_the_worst_figures_and_the_ways_to_see_more(said):
    message = render([said], "vi", PHONE)

    assert message.picture is not None
    assert message.text == "🔴 2 quá hạn · 🟡 1 sắp đến hạn · ✅ 1/18 hoàn thành"
    assert [[button.label for button in row] for row in message.buttons] == [
        ["Quá hạn", "Theo đơn vị"],
        ["Chờ xác nhận (1)", "Đầy đủ"],
    ]


def test_a_channel_without_pictures_gets_none():
    assert render([CARD], "vi", replace(PHONE, has_pictures=False)).picture is None
