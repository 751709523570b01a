"""Counts the blocks of a file by walking it, without the reader's code: lines, sentences and rows, and no meaning."""

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = {_W + t for t in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")} | {_FALLBACK}
_SHORT_TITLES = {"tp", "ths", "ts", "bs", "ktv", "cn", "cc", "pgs", "gs", "ks", "st", "đ/c", "no", "đc"}
_MARKS, _CLOSING, _OPENING = ".;!?…", '”")*', '“"('


def count_blocks(content: bytes, name: str) -> int:
    """How many blocks a .docx, .txt, .md or .csv holds."""
    if name.endswith(".docx"):
        return sum(_docx_blocks(content))
    text = content.decode("utf-8-sig")
    if name.endswith(".csv"):
        delimiter = max(",;\t|", key=text[:2000].count)
        return sum(any(c.strip() for c in row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    return sum(_line_blocks(line) for line in text.splitlines())


def _line_blocks(line: str) -> int:
    if "\t" in line and line.strip():
        return int(any(cell.strip() for cell in line.split("\t")))
    if line.strip().startswith("|") and line.count("|") > 1:
        return int(bool(line.strip(" |:-\n")))
    return count_sentences(line)


def count_sentences(text: str) -> int:
    """Sentences of a line: marks followed by a space and a capital part them, but not behind signs of lists."""
    text = " ".join(text.replace("*", "*").split())
    if not text:
        return 0
    count, word_from = 1, 0
    for i, char in enumerate(text):
        if char == " " or char in _MARKS:
            if char in _MARKS and _begins_behind(text, i) and not _is_sign(text, word_from, i):
                count += 1
            word_from = i + 1
    return count


def _begins_behind(text: str, i: int) -> bool:
    if i + 1 < len(text) and text[i + 1] in _MARKS:
        return False  # the last mark of several decides
    at = i + 1
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    if at >= len(text) or text[at] != " ":
        return False
    at += 1
    if at < len(text) and text[at] in _OPENING:
        at += 1
    return at < len(text) and text[at].isupper()


def _is_sign(text: str, word_from: int, i: int) -> bool:
    word = text[word_from:i].strip('(“"*')
    if (len(word) == 1 and word.isalpha()) or word.lower() in _SHORT_TITLES:
        return True
    head = text[:i].strip(" -+*•(.")
    for label in ("Phần ", "Mục ", "Điều "):
        head = head.removeprefix(label)
    return len(text[:i]) < 16 and bool(head) and (set(head) <= set("IVXL") or set(head) <= set("0123456789."))


def _docx_blocks(content: bytes) -> Iterator[int]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(_W + "body")  # noqa: S314 -- our own files
    assert body is not None
    yield from _inside(body)


def _inside(parent: ET.Element) -> Iterator[int]:
    for child in parent:
        if child.tag == _W + "p":
            yield from (count_sentences(line) for line in _words(child).split("\n"))
        elif child.tag == _W + "tbl":
            yield from _rows(child)
        elif child.tag in {_W + t for t in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}:
            yield from _inside(child)


def _rows(table: ET.Element) -> Iterator[int]:
    for row in table.findall(_W + "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        yield int(any(_words(cell).strip() for cell in row.findall(_W + "tc")) or _continues(row))
        for inner in row.findall(f"{_W}tc/{_W}tbl"):
            inner_rows = inner.findall(_W + "tr")
            if len(inner_rows) > 1 and len(inner_rows[0].findall(_W + "tc")) > 2:
                yield from _rows(inner)


def _continues(row: ET.Element) -> bool:
    """All its words stand in cells merged with those above."""
    return row.find(f"{_W}tc/{_W}tcPr/{_W}vMerge") is not None


def _words(element: ET.Element) -> str:
    if element.tag == _W + "t":
        return element.text or ""
    if element.tag in {_W + "br", _W + "cr"}:
        return "\n"
    if element.tag == _W + "tab":
        return " "
    return "".join(_words(child) for child in element if child.tag not in _HIDDEN)
