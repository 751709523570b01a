"""What `dondoc doctor` asks of operation: queues, backups, disk, the last restore, and the running program itself.

Each answer is (is it well, what was seen, what to do about it).
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import aiohttp

from bot.wording.catalogues import words_for
from dondoc.backups import database_file, free_megabytes, nightly_backups, nightly_folder
from dondoc.bootstrap import House
from dondoc.settings import Settings
from dondoc.vitals import LEAST_MEGABYTES, OLD_BACKUP
from services.back_office import BackOffice
from services.settle_restored import RESTORED
from storage.backups import first_event_at, last_event_facts

Answer = tuple[bool, str, str]
SECONDS = 12

REMEDIES = {
    "not_receiving": "Kiểm tra mạng, mã bot; dừng bản chạy trùng; xem dòng «poll_failed» trong nhật ký chương trình.",
    "not_planning": "Xem dòng «tick_failed» trong nhật ký chương trình; khởi động lại «dondoc run».",
    "not_sending": "Xem dòng «lease_failed», «send_refused» trong nhật ký; kiểm tra mạng; khởi động lại «dondoc run».",
    "late_inbox": "Xem dòng «dispatch_failed», «update_failed» trong nhật ký chương trình.",
    "late_outbox": "Kiểm tra mạng và giới hạn của nền tảng; tin vẫn được thử lại.",
    "unsent": "Xem dòng «tick_failed» trong nhật ký chương trình; khởi động lại «dondoc run».",
    "no_next": "Báo cho người phát triển kèm số việc: quy tắc nhắc không sinh lời nhắc nào.",
    "astray": "Chương trình tự sửa trong một phút; nếu lặp lại, báo cho người phát triển kèm số việc.",
    "parked": "Tin đi: nhắc người nhận mở lại bot. Tin đến: xem dòng «update_parked» trong nhật ký chương trình.",
    "no_coordinator": "Liên kết cho một cán bộ theo dõi: dondoc invite «họ tên»; cử người khác: dondoc people role.",
    "no_leader": "Liên kết điện thoại cho một lãnh đạo: dondoc invite «họ tên»; cử người khác: dondoc people role.",
    "history": "Chạy «dondoc audit verify»; giữ nguyên tệp và báo cáo lãnh đạo.",
    "backup_old": "Xem dòng «backup_failed» trong nhật ký; sao lưu ngay: dondoc backup TỆP.",
    "backup_failed": "Xem lý do ở dòng «backup_failed» trong nhật ký; thử ngay: dondoc backup TỆP.",
    "no_backup": "Sao lưu ngay: dondoc backup TỆP; «dondoc run» tự sao lưu mỗi đêm.",
    "disk_low": "Xóa bớt tệp, giảm DONDOC_BACKUP_KEEP hoặc thêm đĩa.",
    "database": "Kiểm tra đĩa, quyền ghi và máy chủ PostgreSQL; tệp hỏng thì «dondoc restore TỆP --force».",
    "no_answer": "Chương trình bị treo: khởi động lại «dondoc run».",
}


def check_up(house: House) -> Iterator[Answer]:
    """What the database and the disk tell, whether the program runs or not."""
    now, organisation = house.clock.now(), house.organisation.id
    audited = BackOffice(house.database, organisation).audit(now)
    with house.database.reading() as tx:
        restored = last_event_facts(tx, organisation, RESTORED)
        began = first_event_at(tx, organisation)
    late = audited.inbox.late
    yield late == 0, f"Tin đến quá 5 phút chưa xử lý: {late}.", "" if late == 0 else REMEDIES["late_inbox"]
    if audited.no_next:
        numbers = ", ".join(map(str, audited.no_next))
        yield False, f"Việc chưa xong mà không còn lời nhắc nào: {numbers}.", REMEDIES["no_next"]
    if audited.astray:
        numbers = ", ".join(map(str, sorted(set(audited.astray.values()))))
        yield False, f"Việc ghi sai thời điểm nhắc tiếp theo: {numbers}.", REMEDIES["astray"]
    for kind in (f"no_{role.value}" for role in audited.vacant):
        yield False, words_for("vi").alerts.kinds[kind], REMEDIES[kind]
    if restored is not None:
        at, facts = restored
        seen = (
            f"Đã khôi phục bản sao lưu (lúc {at:%Y-%m-%d %H:%M} UTC): bỏ {facts['dropped']} tin buổi sáng đã cũ, "
            f"gửi lại kèm dấu {facts['perhaps_sent']} tin, báo {facts['told']} người."
        )
        yield True, seen, ""
    is_young = began is None or now - began < OLD_BACKUP
    yield from _on_disk(house, is_young=is_young)


def _on_disk(house: House, *, is_young: bool) -> Iterator[Answer]:
    file = database_file(house.settings)
    if file is None:
        yield True, "PostgreSQL: sao lưu bằng pg_dump, xem docs/operation.md.", ""
        return
    free = free_megabytes(file)
    yield free >= LEAST_MEGABYTES, f"Đĩa còn {free} MB trống.", "" if free >= LEAST_MEGABYTES else REMEDIES["disk_low"]
    found = nightly_backups(nightly_folder(house.settings, file))
    if not house.settings.backup_keep:
        yield True, "Sao lưu hằng đêm đang tắt (DONDOC_BACKUP_KEEP=0).", ""
    elif not found:
        yield is_young, "Chưa có bản sao lưu hằng đêm nào.", "" if is_young else REMEDIES["no_backup"]
    else:
        age = house.clock.now() - found[-1][0]
        is_fresh = age < OLD_BACKUP
        seen = (
            f"Bản sao lưu gần nhất: {found[-1][1].name} ({age // timedelta(hours=1)} giờ trước), có {len(found)} bản."
        )
        yield is_fresh, seen, "" if is_fresh else REMEDIES["backup_old"]


def ask_running(settings: Settings) -> Iterator[Answer]:
    """What the running program says of itself; that none runs is no fault: it may not have been started yet."""
    if not settings.http_port:
        return
    url = f"http://{settings.http_host}:{settings.http_port}/health"
    seen = asyncio.run(_ask(url))
    if seen is None:
        yield True, f"Không thấy chương trình đang chạy ở {url} (bình thường nếu chưa chạy «dondoc run»).", ""
        return
    if seen.get("status") == "well":
        yield True, f"Chương trình đang chạy tốt ({url}).", ""
    for finding in seen.get("findings", []):
        yield finding["kind"] == "parked", _in_words(finding), REMEDIES.get(finding["kind"], f"Xem {url}")


def _in_words(finding: dict[str, Any]) -> str:
    alerts = words_for("vi").alerts
    numbers = ", ".join(map(str, finding.get("tasks", [])))
    template = alerts.kinds.get(finding["kind"], alerts.other)
    return "Chương trình đang chạy báo: " + template.format(
        kind=finding["kind"], count=finding["count"], numbers=numbers
    )


async def _ask(url: str) -> dict[str, Any] | None:
    try:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            found = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    return found if isinstance(found, dict) and "findings" in found else None
