"""The coordinator on the page of phones: a file is sent, rows are corrected, it is written, then amended."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents import files
from tests.story.phones import HA, LAN, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[[int, int], "Page"]
ROWS = (
    ("1", "Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026", ""),
    ("2", "Tập huấn kỹ năng số cho cán bộ", "Ban Xây dựng Đảng", "UBND phường", "trong tháng 5/2026", ""),
    ("3", "Bố trí kinh phí thực hiện Kế hoạch", "UBND phường", "Ban Xây dựng Đảng", "trong quý II/2026", ""),
)
AMENDED = ((*ROWS[0][:4], "trước ngày 16/6/2026", ""), *ROWS[1:])
PICTURES = os.environ.get("DONDOC_TEST_PICTURES")  # a folder, for whoever wants to look at the page


def _sends(person: Person, name: str, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    person.phone.locator('input[type="file"]').set_input_files({"name": name, "mimeType": kind, "buffer": content})


def _pictured(page: "Page", name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def test_a_plan_is_sent_corrected_written_and_amended_on_the_page(open_page: OpenPage) -> None:
    page = open_page(1400, 900)
    ha, lan = Person(page, HA), Person(page, LAN)

    _sends(ha, "ke-hoach-so.docx", files.docx_of(ROWS))
    ha.reads("trong tệp ke-hoach-so.docx", "Kế hoạch chưa được ghi, chưa thông báo đến ai", "3 việc")
    _pictured(page, "1-read")
    ha.types("sửa 1 hạn 20/5/2026")
    ha.reads("Đã sửa thời hạn của dòng 1", "20/5/2026")
    ha.types("sửa 3 chủ trì Phòng Kinh tế, Hạ tầng và Đô thị")
    ha.reads("Đã sửa đơn vị chủ trì của dòng 3")
    ha.types("sửa số kế hoạch 46-KH/ĐU")
    ha.reads("Số: 46-KH/ĐU")
    _pictured(page, "2-corrected")
    assert lan.messages("Kế hoạch mới").count() == 0
    ha.types("nhập")
    ha.reads("Đã ghi 3 việc, số 19–21")
    lan.reads("Kế hoạch mới", "19 (mục 1, KH 46). Rà soát hạ tầng số", "20/5/2026")
    _pictured(page, "3-written")

    _sends(ha, "ke-hoach-sua-doi.docx", files.docx_of(AMENDED))
    ha.reads("Đây có phải bản sửa đổi")
    ha.presses("Là bản sửa đổi")
    ha.reads("đã xử lý hết")
    _pictured(page, "4-difference")
    ha.types("nhập")
    ha.reads("Đã ghi bản sửa đổi (bản thứ 2)")
    lan.reads("thay đổi thời hạn", "Hạn cũ: 20/5/2026", "trước ngày 16/6/2026")
    _pictured(page, "5-amended")
