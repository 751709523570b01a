"""The names of channels: the first bot of a platform is called like it, a further one has its place behind that."""

import pytest

from domain.channels import MOST_BOTS, channel_of, newest_channel, platform_of, shown_channel


def test_each_bot_of_a_platform_is_a_channel_that_tells_its_platform() -> None:
    channels = [channel_of("zalo", place) for place in range(1, MOST_BOTS + 1)]
    assert channels[:2] == ["zalo", "zalo2"]
    assert len(set(channels)) == MOST_BOTS
    assert {platform_of(channel) for channel in channels} == {"zalo"}


def test_new_people_are_invited_to_the_newest_bot() -> None:
    assert newest_channel("zalo", ["telegram", "zalo", "zalo3", "zalo2"]) == "zalo3"
    assert newest_channel("zalo", ["telegram"]) is None


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("telegram", "Telegram"), ("zalo2", "Zalo 2"), ("zalo, cũ từ 2026", "Zalo, cũ từ 2026"), ("", ""), ("12", "12")],
)
def test_a_channel_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert shown_channel(kept) == shown
