"""What of a cell is in no unit's name: the words between the names, and whether a unit stands among them."""

import re
from collections.abc import Iterable, Iterator

from documents.plans.units.names import CAPITAL
from documents.plans.units.pieces import Piece

_BEGINNING = re.compile(rf"(?<![\w&/.-]){CAPITAL}")
_LOOKED_AT = 60  # characters; no beginning of a name is longer
_LABEL = re.compile(
    r"(?:(?:Đơn vị|Cơ quan|Bộ phận|CQ|ĐV|Người) )?(?:[Cc]hủ trì|[Pp]hối hợp|đầu mối|thực hiện|CT|PH)\b", re.IGNORECASE
)


def unnamed(text: str, names: Iterable[str]) -> Iterator[str]:
    """The parts of the text between these parts of it, which stand there in this order."""
    end = 0
    for name in names:
        begin = text.find(name, end)
        if begin >= 0:
            yield text[end:begin].strip(" ,;.:-")
            end = begin + len(name)
    yield text[end:].strip(" ,;.:-")


def names_a_unit(part: str) -> bool:
    """A capital letter begins a unit's name in it: "tham mưu UBND phường", but not the label "Đơn vị phối hợp"."""
    found = (m.start() for m in _BEGINNING.finditer(part))
    return any(not _LABEL.match(part, at) and Piece(part[at:][:_LOOKED_AT], "").is_head for at in found)
