"""`dondoc org load`: founds many organisations, each from a sub-folder with its list of people and its plans."""

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from documents.organisation_files import NAMES, OrganisationFacts, OrganisationFileWrong, read_organisation_file
from domain.names import tidy
from domain.organisations import LONGEST_CODE, LONGEST_NAME, LONGEST_SUPERIOR, is_real_name, name_key, read_code
from dondoc.app import Installation, open_installation
from dondoc.cli.printing import print_json, print_line, print_table, progress_over
from dondoc.error_words import system_reason
from dondoc.failures import CannotDo
from dondoc.run.folder_reader import FolderFiles, FolderReader, FolderReading
from dondoc.settings import load_settings
from services.administration.add_organisation import CodeTaken, FirstUnnamed, KnownOrganisations, remove_placeholder
from services.administration.load_folder import (
    FolderContents,
    FolderTaken,
    FolderWrong,
    known_files,
    known_units,
    take_folder,
)
from services.administration.rename_organisation import NameTaken
from storage.across_organisations import everywhere

READ = frozenset({".csv", ".xlsx", ".xls", ".ods", ".docx", ".pdf", ".md", ".txt"})
READ_AHEAD = 4  # folders
MOST_SHOWN = 60  # lines of the table
_UNNAMED = "Tổ chức đầu tiên chưa có tên. Đặt tên trước: dondoc org rename “tên”"


@dataclass(slots=True)
class _Folder:
    """A sub-folder on its way: whose it is, what is in it, and what became of it."""

    path: Path
    facts: OrganisationFacts = field(default_factory=lambda: OrganisationFacts(""))
    code: str | None = None
    organisation_id: int | None = None
    is_read: bool = False
    taken: FolderTaken | None = None
    trouble: str = ""


def run(folder: Path, *, is_agreed: bool = False, as_json: bool) -> int:
    """Found an organisation for each sub-folder; what is known already is left as it is. 1 when a folder failed.

    A folder is written whole or not at all, and one that fails does not stop the others. With `is_agreed` changed
    lists and later versions of plans are taken over, too. Raises CannotDo when there is no sub-folder.
    """
    if not folder.is_dir():
        raise CannotDo(f"Không có thư mục {folder}.")
    paths = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not paths:
        raise CannotDo(f"Trong {folder} không có thư mục con nào: mỗi tổ chức để trong một thư mục con.")
    with open_installation(load_settings()) as app, FolderReader() as reader:
        with everywhere(app.database).transaction() as tx:
            remove_placeholder(tx)
        done = list(_Loading(app, reader, is_agreed=is_agreed).each(progress_over(paths, "Đang nạp")))
    if as_json:
        print_json([_as_json(each) for each in done])
    else:
        _show(done)
    return 1 if any(each.trouble for each in done) else 0


class _Loading:
    """Prepares folders, has them read ahead, and writes them one by one."""

    def __init__(self, app: Installation, reader: FolderReader, *, is_agreed: bool) -> None:
        self._app, self._reader, self._is_agreed = app, reader, is_agreed
        self._known = KnownOrganisations()

    def each(self, paths: Iterator[Path]) -> Iterator[_Folder]:
        """The folders in order, each when it is done with."""
        waiting: deque[_Folder] = deque()
        for path in paths:
            waiting.append(self._begun(path))
            if len(waiting) > READ_AHEAD:
                yield self._ended(waiting.popleft())
        while waiting:
            yield self._ended(waiting.popleft())

    def _begun(self, path: Path) -> _Folder:
        folder = _Folder(path)
        try:
            files = _files(path)
            folder.facts, folder.code = _facts(path)
            with everywhere(self._app.database).reading() as tx:
                self._known.read(tx)
                folder.organisation_id = self._id_of(folder)
                units: tuple[str, ...] = ()
                if folder.organisation_id is not None:
                    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
                    if set(hashes) <= known_files(tx, folder.organisation_id, hashes):
                        folder.taken = FolderTaken(folder.code or "", folder.facts.name)
                        return folder
                    units = known_units(tx, folder.organisation_id)
        except (FolderWrong, OrganisationFileWrong) as wrong:
            folder.trouble = str(wrong)
        except OSError as error:
            folder.trouble = f"không đọc được: {system_reason(error)}"
        else:
            self._reader.ask(FolderFiles(tuple(map(str, files)), units))
            folder.is_read = True
        return folder

    def _id_of(self, folder: _Folder) -> int | None:
        """The organisation that the folder is about; None for a new one. Raises FolderWrong when two answer to it."""
        by_name = self._known.ids.get(name_key(folder.facts.name))
        if folder.code is None:
            return by_name
        by_code = self._known.codes.get(folder.code)
        if by_code is not None and by_code[0] != by_name:
            raise FolderWrong(f"mã {folder.code} là của “{by_code[1]}”")
        return by_name

    def _ended(self, folder: _Folder) -> _Folder:
        if not folder.is_read:
            return folder
        reading = self._reader.answer()
        if reading.trouble:
            folder.trouble = reading.trouble
            return folder
        try:
            folder.taken = self._written(folder, reading)
        except NameTaken:
            folder.trouble = f"tên “{folder.facts.name}” trùng với một tổ chức khác"
        except CodeTaken as taken:
            folder.trouble = f"mã {folder.code} là của “{taken.name}”"
        except FirstUnnamed:
            raise CannotDo(_UNNAMED) from None
        except FolderWrong as wrong:
            folder.trouble = str(wrong)
        except IntegrityError:
            folder.trouble = "vừa được thêm ở nơi khác; hãy chạy lại"
        return folder

    def _written(self, folder: _Folder, reading: FolderReading) -> FolderTaken:
        contents = FolderContents(folder.facts, folder.code, reading.roster, reading.roster_hash, reading.plans)
        app, agreed = self._app, self._is_agreed
        with everywhere(app.database).transaction() as tx:
            number, zone, now = folder.organisation_id, app.settings.timezone, app.clock.now()
            return take_folder(tx, number, contents, self._known, zone, now, may_change=agreed)


