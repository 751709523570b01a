"""How a unit's name is written: one tone spelling, abbreviations written out, ministries by their proper names."""

import re

from documents.plans.units.names import (
    ABBREVIATIONS,
    FIELD_BY_KEY,
    FULL_NAME_BY_KEY,
    HEAD_ABBREVIATIONS,
    field_key,
)
from domain.names import modern_tone, tidy

_ABBREVIATION = re.compile(
    r"(?<![\w&-])(?:" + "|".join(re.escape(a) for a in sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?![\w&-])"
)
_HEAD_ABBREVIATION = re.compile(
    "(?:" + "|".join(re.escape(a) for a in sorted(HEAD_ABBREVIATIONS, key=len, reverse=True)) + r")(?![\w&-])"
)
_FIELD_UNIT = re.compile(r"(?P<head>Bộ|Sở|Phòng|Ban)\s+(?P<field>\S.*)", re.DOTALL)


def written_out(cell: str) -> str:
    """The whole cell as a person reads it: tidy, modern tone marks, no markup, abbreviations written out."""
    text = modern_tone(tidy(cell.replace("*", "").replace("_", " ").replace("–", "-").replace("—", "-")))
    text = re.sub(r"\bchi\s*[,/]\s*đảng bộ\b", "chi bộ, đảng bộ", text)
    text = re.sub(r"\b(xã|phường|thị trấn|đặc khu|huyện)\s*/\s*(?=xã|phường|thị trấn|đặc khu|quận)", r"\1, ", text)
    return _ABBREVIATION.sub(lambda m: ABBREVIATIONS[m.group()], text)


def proper_name(name: str) -> str:
    """One unit's name in its proper form: "Sở Kế hoạch - Đầu tư" -> "Sở Kế hoạch và Đầu tư"."""
    name = tidy(name).strip(" ,;.:")
    head = _HEAD_ABBREVIATION.match(name)
    if head:
        name = HEAD_ABBREVIATIONS[head.group()] + name[head.end() :]
    if full := FULL_NAME_BY_KEY.get(field_key(name)) or FULL_NAME_BY_KEY.get(field_key(name + " Việt Nam")):
        return full
    match = _FIELD_UNIT.fullmatch(name)
    return f"{match['head']} {_proper_field(match['field'])}" if match else name


def _proper_field(field: str) -> str:
    """The proper spelling of a known field at the beginning; what follows (a territory) stays as it stands."""
    words = field.split(" ")
    for many in range(len(words), 1, -1):
        known = FIELD_BY_KEY.get(field_key(" ".join(words[:many])))
        if known and not words[many - 1].endswith(("-", ",")):
            return " ".join([known, *words[many:]])
    return field
