"""What may happen to a message on its way out, one line for each mishap: nobody else waits, nothing is lost."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.shapes import Json
from tests.faults.running import CROWD, PHONES, Ward
from tests.world import HA, LAN, MINH


@dataclass(frozen=True)
class Mishap:
    """An answer meets `order`. Then so many messages with the answer arrive in all, the last of them marked or not."""

    name: str
    order: dict[str, Any]
    arrives: int
    is_marked: bool = False
    is_alive: bool = True
    last_state: str = "sent"


# surely not sent: sent once, unmarked | not known: again with a mark | never accepted: parked with its reason
MISHAPS = [
    Mishap("429 for this chat", {"action": "429", "retry_after": 1}, arrives=1),
    Mishap("403 blocked", {"action": "403"}, arrives=0, is_alive=False, last_state="parked"),
    Mishap("400 chat not found", {"action": "400"}, arrives=0, is_alive=False, last_state="parked"),
    Mishap(
        "403 account deleted",
        {"action": "403", "description": "Forbidden: user is deactivated"},
        arrives=0, is_alive=False, last_state="parked",
    ),
    Mishap(
        "400 bad message", {"action": "400", "description": "Bad Request: message text is empty"},
        arrives=0, last_state="parked",
    ),
    Mishap("500", {"action": "500"}, arrives=1, is_marked=True),
    Mishap("connection cut before acceptance", {"action": "drop"}, arrives=1, is_marked=True),
    Mishap("connection cut after acceptance", {"action": "accept_then_drop"}, arrives=2, is_marked=True),
    Mishap("read timeout", {"action": "hang"}, arrives=1, is_marked=True),
    Mishap("late answer after our timeout", {"action": "delay", "seconds": 2.5}, arrives=1, is_marked=True),
    Mishap("half an answer", {"action": "truncated"}, arrives=2, is_marked=True),
    Mishap("no JSON", {"action": "garbage"}, arrives=1, is_marked=True),
]  # fmt: skip


@dataclass(frozen=True)
class Fate:
    """What became of an answer: how often it arrived, whether the last one is marked, and how things stand then."""

    arrives: int
    is_marked: bool
    is_alive: bool
    state: str


@pytest.mark.alone
async def test_a_mishap_with_one_message_loses_nothing_and_holds_up_nobody(crowded_ward: Ward) -> None:
    ward, struck = crowded_ward, dict(zip(CROWD, MISHAPS, strict=False))
    for name, mishap in struck.items():
        ward.mishap("sendMessage", person=name, **mishap.order)
    bystanders = (LAN, MINH, HA)
    for name in (*struck, *bystanders):
        ward.say(name, "viec")
    for name in bystanders:
        await ward.told(name, 1, within=4)
    await ward.until(lambda: "leased" not in ward.states() and ward.platform.faults.met == len(MISHAPS))
    ward.clock.set(timedelta(minutes=6))  # the wait before the next try
    await ward.until(lambda: set(ward.states()) <= {"sent", "parked"} and len(ward.states()) == len(struck) + 3)
    expected = {m.name: Fate(m.arrives, m.is_marked, m.is_alive, m.last_state) for m in struck.values()}
    assert {mishap.name: fate_of(ward, name) for name, mishap in struck.items()} == expected
    assert len(expected) == len(MISHAPS)


def fate_of(ward: Ward, name: str) -> Fate:
    texts = ward.texts(name)
    assert not any(is_marked(text) for text in texts[:-1])
    return Fate(len(texts), bool(texts) and is_marked(texts[-1]), ward.is_alive(name), ward.state_for(name))


def is_marked(text: str) -> bool:
    return text.splitlines()[-1].startswith("(#")


async def test_after_a_bad_message_the_same_person_is_answered_again(small_ward: Ward) -> None:
    ward = small_ward
    ward.mishap("sendMessage", "400", LAN, description="Bad Request: message text is empty")
    ward.say(LAN, "ct 3")
    ward.say(LAN, "ct 17")
    assert "17" in (await ward.told(LAN, 1))[0]
    await ward.until(lambda: ward.states() == ["parked", "sent"])


async def test_a_chat_that_must_wait_waits_as_long_as_asked_and_the_others_do_not(small_ward: Ward) -> None:
    ward = small_ward
    ward.mishap("sendMessage", "429", LAN, retry_after=2)
    ward.say(LAN, "ct 3")
    await ward.until(lambda: ward.platform.faults.met == 1)
    refused_at = ward.clock.now()
    for text in ("viec", "ct 6", "ct 13"):
        ward.say(MINH, text)
    await ward.told(MINH, 3, within=1.9)
    assert ward.texts(LAN) == []
    await ward.told(LAN, 1)
    assert ward.accepted(LAN)[0]["at"] >= (refused_at + timedelta(seconds=1.95)).isoformat()


async def test_when_the_whole_token_must_wait_nothing_is_sent_before_the_end(small_ward: Ward) -> None:
    ward = small_ward
    ward.mishap("sendMessage", "429", retry_after=2, times=2)
    ward.say(LAN, "ct 3")
    ward.say(MINH, "viec")
    await ward.until(lambda: ward.platform.faults.met == 2)
    refused_at = ward.clock.now()
    for name in (LAN, MINH, HA):
        ward.say(name, "ct 6")
    await ward.told(LAN, 2)
    await ward.told(MINH, 2)
    await ward.told(HA, 1)
    first = min(entry["at"] for name in (LAN, MINH, HA) for entry in ward.accepted(name))
    assert first >= (refused_at + timedelta(seconds=1.95)).isoformat()
    assert ward.platform.faults.met == 2, "asked again before the time was over"


async def test_the_clock_set_forward_does_not_end_a_wait_that_the_platform_asked_for(small_ward: Ward) -> None:
    ward = small_ward
    ward.mishap("sendMessage", "429", LAN, retry_after=2)
    ward.say(LAN, "ct 3")
    await ward.until(lambda: ward.platform.faults.met == 1)
    ward.clock.set(timedelta(hours=1))
    await ward.quiet(1.5)
    assert ward.texts(LAN) == []
    ward.clock.set(timedelta(minutes=6))
    await ward.told(LAN, 1)


async def test_people_who_block_the_bot_while_it_is_away_cost_one_try_each_and_come_back(small_ward: Ward) -> None:
    ward = small_ward
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
    ward.bot.chats[PHONES[LAN]].is_blocked = True  # without the update that tells of it
    ward.clock.set(timedelta(hours=2))
    await ward.until(lambda: not ward.is_alive(LAN))
    await ward.told(MINH, 1)
    ward.bot.chats[PHONES[LAN]].is_blocked = False
    ward.platform.bots[ward.bot.token].updates.add("my_chat_member", membership(ward, LAN))
    await ward.until(lambda: ward.is_alive(LAN))
    ward.clock.set(timedelta(days=3))  # Monday
    digest = (await ward.told(LAN, 2))[1]
    assert "#3" in digest or "3." in digest


async def test_a_chat_whose_id_changed_is_followed(small_ward: Ward) -> None:
    ward = small_ward

    class Migrated(Fault):
        def refusal(self) -> ApiError:
            return MigratedError(400, "Bad Request: group chat was upgraded to a supergroup chat")

    class MigratedError(ApiError):
        def as_json(self) -> Json:
            return super().as_json() | {"parameters": {"migrate_to_chat_id": PHONES[MINH]}}

    ward.platform.faults.waiting.append(Migrated("sendMessage", "400", PHONES[LAN]))
    ward.say(LAN, "ct 3")
    assert "3" in (await ward.told(MINH, 1))[0]
    assert ward.texts(LAN) == []
    await ward.until(lambda: ward.states() == ["sent"])


def membership(ward: Ward, name: str) -> Json:
    person = {"id": PHONES[name], "is_bot": False, "first_name": name}
    chat = {"id": PHONES[name], "type": "private"}
    change = {"user": ward.bot.user, "status": "member"}
    return {"chat": chat, "from": person, "date": 1, "old_chat_member": change, "new_chat_member": change}
