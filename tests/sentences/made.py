"""Sentences with a known meaning: templates by command and role, numbers and words for them, courtesy, notes, moods.

`strength`: "=" the deed at once, "~" the deed or a question that offers it, "0" no deed.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.sentences.spelled import partly_unmarked, typed_out, unmarked, wrongly_marked

WORDS = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 7: "bảy", 8: "tám", 9: "chín", 10: "mười", 11: "mười một",
         12: "mười hai", 15: "mười lăm", 17: "mười bảy", 18: "mười tám", 20: "hai mươi", 21: "hai mươi mốt",
         25: "hai mươi lăm", 34: "ba mươi tư"}  # fmt: skip
NUMBERS = tuple(WORDS)
NOUNS = ("việc", "việc số", "nhiệm vụ", "nhiệm vụ số", "mục", "TT", "đầu việc", "công việc", "việc thứ", "task", "số")
FRONTS = (
    "", "Dạ ", "Dạ em ", "Vâng ạ, ", "Em chào chị, ", "Chào anh, ", "Thưa anh ", "Báo cáo anh, ", "Báo cáo đồng chí: ",
    "Dạ báo cáo chị, em ", "Kính báo cáo lãnh đạo, ", "Em xin báo cáo ", "Chị ơi ", "Anh ơi, ", "Ok ", "Alo ", "em ",
    "tôi ", "bên em ", "Ban tôi ", "chúng em ",
)  # fmt: skip
BACKS = ("", " ạ", " rồi ạ", " nhé", " nhé anh", " nha chị", " chị ơi", ". Em cảm ơn", ", cảm ơn chị", " 👍", "!", ".",
         "\nEm cảm ơn anh", " thanks")  # fmt: skip
NOTES = (
    ": đã gửi chị Hà", " - đã trình ký", ", đã nộp qua trục liên thông", " đã gửi 3 bản cứng", " theo CV 315-CV/ĐU",
    ": QĐ 128-QĐ/ĐU ngày 8/4/2026", " (kèm 2 file)", ", 24 chi bộ đã nộp", " vì 8 chi bộ nộp muộn", " từ hôm 8/4",
    ", báo cáo số 61-BC/BXDĐ", ": KH số 88/KH-UBND", " 3 chi bộ nộp muộn", ", lần 2",
)  # fmt: skip
REASONS = ("vì chờ hướng dẫn của Thành ủy", "do chưa có số liệu", "chờ 2 chi bộ nộp", "do lỗi phần mềm")
DAYS = ("15/5", "15/5/2026", "ngày 15/5", "ngày 15 tháng 5", "hết ngày 15/5")
NEGATED = ("chưa ", "không ", "chẳng ", "đừng ", "khoan ", "chưa thể ", "không thể ", "not ")
ASKED = (" chưa", " chưa ạ", " không?", "?", " à", " hả anh", " được không", " phải không ạ", " đúng không", " nhỉ")
PROMISED = ("sẽ ", "mai ", "chiều nay ", "dự kiến ", "phấn đấu ", "cố gắng ", "tối nay ", "tuần sau ", "để em ")
PROMISED_BEHIND = (" trước 17h", " trong hôm nay", " trong tuần này", " trước 30/4", " chiều nay", " vào ngày mai")
PARTLY = (" một phần", " một nửa", " về nội dung", " trừ phụ lục", " 60%", " nhưng chưa gửi", " khoảng 80%")
CONDITIONAL = (
    " nếu anh đồng ý",
    " khi nào có chữ ký",
    " với điều kiện đủ hồ sơ",
    " nhưng còn thiếu phụ lục",
    " trừ khi có ý kiến",
)
COUNTED = ("bản", "văn bản", "đồng chí", "hồ sơ", "triệu", "chi bộ", "cuộc họp", "phút", "việc")


@dataclass(frozen=True)
class Sentence:
    """A text, the deeds it means ((name, number), ...; number 0: none named), how surely they are done, and who types.

    `words` are those of the command, for a slip in its marks.
    """

    text: str
    deeds: tuple[tuple[str, int], ...]
    strength: str
    role: str = "officer"
    words: str = ""


def sentences(seed: int, count: int) -> list[Sentence]:
    """As many sentences as asked for; the same ones for the same seed."""
    rng = random.Random(seed)  # noqa: S311 -- the same sentences each time
    return [_spelled(rng, rng.choice(_KINDS)(rng)) for _ in range(count)]


def _named(rng: random.Random, number: int) -> str:
    if rng.random() < 0.25:
        return f"việc {WORDS[number]}"
    if rng.random() < 0.3:
        return str(number)
    return f"{rng.choice(NOUNS)} {number}"


def _target(rng: random.Random) -> tuple[str, tuple[int, ...]]:
    numbers = tuple(rng.sample(NUMBERS, rng.choice((1, 1, 1, 2, 3))))
    if len(numbers) == 1:
        return _named(rng, numbers[0]), numbers
    joined = ", ".join(map(str, numbers[:-1])) + rng.choice((" và ", ", ", " với ")) + str(numbers[-1])
    return rng.choice(("", "việc ", "các việc ", "nhiệm vụ ")) + joined, numbers


def _report(rng: random.Random) -> tuple[str, str, str, tuple[int, ...], str]:
    """(before, command, behind, numbers, name) of a plain report."""
    target, numbers = _target(rng)
    name, commands = rng.choice(
        (
            (
                "done",
                ("xong", "đã xong", "làm xong", "đã làm xong", "hoàn thành", "đã hoàn thành", "đã thực hiện xong"),
            ),
            ("ack", ("nhận", "đã nhận", "tiếp nhận", "đã tiếp nhận", "đã rõ")),
        )
    )
    command = rng.choice(commands)
    if rng.random() < 0.3 and not target[0].isdigit() and name == "done":
        return target + " ", command, "", numbers, name
    return "", command, " " + target, numbers, name


def _plain(rng: random.Random) -> Sentence:
    before, command, behind, numbers, name = _report(rng)
    note = rng.choice(NOTES) if rng.random() < 0.3 and behind and name == "done" else ""
    back = "" if note else rng.choice(BACKS)
    back = back.replace(" rồi", "") if command.startswith(("tiếp", "đã rõ")) else back
    deeds = tuple((name, number) for number in numbers)
    text = f"{rng.choice(FRONTS)}{before}{command}{behind}{note}{back}"
    return Sentence(text, deeds, "=", rng.choice(("officer", "head")), command)


def _progress(rng: random.Random) -> Sentence:
    number, percent = rng.choice(NUMBERS), rng.choice(range(5, 100, 5))
    named = f"việc {number}"
    text = rng.choice(
        (f"tiến độ {named} {percent}%", f"tiến độ {number}: {percent}%", f"tiến độ {named} đạt {percent}%",
         f"{named} được {percent}%", f"{named} mới được {percent}%", f"tiến độ {named} đến nay đạt {percent}%",
         f"đã làm được {percent}% {named}", f"tiến độ {number} {percent} phần trăm")
    )  # fmt: skip
    return Sentence(f"{rng.choice(FRONTS)}{text}{rng.choice(('', ' ạ', ' anh ạ', '.'))}", (("progress", number),), "=")


def _extend(rng: random.Random) -> Sentence:
    number, day, reason = rng.choice(NUMBERS), rng.choice(DAYS), rng.choice(REASONS)
    command = rng.choice(("xin gia hạn", "gia hạn", "đề nghị gia hạn", "xin lùi hạn", "xin lùi thời hạn"))
    text = f"{rng.choice(FRONTS)}{command} việc {number} đến {day} {reason}"
    return Sentence(text, (("extend", number),), "=", words=command)


@dataclass(frozen=True)
class _Order:
    """A command of somebody's: how it is worded before and behind its task, and the words of its own behind it."""

    role: str
    name: str
    before: tuple[str, ...]
    behind: tuple[str, ...] = ("",)


