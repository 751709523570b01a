"""One example of every notice and refusal, taken from a real plan: for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.authorisation import parted_commands
from domain.followed_plans import PaperRow
from domain.messages import Command, Notice, Refusal, Response
from domain.messages.accounts import (
    AlreadyLinked,
    ChannelNotLinked,
    ChannelShown,
    CodeNotAccepted,
    HelpShown,
    OnlyForRole,
    Stranger,
    TooManyTries,
    Welcome,
)
from domain.messages.chats import AnswersFolded, CouldNotHandle, FoldedGroup
from domain.messages.history import ChangeUndone, HistoryEntry, HistoryShown
from domain.messages.orders import CancelTask
from domain.messages.people import NoSuchUnit
from domain.messages.plans import DeadlineMoved, MovedItem, TasksAssigned, TasksWithdrawn
from domain.messages.questions import (
    ClarificationAsked,
    NotUnderstood,
    NumberNotUnderstood,
    ReasonMissing,
    TextTooLong,
    WhichTask,
)
from domain.messages.reach import AdminAlert, AlertFinding, NobodyReached, QuotaNear, QuotaSpent, ReceivingWasDown
from domain.messages.reports import DigestItem, MorningDigest, NoSuchPeriod, StatusCard, StatusShown
from domain.messages.requests import AskExplanation
from domain.messages.shared_chats import OneOrganisationAtATime, OrganisationChosenBefore
from domain.messages.summaries import EventSummary, FourCells, TaskSummary, UnitFigures
from domain.messages.tasks import (
    AlreadyDone,
    AlreadyReported,
    CheckInAnswered,
    ConfirmDone,
    ListTasks,
    MarkDone,
    NoSuchTask,
    NotReported,
    NotYourTask,
    ProgressAsked,
    ProgressSet,
    ReportConfirmed,
    ReportProgress,
    ReportReturned,
    TaskAcknowledged,
    TaskCancelled,
    TaskConfirmed,
    TaskListShown,
    TaskReported,
    TaskReturned,
    TaskShown,
    WaitingItem,
    WaitingShown,
)
from domain.people import Actor, Role
from tests.own_pieces import own_pieces
from tests.samples.chats import MESSAGE_NOTICES
from tests.samples.drafts import PLAN_NOTICES, PLAN_REFUSALS
from tests.samples.evidence import VERIFICATION_NOTICES, VERIFICATION_REFUSALS
from tests.samples.orders import ORDER_NOTICES, ORDER_REFUSALS
from tests.samples.people import STAFF_NOTICES, STAFF_REFUSALS
from tests.samples.periods import PERIODIC_NOTICES
from tests.samples.plans import PLAN_LIST_NOTICES, PLAN_LIST_REFUSALS
from tests.samples.questions import QUESTION_NOTICES, QUESTION_REFUSALS
from tests.samples.requests import REQUEST_NOTICES, REQUEST_REFUSALS
from tests.samples.settings import SETTING_NOTICES, SETTING_REFUSALS
from tests.samples.undo import UNDO_NOTICES, UNDO_REFUSALS

TODAY = date(2026, 4, 10)
NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)  # 07:30 in Viet Nam
XDD, UBND, KT = "Ban Xây dựng Đảng", "UBND phường", "Ủy ban Kiểm tra Đảng ủy"
HDND, OFFICE = "Thường trực HĐND phường", "Văn phòng Đảng ủy"
LAN, HA, MINH = "Nguyễn Thị Lan", "Trần Thu Hà", "Lê Văn Minh"
_OFFICER = Actor(1, "", roles=frozenset({Role.OFFICER}))


def _names(kinds: tuple[type[Command], ...]) -> tuple[str, ...]:
    return tuple(kind.canonical for kind in kinds)


_OFFICE = Actor(2, "", roles=frozenset({Role.COORDINATOR}))


def line(
    number: int,
    title: str,
    wording: str,
    last_day: date | None,
    *,
    leads: tuple[str, ...] = (XDD,),
    state: str = "open",
    progress: int = 0,
    period: str = "",
    is_acknowledged: bool = False,
) -> TaskSummary:
    """A task as it stands on the morning of 10/4/2026."""
    left = None if last_day is None else (last_day - TODAY).days
    return TaskSummary(number, title, wording, last_day, None, left, state, progress, period, leads, is_acknowledged)


REPORT = line(
    17,
    "Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường",
    "hoàn thành trước ngày 10/4/2026",
    date(2026, 4, 9),
)
REVIEW = line(
    3,
    "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
    "Hoàn thành trước ngày 15/4/2026",
    date(2026, 4, 14),
)
OF_PLAN_45 = replace(REVIEW, number=21, paper=PaperRow("3", "45-KH/ĐU", TODAY, "45"))
OF_NO_NUMBER = replace(REVIEW, number=40, paper=PaperRow("IV.2", None, TODAY, "#3"))
POSTS = line(
    6,
    "Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường",
    "Hoàn thành trong tháng 4/2026",
    date(2026, 4, 30),
    leads=(HDND, UBND),
)
TITLES = line(
    7,
    "Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường",
    "Hoàn thành trong tháng 4/2026",
    date(2026, 4, 30),
)
TRAINING = line(
    9,
    "Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.",
    "Hoàn thành trong quý II/2026",
    date(2026, 6, 30),
    leads=(UBND,),
)
STANDING = line(
    1,
    "Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ Đảng uỷ phường khóa I",
    "Thực hiện thường xuyên",
    date(2026, 4, 30),
    period="2026-04",
)
MARCH = replace(STANDING, period="2026-03", last_day=date(2026, 3, 31), days_left=-10)
UNIT_REPORT = line(
    16,
    "Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức",
    "trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)",
    date(2026, 4, 9),
    leads=(UBND,),
)
SAID_DONE = line(3, REVIEW.title, REVIEW.wording, REVIEW.last_day, state="reported", progress=100, is_acknowledged=True)
CLOSED = line(3, REVIEW.title, REVIEW.wording, REVIEW.last_day, state="done", progress=100, is_acknowledged=True)

STATUS = StatusShown(
    title="Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức "
    "Trung ương",
    as_of=NOW,
    unit_id=None,
    unit_name=None,
    cells=FourCells(18, 1, 0, 15, 2, 1),
    units=(
        UnitFigures(2, XDD, FourCells(11, 1, 0, 9, 1, 1)),
        UnitFigures(3, UBND, FourCells(4, 0, 0, 3, 1)),
        UnitFigures(4, "Đảng ủy phường", FourCells(1, 0, 0, 1)),
        UnitFigures(5, HDND, FourCells(1, 0, 0, 1)),
        UnitFigures(6, "Thường trực Đảng ủy phường", FourCells(1, 0, 0, 1)),
        UnitFigures(7, KT, FourCells(1, 0, 0, 1)),
    ),
    overdue=(REPORT, UNIT_REPORT),
    due_soon=(REVIEW,),
)
UNIT_STATUS = StatusShown(
    title=STATUS.title,
    as_of=NOW,
    unit_id=3,
    unit_name=UBND,
    cells=FourCells(4, 0, 0, 3, 1),
    units=(),
    overdue=(UNIT_REPORT,),
    due_soon=(),
    others=(POSTS, TRAINING),
)
OFFICER_DIGEST = MorningDigest(
    TODAY,
    LAN,
    (
        DigestItem(REPORT, "overdue:1", "lead"),
        DigestItem(REVIEW, "before:3", "lead"),
        DigestItem(STANDING, "check_in", "lead"),
    ),
)
ONE_TASK_DIGEST = MorningDigest(TODAY, LAN, (DigestItem(REVIEW, "before:3", "lead"),))
COORDINATOR_DIGEST = MorningDigest(
    TODAY,
    HA,
    (
        DigestItem(REVIEW, "before:3", "coordinating"),
        DigestItem(UNIT_REPORT, "overdue:1", "coordinator"),
        DigestItem(TITLES, "silent", "head"),
    ),
    also_overdue=(17,),
    waiting=(3, 5),
    unreachable=(MINH,),
)

NOTICES: tuple[Response, ...] = (
    Welcome(LAN, (XDD,), ("officer",), is_new=True, open_count=9),
    HelpShown(_names(parted_commands(_OFFICER)[0]), has_more=True),
    HelpShown(_names(parted_commands(_OFFICE)[1]), is_more=True),
    ONE_TASK_DIGEST,
    OFFICER_DIGEST,
    COORDINATOR_DIGEST,
    TaskListShown((XDD,), (REPORT, REVIEW, TITLES, STANDING), 9, 1, 2, is_everything=False),
    TaskShown(
        SAID_DONE,
        ("các cấp ủy chi, đảng bộ, cơ quan, đơn vị",),
        "3",
        None,
        "đã gửi báo cáo tổng hợp",
        LAN,
        TODAY,
        is_on_time=True,
        events=(
            EventSummary(NOW + timedelta(hours=2), LAN, "task_reported", "đã gửi báo cáo tổng hợp"),
            EventSummary(NOW + timedelta(minutes=5), LAN, "task_acknowledged", ""),
        ),
        may_report=False,
        may_confirm=True,
    ),
    TaskShown(REVIEW, (OFFICE,), "3", "Báo cáo", None, None, None, None, (), may_report=True, may_confirm=False),
    TaskShown(OF_PLAN_45, (), "3", None, None, None, None, None, (), may_report=True, may_confirm=False),
    TaskListShown((XDD,), (REPORT, OF_PLAN_45, OF_NO_NUMBER), 3, 1, 1, is_everything=False, plans=3),
    TaskListShown((XDD,), (REPORT,), 1, 1, 1, is_everything=False, due="overdue"),
    TaskListShown((XDD,), (), 0, 1, 1, is_everything=False, due="today"),
    TaskAcknowledged(REVIEW),
    TaskReported(SAID_DONE, is_on_time=True, needs_confirmation=True, note="đã ban hành Báo cáo số 12-BC/ĐU"),
    TaskReported(replace(OF_PLAN_45, state="reported"), is_on_time=True, needs_confirmation=True, note=None),
    CheckInAnswered(
        line(1, STANDING.title, STANDING.wording, STANDING.last_day, period="2026-04"), "không có thay đổi"
    ),
    ProgressAsked(REVIEW),
    ProgressSet(line(3, REVIEW.title, REVIEW.wording, REVIEW.last_day, progress=60, is_acknowledged=True), None),
    ChangeUndone(line(3, REVIEW.title, REVIEW.wording, REVIEW.last_day, is_acknowledged=True), "task_reported"),
    ChangeUndone(
        line(3, REVIEW.title, REVIEW.wording, REVIEW.last_day, is_acknowledged=True), "task_reported", ("extension",)
    ),
    WaitingShown((WaitingItem(SAID_DONE, LAN, TODAY, is_on_time=True, note="đã gửi báo cáo tổng hợp"),)),
    TaskConfirmed(CLOSED, is_on_time=True, reported_by=LAN),
    TaskReturned(REVIEW, "thiếu số liệu khối đoàn thể", LAN),
    ReportConfirmed(CLOSED, is_on_time=True, by=HA),
    ReportReturned(REVIEW, "thiếu số liệu khối đoàn thể", HA),
    StatusCard(STATUS),
    STATUS,
    UNIT_STATUS,
    TaskListShown((XDD,), (MARCH,), 1, 1, 1, is_everything=False),
    ReceivingWasDown(NOW - timedelta(hours=30), NOW),
    AdminAlert(NOW, (AlertFinding("not_receiving", 7, names=("Telegram",)), AlertFinding("late_outbox", 3))),
)
REFUSALS: tuple[Response, ...] = (
    Stranger(),
    CodeNotAccepted(),
    TooManyTries(15),
    AlreadyLinked(LAN),
    NoSuchTask(99, 18),
    NotYourTask(6, POSTS.title, POSTS.lead_names),
    OnlyForRole(ConfirmDone.canonical, ("coordinator",)),
    AlreadyReported(3, REVIEW.title, LAN, NOW),
    AlreadyDone(3, REVIEW.title, LAN, NOW),
    TaskCancelled(9, TRAINING.title),
    NotReported(7, TITLES.title),
    WhichTask(MarkDone.canonical, (3, 17)),
    WhichTask(MarkDone.canonical),
    WhichTask(AskExplanation.canonical, (7,), "7 đồng chí chưa học Nghị quyết"),
    WhichTask(MarkDone.canonical, (3, 17), "đã ban hành QĐ 12"),
    WhichTask(ReportProgress.canonical, (3, 17), "chờ chữ ký", 60),
    WhichTask(CancelTask.canonical, (3, 17), "đã lồng ghép", question=11, replaced="xong đã gửi"),
    ReasonMissing(3),
    TextTooLong(1240, 1000),
    NumberNotUnderstood(ReportProgress.canonical, "150%"),
    NotUnderstood("chuẩn bị xong", (MarkDone.canonical, ListTasks.canonical)),
    NoSuchUnit("Ban Xây dựng", (XDD,)),
    ChannelNotLinked("viber", ("telegram",)),
    CouldNotHandle(""),
    OneOrganisationAtATime(("HB", "LC")),
    OrganisationChosenBefore(),
)
MOVED = DeadlineMoved(
    STATUS.title,
    (
        MovedItem(
            line(3, REVIEW.title, "Hoàn thành trước ngày 30/4/2026", date(2026, 4, 29)), REVIEW.wording, REVIEW.last_day
        ),
    ),
)
WITHDRAWN = TasksWithdrawn(STATUS.title, (line(7, TITLES.title, TITLES.wording, TITLES.last_day, state="cancelled"),))
NOTICES += (TasksAssigned(STATUS.title, LAN, (REVIEW, TITLES, TRAINING), (6, 16)), *PLAN_NOTICES, MOVED, WITHDRAWN)
REFUSALS += PLAN_REFUSALS
NOTICES += (
    ChannelShown("zalo", ("zalo", "telegram"), is_changed=True),
    ChannelShown("telegram", ("telegram",), is_changed=False),
    QuotaNear("zalo", 2400, 3000, is_reserved=False),
    QuotaNear("zalo", 2700, 3000, is_reserved=True),
    QuotaSpent("zalo", 2412),
    NobodyReached((REVIEW, TITLES)),
)
_LINES = (
    HistoryEntry(NOW + timedelta(days=6), HA, "task_returned", "thiếu số liệu khối đoàn thể", 3),
    HistoryEntry(NOW + timedelta(days=5), LAN, "task_reported", "đã gửi báo cáo tổng hợp", 3),
    HistoryEntry(NOW + timedelta(minutes=5), LAN, "task_acknowledged", "", 3),
)
_WHOLE = (HistoryEntry(NOW + timedelta(days=7), LAN, "account_linked", "telegram"), *_LINES)
NOTICES += (HistoryShown(_LINES, 11, 1, 2, 3, REVIEW.title), HistoryShown(_WHOLE, 4, 1, 1))
NOTICES += REQUEST_NOTICES + ORDER_NOTICES + VERIFICATION_NOTICES + UNDO_NOTICES + MESSAGE_NOTICES
NOTICES += PERIODIC_NOTICES
REFUSALS += (NoSuchPeriod("hôm kia"),)
REFUSALS += REQUEST_REFUSALS + ORDER_REFUSALS + VERIFICATION_REFUSALS + UNDO_REFUSALS
NOTICES += SETTING_NOTICES + STAFF_NOTICES + (replace(ONE_TASK_DIGEST, name="Vũ Đức Thành", standing_in_for=(LAN,)),)
REFUSALS += SETTING_REFUSALS + STAFF_REFUSALS
NOTICES += tuple(
    replace(STATUS, view=view, reported=reported)
    for view, reported in (("overdue", ()), ("by_unit", ()), ("reported", (SAID_DONE,)), ("text", ()))
)
NOTICES += (
    AnswersFolded(
        recorded=33,
        refused=4,
        groups=(
            FoldedGroup("reported", 21, (3, 5, 7, 9, 12)),
            FoldedGroup("progress", 9, (14,)),
            FoldedGroup("not_yours", 3, (6,), is_refusal=True),
            FoldedGroup("shown", 3),
            FoldedGroup("unclear", 1, is_refusal=True),
        ),
    ),
)
NOTICES += (
    ClarificationAsked("xong mục 9", "unread_words", ("xong 9",)),
    ClarificationAsked("xong 3 80%", "partly", ("tiến độ 3 80", "xong 3")),
)
NOTICES += QUESTION_NOTICES + PLAN_LIST_NOTICES
REFUSALS += QUESTION_REFUSALS + PLAN_LIST_REFUSALS
_OWN = own_pieces("SAMPLES")
NOTICES += tuple(each for each in _OWN if isinstance(each, Notice))
REFUSALS += tuple(each for each in _OWN if isinstance(each, Refusal))
EVERYTHING = NOTICES + REFUSALS
