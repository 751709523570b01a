"""The bots that the database keeps for an organisation, put in the place of those that the settings do not name."""

from pydantic import SecretStr

from dondoc.app import App
from dondoc.sealing import unseal
from dondoc.settings import Settings
from storage.bots import bots_of


def with_stored_bots(app: App) -> Settings:
    """The settings, with the tokens of bots that the database keeps for the organisation where the settings name none.

    Raises KeyMissing and KeyWrong where there is such a bot and no key opens its token.
    """
    settings = app.settings
    given = {"telegram": settings.telegram_token, "zalo": settings.zalo_token}
    with app.database.reading() as tx:
        stored = [bot for bot in bots_of(tx, app.organisation.id) if given.get(bot.platform, settings) is None]
    if not stored:
        return settings
    tokens = {f"{bot.platform}_token": SecretStr(unseal(settings, bot.sealed_token)) for bot in stored}
    return settings.model_copy(update=tokens)
