"""A unit named as the one that acts: "Ban XDĐ báo cáo: đã hoàn thành nhiệm vụ 2", "UBND phường xin lùi việc 16"."""

from bot.interpreting import vocabulary as v
from bot.interpreting.clauses import skip_front
from bot.interpreting.phrases import Phrases, folded
from bot.interpreting.row import Row
from bot.interpreting.tokens import Kind, tokens_of

LONGEST = 400  # characters of a message that is looked at
MOST_WORDS = 7  # of a unit's name
HEADS = Phrases({"head": (
    "ban", "phòng", "công an", "trạm", "văn phòng", "ubnd", "ubkt", "mttq", "hội", "đoàn", "đảng ủy", "chi bộ",
    "đảng bộ", "ủy ban", "trung tâm", "thường trực", "hđnd", "mặt trận",
)})  # fmt: skip
_REPORTS = Phrases(
    {"reports": ("báo cáo", "xin báo cáo", "báo cáo đồng chí", "xin phép báo cáo", "thông báo", "reports")}
)
_INSIDE = frozenset({"phuong", "va", "-", ",", "&"})


def unit_that_acts(text: str) -> tuple[str, str] | None:
    """The unit that a message begins with, and what it says of itself; None when it begins otherwise."""
    if len(text) > LONGEST:
        return None
    row = Row(text, tokens_of(text), 0, len(text), len(text))
    start = next((at for at in range(skip_front(row) + 1) if _is_head(row, at)), None)
    if start is None:
        return None
    length = HEADS.at(row.words, start, row.size)[1]
    at = start + length
    while at < min(row.size, start + MOST_WORDS) and _goes_on(row, at):
        at += 1
    while row.words[at - 1] in {",", "-", "&"} or folded(row.words[at - 1]) == "va":
        at -= 1
    said = row.skip(at, row.size, _REPORTS)
    if said >= row.size or at == start:
        return None
    return text[row.tokens[start].start : row.tokens[at - 1].end], text[row.tokens[said].start :]


def _is_head(row: Row, at: int) -> bool:
    return at < row.size and row.words[at][:1].isupper() and HEADS.at(row.words, at, row.size)[1] > 0


def _goes_on(row: Row, at: int) -> bool:
    """Whether the word is of the name: a capital, or a word that stands in names."""
    if v.COMMANDS.at(row.words, at, row.size)[1] or _REPORTS.at(row.words, at, row.size)[1]:
        return False
    is_name = row.kind(at) is Kind.WORD and row.words[at][:1].isupper()
    return is_name or folded(row.words[at]) in _INSIDE
