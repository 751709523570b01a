"""Every command is about one organisation, which --org names, or about the whole installation, with a reason."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dondoc.__main__ import app
from tests.cli.conftest import DOCX, ROSTER, Terminal
from tests.cli.test_organisations import NAME, A, B

# Commands without --org, and why.
WHOLE_INSTALLATION = {
    "demo": "has a database of its own, with one organisation",
    "run": "serves the bots of the installation",
    "webhook": "sets the webhook addresses of the bots, which belong to the whole installation",
    "backup": "copies the whole database",
    "restore": "puts a whole database in place",
    "migrate": "changes the schema, which all organisations share",
    "bot list": "lists those of all of them",
    "bot key": "makes a key for the installation",
    "bot reseal": "encrypts the tokens of all bots with another key",
    "org add": "makes the organisation that a code will name",
    "org list": "lists all of them",
    "org load": "makes the organisations that its folders name",
    "org import": "makes the organisation of the file",
}
# A call of each command that takes --org, as it is typed in a database of two organisations.
CALLS: dict[str, tuple[str | Path, ...]] = {
    "import": (DOCX, "--yes"),
    "load": (ROSTER, "--yes"),
    "template": (),
    "invite": ("Nguyễn Thị Lan",),
    "page": ("Nguyễn Thị Lan",),
    "units": (),
    "status": (),
    "report": ("month",),
    "task": ("3",),
    "tasks": (),
    "timeline": ("--from", "2026-04-10", "--to", "2026-04-11"),
    "explain": ("chat", "--as", "Nguyễn Thị Lan"),
    "deliver": (),
    "audit verify": (),
    "audit show": (),
    "people": (),
    "people remove": ("Nguyễn Thị Lan",),
    "people move": ("Nguyễn Thị Lan", "Văn phòng Đảng ủy"),
    "people role": ("Nguyễn Thị Lan", "-", "leader"),
    "bot add": ("--telegram",),
    "bot remove": ("--telegram",),
    "org rename": ("Đảng ủy phường Đồ Sơn",),
    "org show": (),
    "org set": ("--keep-days", "500"),
    "org export": ("hb.zip",),
    "org close": ("--yes",),
    "org reopen": (),
    "wall": (),
    "wall open": ("Phòng họp",),
    "wall end": ("1",),
}
EXAMINES_THE_SERVED_ONE = "doctor"  # without a code: it looks at the installation as well


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None or command.invoke_without_command:
        yield " ".join(path), command
    for name, each in (inner or {}).items():
        yield from _commands(each, (*path, name))


COMMANDS = dict(_commands(get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_the_code_of_an_organisation_or_is_of_the_whole_installation(name: str) -> None:
    takes = any("--org" in parameter.opts for parameter in COMMANDS[name].params)
    assert takes != (name in WHOLE_INSTALLATION), f"“{name}”: give it --org, or say why it is of all organisations"


def test_each_command_that_takes_a_code_is_tried_below() -> None:
    assert sorted(CALLS) == sorted(COMMANDS.keys() - WHOLE_INSTALLATION.keys() - {EXAMINES_THE_SERVED_ONE})


@pytest.fixture(scope="module")
def two(ward: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A ward with people and tasks, TN, and one without, HB: tests here change HB alone."""
    made = Terminal(tmp_path_factory.mktemp("two"))
    shutil.copyfile(ward.folder / "dondoc.db", made.folder / "dondoc.db")
    assert made.run("status", **{NAME: A}).code == 0
    assert made.run("org", "add", B).code == 0
    return made


@pytest.fixture
def unchanged(two: Terminal) -> Iterator[None]:
    """Nothing of TN may have changed behind the test."""
    looks = (("people",), ("tasks",), ("wall",), ("audit", "show"))
    before = [two.json(*words, "--org", "TN") for words in looks]
    yield
    assert [two.json(*words, "--org", "TN") for words in looks] == before


@pytest.mark.parametrize("name", CALLS)
def test_without_a_code_a_command_does_nothing_where_there_are_two(two: Terminal, name: str) -> None:
    before = two.rows()
    answer = two.run(*name.split(), *CALLS[name], typed="xong 3\n")
    assert (answer.code, answer.out) == (1, "")
    assert "Thêm --org MÃ: TN (Đảng ủy phường Thủy Nguyên), HB" in answer.err
    assert two.rows() == before


