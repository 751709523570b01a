"""Examples of orders from above, for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.orders import (
    NobodyOfUnit,
    NotCancelled,
    NothingChanged,
    Nudged,
    NudgedAlready,
    NudgeSent,
    PartMissing,
    PersonUnclear,
    TaskAdded,
    TaskChanged,
    TaskHanded,
    TaskRestored,
    TaskStopped,
)
from domain.messages.plans import TasksAssigned
from tests.samples.requests import TASK

_AT = datetime(2026, 4, 11, 0, 0, tzinfo=UTC)
_LAN, _THANH, _HUNG, _MINH = "Nguyễn Thị Lan", "Vũ Đức Thành", "Phạm Quốc Hùng", "Lê Văn Minh"
_ADDED = replace(
    TASK, number=19, title="Rà soát hồ sơ cán bộ nghỉ hưu trước tuổi", wording="30/6/2026", last_day=date(2026, 6, 30),
    days_left=81, is_acknowledged=False,
)  # fmt: skip

ORDER_NOTICES: tuple[Response, ...] = (
    Nudged(TASK, _HUNG, "gửi báo cáo trước 16h để kịp họp Thường trực", is_urgent=False),
    Nudged(replace(TASK, is_acknowledged=False), _HUNG, "", is_urgent=True),
    NudgeSent(TASK, (_LAN,), (), None),
    NudgeSent(TASK, (_LAN,), (_MINH,), _AT),
    TaskHanded(TASK, (_LAN,), "Ban Xây dựng Đảng", _THANH, is_mine=False),
    TaskHanded(TASK, (_LAN,), "Ban Xây dựng Đảng", _THANH, is_mine=True),
    TaskHanded(TASK, (), "Ban Xây dựng Đảng", _THANH, is_mine=True),
    TaskChanged(TASK, "deadline", "Hoàn thành trước ngày 10/4/2026", "Hoàn thành trước ngày 15/4/2026"),
    TaskChanged(TASK, "coordinating", "", "Văn phòng Đảng ủy"),
    TaskAdded(_ADDED, ("Văn phòng Đảng ủy",), "Báo cáo", ()),
    TasksAssigned("", _MINH, (_ADDED,)),
    TaskStopped(replace(TASK, state="cancelled"), "đã lồng ghép vào việc 5", _HUNG, is_mine=False),
    TaskStopped(replace(TASK, state="cancelled"), "đã lồng ghép vào việc 5", _HUNG, is_mine=True),
    TaskRestored(TASK, _HUNG, is_mine=False),
    TaskRestored(TASK, _HUNG, is_mine=True, asked_again=("extension",)),
)
ORDER_REFUSALS: tuple[Response, ...] = (
    NudgedAlready(3, _HUNG, _AT),
    NobodyOfUnit(3, TASK.lead_names),
    PersonUnclear("Minh", (_MINH, "Cao Minh Đức")),
    PartMissing("deadline"),
    NothingChanged(3, "deadline"),
    NotCancelled(3, TASK.title),
)
