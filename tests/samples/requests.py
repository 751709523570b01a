"""Examples of what is told about requests and obstacles, for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.reports import MorningDigest
from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
    ObstacleNews,
    RequestNews,
    RequestsLeft,
    RequestsShown,
)
from domain.messages.summaries import RequestItem, RequestSummary, TaskSummary

_ASKED_AT = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
_LAN, _HA, _HUNG = "Nguyễn Thị Lan", "Trần Thu Hà", "Phạm Quốc Hùng"
TASK = TaskSummary(
    3,
    "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
    "Hoàn thành trước ngày 15/4/2026",
    date(2026, 4, 14),
    None,
    4,
    "open",
    0,
    "",
    ("Ban Xây dựng Đảng",),
    is_acknowledged=True,
)
MOVED = replace(TASK, last_day=date(2026, 4, 24), days_left=14, is_extended=True)
HELD_UP = replace(TASK, has_obstacle=True)
ASKED = RequestSummary(
    "extension",
    "open",
    _LAN,
    _ASKED_AT,
    "chờ số liệu của các chi bộ",
    wanted_day=date(2026, 4, 24),
    old_day=date(2026, 4, 14),
    extension=1,
)
RECOMMENDED = replace(ASKED, recommended_by=_HA, is_recommended=True, recommendation="đã có 12/20 chi bộ gửi")
GRANTED = replace(
    RECOMMENDED, state="granted", decided_by=_HUNG, decided_at=_ASKED_AT, granted_day=date(2026, 4, 24), answer=""
)
REFUSED = replace(ASKED, state="refused", decided_by=_HUNG, decided_at=_ASKED_AT, answer="phải xong trước hội nghị")
QUESTION = RequestSummary("question", "open", _LAN, _ASKED_AT, "Có lấy cả số liệu của Công an phường không?")
EXPLANATION = RequestSummary("explanation", "open", _HUNG, _ASKED_AT, "vì sao chưa nhận việc?", date(2026, 4, 14))

LEADER_DIGEST = MorningDigest(
    date(2026, 4, 10),
    _HUNG,
    (),
    requests=(
        RequestItem(TASK, replace(QUESTION, awaits="answer"), is_pressing=True),
        RequestItem(TASK, replace(RECOMMENDED, awaits="decide")),
    ),
)

REQUEST_NOTICES: tuple[Response, ...] = (
    LEADER_DIGEST,
    RequestNews("asked", TASK, ASKED),
    RequestNews("brought", TASK, replace(ASKED, awaits="recommend")),
    RequestNews("recommended", TASK, RECOMMENDED),
    RequestNews("recommended", TASK, replace(RECOMMENDED, is_recommended=False, recommendation="đã gia hạn hai lần")),
    RequestNews("brought", TASK, replace(RECOMMENDED, extension=2, awaits="decide")),
    RequestNews("decided", MOVED, GRANTED),
    RequestNews("decided", TASK, REFUSED),
    RequestNews("decided", TASK, REFUSED, is_mine=True),
    RequestNews("asked", TASK, QUESTION),
    RequestNews("brought", TASK, replace(QUESTION, awaits="answer")),
    RequestNews("answered", TASK, replace(QUESTION, state="answered", decided_by=_HUNG, answer="Có, cả Quân sự")),
    RequestNews(
        "answered", TASK, replace(QUESTION, state="answered", decided_by=_HUNG, answer="Có, cả Quân sự"), is_mine=True
    ),
    RequestNews("asked", TASK, EXPLANATION),
    RequestNews("brought", TASK, replace(EXPLANATION, awaits="answer")),
    RequestNews(
        "answered", TASK, replace(EXPLANATION, state="answered", decided_by=_LAN, answer="đồng chí phụ trách đi học")
    ),
    RequestsShown(
        (
            RequestItem(TASK, replace(RECOMMENDED, awaits="decide")),
            RequestItem(TASK, replace(QUESTION, awaits="answer")),
        )
    ),
    RequestsShown(()),
    RequestsLeft(_LAN, (RequestItem(TASK, ASKED), RequestItem(TASK, replace(EXPLANATION, awaits="answer")))),
    RequestsLeft(_LAN, (RequestItem(TASK, QUESTION),)),
    ObstacleNews(HELD_UP, "chưa có kinh phí", _LAN, is_cleared=False, is_mine=True),
    ObstacleNews(HELD_UP, "chưa có kinh phí", _LAN, is_cleared=False, is_mine=False),
    ObstacleNews(TASK, "chưa có kinh phí", _LAN, is_cleared=True, is_mine=True),
    ObstacleNews(TASK, "chưa có kinh phí", _LAN, is_cleared=True, is_mine=False),
)
REQUEST_REFUSALS: tuple[Response, ...] = (
    NoDayNamed(3, "sớm nhất có thể", date(2026, 4, 14)),
    NotLater(3, date(2026, 4, 10), date(2026, 4, 14)),
    NoDeadlineToMove(1, "Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ"),
    AlreadyAsked(3, "extension", _LAN, _ASKED_AT),
    NothingRequested(3, "extension"),
    AlreadySettled(3, "extension", "granted", _HUNG, _ASKED_AT),
    NoObstacle(3, TASK.title),
    NobodyToAsk("leader"),
)
