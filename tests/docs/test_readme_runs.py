"""The commands of the README, typed one after the other as a newcomer types them."""

import configparser
import csv
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Terminal
from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def own_files(folder: Path) -> None:
    """The reader's own list and plan, by the names that the README gives them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    listed = (ROOT / "examples" / "danh-sach-thuy-nguyen.csv").read_text(encoding="utf-8-sig")
    for row in csv.reader(listed.splitlines()):
        sheet.append(row)
    book.save(folder / "danh-sach.xlsx")
    shutil.copy(ROOT / "examples" / "ke-hoach-thuy-nguyen.docx", folder / "ke-hoach.docx")


def test_what_the_readme_says_to_type_works_in_its_order(terminal: Terminal) -> None:
    own_files(terminal.folder)
    lines = [
        shlex.split(line)[1:]
        for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
        for line in block.splitlines()
    ]
    assert [line[0] for line in lines] == ["doctor", "load", "import", "timeline", "invite", "run"]
    early = terminal.run("doctor")
    assert "DONDOC_TELEGRAM_TOKEN" in early.out, "the first command already says what is missing"
    for line in lines[1:5]:
        agreed = ["--yes"] if line[0] in {"load", "import"} else []  # a newcomer is asked
        answer = terminal.run(*line, *agreed)
        assert (answer.code, answer.err) == (0, ""), line
        assert answer.out.strip()
    examined = terminal.run("doctor")
    assert examined.code == 1, "nobody has linked a phone, and there is no token"
    assert "✔ Có 18 việc." in examined.out
    assert "DONDOC_TELEGRAM_TOKEN" in examined.out


def test_the_unit_of_systemd_starts_a_command_that_exists() -> None:
    [starts] = re.findall(r"ExecStart=\S*/dondoc (\w+)", README)
    assert starts == "run"


UNIT = re.search(r"```ini\n(.*?)```", README, re.DOTALL)[1]  # type: ignore[index]  # without a match the test fails here


def test_each_line_of_the_unit_is_explained_in_the_page_on_operation() -> None:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "docs" / "operation.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(\w+)=", row)}
    given = set(re.findall(r"^(\w+)=", UNIT, re.MULTILINE)) - {"Description"}
    assert given == explained


def test_the_unit_closes_what_the_program_does_not_need() -> None:
    parsed = configparser.RawConfigParser(strict=True)
    parsed.optionxform = str  # type: ignore[method-assign, assignment]  # as configparser's page says: keeps capitals
    parsed.read_string(UNIT)
    service = dict(parsed["Service"])
    wanted = {"UMask": "0077", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
              "PrivateTmp": "yes", "CapabilityBoundingSet": "", "User": "dondoc"}  # fmt: skip
    assert {name: service.get(name) for name in wanted} == wanted
    assert service["ReadWritePaths"] == service["WorkingDirectory"]
    assert service["ExecStart"].startswith(service["WorkingDirectory"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_takes_the_unit_without_complaint_and_finds_little_to_attack(tmp_path: Path) -> None:
    program = tmp_path / "dondoc" / ".venv" / "bin" / "dondoc"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    unit = tmp_path / "dondoc.service"
    unit.write_text(UNIT.replace("/srv", str(tmp_path)), encoding="utf-8")
    analyze = str(shutil.which("systemd-analyze"))
    checked = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    complaints = [line for line in checked.stderr.splitlines() if "dondoc" in line]
    assert complaints == []
    judged = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=25", unit], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout[-500:]


def test_nothing_was_left_to_be_filled_in() -> None:
    assert re.search(r"\bTIME_[A-Z]+", README) is None
