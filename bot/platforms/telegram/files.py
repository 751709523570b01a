"""Files that people send on Telegram: asked for by id, fetched by the path that the platform names."""

from telegram.error import BadRequest, TelegramError

from bot.messages import Attachment, FetchFailed
from bot.platforms.client import FileTooLarge
from bot.platforms.errors import reason_of
from bot.platforms.telegram.client import BotApi


class TelegramFiles:
    """Fetches files through one bot."""

    def __init__(self, api: BotApi, most_bytes: int) -> None:
        self._api = api
        self._most_bytes = most_bytes

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file. Raises FetchFailed; with a `trouble` when trying again can never help.

        https://core.telegram.org/bots/api#getfile: up to 20 MB, the path holds for an hour.
        """
        try:
            file = await self._api.bot.get_file(attachment.file_id)
            if not isinstance(file.file_path, str) or not file.file_path:
                raise FetchFailed("getFile named no path")
            return await self._api.download(file.file_path, self._most_bytes)
        except FileTooLarge as error:
            raise FetchFailed(str(error), trouble="too_large") from error
        except BadRequest as error:
            trouble = "too_large" if "too big" in error.message.lower() else "not_fetched"
            raise FetchFailed(reason_of(error), trouble=trouble) from error
        except (TelegramError, TypeError, AttributeError) as error:  # the last two: an answer that describes no file
            raise FetchFailed(reason_of(error)) from error
