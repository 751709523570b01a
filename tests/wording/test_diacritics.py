"""Every command shown to a Vietnamese reader has its diacritics and one spelling; without them it is read too."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from bot.grammar.reading import read_command
from domain.messages.accounts import Start
from domain.messages.settings import ChooseLanguage
from domain.names import fold
from sandbox.settings import SandboxSettings
from tests.samples.everything import EVERYTHING
from tests.samples.page import TEXT_ONLY, WITH_BUTTONS
from wording.command_names import NAMES, VOCABULARY
from wording.languages import CATALOGUES
from wording.render import render

ROOT = Path(__file__).parents[2]
VIETNAMESE = CATALOGUES["vi"]
# These are said by every language or are syllables of other words ("nội dung", the name of the program).
PLAIN = {"dung", "dondoc", "don doc", "menu", "list", "history", "vietnamese"}
PAGES = ("README.md", "docs/vi/huong-dan.md", "docs/vi/tin-nhan.md", "docs/webhooks.md", "docs/operation.md")
# The lines of docs/commands.md that show how much less may be typed.
SHOWS_LESS = ("## How a line is read", "## What undo takes back")


def _bare_spellings() -> set[str]:
    """The names as they look when their diacritics, or their spaces as well, are left out."""
    ways = [way for name in VOCABULARY for way in (name.vietnamese, *name.also)]
    bare = {spelt for way in ways for spelt in (fold(way), fold(way).replace(" ", ""), way.replace(" ", ""))}
    return bare - set(ways) - set(NAMES) - PLAIN


BARE = re.compile(
    rf"(?<![\w.-])/?(?:{'|'.join(sorted(map(re.escape, _bare_spellings()), key=len, reverse=True))})(?![\w-])"
)
SLASHED = re.compile(r"(?<![\w/])/(?!start\b)[^\W\d_]{2,}", re.IGNORECASE)


def bare_commands(text: str) -> list[str]:
    """What of the text is a command without its diacritics."""
    return BARE.findall(text)


def _vietnamese_texts() -> Iterator[str]:
    """Every text of the Vietnamese catalogue, also one that no example message shows."""
    for path in sorted((ROOT / "wording" / "vi").glob("*.py")):
        yield from _texts_of(path)


def _texts_of(path: Path) -> Iterator[str]:
    """The texts of a file of the program; what is filled in is an ellipsis."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def _without_marks(text: str) -> str:
    """The text as a telephone without a Vietnamese keyboard types it; names keep their capitals."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parts if not unicodedata.combining(char))


@pytest.mark.parametrize(
    "text", ["Gõ /viec để xem", "ví dụ: tiendo 3 60", "gõ: minh chung 3", "hoặc vuongmac 3", "gõ minhchứng 3"]
)
def test_a_command_without_its_diacritics_is_found(text):
    assert bare_commands(text) or SLASHED.search(text), text


@pytest.mark.parametrize("channel", [WITH_BUTTONS, TEXT_ONLY], ids=["with buttons", "text only"])
@pytest.mark.parametrize("response", EVERYTHING, ids=lambda response: type(response).__name__)
def test_every_message_shows_commands_with_their_diacritics(response, channel):
    message = render([response], "vi", channel)
    shown = "\n".join([message.text, *(button.label for row in message.buttons for button in row)])
    assert bare_commands(shown) == []


def test_every_text_of_the_catalogue_shows_commands_with_their_diacritics_and_without_a_slash():
    texts = list(_vietnamese_texts())
    assert len(texts) > 900
    assert [text for text in texts if bare_commands(text)] == []
    assert [text for text in texts if SLASHED.search(re.sub(r"\S*\d\S*|đ/c|Đ/c|và/hoặc|https?://\S+", "", text))] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_commands_with_their_diacritics(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if bare_commands(line)] == []


def test_the_page_of_commands_shows_them_with_their_diacritics_wherever_it_does_not_show_that_less_will_do():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    first, last = (text.index(mark) for mark in SHOWS_LESS)
    start = text.index("<!-- commands")
    shown = (text[start:first] + text[last:]).splitlines()
    assert [line for line in shown if bare_commands(line)] == []


def test_what_the_demonstration_proposes_to_type_has_its_diacritics():
    told = [line for line in _texts_of(ROOT / "dondoc" / "cli" / "demo.py") if " " in line]
    assert any("xong 3" in line for line in told)
    hint = next(field.default for field in fields(SandboxSettings) if field.name == "hint")
    assert [line for line in (*told, str(hint)) if bare_commands(line)] == []


def test_every_example_begins_with_the_one_name_of_its_command():
    one_spelling = {kind: words for kind, words in VIETNAMESE.commands.items() if kind not in {Start, ChooseLanguage}}
    for kind, words in one_spelling.items():
        assert words.typed.startswith(NAMES[kind.canonical].vietnamese), words.typed
        assert words.typed.startswith(VIETNAMESE.command(kind)), words.typed


def test_what_is_shown_with_diacritics_is_read_without_them_too():
    for kind, words in VIETNAMESE.commands.items():
        assert isinstance(read_command(_without_marks(words.typed)), kind), words.typed
        assert isinstance(read_command(f"/{words.typed}".replace("//", "/")), kind), words.typed
