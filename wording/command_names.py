"""The names of the commands in both languages; the grammar reads them and messages show them."""

from dataclasses import dataclass

from domain.messages.accounts import ChooseChannel, MakeCode, ShowHelp, Start
from domain.messages.drafts import DropDraft, DropRows, EditRow, ImportPlan, NameUnit, ShowRow, WriteDraft
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.people import ChangeRole, EndAbsence, ListPeople, ListUnits, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.messages.questions import Choose
from domain.messages.reports import ShowReport, ShowStatus
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    ListRequests,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar
from domain.messages.tasks import (
    Acknowledge,
    AnswerCheckIn,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReportShare,
    ReturnTask,
    ShowTask,
)
from domain.names import fold


@dataclass(frozen=True, slots=True)
class Name:
    """One command: its canonical English name, its Vietnamese name, other ways people say it, and what it makes.

    Vietnamese is written in full ("tiến độ"); typed without diacritics or spaces ("tiendo") it is the same name.
    """

    canonical: str
    vietnamese: str
    makes: type
    also: tuple[str, ...] = ()

    @property
    def menu_name(self) -> str:
        """The Vietnamese name as Telegram's menu allows it: small letters without diacritics, in one word."""
        return fold(self.vietnamese).replace(" ", "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way of writing the command, canonical first."""
        return (self.canonical, self.vietnamese, *self.also)


VOCABULARY = (
    Name("start", "bắt đầu", Start),
    Name("help", "trợ giúp", ShowHelp, ("giúp", "giúp đỡ", "hướng dẫn", "menu", "?")),
    Name("tasks", "việc", ListTasks, ("danh sách việc", "công việc", "nhiệm vụ", "việc của tôi", "list")),
    Name("task", "ct", ShowTask, ("chi tiết", "xem việc")),
    Name("ack", "nhận", Acknowledge, ("đã nhận", "nhận việc", "đã rõ", "acknowledge")),
    Name("done", "xong", MarkDone, ("đã xong", "làm xong", "hoàn thành", "đã hoàn thành", "xong việc")),
    Name("progress", "tiến độ", ReportProgress, ("đang làm",)),
    Name("undo", "hoàn tác", UndoLast),
    Name("status", "tình hình", ShowStatus),
    Name("report", "báo cáo", ShowReport, ("xem báo cáo", "báo cáo định kỳ")),
    Name("audit", "nhật ký", ShowHistory, ("xem nhật ký", "lịch sử", "history")),
    Name("channel", "kênh", ChooseChannel, ("đổi kênh", "chọn kênh", "kênh nhận tin")),
    Name("waiting", "chờ xác nhận", ListWaiting),
    Name("confirm", "xác nhận", ConfirmDone),
    Name("return", "trả lại", ReturnTask),
    Name("ongoing", "vẫn triển khai", AnswerCheckIn, ("vẫn đang triển khai", "vẫn thực hiện")),
    Name("result", "có kết quả", AnswerCheckIn),
    Name("notdone", "chưa làm được", AnswerCheckIn, ("chưa thực hiện được", "chưa triển khai được")),
    Name("coordinated", "đã phối hợp", ReportShare, ("phối hợp xong",)),
    Name("evidence", "minh chứng", ShowEvidence, ("gửi minh chứng", "xem minh chứng")),
    Name("extend", "gia hạn", RequestExtension, ("xin gia hạn", "xin thêm thời gian")),
    Name("block", "vướng mắc", RaiseObstacle, ("vướng", "khó khăn", "gặp khó khăn", "gặp vướng mắc")),
    Name("unblock", "hết vướng", ClearObstacle, ("hết vướng mắc", "gỡ vướng", "đã gỡ vướng", "tháo gỡ")),
    Name("ask", "xin ý kiến", AskLeader, ("xin chỉ đạo", "hỏi lãnh đạo")),
    Name("answer", "trả lời", AnswerRequest),
    Name("requests", "chờ duyệt", ListRequests, ("yêu cầu", "chờ quyết định")),
    Name("decide", "duyệt", GrantRequest, ("đồng ý gia hạn", "duyệt gia hạn", "approve")),
    Name("refuse", "từ chối", RefuseRequest, ("không duyệt", "không đồng ý", "reject")),
    Name("explain", "giải trình", AskExplanation, ("yêu cầu giải trình",)),
    Name("nudge", "nhắc", Nudge, ("nhắc việc", "đôn đốc", "nhắc nhở")),
    Name("assign", "giao", AssignTask, ("giao việc", "phân công")),
    Name("add", "thêm việc", AddTask, ("giao thêm", "thêm nhiệm vụ", "add task")),
    Name("cancel", "hủy việc", CancelTask, ("dừng việc", "cancel task")),
    Name("restore", "khôi phục", RestoreTask, ("khôi phục việc", "restore task")),
    Name("import", "nhập kế hoạch", ImportPlan, ("nạp kế hoạch",)),
    Name("plans", "kế hoạch", ListPlans, ("các kế hoạch", "danh sách kế hoạch")),
    Name("withdraw", "hủy kế hoạch", WithdrawPlan, ("đề nghị hủy kế hoạch", "thu hồi kế hoạch")),
    Name("agree", "cho hủy kế hoạch", AgreeToWithdraw, ("đồng ý hủy kế hoạch",)),
    Name("keep", "không hủy kế hoạch", KeepPlan, ("giữ kế hoạch", "không đồng ý hủy kế hoạch")),
    Name("endplan", "kết thúc kế hoạch", EndPlan, ("đóng kế hoạch",)),
    Name("choose", "chọn", Choose, ("có", "đúng", "không", "yes", "no")),
    Name("row", "xem", ShowRow, ("dòng", "xem dòng")),
    Name("edit", "sửa", EditRow, ("sửa dòng",)),
    Name("drop", "bỏ", DropRows, ("bỏ dòng",)),
    Name("unit", "đơn vị", NameUnit),
    Name("write", "nhập", WriteDraft, ("ghi kế hoạch", "vẫn ghi")),
    Name("discard", "hủy", DropDraft, ("hủy nhập",)),
    Name("leave", "nghỉ", NoteAbsence, ("xin nghỉ", "nghỉ phép", "xin nghỉ phép", "đi vắng", "vắng mặt")),
    Name("back", "hết nghỉ", EndAbsence, ("đi làm lại", "hết vắng", "thôi nghỉ", "hủy nghỉ")),
    Name("people", "người", ListPeople, ("danh sách người", "danh sách cán bộ")),
    Name("units", "danh sách đơn vị", ListUnits, ("các đơn vị",)),
    Name("invite", "mã", MakeCode, ("cấp mã", "mã mới", "code")),
    Name("move", "chuyển", MovePerson, ("điều chuyển", "chuyển đơn vị")),
    Name("remove", "thôi", RemovePerson, ("cho thôi", "xóa người")),
    Name("role", "vai trò", ChangeRole, ("giao vai trò", "bỏ vai trò", "thôi vai trò")),
    Name("calendar", "lịch", KeepCalendar, ("lịch ics", "lịch làm việc", "xem lịch")),
    Name("settings", "cài đặt", ChangeSetting, ("thiết lập",)),
    Name("hour", "giờ", ChooseHour, ("giờ nhận tin", "giờ nhắc")),
    Name("language", "ngôn ngữ", ChooseLanguage, ("tiếng anh", "tiếng việt", "english", "vietnamese")),
)


NAMES = {name.canonical: name for name in VOCABULARY}
