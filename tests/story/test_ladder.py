"""The ladder and the check-ins: one message a morning, higher up the longer a task is silent."""

from tests.story.conversation import Ground, story
from tests.world import HA, HUNG, LAN, THANH, hanoi


async def test_an_overdue_task_climbs_and_a_request_for_more_time_holds_it_for_three_days(ground: Ground) -> None:
    async with story(ground, LAN, THANH, HA, HUNG) as (told, (lan, thanh, ha, hung)):
        everybody = (lan, thanh, ha, hung)
        # Task 17 was due on Thursday, 9/4: on Friday the officer, the head and the coordinator hear it, not the leader.
        await told.comes(hanoi(10, 7, 30))
        await lan.reads("🔴 1 việc quá hạn", "17. ", "🔴 Quá hạn 1 ngày (hạn thứ Năm 9/4)")
        await thanh.reads("🔴 1 việc quá hạn", "17. ", "Quá hạn 1 ngày")
        await ha.reads("🔴 2 việc quá hạn", "17. ", "Quá hạn 1 ngày")
        assert await hung.reads_the_rest() == []

        # Task 3 was due on the 14th; while the request is pending it is not called overdue, for three working days.
        await told.comes(hanoi(14, 9))
        for person in everybody:
            await person.reads_the_rest()
        await lan.asks("giahan 3 24/4 chờ số liệu", "Đồng chí xin gia hạn việc 3")
        for day in (15, 16, 17):
            await told.comes(hanoi(day, 7, 30))
            said = "\n".join(await lan.reads_the_rest())
            assert "3. Rà soát" not in said
            if day == 16:  # seven days overdue
                assert "17. " in "\n".join(await hung.reads_the_rest())
        await told.comes(hanoi(20, 7, 30))
        await lan.reads("việc quá hạn", "3. Rà soát", "Quá hạn 6 ngày")

        # Said done, it is left alone; returned, it is back with all that is long overdue: Monday the 27th is a day off.
        await lan.asks("xong 3 đã gửi", "việc 3 đã hoàn thành, chậm so với hạn")
        await told.comes(hanoi(22, 7, 30))
        assert "3. Rà soát" not in "\n".join(await lan.reads_the_rest())
        for person in (thanh, ha, hung):
            await person.reads_the_rest()
        await told.comes(hanoi(22, 18))  # too late for a reminder of that day
        await ha.asks("trả lại 3 thiếu biểu số 2", "Đã trả lại việc 3")
        await lan.reads("Việc 3 được trả lại", "thiếu biểu số 2")
        await told.comes(hanoi(28, 7, 30))
        await lan.reads("3. Rà soát", "Quá hạn 14 ngày")
        for person in (thanh, ha, hung):
            assert len(await person.reads_the_rest()) == 1, "one message a morning"


async def test_a_standing_task_is_asked_about_once_a_month_and_once_more(ground: Ground) -> None:
    async with story(ground, LAN, HUNG) as (told, (lan, hung)):
        await told.comes(hanoi(24, 7, 30))  # the 25th is a Saturday
        await lan.reads("việc cần báo tình hình", "🟢 Đề nghị báo tình hình tháng 4/2026", "1. Tiếp tục", "12. ")
        await lan.presses("Vẫn triển khai 1", "vẫn triển khai 1")
        await lan.reads("Đã ghi nhận việc 1, tình hình tháng 4/2026: vẫn triển khai", "kỳ sau hệ thống sẽ hỏi lại")
        await told.comes(hanoi(29, 7, 30))
        again = await lan.reads("12. ", "hỏi lại lần cuối")
        assert "1. Tiếp tục" not in again
        await lan.asks("chưa làm được 12", "lý do")
        await lan.asks("chưa làm được 12 chờ hướng dẫn của thành phố", "việc 12", "chờ hướng dẫn của thành phố")
        await told.comes(hanoi(30, 7, 30))
        assert "12. " not in "\n".join(await lan.reads_the_rest())
        await hung.reads_the_rest()
