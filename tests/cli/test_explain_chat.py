"""`dondoc explain chat` as it is typed: what each line would do, and that nothing of it stays."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

LAN, HA = "Nguyễn Thị Lan", "Trần Thu Hà"
EXPLAIN = ("explain", "chat", "--as")
MORNING = ("--at", "2026-04-10T08:05:00+07:00")


def test_each_line_is_answered_with_one_object(ward: Terminal) -> None:
    done, refused, shown = ward.lines(*EXPLAIN, LAN, typed="xong 3 đã gửi\nxong 99\ntình hình\n")
    assert list(done) == ["text", "deeds", "shows", "asks", "answer"]
    assert done["deeds"] == [{"command": "done", "numbers": [3], "note": "đã gửi"}]
    assert (refused["deeds"], refused["shows"]) == ([], None)
    assert (shown["deeds"], shown["shows"]) == ([], "status")


def test_a_line_in_quotation_marks_is_a_message_of_several_lines(ward: Terminal) -> None:
    several, quoted = ward.lines(*EXPLAIN, LAN, typed='"xong 3 đã gửi\\nkèm phụ lục"\n"xong 3" nhé\n')
    assert several["text"] == "xong 3 đã gửi\nkèm phụ lục"
    assert quoted["text"] == '"xong 3" nhé'


def test_whatever_is_typed_has_one_answer_a_line(ward: Terminal) -> None:
    typed = ["", '"', '"\\ud800 xong 3"', '"\\u0000xong 3"', "xong " + "9 " * 2000, "\u202exong 3", '""', "\\", "{}"]
    answers = ward.lines(*EXPLAIN, LAN, typed="".join(f"{line}\n" for line in typed))
    assert len(answers) == len(typed)
    assert [one["answer"] == "" for one in answers].count(True) == 2  # nobody answers what says nothing


def test_the_day_and_what_was_typed_before_are_given(ward: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "before.tsv"
    file.write_text(f"{LAN}\txong 3 đã gửi\n\n{LAN}\tgia hạn 5 8/5/2026 chờ hướng dẫn\n", encoding="utf-8")
    confirmed, passed_on = ward.lines(*EXPLAIN, HA, *MORNING, "--after", file, typed="xác nhận 3\nduyệt 5\n")
    assert confirmed["deeds"] == [{"command": "confirm", "numbers": [3]}]
    assert passed_on["deeds"] == [{"command": "recommend", "numbers": [5]}]


def test_a_question_offers_its_options_and_an_answer_to_it_is_the_deed(ward: Terminal, tmp_path: Path) -> None:
    [which] = ward.lines(*EXPLAIN, LAN, *MORNING, typed="xong đã gửi\n")
    assert which["deeds"] == []
    assert [ask for ask in which["asks"] if ask["command"] == "done"][:2] == [
        {"command": "done", "numbers": [17]},
        {"command": "done", "numbers": [3]},
    ]
    file = tmp_path / "before.tsv"
    file.write_text(f"{LAN}\txong đã gửi\n", encoding="utf-8")
    number, letter, other = ward.lines(*EXPLAIN, LAN, *MORNING, "--after", file, typed="3\nA\n5\n")
    assert number["deeds"] == [{"command": "done", "numbers": [3], "note": "đã gửi"}]
    assert letter["deeds"] == [{"command": "done", "numbers": [17], "note": "đã gửi"}]
    assert other["deeds"] == []
    assert {"command": "done", "numbers": [3]} in other["asks"]


def test_the_answer_in_words_says_what_would_be_written_and_what_would_be_pressed(ward: Terminal) -> None:
    answer = ward.run(*EXPLAIN, LAN, *MORNING, typed="tiến độ 3 60\nxong\nviệc\n")
    assert (answer.code, answer.err) == (0, "")
    assert "  ✔ ghi: tiến độ · việc 3 · 60%\n" in answer.out
    assert "  → không ghi gì\n" in answer.out
    assert "  → không ghi gì; cho xem: việc\n" in answer.out
    assert "[Xong 3]" in answer.out


def test_nothing_is_written_and_no_file_is_left(own_ward: Terminal) -> None:
    own_ward.run("status")  # whatever opening the database writes is written by now
    before, files = own_ward.rows(), sorted(own_ward.folder.iterdir())
    own_ward.lines(*EXPLAIN, LAN, *MORNING, typed="xong 3\nvướng mắc 5 chờ kinh phí\nnghỉ 20/5\n")
    assert own_ward.rows() == before
    assert sorted(own_ward.folder.iterdir()) == files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "chat"], "Thiếu --as"),
        ([*EXPLAIN, "Nguyễn Văn Không"], "Không xác định được “Nguyễn Văn Không”. Ghi đủ họ tên"),
        ([*EXPLAIN, LAN, "--at", "mai"], "--at: không hiểu “mai”"),
        ([*EXPLAIN, LAN, "--at", "2036-04-10"], "--at: xa quá"),
        ([*EXPLAIN, LAN, "--after", "none.tsv"], "Không đọc hoặc ghi được none.tsv"),
        (["explain", "weather"], "hoặc chat (tin nhắn)"),
    ],
)
def test_what_is_missing_or_unknown_is_told_in_a_sentence(ward: Terminal, words: list[str], said: str) -> None:
    answer = ward.run(*words, typed="xong 3\n")
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_line_of_the_messages_before_without_a_tab_is_named(ward: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "before.tsv"
    file.write_text(f"{LAN} xong 3\n", encoding="utf-8")
    answer = ward.run(*EXPLAIN, HA, "--after", file, typed="xác nhận 3\n")
    assert answer.code == 1
    assert "before.tsv, dòng 1" in answer.err


def test_where_there_is_no_database_none_is_made(terminal: Terminal) -> None:
    answer = terminal.run(*EXPLAIN, LAN, typed="xong 3\n")
    assert answer.code == 1
    assert "Chưa có ai trong danh sách" in answer.err
    assert list(terminal.folder.iterdir()) == []
