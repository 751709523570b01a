"""Sentences with a known meaning: templates of commands, numbers and words for them, courtesy, notes, moods, spellings.

`strength`: "=" the deed at once, "~" the deed or a question that offers it, "0" no deed.
"""

import random
import unicodedata
from dataclasses import dataclass

from domain.names import fold

WORDS = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 7: "bảy", 8: "tám", 10: "mười", 11: "mười một", 12: "mười hai",
         17: "mười bảy", 18: "mười tám"}  # fmt: skip
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
    """A text, the deeds it means ((name, number), ...) and how surely they are done."""

    text: str
    deeds: tuple[tuple[str, int], ...]
    strength: str


def sentences(seed: int, count: int) -> list[Sentence]:
    """So many sentences; the same ones for the same seed."""
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
    return Sentence(f"{rng.choice(FRONTS)}{before}{command}{behind}{note}{back}", deeds, "=")


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
    return Sentence(text, (("extend", number),), "=")


def _order(rng: random.Random) -> Sentence:
    number = rng.choice(NUMBERS)
    name, text = rng.choice(
        (
            ("confirm", f"xác nhận việc {number}"), ("return", f"trả lại {number}: thiếu biểu số 2"),
            ("nudge", f"nhắc việc {number}"), ("nudge", f"đôn đốc nhiệm vụ {number}"), ("decide", f"duyệt {number}"),
            ("decide", f"duyệt gia hạn việc {number}"), ("refuse", f"từ chối việc {number} vì đã nhắc 2 lần"),
            ("answer", f"trả lời {number}: mời đủ 12 chi bộ"), ("explain", f"yêu cầu giải trình việc {number}"),
            ("assign", f"giao việc {number} cho đồng chí Lan"), ("assign", f"giao {number} Lan"),
            ("block", f"vướng mắc {number}: phần mềm lỗi, 3 hôm nay không vào được"),
            ("ask", f"xin ý kiến việc {number}: cử 5 hay 6 đồng chí đi học ạ?"),
            ("evidence", f"minh chứng việc {number}: QĐ số 15-QĐ/ĐU"),
        )
    )  # fmt: skip
    return Sentence(f"{rng.choice(('', 'Dạ em ', 'tôi ', 'Báo cáo anh, '))}{text}", ((name, number),), "=")


def _moody(rng: random.Random) -> Sentence:
    before, command, behind, numbers, name = _report(rng)
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
    return Sentence(text, tuple((name, number) for number in numbers), "0")


def _decision_asked(rng: random.Random) -> Sentence:
    number = rng.choice(NUMBERS)
    command = rng.choice(("duyệt", "xác nhận", "trả lại", "từ chối", "giao", "hủy việc"))
    rest = " cho Lan" if command == "giao" else ""
    mood = rng.choice(("front", "behind"))
    text = f"{command} {number}{rest}"
    text = f"{rng.choice(('khoan ', 'đừng ', 'chưa '))}{text}" if mood == "front" else text + rng.choice(ASKED)
    return Sentence(text, (), "0")


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
    first, second = rng.sample(NUMBERS, 2)
    joiner = rng.choice(("\n", "; ", ". ", ", ", " rồi "))
    one = rng.choice((("done", f"xong {first}"), ("ack", f"nhận {first}"), ("done", f"việc {first} đã xong")))
    other = rng.choice(
        (("progress", f"tiến độ {second} 60%"), ("ack", f"nhận việc {second}"), ("done", f"việc {second} xong"),
         ("extend", f"gia hạn {second} đến 15/5 chờ số liệu"))
    )  # fmt: skip
    return Sentence(f"{one[1]}{joiner}{other[1]}", ((one[0], first), (other[0], second)), "~")


_KINDS = (_plain, _plain, _plain, _plain, _progress, _extend, _order, _order, _moody, _moody, _moody, _decision_asked,
          _counted, _no_target, _two)  # fmt: skip


def _spelled(rng: random.Random, sentence: Sentence) -> Sentence:
    """The same sentence as people type it; dropped marks leave a few words with two meanings."""
    way = rng.randrange(8)
    text, strength = sentence.text, sentence.strength
    if way == 0 and "à" not in text.split():  # without its mark it is the "ạ" of courtesy
        text = fold(text.replace("\n", " ; ")).replace(" ; ", "\n")
        strength = "~" if strength == "=" else strength
    elif way == 1:
        text = unicodedata.normalize("NFD", text)
    elif way == 2:
        text = text.replace(" ", "  ")
    elif way == 3:
        text = text[:1].upper() + text[1:]
    elif way == 4:
        text = text.replace(" ", "\u200b ")
    return Sentence(text, sentence.deeds, strength)
