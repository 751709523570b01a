"""What is refused for want of a right leaves a line in the log: what was tried and by whom, not what was typed."""

import logging

import pytest

from tests.world import HA, LAN, World, names_of


def refused(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [vars(record) for record in caplog.records if vars(record).get("action") == "command_refused"]


def test_an_attempt_without_the_right_to_it_is_logged_without_its_words(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.link(LAN)
    with caplog.at_level(logging.INFO):
        assert names_of(world.ask(LAN, "từ chối 3: chuyện mật")) == ["OnlyForRole"]
        assert names_of(world.ask(LAN, "xong 6: chuyện mật")) == ["NotYourTask"]
        assert names_of(world.ask("người lạ", "xong 3: chuyện mật")) == ["Stranger"]
    kept = refused(caplog)
    assert [(line["command"], line["refusal"]) for line in kept] == [
        ("RefuseRequest", "OnlyForRole"),
        ("MarkDone", "NotYourTask"),
        ("MarkDone", "Stranger"),
    ]
    assert [line["person_id"] is None for line in kept] == [False, False, True]
    assert "chuyện mật" not in str(kept) + caplog.text


def test_an_ordinary_refusal_is_no_matter_for_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.link(HA)
    with caplog.at_level(logging.INFO):
        assert names_of(world.ask(HA, "ct 999")) == ["NoSuchTask"]
    assert refused(caplog) == []
