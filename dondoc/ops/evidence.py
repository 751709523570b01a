"""The evidence folder: where it is, and what `dondoc doctor` tells of it."""

from collections.abc import Iterator
from pathlib import Path

from bot.wording.catalogues import words_for
from domain.evidence_files import NEARLY_FULL
from dondoc.app import House
from dondoc.databases import sqlite_file
from dondoc.settings import Settings
from services.store_evidence import EvidenceService
from storage.evidence_folder import EvidenceFolder

MEGABYTE = 1024 * 1024
DRAFT_PICTURES_MB = 256  # a scanned row has about 0.03
Answer = tuple[bool, str, str]

REMEDIES = {
    "evidence_full": (
        "Tăng DONDOC_EVIDENCE_QUOTA_MB (đủ đĩa cho cả bản sao lưu) rồi khởi động lại «dondoc run»; ảnh, tệp chưa lưu "
        "của 30 ngày qua tự tải lại."
    ),
    "evidence_not_written": "Kiểm tra đĩa và quyền ghi của thư mục DONDOC_EVIDENCE_FOLDER; chương trình tự thử lại.",
    "evidence_missing": (
        "Đưa lại thư mục minh chứng (đĩa chưa gắn?), hoặc chép tệp thiếu từ thư mục dondoc-evidence cạnh bản sao lưu."
    ),
}


def folder_path(settings: Settings) -> Path:
    """Where the contents are; a relative path counts from the database's folder, on PostgreSQL from the current one."""
    file = sqlite_file(settings.database_url.get_secret_value())
    beside = Path() if file is None else file.absolute().parent
    return beside / settings.evidence_folder


def evidence_folder(settings: Settings) -> EvidenceFolder:
    """The folder with its quota."""
    return EvidenceFolder(folder_path(settings), settings.evidence_quota_mb * MEGABYTE)


def draft_pictures(settings: Settings) -> EvidenceFolder:
    """Where pictures of scanned rows are while their draft is open; a backup leaves them out."""
    return EvidenceFolder(folder_path(settings) / "drafts", DRAFT_PICTURES_MB * MEGABYTE)


def evidence_service(house: House) -> EvidenceService:
    """The folder with the rows of this organisation."""
    return EvidenceService(house.database, house.organisation.id, evidence_folder(house.settings))


def check_evidence(house: House) -> Iterator[Answer]:
    """Whether the folder is as its rows say, may be written to and has room."""
    folder, service = evidence_folder(house.settings), evidence_service(house)
    counts, used = service.counts(house.clock.now()), folder.used_bytes()
    is_roomy = used < NEARLY_FULL * folder.quota_bytes and not counts.no_room
    seen = f"Kho minh chứng {folder.path}: {counts.stored} ảnh, tệp, {_mb(used)}/{_mb(folder.quota_bytes)} MB."
    yield is_roomy, seen, "" if is_roomy else REMEDIES["evidence_full"]
    if not folder.is_writable() or counts.not_written:
        yield False, f"Không ghi được vào kho minh chứng {folder.path}.", REMEDIES["evidence_not_written"]
    if missing := service.missing():
        yield False, f"Tệp minh chứng đã lưu không còn trong kho: {len(missing)}.", REMEDIES["evidence_missing"]
    if counts.waiting:
        yield True, f"Ảnh, tệp minh chứng đang chờ tải về: {counts.waiting}.", ""
    for trouble, count in counts.given_up:
        reason = words_for("vi").verification.contents.get(trouble, trouble)
        yield True, f"Minh chứng của 30 ngày qua không lưu được: {count} ({reason}).", ""


def _mb(size: int) -> int:
    return -(-size // MEGABYTE)
