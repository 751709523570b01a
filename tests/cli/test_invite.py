"""Codes at the terminal: for one person, as a sheet of cards, and who has not linked."""

import re

import pypdf
import pytest

from tests.cli.conftest import Terminal

LAN = "Nguyễn Thị Lan"
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b")


def test_one_command_prints_a_card_for_everybody_and_a_second_one_ends_the_codes(own_ward: Terminal) -> None:
    answer = own_ward.run("invite", "--all", "--out", "moi.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(
        "Đã ghi moi.pdf.\n🖨 Thẻ mời liên kết: 20 thẻ, dùng được đến 15:00, thứ Năm, 16/4/2026."
    )
    file = own_ward.folder / "moi.pdf"
    assert file.stat().st_mode & 0o077 == 0
    text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert len(set(CODE.findall(text))) == 20
    assert LAN in text
    again = own_ward.json("invite", "--missing", "--out", "moi.pdf")
    assert (again["cards"], again["ended"], again["linked"]) == (20, 20, 0)
    assert not set(CODE.findall(text)) & set(
        CODE.findall("".join(page.extract_text() for page in pypdf.PdfReader(file).pages))
    )
    newest = own_ward.json("audit", "show")["events"][0]
    assert (newest["what"], newest["detail"]) == ("codes_printed", "20")


def test_a_sheet_that_cannot_be_written_ends_no_code(own_ward: Terminal) -> None:
    code = own_ward.json("invite", LAN)["code"]
    answer = own_ward.run("invite", "--all", "--out", "no/such/folder/moi.pdf")
    assert answer.code == 1
    assert "moi.pdf" in answer.err
    assert CODE.fullmatch(code)
    assert own_ward.json("invite", "--all", "--out", "moi.pdf")["ended"] == 1


def test_who_has_not_linked_is_listed_by_unit(ward: Terminal) -> None:
    answer = ward.run("invite", "--missing")
    assert answer.out.startswith("Chưa liên kết: 20/20 người.\n")
    assert f"- Ban Xây dựng Đảng: {LAN}" in answer.out
    listed = ward.json("invite", "--missing")
    assert sum(len(unit["people"]) for unit in listed) == 20


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--all",), "Ghi cả tên tệp sẽ in"),
        ((), "Ghi họ tên một người"),
        ((LAN, "--all"), "Ghi họ tên một người"),
        ((LAN, "--out", "moi.pdf"), "--out chỉ dùng với --all hoặc --missing"),
        (("--all", "--out", "moi.docx"), "phải kết thúc bằng .pdf"),
    ],
)
def test_what_does_not_go_together_is_told_in_a_sentence(ward: Terminal, words: tuple[str, ...], sentence: str) -> None:
    answer = ward.run("invite", *words)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err
