"""No network: for a moment, for hours, for more than a day. Everybody hears once where things stand."""

from datetime import timedelta
from functools import partial

from tests.faults.running import Ward
from tests.world import HA, HUNG, LAN, MINH

MORNING = timedelta(hours=1, minutes=35)


async def test_what_was_typed_while_the_line_was_down_is_answered_once_it_is_back(small_ward: Ward) -> None:
    ward = small_ward
    assert ward.line is not None
    await ward.line.cut()
    ward.say(LAN, "xong 3")
    ward.say(MINH, "viec")
    await ward.quiet()
    assert ward.texts(LAN) == []
    await ward.line.mend()
    await ward.told(LAN, 1)
    await ward.told(MINH, 1)
    assert "#" not in ward.texts(LAN)[0].splitlines()[-1], "surely not sent before, so no mark"


async def test_an_answer_ready_when_the_line_breaks_is_sent_later_and_once(small_ward: Ward) -> None:
    ward = small_ward
    assert ward.line is not None
    ward.mishap("sendMessage", "hang", LAN)
    ward.say(LAN, "ct 3")
    await ward.until(lambda: ward.platform.faults.met == 1)
    await ward.line.cut()
    await ward.quiet(0.3)
    await ward.line.mend()
    ward.clock.set(timedelta(minutes=6))
    await ward.told(LAN, 1)
    await ward.quiet(0.5)
    assert len(ward.texts(LAN)) == 1


async def test_after_hours_without_network_over_the_morning_each_person_gets_one_message(ward: Ward) -> None:
    assert ward.line is not None
    await ward.line.cut()
    for _ in range(4):
        ward.clock.sleep(timedelta(hours=1))
        await ward.quiet(0.4)
    await ward.line.mend()
    ward.clock.sleep(timedelta(minutes=6))
    for name in (LAN, HA):
        await ward.told(name, 1)
    await ward.quiet(0.5)
    assert [len(ward.texts(name)) for name in (LAN, HA)] == [1, 1]
    assert lost(ward, LAN) == 0


async def test_without_network_from_friday_to_tuesday_there_is_one_message_and_not_one_for_every_day(
    ward: Ward,
) -> None:
    assert ward.line is not None
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
    await ward.line.cut()
    for hours in (2, 24 * 3, 24):
        ward.clock.sleep(timedelta(hours=hours))
        await ward.quiet(0.5)
    await ward.line.mend()
    ward.clock.sleep(timedelta(minutes=6))
    await ward.told(LAN, 3)
    await ward.quiet(0.5)
    assert (len(ward.texts(LAN)), lost(ward, LAN)) == (3, 1)


async def test_after_more_than_a_day_everybody_is_told_once_that_messages_may_be_lost(small_ward: Ward) -> None:
    ward = small_ward
    assert ward.line is not None
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
    await ward.line.cut()
    ward.clock.sleep(timedelta(hours=27))  # Saturday, nine in the morning: no morning message
    ward.say(MINH, "ct 6")
    await ward.line.mend()
    for name in (LAN, HA, HUNG):
        await ward.until(partial(lost, ward, name))
    await ward.quiet(1.0)
    assert [lost(ward, name) for name in (LAN, HA, HUNG, MINH)] == [1, 1, 1, 1]


async def test_a_clock_that_is_set_forward_is_no_outage(small_ward: Ward) -> None:
    ward = small_ward
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
    ward.clock.set(timedelta(hours=27))
    ward.say(MINH, "ct 6")
    await ward.told(MINH, 1)
    await ward.quiet(1.0)
    assert [lost(ward, name) for name in (LAN, HA, HUNG, MINH)] == [0, 0, 0, 0]


def lost(ward: Ward, name: str) -> int:
    return sum("bị gián đoạn" in text for text in ward.texts(name))
