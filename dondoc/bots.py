"""The bots that the settings name, as the platforms' connectors take them."""

from bot.platforms.connector import BotSettings, bot_of
from bot.platforms.registry import PLATFORMS
from bot.platforms.webhooks import path_of
from domain.channels import platform_of
from dondoc.settings import Settings


def bot_settings(
    settings: Settings, channel: str, token: str, *, links_pictures: bool = False, webhook: str | None = None,
    is_shared: bool = False, link: str = "",
) -> BotSettings:  # fmt: skip
    """The settings of the bot with this token that is this channel.

    `webhook` ends the address that the platform pushes to, where it is not the name: bots that the database keeps have
    addresses of their own. `is_shared`: of several boards an address names one. `link`: where
    people find it.
    """
    api_url, secret = {
        "telegram": (settings.telegram_api_url, settings.telegram_webhook_secret),
        "zalo": (settings.zalo_api_url, settings.zalo_webhook_secret),
    }[platform_of(channel)]
    return BotSettings(
        channel=channel,
        token=token,
        api_url=api_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        webhook_address=f"{settings.public_url.rstrip('/')}{path_of(webhook or channel)}",
        poll_seconds=settings.poll_seconds,
        sends_per_second=settings.sends_per_second,
        links_pictures=links_pictures,
        board_url=public_board(settings),
        mini_app="/mini" if webhook is None and not is_shared else f"/mini?bot={bot_of(token)}",
        link=link,
    )


def is_pushed(settings: Settings, name: str) -> bool:
    """Whether the platform of this name pushes what people write."""
    return (settings.telegram_webhook_secret if name == "telegram" else settings.zalo_webhook_secret) is not None


def public_board(settings: Settings) -> str:
    """The public address at which the board is reached; "" where it is served on this machine only."""
    base = settings.public_url.rstrip("/")
    return base if base.startswith("https://") else ""


def configured_bots(settings: Settings) -> dict[str, BotSettings]:
    """The bots with a token, by platform, in the order of the registry."""
    tokens = {"telegram": settings.telegram_token, "zalo": settings.zalo_token}
    return {
        name: bot_settings(settings, name, token.get_secret_value(), link=settings.zalo_link if name == "zalo" else "")
        for name in PLATFORMS
        if (token := tokens[name]) is not None
    }
