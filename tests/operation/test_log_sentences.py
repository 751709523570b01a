"""The log at a terminal: one Vietnamese sentence an event, no English, nothing secret."""

import json
import logging
import re
from pathlib import Path

import pytest

from domain.names import fold
from dondoc.ops.log_sentences import LEVELS, SENTENCES, TICKS, TROUBLES, SentenceFormatter, sentence_of
from dondoc.ops.logs import OrganisationFilter, RedactingFormatter, log_organisation, writes_sentences
from tests.docs.test_log_actions import in_code

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456789"
# Names of things: commands, settings, protocols, platforms.
NAMES = re.compile(r"“dondoc \w+”|dondoc webhook \w+|DONDOC_\w+|http://[^ ]+|webhook|Ctrl\+C|t\.me|\.env|bot|{\w*}")
SYLLABLE = re.compile(r"[a-z]+")
ENGLISH = re.compile(r"\b(?:the|of|is|not|error|failed|cannot|update|message|again|with|from|will|program)\b")


def record(action: str, message: str = "an English line", *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("dondoc", logging.WARNING, "x.py", 1, message, args, None)
    made.__dict__.update({"action": action} | extra)
    return made


def test_every_event_of_the_log_has_its_sentence() -> None:
    assert in_code() - set(SENTENCES) == set()
    assert set(SENTENCES) - in_code() == set()


@pytest.mark.parametrize("action", sorted(SENTENCES))
def test_a_sentence_is_vietnamese_and_says_nothing_of_the_english_line(action: str) -> None:
    said = sentence_of(record(action, "failed for %s", "7"))
    assert said.endswith((".", "/health")), said
    assert "failed for" not in said
    assert "{" not in said
    bare = NAMES.sub("", said.lower())
    assert fold(bare) != bare, "it has diacritics"
    assert not ENGLISH.search(bare), said


def test_a_wrong_token_a_periodic_job_and_an_alert_are_named() -> None:
    refused = record("poll_failed", "cannot receive: %s", "x", trouble="token_refused", platform="telegram")
    assert sentence_of(refused).startswith("Telegram: chưa nhận được tin vì mã bot không được chấp nhận")
    assert "“lập lời nhắc”" in sentence_of(record("tick_failed", "tick %s failed", "remind", tick="remind"))
    alert = record("alert", "not_receiving: 7", trouble="not_receiving", names=("Telegram",), count=7, tasks=())
    assert sentence_of(alert) == "Đề nghị kiểm tra hệ thống. Đã 7 phút không nhận được tin từ Telegram."


def test_a_line_has_the_hour_its_weight_and_no_secret() -> None:
    line = SentenceFormatter(["hemligt"]).format(record("connected", "%s", f"hemligt {TOKEN}", platform="Telegram"))
    assert re.fullmatch(rf"\d\d:\d\d:\d\d  {LEVELS['WARNING']}Đã kết nối Telegram: bot \*\*\* \*\*\*\.", line)


def test_a_line_is_marked_with_the_organisation_that_it_is_about() -> None:
    told = record("sent", outbox_id=7)
    with log_organisation("HB"):
        OrganisationFilter().filter(told)
    assert "[HB] Đã gửi tin số 7." in SentenceFormatter([]).format(told)
    assert json.loads(RedactingFormatter([]).format(told))["organisation"] == "HB"
    assert "organisation" not in json.loads(RedactingFormatter([]).format(record("sent", outbox_id=7)))


def test_json_where_nobody_watches_and_what_is_set_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal, chosen, expected in (
        (True, "auto", True), (False, "auto", False), (True, "json", False), (False, "text", True),
    ):  # fmt: skip
        monkeypatch.setattr("sys.stderr.isatty", lambda is_terminal=is_terminal: is_terminal, raising=False)
        assert writes_sentences(chosen) is expected
    assert RedactingFormatter([]).format(record("started")).startswith("{")


def test_every_periodic_job_has_a_name() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path("dondoc").rglob("*.py")]
    named = {name for source in sources for name in re.findall(r'Tick\(\s*"(\w+)"', source)}
    assert named - set(TICKS) == set()
    assert all(TROUBLES.values())
