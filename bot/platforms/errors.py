"""What goes wrong with a platform: the errors that all platforms share, and the one table of troubles of receiving."""

from enum import StrEnum

from bot.grammar.spelling import clean
from domain.bounds import doubling_wait

# Seconds until the next send when the line or the token is at fault, not the message.
LINE_DOWN_WAIT = 5.0
BAD_TOKEN_WAIT = 60.0
LONGEST_REASON = 300


class TokenRefused(Exception):
    """The platform does not know this token (401 or 404)."""


class Unreadable(Exception):
    """An update has no known shape."""


def reason_of(error: BaseException) -> str:
    """The error in one short line for the record, without characters that a database cannot store."""
    return " ".join(clean(f"{type(error).__name__}: {error}").split())[:LONGEST_REASON]


class Trouble(StrEnum):
    """Why nothing comes in; `/health` shows the value."""

    NETWORK = "network"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - the name of a trouble
    SECOND_POLLER = "second_poller"
    WEBHOOK_SET = "webhook_set"
    WEBHOOK_GONE = "webhook_gone"
    WEBHOOK_ELSEWHERE = "webhook_elsewhere"
    TOO_MANY_REQUESTS = "too_many_requests"
    NOT_STORED = "not_stored"
    SILENT = "silent"


# First and longest wait in seconds; each further failure doubles it.
USUAL_WAITS = (1.0, 60.0)
WAITS = {
    Trouble.TOKEN_REFUSED: (5.0, 300.0),
    Trouble.SECOND_POLLER: (5.0, 60.0),
    Trouble.WEBHOOK_SET: (5.0, 300.0),
    Trouble.TOO_MANY_REQUESTS: (10.0, 300.0),
    Trouble.NOT_STORED: (1.0, 10.0),  # short: what Zalo handed out is held in memory until it is stored
}

# A trouble without a sentence usually passes by itself and alerts nobody.
_SENTENCES = {
    Trouble.TOKEN_REFUSED: "{platform} refuses the bot token (401/404): check the token; trying again until it works.",
    Trouble.SECOND_POLLER: "Another program fetches the messages of this {platform} bot (409): stop the second copy.",
    Trouble.WEBHOOK_SET: "A webhook is set for this {platform} bot, so messages cannot be fetched: delete the webhook.",
    Trouble.WEBHOOK_GONE: "No webhook is set for this {platform} bot: run “dondoc webhook set”.",
    Trouble.WEBHOOK_ELSEWHERE: "The webhook of this {platform} bot points elsewhere: run “dondoc webhook set”.",
    Trouble.NOT_STORED: "Messages from {platform} arrive but cannot be stored; trying again until it works.",
    Trouble.SILENT: "{platform} has not answered for a long time: no messages are coming in.",
}


def must_be_mended(trouble: Trouble | None) -> bool:
    """Whether somebody has to act, because the trouble does not pass by itself."""
    return trouble in _SENTENCES


def sentence_for(trouble: Trouble, platform: str) -> str | None:
    """What to tell the administrator; None when the trouble usually passes by itself."""
    sentence = _SENTENCES.get(trouble)
    return sentence and sentence.format(platform=platform)


def wait_for(trouble: Trouble, failures: int) -> float:
    """Seconds to wait after `failures` failures in a row."""
    return doubling_wait(failures, *WAITS.get(trouble, USUAL_WAITS))
