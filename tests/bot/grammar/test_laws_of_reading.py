"""Laws of the grammar: what must hold for every command, every number, every word of courtesy, doubt and denial."""

import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.grammar.clauses import interpret
from bot.grammar.phrases import ALSO
from bot.grammar.reading import read_command
from domain.interpretations import SpanRole, decide
from domain.messages.questions import Several
from tests.sentences.judged import deeds_of
from tests.sentences.made import BACKS, FRONTS
from wording.command_names import NAMES

MANY = settings(max_examples=250)
NUMBER = st.integers(1, 999)

# Courtesy.

SAID = (
    "xong 3", "nhận 3 và 5", "việc 7 đã xong", "tiến độ 3 60%", "việc 7 được 60%", "duyệt 5", "duyệt 5 đến 8/5",
    "xác nhận 3", "nhắc 17", "giao 3 Lan", "giao việc 3 cho Nguyễn Thị Lan", "giải trình 17", "hoàn tác", "xong",
    "xong từ 3 đến 5", "xong 3\nnhận 5",
)  # fmt: skip
WITH_WORDS = (
    "trả lại 3: thiếu biểu", "từ chối 5 vì muộn", "vướng mắc 3: lỗi", "xin ý kiến 3: mời ai", "hủy việc 3 vì trùng",
    "gia hạn 5 đến 15/5 chờ số liệu", "minh chứng 3: QĐ 12", "xong 3: đã gửi", "nghỉ 20/5",
)  # fmt: skip


@MANY
@given(st.sampled_from(SAID), st.sampled_from(FRONTS), st.sampled_from(BACKS))
@example("giao 3 Lan", "", " chị ơi")
@example("duyệt 5 đến 8/5", "", "!")
@example("hoàn tác", "Báo cáo anh, ", " chị ơi")
def test_courtesy_changes_nothing_of_a_command(text, front, back):
    assert read_command(front + text + back) == read_command(text)


@MANY
@given(st.sampled_from(WITH_WORDS), st.sampled_from(FRONTS), st.sampled_from(BACKS))
@example("nghỉ 20/5", "Báo cáo anh, ", "")
def test_courtesy_changes_nothing_of_what_is_done_with_words_of_ones_own(text, front, back):
    assert deeds_of(front + text + back) == deeds_of(text) != []


# Commands of the menu: read without their clauses, and with the result that these would have.

MENU_NAMES = ("done", "xong", "ack", "nhan", "confirm", "xacnhan")


@MANY
@given(
    st.sampled_from(MENU_NAMES), st.sampled_from(["", "@dondoc_bot"]), st.lists(NUMBER, min_size=1, max_size=10),
    st.sampled_from([" ", ", "]),
)  # fmt: skip
@example("done", "", [3], " ")
def test_a_command_of_the_menu_means_what_its_clauses_mean(name, bot, numbers, between):
    text = f"/{name}{bot} {between.join(map(str, numbers))}"
    assert read_command(text) == decide(interpret(text))


# Doubt and denial.

DECISIVE = ("done", "ack", "confirm", "return", "decide", "refuse", "cancel", "assign", "leave")
WAYS = tuple((name, way) for name in DECISIVE for way in (*NAMES[name].spellings, *ALSO.get(name, ())))
TARGETS = {"assign": ("3 Lan", "3 cho Lan"), "leave": ("20/5", "mai"), "cancel": ("3",)}
DENIALS = (
    "chưa", "không", "chẳng", "chả", "đừng", "khoan", "đâu", "đâu có", "chưa thể", "không thể", "không phải", "ko",
    "not", "never", "don't", "chua", "khong",
)  # fmt: skip
QUESTIONS_BEFORE = ("có phải", "bao giờ", "khi nào", "sao", "vì sao", "tại sao", "ai", "liệu", "when", "what", "who")
QUESTIONS = (
    "à", "hả", "nhỉ", "chứ", "ư", "chăng", "sao", "nào", "gì", "?", "hay chưa", "hay không", "phải không", "đúng không",
    "được không", "thế nào", "bao giờ", "khi nào", "yet",
)  # fmt: skip


@st.composite
def doubted(draw):
    """A decisive command said in any way, with a word of doubt or denial at one of the four places."""
    name, way = draw(st.sampled_from(WAYS))
    target = draw(st.sampled_from(TARGETS.get(name, ("3", "việc 3", "3 và 5", "các việc 3, 5"))))
    place = draw(
        st.sampled_from(["before the command", "behind the command", "behind the targets", "alone at the end"])
    )
    word = draw(st.sampled_from(DENIALS + (QUESTIONS_BEFORE if place == "before the command" else QUESTIONS)))
    end = draw(st.sampled_from(["", " ạ", " anh ơi", "."]))
    return {
        "before the command": f"{word} {way} {target}{end}",
        "behind the command": f"{way} {word} {target}{end}",
        "behind the targets": f"{way} {target} {word}{end}",
        "alone at the end": f"{way} {target}, {word}{end}",
    }[place]


