"""A whole conversation in English, by people who have chosen it: every answer and what comes by itself."""

from collections.abc import Iterator

import pytest

from domain.deliveries import Delivery
from tests.samples.page import TEXT_ONLY, WITH_BUTTONS
from tests.wording.test_english import FUNCTION_WORDS, plain, vietnamese_in
from tests.world import HA, HUNG, LAN, World, hanoi
from wording.render import render

# Who types what, and the beginning of the answer.
CONVERSATION = (
    (LAN, "help", "What you need most days"),
    (LAN, "tasks", "14 tasks open"),
    (LAN, "task 3", "Task 3"),
    (LAN, "ack 3", "✅"),
    (LAN, "progress 3 60", "✅"),
    (LAN, "extend 3 24/4 waiting for figures", "✅"),
    (HA, "requests", "Waiting for you: 1"),
    (HA, "decide 3, figures are late", "✅"),
    (HUNG, "decide 3 22/4", "✅"),
    (LAN, "block 3 no budget", "✅"),
    (LAN, "unblock 3", "✅"),
    (LAN, "ask 3 shall we invite the branches?", "✅"),
    (HUNG, "answer 3 yes", "✅ Task 3: your answer is sent"),
    (HUNG, "explain 3 why late?", "✅"),
    (LAN, "answer 3 illness", "✅ Task 3"),
    (HUNG, "nudge 3 before noon", ""),
    (LAN, "evidence 3 report 12", ""),
    (LAN, "done 3 sent", "✅"),
    (HA, "waiting", ""),
    (HA, "return 3: annex missing", ""),
    (LAN, "done 3: annex added", "✅"),
    (HA, "confirm 3", "✅"),
    (HA, "audit 3", "History of task 3"),
    (HA, "report month", ""),
    (HUNG, "status", ""),
    (LAN, "undo", ""),
    (LAN, "done 999", ""),
    (LAN, "what now", ""),
)


def untranslated(deliveries: list[Delivery]) -> Iterator[str]:
    """What of these messages is not in English."""
    for delivery in deliveries:
        if delivery.language != "en":
            yield f"{delivery.chat_id} is spoken to in {delivery.language}"
        for capabilities in (WITH_BUTTONS, TEXT_ONLY):
            message = render([plain(response) for response in delivery.responses], "en", capabilities)
            yield from vietnamese_in(message)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; three people have chosen English."""
    world.link(LAN, HA, HUNG)
    world.now = hanoi(10, 9)
    for name in (LAN, HA, HUNG):
        world.ask(name, "english")
    return world


def test_everything_that_is_said_to_them_is_english(ward: World) -> None:
    for chat, text, begins in CONVERSATION:
        ward.say(chat, text)
        deliveries = ward.deliver()
        assert list(untranslated(deliveries)) == [], text
        [answer, *_] = [delivery for delivery in deliveries if delivery.chat_id == chat]
        shown = render(answer.responses, "en", TEXT_ONLY).text
        assert shown.startswith(begins), (text, shown)


def test_the_morning_message_is_english_and_says_what_to_type_in_english(ward: World) -> None:
    came = ward.morning(hanoi(13, 7, 30))
    assert {delivery.chat_id for delivery in came} >= {LAN, HA}
    assert list(untranslated(came)) == []
    for delivery in came:
        message = render([plain(response) for response in delivery.responses], "en", TEXT_ONLY)
        closing = message.text.rpartition("\n\n")[2]
        assert FUNCTION_WORDS.findall(closing) == []
