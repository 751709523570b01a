"""What people do one by one in the tests of undo: who types what after what, and what undo makes of it."""

from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

from sqlalchemy import Table, select

from domain.undoing import RULES
from dondoc.cli.printing import print_json
from dondoc.cli.status import status_as_json
from services.administration.look_up import look_at_status
from storage.tables import (
    absence,
    assignment,
    day_off,
    draft,
    draft_doubt,
    draft_row,
    evidence,
    membership,
    occurrence,
    office_role,
    organisation,
    person,
    plan,
    request,
    responsibility,
    share,
    snooze,
    task,
)
from tests.plans_in_chat import plan_text, send_plan
from tests.world import HA, HUNG, LAN, MINH, THANH, World

PHUOC = "Đặng Hữu Phước"
EVERYBODY = (LAN, HA, HUNG, MINH, THANH, PHUOC)
DRAFT = plan_text(
    [("Rà soát hồ sơ", "UBND phường", "", "30/6/2026"), ("Lập danh sách", "Nhà Văn hóa", "", "30/6/2026")]
)
# The events of deeds that undo takes back.
CAN = frozenset(event for rule in RULES.values() for event in rule.events if not rule.cannot)
# What only counts changes, or is set by the program itself.
_NOT_COMPARED = frozenset({"version", "deadline_version", "next_look_at"})
_WITHOUT_ID = frozenset({"responsibility", "assignment", "membership", "office_role", "share", "day_off", "evidence"})
_TABLES: tuple[Table, ...] = (
    task, responsibility, occurrence, assignment, share, evidence, person, membership, office_role, absence,
    organisation, day_off, snooze, draft, draft_row, draft_doubt, plan,
)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """`before` are texts typed first: (who, text); `of_draft` once the draft is there.

    `reason`: why it cannot be taken back, "" when it can.

    `has_trace`: False for a deed that only the history and messages tell of.
    """

    who: str
    text: str
    before: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    has_draft: bool = False
    of_draft: tuple[tuple[str, str], ...] = ()
    has_trace: bool = True

    def prepare(self, ward: World) -> None:
        for who, text in self.before:
            ward.ask(who, text)
        if self.has_draft:
            send_plan(ward, HA, DRAFT)
        for who, text in self.of_draft:
            ward.ask(who, text)