_ORDERS = (
    _Order("officer", "block", ("vướng mắc", "vướng", "đang vướng"), (": phần mềm lỗi, 3 hôm nay không vào được",)),
    _Order("officer", "ask", ("xin ý kiến", "xin ý kiến chỉ đạo"), (": cử 5 hay 6 đồng chí đi học ạ?",)),
    _Order("officer", "evidence", ("minh chứng", "gửi minh chứng"), (": QĐ số 15-QĐ/ĐU",)),
    _Order("officer", "answer", ("trả lời",), (": mời đủ 12 chi bộ", " chờ số liệu của 3 chi bộ")),
    _Order("head", "assign", ("giao", "phân công", "giao lại"),
           (" cho đồng chí Lan", " cho Nguyễn Thị Lan", " Lan", " cho chị Lan")),
    _Order("coordinator", "confirm", ("xác nhận", "xác nhận hoàn thành"), ("", " luôn")),
    _Order("coordinator", "return", ("trả lại",), (": thiếu biểu số 2", " thiếu 2 phụ lục", " vì chưa có số liệu")),
    _Order("coordinator", "nudge", ("nhắc", "đôn đốc", "nhắc nhở"), ("", "", " giúp em")),
    _Order("coordinator", "decide", ("duyệt", "duyệt gia hạn")),
    _Order("coordinator", "refuse", ("từ chối", "không duyệt"), (" vì đã nhắc 2 lần",)),
    _Order("leader", "decide", ("duyệt", "duyệt gia hạn", "đồng ý gia hạn", "phê duyệt"), ("", "", " đến 15/5")),
    _Order("leader", "refuse", ("từ chối", "từ chối gia hạn"), (" vì đã nhắc 2 lần", ": phải xong đúng hạn")),
    _Order("leader", "explain", ("yêu cầu giải trình", "giải trình"), ("", " vì sao chậm?", ": chậm 2 tuần, lý do?")),
    _Order("leader", "answer", ("trả lời",), (": mời đủ 12 chi bộ", ": đồng ý, cử 5 đồng chí")),
    _Order("leader", "confirm", ("xác nhận",)),
    _Order("leader", "nudge", ("nhắc", "đôn đốc")),
)  # fmt: skip
_SUBJECTS = ("", "", "Dạ em ", "tôi ", "Báo cáo anh, ", "Chị ơi, ", "Dạ thưa anh, em ")
_ORDER_NOUNS = ("việc ", "nhiệm vụ ", "việc số ", "mục ", "TT ")
_DECISIVE = tuple(order for order in _ORDERS if order.name in {"confirm", "return", "decide", "refuse", "assign"})


