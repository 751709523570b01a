"""The follow-up on the page, on a screen of a phone's size: a photo, more time, a question answered by a reply."""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HA, HUNG, LAN, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[[int, int], "Page"]
PICTURES = os.environ.get("DONDOC_TEST_PICTURES")  # a folder, for whoever wants to look at the page


def grey_picture(width: int, height: int) -> bytes:
    """A real PNG, as a phone's camera would give one."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\x00" + bytes(120 + (x + y) % 100 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Screen:
    """One narrow page on which the phones are taken up one after the other."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.pictures = 0

    def takes(self, name: str, user_id: int) -> Person:
        """Take up this person's phone."""
        self.page.get_by_role("tab", name=name).click()
        return Person(self.page, user_id)

    def pictured(self, name: str) -> None:
        """Keep a picture of the screen, when somebody wants to look at it."""
        self.pictures += 1
        if PICTURES:
            self.page.wait_for_timeout(600)
            self.page.screenshot(path=Path(PICTURES) / f"{self.pictures}-{name}.png")


def test_a_photo_more_time_and_a_reply_on_a_small_screen(open_page: OpenPage) -> None:
    screen = Screen(open_page(390, 844))
    lan = screen.takes("Thị Lan", LAN)
    lan.types("giahan 3 24/4 chờ số liệu của các chi bộ")
    lan.reads("Đồng chí xin gia hạn việc 3 đến thứ Sáu, 24/4/2026")
    lan.types("xin ý kiến 3 có lấy số liệu Công an phường không?")
    lan.reads("Đã chuyển lãnh đạo câu hỏi về việc 3")
    screen.pictured("asked")

    # Coordinator and leader each press a button.
    ha = screen.takes("Thu Hà", HA)
    ha.reads("Đ/c Nguyễn Thị Lan xin gia hạn việc 3", "chờ số liệu của các chi bộ")
    screen.pictured("coordinator")
    ha.presses("Đồng ý trình 3")
    ha.reads("Đề nghị gia hạn việc 3")
    hung = screen.takes("Quốc Hùng", HUNG)
    hung.reads("Đ/c Nguyễn Thị Lan xin gia hạn việc 3", "Đ/c Trần Thu Hà đồng ý, trình lãnh đạo")
    hung.presses("Duyệt 3")
    hung.reads("Việc 3 được gia hạn đến thứ Sáu, 24/4/2026")

    # The leader replies to the question itself.
    hung.replies("Xin ý kiến về việc 3", "Có, lấy cả của Ban Chỉ huy quân sự")
    hung.reads("Ý kiến về việc 3")
    screen.pictured("leader")

    # The officer reads both, and sends the signed report as a photo with its caption.
    lan = screen.takes("Thị Lan", LAN)
    lan.reads("Việc 3 được gia hạn đến thứ Sáu, 24/4/2026", "Phạm Quốc Hùng")
    lan.reads("Ý kiến: Có, lấy cả của Ban Chỉ huy quân sự")
    lan.phone.get_by_test_id("composer").fill("xong 3 báo cáo đã ký")
    lan.phone.get_by_test_id("file").set_input_files(
        {"name": "bao-cao.png", "mimeType": "image/png", "buffer": grey_picture(640, 480)}
    )
    lan.reads("Đã ghi nhận: việc 3 đã hoàn thành, đúng hạn", "báo cáo đã ký")
    screen.pictured("photo")

    # The coordinator opens the photo and confirms.
    ha = screen.takes("Thu Hà", HA)
    ha.types("minh chứng 3")
    shown = ha.reads("Việc 3: ảnh").locator("img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
    ha.reads("1 minh chứng của việc 3")
    ha.types("chờ xác nhận")
    ha.presses("Xác nhận 3")
    ha.reads("Đã xác nhận: việc 3 hoàn thành, đúng hạn")
    screen.pictured("evidence")
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
