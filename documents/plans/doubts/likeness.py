"""When two titles tell the same duty: nearly the same letters, the same opening word and the same numbers."""

import re

from domain.names import fold

_SAME = 97  # of 100: the same sentence but for a full stop or a tone mark
_NUMBERS = re.compile(r"\d+")


def comparable(title: str) -> str:
    """A title as it is compared."""
    return fold(title).strip(" .;-+")


def is_same_duty(one: str, other: str) -> bool:
    """Two comparable titles say the same; "khu số 1" and "khu số 2", a draft and its final paper do not."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- 4 MB that only a plan needs

    if (
        not fuzz.ratio(one, other, score_cutoff=_SAME)
        or one.split(" ", maxsplit=1)[0] != other.split(" ", maxsplit=1)[0]
    ):
        return False
    return _NUMBERS.findall(one) == _NUMBERS.findall(other)
