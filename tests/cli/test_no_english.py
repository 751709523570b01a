"""What the command line says in Vietnamese holds no English: wrong settings, errors of the line and of the system."""

import errno
import os
import re
import socket
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import typer.main
from aiohttp.client_reqrep import ConnectionKey
from pydantic import ValidationError
from telegram.error import Conflict, Forbidden, NetworkError, TelegramError, TimedOut
from yarl import URL

from bot.platforms.client import LineBroken
from dondoc.__main__ import app, main
from dondoc.error_words import BY_TYPE, SYSTEM, UNKNOWN, misfit_in_words, reason_in_words, system_reason
from dondoc.ops.doctor_checks import HELD_WORDS, REMEDIES
from dondoc.settings import Settings, SettingsWrong, _Given, load_settings
from wording.languages import words_for

KEY = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)
# Commands, settings, formats, names of things and of people's programs, which are the same in every language.
NAMES = re.compile(
    r"“[^”]*”|(?:apt-get|pip|dondoc|chmod|Chạy:|Đặt lại:)[^;.)]*|DONDOC_[A-Z_]*|https?://[^ ,)]*|@\w+|\.\w+\b|{\w*}"
    r"|\b(?:bot|webhook|proxy|DNS|TLS|NTP|PostgreSQL|Telegram|Zalo|Bot|Creator|MB|Asia/\w+|docs/\S+|config\.\S+"
    r"|auto|json|text|DEBUG|INFO|WARNING|ERROR|tesseract|opencv|vie|T\d\d:\d\d\S*|UTC)\b"
)
# Words that English sentences are made of; none of them is a Vietnamese syllable without its marks.
ENGLISH = re.compile(
    r"\b(?:the|of|is|are|be|should|input|valid|value|integer|number|string|error|failed|cannot|connect|host|ssl|default"
    r"|name|resolution|refused|timeout|timed|out|reset|by|peer|greater|less|than|equal|unable|parse|file|directory"
    r"|permission|denied|not|found|bad|request|certificate|verify|unauthorized|conflict|forbidden|have|least|most|at)\b",
    re.IGNORECASE,
)
WRONG = {
    "DONDOC_HTTP_PORT": ["x", "1.5", "-1", "70000", "9" * 5000],
    "DONDOC_KEEP_DAYS": ["x", "3", "99999"],
    "DONDOC_BACKUP_KEEP": ["x", "-1", "2000"],
    "DONDOC_EVIDENCE_QUOTA_MB": ["1", "x"],
    "DONDOC_POLL_SECONDS": ["51", "x"],
    "DONDOC_ZALO_MONTHLY_QUOTA": ["-1", "x"],
    "DONDOC_TICK_SECONDS": ["0", "x", "nan", "inf", "4000"],
    "DONDOC_CARD_HOURS": ["0", "x", "721"],
    "DONDOC_CHANNEL_PATIENCE": ["-1", "x", "2000"],
    "DONDOC_SENDS_PER_SECOND": ["0", "x"],
    "DONDOC_CLOCK": ["x", "2026-04-10T07:30", "2026-04-10", "2026-13-10T07:30+07:00"],
    "DONDOC_ORGANISATION_NAME": ["x" * 301],
    "DONDOC_SUPERIOR": ["x" * 201],
    "DONDOC_ZALO_LINK": ["x" * 3000],
    "DONDOC_TIMEZONE": ["Mars/Olympus"],
    "DONDOC_LOG_LEVEL": ["LOUD"],
    "DONDOC_LOG_FORMAT": ["xml"],
    "DONDOC_TELEGRAM_WEBHOOK_SECRET": ["ngắn"],
    "DONDOC_TELEGRAM_TOKEN_FILE": ["/nonexistent/token"],
    "DONDOC_HTTP_PROT": ["1"],
}


def english(text: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", text))


def kinds(values: dict[str, str]) -> Iterator[str]:
    """The types of pydantic's own errors for these values."""
    try:
        _Given(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        yield from (found["type"] for found in error.errors())


@pytest.mark.parametrize(
    "text", ["Input should be a valid integer", "Cannot connect to host x:443 ssl:default", "[Errno -2] Name not known"]
)
def test_english_is_found(text: str) -> None:
    assert english(text)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_setting_is_told_in_vietnamese(name: str, value: str) -> None:
    with pytest.raises(SettingsWrong) as failure:
        load_settings(Path("/nonexistent"), {name: value})
    said = str(failure.value)
    assert english(said) == [], said
    assert "DONDOC_" in said


def test_every_type_of_error_that_a_setting_can_meet_has_words() -> None:
    """Of what the fields are made of: their wrong values above, and the bounds that each field has."""
    met = {
        kind
        for name, values in WRONG.items()
        for value in values
        if (field := name.removeprefix("DONDOC_").lower()) in Settings.model_fields
        for kind in kinds({field: value})
    }
    assert met - set(BY_TYPE) - {"value_error"} == set()
    assert {"int_parsing", "float_parsing", "greater_than", "less_than_equal", "string_too_long"} <= met
    bounded = {field for field, info in Settings.model_fields.items() if info.metadata}
    assert {f"DONDOC_{field.upper()}" for field in bounded} <= set(WRONG), "a field with bounds has wrong values above"


def test_a_type_that_nobody_thought_of_is_vietnamese_too() -> None:
    assert english(misfit_in_words("some_new_type", {}, "Input should be new")) == []


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


REFUSED = OSError(errno.ECONNREFUSED, "Connect call failed ('127.0.0.1', 1)")
MET: list[Exception] = [
    aiohttp.ClientConnectorError(KEY, REFUSED),
    aiohttp.ClientConnectorDNSError(KEY, OSError(None, "Name or service not known")),
    aiohttp.ClientConnectorError(KEY, OSError(errno.ENETUNREACH, "Network is unreachable")),
    aiohttp.ClientConnectorCertificateError(KEY, ssl.SSLCertVerificationError(1, "certificate verify failed")),
    aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "wrong version number")),
    aiohttp.ClientProxyConnectionError(KEY, OSError(errno.ECONNREFUSED, "refused")),
    aiohttp.ServerDisconnectedError(),
    aiohttp.ServerTimeoutError("Timeout on reading data from socket"),
    aiohttp.ClientPayloadError("Response payload is not completed"),
    aiohttp.InvalidURL(URL("http://x")),
    TimeoutError(),
    ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"),
    socket.gaierror(-2, "Name or service not known"),
    ssl.SSLCertVerificationError(1, "certificate verify failed"),
    ValueError("Expecting value: line 1 column 1"),
    LineBroken("ClientConnectorError: Cannot connect to host x ssl:default"),
    _caused(LineBroken("Cannot connect"), aiohttp.ClientConnectorError(KEY, REFUSED)),
    _caused(NetworkError("Cannot connect"), _caused(LineBroken("x"), aiohttp.ClientConnectorError(KEY, REFUSED))),
    NetworkError("Bad Gateway"),
    TimedOut(),
    Conflict("Conflict: terminated by other getUpdates request"),
    Forbidden("Forbidden: bot was kicked"),
    TelegramError("Internal Server Error"),
    RuntimeError("never thought of"),
]