@pytest.mark.usefixtures("unchanged")
def test_with_the_code_of_one_no_command_reads_or_writes_anything_of_the_other(two: Terminal) -> None:
    """HB has neither people nor tasks: whatever is of TN would show."""
    last = ("org close", "org reopen")  # what is written to one that is closed is refused
    for name in (*sorted(CALLS.keys() - {"load", "import", "org rename", *last}), *last):
        answer = two.run(*name.split(), *CALLS[name], "--org", "HB", typed="xong 3\n")
        assert "Phạm Quốc Hùng" not in answer.out + answer.err, f"{name}: a name of the other organisation"
        assert "Rà soát" not in answer.out, f"{name}: a task of the other organisation"


@pytest.mark.usefixtures("unchanged")
def test_a_list_and_a_plan_are_written_for_the_organisation_of_the_code(two: Terminal) -> None:
    assert two.run("load", ROSTER, "--yes", "--org", "HB").code == 0
    assert two.run("import", DOCX, "--yes", "--org", "hb").code == 0
    assert len(two.json("tasks", "--org", "HB")) == 18
    assert two.run("audit", "verify", "--org", "HB").code == 0


# What stays possible in an organisation that was closed: to read it, to end what is open, to take it along or set it.
OF_A_CLOSED_ONE = {
    "template", "status", "report", "task", "tasks", "timeline", "explain", "deliver", "audit verify", "audit show",
    "people", "units", "bot remove", "org rename", "org show", "org set", "org export", "org close", "org reopen",
    "wall", "wall end",
}  # fmt: skip


def test_nothing_is_written_for_an_organisation_that_was_closed(two: Terminal, tmp_path: Path) -> None:
    shutil.copyfile(two.folder / "dondoc.db", tmp_path / "dondoc.db")
    own = Terminal(tmp_path)
    assert own.run("org", "close", "--org", "HB", "--yes").code == 0
    before = own.rows()
    for name in CALLS.keys() - OF_A_CLOSED_ONE:
        answer = own.run(*name.split(), *CALLS[name], "--org", "HB", typed="xong 3\n")
        assert answer.code == 1, name
        assert "không ghi gì thêm. Dùng lại: dondoc org reopen --org HB" in answer.err, name
    assert "không ghi gì thêm" in own.run("deliver", "--parked", "--org", "HB").err
    assert "không ghi gì thêm" not in own.run("import", DOCX, "--dry-run", "--org", "HB").err
    assert own.rows() == before


@pytest.mark.parametrize("words", [("people", "--org", "HB", "remove"), ("people", "remove", "--org", "HB")])
def test_the_code_may_stand_before_or_behind_the_name_of_a_sub_command(two: Terminal, words: tuple[str, ...]) -> None:
    answer = two.run(*words, "Đỗ Không Ai")
    assert (answer.code, "Không xác định được “Đỗ Không Ai”" in answer.err) == (1, True)


def test_one_of_several_is_renamed_but_not_to_the_name_of_another(two: Terminal) -> None:
    assert two.run("org", "rename", "đảng ủy phường thuỷ nguyên", "--org", "HB").code == 1
    renamed = two.run("org", "rename", "Đảng ủy phường Đồ Sơn", "--org", "HB")
    assert renamed.out == f"Đã đổi tên tổ chức từ “{B}” thành “Đảng ủy phường Đồ Sơn”.\n"
    assert two.run("org", "rename", B, "--org", "HB").code == 0


def test_the_doctor_examines_the_organisation_of_the_code(two: Terminal) -> None:
    assert "Đảng ủy phường Thủy Nguyên" in two.run("doctor").out
    assert f"Tên cơ quan: {B}." in two.run("doctor", "--org", "HB").out
    assert "✘ Không có tổ chức mang mã “XX”" in two.run("doctor", "--org", "XX").out


def test_the_doctor_of_all_has_a_line_for_each_organisation_and_counts_those_that_are_ill(
    two: Terminal, tmp_path: Path
) -> None:
    shutil.copyfile(two.folder / "dondoc.db", tmp_path / "dondoc.db")
    own = Terminal(tmp_path)
    first = own.run("doctor", "--all")
    lines = [line for line in first.out.splitlines() if "Đảng ủy phường" in line]
    assert [line.split("  ")[1].split(":")[0] for line in lines] == ["Đảng ủy phường Thủy Nguyên", B]
    assert lines[1].startswith("✘ HB  ")
    assert "\n✘ 2 tổ chức, 2 cần xử lý.\n    → Cách xử lý của từng tổ chức: dondoc doctor --org MÃ\n" in first.out
    assert first.code == 1
    assert own.run("org", "close", "--org", "HB", "--yes").code == 0
    assert f"✔ HB  {B}: đã đóng" in own.run("doctor", "--all").out
    assert "Chọn một" in own.run("doctor", "--all", "--org", "HB").err
