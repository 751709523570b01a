"""`make audit`: licences read from what packages say, answers of pip-audit told apart from no answer."""

import json
from pathlib import Path

import pytest

import audit
import setup_env


@pytest.mark.parametrize(
    ("expression", "text", "classifiers", "licence"),
    [
        ("MIT", "something else", [], "MIT"),
        ("", "Dual License", ["BSD License", "Apache Software License"], "BSD AND Apache-2.0"),
        ("", "Apache 2.0", [], "Apache-2.0"),
        ("", "BSD-3-Clause", [], "BSD-3-Clause"),
        ("", "Permission is hereby granted ...\n" * 9, [], "unknown"),
        ("", "", [], "unknown"),
    ],
)
def test_a_licence_is_read_where_the_package_names_it(
    expression: str, text: str, classifiers: list[str], licence: str
) -> None:
    whole = [f"License :: OSI Approved :: {one}" for one in classifiers]
    assert audit.named_licence(expression, text, ["Programming Language :: Python", *whole]) == licence


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only OR BSD-3-Clause", True),
        ("MIT AND (BSD-3-Clause OR GPL-3.0-only)", False),
        ("(MIT OR Apache-2.0)", True),
        ("AGPL-3.0-or-later", False),
        ("LGPL-3.0-only", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_an_expression_is_allowed_when_allowed_licences_meet_it(expression: str, is_allowed: bool) -> None:
    assert audit.allows(expression) is is_allowed


def test_a_judged_package_is_allowed_as_it_was_judged_only() -> None:
    assert audit.Licence("psycopg", "3.3", "LGPL-3.0-only").is_allowed
    assert not audit.Licence("psycopg", "4.0", "AGPL-3.0-only").is_allowed
    assert not audit.Licence("another", "1.0", "LGPL-3.0-only").is_allowed


def test_every_locked_package_has_a_licence_that_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(["--offline"]) == 0
    shown = capsys.readouterr().out
    for name, version in audit.locked(setup_env.LOCKS["dev"]):
        assert f"  {name} {version}: " in shown
    assert "NOT checked" in shown


def test_every_judged_package_is_one_that_is_used() -> None:
    assert set(audit.JUDGED) <= {name for name, _ in audit.locked(setup_env.LOCKS["dev"])}


def test_a_licence_that_is_not_allowed_ends_in_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "JUDGED", {})
    assert audit.main(["--offline"]) == 1


def test_vulnerabilities_are_told_a_line_each_and_what_was_left_out_too() -> None:
    answer = {
        "dependencies": [
            {"name": "good", "version": "1.0", "vulns": []},
            {"name": "bad", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}]},
            {"name": "worse", "version": "0.1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
            {"name": "odd", "skip_reason": "not found"},
        ]
    }
    read = audit.read_answer(json.dumps(answer))
    assert read is not None
    assert read.found == ("bad 2.0: PYSEC-1, mended in 2.1, 3.0", "worse 0.1: PYSEC-2, mended in no version yet")
    assert (read.checked, read.reason) == (3, "no data about 1 packages: odd.")


def test_a_service_that_knows_no_package_has_checked_nothing() -> None:
    read = audit.read_answer(json.dumps({"dependencies": [{"name": "odd", "skip_reason": "not found"}]}))
    assert read is not None
    assert (read.found, read.checked) == ((), 0)
    assert "could not be reached" in read.reason


@pytest.mark.parametrize("text", ["", "Traceback", "[]", "{}", '{"dependencies": [{}]}', '{"dependencies": [1]}'])
def test_what_is_no_whole_answer_is_none(text: str) -> None:
    assert audit.read_answer(text) is None


def _tool(folder: Path, lines: str) -> Path:
    """A pip-audit that does this."""
    package = folder / "pip_audit"
    package.mkdir()
    (package / "__main__.py").write_text(lines, encoding="utf-8")
    return folder


GOOD, BAD = (
    {"name": "a", "version": "1", "vulns": []},
    {"name": "b", "version": "2", "vulns": [{"id": "X", "fix_versions": []}]},
)
SKIPPED = {"name": "c", "skip_reason": "not found"}


def _answers(*packages: object) -> str:
    return f"print({json.dumps(json.dumps({'dependencies': packages}))})"


@pytest.mark.parametrize(
    ("lines", "code", "sentence"),
    [
        ("import sys; sys.exit('ConnectionError: no way to pypi.org')", 2, "NOT checked: the vulnerability data"),
        (_answers(GOOD), 0, "1 packages checked, 0 known"),
        (_answers(GOOD, BAD) + "; raise SystemExit(1)", 1, "b 2: X"),
        (_answers(SKIPPED), 2, "NOT checked: the vulnerability data"),
        (_answers(GOOD, SKIPPED), 2, "NOT checked: no data about 1 packages: c."),
    ],
    ids=["no network", "nothing known", "one known", "a mirror without data", "one without data"],
)
def test_no_answer_is_told_apart_from_a_good_and_a_bad_one(
    lines: str,
    code: int,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(setup_env, "set_up_audit_tool", lambda: _tool(tmp_path, lines))
    assert audit.main([]) == code
    assert sentence in capsys.readouterr().out


def test_where_the_tool_cannot_be_installed_it_is_said_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_registry() -> Path:
        raise setup_env.CannotSetUp("Is there a network?")

    monkeypatch.setattr(setup_env, "set_up_audit_tool", no_registry)
    assert audit.main([]) == 2
    assert "Vulnerabilities were NOT checked: pip-audit could not be installed. Is" in capsys.readouterr().out
