"""`dondoc org export` and `import`: one file with everything, beside it the same to read; on both engines."""

import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Answer, Terminal

NAME = "Đảng ủy phường Thủy Nguyên"


@pytest.fixture(scope="module")
def archive(ward: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    shutil.copyfile(
        ward.folder / "dondoc.db", folder / "dondoc.db"
    )  # which gets a name: the ward of the others has none
    file = folder / "tn.zip"
    done = Terminal(folder).run("org", "export", file, DONDOC_ORGANISATION_NAME=NAME)
    assert (done.code, done.err) == (0, "")
    assert "Cả hai có dữ liệu cá nhân" in done.out
    return file


def take_over(terminal: Terminal, url: str, file: Path) -> Answer:
    return terminal.run("org", "import", file, DONDOC_DATABASE_URL=url)


def without_what_the_import_adds(file: Path) -> dict[str, list[dict[str, object]]]:
    """The rows without numbers, hashes and the event of the import."""
    kept = {}
    with zipfile.ZipFile(file) as opened:
        for name in opened.namelist():
            if name.startswith("tables/"):
                rows = [json.loads(line) for line in opened.read(name).decode().split("\n") if line]
                rows = [row for row in rows if row.get("what") != "organisation_imported"]
                gone = ("id", "_id", "_by", "hash", "listed", "facts", "short_code")
                kept[name] = [{key: v for key, v in row.items() if not key.endswith(gone)} for row in rows]
    return kept


def test_what_is_imported_and_exported_again_is_the_same(
    archive: Path, terminal: Terminal, database_url: str, tmp_path: Path
) -> None:
    taken = take_over(terminal, database_url, archive)
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.startswith(f"Đã chuyển “{NAME}” (mã TN) sang đây: ")
    again = tmp_path / "again.zip"
    assert terminal.run("org", "export", again, DONDOC_DATABASE_URL=database_url).code == 0
    assert without_what_the_import_adds(again) == without_what_the_import_adds(archive)
    assert terminal.run("audit", "verify", DONDOC_DATABASE_URL=database_url).code == 0
    refused = take_over(terminal, database_url, archive)
    assert refused.err == f"dondoc: Ở đây đã có tổ chức “{NAME}”. Xem: dondoc org list\n"


def test_the_workbook_beside_it_can_be_read(archive: Path) -> None:
    book = openpyxl.load_workbook(archive.with_suffix(".xlsx"))
    assert book.sheetnames == ["Việc", "Người", "Nhật ký"]
    assert book["Việc"]["B1"].value == "Nhiệm vụ"
    assert book["Việc"].max_row == 19
    assert "Nguyễn Thị Lan" in [row[0].value for row in book["Người"].rows]
    assert archive.stat().st_mode & 0o077 == archive.with_suffix(".xlsx").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("how", ["tampered", "no archive", "other version"])
def test_a_file_that_is_not_whole_is_refused_in_a_sentence(
    archive: Path, terminal: Terminal, tmp_path: Path, how: str
) -> None:
    broken = tmp_path / "x.zip"
    if how == "no archive":
        broken.write_bytes(b"no zip")
    else:
        with zipfile.ZipFile(archive) as old, zipfile.ZipFile(broken, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if how == "tampered" and name == "tables/task.jsonl":
                    content = content.replace("Rà soát".encode(), "Rà xoát".encode())
                if how == "other version" and name == "manifest.json":
                    content = json.dumps({**json.loads(content), "schema": "0001"}).encode()
                new.writestr(name, content)
    answer = terminal.run("org", "import", broken)
    said = {
        "tampered": "x.zip đã bị sửa hoặc hỏng: tables/task.jsonl không khớp mã kiểm tra.",
        "no archive": "x.zip không phải tệp do “dondoc org export” ghi, hoặc đã hỏng.",
        "other version": "x.zip được ghi ở phiên bản dữ liệu 0001",
    }
    assert (answer.code, said[how] in answer.err) == (1, True)
    assert json.loads(terminal.run("org", "list", "--json").out)[0]["name"] == "Tổ chức của tôi"


def test_a_file_that_is_there_is_not_written_over(archive: Path, ward: Terminal, tmp_path: Path) -> None:
    assert "Đã có tệp" in ward.run("org", "export", archive).err
    assert "phải kết thúc bằng .zip" in ward.run("org", "export", tmp_path / "x.tar").err
