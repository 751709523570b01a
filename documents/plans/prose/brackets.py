"""Who and until when, told inside a sentence: in a bracket ("(Chủ trì: A; thời gian: …)") or in its last words."""

import re
from collections.abc import Sequence

from documents.plans.prose.assigning import Units, assigned_in
from documents.plans.prose.doers import Doers, doers_in
from documents.plans.prose.labels import Label, labelled
from domain.names import fold

Told = tuple[Label, str, tuple[int, ...]]
_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\)){3,500})\)")
_ENDS = re.compile(
    r"\s*\((?P<inside>[^()]{3,250})\)(?P<limit>[\s.;]*$|\s*[,;]\s*"
    r"(?:xong|hoàn thành|trước|chậm nhất|trong|thời gian|đến|từ|vào)\s[^,;]{3,80}[\s.;]*$)"
)
_SIGN = re.compile(r"(?<=[;,.])\s+")
# "In phiếu điều tra - Văn phòng UBND xã", "Nhập dữ liệu: do A và B thực hiện".
_BEHIND = re.compile(r"(?:\s[-–]\s|(?::|,(?=\s*do\s))\s*(?P<by>(?:do|giao)\s))(?P<who>[^()]{3,200})$", re.DOTALL)
_NAMES = re.compile(r"\b(?:dong chi|d/c|ong|ba|van hoa|kinh te)\b[^,;.]*$")  # what the dash joins is a post or a field
# Behind these words the bracket belongs to the one who receives: "gửi UBND xã (Phòng Kinh tế)".
_RECEIVES = re.compile(r"\b(?:gui|bao cao|trinh|qua|ve|nop|lien he)\b[^,;.]*$")


def told_inside(text: str, ids: tuple[int, ...], owner: Units) -> tuple[str, list[Told]]:
    """The sentence without its labelled words, and those words; the sentence and [] where nothing tells who leads."""
    for found in _BRACKET.finditer(text):
        if told := _labels(_SIGN.split(found["inside"])):
            left = f"{text[: found.start()]}{text[found.end() :]}"
            return left.strip(), [(kind, value, ids) for kind, value in told]
    if behind := _last_clauses(text):
        left, labels = behind
        return left, [(kind, value, ids) for kind, value in labels]
    return _told_behind(text, ids, owner) or (text, [])


def _labels(chunks: Sequence[str]) -> list[tuple[Label, str]]:
    """Labels and their words, when the first chunk is labelled; a chunk without a label goes on with the one before."""
    told: list[tuple[Label, str]] = []
    for chunk in chunks:
        if label := labelled(chunk):
            told.append(label)
        elif told:
            told[-1] = told[-1][0], f"{told[-1][1]} {chunk}"
        else:
            return []
    kinds = {kind for kind, _ in told}
    is_told = Label.LEAD in kinds or {Label.DEADLINE, Label.COORDINATING} <= kinds
    return [(kind, value.strip(" ,;.")) for kind, value in told] if is_told else []


def _last_clauses(text: str) -> tuple[str, list[tuple[Label, str]]] | None:
    """ "…; đơn vị thực hiện: A; phối hợp: B": from the first labelled clause on."""
    at = 0
    while (at := text.find(";", at) + 1) > 0:
        if labelled(text[at:].strip()) and (told := _labels(_SIGN.split(text[at:].strip()))):
            return text[: at - 1].strip(), told
    return None


def _told_behind(text: str, ids: tuple[int, ...], owner: Units) -> tuple[str, list[Told]] | None:
    """Who does it, and often until when, in the last bracket, behind a dash or behind "do" or "giao"."""
    if found := _ENDS.search(text):
        left, doers = text[: found.start()], doers_in(found["inside"])
        is_meant = doers is not None and (doers.is_role_told or _is_of_nobody(left, owner, _RECEIVES))
        return (f"{left}{found['limit']}".strip(" ;"), as_told(doers, ids)) if doers and is_meant else None
    for found in _BEHIND.finditer(text):
        left, doers = text[: found.start()], doers_in(found["who"])
        if doers and (doers.is_role_told or not found["by"]) and _is_of_nobody(left, owner, _NAMES):
            return left.strip(), as_told(doers, ids)
    return None


def _is_of_nobody(text: str, owner: Units, excluded: re.Pattern[str]) -> bool:
    """The sentence stands under no unit, names none itself, and its last words do not ask for one."""
    return not owner and not excluded.search(fold(text)) and not assigned_in(text, ()).lead


def as_told(doers: Doers, ids: tuple[int, ...]) -> list[Told]:
    """The words that tell who and until when as labelled words."""
    words = ((Label.LEAD, doers.lead), (Label.COORDINATING, doers.partners), (Label.DEADLINE, doers.limit))
    return [(kind, value, ids) for kind, value in words if value]