def _files(path: Path) -> list[Path]:
    files = sorted(
        each
        for each in path.iterdir()
        if each.suffix.lower() in READ and each.name.lower() not in NAMES and not each.name.startswith((".", "~$"))
    )
    if not files:
        raise FolderWrong("không có danh sách hay kế hoạch nào")
    return files


def _facts(path: Path) -> tuple[OrganisationFacts, str | None]:
    """Whose folder it is: as its own small file says, or else by its name."""
    told = next((each for each in sorted(path.iterdir()) if each.name.lower() in NAMES), None)
    facts = OrganisationFacts(tidy(path.name)) if told is None else read_organisation_file(told.read_bytes(), told.name)
    if not is_real_name(facts.name) or len(facts.name) > LONGEST_NAME or len(facts.superior) > LONGEST_SUPERIOR:
        raise FolderWrong(f"tên tổ chức phải có, dài nhất {LONGEST_NAME} ký tự; tên cấp trên, {LONGEST_SUPERIOR}")
    code = read_code(facts.code) if facts.code else None
    if facts.code and code is None:
        raise FolderWrong(f"mã “{facts.code[:20]}” không dùng được: 2 đến {LONGEST_CODE} chữ cái không dấu hoặc chữ số")
    return facts, code


def _as_json(folder: _Folder) -> dict[str, object]:
    facts = asdict(folder.taken) if folder.taken else {}
    return {"folder": folder.path.name, **facts, "trouble": folder.trouble or None}


def _show(done: Sequence[_Folder]) -> None:
    told = [each for each in done if each.trouble or (each.taken and (each.taken.is_change or each.taken.waiting))]
    if told:
        rows = [_row(each) for each in sorted(told, key=lambda each: not each.trouble)[:MOST_SHOWN]]
        print_table(("Thư mục", "Mã", "Người", "Việc", "Kết quả"), rows)
    if len(told) > MOST_SHOWN:
        print_line(f"… và {len(told) - MOST_SHOWN} thư mục khác (xem tất cả: --json).")
    taken = [each.taken for each in done if each.taken]
    new = sum(each.is_new for each in taken)
    people, tasks = sum(each.people for each in taken), sum(each.tasks for each in taken)
    same = sum(not each.is_change and not each.waiting for each in taken)
    failed, waiting = sum(bool(each.trouble) for each in done), sum(bool(each.waiting) for each in taken)
    print_line(f"{len(done)} thư mục: lập {new} tổ chức, nạp {people} người, {tasks} việc; {same} không có gì mới.")
    if waiting:
        print_line(f"{waiting} thư mục có danh sách hoặc kế hoạch đã sửa, chưa nạp: xem kỹ rồi chạy lại với --yes.")
    if failed:
        print_line(
            f"{failed} thư mục chưa nạp được gì: sửa theo bảng trên rồi chạy lại; phần đã nạp không bị nạp hai lần."
        )


def _row(folder: _Folder) -> tuple[str, ...]:
    taken = folder.taken
    if taken is None:
        return (folder.path.name, "", "", "", f"✘ {folder.trouble}")
    said = ["lập mới"] if taken.is_new else []
    said += [f"{taken.amended} kế hoạch sửa đổi"] if taken.amended else []
    said += [f"chưa nạp: {', '.join(taken.waiting)}"] if taken.waiting else []
    return (folder.path.name, taken.code, str(taken.people or ""), str(taken.tasks or ""), "; ".join(said) or "đã nạp")
