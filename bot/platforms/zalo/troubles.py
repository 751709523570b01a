"""Why nothing comes in: what each trouble is called, what to tell the administrator, how long to wait."""

from enum import StrEnum

from bot.platforms.zalo.client import ZaloRefused
from bot.platforms.zalo.errors import is_token_refused


class Trouble(StrEnum):
    """Why nothing comes in."""

    NETWORK = "network"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - the name of a trouble
    WEBHOOK_SET = "webhook_set"
    TOO_MANY_REQUESTS = "too_many_requests"
    NOT_STORED = "not_stored"
    SILENT = "silent"


# First and longest wait in seconds; each further failure doubles it.
_WAITS = {
    Trouble.NETWORK: (1.0, 60.0),
    Trouble.TOKEN_REFUSED: (5.0, 300.0),
    Trouble.WEBHOOK_SET: (5.0, 300.0),
    Trouble.TOO_MANY_REQUESTS: (10.0, 300.0),
    Trouble.NOT_STORED: (1.0, 10.0),
}
_SENTENCES = {
    Trouble.TOKEN_REFUSED: "Zalo refuses the bot token (401/404): check the token; trying again until it works.",
    Trouble.WEBHOOK_SET: "A webhook is set for this Zalo bot, so messages cannot be fetched: delete the webhook.",
    Trouble.NOT_STORED: "A Zalo message arrived but cannot be stored; it is held in memory and tried again.",
    Trouble.SILENT: "Zalo has not answered for a long time: no messages are coming in.",
}


def trouble_of(error: Exception) -> Trouble:
    """What the error of a fetch means; 403 is the platform's own trouble and passes like the line's."""
    if not isinstance(error, ZaloRefused):
        return Trouble.NETWORK
    if "webhook" in error.description.lower():
        return Trouble.WEBHOOK_SET
    if is_token_refused(error):
        return Trouble.TOKEN_REFUSED
    return Trouble.TOO_MANY_REQUESTS if error.code == 429 else Trouble.NETWORK


def sentence_for(trouble: Trouble) -> str | None:
    """What to tell the administrator; None when the trouble usually passes by itself."""
    return _SENTENCES.get(trouble)


def wait_for(trouble: Trouble, failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling from the trouble's first wait to its longest."""
    first, longest = _WAITS.get(trouble, (1.0, 60.0))
    return min(first * 2.0 ** min(failures - 1, 16), longest)
