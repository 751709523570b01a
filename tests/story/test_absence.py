"""Somebody is away: who stands in gets the reminders, may report, and hands everything back."""

from tests.story.conversation import Ground, story
from tests.world import HA, LAN, THANH, hanoi


async def test_who_stands_in_gets_and_does_what_the_absent_one_would(ground: Ground) -> None:
    async with story(ground, LAN, HA, THANH) as (told, (lan, ha, thanh)):
        await lan.asks("nghỉ 13/4-15/4 thay Vũ Đức Thành", "đ/c Nguyễn Thị Lan nghỉ từ thứ Hai, 13/4/2026", "hết nghỉ")
        await thanh.reads("làm thay đ/c Nguyễn Thị Lan", "13/4/2026")
        await told.comes(hanoi(10, 7, 30))
        await lan.reads("1 việc sắp đến hạn", "3. ")  # still here
        for person in (ha, thanh):
            await person.reads_the_rest()

        await told.comes(hanoi(13, 7, 30))
        assert await lan.reads_the_rest() == [], "who is away is left in peace"
        await thanh.reads("Thứ Hai, 13/4/2026", "3. ")
        await thanh.asks("xong 3 đã gửi thay", "việc 3 đã hoàn thành, đúng hạn")
        await ha.reads_the_rest()
        await ha.asks("ct 3", "Vũ Đức Thành")

        # She is back: from now on it is she who is reminded, today already.
        await lan.asks("hết nghỉ", "đ/c Nguyễn Thị Lan đi làm lại")
        await lan.reads("Thứ Hai, 13/4/2026", "17. ", "Quá hạn 4 ngày")
        for person in (thanh, ha):
            await person.reads_the_rest()
        await told.comes(hanoi(20, 7, 30))  # the Monday on which all that is long overdue is told
        await lan.reads("việc quá hạn", "17. ", "Quá hạn 11 ngày")
        for person in (thanh, ha):
            await person.reads_the_rest()
