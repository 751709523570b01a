"""The report of a week and a month: in the leader's morning, by command, as an official document."""

from tests.story.conversation import Ground, story
from tests.world import HA, HUNG, LAN, hanoi


async def test_the_leader_gets_the_week_on_monday_and_asks_for_the_month(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG) as (told, (lan, ha, hung)):
        await lan.asks("xong 3 đã gửi báo cáo", "việc 3 đã hoàn thành")
        await ha.asks("xác nhận 3", "Đã xác nhận: việc 3")
        await lan.reads("Việc 3 được xác nhận")
        await told.comes(hanoi(13, 7, 30))
        figures = (
            "Tổng số 18 nhiệm vụ: hoàn thành đúng hạn 1, hoàn thành chậm 0, đang thực hiện trong hạn 15, quá hạn 2"
        )
        await hung.reads("BÁO CÁO TUẦN 15 (từ 06/4 đến 12/4/2026)", figures, "hoàn thành 1")
        await hung.asks("tình hình", "✅ 1/18 hoàn thành")
        [*_, shown] = await hung.messages()
        assert ("photo" in shown) == (not told.is_typed_only), "one message: the figures as a picture where it can be"
        await hung.asks("tình hình đầy đủ", figures)
        unit = "UBND phường: 0%, hoàn thành 0/4, quá hạn 1"
        await hung.asks("báo cáo tháng 4", "BÁO CÁO THÁNG 4/2026", figures, unit)
        [*_, shown] = await hung.messages()
        assert ("photo" in shown) == (not told.is_typed_only), "the picture carries the text where there can be one"
        await hung.types("báo cáo tháng 4 docx")
        if told.is_typed_only:
            await hung.reads("dondoc report")  # no public address: it says where the file can be had
        else:
            await hung.reads("Báo cáo tháng 4/2026, tệp Word")
            [*_, sent] = await hung.messages()
            assert sent["document"]["file_name"] == "bao-cao-2026-04.docx"
        for person in (lan, ha):
            await person.reads_the_rest()  # the morning's own message
        await lan.asks("báo cáo tháng 4", "chỉ dành cho")
