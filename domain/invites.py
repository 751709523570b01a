"""One-time codes that link a chat account: how they look, how long they hold, how they are kept."""

import hashlib

from domain.names import tidy

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: read aloud over the phone without mistakes
CODE_LENGTH = 10  # 32^10: at five tries a quarter of an hour, guessing takes longer than any code lives
LONGEST_CODE = 64
VALID_DAYS = 7
TRIES = 5
WAIT_MINUTES = 15
MOVE_ASKED_MINUTES = 30  # so long a yes to "is this account to become theirs?" counts


def code_hash(code: str) -> str:
    """What is kept of a code: a hash, indifferent to case, spaces and hyphens as people type them."""
    plain = tidy(code)[:LONGEST_CODE].upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(b"dondoc invite " + plain.encode()).hexdigest()


def spell_code(letters: str) -> str:
    """The code as shown to people: two groups of five."""
    return f"{letters[:5]}-{letters[5:]}"
