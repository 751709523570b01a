"""Morning messages of several organisations as one: the words of each, whole, and one button each."""

from wording.joint_mornings import one_message
from wording.layout import utf16_length
from wording.messages import Button, Document, Entity, Message

HB = Message("HB · Hồng Bàng\n🔴 Một việc", ((Button("Xong", "done 3"),),), entities=(Entity(0, 14),))
LC = Message("LC · Lê Chân\n🟠 Hai việc", entities=(Entity(0, 12), Entity(13, 23)))


def test_the_words_of_each_stand_one_below_the_other_and_the_bold_ones_stay_bold() -> None:
    told = one_message([("HB", HB), ("LC", LC)], "vi", 4096)
    assert told is not None
    assert told.text == f"{HB.text}\n\n{LC.text}\n\nTrả lời nhớ kèm mã của cơ quan, ví dụ: xong HB-3"
    bold = [told.text[each.start : each.end] for each in told.entities]
    assert bold == [message.text[each.start : each.end] for message in (HB, LC) for each in message.entities]
    assert told.buttons == ((Button("HB · Các việc", "HB tasks"), Button("LC · Các việc", "LC tasks")),)


def test_an_example_without_a_code_stands_in_no_part() -> None:
    """ "xong 17" would be asked about: the only example is the one at the end, which names an organisation."""
    examples = (
        "Bấm nút hoặc trả lời, ví dụ: xong 17 · ct 17",
        "Trả lời: nhận 6 · xong 6",
        "Trả lời kèm số việc, ví dụ: xong 1",
    )
    for example in examples:
        told = one_message([("HB", Message(f"{HB.text}\n\n{example}")), ("LC", LC)], "vi", 4096)
        assert told is not None
        assert told.text == f"{HB.text}\n\n{LC.text}\n\nTrả lời nhớ kèm mã của cơ quan, ví dụ: xong HB-3"


def test_where_none_has_buttons_there_are_none_and_each_reads_in_its_language() -> None:
    told = one_message([("LC", LC), ("HB", Message("HB"))], "en", 4096)
    assert told is not None
    assert told.buttons == ()
    assert told.text.endswith("for example: done LC-3")


def test_what_is_too_long_or_has_a_file_is_no_part_of_one() -> None:
    whole = one_message([("HB", HB), ("LC", LC)], "vi", 4096)
    assert whole is not None
    length = utf16_length(whole.text)
    assert one_message([("HB", HB), ("LC", LC)], "vi", length) == whole
    assert one_message([("HB", HB), ("LC", LC)], "vi", length - 1) is None
    assert one_message([("HB", HB), ("LC", Message("LC", picture=b"png"))], "vi", 4096) is None
    assert one_message([("HB", Message("HB", document=Document("a.txt", b"a"))), ("LC", LC)], "vi", 4096) is None
