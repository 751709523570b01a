"""The names of deeds as people say them, and every phrase set of the grammar, made once."""

from bot.interpreting import words
from bot.interpreting.leftovers import leftovers
from bot.interpreting.phrases import Phrases
from bot.spelling import key
from wording.command_names import NAMES

# More ways of saying a deed than the names that are taught.
MORE_NAMES = {
    "done": (
        "xong rồi",
        "đã làm xong",
        "thực hiện xong",
        "đã thực hiện xong",
        "hoàn tất",
        "đã hoàn tất",
        "hoàn thành xong",
        "đã được hoàn thành",
        "được hoàn thành",
        "xong xuôi",
        "báo xong",
        "báo cáo xong",
        "báo cáo hoàn thành",
        "finished",
        "completed",
        "complete",
        "finish",
        "is done",
        "is finished",
        "is completed",
        "have finished",
        "have completed",
        "has been completed",
        "đã hoàn thành xong",
        "đã thực hiện",
    ),
    "ack": ("tiếp nhận", "đã tiếp nhận", "xin nhận", "đã nhận được"),
    "progress": (
        "làm được",
        "đã làm được",
        "mới làm được",
        "thực hiện được",
        "đã thực hiện được",
        "mới thực hiện được",
        "báo cáo tiến độ",
        "báo tiến độ",
    ),
    "confirm": ("xác nhận hoàn thành", "xác nhận kết quả"),
    "extend": (
        "đề nghị gia hạn",
        "đề nghị cho gia hạn",
        "xin lùi hạn",
        "xin lùi thời hạn",
        "lùi hạn",
        "lùi thời hạn",
        "xin lùi",
        "xin hoãn",
        "xin dời",
        "xin dời hạn",
        "xin khất",
        "xin kéo dài thời hạn",
        "đề nghị kéo dài",
        "đề nghị kéo dài thời hạn",
        "đề nghị lùi hạn",
        "đề nghị lùi",
        "gia hạn thêm",
        "xin được gia hạn",
        "xin kéo dài",
    ),
    "block": (
        "is blocked",
        "blocked",
        "is stuck",
        "đang vướng",
        "đang vướng mắc",
        "bị vướng",
        "đang gặp khó khăn",
        "đang gặp vướng mắc",
        "đang kẹt",
    ),
    "ask": ("xin ý kiến chỉ đạo", "xin ý kiến về", "xin ý kiến thường trực", "xin ý kiến lãnh đạo"),
    "answer": ("trả lời câu hỏi", "trả lời về"),
    "decide": (
        "phê duyệt",
        "chấp thuận",
        "chấp thuận gia hạn",
        "chấp thuận cho",
        "duyệt gia hạn",
        "phê duyệt gia hạn",
        "đồng ý cho gia hạn",
    ),
    "refuse": ("không đồng ý gia hạn", "không phê duyệt", "không duyệt gia hạn", "từ chối gia hạn"),
    "explain": ("đề nghị giải trình",),
    "nudge": ("remind", "nhắc giúp", "nhắc lại", "nhờ nhắc"),
    "assign": ("giao lại", "giao nhiệm vụ", "assign"),
    "evidence": ("gửi minh chứng", "em gửi minh chứng"),
    "cancel": ("hủy", "hủy bỏ việc", "hủy bỏ", "cancel"),
}
# The deeds that this grammar reads itself; all other commands are read by their readers.
DEEDS = (
    "done", "ack", "progress", "confirm", "return", "extend", "block", "ask", "answer", "decide", "refuse", "explain",
    "nudge", "assign", "evidence", "cancel",
)  # fmt: skip
# Words near to a deed that never do it: they only tell which deed to offer.
NEAR = {
    "done": ("xong xuôi", "ổn", "gửi báo cáo", "nộp"),
    "ack": ("rõ", "ok"),
    "confirm+decide": ("đồng ý",),
    "progress": ("đang làm", "đang thực hiện", "đang triển khai"),
    "confirm": ("đạt", "đạt yêu cầu"),
    "decide": ("nhất trí", "chấp nhận", "cho phép"),
    "decide+extend": ("cho lùi", "cho gia hạn", "lùi", "dời", "khất", "kéo dài", "kéo dài thời hạn"),
    "ask": ("hỏi", "xin hỏi", "cho hỏi", "em hỏi", "hỏi về"),
    "extend": ("thêm thời gian", "xin thêm", "xin thêm thời gian", "thêm ngày"),
    "block": ("kẹt", "khó"),
    "return": ("thiếu", "bổ sung", "trả"),
    "refuse": ("bác", "không đồng ý"),
    "assign": ("phụ trách",),
    "explain": ("chậm",),
    "undo": ("báo nhầm", "bấm nhầm", "rút lại", "thu hồi", "hủy báo cáo", "nhầm"),
}


