"""Albums, edits and thumbs over a real socket: the program asks for them, holds an album together, and answers once."""

import asyncio
from datetime import timedelta

from sandbox import people
from storage.evidence import evidence_of
from storage.tasks import find_task
from tests.faults.running import PHONES, Ward
from tests.world import LAN


def _pieces(ward: Ward, number: int) -> list[str | None]:
    with ward.database.reading() as tx:
        found = find_task(tx, ward.world.organisation_id, number)
        assert found is not None
        return [piece.file_ref for piece in evidence_of(tx, found.occurrence.id)]


async def test_pictures_that_arrive_one_by_one_are_one_hand_in_with_one_answer(small_ward: Ward) -> None:
    ward = small_ward
    for n in range(3):
        caption = {"caption": "xong 3"} if n == 1 else {}
        picture = {"photo": [{"file_id": f"p{n}", "width": 9, "height": 9}], "media_group_id": "77"}
        people.send_other(ward.bot, PHONES[LAN], picture | caption)
        await asyncio.sleep(0.4)
    [answer] = await ward.told(LAN, 1, within=12)
    assert "📎" in answer
    await ward.quiet()
    assert len(ward.texts(LAN)) == 1
    assert sorted(map(str, _pieces(ward, 3))) == ["p0", "p1", "p2"]


async def test_a_changed_message_and_a_thumb_reach_the_program(small_ward: Ward) -> None:
    ward = small_ward
    wrong = people.write(ward.bot, PHONES[LAN], "xogn 3")
    await ward.told(LAN, 1)
    people.edit(ward.bot, PHONES[LAN], wrong["message_id"], {"text": "xong 3"})
    _, done = await ward.told(LAN, 2)
    assert "việc 3 đã hoàn thành" in done
    ward.clock.set(timedelta(minutes=95))
    await ward.told(LAN, 3)
    reminder = max(number for number, shown in ward.bot.chats[PHONES[LAN]].messages.items() if shown["from"]["is_bot"])
    people.react(ward.bot, PHONES[LAN], reminder, "👍")
    acknowledged = (await ward.told(LAN, 4))[-1]
    assert "nhận việc" in acknowledged
