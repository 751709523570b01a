"""Checkpoints: what the history was at the end of a month, signed, and told to people as a short code.

The chain of the history shows a row that was changed, but not that its newest rows are gone. A checkpoint names the
newest row of a month; without the key of its signature nobody makes another one that fits a shorter history.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from domain.invite_codes import CODE_ALPHABET
from domain.reports import ReportKind, ReportPeriod, period_around, period_before

# Ten letters would look like an invitation code, which people send to the bot.
CODE_LETTERS = 8  # 32^8: another history with the same code is not found by trying, as each try needs a signature
_GROUP = CODE_LETTERS // 2
_SIGNED, _CODED = "dondoc checkpoint 1", b"dondoc checkpoint code 1 "
_WHOLE_MONTHS = frozenset({ReportKind.MONTH, ReportKind.QUARTER, ReportKind.YEAR})


class Signature(StrEnum):
    """What can be said of a checkpoint's signature."""

    HOLDS = "holds"
    WRONG = "wrong"
    UNSIGNED = "unsigned"
    NO_KEY = "no_key"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The newest event of a month ("2026-11"): its number and hash, and how many events there were up to it.

    `is_told`: something happened in that month, so people are told the code. `carried_code` is the code under which
    another installation told it, before the organisation moved here. `made_at` (aware) is not signed, so that the same
    history always has the same code.
    """

    organisation_id: int
    month: str
    seq: int
    hash: str
    count: int
    is_told: bool
    made_at: datetime
    signature: str | None = None
    carried_code: str | None = None

    @property
    def code(self) -> str:
        """The code of this very row, as shown to people ("K7WQ-2M9X")."""
        content = [self.month, self.seq, self.hash, self.signature or ""]
        drawn = int.from_bytes(hashlib.sha256(_CODED + json.dumps(content).encode()).digest(), "big")
        letters = ""
        for _ in range(CODE_LETTERS):
            drawn, place = divmod(drawn, len(CODE_ALPHABET))
            letters += CODE_ALPHABET[place]
        return f"{letters[:_GROUP]}-{letters[_GROUP:]}"

    @property
    def told_code(self) -> str:
        """The code that people know it by."""
        return self.carried_code or self.code


def month_ended(now: datetime, zone: tzinfo) -> ReportPeriod:
    """The month that ended last, in the organisation's own time."""
    return period_before(period_around(ReportKind.MONTH, now.astimezone(zone).date()))


def month_at_end_of(period: ReportPeriod) -> str | None:
    """The month ("2026-11") whose end is that of the period; None for weeks and spans."""
    return f"{period.last_day:%Y-%m}" if period.kind in _WHOLE_MONTHS else None


def month_called(code: str) -> ReportPeriod:
    """The month of a checkpoint. Raises ValueError for what is no month."""
    return period_around(ReportKind.MONTH, date.fromisoformat(f"{code}-01"))


def first_day_after(month: ReportPeriod) -> date:
    """The day with which the next month begins."""
    return month.last_day + timedelta(days=1)


def signed(checkpoint: Checkpoint, keys: Sequence[bytes]) -> Checkpoint:
    """The checkpoint signed under the first key; unsigned when there is none."""
    return replace(checkpoint, signature=_signature(checkpoint, keys[0]) if keys else None)


def signature_of(checkpoint: Checkpoint, keys: Sequence[bytes]) -> Signature:
    """Whether one of the keys made the signature."""
    if checkpoint.signature is None:
        # A code from elsewhere counts only as far as somebody with a key has written it down.
        return Signature.WRONG if checkpoint.carried_code else Signature.UNSIGNED
    if not keys:
        return Signature.NO_KEY
    made = (_signature(checkpoint, key) for key in keys)
    is_ours = any(hmac.compare_digest(one, checkpoint.signature) for one in made)
    return Signature.HOLDS if is_ours else Signature.WRONG


def code_letters(typed: str) -> str:
    """A code as people type it, without dash and spaces, in capital letters."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum())


def _signature(checkpoint: Checkpoint, key: bytes) -> str:
    content = [
        _SIGNED, checkpoint.organisation_id, checkpoint.month, checkpoint.seq, checkpoint.hash, checkpoint.count,
        checkpoint.is_told, checkpoint.carried_code,
    ]  # fmt: skip
    return hmac.new(key, json.dumps(content).encode(), hashlib.sha256).hexdigest()
