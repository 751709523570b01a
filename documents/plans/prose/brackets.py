"""Who and until when, told inside a sentence: in a bracket ("(Chủ trì: A; thời gian: …)") or in its last clauses."""

import re
from collections.abc import Sequence

from documents.plans.prose.assigning import Units, assigned_in, units_alone
from documents.plans.prose.labels import Label, labelled
from domain.names import fold

Told = tuple[Label, str, tuple[int, ...]]
_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\)){3,500})\)")
_ENDS = re.compile(r"\s*\((?P<inside>[^()]{3,250})\)[\s.;]*$")
_SIGN = re.compile(r"(?<=[;,.])\s+")
_DOES = re.compile(r",?\s+(?:chuẩn bị|chủ trì|thực hiện|tham mưu|phụ trách|soạn thảo|chủ trì thực hiện)$")
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
    if lead := _doer(text, owner):
        return text[: text.rfind("(")].strip(), [(Label.LEAD, lead, ids)]
    return text, []


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


def _doer(text: str, owner: Units) -> str:
    """ "… (Văn phòng, Công an xã chuẩn bị)": nothing but units, where the sentence itself names nobody."""
    found = _ENDS.search(text)
    if not found or owner or _RECEIVES.search(fold(text[: found.start()])):
        return ""
    who = _DOES.sub("", found["inside"].strip())
    return who if units_alone(who) and not assigned_in(text[: found.start()], ()).lead else ""