ASKED = ((LAN, "gia hạn 3 24/4 chờ số liệu"),)
REPORTED = ((LAN, "gia hạn 3 24/4 chờ số liệu"), (LAN, "xong 3 đã gửi"))
DEEDS = (
    Deed(LAN, "nhận 3 5"),
    Deed(LAN, "xong 3 đã gửi", ASKED),
    Deed(LAN, "xong 3 và 5"),
    Deed(LAN, "xong 1"),
    Deed(MINH, "xong 6"),
    Deed(MINH, "xong 6", ((MINH, "nhận 6"),)),
    Deed(LAN, "tiến độ 3 60"),
    Deed(LAN, "vẫn triển khai 1"),
    Deed(LAN, "có kết quả 1 đã họp"),
    Deed(LAN, "chưa làm được 1 chờ hướng dẫn"),
    Deed(HA, "đã phối hợp 4"),
    Deed(LAN, "minh chứng 3 QĐ 12"),
    Deed(HA, "xác nhận 3", REPORTED),
    Deed(HA, "xác nhận 6", ((MINH, "gia hạn 6 10/7 chờ"), (MINH, "xong 6"))),
    Deed(HA, "trả lại 3 thiếu số liệu", REPORTED),
    Deed(HA, "trả lại 6 thiếu", ((MINH, "xong 6"), ("Ngô Thị Hồng Nhung", "xong 6"))),
    Deed(LAN, "gia hạn 3 24/4 chờ số liệu"),
    Deed(LAN, "xin ý kiến 3 mời ai?"),
    Deed(HUNG, "giải trình 3 vì sao chậm?"),
    Deed(HUNG, "trả lời 3 mời cả", ((LAN, "xin ý kiến 3 mời ai?"),), "answered"),
    Deed(LAN, "trả lời 3 chờ số liệu", ((HUNG, "giải trình 3 vì sao chậm?"),), "answered"),
    Deed(HUNG, "duyệt 3", ASKED),
    Deed(HUNG, "duyệt 3 20/4", ASKED),
    Deed(HA, "duyệt 3", ASKED),
    Deed(HUNG, "từ chối 3 phải xong", ASKED),
    Deed(HA, "từ chối 3 phải xong", ASKED),
    Deed(LAN, "vướng mắc 3 chưa có kinh phí"),
    Deed(LAN, "hết vướng 3", ((LAN, "vướng mắc 3 chưa có kinh phí"),)),
    Deed(HUNG, "nhắc 3", reason="nudged"),
    Deed(THANH, "giao 3 Nguyễn Thị Lan"),
    Deed(HA, "giao 3 cả đơn vị", ((THANH, "giao 3 Nguyễn Thị Lan"),)),
    Deed(HA, "thêm việc Rà soát; chủ trì UBND phường; hạn 30/6/2026", reason="added"),
    Deed(HA, "hủy việc 3 đã lồng ghép vào việc 5", ASKED),
    Deed(HA, "hủy việc 3 đã lồng ghép vào việc 5", REPORTED),
    Deed(HA, "hủy việc 1 không còn phù hợp"),
    Deed(HA, "khôi phục 3", ((HA, "hủy việc 3 nhầm số"),)),
    Deed(HA, "hủy kế hoạch #1 đã lồng ghép"),
    Deed(HUNG, "cho hủy kế hoạch #1 chắc chắn", reason="withdrawn"),
    Deed(HUNG, "không hủy kế hoạch #1 vẫn cần", ((HA, "hủy kế hoạch #1 đã lồng ghép"),)),
    Deed(HA, "kết thúc kế hoạch #1 chắc chắn", reason="ended"),
    Deed(HA, "sửa 8 hạn 1/6/2026"),
    Deed(HA, "sửa 1 hạn 1/6/2026"),
    Deed(HA, "sửa 8 hạn hằng tháng"),
    Deed(HA, "sửa 8 chủ trì UBND phường"),
    Deed(HA, "sửa 8 phối hợp Văn phòng Đảng ủy; Hội Phụ nữ phường"),
    Deed(HA, "sửa 8 tên Rà soát biên chế"),
    Deed(HA, "sửa 8 sản phẩm Báo cáo"),
    Deed(LAN, "nghỉ 13/4-17/4 thay Thành"),
    Deed(LAN, "hết nghỉ", ((LAN, "nghỉ 13/4-17/4 thay Thành"),)),
    Deed(HA, "chuyển Nguyễn Thị Lan sang UBND phường", ((THANH, "giao 3 Nguyễn Thị Lan"),)),
    Deed(HA, "thôi Nguyễn Thị Lan", reason="removed"),
    Deed(HA, "vai trò Nguyễn Thị Lan thủ trưởng UBND phường"),
    Deed(HA, "bỏ vai trò Nguyễn Thị Lan đầu mối Ban Xây dựng Đảng", ((THANH, "giao 3 Nguyễn Thị Lan"),)),
    Deed(PHUOC, "vai trò Nguyễn Thị Lan lãnh đạo"),
    Deed(HA, "mã Nguyễn Thị Lan", reason="invited"),
    Deed(HA, "lịch nghỉ 13/4/2026 họp"),
    Deed(HA, "lịch bỏ 13/4/2026", ((HA, "lịch nghỉ 13/4/2026 họp"),)),
    Deed(HA, "lịch làm 11/4/2026"),
    Deed(LAN, "lịch tệp", reason="feed"),
    Deed(HA, "cài đặt xác nhận tắt"),
    Deed(HA, "cài đặt nhắc 7 3 1"),
    Deed(LAN, "giờ 7:00"),
    Deed(LAN, "giờ chung", ((LAN, "giờ 7:00"),)),
    Deed(LAN, "english"),
    Deed(LAN, "kênh telegram"),
    Deed(HA, "sửa 1 hạn 10/7/2026", reason="draft", has_draft=True),
    Deed(HA, "bỏ 2", reason="draft", has_draft=True),
    Deed(HA, "chọn 1", reason="draft", has_draft=True),
    Deed(HA, "đơn vị Nhà Văn hóa là Phòng Văn hóa - Xã hội", reason="draft", has_draft=True),
    Deed(HA, "hủy", reason="draft", has_draft=True),
    Deed(HA, "vẫn ghi", reason="written", has_draft=True),
)


def everything(ward: World) -> dict[str, Any]:
    """`status --json`, and every row that a deed may change, without what only counts changes."""
    with ward.database.reading() as tx:
        found: dict[str, Any] = {
            table.name: sorted((_compared(table.name, row) for row in tx.execute(select(table)).mappings()), key=repr)
            for table in _TABLES
        }
        asked = tx.execute(select(request).where(request.c.state != "withdrawn")).mappings()
        found["request"] = [_compared("request", row) for row in asked]
        with redirect_stdout(StringIO()) as printed:
            print_json(status_as_json(look_at_status(tx, ward.organisation, ward.now)))
        found["status"] = printed.getvalue()  # to the byte
    return found


def _compared(name: str, row: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    left_out = _NOT_COMPARED | ({"id"} if name in _WITHOUT_ID else frozenset())
    return [(column, value) for column, value in row.items() if column not in left_out]
