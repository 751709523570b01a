"""The coordinator sends plans on paper, scanned or photographed: what is read, how it is stopped."""

import pytest

from dondoc.ops.evidence import draft_pictures
from services.plans.draft_pictures import NEWEST, sweep_pictures
from tests.documents import scans
from tests.plans_in_chat import plan_text
from tests.story.conversation import Ground, story
from tests.world import HA

ON_TELEGRAM = pytest.mark.parametrize("ground", ["telegram-sqlite"], indirect=True)
ROWS = [("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026")]

pytestmark = [pytest.mark.usefixtures("tesseract"), ON_TELEGRAM]


async def test_a_scan_is_stopped_and_another_file_is_read(ground: Ground) -> None:
    [sheet] = scans.small_plan(1)
    scan = scans.as_pdf([scans.scanned(sheet)] * 12)
    async with story(ground, HA) as (_, [ha]):
        await ha.sends("document", "ban-quet.pdf", scan, "")
        await ha.reads("Tệp ban-quet.pdf: đã đọc 1/12 trang", "gõ “hủy” để dừng")
        await ha.asks("hủy", "Đã dừng đọc tệp ban-quet.pdf. Kế hoạch chưa được ghi, chưa thông báo đến ai.")
        await ha.sends("document", "ke-hoach.txt", plan_text(ROWS), "")
        await ha.reads("trong tệp ke-hoach.txt")
        await ha.asks("hủy", "Đã bỏ kế hoạch")
        await ha.asks("nhập kế hoạch", "gửi tệp")


async def test_an_album_of_photographs_is_one_plan(ground: Ground) -> None:
    photographs = [scans.as_jpeg(scans.photographed(sheet)) for sheet in scans.small_plan(2)]
    async with story(ground, HA) as (_, [ha]):
        for number, photograph in enumerate(photographs):
            await ha.sends("photo", f"{number}.jpg", photograph, "", album="77")
        await ha.reads("Tệp album-2-anh: đã đọc 1/2 trang")
        await ha.reads("trong tệp album-2-anh", "4 việc")
        await ha.reads("❓ Nội dung cần làm rõ 1")


async def test_the_row_of_a_scan_is_shown_as_it_is_on_paper(ground: Ground) -> None:
    scan = scans.as_pdf([scans.scanned(sheet) for sheet in scans.small_plan(1)])
    async with story(ground, HA) as (told, [ha]):
        await ha.sends("document", "ban-quet.pdf", scan, "")
        await ha.reads("trong tệp ban-quet.pdf", "2 việc")
        await ha.reads("❓ Nội dung cần làm rõ 1", "Trang 1 đọc từ bản quét, đề nghị soát từng việc")
        await ha.asks("xem 2", "Dòng 2: Tập huấn kỹ năng số", "12/5/2026")
        *_, shown = await ha.messages()
        assert shown["photo"], "the picture of the row has come with its words"
        await ha.asks("sửa 1 hạn 20/5/2026", "Đã sửa thời hạn của dòng 1")
        pictures = draft_pictures(told.ward.app.settings)
        assert len(list(pictures.files())) == 2
        await ha.asks("hủy", "Đã bỏ kế hoạch")
        assert sweep_pictures(told.ward.app.database, pictures, told.ward.app.clock.now() + NEWEST * 2) == 2
