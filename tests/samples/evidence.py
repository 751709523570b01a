"""Examples of shares, evidence and answers for a period, for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, NoEvidence
from domain.messages.summaries import EvidenceSummary, ShareSummary
from domain.messages.tasks import CheckInAnswered, NotCoordinating, NotPeriodic, ShareKnown, ShareReported, TaskShown
from tests.samples.requests import TASK

_AT = datetime(2026, 4, 10, 1, 15, tzinfo=UTC)
_LAN, _MINH = "Nguyễn Thị Lan", "Lê Văn Minh"
_HDND, _UBND = "Thường trực HĐND phường", "UBND phường"
POSTS = replace(
    TASK,
    number=6,
    title="Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường",
    wording="Hoàn thành trong tháng 4/2026",
    last_day=date(2026, 4, 30),
    days_left=20,
    lead_names=(_HDND, _UBND),
)
MONTHLY = replace(
    TASK,
    number=1,
    title="Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ",
    wording="Thực hiện thường xuyên",
    last_day=date(2026, 4, 30),
    days_left=20,
    period="2026-04",
)
ITEMS = (
    EvidenceSummary("text", "QĐ 12-QĐ/ĐU ngày 14/4/2026", "", _LAN, _AT),
    EvidenceSummary("file", "", "bao-cao-tong-hop.docx", _LAN, _AT),
    EvidenceSummary("photo", "trang có dấu", "", _LAN, _AT, "waiting"),
    EvidenceSummary("video", "", "", _LAN, _AT, "too_large"),
)

VERIFICATION_NOTICES: tuple[Response, ...] = (
    ShareReported(POSTS, "lead", (_UBND,), (_HDND,), "đã gửi phần khối chính quyền"),
    ShareReported(TASK, "coordinating", ("Văn phòng Đảng ủy",), ("Đoàn Thanh niên phường", "Công an phường"), None),
    EvidenceKept(TASK, "photo", "", 2, waiting=1),
    EvidenceKept(TASK, "video", "", 3, too_large=1),
    EvidenceKept(TASK, "text", "QĐ 12-QĐ/ĐU ngày 14/4/2026", 1),
    EvidenceShown(TASK, ITEMS),
    EvidenceFile(TASK, "file", "BQACAgUAAxkBAAI", "bao-cao-tong-hop.docx", _LAN, _AT),
    EvidenceFile(TASK, "photo", "", "", _LAN, _AT, "0f" * 32),
    TaskShown(
        POSTS, ("Phòng Văn hóa - Xã hội",), "6", None, None, None, None, None, (), may_report=True, may_confirm=False,
        obstacle="chờ hướng dẫn của Sở Nội vụ",
        shares=(ShareSummary(_HDND, "lead", None), ShareSummary(_UBND, "lead", date(2026, 4, 9))),
        evidence=ITEMS,
    ),
    CheckInAnswered(MONTHLY, None, "under_way"),
    CheckInAnswered(MONTHLY, "đã họp rà soát ngày 8/4", "result"),
    CheckInAnswered(replace(MONTHLY, has_obstacle=True), "chờ hướng dẫn của thành phố", "not_done"),
)  # fmt: skip
VERIFICATION_REFUSALS: tuple[Response, ...] = (
    ShareKnown(6, (_UBND,), _MINH, _AT, (_HDND,)),
    NotCoordinating(3, TASK.title),
    NotPeriodic(3, TASK.title),
    NoEvidence(3, TASK.title),
)
