"""`dondoc restore FILE`: a backup takes the place of the database; what that means for messages is settled at once."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.organisations import Organisation
from dondoc.app import open_installation, refuse_other
from dondoc.cli.printing import print_line
from dondoc.clock import Clock
from dondoc.failures import CannotDo
from dondoc.ops.backups import check_content, database_file, has_checksum, sum_file, verify, written_atomically
from dondoc.ops.evidence import CopiedEvidence, copy_evidence, evidence_beside, evidence_folder, evidence_service
from dondoc.run.database_lock import hold_database_lock
from dondoc.settings import Settings, load_settings
from services.maintenance.maintenance import Maintenance
from services.maintenance.recovery import Settled
from storage.across_organisations import everywhere
from storage.backups import fold_log, last_trace, read_mark, set_mark
from storage.engine.database import Database, Transaction
from storage.organisations import list_organisations
from storage.restore_reconcile import CarriedOver, carry_over


@dataclass(frozen=True, slots=True)
class Replaced:
    """Where the database that was there before is kept now, and what it still knew."""

    file: Path
    carried: CarriedOver | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was settled, and how many contents of evidence have to be fetched again."""

    settled: Settled
    fetched_again: int


def run(file: Path | None, *, is_forced: bool, is_unchecked: bool = False) -> None:
    """Verify FILE, put it in place, settle. On PostgreSQL, after pg_restore and without FILE: settle only.

    `is_unchecked`: one without a checksum will do; one that does not fit its checksum never does. Raises CannotDo,
    NotSound, OtherOrganisation, SchemaTooNew, AlreadyRunning or OSError; then nothing has been changed.
    """
    settings = load_settings()
    target = database_file(settings)
    if (target is None) != (file is None):
        raise CannotDo(
            "Thiếu tên tệp sao lưu: dondoc restore TỆP."
            if file is None
            else "Với PostgreSQL: khôi phục bằng pg_restore, rồi chạy “dondoc restore” không kèm tệp. "
            "Xem docs/operation.md."
        )
    with hold_database_lock(settings.database_url.get_secret_value()):
        replaced, evidence = None, None
        if file and target:
            _refuse_what_is_there(file, target, is_forced=is_forced)
            _refuse_unchecked(file, is_unchecked=is_unchecked)
            replaced, evidence = _put_in_place(file, target, settings)
        was_carried_over = replaced is not None and replaced.carried is not None
        restored = _settle(settings, was_carried_over=was_carried_over)
    _tell(restored.settled, replaced)
    _tell_evidence(evidence, restored.fetched_again)


def _refuse_what_is_there(file: Path, target: Path, *, is_forced: bool) -> None:
    if not file.is_file():
        raise CannotDo(f"Không có tệp {file}.")
    if target.exists():
        if target.samefile(file):
            raise CannotDo(f"{file} chính là cơ sở dữ liệu đang dùng.")
        if not is_forced:
            raise CannotDo(f"{target} đã có. Thêm --force để thay bằng bản sao lưu; tệp cũ vẫn được giữ lại bên cạnh.")


def _refuse_unchecked(file: Path, *, is_unchecked: bool) -> None:
    """An older version made it, or it was parted from its checksum: nobody knows whether a bit has changed since."""
    if has_checksum(file):
        return
    if not is_unchecked:
        raise CannotDo(
            f"Không có tệp mã kiểm tra {sum_file(file)}: bản sao lưu này do phiên bản cũ ghi, hoặc tệp đó bị bỏ lại "
            "nơi khác, nên không biết nội dung còn nguyên vẹn không. Nếu chấp nhận: thêm --without-checksum."
        )
    print_line(f"{file} không có mã kiểm tra: chỉ kiểm tra được cấu trúc và nhật ký.")


def _put_in_place(file: Path, target: Path, settings: Settings) -> tuple[Replaced | None, CopiedEvidence]:
    """Contents of evidence first: the database must not name what is not there yet."""
    now = Clock(settings.clock).now()
    with written_atomically(target) as part:
        shutil.copyfile(file, part)
        if has_checksum(file):
            check_content(part, file)
        refuse_other(settings, verify(part, file).organisations)
        carried = copy_evidence(part, evidence_beside(file), evidence_folder(settings))
        return (_keep_old(target, part, now) if target.exists() else None), carried


