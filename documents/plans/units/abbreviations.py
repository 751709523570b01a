"""Abbreviations of units, written out only where they can mean but one thing."""

import re
from functools import partial

# Written out wherever they stand as a word; between the letter groups any of - , & . "và" or nothing may stand.
# UBND, HĐND, MTTQ, TTHC stay: nobody writes them out.
_GROUPS = {
    "VH XH": "Văn hóa - Xã hội",
    "KT HT": "Kinh tế - Hạ tầng",
    "KT HT ĐT": "Kinh tế, Hạ tầng và Đô thị",
    "KH CN": "Khoa học và Công nghệ",
    "GD ĐT": "Giáo dục và Đào tạo",
    "NN MT": "Nông nghiệp và Môi trường",
    "NN PTNT": "Nông nghiệp và Phát triển nông thôn",
    "TN MT": "Tài nguyên và Môi trường",
    "TT TT": "Thông tin và Truyền thông",
    "KH ĐT": "Kế hoạch và Đầu tư",
    "LĐ TB XH": "Lao động - Thương binh và Xã hội",
    "VH TT DL": "Văn hóa, Thể thao và Du lịch",
    "DT TG": "Dân tộc và Tôn giáo",
    "QH KT": "Quy hoạch - Kiến trúc",
    "TG DV": "Tuyên giáo và Dân vận",
    "CT XH": "chính trị - xã hội",
    "KT NS": "Kinh tế - Ngân sách",
}
_WORDS = {
    "XDĐ": "Xây dựng Đảng",
    "QLDA": "Quản lý dự án",
    "PVHCC": "Phục vụ hành chính công",
    "CHQS": "Chỉ huy Quân sự",
    "LHPN": "Liên hiệp Phụ nữ",
    "LĐLĐ": "Liên đoàn Lao động",
    "CCB": "Cựu chiến binh",
    "TNCSHCM": "Thanh niên Cộng sản Hồ Chí Minh",
    "TNCS": "Thanh niên Cộng sản",
    "HCM": "Hồ Chí Minh",
    "MTTQVN": "MTTQ Việt Nam",
    "CTĐL": "công ty điện lực",
    "BHXH": "Bảo hiểm xã hội",
    "KBNN": "Kho bạc Nhà nước",
    "NHNN": "Ngân hàng Nhà nước",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "VKSND": "Viện kiểm sát nhân dân",
    "TAND": "Tòa án nhân dân",
    "TDP": "tổ dân phố",
    "TX": "thị xã",
    "TP": "thành phố",
    "TW": "Trung ương",
}
# Right behind these words only: "TP" is a city elsewhere, "CT" may be many things.
_BEHIND = {
    r"(?:Sở|Bộ|Phòng|Sở:|Phòng:)": {
        "XD": "Xây dựng", "TC": "Tài chính", "NV": "Nội vụ", "TP": "Tư pháp", "YT": "Y tế", "CT": "Công Thương",
        "DL": "Du lịch", "TCKH": "Tài chính - Kế hoạch", "TC-KH": "Tài chính - Kế hoạch", "QP": "Quốc phòng",
        "GTVT": "Giao thông vận tải",
    },
    r"(?:Sở)": {"VHTT": "Văn hóa và Thể thao", "VH&TT": "Văn hóa và Thể thao", "VH-TT": "Văn hóa và Thể thao"},
    r"(?:Phòng)": {"KT": "Kinh tế"},
    r"(?:Hội)": {"ND": "Nông dân", "PN": "Phụ nữ", "NCT": "Người cao tuổi", "CTĐ": "Chữ thập đỏ"},
    r"(?:Đoàn)": {"TN": "Thanh niên"},
    r"(?:MTTQ)": {"VN": "Việt Nam"},
}  # fmt: skip
# Only where a name begins.
_HEADS = {
    "UBMTTQ": "Ủy ban MTTQ",
    "UB MTTQ": "Ủy ban MTTQ",
    "UB": "Ủy ban",
    "UBKT": "Ủy ban Kiểm tra",
    "VP": "Văn phòng",
    "VPĐU": "Văn phòng Đảng ủy",
    "BXDĐ": "Ban Xây dựng Đảng",
    "BCĐ": "Ban Chỉ đạo",
    "BQL": "Ban Quản lý",
    "BQLDA": "Ban Quản lý dự án",
    "BCHQS": "Ban Chỉ huy Quân sự",
    "BCH QS": "Ban Chỉ huy Quân sự",
    "BCH Quân sự": "Ban Chỉ huy Quân sự",
    "BCH Đảng bộ": "Ban Chấp hành Đảng bộ",
    "BCH Đoàn": "Ban Chấp hành Đoàn",
    "TTPVHCC": "Trung tâm Phục vụ hành chính công",
    "TTHCC": "Trung tâm hành chính công",
    "TTYT": "Trung tâm Y tế",
    "TYT": "Trạm Y tế",
    "TT": "Trung tâm",
    "CA": "Công an",
    "ĐU": "Đảng ủy",
    "BTV": "Ban Thường vụ",
    "TCT": "Tổng công ty",
    "P.": "Phòng",
}
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![\w&-])", r"(?![\w&-])"
_BETWEEN = r"\s?(?:[-,&.]|và)?\s?"


def _one_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_GROUP_RULES = tuple(
    (re.compile(_EDGE_BEFORE + _BETWEEN.join(map(re.escape, letters.split())) + _EDGE_AFTER), full)
    for letters, full in sorted(_GROUPS.items(), key=lambda item: len(item[0]), reverse=True)
)
_BEHIND_RULES = tuple(
    (re.compile(rf"\b(?P<head>{head})\s+(?P<short>{_one_of(words)}){_EDGE_AFTER}"), words)
    for head, words in _BEHIND.items()
)
_WORD_RULE = re.compile(_EDGE_BEFORE + f"(?:{_one_of(_WORDS)})" + r"\.?" + _EDGE_AFTER)
_HEAD_RULE = re.compile(f"(?:{_one_of(_HEADS)})(?![\\w&-])")
_OFFICE = re.compile(r"\b(?:VP|Văn phòng)\s+HĐND\s*(?:-|&|và|,)\s*UBND\b")


def without_abbreviations(text: str) -> str:
    """The text with its sure abbreviations written out; those that only begin a name are left to `head_written_out`."""
    text = _OFFICE.sub("Văn phòng HĐND và UBND", text)
    for rule, full in _GROUP_RULES:
        text = rule.sub(full, text)
    for rule, words in _BEHIND_RULES:
        text = rule.sub(partial(_behind, words), text)
    return _WORD_RULE.sub(lambda m: _WORDS[m.group().rstrip(".")], text)


def _behind(words: dict[str, str], match: re.Match[str]) -> str:
    return f"{match['head']} {words[match['short']]}"


def head_written_out(name: str) -> str:
    """A name whose beginning is an abbreviation ("VP Đảng ủy"), written out."""
    head = _HEAD_RULE.match(name)
    return _HEADS[head.group()] + name[head.end() :] if head else name
