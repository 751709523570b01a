"""Abbreviations of units, written out only where they can mean but one thing."""

import re
from collections.abc import Iterable
from functools import partial

from documents.plans.units.departments import HEADS_OF_ROOMS, room_by_letters
from documents.plans.units.names import BODIES_BEHIND, FIELD_BY_KEY, FIELDS, FIELDS_BEHIND, field_key
from documents.plans.words import word_lists

_LISTS = word_lists("abbreviations")
_GROUPS, _WORDS, _HEADS = (_LISTS.pairs(key) for key in ("groups", "words", "heads"))
_BEHIND = tuple(_LISTS.tables("behind"))
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![\w&-])", r"(?![\w&-])"
_BETWEEN = r"\s?(?:[-,&.]|và)?\s?"


# Dots and odd spaces inside what is short for a word: "P. VH-XH", "VP. Đảng ủy", "U.B.N.D".
_DOTTED = re.compile(r"(?<!\w)(?:[A-ZĐ]\.){2,}[A-ZĐ]?(?!\w)")
_SHORT_WORDS = (
    (re.compile(r"(?<![\w.&])P\.\s?(?=(?:Hiệu|Giám|Chủ|Bí|Trưởng|Chánh|Tổng)\b)"), "Phó "),
    (re.compile(r"(?<![\w.&])P\.\s?(?=[A-ZĐ])"), "Phòng "),
    (re.compile(r"(?<!\w)T\.?[Pp]\.\s?(?=\w)"), "TP "),
    (re.compile(r"\bBCH(?= (?:PT|PC|TKCN|phòng|thống nhất))"), "Ban Chỉ huy"),
    (re.compile(r"\bHTX(?=\s+(?:trên|thuộc|trong|có)\b)"), "hợp tác xã"),
    (re.compile(r"(?<![\w.])(VP|UB|BCH|TT|TP|TX|CT|PCT)\.\s?(?=\w)"), r"\1 "),
    (re.compile(r"(?<!\w)[Đđ]\s?[/.]\s?[Cc]\b\.?"), "đ/c"),
)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_GROUP_RULES = tuple(
    (re.compile(_EDGE_BEFORE + _BETWEEN.join(map(re.escape, letters.split())) + _EDGE_AFTER), full)
    for letters, full in sorted(_GROUPS.items(), key=lambda item: len(item[0]), reverse=True)
)
_BEHIND_RULES = tuple(
    (re.compile(rf"\b(?P<head>{_one_of(after)})\s+(?P<short>{_one_of(words)}){_EDGE_AFTER}"), words)
    for after, words in _BEHIND
)
_FIELD_HEAD = re.compile(
    rf"\b(?P<head>Sở|Bộ|{'|'.join(HEADS_OF_ROOMS)}) (?=\w)"
    r"|(?:^|(?<=[,;/] )|(?<=và )|(?<=với ))(?P<small>sở|bộ|phòng|ban) (?=\w)"
    r"|(?<=rưởng )(?P<led>phòng|khoa|vụ|tổ) (?=[A-ZĐ]{2})"
)
_RUN = re.compile(r"\w+(?:(?:\s?[-,&.]\s?|\s+)\w+){0,9}")
_WORD_RULE = re.compile(_EDGE_BEFORE + f"(?:{_one_of(_WORDS)})" + r"\.?" + _EDGE_AFTER)
_HEAD_RULE = re.compile(f"(?:{_one_of(_HEADS)})(?![\\w&-])")
_BODY = re.compile(r"(?:Đảng ủy|HĐND|UBND|(?:UB|Ủy ban )?MTTQ)\b")
_OFFICE = re.compile(r"\b(?:VP|Văn phòng)\s+HĐND\s*(?:-|&|và|,)\s*UBND\b")


def _initials(field: str) -> str:
    return "".join(word[0].upper() for word in re.split(r"[\s,-]+", field) if word and word != "và")


_FIELD_BY_LETTERS = {_initials(field): field for field in reversed(FIELDS)} | _LISTS.pairs("field_letters")


