"""Applies a spreadsheet's number format to a value, so that a cell reads as the screen shows it, day before month."""

import re
from datetime import date, datetime, time, timedelta

_LOCALE = re.compile(r"\[[^\]]*\]")  # [$-42A], [Red]
_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|am/pm|a/p|y+|m+|d+|h+|s+|.', re.IGNORECASE | re.DOTALL)
_MONTHS_BY_NAME = 3  # mmm and longer: names in the language of the computer, shown here as the number
# Excel's own short date: shown in the way of the computer it is opened on, not in a fixed one.
SHORT_DATES = frozenset({"mm-dd-yy", "[$-f800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"})


def shown(value: object, number_format: str = "General", *, month_first: bool = False) -> str:
    """The text of a cell. `month_first` is how a computer shows Excel's own short date (no other format)."""
    if isinstance(value, bool) or value is None:
        return "x" if value else ""
    if isinstance(value, datetime | date):
        return _day(value, number_format, month_first=month_first)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _day(value: datetime | date, number_format: str, *, month_first: bool) -> str:
    pattern = number_format.split(";", maxsplit=1)[0]
    if pattern.lower() in SHORT_DATES:
        pattern = "m/d/yyyy" if month_first else "dd/mm/yyyy"
    pieces = _TOKEN.findall(_LOCALE.sub("", pattern))
    if not any(p[0] in "ymdYMD" for p in pieces):
        pieces = _TOKEN.findall("dd/mm/yyyy")
    return "".join(_piece(p, pieces, i, value) for i, p in enumerate(pieces)).strip()


def _piece(piece: str, pieces: list[str], at: int, value: datetime | date) -> str:
    sort = piece[0].lower()
    if sort == "y":
        return f"{value.year:04d}" if len(piece) > 2 or _is_month_by_name(pieces) else f"{value.year % 100:02d}"
    if sort == "m":
        return _minute(value, piece) if _is_minute(pieces, at) else _month(value, piece)
    if sort == "d":
        return _two(value.day, piece) if len(piece) < 3 else ""  # ddd is the name of the weekday
    if sort in "hs" and piece.isalpha():
        clock = value.time() if isinstance(value, datetime) else time()
        return _two(clock.hour if sort == "h" else clock.second, piece)
    return _literal(piece, pieces)


def _month(value: datetime | date, piece: str) -> str:
    return str(value.month) if len(piece) >= _MONTHS_BY_NAME else _two(value.month, piece)


def _minute(value: datetime | date, piece: str) -> str:
    return _two(value.minute, piece) if isinstance(value, datetime) else "00"


def _is_minute(pieces: list[str], at: int) -> bool:
    """An m right after hours or right before seconds is minutes."""
    letters = [(i, p[0].lower()) for i, p in enumerate(pieces) if p[0].lower() in "ymdhs" and p.isalpha()]
    place = [i for i, _ in letters].index(at)
    before = letters[place - 1][1] if place else ""
    after = letters[place + 1][1] if place + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _is_month_by_name(pieces: list[str]) -> bool:
    return any(p[0] in "mM" and len(p) >= _MONTHS_BY_NAME for p in pieces)


def _literal(piece: str, pieces: list[str]) -> str:
    if piece.startswith('"'):
        return piece[1:-1]
    if piece.startswith("\\"):
        return piece[1:]
    if piece[0] in "_*" or piece.lower() in {"am/pm", "a/p"}:
        return ""
    return "/" if piece == "-" and _is_month_by_name(pieces) else piece


def _two(number: int, piece: str) -> str:
    return f"{number:02d}" if len(piece) > 1 else str(number)


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100, 2):g}%"
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"
