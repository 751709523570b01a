"""Two plans side by side, each platform alone: rows named as on paper, one plan withdrawn, the other closed."""

from pathlib import Path

import pytest

from tests.plans_in_chat import plan_text
from tests.sandbox.ward_on_zalo import Hand, Ward, ward
from tests.world import HA, HUNG, LAN

ROWS = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 25/4/2026"),
    ("Tập huấn kỹ năng số cho cán bộ", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Tuyên truyền về chuyển đổi số", "Ban Xây dựng Đảng", "UBND phường", "thường xuyên"),
]


@pytest.mark.parametrize("platform", ["telegram", "zalo"])
async def test_two_plans_from_writing_to_withdrawal_and_end(tmp_path: Path, platform: str) -> None:
    phones = {LAN: 21, HA: 22, HUNG: 23}
    async with ward(tmp_path, *((phones, {}) if platform == "telegram" else ({}, phones))) as w:
        lan, ha, hung = (w.phone(f"phones/{number}") for number in phones.values())
        for hand, name in zip((lan, ha, hung), phones, strict=True):
            await hand.links(name)
        assert "Số: 46-KH/ĐU" in await ha.asks("/nhapkehoach\n" + plan_text(ROWS).decode())
        assert "Đã ghi 3 việc, số 19–21" in await ha.asks("nhập")
        given = await lan.next()
        assert "19 (mục 1, KH 46). Rà soát hạ tầng số" in given
        assert "21 (mục 3, KH 46). Tuyên truyền" in given
        await _work_on_both(lan, ha)
        await _withdraw(w, lan, ha, hung)
        await _end(lan, ha, hung)
        for hand in (lan, ha, hung):
            texts = await hand.texts()
            assert all(0 < len(text) <= 2000 for text in texts)
            assert w.read[hand.path] == len(texts), "nothing is said twice, nothing is said that was not asked for"


async def _work_on_both(lan: Hand, ha: Hand) -> None:
    """Lan answers by the rows of her papers; the list says of how many plans it is."""
    listed = await lan.asks("việc")
    assert listed.startswith("17 việc chưa hoàn thành – Ban Xây dựng Đảng (2 kế hoạch)")
    assert "3 (mục 3, KH ngày 9/4). Rà soát, đánh giá" in listed
    asked = await lan.asks("xong mục 3")
    assert "• Việc 3 (mục 3, KH ngày 9/4)" in asked
    assert "• Việc 21 (mục 3, KH 46)" in asked
    done = await lan.asks("xong mục 1 KH 46")
    assert done.startswith("✅ Đã ghi nhận: việc 19 (mục 1, KH 46) đã hoàn thành, đúng hạn")
    assert "Đã xác nhận: việc 19 (mục 1, KH 46)" in await ha.asks("xác nhận 19")
    assert "Việc 19 (mục 1, KH 46) được xác nhận" in await lan.next()
    assert "Không có kế hoạch nào như nêu" in await lan.asks("xong mục 3 KH 99")
    assert "chưa ghi nhận gì" in await lan.asks("không")


async def _withdraw(w: Ward, lan: Hand, ha: Hand, hung: Hand) -> None:
    """The coordinator asks, nothing is cancelled, the leader agrees; then there is one plan, and no row is named."""
    plans = await ha.asks("kế hoạch")
    assert "CÁC KẾ HOẠCH: 2" in plans
    assert "hoàn thành 1/3 việc, quá hạn 0; gõ: tình hình kế hoạch 46" in plans
    status = await hung.asks("tình hình đầy đủ")
    assert "Tất cả 2 kế hoạch" in status
    assert "• 46-KH/ĐU – Kế hoạch Chuyển đổi số" in status
    assert "chỉ hủy khi lãnh đạo đồng ý" in await ha.asks("hủy kế hoạch 46 đã lồng ghép")
    assert "Lý do: đã lồng ghép" in await hung.next()
    assert "19 (mục 1, KH 46)" in await ha.asks("ct 19")
    assert "Đã hủy kế hoạch và 2 việc chưa hoàn thành" in await hung.asks("cho hủy kế hoạch 46")
    assert "Đơn vị đồng chí không còn được giao các việc: 20, 21" in await lan.next()
    assert "Kế hoạch đã hủy, dừng thực hiện" in await ha.next()
    listed = await lan.asks("việc")
    assert listed.startswith("14 việc chưa hoàn thành – Ban Xây dựng Đảng\n")
    assert "mục" not in listed
    assert "\n3. Rà soát" in listed


async def _end(lan: Hand, ha: Hand, hung: Hand) -> None:
    """What would stop and what goes on is named and asked about; then everybody concerned hears it once."""
    asked = await ha.asks("kết thúc kế hoạch #1")
    assert "Dừng thực hiện: việc 1, 12, 14, 15" in asked
    assert "Kế hoạch chưa thay đổi, chưa thông báo đến ai" in asked
    assert "Đã kết thúc kế hoạch; 4 việc dừng thực hiện" in await ha.asks("đúng")
    assert "Đơn vị đồng chí không còn được giao các việc: 1, 12, 14, 15" in await lan.next()
    assert "Kế hoạch đã kết thúc" in await hung.next()
    assert "đã kết thúc 10/4/2026" in await ha.asks("kế hoạch")
    assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")
