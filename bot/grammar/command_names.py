"""The names of the commands in both languages, as one plain table. How a typed text is read stands in the grammar."""

from dataclasses import dataclass

from domain import commands
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
    Name("start", "bắt đầu", commands.Start),
    Name("help", "trợ giúp", commands.ShowHelp, ("giúp", "giúp đỡ", "hướng dẫn", "menu", "?")),
    Name("tasks", "việc", commands.ListTasks, ("danh sách việc", "công việc", "nhiệm vụ", "việc của tôi", "list")),
    Name("task", "ct", commands.ShowTask, ("chi tiết", "xem việc")),
    Name("ack", "nhận", commands.Acknowledge, ("đã nhận", "nhận việc", "đã rõ", "acknowledge")),
    Name("done", "xong", commands.MarkDone, ("đã xong", "làm xong", "hoàn thành", "đã hoàn thành", "xong việc")),
    Name("progress", "tiến độ", commands.ReportProgress, ("đang làm",)),
    Name("undo", "hoàn tác", commands.UndoLast),
    Name("status", "tình hình", commands.ShowStatus),
    Name("report", "báo cáo", commands.ShowReport, ("xem báo cáo", "báo cáo định kỳ")),
    Name("audit", "nhật ký", commands.ShowHistory, ("xem nhật ký", "lịch sử", "history")),
    Name("channel", "kênh", commands.ChooseChannel, ("đổi kênh", "chọn kênh", "kênh nhận tin")),
    Name("waiting", "chờ xác nhận", commands.ListWaiting),
    Name("confirm", "xác nhận", commands.ConfirmDone),
    Name("return", "trả lại", commands.ReturnTask),
    Name("ongoing", "vẫn triển khai", commands.AnswerCheckIn, ("vẫn đang triển khai", "vẫn thực hiện")),
    Name("result", "có kết quả", commands.AnswerCheckIn),
    Name("notdone", "chưa làm được", commands.AnswerCheckIn, ("chưa thực hiện được", "chưa triển khai được")),
    Name("coordinated", "đã phối hợp", commands.ReportShare, ("phối hợp xong",)),
    Name("evidence", "minh chứng", commands.ShowEvidence, ("gửi minh chứng", "xem minh chứng")),
    Name("extend", "gia hạn", commands.RequestExtension, ("xin gia hạn", "xin thêm thời gian")),
    Name("block", "vướng mắc", commands.RaiseObstacle, ("vướng", "khó khăn", "gặp khó khăn", "gặp vướng mắc")),
    Name("unblock", "hết vướng", commands.ClearObstacle, ("hết vướng mắc", "gỡ vướng", "đã gỡ vướng", "tháo gỡ")),
    Name("ask", "xin ý kiến", commands.AskLeader, ("xin chỉ đạo", "hỏi lãnh đạo")),
    Name("answer", "trả lời", commands.AnswerRequest),
    Name("requests", "chờ duyệt", commands.ListRequests, ("yêu cầu", "chờ quyết định")),
    Name("decide", "duyệt", commands.GrantRequest, ("đồng ý gia hạn", "duyệt gia hạn", "approve")),
    Name("refuse", "từ chối", commands.RefuseRequest, ("không duyệt", "không đồng ý", "reject")),
    Name("explain", "giải trình", commands.AskExplanation, ("yêu cầu giải trình",)),
    Name("nudge", "nhắc", commands.Nudge, ("nhắc việc", "đôn đốc", "nhắc nhở")),
    Name("assign", "giao", commands.AssignTask, ("giao việc", "phân công")),
    Name("add", "thêm việc", commands.AddTask, ("giao thêm", "thêm nhiệm vụ", "add task")),
    Name("cancel", "hủy việc", commands.CancelTask, ("dừng việc", "cancel task")),
    Name("restore", "khôi phục", commands.RestoreTask, ("khôi phục việc", "restore task")),
    Name("import", "nhập kế hoạch", commands.ImportPlan, ("nạp kế hoạch",)),
    Name("plans", "kế hoạch", commands.ListPlans, ("các kế hoạch", "danh sách kế hoạch")),
    Name("withdraw", "hủy kế hoạch", commands.WithdrawPlan, ("đề nghị hủy kế hoạch", "thu hồi kế hoạch")),
    Name("agree", "cho hủy kế hoạch", commands.AgreeToWithdraw, ("đồng ý hủy kế hoạch",)),
    Name("keep", "không hủy kế hoạch", commands.KeepPlan, ("giữ kế hoạch", "không đồng ý hủy kế hoạch")),
    Name("endplan", "kết thúc kế hoạch", commands.EndPlan, ("đóng kế hoạch",)),
    Name("choose", "chọn", commands.Choose, ("có", "đúng", "không", "yes", "no")),
    Name("row", "xem", commands.ShowRow, ("dòng", "xem dòng")),
    Name("edit", "sửa", commands.EditRow, ("sửa dòng",)),
    Name("drop", "bỏ", commands.DropRows, ("bỏ dòng",)),
    Name("unit", "đơn vị", commands.NameUnit),
    Name("write", "nhập", commands.WriteDraft, ("ghi kế hoạch", "vẫn ghi")),
    Name("discard", "hủy", commands.DropDraft, ("hủy nhập",)),
    Name("leave", "nghỉ", commands.NoteAbsence, ("xin nghỉ", "nghỉ phép", "xin nghỉ phép", "đi vắng", "vắng mặt")),
    Name("back", "hết nghỉ", commands.EndAbsence, ("đi làm lại", "hết vắng", "thôi nghỉ", "hủy nghỉ")),
    Name("people", "người", commands.ListPeople, ("danh sách người", "danh sách cán bộ")),
    Name("units", "danh sách đơn vị", commands.ListUnits, ("các đơn vị",)),
    Name("invite", "mã", commands.MakeCode, ("cấp mã", "mã mới", "code")),
    Name("move", "chuyển", commands.MovePerson, ("điều chuyển", "chuyển đơn vị")),
    Name("remove", "thôi", commands.RemovePerson, ("cho thôi", "xóa người")),
    Name("role", "vai trò", commands.ChangeRole, ("giao vai trò", "bỏ vai trò", "thôi vai trò")),
    Name("calendar", "lịch", commands.KeepCalendar, ("lịch ics", "lịch làm việc", "xem lịch")),
    Name("settings", "cài đặt", commands.ChangeSetting, ("thiết lập",)),
    Name("hour", "giờ", commands.ChooseHour, ("giờ nhận tin", "giờ nhắc")),
    Name("language", "ngôn ngữ", commands.ChooseLanguage, ("tiếng anh", "tiếng việt", "english", "vietnamese")),
)

NAMES = {name.canonical: name for name in VOCABULARY}
