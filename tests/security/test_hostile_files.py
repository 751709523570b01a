"""Files that are too large, swell, lie about what they are or carry formulas: refused in a sentence, or plain text."""

import csv
import io
import time
import zipfile
from collections.abc import Callable

import pytest

from documents.plans.plan_reader import PlanUnreadable, read_plan
from documents.rosters import RosterUnreadable, read_roster
from tests.documents import crafted

FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1+1")
ENDINGS = (".docx", ".xlsx", ".xls", ".ods", ".pdf", ".csv", ".txt", ".doc", ".exe", "")


def packed(**parts: bytes) -> bytes:
    """A zip file with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def bomb(name: str) -> bytes:
    """Three hundred million zeros in three hundred kilobytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    return content.getvalue()


HOSTILE = {
    "nothing": b"",
    "zeros": bytes(10_000),
    "noise": bytes(range(256)) * 100,
    "an empty archive": packed(),
    "an archive of something else": packed(readme=b"x"),
    "a document without content": packed(**{"word/document.xml": b"", "[Content_Types].xml": b""}),
    "broken XML": packed(**{"word/document.xml": b"<w:p", "xl/workbook.xml": b"<x", "content.xml": b"<x"}),
    "a cut archive": packed(**{"word/document.xml": b"<x/>" * 1000})[:200],
    "a half PDF": b"%PDF-1.7\n1 0 obj\n<<",
    "an old Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "too large": b"a\tb\n" * 6_000_000,
}


def outcome(read: Callable[[bytes, str], object], content: bytes, name: str) -> str:
    """The sentence of the refusal; "" when it was read."""
    try:
        read(content, name)
    except (PlanUnreadable, RosterUnreadable) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_plan_or_roster_is_refused_in_one_sentence_and_at_once(kind: str, ending: str) -> None:
    for read in (read_plan, read_roster):
        started = time.monotonic()
        sentence = outcome(read, HOSTILE[kind], f"tệp{ending}")
        assert 0 < len(sentence) < 400
        assert "\n" not in sentence
        assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("ending", "part"),
    [(".docx", "word/document.xml"), (".xlsx", "xl/worksheets/sheet1.xml"), (".ods", "content.xml")],
)
def test_a_bomb_is_refused_before_it_swells(ending: str, part: str) -> None:
    content = bomb(part)
    assert len(content) < 1_000_000
    for read in (read_plan, read_roster):
        assert outcome(read, content, f"tệp{ending}")


# Made when they are asked for: some take half a second.
OVERFULL = {
    "a million letters": lambda: crafted.pdf_of_streams([crafted.letters(1_000_000)]),
    "strewn boxes": lambda: crafted.pdf_of_streams([crafted.boxes(12_000)]),
    "one path of many pieces": lambda: crafted.pdf_of_streams(
        [crafted.WORDS + b"0 0 m " + b"9 9 l 9 400 l " * 50_000 + b"S"]
    ),
    "lines that cross": lambda: crafted.pdf_of_streams([crafted.grid(300, 14_400)]),
    "forms inside forms": lambda: crafted.forms_in_forms(8),
}


@pytest.mark.parametrize("kind", OVERFULL)
def test_an_overfull_page_is_refused_before_it_costs_minutes(kind: str) -> None:
    content = OVERFULL[kind]()
    assert len(content) < 110_000
    started = time.process_time()
    assert "quá nhiều nét vẽ hoặc chữ" in outcome(read_plan, content, "tệp.pdf")
    assert time.process_time() - started < 10


SWELLING = {
    "tệp.docx": lambda: crafted.docx_with("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 700_000),
    "tệp.xlsx": lambda: crafted.xlsx_with("<row>" + "<c><v>1</v></c>" * 1_500_000 + "</row>"),
    "tệp.ods": lambda: crafted.ods_with("<table:table-row>" + "<table:table-cell/>" * 1_200_000 + "</table:table-row>"),
}


@pytest.mark.parametrize("name", SWELLING)
def test_more_xml_than_any_plan_has_is_refused_before_it_is_parsed(name: str) -> None:
    content = SWELLING[name]()
    assert len(content) < 200_000
    started = time.process_time()
    assert "chỉ giữ" in outcome(read_plan, content, name)
    assert time.process_time() - started < 2


LAUGHING = {
    "tệp.docx": lambda: crafted.docx_with("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", crafted.BILLION_LAUGHS),
    "tệp.xlsx": lambda: crafted.xlsx_with(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>', crafted.BILLION_LAUGHS
    ),
    "tệp.ods": lambda: crafted.ods_with(
        "<table:table-row><table:table-cell><text:p>&j;</text:p></table:table-cell></table:table-row>",
        crafted.BILLION_LAUGHS,
    ),
}


@pytest.mark.parametrize("name", LAUGHING)
def test_entities_that_multiply_are_not_multiplied(name: str) -> None:
    started = time.process_time()
    assert outcome(read_plan, LAUGHING[name](), name)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_roster_is_text(formula: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["unit", "person", "role"], ["Ban Cam", formula, "officer"]])
    [row] = read_roster(written.getvalue().encode(), "danh sách.csv").rows
    assert row.person == formula.strip()


def test_a_file_name_cannot_steer_what_is_said_about_it() -> None:
    for read in (read_plan, read_roster):
        assert "\n" not in outcome(read, b"x", "../../etc/passwd\n\x1b[2J.csv").strip()
