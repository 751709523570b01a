"""Words of unit names from documents/words: fields, heads, classes, abbreviations, rooms by their letters."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from documents.words import word_lists
from domain.names import fold

# Any capital letter of the language; [A-Z] would miss "Ủy ban" and "Ân Thi".
CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
_UNIT_LISTS = word_lists("units")
FIELDS = _UNIT_LISTS.words("fields")
FULL_NAMES = _UNIT_LISTS.words("full_names")
HEADS = _UNIT_LISTS.words("heads")
NO_HEADS = _UNIT_LISTS.words("no_heads")
SMALL_HEADS = _UNIT_LISTS.words("small_heads")
POSTS_BY_DUTY = _UNIT_LISTS.words("posts_by_duty")
BARE_POSTS = _UNIT_LISTS.words("bare_posts")
STAY_SMALL = frozenset({*_UNIT_LISTS.words("stay_small"), *POSTS_BY_DUTY, *BARE_POSTS})
PEOPLE_CLASSES = _UNIT_LISTS.words("people_classes")
OFFICE_CLASSES = _UNIT_LISTS.words("office_classes")
FIRMS = _UNIT_LISTS.words("firms")
TRAINING = _UNIT_LISTS.words("training")
PARTY_CLASSES = _UNIT_LISTS.words("party_classes")
TERRITORIES = _UNIT_LISTS.words("territories")
FIELD_HEADS = _UNIT_LISTS.words("field_heads")
FIELDS_BEHIND = frozenset(_UNIT_LISTS.words("fields_behind"))
_BODIES_BEHIND = frozenset(_UNIT_LISTS.words("bodies_behind"))
CELLS = frozenset(_UNIT_LISTS.words("cells"))
BODIES_OF_PLACES = _UNIT_LISTS.words("bodies_of_places")
TOPIC_HEADS = _UNIT_LISTS.words("topic_heads")
SCHOOL_KINDS = _UNIT_LISTS.words("school_kinds")
TOPIC_LETTERS = _UNIT_LISTS.words("topic_letters")
STRONG_HEADS = _UNIT_LISTS.words("strong_heads")
BEFORE_A_HEAD = _UNIT_LISTS.words("before_a_head")
ONE_BODY = frozenset(_UNIT_LISTS.words("one_body"))
CAPITAL_IS_ONE = _UNIT_LISTS.words("capital_is_one")
NEEDS_TERRITORY = frozenset(map(fold, _UNIT_LISTS.words("needs_territory")))
WHOLE_NAMES = _UNIT_LISTS.words("whole_names")
HEADS_OF_FIELDS = _UNIT_LISTS.words("heads_of_fields")
HEADS_APART = _UNIT_LISTS.words("heads_apart")
VERBS = _UNIT_LISTS.words("verbs")
SURE_VERBS = _UNIT_LISTS.words("sure_verbs")
COMMON_WORDS = _UNIT_LISTS.words("common_words")
PROVINCES_ARE_UNITS = ("địa phương", "tỉnh, thành phố")

# Verbs that end the name and begin what the unit does. Weak ones may also describe a class ("các đơn vị làm dự án").
DUTIES = re.compile(r",?\s*\b(?:có trách nhiệm|chịu trách nhiệm|trực tiếp|chủ trì|phối hợp|triển khai)\b")
WEAK_DUTIES = re.compile(
    r",?\s*\b(?:thực hiện|(?<!viên )phụ trách(?=\s*(?:[,;]|$))|tham mưu(?!,? giúp việc)|tiếp thu"
    r"|theo dõi|đôn đốc|hướng dẫn|khẩn trương|chủ động|tiếp tục|tăng cường"
    r"|báo cáo|chỉ đạo|(?:kiểm tra|rà soát|tổng hợp|giám sát|(?<!đầu tư )xây dựng)"
    r"(?=\s+(?!(?:phường|xã|huyện|tỉnh|thành phố|quận|khu vực|và|liên ngành)\b)\w"
    r"|,\s*(?:giám sát|rà soát|đôn đốc|đánh giá|hướng dẫn|xử lý|tổng hợp|báo cáo|lập|kiểm))"
    r"|(?<!các )tổ chức(?= (?:thực hiện|triển khai|tuyên truyền|đánh giá|quán triệt|họp|sơ kết|tổng kết|lễ|ra quân|thi"
    r"|kiểm tra|rà soát|các (?:hoạt động|lớp|hội nghị|cuộc|đợt|buổi)|\w+ (?:hội|tập))))\b"
)
# Verbs of work that end a name only where the sentence is known to be an order or a duty.
OTHER_VERBS = re.compile(
    r"\s(?:báo cáo|(?<!tiền )gửi|(?<!người )nộp|ban hành|(?<!chương )(?<!công )(?<!quy )(?<!lộ )trình|hoàn thành"
    r"|chịu trách nhiệm|căn cứ|có kế hoạch|(?<!công )(?<!dân )(?<!độc )lập|tiếp tục|chủ động|khẩn trương|tăng cường"
    r"|(?<!bầu )cử|nghiên cứu|đề xuất|bố trí|giải quyết|xử lý|cung cấp|đánh giá|thẩm định|hoàn thiện"
    r"|giải trình|làm việc|tuyên truyền|cân đối|phân bổ|bàn giao|quyết toán|giải phóng|đẩy nhanh|kiện toàn|tập huấn"
    r"|(?<!các )(?<!và )(?<!, )tổ chức (?!chính trị|đảng|xã hội|đoàn|hội|thành viên|cơ sở|liên quan|CT))\b"
)
OPENINGS = re.compile(
    r"^(?:[-+•*–]\s*|\(?\d+[.)]\s+|(?:đề nghị|giao|yêu cầu|phân công|cùng|do)\b\s*"
    r"|(?:đơn vị |cơ quan |CQ |ĐV )?(?:chủ trì|phối hợp)(?: thực hiện)?(?: (?:với|cùng))?\b\s*:?\s*"
    r"|(?:đơn vị|cơ quan|CQ|ĐV|người|bộ phận|cán bộ) (?:thực hiện|đầu mối|tham mưu|phụ trách|theo dõi|chủ trì)\s*:"
    r"\s*)+",
    re.IGNORECASE,
)

_ROOMS = word_lists("departments").lists("rooms")

_HEADS_OF_ROOMS = tuple(_ROOMS)

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

_GROUP_RULES = tuple(
    (re.compile(_EDGE_BEFORE + _BETWEEN.join(map(re.escape, letters.split())) + _EDGE_AFTER), full)
    for letters, full in sorted(_GROUPS.items(), key=lambda item: len(item[0]), reverse=True)
)

_FIELD_HEAD = re.compile(
    rf"\b(?P<head>Sở|Bộ|{'|'.join(_HEADS_OF_ROOMS)}) (?=\w)"
    r"|(?:^|(?<=[,;/] )|(?<=và )|(?<=với ))(?P<small>sở|bộ|phòng|ban) (?=\w)"
    r"|(?<=rưởng )(?P<led>phòng|khoa|vụ|tổ) (?=[A-ZĐ]{2})"
)
_RUN = re.compile(r"\w+(?:(?:\s?[-,&.]\s?|\s+)\w+){0,9}")

_BODY = re.compile(r"(?:Đảng ủy|HĐND|UBND|(?:UB|Ủy ban )?MTTQ)\b")
_OFFICE = re.compile(r"\b(?:VP|Văn phòng)\s+HĐND\s*(?:-|&|và|,)\s*UBND\b")


@lru_cache(maxsize=4096)
def field_key(text: str) -> str:
    """The words of a field without its little words and signs: "Văn hóa – Thể thao" and "Văn hóa và Thể thao" agree."""
    return " ".join(w for w in re.split(r"[\s,&–-]+", fold(text)) if w and w != "va")


FIELD_BY_KEY = {field_key(f): f for f in FIELDS}
FULL_NAME_BY_KEY = {field_key(n): n for n in FULL_NAMES}


def _letters(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word not in {"-", "và"})


def _rooms_by_letters(names: tuple[str, ...]) -> dict[str, str]:
    letters = [_letters(name) for name in names]
    return {short: name for short, name in zip(letters, names, strict=True) if letters.count(short) == 1}


_ROOMS_BY_LETTERS = {head: _rooms_by_letters(names) for head, names in _ROOMS.items()}


def _room_by_letters(head: str, letters: str) -> str | None:
    """ "Khoa", "KSNK" -> "Kiểm soát nhiễm khuẩn"; None where the letters are unknown behind that head."""
    return _ROOMS_BY_LETTERS.get(head, {}).get(letters)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_BEHIND_RULES = tuple(
    (re.compile(rf"\b(?P<head>{_one_of(after)})\s+(?P<short>{_one_of(words)}){_EDGE_AFTER}"), words)
    for after, words in _BEHIND
)
_WORD_RULE = re.compile(_EDGE_BEFORE + f"(?:{_one_of(_WORDS)})" + r"\.?" + _EDGE_AFTER)
_HEAD_RULE = re.compile(f"(?:{_one_of(_HEADS)})(?![\\w&-])")


def _initials(field: str) -> str:
    return "".join(word[0].upper() for word in re.split(r"[\s,-]+", field) if word and word != "và")


_FIELD_BY_LETTERS = {_initials(field): field for field in reversed(FIELDS)} | _LISTS.pairs("field_letters")


def field_behind(head: str, text: str) -> str | None:
    """The proper name of what stands behind a head that several share ("Sở", "NV" -> "Nội vụ"), None when it is none.

    Fields are known by name or by their first letters; "Công an" is a field of ministries only.
    """
    head = head.rsplit(" ", 1)[-1] if head not in FIELDS_BEHIND else head  # "Giám đốc Sở"
    if head in _BODIES_BEHIND:
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
    of_rooms_only = head in _HEADS_OF_ROOMS and head != "Phòng"
    return (None if of_rooms_only else _FIELD_BY_LETTERS.get(letters)) or _room_by_letters(head, letters)


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
