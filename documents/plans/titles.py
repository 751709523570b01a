"""Titles of tasks: shortens long ones at a clause and recognises text that cannot be a title."""

import re

from domain.names import fold, tidy

_LONGEST_TITLE, _SHORTENED = 500, 480  # characters
_FULL_TEXT = "Nội dung đầy đủ"
_CLAUSE_END = re.compile(r"[;.]\s|,\s")
_LABEL = re.compile(
    r"(?:thoi (?:gian|han)|tien do|han(?: cuoi)?|don vi|co quan|dia diem|noi nhan|kinh gui|tran trong)\b(?: \w+){0,2}$"
)
_LEADS_NOWHERE = re.compile(
    r"\b(?:trước|ngày|trong|đến|từ|và|của|yêu cầu|chậm nhất|hoàn thành|với|cho)$", re.IGNORECASE
)
_BEGINS_INSIDE = re.compile(r"(?:và|hoặc|của|để|trước|theo|với|nhằm|do)\s")


def looks_wrong(title: str, *, fewest_words: int = 1) -> bool:
    """The words cannot be the name of a duty: none or too few, a label, begun or broken off in mid-sentence."""
    folded = fold(title).strip(" .;:,-+*")
    if len(re.findall(r"[a-z]\w*", folded)) < fewest_words:
        return True
    return bool(
        _LABEL.match(folded)
        or _LEADS_NOWHERE.search(tidy(title).rstrip(" .;:,-+*"))
        or _BEGINS_INSIDE.match(title.strip())
    )


def shortened(title: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A title that is too long ends with a clause, and the whole of it is kept as a note."""
    if len(title) <= _LONGEST_TITLE:
        return title, ()
    ends = [m.start() for m in _CLAUSE_END.finditer(title[:_SHORTENED]) if m.start() > _SHORTENED // 4]
    ends = [e for e in ends if title.count("(", 0, e) <= title.count(")", 0, e)]
    strong = [e for e in ends if title[e] in ";."]
    at = (strong or ends or [title[:_SHORTENED].rfind(" ")])[-1]
    return title[:at].rstrip(" ,;."), ((_FULL_TEXT, title),)
