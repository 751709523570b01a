"""`dondoc org export` and `dondoc org import`: one organisation as an archive, and into another database."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from documents.organisation_book import write_book
from domain.messages.history import HistoryEntry
from domain.organisations import Organisation
from domain.tasks import State
from dondoc.app import App, open_chosen, open_installation
from dondoc.cli.people import ROLE_NAMES
from dondoc.cli.printing import print_json, print_line
from dondoc.clock import short_instant
from dondoc.failures import CannotDo
from dondoc.ops.evidence import evidence_folder
from dondoc.ops.organisation_archives import ArchiveWrong, evidence_in, read_archive, write_archive
from dondoc.private_files import write_private
from dondoc.sealing import signing_keys
from dondoc.settings import load_settings
from services.administration.add_organisation import CodeTaken, FirstUnnamed
from services.administration.check_history import check_history
from services.administration.look_up import look_at_history, look_at_tasks
from services.administration.move_organisation import Moved, import_organisation
from services.administration.rename_organisation import NameTaken
from storage.across_organisations import everywhere
from storage.engine.database import Transaction
from storage.evidence import named_digests
from storage.evidence_folder import QuotaReached
from storage.migrating import revisions
from storage.organisation_archive import ArchiveBroken, exported_tables, rows_of
from storage.people import Contact, load_contacts
from wording.history import happened
from wording.languages import words_for

KIND = ".zip"
STATES = {
    State.OPEN.value: "đang làm",
    State.REPORTED.value: "chờ xác nhận",
    State.DONE.value: "hoàn thành",
    State.CANCELLED.value: "đã hủy",
}


def write(file: Path, *, org: str | None = None, as_json: bool) -> None:
    """Write the archive and, beside it, the same to read as .xlsx. As JSON: {"file", "book", "counts"}.

    Raises CannotDo when the file is there, has another ending, or the history does not fit.
    """
    if file.suffix.lower() != KIND:
        raise CannotDo(f"Tên tệp phải kết thúc bằng {KIND}, ví dụ: dondoc org export hong-bang.zip")
    book = file.with_suffix(".xlsx")
    for each in (file, book):
        if each.exists():
            raise CannotDo(f"Đã có tệp {each}; hãy chọn tên khác.")
    with open_chosen(load_settings(), org) as app, app.database.snapshot() as tx:
        organisation = app.organisation
        if not check_history(tx, organisation.id, signing_keys(app.settings), whole=True).fits:
            raise CannotDo("Nhật ký không nguyên vẹn nên chưa ghi gì. Xem: dondoc audit verify")
        facts = {"schema": max(revisions()), "exported_at": app.clock.now().isoformat(), "name": organisation.name}
        tables = ((table.name, rows_of(tx, table, organisation.id)) for table in exported_tables())
        counts = write_archive(file, facts, tables, _evidence(app, tx, organisation))
        write_private(book, _book(app, tx, organisation))
    if as_json:
        print_json({"file": str(file), "book": str(book), "counts": counts})
        return
    print_line(f"Đã ghi {file}: {sum(counts.values())} dòng dữ liệu, {counts['evidence_files']} ảnh, tệp minh chứng.")
    print_line(f"Bản để đọc: {book}. Cả hai có dữ liệu cá nhân: chỉ giao cho người có trách nhiệm.")
    if organisation.closed_at is None:
        print_line("Tổ chức vẫn đang chạy ở đây. Chuyển hẳn sang nơi khác thì ngừng trước: dondoc org close")


def _evidence(app: App, tx: Transaction, organisation: Organisation) -> Iterator[tuple[str, bytes]]:
    folder = evidence_folder(app.settings)
    for digest in sorted(named_digests(tx, organisation.id)):
        if folder.has(digest):
            yield digest, folder.file(digest).read_bytes()


def _book(app: App, tx: Transaction, organisation: Organisation) -> bytes:
    now, words = app.clock.now(), words_for("vi")
    tasks = [
        (
            str(each.line.number),
            each.line.title,
            "; ".join(each.line.lead_names),
            each.line.wording,
            f"{each.line.last_day:%d/%m/%Y}" if each.line.last_day else "",
            f"{each.line.progress}%",
            STATES.get(each.line.state, each.line.state),
        )
        for each in look_at_tasks(tx, organisation, None, now)
    ]
    people = [
        (each.name, "; ".join(each.unit_names), _roles(each), ", ".join(each.phones))
        for each in load_contacts(tx, organisation.id)
    ]
    history = [
        (
            short_instant(entry.at.astimezone(organisation.zone)),
            entry.who,
            str(entry.number or ""),
            happened(entry.what, entry.detail, words, limit=10_000),
        )
        for entry in _history(tx, organisation, app)
    ]
    return write_book((
        ("Việc", ("Số", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Ngày cuối", "Tiến độ", "Trạng thái"), tasks),
        ("Người", ("Họ tên", "Đơn vị", "Vai trò", "Điện thoại"), people),
        ("Nhật ký", ("Lúc", "Ai", "Việc", "Nội dung"), history),
    ))  # fmt: skip


def _roles(contact: Contact) -> str:
    return ", ".join(ROLE_NAMES[role.value] for role in sorted(contact.roles))


def _history(tx: Transaction, organisation: Organisation, app: App) -> Iterator[HistoryEntry]:
    page, pages = 1, 1
    while page <= pages:
        shown = look_at_history(tx, organisation, None, page, app.clock.now())
        if shown is None:
            return
        yield from shown.lines
        page, pages = page + 1, shown.pages


def read(file: Path, *, keeps_links: bool = False, as_json: bool) -> None:
    """Take the organisation of an archive over. As JSON: {"code", "name", "rows", "ended_links"}.

    Raises CannotDo, ArchiveWrong or OSError; then nothing was written but perhaps contents of evidence, which are
    removed again when nothing needs them.
    """
    archive = read_archive(file)
    if archive.manifest["schema"] != max(revisions()):
        raise CannotDo(
            f"{file.name} được ghi ở phiên bản dữ liệu {archive.manifest['schema']}, ở đây là {max(revisions())}: "
            "cập nhật dondoc ở cả hai nơi rồi ghi lại tệp."
        )
    with open_installation(load_settings()) as app:
        folder = evidence_folder(app.settings)
        try:
            for content in evidence_in(file, archive.manifest):
                folder.store(content, app.clock.now())
            with everywhere(app.database).transaction() as tx:
                keys = signing_keys(app.settings)
                moved = import_organisation(tx, archive.tables, app.clock.now(), keeps_links=keeps_links, keys=keys)
        except QuotaReached:
            raise CannotDo("Kho minh chứng không đủ chỗ: tăng DONDOC_EVIDENCE_QUOTA_MB rồi chạy lại.") from None
        except NameTaken:
            raise CannotDo(f"Ở đây đã có tổ chức “{archive.manifest['name']}”. Xem: dondoc org list") from None
        except CodeTaken as taken:
            raise CannotDo(f"Mã của tổ chức này ở đây là của “{taken.name}”: đổi mã một bên trước.") from None
        except FirstUnnamed:
            raise CannotDo("Tổ chức đầu tiên ở đây chưa có tên. Đặt tên trước: dondoc org rename “tên”") from None
        except (ArchiveBroken, IntegrityError, KeyError) as error:
            raise ArchiveWrong(f"{file.name} không nhất quán nên chưa ghi gì ({type(error).__name__}).") from error
    _told(moved, as_json=as_json)


def _told(moved: Moved, *, as_json: bool) -> None:
    organisation = moved.organisation
    if as_json:
        facts = {"code": organisation.code, "name": organisation.name, "closed_at": organisation.closed_at}
        print_json({**facts, "rows": moved.rows, "ended_links": moved.ended_links})
        return
    print_line(f"Đã chuyển “{organisation.name}” (mã {organisation.code}) sang đây: {moved.rows} dòng dữ liệu.")
    if moved.ended_links:
        print_line(
            f"Đã kết thúc {moved.ended_links} liên kết điện thoại của bot cũ: in lại thẻ mời bằng dondoc invite."
        )
    if organisation.closed_at is not None:
        print_line("Tổ chức đang ngừng, như lúc ghi tệp. Dùng lại: dondoc org reopen")
