"""Buttons of old messages and forged ones: asked again what may be done now, answered in a sentence."""

from datetime import timedelta

from domain.inbox import WINDOW_SECONDS
from domain.tasks import State
from storage.tasks import find_task
from tests.faults.running import STRANGER, Ward
from tests.world import HA, LAN, MINH


def state_of(ward: Ward, number: int) -> State:
    with ward.database.reading() as tx:
        found = find_task(tx, ward.world.organisation_id, number)
        assert found is not None
        return found.occurrence.state


async def morning_message(ward: Ward) -> int:
    """The morning's message has come to Lan; its id."""
    ward.clock.set(timedelta(hours=1, minutes=35))
    await ward.told(LAN, 1)
    return int(ward.accepted(LAN)[0]["message_id"])


async def test_a_button_pressed_twice_reports_once(ward: Ward) -> None:
    message = await morning_message(ward)
    for _ in range(2):
        ward.press(LAN, message, "xong 3")
    await ward.until(lambda: ward.inbox_states() == ["handled"] * 2)
    await ward.told(LAN, 3)
    assert state_of(ward, 3) is State.REPORTED
    assert ward.texts(LAN)[1] != ward.texts(LAN)[2]


async def test_a_button_of_yesterday_on_a_task_that_is_confirmed_since_changes_nothing(small_ward: Ward) -> None:
    ward = small_ward
    message = await morning_message(ward)
    ward.say(LAN, "xong 3")
    await ward.told(LAN, 2)
    ward.say(HA, "xacnhan 3")
    await ward.until(lambda: state_of(ward, 3) is State.DONE)
    ward.clock.set(timedelta(days=1))
    told = len(ward.texts(LAN))
    for data in ("xong 3", "nhan 3", "progress 3 50"):
        ward.press(LAN, message, data)
    await ward.told(LAN, told + 3)
    assert state_of(ward, 3) is State.DONE


FORGED = (
    "confirm 3", "return 3 x", "xong 99", "xong 6", "/start AAAA-BBBB", "{}", "9" * 64, "xong -3", "unit:9", "q:1",
)  # fmt: skip


async def test_forged_data_is_answered_in_a_sentence_and_changes_nothing(ward: Ward) -> None:
    message = await morning_message(ward)
    before = [state_of(ward, number) for number in range(1, 19)]
    for data in FORGED:
        ward.press(LAN, message, data)
    await ward.until(lambda: ward.inbox_states() == ["handled"] * len(FORGED))
    assert [state_of(ward, number) for number in range(1, 19)] == before


async def test_a_strangers_press_on_a_message_that_is_not_theirs_teaches_them_nothing(small_ward: Ward) -> None:
    ward = small_ward
    ward.say(STRANGER, "xong 3")
    stranger = (await ward.told(STRANGER, 1))[0]
    ward.clock.ahead += WINDOW_SECONDS  # until then a stranger is not answered again
    ward.press(STRANGER, int(ward.accepted(STRANGER)[0]["message_id"]), "ct 3")
    assert (await ward.told(STRANGER, 2))[1] == stranger
    assert state_of(ward, 3) is State.OPEN


async def test_a_press_on_a_message_that_telegram_no_longer_has_works_by_its_data(small_ward: Ward) -> None:
    ward = small_ward
    person = {"id": 14, "is_bot": False, "first_name": MINH}
    ward.bot.updates.add("callback_query", {"id": "77", "from": person, "data": "ct 6", "chat_instance": "1"})
    assert "6" in (await ward.told(MINH, 1))[0]