@pytest.mark.parametrize("error", MET, ids=lambda error: type(error).__name__)
def test_what_doctor_meets_on_the_line_is_told_in_vietnamese(error: Exception) -> None:
    said = reason_in_words(error)
    assert said
    assert english(said) == [], said
    assert (said == UNKNOWN) is isinstance(error, RuntimeError)


def test_the_cause_says_more_than_the_error_around_it() -> None:
    refused = SYSTEM[errno.ECONNREFUSED]
    assert [reason_in_words(error) for error in (MET[0], MET[16], MET[17])] == [refused] * 3


def test_every_error_of_the_system_is_vietnamese() -> None:
    for number in errno.errorcode:
        said = system_reason(OSError(number, os.strerror(number)))
        assert english(said) == [], said


def test_what_doctor_says_and_advises_is_vietnamese() -> None:
    reach = words_for("vi").reach
    texts = [*REMEDIES.values(), *HELD_WORDS.values(), *reach.kinds.values(), *reach.not_sent.values()]
    assert [(text, found) for text in texts if (found := english(text))] == []


# What the library of the command line says by itself, in any of its ways to show a help or a mistake.
LIBRARY = re.compile(
    r"\b(?:Usage|Options|Arguments|Commands|Error)\b|Show this message|\bMissing\b|No such|Did you mean|Invalid value"
    r"|Got unexpected|requires an argument|does not take|is not (?:in|a)|\bTry\b.*\bhelp|\[required|\[default|\(dynamic"
    r"|OPTIONS|COMMAND\b|ARGS|<(?!tab>)\w+>|\bDEPRECATED|deprecated|env var"
)
MISTAKES = (
    "load",
    "load a b",
    "load --nope a",
    "load --jso a",
    "lod a",
    "import a --issued 31/4",
    "import a --issued",
    "import a --year x",
    "import a --year 1",
    "import a --yes=1",
    "task x",
    "audit show x",
    "people nobody",
    "timeline --from 2026-04-10",
    "demo --port x",
    "webhook",
)


def commands(found: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group of the command line, the program's own first."""
    yield words
    for name, inner in getattr(found, "commands", {}).items():
        yield from commands(inner, (*words, name))


COMMANDS = tuple(commands(typer.main.get_command(app)))


def said_by(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["dondoc", *words])
    with pytest.raises(SystemExit):
        main()
    return "".join(capsys.readouterr())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_has_no_english_of_the_library(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = said_by((*words, "--help"), monkeypatch, capsys)
    assert said.startswith(f"Cách dùng: {' '.join(('dondoc', *words))} [TÙY CHỌN]"), said
    assert "--help" in said.partition("Tùy chọn:\n")[2], said
    assert LIBRARY.findall(said) == [], said


def test_help_names_what_a_command_takes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(COMMANDS) > 25
    said = said_by(("import", "--help"), monkeypatch, capsys)
    assert "[TÙY CHỌN] TỆP\n" in said
    assert re.search(r"TỆP .*\[bắt buộc\]", said, re.DOTALL)
    assert "--year SỐ" in said
    assert "[mặc định: 8080]" in " ".join(said_by(("demo", "--help"), monkeypatch, capsys).split())


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_on_the_command_line_is_told_in_vietnamese(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = said_by(tuple(line.split()), monkeypatch, capsys)
    assert re.match(r"dondoc: .+\nXem cách dùng: dondoc[a-z ]* --help\n$", said), said
    assert LIBRARY.findall(said) == [], said
    assert english(said) == [], said


def test_a_number_out_of_its_range_is_told_the_range(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "phải từ 2000 đến 2100" in said_by(("import", "a", "--year", "1"), monkeypatch, capsys)


def test_a_command_that_is_nearly_right_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Không có lệnh “lod”. Có phải: load?" in said_by(("lod", "a"), monkeypatch, capsys)


@pytest.mark.parametrize("line", ["", "audit", "org"])
def test_a_group_alone_shows_its_help(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = said_by(tuple(line.split()), monkeypatch, capsys)
    assert "Lệnh:" in said
    assert LIBRARY.findall(said) == [], said
