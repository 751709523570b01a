"""The statements of docs/security.md that name code, a number of it or a command are true of the code."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from bot.grammar.reading import read_command
from domain.inbox import LINKING_TRIES, LINKING_TRIES_A_MINUTE, QUESTIONS, WINDOW_SECONDS
from domain.invite_codes import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_TRIES,
    CODE_VALID_DAYS,
    CODE_WAIT_MINUTES,
    MOVE_ASKED_MINUTES,
)
from dondoc.ops.logs import _EXTRA
from dondoc.run.plan_process import MOST_RESIDENT
from services.maintenance.maintenance import STRANGERS_KEPT_FOR
from services.office import command_service
from tests.docs.pages import ROOT, spans
from web.server import MOST_CONNECTIONS, MOST_STREAMS, MOST_WAITING

PAGE = ROOT / "docs" / "security.md"
TEXT = " ".join(PAGE.read_text(encoding="utf-8").split())
WORDS = {3: "three", 5: "five", 7: "seven", 10: "ten", 15: "fifteen", 60: "sixty"}
NUMBERS = [
    f"{len(CODE_ALPHABET)}^{CODE_LENGTH} of them",
    f"used once, {WORDS[CODE_VALID_DAYS]} days",
    f"{WORDS[CODE_TRIES]} wrong tries in {WORDS[CODE_WAIT_MINUTES]} minutes",
    f"answered at most {'once' if QUESTIONS == 1 else QUESTIONS} in {WORDS[int(WINDOW_SECONDS // 60)]} minutes",
    f"tries to link {WORDS[LINKING_TRIES]} times",
    f"removed after {WORDS[STRANGERS_KEPT_FOR.days]} days",
    f"within {MOVE_ASKED_MINUTES} minutes of the question",
    f"{WORDS[LINKING_TRIES_A_MINUTE]} tries a minute",
    (
        f"at most {MOST_CONNECTIONS + MOST_STREAMS} connections, {MOST_STREAMS} of them meant for open pages of the "
        f"board (of those without a request {MOST_WAITING}"
    ),
    f"ended below {MOST_RESIDENT // 1024**2} MB",
]


@pytest.mark.parametrize("statement", NUMBERS)
def test_a_number_on_the_page_is_that_of_the_code(statement: str) -> None:
    assert statement in TEXT


def test_every_test_and_file_that_the_page_names_is_there() -> None:
    named = [span for span in spans(PAGE) if re.fullmatch(r"[\w/.]+\.(?:py|md)", span)]
    assert len(named) > 15
    for span in named:
        assert (ROOT / span).exists() or list((ROOT / "tests").rglob(span)), span


def test_every_function_that_the_page_names_is_there() -> None:
    named = [
        span for span in spans(PAGE) if re.fullmatch(r"\w+(?:/\w+)+\.\w+", span) and not span.endswith((".py", ".md"))
    ]
    assert len(named) == 3
    for span in named:
        module, _, function = span.rpartition(".")
        assert callable(getattr(import_module(module.replace("/", ".")), function)), span


def test_a_refused_attempt_is_in_the_log_with_what_the_page_says() -> None:
    sentence = re.search(r"`action=command_refused`, with (.*?)\.", TEXT)
    assert sentence
    assert sentence[1] == (
        "the refusal and the command in its `message`, the number of the person (`person_id`) and of the message "
        "(`inbox_id`), but none of the words"
    )
    assert {"person_id", "inbox_id"} <= set(_EXTRA)
    assert "%s refused: %s" in Path(str(command_service.__file__)).read_text(encoding="utf-8")


def test_every_command_that_the_page_names_is_understood() -> None:
    for typed in ("/audit", "thôi Nguyễn Văn A", "bỏ vai trò Nguyễn Văn A đầu mối"):
        assert read_command(typed) is not None
    assert {"`/audit`", "`thôi`", "`bỏ vai trò`"} <= {f"`{span}`" for span in spans(PAGE)}