def _spellings(name: str) -> tuple[str, ...]:
    ways = (*NAMES[name].spellings, *MORE_NAMES.get(name, ()))
    return (*ways, *(key(way) for way in ways if " " in way))


_CUTS = {"done": {"xong việc", "xongviec"}, "ack": {"nhận việc", "nhanviec"}, "nudge": {"nhắc việc", "nhacviec"},
         "assign": {"giao việc", "giaoviec", "giao nhiệm vụ", "giaonhiemvu"}, "cancel": {"cancel task", "hủy bỏ việc"},
         "progress": {"đang làm", "danglam"}}  # fmt: skip
COMMANDS = Phrases({name: set(_spellings(name)) - _CUTS.get(name, set()) for name in DEEDS})
NEARLY = Phrases(NEAR)
PERSONS = Phrases({"person": words.PERSONS})
SUBJECTS = Phrases({"subject": words.SUBJECTS})
OPENINGS = Phrases({"opening": (*words.OPENINGS, *words.PERSONS, *words.SUBJECTS)}, strict={"à", "con", "bà"})
REPORTING = Phrases({"reporting": words.REPORTING})
CLOSINGS = Phrases({"closing": words.CLOSINGS})
FAVOURS = Phrases({"favour": words.FAVOURS})
COUNTED_PERSONS = Phrases({"person": ("đồng chí", "đ/c", "người")})  # "duyệt 5 đồng chí": five comrades
NOUNS = Phrases({"noun": words.NOUNS})
ROW_NOUNS = Phrases({"row": words.ROW_NOUNS})
ORDINALS = Phrases({"ordinal": words.ORDINAL_NOUNS})
JOINERS = Phrases({"joiner": words.JOINERS}, strict={"lẫn", "nốt"})
FROM, UNTIL = Phrases({"from": words.FROM}), Phrases({"until": words.UNTIL})
NUMBER_WORDS = Phrases({str(value): [w for w, v in words.DIGITS.items() if v == value] for value in range(1, 10)})
LATER_WORDS = Phrases({str(value): [w for w, v in words.LATER_DIGITS.items() if v == value] for value in range(1, 10)})
TENS = Phrases({"ten": ("mười",), "tens": ("mươi",)})
MOODS = Phrases(words.MOODS, strict=words.STRICT)
FINAL = Phrases({"final": (*words.FINAL, *words.NEGATIONS)}, strict=words.STRICT)
DENIALS = Phrases({"denial": set(words.NEGATIONS) - set(words.ALSO_ASK)}, strict=words.STRICT)
AGAINST = Phrases({"against": words.AGAINST}, strict=words.STRICT)
NOTES = Phrases({"note": words.NOTES})
PARTICLES = Phrases({"particle": words.PARTICLES})
SHARE_CLOSINGS = Phrases({"closing": words.SHARE_CLOSINGS})
CONFIRMED = Phrases({"confirmed": words.CONFIRMED})
HINDRANCES = Phrases({"hindrance": words.HINDRANCES}, strict={"chỉ", "để"})

_ALL = [
    *(way for name in DEEDS for way in (*NAMES[name].spellings, *MORE_NAMES.get(name, ()))),
    *(way for name in NAMES.values() for way in name.spellings),
    *words.PERSONS, *words.SUBJECTS, *words.OPENINGS, *words.CLOSINGS, *words.NOUNS, *words.JOINERS, *words.FROM,
    *words.UNTIL, *words.DIGITS, *words.LATER_DIGITS, "mười", "mươi", *words.NOTES, *words.HINDRANCES, *words.FINAL,
    *(way for ways in words.MOODS.values() for way in ways), "phần trăm", "ngày", "tuần", "tháng", "số liệu",
    "hướng dẫn",
]  # fmt: skip
LEFTOVERS = leftovers({syllable for phrase in _ALL for syllable in phrase.split() if syllable.isalpha()})
GLUED = {key(way) for name in NAMES.values() for way in name.spellings if way.replace(" ", "").isalpha()} | {
    key(noun) for noun in words.NOUNS
}
