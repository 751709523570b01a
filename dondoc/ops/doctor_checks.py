"""What `dondoc doctor` asks of operation: queues, backups, disk, the last restore, and the running program itself.

Each answer is (is it well, what was seen, what to do about it).
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any

import aiohttp

from documents.plans.formats.scans import missing_parts
from domain.channel_holds_and_quotas import HoldReason
from domain.channels import shown_channel
from domain.people import Role
from dondoc.app import App, Installation
from dondoc.clock import short_instant
from dondoc.ops.backups import (
    damaged_backups,
    database_file,
    free_megabytes,
    has_checksum,
    nightly_backups,
    nightly_folder,
)
from dondoc.ops.evidence import REMEDIES as EVIDENCE_REMEDIES
from dondoc.ops.evidence import check_evidence, damaged_evidence, folder_path
from dondoc.ops.health_check import HELD_AS, LEAST_MEGABYTES, MOST_NAMED, OLD_BACKUP
from dondoc.private_files import backup_files, database_files, evidence_files, open_secrets, open_to_others
from dondoc.settings import Settings, files_with_secrets
from services.maintenance.audit_organisation import Audited
from services.maintenance.recovery import RESTORED
from storage.across_organisations import are_kept_apart, are_several, everywhere
from storage.backups import first_event_at, last_event_facts
from storage.workers import list_workers
from wording.languages import words_for
from wording.reach import why_not_sent

Answer = tuple[bool, str, str]
SECONDS = 12
AWAY = {
    Role.COORDINATOR: "Hôm nay cán bộ theo dõi đều nghỉ, không có người làm thay: chưa có ai xác nhận việc.",
    Role.LEADER: "Hôm nay lãnh đạo đều nghỉ, không có người làm thay: cán bộ theo dõi quyết định gia hạn.",
}
REMEDIES = {
    "not_receiving": "Kiểm tra mạng, mã bot; dừng bản chạy trùng; xem dòng “poll_failed” trong nhật ký chương trình.",
    "token_refused": "Lấy mã mới (@BotFather hoặc Zalo Bot Creator), ghi vào .env rồi khởi động lại “dondoc run”.",
    "webhook_gone": "Đặt lại: dondoc webhook set",
    "webhook_elsewhere": "Đặt lại: dondoc webhook set; nếu địa chỉ đang đặt mới đúng thì sửa DONDOC_PUBLIC_URL.",
    "webhook_set": "Chạy “dondoc webhook delete”, hoặc ghi chuỗi bí mật của webhook vào .env.",
    "second_poller": "Dừng bản chạy thứ hai; không rõ nó ở đâu thì lấy mã bot mới từ @BotFather.",
    "clock_wrong": "Chỉnh lại giờ máy chủ và bật tự đồng bộ giờ (NTP); ngày ghi nhận báo cáo phụ thuộc vào giờ này.",
    "not_planning": "Xem dòng “tick_failed” trong nhật ký chương trình; khởi động lại “dondoc run”.",
    "not_sending": "Xem dòng “lease_failed”, “send_refused” trong nhật ký; kiểm tra mạng; khởi động lại “dondoc run”.",
    "late_inbox": "Xem dòng “dispatch_failed”, “update_failed” trong nhật ký chương trình.",
    "late_outbox": "Kiểm tra mạng và giới hạn của nền tảng; tin vẫn được thử lại.",
    "channel_held": "Kiểm tra mạng và mã bot; tin tự gửi lại ngay khi nền tảng trả lời.",
    "routine_held": "Dừng bản chạy thứ hai; tin tự gửi ngay khi nó dừng, chậm nhất sau 30 phút, kèm dấu (#…).",
    "quota_spent": "Xem lại gói dịch vụ của bot Zalo; cấp mã kênh khác cho người chỉ có Zalo: dondoc invite “họ tên”.",
    "unconfirmed": "Không cần làm gì: tin được gửi lại kèm dấu (#…), nhiều nhất hai lần một ngày.",
    "given_up": "Xem tên người và lý do ở trên; sửa xong thì gửi lại: dondoc deliver --parked.",
    "unsent": "Xem dòng “tick_failed” trong nhật ký chương trình; khởi động lại “dondoc run”.",
    "unserved": "Thêm bot của tổ chức ấy: dondoc bot add --telegram --org MÃ, rồi chạy lại “dondoc run”.",
    "no_next": "Báo cho người phát triển kèm số việc: quy tắc nhắc không sinh lời nhắc nào.",
    "astray": "Chương trình tự sửa trong một phút; nếu lặp lại, báo cho người phát triển kèm số việc.",
    "parked": "Tin đi: nhắc người nhận mở lại bot. Tin đến: xem dòng “update_parked” trong nhật ký chương trình.",
    "no_coordinator": "Liên kết cho một cán bộ theo dõi: dondoc invite “họ tên”; cử người khác: dondoc people role.",
    "no_leader": "Liên kết điện thoại cho một lãnh đạo: dondoc invite “họ tên”; cử người khác: dondoc people role.",
    "history": "Chạy “dondoc audit verify”; giữ nguyên tệp và báo cáo lãnh đạo.",
    "backup_old": "Xem dòng “backup_failed” trong nhật ký; sao lưu ngay: dondoc backup TỆP.",
    "backup_failed": "Xem lý do ở dòng “backup_failed” trong nhật ký; thử ngay: dondoc backup TỆP.",
    "backup_damaged": "Chuyển bản hỏng đi chỗ khác, kiểm tra đĩa; sao lưu ngay: dondoc backup TỆP.",
    "no_backup": "Sao lưu ngay: dondoc backup TỆP; “dondoc run” tự sao lưu mỗi đêm.",
    "disk_low": "Xóa bớt tệp, giảm DONDOC_BACKUP_KEEP hoặc thêm đĩa.",
    "database": "Kiểm tra đĩa, quyền ghi và máy chủ PostgreSQL; tệp hỏng thì “dondoc restore TỆP --force”.",
    "no_answer": "Chương trình bị treo: khởi động lại “dondoc run”.",
    **EVIDENCE_REMEDIES,
}
HELD_WORDS = {
    HoldReason.LINE: "{channel}: tạm dừng gửi từ {since} vì nền tảng không nhận tin; thử lại chậm nhất lúc {until}.",
    HoldReason.SECOND: "{channel}: có chương trình khác dùng cùng bot từ {since}; tin định kỳ tạm giữ (đến {until}).",
    HoldReason.QUOTA: "{channel}: nền tảng báo hết tin của tháng (từ {since}); thử lại chậm nhất lúc {until}.",
}
NOT_KEPT_APART = "Cho dondoc một người dùng riêng, không phải superuser và không BYPASSRLS, làm chủ cơ sở dữ liệu này."
_NAMES = {
    "tesseract": "tesseract",
    "vie": "dữ liệu tiếng Việt của tesseract (vie)",
    "opencv": "opencv",
}
_INSTALL = {
    "tesseract": "apt-get install tesseract-ocr tesseract-ocr-vie",
    "vie": "apt-get install tesseract-ocr-vie",
    "opencv": "pip install 'dondoc[ocr]'",
}


def check_organisation(app: App, audited: Audited) -> Iterator[Answer]:
    """What the database tells of one organisation, whether the program runs or not."""
    with app.database.reading() as tx:
        restored = last_event_facts(tx, app.organisation.id, RESTORED)
    late = audited.inbox.late
    yield late == 0, f"Tin đến quá 5 phút chưa xử lý: {late}.", "" if late == 0 else REMEDIES["late_inbox"]
    yield from _unsent(audited, app.organisation.zone)
    if audited.no_next:
        numbers = ", ".join(map(str, audited.no_next))
        yield False, f"Việc chưa hoàn thành mà không còn lời nhắc nào: {numbers}.", REMEDIES["no_next"]
    if audited.overdue_checks:
        numbers = ", ".join(map(str, sorted(set(audited.overdue_checks.values()))))
        yield False, f"Việc ghi sai thời điểm nhắc tiếp theo: {numbers}.", REMEDIES["astray"]
    for kind in (f"no_{role.value}" for role in audited.vacant):
        yield False, words_for("vi").reach.kinds[kind], REMEDIES[kind]
    for role in audited.away:
        yield True, AWAY[role], ""
    if restored is not None:
        at, facts = restored
        seen = (
            f"Đã khôi phục bản sao lưu (lúc {at:%Y-%m-%d %H:%M} UTC): bỏ {facts['dropped']} tin buổi sáng đã cũ, "
            f"gửi lại kèm dấu {facts['perhaps_sent']} tin, báo {facts['told']} người."
        )
        yield True, seen, ""


def _not_kept_apart(app: App) -> Iterator[Answer]:
    with everywhere(app.database).reading() as tx:
        if are_several(tx) and not are_kept_apart(tx):
            seen = "Người dùng PostgreSQL có quyền cao nhất: cơ sở dữ liệu không ngăn các tổ chức với nhau."
            yield False, seen, NOT_KEPT_APART


def _workers(opened: Installation) -> Iterator[Answer]:
    """Which programs share the work, where there is more than one."""
    with opened.database.reading() as tx:
        workers = list_workers(tx)
    if len(workers) > 1:
        # The name of a program's sessions: dondoc HOST PROCESS and a random word.
        shares = "; ".join(f"{' '.join(one.name.split()[1:3])}: {one.seats}" for one in workers[:MOST_NAMED])
        yield True, f"{len(workers)} chương trình cùng chạy (máy, số tiến trình: số chỗ phục vụ): {shares}.", ""


def check_installation(app: App, audited: Audited, apps: Sequence[App]) -> Iterator[Answer]:
    """What the database tells of the other organisations in it, and what stands on the disk.

    `apps` are those whose evidence is counted.
    """
    for name, count in audited.unserved[:MOST_NAMED]:
        yield False, f"Tổ chức “{name}” trong cùng cơ sở dữ liệu: {count} tin không ai gửi.", REMEDIES["unserved"]
    if len(audited.unserved) > MOST_NAMED:
        yield False, f"Và {len(audited.unserved) - MOST_NAMED} tổ chức khác có tin không ai gửi.", REMEDIES["unserved"]
    yield from _not_kept_apart(app)
    yield from _workers(app)
    with app.database.reading() as tx:
        began = first_event_at(tx, app.organisation.id)
    is_young = began is None or app.clock.now() - began < OLD_BACKUP
    yield from _on_disk(app, is_young=is_young)
    yield from check_evidence(apps)


def _unsent(audited: Audited, zone: tzinfo) -> Iterator[Answer]:
    """Names people whose messages did not arrive, and channels that are held back."""
    for hold in audited.holds:
        since, until = (short_instant(at.astimezone(zone)) for at in (hold.began_at, hold.until))
        remedy = REMEDIES[HELD_AS.get(hold.reason, "channel_held")]
        yield (
            False,
            HELD_WORDS[hold.reason].format(channel=shown_channel(hold.channel), since=since, until=until),
            remedy,
        )
    words = words_for("vi")
    for one in audited.given_up[:MOST_NAMED]:
        seen = f"Chưa gửi được cho {one.name or 'một tài khoản chưa rõ'}: {why_not_sent(one.error, words)}"
        yield False, seen, REMEDIES["given_up"]
    if len(audited.given_up) > MOST_NAMED:
        yield False, f"Và {len(audited.given_up) - MOST_NAMED} tin nữa chưa gửi được.", REMEDIES["given_up"]


def _on_disk(app: App, *, is_young: bool) -> Iterator[Answer]:
    file = database_file(app.settings)
    if file is None:
        yield True, "PostgreSQL: sao lưu bằng pg_dump, xem docs/operation.md.", ""
        return
    free = free_megabytes(file)
    yield free >= LEAST_MEGABYTES, f"Đĩa còn {free} MB trống.", "" if free >= LEAST_MEGABYTES else REMEDIES["disk_low"]
    found = nightly_backups(nightly_folder(app.settings, file))
    if not app.settings.backup_keep:
        yield True, "Sao lưu hằng đêm đang tắt (DONDOC_BACKUP_KEEP=0).", ""
    elif not found:
        yield is_young, "Chưa có bản sao lưu hằng đêm nào.", "" if is_young else REMEDIES["no_backup"]
    else:
        age = app.clock.now() - found[-1][0]
        is_fresh = age < OLD_BACKUP
        seen = (
            f"Bản sao lưu gần nhất: {found[-1][1].name} ({age // timedelta(hours=1)} giờ trước), có {len(found)} bản."
        )
        yield is_fresh, seen, "" if is_fresh else REMEDIES["backup_old"]
        yield from _read_back([path for _, path in found])


def _read_back(backups: list[Path]) -> Iterator[Answer]:
    folder = backups[0].parent
    damaged = ", ".join(path.name for path in (*damaged_backups(folder), *damaged_evidence(folder)))
    if damaged:
        seen = f"Bản sao lưu bị hỏng (nội dung không khớp mã kiểm tra): {damaged}."
        yield False, seen, REMEDIES["backup_damaged"]
    if unknown := sum(not has_checksum(path) for path in backups):
        yield True, f"Bản sao lưu không có mã kiểm tra: {unknown} (phiên bản cũ ghi, hoặc thiếu tệp .sha256).", ""


def check_files(settings: Settings) -> Iterator[Answer]:
    """Reports files with secrets, people or messages that other users of this machine may read."""
    for path, mode in open_secrets(files_with_secrets()):
        seen = f"Tệp {path} chứa mã bí mật mà người khác trên máy đọc được."
        yield False, seen, f"Chạy: chmod {mode} {path}"
    file, ours = database_file(settings), evidence_files(folder_path(settings))
    if file is not None:
        ours += [*database_files(file), *backup_files(nightly_folder(settings, file))]
    for path in open_to_others(ours):
        yield False, f"Ai trên máy cũng đọc được: {path}", f"Chạy: chmod {'700' if path.is_dir() else '600'} {path}"
    if file is not None and file.is_file() and file.stat().st_nlink > 1:
        seen = f"Tệp {file} còn có tên khác trên đĩa (liên kết cứng): mở bằng hai tên thì hỏng dữ liệu."
        yield False, seen, "Xóa tên kia; muốn có bản sao thì dùng dondoc backup TỆP."


def ask_running(settings: Settings) -> Iterator[Answer]:
    """What the running program says of itself; that none runs is no fault: it may not have been started yet."""
    if not settings.http_port:
        return
    url = f"http://{settings.http_host}:{settings.http_port}/health"
    seen = asyncio.run(_ask(url))
    if seen is None:
        yield True, f"Không thấy chương trình đang chạy ở {url} (bình thường nếu chưa chạy “dondoc run”).", ""
        return
    if seen.get("status") == "well":
        yield True, f"Chương trình đang chạy tốt ({url}).", ""
    for finding in seen.get("findings", []):
        yield finding["kind"] == "parked", _in_words(finding), REMEDIES.get(finding["kind"], f"Xem {url}")


def _in_words(finding: dict[str, Any]) -> str:
    alerts = words_for("vi").reach
    numbers = ", ".join(map(str, finding.get("tasks", [])))
    template = alerts.kinds.get(finding["kind"], alerts.other)
    return "Chương trình đang chạy báo: " + template.format(
        kind=finding["kind"], count=finding["count"], numbers=numbers, names=_named(finding)
    )


def _named(finding: dict[str, Any]) -> str:
    return ", ".join(finding.get("names", [])) or words_for("vi").reach.unnamed_platform


async def _ask(url: str) -> dict[str, Any] | None:
    try:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            found = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    return found if isinstance(found, dict) and "findings" in found else None


def check_scans() -> Iterator[tuple[bool, str, str]]:
    """Reports whether scans and photographs can be read. Missing parts are optional, so the answer is never a fault."""
    missing = missing_parts()
    if not missing:
        yield True, "Đọc được kế hoạch là bản quét, ảnh chụp (tesseract, vie, opencv).", ""
        return
    named = ", ".join(_NAMES[part] for part in missing)
    steps = "; ".join(_INSTALL[part] for part in missing)
    yield True, f"Chưa đọc được kế hoạch là bản quét, ảnh chụp: thiếu {named} (không bắt buộc; cài: {steps}).", ""