@settings(max_examples=600)
@given(doubted())
@example("xong 3, chẳng")
@example("trả lại 3 không thể")
@example("nghỉ bao giờ 20/5")
@example("nghỉ 20/5 ko")
@example("done not 3")
@example("xong rồi việc 3 chưa")
def test_a_word_of_doubt_or_denial_leaves_no_deed(text):
    done = [name for name, _ in deeds_of(text) if name in DECISIVE]
    assert done == [] or (done == ["refuse"] and re.match(r"(?:không|khong|ko) ", text))


@given(st.sampled_from(WAYS), st.sampled_from(DENIALS + QUESTIONS))
def test_a_bare_command_in_doubt_is_not_completed_from_context(way, word):
    assert [deed for deed in deeds_of(f"{way[1]} {word}") if deed[0] in DECISIVE] == []


@given(st.sampled_from(["xong rồi, việc 3 chưa", "đã xong, còn 3 chưa", "xong; việc 5 chưa hoàn thành"]))
def test_a_word_without_its_task_is_not_completed_beside_a_task_that_was_named(text):
    assert deeds_of(text) == []


# Numbers.

COUNTED = st.sampled_from(
    ("bản", "cuộc", "tệp", "hồ sơ", "chi bộ", "đảng viên", "trường hợp", "hộ dân", "lượt người", "cái", "quyển", "điểm",
     "tổ dân phố", "ngõ", "thôn", "mét", "hội nghị", "lá")
)  # fmt: skip
COMMANDS = ("xong", "nhận", "duyệt", "xác nhận", "hoàn thành", "nhắc", "trả lại", "từ chối", "hủy", "tiếp nhận")
UNREAD = st.sampled_from(
    ["9 hồ sơ", "9h", "9/4", "9.5", "-9", "9/9", "thứ 9", "9 giờ", "số nhà 9", "chi bộ 9", "lần thứ 9", "quý 9", "0",
     "tổ 9", "9 ngày nữa", "1234567", "9 triệu", "cả 9", "9a", "khóa 9", "điều 9"]
)  # fmt: skip


@MANY
@given(st.sampled_from(COMMANDS), NUMBER, COUNTED)
def test_a_number_that_counts_something_is_no_task(command, number, noun):
    assert deeds_of(f"{command} {number} {noun}") == []


@MANY
@given(st.sampled_from(COMMANDS), UNREAD, st.sampled_from(FRONTS), st.sampled_from(["", " ạ", " rồi", " nhé anh"]))
def test_a_message_with_an_unread_number_never_acts(command, words, front, back):
    assert deeds_of(f"{front}{command} {words}{back}") == []


PIECE = st.sampled_from(
    [*COMMANDS, "việc", "và", "đến", "từ", ",", ";", ".", "\n", "chưa", "rồi", "ạ", "60%", "3", "5", "17", "8/5", "bản",
     "vì", "đã", "nhiệm vụ số", "cho", "Lan", "thứ", "không", ":", "còn", "?", "tháng", "QĐ", "3-5", "③", "năm"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECE, max_size=9).map(" ".join))
def test_what_is_done_is_done_to_numbers_that_were_typed(text):
    typed = {int(digits) for digits in re.findall(r"\d+", text)} | {4 if "3-5" in text else 0, 3, 0}
    if "từ" in text or "đến" in text:
        typed |= set(range(1, 60))  # "từ 3 đến 5" names 4
    if "năm" in text:
        typed.add(5)
    assert {number for _, number in deeds_of(text)} <= typed


@settings(max_examples=400)
@given(st.lists(PIECE, max_size=9).map(" ".join))
@example("duyệt 3 8/5")
def test_a_clause_that_is_obeyed_has_no_number_that_was_not_read(text):
    for clause in interpret(text).clauses:
        unread = [text[span.start : span.end] for span in clause.spans if span.role is SpanRole.UNREAD]
        assert not clause.is_understood or not any(char.isdigit() for words in unread for char in words)


# Two commands.

COMPLETE = st.sampled_from((*SAID[:12], *WITH_WORDS[:-1], "nhận 5 và 7, 9", "nhận các việc 5, 7", "4 và 6 xong"))


@MANY
@given(COMPLETE, COMPLETE, st.sampled_from(["\n", "; ", ". ", ", "]))
@example("nhận 5 và 7", "tiến độ 3 60%", "; ")
@example("nhận 5 và 7", "việc 7 đã xong", ", ")
def test_two_commands_of_one_message_are_those_of_two_messages(one, other, joint):
    """Or they are asked about, where a number could belong to either.

    Not "xác nhận 3, 4 và 6 xong": behind a confirmation "xong" says what they are confirmed as.
    """
    assume(not (one.startswith("xác nhận") and other[0].isdigit() and joint == ", "))
    together, apart = parts(one + joint + other), parts(one) + parts(other)
    assert together == apart or (joint == ", " and other[0].isdigit() and deeds_of(one + joint + other) == [])


def parts(text):
    command = read_command(text)
    return command.commands if isinstance(command, Several) else (command,)


@given(NUMBER, NUMBER, NUMBER)
@example(3, 5, 7)
def test_a_number_that_may_belong_to_either_command_is_asked_about(one, two, three):
    for text in (f"nhận {one} và {two} xong", f"xong {one}, {two} và {three} đã nhận", f"{one} xong {two} xong"):
        assert deeds_of(text) == []
