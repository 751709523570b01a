"""The words the grammar knows and the sort of each; a word typed with fewer marks than it should have still counts."""

import re
import unicodedata
from collections import Counter
from functools import cache

SORTS: dict[str, tuple[str, ...]] = {
    "BEFORE": ("trước", "trc"),
    "LATEST": ("chậm nhất", "muộn nhất", "trễ nhất", "không quá", "không muộn hơn", "không chậm hơn", "hạn cuối",
               "hạn chót", "hạn"),
    "TO": ("đến", "tới", "cho đến", "cho tới"),
    "END": ("hết", "hết hạn", "trước khi hết", "trước khi kết thúc"),
    "FROM": ("từ", "bắt đầu từ", "bắt đầu", "khởi công"),
    "SINCE": ("kể từ", "tính từ", "từ khi", "kể từ khi", "tính từ khi"),
    "AFTER": ("sau khi", "ngay sau khi", "ngay sau", "sau ngày", "sau", "khi"),
    "ONWARDS": ("trở đi", "trở về sau"),
    "NOW": ("nay", "hiện nay", "bây giờ"),
    "IN": ("trong", "vào", "trong khoảng"),
    "WITHIN": ("trong vòng", "trong thời hạn", "trong thời gian"),
    "DONE": ("hoàn thành", "hoàn tất", "xong", "ht", "hoàn thiện"),
    "DAY": ("ngày",),
    "WEEK": ("tuần", "tuần lễ"),
    "MONTH": ("tháng", "thg"),
    "QUARTER": ("quý", "quí"),
    "YEAR": ("năm",),
    "HALF": ("nửa",),
    "EARLY": ("đầu", "đầu tiên"),
    "MID": ("giữa",),
    "LATE": ("cuối", "cuối cùng"),
    "FIRSTTEN": ("thượng tuần",),
    "MIDTEN": ("trung tuần",),
    "LASTTEN": ("hạ tuần",),
    "EACH": ("hằng", "hàng", "mỗi"),
    "REGULAR": ("từng", "định kỳ", "định kì"),
    "BYTHE": ("theo",),
    "TIMES": ("lần", "kỳ", "kì", "cuộc", "buổi", "lượt"),
    "ROUND": ("đợt", "giai đoạn", "vòng", "bước", "phiên"),
    "PLURAL": ("các",),
    "WORKING": ("làm việc",),
    "ALWAYS": ("thường xuyên", "liên tục", "xuyên suốt", "suốt", "lâu dài", "thường trực hằng ngày"),
    "FOLLOWING": (*(f"{many} {period} {how}" for many in ("những", "các") for period in ("năm", "quý", "tháng")
                    for how in ("tiếp theo", "sau", "về sau", "kế tiếp")), "năm tiếp theo trở đi"),
    "NEXT": ("liền kề", "kế tiếp", "tiếp theo", "liền sau", "kế sau", "liền kề sau", "tiếp sau"),
    "WEEKDAY": ("chủ nhật", *(f"thứ {day}" for day in ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy"))),
    "AND": ("và", "hoặc"),
    "WHOLE": ("cả",),
    "REPORT": ("báo cáo", "giao ban", "hội ý"),
    "FEAST": ("tết", "lễ"),
    "LUNAR": ("giêng", "chạp"),
    "THIS": ("này",),
    "LINK": ("là", "của", "lúc", "thời điểm", "mùng", "mồng"),
    # Longer words that hold one of the above inside; they mean nothing here.
    "OTHER": ("đầu tư", "thông tư", "ngân hàng", "khách hàng", "bán hàng", "mặt hàng", "cửa hàng", "việt nam",
              "quy định", "quy chế", "quy trình", "quy hoạch", "quy mô", "hàng hóa", "ngay khi",
              "các cấp", "từng bước", "đến nay", "trước mắt", "trước đây", "trước hết", "đầu mối", "đầu ra", "năm học",
              "nam giới", "kỳ họp", "theo dõi", "hạn chế", "trên hết", "đến từ"),
}  # fmt: skip

# Real words that look like a time word with its marks lost; in a text that has marks they are what they say.
_WORDS_OF_THEIR_OWN = frozenset(
    {"quy", "ngay", "nam", "sau", "tu", "tư", "thu", "thư", "den", "đen", "hang", "ba", "nay", "moi", "ky", "ki", "cac",
     "thang", "le", "tet", "hat"}
)  # fmt: skip
_DATED = frozenset({"DAY", "MONTH", "QUARTER", "YEAR"})

_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


_WEEKDAYS = {"thứ nhất": 1, "thứ hai": 2, "thứ ba": 3, "thứ tư": 4, "thứ năm": 5, "thứ sáu": 6, "thứ bảy": 7}


def _spelled() -> dict[str, int]:
    words = {_UNITS[n]: n for n in range(1, 10) if n != 5} | {"tư": 4, "mười": 10, "hai mươi": 20, "ba mươi": 30}
    for tens, name in ((10, "mười"), (20, "hai mươi"), (30, "ba mươi")):
        ones = {_UNITS[n]: n for n in range(1, 10)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
        words |= {f"{name} {one}": tens + n for one, n in ones.items()}
    return words


NUMBERS = _spelled()


def folded_word(word: str) -> str:
    """The word without marks, lower case."""
    plain = unicodedata.normalize("NFD", word).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def _marks(word: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.combining(c) or c == "đ")


@cache
def by_folded() -> dict[str, list[tuple[str, str, int]]]:
    """Folded phrase -> its (sort, proper spelling, value); a value only for numbers and weekdays in words."""
    table: dict[str, list[tuple[str, str, int]]] = {}
    for sort, phrases in SORTS.items():
        for phrase in phrases:
            table.setdefault(folded_word(phrase), []).append((sort, phrase, _WEEKDAYS.get(phrase, 0)))
    for phrase, value in NUMBERS.items():
        table.setdefault(folded_word(phrase), []).append(("NUM", phrase, value))
    return table


@cache
def phrase_pattern() -> re.Pattern[str]:
    """Longest phrase first; a word ends where letters end, so that "ngày15" is read too."""
    longest_first = sorted(by_folded(), key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(p).replace(r"\ ", " ?") for p in longest_first) + r")(?![a-z])")


def sort_of(shown: str, folded: str, *, text_has_marks: bool, before_number: bool) -> tuple[str, int] | None:
    """The sort (and number) of a phrase as typed, or None when its marks say that it is another word."""
    for sort, proper, value in by_folded().get(folded, ()):
        if _may_be(shown, proper, text_has_marks=text_has_marks and not (before_number and sort in _DATED)):
            return sort, value
    return None


def _may_be(shown: str, proper: str, *, text_has_marks: bool) -> bool:
    typed, meant = _marks(shown), _marks(proper)
    if typed == meant:
        return True
    lost_some = all(typed[m] <= meant[m] for m in typed)
    return lost_some and not (text_has_marks and shown.lower() in _WORDS_OF_THEIR_OWN)
