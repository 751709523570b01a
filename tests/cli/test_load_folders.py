"""`dondoc org load`: a folder an organisation, each whole or not at all, and twice changes nothing; on both engines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.run.folder_reader import FolderFiles, FolderReader
from tests.cli.conftest import Answer, Terminal

ROSTER = """unit,aliases,parent,person,role
Ban Xây dựng Đảng,,,Nguyễn Văn {0},coordinator
Văn phòng Đảng ủy,VP,,Trần Văn {0},leader
UBND phường,,,Lê Văn {0},head
UBND phường,,,Phạm Văn {0},officer
"""
PLAN = """TT,Nội dung nhiệm vụ,Đơn vị chủ trì,Thời hạn hoàn thành
1,Xây dựng kế hoạch của phường {0},Ban Xây dựng Đảng,Trước ngày 15/5/2026
2,Báo cáo kết quả của phường {0},UBND phường,Trước ngày {1}/5/2026
"""
Load = Callable[..., Answer]


def folder(place: Path, name: str, plan_day: int = 20, **facts: str) -> Path:
    made = place / "phường" / name
    made.mkdir(parents=True, exist_ok=True)
    (made / "danh-sach.csv").write_text(ROSTER.format(name), encoding="utf-8")
    (made / "ke-hoach.csv").write_text(PLAN.format(name, plan_day), encoding="utf-8")
    if facts:
        content = f"{','.join(facts)}\n{','.join(facts.values())}\n"
        (made / "to-chuc.csv").write_text(content.replace("_", " "), encoding="utf-8")
    return made


@pytest.fixture
def load(terminal: Terminal, database_url: str) -> Load:
    def typed(*words: str | Path) -> Answer:
        return terminal.run(*words, DONDOC_DATABASE_URL=database_url)

    return typed


def told(answer: Answer) -> dict[str, dict[str, object]]:
    return {each["folder"]: each for each in json.loads(answer.out)}


def test_organisations_are_founded_and_a_second_time_changes_nothing(load: Load, terminal: Terminal) -> None:
    folder(terminal.folder, "An", tên="Đảng ủy phường An Biên", mã="AB", cấp_trên="Đảng bộ thành phố Hải Phòng")
    folder(terminal.folder, "Phường Hồng Bàng")
    first = load("org", "load", "phường")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[-1] == "2 thư mục: lập 2 tổ chức, nạp 8 người, 4 việc; 0 không có gì mới."
    known = json.loads(load("org", "list", "--json").out)
    assert [(one["code"], one["name"], one["superior"]) for one in known] == [
        ("AB", "Đảng ủy phường An Biên", "Đảng bộ thành phố Hải Phòng"), ("HB", "Phường Hồng Bàng", None),
    ]  # fmt: skip
    history = [load("audit", "show", "--json", "--org", code).out for code in ("AB", "HB")]
    again = load("org", "load", "phường")
    assert again.out == "2 thư mục: lập 0 tổ chức, nạp 0 người, 0 việc; 2 không có gì mới.\n"
    assert [load("audit", "show", "--json", "--org", code).out for code in ("AB", "HB")] == history
    assert load("audit", "verify", "--org", "HB").code == 0
    assert "Báo cáo kết quả của phường An" in load("tasks", "--org", "AB", "--json").out
    assert "phường An" not in load("tasks", "--org", "HB", "--json").out


def test_a_bad_folder_is_told_in_a_sentence_and_stops_no_other(load: Load, terminal: Terminal) -> None:
    place = terminal.folder
    folder(place, "a tốt", tên="Phường A", mã="AA")
    folder(place, "b trùng mã", tên="Phường B", mã="AA")
    (place / "phường" / "c trống").mkdir()
    (folder(place, "d kế hoạch hỏng") / "ke-hoach.csv").write_bytes(b"\xff\xfe\x00khong")
    (folder(place, "e hai danh sách") / "danh-sach-2.csv").write_text("x")
    (folder(place, "f không tên") / "to-chuc.csv").write_text("tên,mã\n,X1\n", encoding="utf-8")
    folder(place, "g tốt", tên="Phường G")
    answer = load("org", "load", "phường", "--json")
    assert answer.code == 1
    troubles = {name: each["trouble"] for name, each in told(answer).items()}
    assert troubles.pop("d kế hoạch hỏng")
    assert troubles == {
        "a tốt": None, "b trùng mã": "mã AA là của “Phường A”", "c trống": "không có danh sách hay kế hoạch nào",
        "e hai danh sách": "có 2 tệp danh sách; chỉ để lại một",
        "f không tên": "to-chuc.csv chưa ghi tên tổ chức (cột “tên”)", "g tốt": None,
    }  # fmt: skip
    assert [one["name"] for one in json.loads(load("org", "list", "--json").out)] == ["Phường A", "Phường G"]
    assert "✘ mã AA là của “Phường A”" in load("org", "load", "phường").out.replace("\n", " ")


def test_what_changed_in_a_folder_waits_for_a_yes(load: Load, terminal: Terminal) -> None:
    place = terminal.folder
    made = folder(place, "Phường An")
    load("org", "load", "phường")
    folder(place, "Phường An", plan_day=25)
    (made / "danh-sach.csv").write_text(ROSTER.format("Bình"), encoding="utf-8")
    before = [load(command, "--json").out for command in ("people", "tasks")]
    [waiting] = told(load("org", "load", "phường", "--json")).values()
    assert waiting["waiting"] == ["danh sách", "ke-hoach.csv"]
    assert [load(command, "--json").out for command in ("people", "tasks")] == before
    [taken] = told(load("org", "load", "phường", "--yes", "--json")).values()
    assert (taken["people"], taken["amended"], taken["waiting"]) == (4, 1, [])
    assert "Nguyễn Văn Bình" in load("people", "--json").out
    assert "2026-05-24" in load("tasks", "--json").out
    assert "1 không có gì mới" in load("org", "load", "phường", "--yes").out


def test_beside_an_organisation_that_nobody_named_none_is_founded(load: Load, terminal: Terminal) -> None:
    folder(terminal.folder, "Phường An")
    assert load("load", terminal.folder / "phường" / "Phường An" / "danh-sach.csv", "--yes").code == 0
    answer = load("org", "load", "phường")
    assert (answer.code, "dondoc org rename" in answer.err) == (1, True)


def test_a_folder_without_sub_folders_is_refused(load: Load, terminal: Terminal) -> None:
    assert "không có thư mục con nào" in load("org", "load", terminal.folder).err
    assert load("org", "load", "không có").err == "dondoc: Không có thư mục không có.\n"


def test_a_reading_that_takes_too_long_is_given_up_and_the_next_folder_is_read(tmp_path: Path) -> None:
    made = folder(tmp_path, "An")
    files = FolderFiles(tuple(map(str, sorted(made.iterdir()))))
    with FolderReader(seconds=0.0) as reader:
        reader.ask(files)
        reader.ask(files)
        assert reader.answer().trouble.startswith("đọc quá")
        reader._seconds = 60.0
        assert reader.answer().roster is not None
