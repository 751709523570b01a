"""Every notice and refusal has words in each language, on a channel with buttons and on one without."""

import ast
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from itertools import product
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from domain.messages import Notice, Refusal, kinds_of
from domain.people import Role
from wording.command_names import VOCABULARY
from wording.languages import CATALOGUES, describe
from wording.messages import Capabilities
from wording.render import render

ROOT = Path(__file__).parents[1]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TELEGRAM = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)
PLAIN = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)
NAMES = [name.canonical for name in VOCABULARY]
SAYINGS = (*kinds_of(Notice), *kinds_of(Refusal))

# Fields whose text is one of a few words; any other text is free.
WORDS: Mapping[str, Any] = {
    "state": "open",
    "period": "",
    "reason": "before:3",
    "audience": "lead",
    "what": "task_reported",
    "command": "done",
    "roles": (Role.COORDINATOR.value,),
    "commands": tuple(NAMES),
    "suggestions": ("done",),
    "awaits": "decide",
}
# What a field says in one kind of value only.
WORDS_OF: Mapping[tuple[str, str], str] = {("RequestNews", "what"): "brought", ("RequestSummary", "kind"): "extension"}


def sample(kind: Any) -> Any:
    """A value of this type, made from its parts."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return sample(next(part for part in parts if part is not NoneType))
    if origin is tuple:
        return (sample(parts[0]),)
    if is_dataclass(kind):
        return _filled(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {
        bool: True,
        int: 3,
        str: "Rà soát",
        date: date(2026, 4, 14),
        time: time(16, 0),
        datetime: datetime(2026, 4, 10, 0, 30, tzinfo=UTC),
    }[kind]


def _filled(kind: Any) -> Any:
    hints = get_type_hints(kind)
    return kind(**{field.name: _field(kind, field.name, hints[field.name]) for field in fields(kind)})


def _field(kind: type, name: str, hint: Any) -> Any:
    # The reason of a returned task is what a person wrote; that of a digest's line is a stage.
    is_free = name == "reason" and kind.__name__ != "DigestItem"
    words = {**WORDS, **{field: word for (owner, field), word in WORDS_OF.items() if owner == kind.__name__}}
    return words[name] if name in words and not (is_free or is_dataclass(hint)) else sample(hint)


@pytest.mark.parametrize("response", SAYINGS, ids=lambda kind: kind.__name__)
def test_it_has_words(response: type) -> None:
    for language, capabilities in product(sorted(CATALOGUES), (TELEGRAM, PLAIN)):
        message = render([sample(response)], language, capabilities, zone=ZONE)
        assert message.text.strip(), language
        assert "{" not in message.text, language
        assert capabilities.has_buttons or not message.buttons, language


def test_vietnamese_and_english_are_spoken() -> None:
    assert set(CATALOGUES) >= {"vi", "en"}


@pytest.mark.parametrize("response", SAYINGS, ids=lambda kind: kind.__name__)
def test_no_language_borrows_the_words_of_another(response: type) -> None:
    texts = {language: render([sample(response)], language, PLAIN, zone=ZONE).text for language in CATALOGUES}
    assert len(set(texts.values())) == len(texts)


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_command_is_described_in_the_menu(language: str) -> None:
    described = describe([name.makes for name in VOCABULARY], language)
    assert len(described) == len(NAMES)


# What stays: the name of a kind of day off, beside the library's own names of such days, and how a praise is parted.
MAY_BE_VIETNAMESE = {Path("services/context/working_calendar.py"), Path("services/commands/praise_somebody.py")}
LETTERS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@pytest.mark.parametrize("package", ["services", "storage", "scheduler", "web"])
def test_no_vietnamese_sentence_stands_below_wording(package: str) -> None:
    """Reasons and details are kept as codes: a reader may speak another language. Migrations name what once was."""
    found = [
        f"{path}: {node.value}"
        for path in (each.relative_to(ROOT) for each in sorted((ROOT / package).rglob("*.py")))
        if path not in MAY_BE_VIETNAMESE and "migrations" not in path.parts
        for node in ast.walk(_without_docstrings(ast.parse((ROOT / path).read_text(encoding="utf-8"))))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LETTERS.search(node.value)
    ]
    assert found == []


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
    return tree
