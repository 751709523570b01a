"""The settings of a bot: neither its token nor its webhook secret shows in a text of them."""

from bot.platforms.connector import BotSettings, bot_of


def test_no_secret_of_a_bot_shows_when_its_settings_are_printed() -> None:
    settings = BotSettings("123456:CANARY-of-the-token", "https://api.example", webhook_secret="CANARY-of-the-webhook")
    assert "CANARY" not in f"{settings!r} {settings}"


def test_a_bot_is_named_by_its_public_number_and_else_by_a_hash() -> None:
    assert bot_of("123456:secret") == "123456"
    assert bot_of("a token without a number") not in {"", "a token without a number"}