def _order(rng: random.Random) -> Sentence:
    order, number = rng.choice(_ORDERS), rng.choice(NUMBERS)
    noun = rng.choice(_ORDER_NOUNS) if rng.random() < 0.6 else ""
    named = f"việc {WORDS[number]}" if rng.random() < 0.15 else f"{noun}{number}"
    before, behind = rng.choice(order.before), rng.choice(order.behind)
    back = rng.choice(("", " ạ", " nhé", ".")) if not behind and order.name != "nudge" else ""
    text = f"{rng.choice(_SUBJECTS)}{before} {named}{behind}{back}"
    return Sentence(text, ((order.name, number),), "=", order.role, before)


def _order_moody(rng: random.Random) -> Sentence:
    """A decision that is denied, asked about, promised or bound to a condition decides nothing."""
    order, number = rng.choice(_DECISIVE), rng.choice(NUMBERS)
    before = rng.choice([way for way in order.before if not way.startswith("không")])
    person = " Lan" if order.name == "assign" else ""
    text = f"{before} {rng.choice(('', *_ORDER_NOUNS))}{number}{person}"
    if order.name == "assign":  # whatever stands behind a name may be a part of it, but for the words that ask
        text = rng.choice((rng.choice(_DENIED) + text, text + rng.choice(ASKED), rng.choice(PROMISED) + text))
    else:
        text = rng.choice(
            (rng.choice(_DENIED) + text, text + rng.choice(ASKED), rng.choice(PROMISED) + text,
             text + rng.choice(CONDITIONAL))
        )  # fmt: skip
    return Sentence(text, (), "0", order.role, before)


_DENIED = ("khoan ", "đừng ", "chưa ", "chưa thể ", "không thể ")


def _of_nothing(rng: random.Random) -> Sentence:
    """Commands without a task: an absence, taking back; and what only asks about them."""
    name, text, role = rng.choice(
        (("leave", "nghỉ 20/5", "officer"), ("leave", "xin nghỉ phép 20/5-22/5", "officer"),
         ("leave", "nghỉ 13/4-17/4 thay Thành", "head"), ("undo", "hoàn tác", "officer"),
         ("undo", "hoàn tác", "leader"))
    )  # fmt: skip
    if name == "leave" and rng.random() < 0.5:
        moody = rng.choice((rng.choice(_DENIED) + text, text + rng.choice((" không?", " được không", " chưa?", "?"))))
        return Sentence(moody, (), "0", role)
    return Sentence(rng.choice(("", "em ", "Dạ em ")) + text, ((name, 0),), "=" if name == "undo" else "~", role)


