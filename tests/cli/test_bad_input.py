"""What goes wrong at the terminal is told in one sentence on standard error; never a traceback, never exit code 0."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.cli.conftest import Answer, Terminal

WRONG_WORDS: list[tuple[list[str], str]] = [
    (["import", "khong-co.docx"], "khong-co.docx"),
    (["import", "thu-muc"], "thu-muc"),
    (["import", "hong.docx", "--dry-run"], "docx"),
    (["import", "trong.docx", "--dry-run"], "rỗng"),
    (["import", "anh.png", "--dry-run"], "ảnh"),
    (["load", "khong-co.csv"], "khong-co.csv"),
    (["load", "hong.csv"], "hong.csv"),
    (["task", "99"], "99"),
    (["invite", "Người Không Có"], "Người Không Có"),
    (["explain", "plans"], "deadline"),
    (["timeline", "--from", "2026-05-01", "--to", "2026-04-01"], "--from"),
    (["timeline", "--from", "01/04/2026", "--to", "2026-04-30"], "01/04/2026"),
    (["task", "ba"], "“SỐ” không hợp lệ: phải là một số nguyên"),
    (["timeline", "--from", "x", "--to", "2026-04-30"], "--from không hợp lệ: ngày viết dạng năm-tháng-ngày"),
    (["import"], "Thiếu tham số “TỆP”"),
    (["import", "--khong", "a.docx"], "Không có tùy chọn --khong"),
    (["status", "thua"], "Thừa tham số"),
    (["nope"], "Không có lệnh “nope”"),
    (["import", "khong-co.docx"], "không có tệp hoặc thư mục này"),
    (["import", "thu-muc"], "đây là thư mục"),
    (["xong", "3"], "xong"),
    (["run"], "DONDOC_TELEGRAM_TOKEN"),
]
WRONG_SETTINGS = [
    ({"DONDOC_TELEGRAM_TOKENS": "1:a"}, "DONDOC_TELEGRAM_TOKEN "),
    ({"DONDOC_DATABASE_URL": "mysql://root@localhost/dondoc"}, "DONDOC_DATABASE_URL"),
    ({"DONDOC_DATABASE_URL": "dondoc.db"}, "DONDOC_DATABASE_URL"),
    ({"DONDOC_DATABASE_URL": "sqlite:////khong/co/thu/muc/dondoc.db"}, "/khong/co/thu/muc"),
    ({"DONDOC_TIMEZONE": "Asia/Hanoi"}, "DONDOC_TIMEZONE"),
    ({"DONDOC_CLOCK": "10/4/2026"}, "DONDOC_CLOCK"),
    ({"DONDOC_TELEGRAM_TOKEN_FILE": "khong-co"}, "DONDOC_TELEGRAM_TOKEN_FILE"),
]


CASES: list[tuple[list[str], dict[str, str], str]] = [(words, {}, mentions) for words, mentions in WRONG_WORDS]
CASES += [(["status"], settings, mentions) for settings, mentions in WRONG_SETTINGS]


@pytest.fixture(scope="module")
def ward_with_bad_files(ward: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A ward with files beside it that are not what they say."""
    place = Terminal(tmp_path_factory.mktemp("bad"))
    (place.folder / "dondoc.db").write_bytes((ward.folder / "dondoc.db").read_bytes())
    (place.folder / "thu-muc").mkdir()
    (place.folder / "hong.docx").write_bytes(b"PK\x03\x04 that is no archive")
    (place.folder / "trong.docx").write_bytes(b"")
    (place.folder / "anh.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (place.folder / "hong.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def answers(ward_with_bad_files: Terminal) -> list[Future[Answer]]:
    """All of them at once: starting a program is what takes the time."""
    before = ward_with_bad_files.rows()
    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(ward_with_bad_files.run, *words, **settings) for words, settings, _ in CASES]
    assert ward_with_bad_files.rows() == before, "what goes wrong writes nothing"
    return found


def named(value: object) -> str | None:
    return " ".join(value) if isinstance(value, list | Mapping) else None


@pytest.mark.parametrize(("words", "settings", "mentions"), CASES, ids=named)
def test_what_is_wrong_is_told_in_a_sentence(
    answers: list[Future[Answer]], words: list[str], settings: dict[str, str], mentions: str
) -> None:
    answer = answers[CASES.index((words, settings, mentions))].result()
    assert answer.code in {1, 2}
    assert mentions in answer.err
    assert "Traceback" not in answer.out + answer.err
    assert "ngoài dự kiến" not in answer.err, "a failure nobody thought of"
