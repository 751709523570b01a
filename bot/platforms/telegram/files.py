"""Files that people send on Telegram: asked for by id, fetched by the path that the platform names."""

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.messages import Attachment, FetchFailed
from bot.platforms.telegram.client import BotApi, TooLarge
from bot.platforms.telegram.errors import reason_of

ANSWER_TIMEOUT = 20.0


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
            found = await self._api.call("getFile", {"file_id": attachment.file_id}, ANSWER_TIMEOUT)
            path = found.get("file_path") if isinstance(found, dict) else None
            if not isinstance(path, str) or not path:
                raise FetchFailed("getFile named no path")
            return await self._api.download(path, self._most_bytes)
        except TooLarge as error:
            raise FetchFailed(str(error), trouble="too_large") from error
        except InvalidToken as error:
            raise FetchFailed(reason_of(error)) from error
        except BadRequest as error:
            trouble = "too_large" if "too big" in error.message.lower() else "not_fetched"
            raise FetchFailed(reason_of(error), trouble=trouble) from error
        except TelegramError as error:
            raise FetchFailed(reason_of(error)) from error