def _moody(rng: random.Random) -> Sentence:
    before, command, behind, *_ = _report(rng)
    kind = rng.randrange(5)
    if kind == 0:
        text = f"{before}{rng.choice(NEGATED)}{command}{behind}"
    elif kind == 1:
        text = f"{before}{command}{behind}{rng.choice(ASKED)}"
    elif kind == 2:
        text = f"{rng.choice(PROMISED)}{before}{command}{behind}"
    elif kind == 3:
        text = f"{before}{command}{behind}{rng.choice(PROMISED_BEHIND)}"
    else:
        text = f"{before}{command}{behind}{rng.choice((*PARTLY, *CONDITIONAL))}"
    return Sentence(text, (), "0", words=command)


def _canceled(rng: random.Random) -> Sentence:
    """ "hủy việc 3" in a question or a denial cancels nothing."""
    text = f"hủy việc {rng.choice(NUMBERS)}"
    moody = rng.choice((rng.choice(("khoan ", "đừng ", "chưa ")) + text, text + rng.choice(ASKED)))
    return Sentence(moody, (), "0", "coordinator")


def _counted(rng: random.Random) -> Sentence:
    command = rng.choice(("xong", "nhận", "duyệt", "xác nhận", "hủy", "nhắc"))
    return Sentence(f"{command} {rng.choice(NUMBERS)} {rng.choice(COUNTED)}", (), "0")


def _no_target(rng: random.Random) -> Sentence:
    text = rng.choice(
        ("xong 10/4", "xong 5/7", "xong 9h sáng nay", "xong quý II rồi", "xong số còn lại", "họp thứ 3 xong",
         "xong sớm thôi anh", "duyệt binh 30/4", "giao thông tắc 10 phút", "nhận xét việc 8 giúp em",
         "xong việc thứ hai tuần sau", "gõ xong 8 là được ạ", "Fwd: xong 8", "Lan nhắn: xong 8", 'chị bảo "xong 8" nhé')
    )  # fmt: skip
    return Sentence(text, (), "0")


def _two(rng: random.Random) -> Sentence:
    first, more, second = rng.sample(NUMBERS, 3)
    joiner = rng.choice(("\n", "; ", ". ", ", ", " rồi "))
    name, text, numbers = rng.choice(
        (("done", f"xong {first}", (first,)), ("ack", f"nhận {first}", (first,)),
         ("done", f"việc {first} đã xong", (first,)), ("done", f"xong {first} và {more}", (first, more)),
         ("ack", f"nhận các việc {first}, {more}", (first, more)), ("done", f"{first}, {more} xong", (first, more)))
    )  # fmt: skip
    other = rng.choice(
        (("progress", f"tiến độ {second} 60%"), ("ack", f"nhận việc {second}"), ("done", f"việc {second} xong"),
         ("extend", f"gia hạn {second} đến 15/5 chờ số liệu"))
    )  # fmt: skip
    deeds = (*((name, number) for number in numbers), (other[0], second))
    return Sentence(f"{text}{joiner}{other[1]}", deeds, "~")


_KINDS: tuple[Callable[[random.Random], Sentence], ...] = (
    _plain, _plain, _plain, _plain, _progress, _extend, _order, _order, _order, _moody, _moody, _moody, _order_moody,
    _order_moody, _canceled, _counted, _no_target, _two, _of_nothing,
)  # fmt: skip


def _spelled(rng: random.Random, sentence: Sentence) -> Sentence:
    """The same sentence as people type it; dropped or typed-out marks leave a few words with two meanings."""
    way = rng.randrange(12)
    text = sentence.text
    may = "~" if sentence.strength == "=" else sentence.strength
    if way < 2 and "à" not in text.split():  # without its mark it is the "ạ" of courtesy
        return replace(sentence, text=partly_unmarked(rng, text) if way else unmarked(text), strength=may)
    if way in {2, 3}:
        return replace(sentence, text=typed_out(rng, text), strength=may)
    if way == 4:
        return replace(sentence, text=wrongly_marked(rng, text, sentence.words), strength=may)
    return replace(sentence, text=_spaced(way, text))


def _spaced(way: int, text: str) -> str:
    """The same words: letters and marks apart, wide spaces, a capital, spaces that cannot be seen."""
    ways = {
        5: unicodedata.normalize("NFD", text),
        6: text.replace(" ", "  "),
        7: text[:1].upper() + text[1:],
        8: text.replace(" ", "\u200b "),
    }
    return ways.get(way, text)
