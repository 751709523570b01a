"""From above: a nudge, a call to explain, a task handed over, added, moved and cancelled by chat."""

from tests.story.conversation import Ground, story
from tests.world import HA, HUNG, LAN, MINH, THANH, hanoi


async def test_a_leader_nudges_and_asks_for_an_explanation_which_comes_back(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG, THANH) as (told, (lan, ha, hung, thanh)):
        await hung.asks("nhắc 7 gửi trước 16h", "Đã gửi đôn đốc việc 7", "Người nhận: Nguyễn Thị Lan")
        await lan.reads("Đ/c Phạm Quốc Hùng đôn đốc việc 7", "“gửi trước 16h”", "30/4/2026")
        await hung.asks("nhắc 7", "vừa đôn đốc việc 7", "một lần trong một giờ")
        await told.comes(hanoi(10, 20, 30))
        for person in (lan, ha, thanh):
            await person.reads_the_rest()  # the day's morning message
        await hung.asks("nhắc 17", "07:00")
        assert await lan.reads_the_rest() == [], "in the evening nobody is disturbed"
        await hung.asks("nhắc 3 khẩn họp lúc 21h", "Đã gửi đôn đốc việc 3")
        await lan.reads("KHẨN", "đôn đốc việc 3", "“họp lúc 21h”")
        await told.comes(hanoi(11, 7, 0))
        await lan.reads("đôn đốc việc 17")

        await hung.asks("giải trình 17 vì sao chậm?", "Đã yêu cầu giải trình việc 17, chậm nhất")
        for asked in (lan, thanh):
            await asked.reads("Yêu cầu giải trình việc 17", "vì sao chậm?")
        await lan.replies("vì sao chậm", "cán bộ phụ trách đi học", "giải trình 17: cán bộ phụ trách đi học")
        await lan.reads("giải trình việc 17")
        for told_of_it in (hung, ha):
            await told_of_it.reads("Đ/c Nguyễn Thị Lan giải trình việc 17", "Giải trình: cán bộ phụ trách đi học")
        await hung.asks("ct 17", "cán bộ phụ trách đi học")


async def test_a_head_hands_a_task_over_and_the_coordinator_adds_moves_and_cancels(ground: Ground) -> None:
    async with story(ground, LAN, HA, MINH, THANH) as (told, (lan, ha, minh, thanh)):
        await thanh.asks("giao 3 cho đồng chí Lan", "Đã giao việc 3 cho đ/c Nguyễn Thị Lan")
        await lan.reads("Đ/c Vũ Đức Thành giao việc 3 cho đ/c Nguyễn Thị Lan", "14/4/2026")

        await ha.asks(
            "thêm việc Rà soát hồ sơ; chủ trì UBND phường; phối hợp Ban XDĐ; hạn 30/4/2026", "Đã giao thêm việc 19"
        )
        await minh.reads("Đơn vị đồng chí", "chủ trì 1 việc", "19. Rà soát hồ sơ", "30/4")
        await lan.reads("phối hợp 1 việc", "19")
        await minh.asks("xong 19", "việc 19 đã hoàn thành, đúng hạn")
        await ha.asks("trả lại 19 chưa có danh sách", "Đã trả lại việc 19")
        await minh.reads("Việc 19 được trả lại", "chưa có danh sách")
        await ha.asks("hủy việc 19 đã lồng ghép vào việc 5", "Đã hủy việc 19")
        for concerned in (minh, lan):
            await concerned.reads("Việc 19 đã hủy, dừng thực hiện", "đã lồng ghép vào việc 5")
        await minh.asks("xong 19", "đã hủy")

        await ha.asks("sửa 3 hạn trước ngày 28/4/2026", "Đã sửa việc 3: thời hạn", "(hạn thứ Hai 27/4/2026)")
        assert "3. Rà soát" in await lan.reads("thay đổi thời hạn", "trước ngày 28/4/2026")
        await ha.asks("sửa 3 chủ trì UBND phường", "Đã sửa việc 3: đơn vị chủ trì", "Nay: UBND phường")
        await minh.reads("chủ trì 1 việc", "3. Rà soát")
        await lan.reads("1 việc – đơn vị đồng chí không còn được giao các việc sau:", "3. Rà soát", "giao đơn vị khác")
        await thanh.reads_the_rest()
        await told.settled()
