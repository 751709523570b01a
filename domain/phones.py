"""Telephone numbers as lists hold them, in one spelling: digits with the leading zero, "0912000001"."""

import re

LONGEST_PHONES = 3  # of one person; what stands behind them in a cell is no number of theirs

_FLOAT = re.compile(r"(?<![\d.])(\d{8,12})\.0+(?!\d)")  # what a spreadsheet makes of a number in a text column
_HARD = re.compile(r"[;/|\n]|[^\W\d_]+")  # stands between two numbers, never within one
_DIGITS = re.compile(r"\d+")
# Mobile numbers of eleven digits became ones of ten in 2018: the old prefix and the new one.
_RENUMBERED = (
    "0120-070 0121-079 0122-077 0126-076 0128-078 0123-083 0124-084 0125-085 0127-081 0129-082 0162-032 0163-033 "
    "0164-034 0165-035 0166-036 0167-037 0168-038 0169-039 0186-056 0188-058 0199-059"
)
_OLD_PREFIXES: dict[str, str] = dict(re.findall(r"(\d+)-(\d+)", _RENUMBERED))
_WHOLE = re.compile(r"0[35789]\d{8}|02\d{8,9}|01\d{9}")


def normal_phone(text: str) -> str | None:
    """The one number that a text holds, in the spelling numbers are stored in; None for none or several."""
    found = phones_in(text)
    return found[0] if len(found) == 1 else None


def phones_in(text: str) -> tuple[str, ...]:
    """The numbers in a cell, each once, in order.

    With or without the leading zero, with +84, in groups, several in one cell, mobile and landline. Whatever has
    too few or too many digits is no number.
    """
    found: list[str] = []
    for part in _HARD.split(_FLOAT.sub(r"\1", text)):
        found.extend(_in_part(_DIGITS.findall(part)))
    return tuple(dict.fromkeys(found))[:LONGEST_PHONES]


def _in_part(groups: list[str]) -> list[str]:
    """Joins groups of digits to numbers: as few as make one, one more where that is still a number."""
    found: list[str] = []
    at = 0
    while at < len(groups):
        ends = [end for end in range(at + 1, min(at + 7, len(groups)) + 1) if _normal("".join(groups[at:end]))]
        if ends:
            # "0225.312.345.6": a longer one that is still a number is the one meant.
            end = ends[-1] if len(groups[ends[-1] - 1]) < 7 else ends[0]
            found.append(_normal("".join(groups[at:end])) or "")
            at = end
        else:
            at += 1
    return found


def _normal(digits: str) -> str | None:
    for number in (digits, _without_country(digits), "0" + digits):
        if number and _WHOLE.fullmatch(number):
            return _OLD_PREFIXES.get(number[:4], number[:4]) + number[4:]
    return None


def _without_country(digits: str) -> str:
    """The number at home of one written with the country's code; the text itself has none."""
    for code in ("0084", "84"):
        if digits.startswith(code) and len(digits) >= len(code) + 9:
            return "0" + digits[len(code) :].removeprefix("0")
    return ""
