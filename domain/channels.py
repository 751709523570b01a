"""Names of channels: that of a platform, and with a number behind it for each further bot there: "zalo", "zalo2"."""

from collections.abc import Iterable

MOST_BOTS = 9  # of one organisation on one platform


def channel_of(platform: str, place: int) -> str:
    """The channel of an organisation's bot; `place` counts its bots on the platform, from 1."""
    return platform if place == 1 else f"{platform}{place}"


def platform_of(channel: str) -> str:
    """The platform of the bot that a channel is."""
    return channel.rstrip("0123456789")


def channels_on(platform: str) -> list[str]:
    """All channels that the bots of an organisation on a platform can be."""
    return [channel_of(platform, place) for place in range(1, MOST_BOTS + 1)]


def newest_channel(platform: str, channels: Iterable[str]) -> str | None:
    """The newest of an organisation's bots on a platform, to which new people are invited; None without any.

    A further bot is added when those before it are full.
    """
    return max((name for name in channels if platform_of(name) == platform), default=None)


def shown_channel(channel: str) -> str:
    """A channel as people write it: "Zalo", "Zalo 2"."""
    platform = platform_of(channel)
    place = channel.removeprefix(platform)
    return f"{platform.capitalize()} {place}" if place and platform.isalpha() else channel.capitalize()
