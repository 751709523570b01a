"""The ward's own calendar, each person's hour and language, and a ward that wants no confirmation: all by chat."""

from tests.story.conversation import Ground, story
from tests.world import HA, LAN, MINH, THANH, hanoi


async def test_a_day_off_of_the_ward_and_a_saturday_worked_move_the_mornings(ground: Ground) -> None:
    async with story(ground, LAN, HA) as (told, (lan, ha)):
        await lan.asks("lịch nghỉ 10/4/2026", "chỉ dành cho")
        await ha.asks("lịch nghỉ 10/4/2026 giỗ Tổ của phường", "10/4/2026", "nghỉ")
        await ha.asks("lịch làm 11/4/2026", "11/4/2026", "làm bù")
        await told.comes(hanoi(10, 7, 30))
        for person in (lan, ha):
            assert await person.reads_the_rest() == [], "nobody works on Friday"
        await told.comes(hanoi(11, 7, 30))
        await lan.reads("Thứ Bảy, 11/4/2026", "17. ")
        await ha.reads("Thứ Bảy, 11/4/2026")
        await lan.asks("lịch", "Làm bù: thứ Bảy, 11/4/2026")


async def test_each_chooses_the_hour_and_the_language_of_the_morning(ground: Ground) -> None:
    async with story(ground, LAN, MINH) as (told, (lan, minh)):
        await lan.asks("giờ 8:30", "8 giờ 30")
        await lan.asks("giờ 10:00", "từ 06:30 đến 09:00", "giờ 7:00")
        await minh.asks("english", "English")
        await told.comes(hanoi(10, 7, 30))
        await minh.reads("1 task overdue", "Fri 10 Apr 2026", "done 16")
        assert await lan.reads_the_rest() == []
        await told.comes(hanoi(10, 8, 30))
        await lan.reads("việc quá hạn", "17. ")
        await minh.asks("done 16", "task 16 reported done")
        await minh.asks("tiếng việt", "tiếng Việt")
        await minh.asks("ct 16", "đã báo hoàn thành, chờ xác nhận")


async def test_where_the_ward_wants_no_confirmation_done_is_done(ground: Ground) -> None:
    async with story(ground, LAN, HA, THANH) as (_, (lan, ha, thanh)):
        await lan.asks("cài đặt xác nhận không", "chỉ dành cho")
        await ha.asks("cài đặt xác nhận không", "xác nhận", "không")
        await lan.asks("xong 3", "Việc 3 đã hoàn thành, đúng hạn")
        await lan.asks("ct 3", "Tình trạng: đã hoàn thành")
        await ha.asks("chờ xác nhận", "Không có việc nào chờ")
        await thanh.asks("ct 3", "Nguyễn Thị Lan")
