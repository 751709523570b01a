"""One-time codes that link a chat account: how they are drawn and written, and how they are found in what people type.

A code is ten characters, shown as "Q3XM4-N27NS". People send it in many ways: in one word or in two, with any dash,
inside a sentence, glued to "/start".
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator

from domain.names import tidy

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: read aloud over the phone without mistakes
CODE_LENGTH = 10  # some 32^10: at five tries a quarter of an hour, guessing takes longer than any code lives
LONGEST_CODE = 64
CODE_VALID_DAYS = 7
CODE_TRIES = 5
CODE_WAIT_MINUTES = 15
MOVE_ASKED_MINUTES = 30  # so long a yes to "is this account to become theirs?" counts
LONGEST_LOOKED_AT = 300  # characters; a message with an invitation code is short

_GROUP = CODE_LENGTH // 2
_BETWEEN = r"[\s\-‐‑‒–—―−﹘﹣－_.·]{0,3}"
# Any letter or digit matches, also those that no code has, so that typing O for 0 can be explained. Every place is
# tried (look-ahead), because the word before a code may have the length of its first half.
_CODE = re.compile(
    rf"(?<![^\W_])(?:START)?(?=(?P<first>[0-9A-Z]{{{_GROUP}}}){_BETWEEN}(?P<second>[0-9A-Z]{{{_GROUP}}})(?![^\W_]))"
)


def draw_code(draw: Callable[[str], str]) -> str:
    """A new code, ten letters and digits; `draw` returns one character of a text, each as likely as the others."""
    return _draw_half(draw) + _draw_half(draw)


def _draw_half(draw: Callable[[str], str]) -> str:
    while True:
        half = "".join(draw(CODE_ALPHABET) for _ in range(_GROUP))
        if _is_mixed(half):
            return half


def _is_mixed(half: str) -> bool:
    return any(char.isdigit() for char in half) and any(char.isalpha() for char in half)


def is_code_shaped(letters: str) -> bool:
    """Whether these can only be meant as a code: each half has a letter and a digit, which words and numbers have not.

    A code made before this rule may fail it, and is still found by its hash.
    """
    halves = letters[:_GROUP], letters[_GROUP:]
    return len(letters) == CODE_LENGTH and set(letters) <= set(CODE_ALPHABET) and all(map(_is_mixed, halves))


def codes_in(text: str) -> Iterator[str]:
    """Words at the beginning of the text that may be codes, without the separator between their halves."""
    text = text[:LONGEST_LOOKED_AT]
    for found in _CODE.finditer(unicodedata.normalize("NFKC", text).upper()):
        yield found["first"] + found["second"]


def code_hash(code: str) -> str:
    """What is kept of a code: a hash, indifferent to case, spaces and hyphens as people type them."""
    plain = tidy(code)[:LONGEST_CODE].upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(b"dondoc invite " + plain.encode()).hexdigest()


def spell_code(letters: str) -> str:
    """The code as shown to people: two groups of five."""
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"
