"""Compares names of units without what only says whose they are.

Behind a unit of the organisation its plans write the organisation itself, and its lists leave it out: "Ban Xây dựng
Đảng" is "Ban Xây dựng đảng Đảng ủy phường". That adds nothing, unlike the name of another place or a higher level.
"""

import re

from domain.names import fold, modern_tone

_LEVEL = r"(?:phuong|xa|thi tran|dac khu)"
_OF = r"(?: (?:thuoc|cua|truc thuoc))?"
_PLACE = re.compile(rf"\b{_LEVEL} (?P<place>[^,;()]+)")
# Only of what serves one body: "Đảng ủy UBND phường" and "Công đoàn UBND phường" are other units than without it.
_SERVING = re.compile(r"(?:ban|uy ban|phong|trung tam)(?: [^ ]+){2,}")
_BODY = re.compile(rf"{_OF} (?:dang uy|ubnd|uy ban nhan dan)$")


def place_of(organisation: str) -> str:
    """The folded name of the place in the name of an organisation: "Đảng ủy phường Thủy Nguyên" -> "thuy nguyen"."""
    found = _PLACE.search(fold(modern_tone(organisation)))
    return found["place"].strip(" .-–") if found else ""


def own_name(name: str, place: str) -> str:
    """A folded key of a unit's name without the organisation's own level, place and body at its end."""
    key = fold(modern_tone(name)).strip(" .,;")
    named = rf"(?: {re.escape(place)})?" if place else ""
    key = re.sub(rf"(?<=[^ ]){_OF} {_LEVEL}{named}$", "", key)
    without = _BODY.sub("", key)
    return without if _SERVING.fullmatch(without) else key
