"""Why nothing comes in: what each trouble is called, what to tell the administrator, how long to wait."""

from enum import StrEnum

from telegram.error import Conflict, InvalidToken

from bot.platforms.telegram.client import TooManyRequests


class Trouble(StrEnum):
    """Why nothing comes in."""

    NETWORK = "network"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - the name of a trouble
    SECOND_POLLER = "second_poller"
    WEBHOOK_SET = "webhook_set"
    TOO_MANY_REQUESTS = "too_many_requests"
    NOT_STORED = "not_stored"
    SILENT = "silent"


# First and longest wait in seconds; each further failure doubles it.
_WAITS = {
    Trouble.NETWORK: (1.0, 60.0),
    Trouble.TOKEN_REFUSED: (5.0, 300.0),
    Trouble.SECOND_POLLER: (5.0, 60.0),
    Trouble.WEBHOOK_SET: (5.0, 300.0),
    Trouble.NOT_STORED: (1.0, 60.0),
}
_SENTENCES = {
    Trouble.TOKEN_REFUSED: "Telegram refuses the bot token (401/404): check the token; trying again until it works.",
    Trouble.SECOND_POLLER: "Another program is fetching this bot's messages (409): stop the second copy.",
    Trouble.WEBHOOK_SET: "A webhook is set for this bot, so messages cannot be fetched (409): delete the webhook.",
    Trouble.NOT_STORED: "Messages arrive but cannot be stored; they stay with Telegram and are asked for again.",
    Trouble.SILENT: "Telegram has not answered for a long time: no messages are coming in.",
}


def trouble_of(error: Exception) -> Trouble:
    """What the error of a fetch means."""
    if isinstance(error, Conflict):
        return Trouble.WEBHOOK_SET if "webhook" in str(error).lower() else Trouble.SECOND_POLLER
    if isinstance(error, InvalidToken):
        return Trouble.TOKEN_REFUSED
    return Trouble.TOO_MANY_REQUESTS if isinstance(error, TooManyRequests) else Trouble.NETWORK


def sentence_for(trouble: Trouble) -> str | None:
    """What to tell the administrator; None when the trouble usually passes by itself."""
    return _SENTENCES.get(trouble)


def wait_for(trouble: Trouble, failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling from the trouble's first wait to its longest."""
    first, longest = _WAITS.get(trouble, (1.0, 60.0))
    return min(first * 2.0 ** min(failures - 1, 16), longest)