def _keep_old(target: Path, part: Path, now: datetime) -> Replaced:
    """Move the old database beside, with its log when that cannot be folded in: a log must never meet another file."""
    kept = target.with_name(f"{target.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
    if kept.exists():
        raise CannotDo(f"{kept} đã có.")
    fold_log(target)
    os.link(target, kept)
    for end in ("-wal", "-shm"):
        log = target.with_name(target.name + end)
        if log.exists():
            log.replace(kept.with_name(kept.name + end))
    taken_at = _mark_of(part)
    return Replaced(kept, carry_over(kept, part, taken_at) if taken_at is not None else None)


def _mark_of(part: Path) -> datetime | None:
    from dondoc.databases import open_engine  # noqa: PLC0415 - only here

    engine = open_engine(f"sqlite:///{part}")
    try:
        with Database(engine).reading() as tx:
            taken_at = read_mark(tx)
    finally:
        engine.dispose()
    fold_log(part)
    return taken_at


def _settle(settings: Settings, *, was_carried_over: bool) -> Restored:
    with open_installation(settings) as opened:
        now = opened.clock.now()
        with everywhere(opened.database).transaction() as tx:
            known = list_organisations(tx)
            _mark_if_missing(tx, known, now)
        maintenance = Maintenance(opened.database, known[0].id)  # it settles all of them, as the mark is
        settled = maintenance.settle_restored(now, was_carried_over=was_carried_over)
        fetched_again = sum(evidence_service(opened.of(one)).fetch_missing_again(now) for one in known)
    if settled is None:
        raise CannotDo("Cơ sở dữ liệu vừa khôi phục chưa có dấu thời điểm sao lưu.")
    return Restored(settled, fetched_again)


def _mark_if_missing(tx: Transaction, known: Sequence[Organisation], now: datetime) -> None:
    """A copy made by other means tells by its newest line, of whichever organisation, when it was taken."""
    if read_mark(tx) is None:
        traces = (last_trace(tx, one.id) for one in known)
        set_mark(tx, max((at for at in traces if at is not None), default=now))


def _tell(settled: Settled, replaced: Replaced | None) -> None:
    print_line(f"Đã khôi phục bản sao lưu lúc {settled.taken_at:%Y-%m-%d %H:%M} UTC.")
    print_line(f"  Tin buổi sáng đã cũ, bỏ và tính lại: {settled.dropped}.")
    print_line(f"  Tin có thể đã gửi, sẽ gửi lại kèm dấu (#số): {settled.perhaps_sent}.")
    print_line(f"  Đã báo về việc hệ thống bị gián đoạn: {settled.told}.")
    if settled.codes:
        print_line(f"  Mã mời cấp trước đó không còn dùng được: {settled.codes}; cấp lại bằng “dondoc invite”.")
    if replaced is None:
        return
    print_line(f"  Tệp cũ được giữ ở {replaced.file}.")
    if replaced.carried is None:
        print_line("  Không đọc được tệp cũ: không biết tin nào đã gửi sau lúc sao lưu.")
        return
    print_line(f"  Theo tệp cũ, tin đã gửi sau lúc sao lưu: {replaced.carried.sent}; sẽ không gửi lại.")
    print_line(f"  Tin của mọi người đến sau lúc sao lưu, phải báo lại: {replaced.carried.lost_arrivals}.")


def _tell_evidence(evidence: CopiedEvidence | None, fetched_again: int) -> None:
    if evidence is not None and (evidence.copied or evidence.there):
        print_line(f"  Ảnh, tệp minh chứng: chép lại {evidence.copied}, đã có sẵn {evidence.there}.")
    if fetched_again:
        print_line(
            f"  Ảnh, tệp minh chứng không có trong bản sao lưu: {fetched_again}; sẽ tải lại từ Telegram, Zalo nếu còn."
        )
