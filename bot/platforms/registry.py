"""The platforms that this program speaks on, by name. A further platform is one line here and one package beside it."""

from bot.platforms.connector import Platform
from bot.platforms.telegram.connector import TELEGRAM
from bot.platforms.zalo.connector import ZALO

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in (TELEGRAM, ZALO)}
