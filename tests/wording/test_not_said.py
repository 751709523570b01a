"""No text holds a phrase of not_said.toml: messages, help, card, reports, command line, and one quotation mark."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.messages import Response
from tests.samples import everything as samples
from tests.samples.page import TEXT_ONLY, WITH_BUTTONS
from wording.command_names import VOCABULARY
from wording.render import render

ROOT = Path(__file__).parents[2]
PHRASES = tomllib.loads((Path(__file__).parent / "not_said.toml").read_text(encoding="utf-8"))["phrase"]
VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐơưƠƯ]")
QUOTED = re.compile(r"«(?! )[^«»\n]*(?<! )»")  # "« Trang trước" is an arrow
SOURCES = ("wording/vi", "wording/cards", "dondoc", "bot/platforms", "documents/reports")
EVERYTHING = [*samples.NOTICES, *samples.REFUSALS]
FILES = sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
TYPED = {way for name in VOCABULARY for way in (name.vietnamese, *name.also)}  # what people type may say "đã xong"


def texts_of(source: str) -> Iterator[str]:
    """The Vietnamese texts of a piece of Python; what is filled in stands as a name in braces. No docstring is one."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | bare):
            yield node.value


def said(text: str) -> list[str]:
    """The phrases of the list that the text holds."""
    found = []
    for phrase in PHRASES:
        shown = text
        for allowed in phrase.get("may", ()):
            shown = shown.replace(allowed, "")
        if re.search(rf"(?<!\w){re.escape(phrase['not'])}(?!\w)", shown, re.IGNORECASE):
            found.append(phrase["not"])
    return [*found, *QUOTED.findall(text)]


def help_of_commands() -> str:
    """What `dondoc --help` reads: the docstrings of the command line."""
    return (ROOT / "dondoc" / "__main__.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "18 nhiệm vụ = 1 + 2",
        "Chưa ghi gì, chưa báo ai.",
        "người có liên quan được báo",
        "Việc 3 bị trả lại",
        "gõ «xong»",
    ],
)
def test_a_phrase_of_the_list_is_found(text: str) -> None:
    assert said(text)


def test_words_in_another_sense_are_no_phrase_of_the_list() -> None:
    assert not said("Chưa nhận được báo cáo. « Trang trước · Trang sau »")


def test_each_phrase_has_its_reason_and_what_to_say_instead() -> None:
    for phrase in PHRASES:
        assert phrase["reason"], phrase
        assert phrase["say"], phrase
        assert not said(phrase["say"]), phrase


@pytest.mark.parametrize("channel", [WITH_BUTTONS, TEXT_ONLY], ids=["with buttons", "text only"])
@pytest.mark.parametrize("response", EVERYTHING, ids=lambda response: type(response).__name__)
def test_no_message_says_it(response: Response, channel: object) -> None:
    message = render([response], "vi", channel)  # type: ignore[arg-type]
    shown = "\n".join([message.text, *(button.label for row in message.buttons for button in row)])
    assert said(shown) == [], shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_of_the_program_says_it(path: Path) -> None:
    texts = [text for text in texts_of(path.read_text(encoding="utf-8")) if VIETNAMESE.search(text)]
    assert [(text, found) for text in texts if text not in TYPED and (found := said(text))] == []


def test_no_report_form_and_no_help_says_it() -> None:
    assert said((ROOT / "documents" / "reports" / "form.toml").read_text(encoding="utf-8")) == []
    assert said(help_of_commands()) == []


def test_the_guide_does_not_say_it() -> None:
    guide = (ROOT / "docs" / "vi" / "huong-dan.md").read_text(encoding="utf-8")
    shown = re.sub(r"`[^`\n]*`", "", guide)  # what is typed
    assert said(shown) == []
