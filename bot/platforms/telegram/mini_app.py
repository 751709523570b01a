"""Who has opened the board as a Mini App: what Telegram signs of them with the bot's token.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from bot.platforms.telegram.outbound import TelegramChannel
from domain.board_sessions import SIGNED_AHEAD, SIGNED_VALID, SignedChat

MOST_FIELDS = 20
LONGEST_NUMBER = 18  # digits of an instant or an id


def signed_chat(token: str, init_data: str, machine_at: datetime) -> SignedChat | None:
    """Whose private chat `initData` was signed for by the bot of this token; None for anything else, or older."""
    try:
        pairs = parse_qsl(
            init_data, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS
        )
        fields = dict(pairs)
        given = fields.pop("hash", "")
        if len(pairs) != len(fields) + 1:  # no hash, or a field twice: which of them was signed?
            return None
        digest = signature(fields, token)
        if not hmac.compare_digest(digest.encode(), given.encode()):
            return None
        said_at, user_id = _number(fields["auth_date"]), _number(json.loads(fields["user"])["id"])
        signed_at = datetime.fromtimestamp(said_at, UTC)
    except (ValueError, LookupError, TypeError, OverflowError, OSError, RecursionError):
        return None
    if not signed_at - SIGNED_AHEAD <= machine_at < signed_at + SIGNED_VALID:
        return None
    # The computed digest, not the text: the same fields can be written in many ways.
    return SignedChat(TelegramChannel.name, str(user_id), digest, signed_at)


def signature(fields: Mapping[str, str], token: str) -> str:
    """The hash that Telegram puts beside these fields, in hexadecimal digits."""
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return hmac.digest(key, lines.encode(), "sha256").hex()


def _number(given: object) -> int:
    text = str(given)
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise ValueError("no number")
    return int(text)
