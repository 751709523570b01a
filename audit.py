"""`make audit`: the licence of every dependency against a list, and its known vulnerabilities where they can be asked.

Exit code 0: all licences are allowed and no vulnerability is known (or `--offline` was asked for and licences are
allowed); 1: a licence or a vulnerability needs a person; 2: licences are allowed, but vulnerabilities were
not checked, or not of every package.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import setup_env

ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0"),
        *("PSF-2.0", "Unlicense", "Zlib"),
    }
)
# Judged one by one; a change of the text asks for a new judgement.
JUDGED = {
    # CC0 is no licence but a waiver of all rights, of one random number generator in it
    # Its package names none: the file LICENSE in it is MIT, the axe-core in it MPL-2.0; only a test runs it, nothing
    # of it is passed on
    "axe-playwright-python": "unknown",
    "numpy": "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
    "psycopg": "LGPL-3.0-only",  # used as a library, unchanged: no duty beyond naming it
    "psycopg-binary": "LGPL-3.0-only",
    "python-telegram-bot": "LGPL-3.0-only",
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",  # PDFium's own: BSD, MIT, libtiff, FreeType
}
# What packages write in their own words.
_SPDX = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd license": "BSD",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
_LONGEST_NAME = 60  # letters; more is the text of a licence
_NOT_CHECKED = "Vulnerabilities were NOT checked: {reason}"
_NO_DATA = "the vulnerability data (pypi.org) could not be reached. Run `make audit` where there is a network."


@dataclass(frozen=True, slots=True)
class Licence:
    """What a locked package is under; `text` is None where it is not installed on this system."""

    package: str
    version: str
    text: str | None

    @property
    def is_allowed(self) -> bool:
        """True for the allowed, for the judged as they were judged, and for what this system does not use."""
        return self.text is None or JUDGED.get(self.package) == self.text or allows(self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known against how many packages, a line each; `reason` says why some or all were not checked, or ""."""

    found: tuple[str, ...] = ()
    checked: int = 0
    reason: str = ""


def main(arguments: list[str]) -> int:
    """Print both lists; the exit code is explained at the top."""
    if set(arguments) - {"--offline"}:
        say("Usage: make audit [ARGS=--offline]")
        return 1
    licences = read_licences()
    refused = show_licences(licences)
    if "--offline" in arguments:
        say(_NOT_CHECKED.format(reason="--offline was asked for."))
        return 1 if refused else 0
    answer = ask_for_vulnerabilities()
    show_answer(answer)
    if refused or answer.found:
        return 1
    return 2 if answer.reason else 0


def show_answer(answer: Answer) -> None:
    """Print known vulnerabilities, and the packages that were not checked."""
    for line in answer.found:
        say(line)
    if answer.checked:
        say(f"{answer.checked} packages checked, {len(answer.found)} known vulnerabilities.")
    if answer.reason:
        say(_NOT_CHECKED.format(reason=answer.reason))


def read_licences() -> list[Licence]:
    """Every package of the development lock, which holds all that the program runs with too."""
    return [Licence(name, version, licence_of(name)) for name, version in locked(setup_env.LOCKS["dev"])]


def show_licences(licences: Iterable[Licence]) -> list[Licence]:
    """Print them, the program's own apart from the developers'; returns those that are not allowed."""
    running = dict(locked(setup_env.LOCKS["run"]))
    licences = list(licences)
    for title, own in (("To run and to build", True), ("To develop", False)):
        say(f"\n{title}:")
        for one in (each for each in licences if (each.package in running) is own):
            mark = "" if one.is_allowed else "   <- NOT ALLOWED: see docs/dependencies.md"
            say(f"  {one.package} {one.version}: {one.text or 'not installed on this system'}{mark}")
    refused = [one for one in licences if not one.is_allowed]
    say(f"\n{len(licences)} packages, {len(refused)} with a licence that is not allowed.")
    return refused


def locked(file: str) -> list[tuple[str, str]]:
    """Names and versions of a lock file."""
    text = (setup_env.ROOT / file).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)


def licence_of(package: str) -> str | None:
    """The licence a package names: its expression, its short text, or its classifiers; None when not installed."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return None
    expression, text = ("\n".join(told.get_all(field) or []) for field in ("License-Expression", "License"))
    return named_licence(expression, text, told.get_all("Classifier") or [])


def named_licence(expression: str, text: str, classifiers: Iterable[str]) -> str:
    """One of the three ways to name a licence, the clearest first; "unknown" when there is none."""
    classified = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: OSI Approved :: ")]
    if expression.strip():
        return expression.strip()
    if classified:
        return " AND ".join(_SPDX.get(one.lower(), one) for one in classified)
    short = text.strip()
    if not short or "\n" in short or len(short) > _LONGEST_NAME:
        return "unknown"
    return _SPDX.get(short.lower(), short)


def allows(expression: str) -> bool:
    """True when it may be met with allowed licences: all of them, or one side of an OR; brackets ask for all."""
    if "(" in expression and ")" in expression:
        return all(_is_met(name) for name in re.split(r" AND | OR |[()]", expression) if name.strip())
    return any(all(_is_met(name) for name in side.split(" AND ")) for side in expression.split(" OR "))


def _is_met(name: str) -> bool:
    return name.strip() in ALLOWED


def ask_for_vulnerabilities() -> Answer:
    """What pip-audit answers about the locked packages; it reads the lock and installs nothing."""
    try:
        tool = setup_env.set_up_audit_tool()
    except setup_env.CannotSetUp as reason:
        return Answer(reason=f"pip-audit could not be installed. {reason}")
    command = [sys.executable, "-m", "pip_audit", "--requirement", setup_env.LOCKS["dev"], "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    told = subprocess.run(
        command, check=False, capture_output=True, cwd=setup_env.ROOT, env={**os.environ, "PYTHONPATH": str(tool)}
    )
    answer = read_answer(told.stdout.decode(errors="replace"))
    if answer is None:
        complaint = told.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no answer"]
        return Answer(reason=f"{_NO_DATA} pip-audit said: {complaint[0][:200]}")
    return answer


def read_answer(text: str) -> Answer | None:
    """The answer of pip-audit in JSON; None when this is no whole answer.

    A package that the service does not know was not checked: behind a mirror that is every one of them.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
        left_out = [package["name"] for package in packages if "skip_reason" in package]
        known = [package for package in packages if "skip_reason" not in package]
        found = tuple(line for package in known for line in _lines(package))
    except (ValueError, KeyError, TypeError):
        return None
    return Answer(found, len(known), _reason(left_out, known))


def _reason(left_out: list[str], known: list[dict[str, Any]]) -> str:
    if left_out and known:
        return f"no data about {len(left_out)} packages: {', '.join(left_out)}."
    return "" if known else _NO_DATA


def _lines(package: dict[str, Any]) -> list[str]:
    name = f"{package['name']} {package['version']}"
    return [
        f"{name}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version yet'}"
        for one in package["vulns"]
    ]


def say(sentence: str) -> None:
    """One line to the terminal, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