def field_behind(head: str, text: str) -> str | None:
    """The proper name of what stands behind a head that several share ("Sở", "NV" -> "Nội vụ"), None when it is none.

    Fields are known by name or by their first letters; "Công an" is a field of ministries only.
    """
    head = head.rsplit(" ", 1)[-1] if head not in FIELDS_BEHIND else head  # "Giám đốc Sở"
    if head in BODIES_BEHIND:
        return text if _BODY.match(text) else None
    if head not in FIELDS_BEHIND:
        return None
    letters = re.sub(r"[\W_]", "", text)
    short = next((words[text] for rule, words in _BEHIND_RULES if text in words and rule.match(f"{head} {text}")), None)
    field = short or (_by_letters(head, letters) if letters.isupper() else None) or FIELD_BY_KEY.get(field_key(text))
    return None if field == "Công an" and head != "Bộ" else field


def _by_letters(head: str, letters: str) -> str | None:
    if head == "Phòng" and letters == "VHTT":  # of a district; the province's Sở is "Văn hóa và Thể thao"
        return "Văn hóa và Thông tin"
    of_rooms_only = head in HEADS_OF_ROOMS and head != "Phòng"
    return (None if of_rooms_only else _FIELD_BY_LETTERS.get(letters)) or room_by_letters(head, letters)


def is_short_form(word: str) -> bool:
    """Letters that stand for words, though they could be read as a word ("CA", "ĐU")."""
    return word in _HEADS or word in _WORDS


def without_abbreviations(text: str) -> str:
    """The text with its sure abbreviations written out; those that only begin a name are left to `head_written_out`."""
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    for rule, full in _SHORT_WORDS:
        text = rule.sub(full, text)
    text = _OFFICE.sub("Văn phòng HĐND và UBND", text)
    for rule, full in _GROUP_RULES:
        text = rule.sub(full, text)
    for rule, words in _BEHIND_RULES:
        text = rule.sub(partial(_behind, words), text)
    text = _fields_written_out(text)
    return _WORD_RULE.sub(lambda m: _WORDS[m.group().rstrip(".")], text)


def _fields_written_out(text: str) -> str:
    """Every office's field in full: "Sở TT&TT", "Phòng Tài nguyên và MT"; a known field makes "sở tài chính" a name."""
    parts, end = [], 0
    for office in _FIELD_HEAD.finditer(text):
        run = _RUN.match(text, office.end())
        field, length = _field_of(office, run.group()) if run and office.start() >= end else (None, 0)
        if field:
            head = office.group() if office["led"] else office.group().capitalize()
            parts += [text[end : office.start()], head, field]
            end = office.end() + length
    return "".join([*parts, text[end:]])


def _field_of(office: re.Match[str], run: str) -> tuple[str | None, int]:
    """The field the longest part of the run stands for, and how long that part is."""
    words = list(re.finditer(r"\w+", run))
    for many in range(len(words), 0, -1):
        end = words[many - 1].end()
        is_cut = run[end : end + 1] in {"-", "&"} or words[many - 1].group() == "và"
        field = None if is_cut else _field_in(office, [w.group() for w in words[:many]])
        if field:
            return field, end
    return None, 0


def _field_in(office: re.Match[str], words: list[str]) -> str | None:
    short = [w for w in words if w.isupper()]
    if not short:
        return FIELD_BY_KEY.get(field_key(" ".join(words))) if office["small"] else None
    letters = "".join(w if w.isupper() else w[0].upper() for w in words if w not in {"và", "&"})
    field = _by_letters(office["head"] or (office["led"] or "").capitalize(), letters)
    known = field_key(field or "").split(" ")
    return field if all(w.isupper() or field_key(w) in {*known, ""} for w in words) else None


def _behind(words: dict[str, str], match: re.Match[str]) -> str:
    return f"{match['head']} {words[match['short']]}"


def head_written_out(name: str) -> str:
    """A name whose beginning is an abbreviation ("VP Đảng ủy"), written out."""
    head = _HEAD_RULE.match(name)
    return _HEADS[head.group()] + name[head.end() :] if head else name
