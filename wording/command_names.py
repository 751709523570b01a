"""The names of the commands in both languages; the grammar reads them and messages show them."""

from dataclasses import dataclass

from domain.messages import Command
from domain.messages.accounts import ChooseChannel, MakeCode, ShowHelp, Start
from domain.messages.board_access import LeaveBoard, OpenBoard
from domain.messages.codes import ListUnlinked, PrintCodes
from domain.messages.draft_rows import AddRow, JoinRows, RestoreRows, SplitRow
from domain.messages.drafts import DropDraft, DropRows, EditRow, ImportPlan, NameUnit, ShowRow, WriteDraft
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.organisation import RenameOrganisation
from domain.messages.people import ChangeRole, EndAbsence, ListPeople, ListUnits, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.messages.praise import PraiseSomebody
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
from domain.messages.rosters import LoadRoster
from domain.messages.search import FindTasks, TurnPage
from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar
from domain.messages.snooze import Snooze
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShowTask,
)
from domain.messages.trial import TryMessages
from domain.names import fold


@dataclass(frozen=True, slots=True)
class Name:
    """How one command is typed: its Vietnamese name, and other ways people say it beside its canonical English name.

    Vietnamese is written in full ("tiến độ"); typed without diacritics or spaces ("tiendo") it is the same name.
    """

    makes: type[Command]
    vietnamese: str
    also: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        """The English name, as the class has it."""
        return self.makes.canonical

    @property
    def menu_name(self) -> str:
        """The Vietnamese name as Telegram's menu allows it: small letters without diacritics, in one word."""
        return fold(self.vietnamese).replace(" ", "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way of writing the command, canonical first."""
        return (self.canonical, self.vietnamese, *self.also)


VOCABULARY = (
    Name(Start, "bắt đầu"),
    Name(ShowHelp, "trợ giúp", ("giúp", "giúp đỡ", "hướng dẫn", "menu", "?")),
    Name(ListTasks, "việc", ("danh sách việc", "công việc", "nhiệm vụ", "việc của tôi", "list")),
    Name(ShowTask, "ct", ("chi tiết", "xem việc")),
    Name(TurnPage, "trang sau", ("trang tiếp", "trang tiếp theo", "trang kế tiếp", "next page")),
    Name(FindTasks, "tìm", ("tìm việc", "tìm kiếm", "tra cứu", "search")),
    Name(Acknowledge, "nhận", ("đã nhận", "nhận việc", "đã rõ", "acknowledge")),
    Name(MarkDone, "xong", ("đã xong", "làm xong", "hoàn thành", "đã hoàn thành", "xong việc")),
    Name(ReportProgress, "tiến độ", ("đang làm",)),
    Name(UndoLast, "hoàn tác"),
    Name(ShowStatus, "tình hình"),
    Name(ShowReport, "báo cáo", ("xem báo cáo", "báo cáo định kỳ")),
    Name(ShowHistory, "nhật ký", ("xem nhật ký", "lịch sử", "history")),
    Name(ChooseChannel, "kênh", ("đổi kênh", "chọn kênh", "kênh nhận tin")),
    Name(ListWaiting, "chờ xác nhận"),
    Name(ConfirmDone, "xác nhận"),
    Name(ReturnTask, "trả lại"),
    Name(ContinueTask, "vẫn triển khai", ("vẫn đang triển khai", "vẫn thực hiện")),
    Name(ReportResult, "có kết quả"),
    Name(ReportNotDone, "chưa làm được", ("chưa thực hiện được", "chưa triển khai được")),
    Name(ReportShare, "đã phối hợp", ("phối hợp xong",)),
    Name(ShowEvidence, "minh chứng", ("gửi minh chứng", "xem minh chứng")),
    Name(RequestExtension, "gia hạn", ("xin gia hạn", "xin thêm thời gian")),
    Name(RaiseObstacle, "vướng mắc", ("vướng", "khó khăn", "gặp khó khăn", "gặp vướng mắc")),
    Name(ClearObstacle, "hết vướng", ("hết vướng mắc", "gỡ vướng", "đã gỡ vướng", "tháo gỡ")),
    Name(AskLeader, "xin ý kiến", ("xin chỉ đạo", "hỏi lãnh đạo")),
    Name(AnswerRequest, "trả lời"),
    Name(ListRequests, "chờ duyệt", ("yêu cầu", "chờ quyết định")),
    Name(GrantRequest, "duyệt", ("đồng ý gia hạn", "duyệt gia hạn", "approve")),
    Name(RefuseRequest, "từ chối", ("không duyệt", "không đồng ý", "reject")),
    Name(AskExplanation, "giải trình", ("yêu cầu giải trình",)),
    Name(Nudge, "nhắc", ("nhắc việc", "đôn đốc", "nhắc nhở")),
    Name(Snooze, "nhắc lại", ("để nhắc lại", "hẹn nhắc lại")),
    Name(TryMessages, "thử tin", ("thử tin nhắn", "xem trước tin")),
    Name(PraiseSomebody, "biểu dương", ("tuyên dương",)),
    Name(AssignTask, "giao", ("giao việc", "phân công")),
    Name(AddTask, "thêm việc", ("giao thêm", "thêm nhiệm vụ", "add task")),
    Name(CancelTask, "hủy việc", ("dừng việc", "cancel task")),
    Name(RestoreTask, "khôi phục", ("khôi phục việc", "restore task")),
    Name(ImportPlan, "nhập kế hoạch", ("nạp kế hoạch",)),
    Name(ListPlans, "kế hoạch", ("các kế hoạch", "danh sách kế hoạch")),
    Name(WithdrawPlan, "hủy kế hoạch", ("đề nghị hủy kế hoạch", "thu hồi kế hoạch")),
    Name(AgreeToWithdraw, "cho hủy kế hoạch", ("đồng ý hủy kế hoạch",)),
    Name(KeepPlan, "không hủy kế hoạch", ("giữ kế hoạch", "không đồng ý hủy kế hoạch")),
    Name(EndPlan, "kết thúc kế hoạch", ("đóng kế hoạch",)),
    Name(Choose, "chọn", ("có", "đúng", "không", "yes", "no")),
    Name(ShowRow, "xem", ("dòng", "xem dòng")),
    Name(EditRow, "sửa", ("sửa dòng",)),
    Name(DropRows, "bỏ", ("bỏ dòng",)),
    Name(AddRow, "thêm dòng"),
    Name(SplitRow, "tách dòng", ("tách",)),
    Name(JoinRows, "gộp dòng", ("gộp",)),
    Name(RestoreRows, "lấy lại dòng", ("lấy lại",)),
    Name(NameUnit, "đơn vị"),
    Name(WriteDraft, "nhập", ("ghi kế hoạch", "vẫn ghi")),
    Name(DropDraft, "hủy", ("hủy nhập",)),
    Name(NoteAbsence, "nghỉ", ("xin nghỉ", "nghỉ phép", "xin nghỉ phép", "đi vắng", "vắng mặt")),
    Name(EndAbsence, "hết nghỉ", ("đi làm lại", "hết vắng", "thôi nghỉ", "hủy nghỉ")),
    Name(ListPeople, "người", ("danh sách người", "danh sách cán bộ")),
    Name(ListUnits, "danh sách đơn vị", ("các đơn vị",)),
    Name(MakeCode, "mã", ("cấp mã", "mã mới", "code")),
    Name(PrintCodes, "mã tất cả", ("cấp mã tất cả", "mã cho tất cả", "cấp mã cho tất cả", "in mã", "in mã tất cả")),
    Name(LoadRoster, "nạp danh sách", ("nạp danh sách cán bộ", "nhập danh sách", "nhập danh sách cán bộ")),
    Name(ListUnlinked, "chưa liên kết", ("ai chưa liên kết", "danh sách chưa liên kết", "những ai chưa liên kết")),
    Name(MovePerson, "chuyển", ("điều chuyển", "chuyển đơn vị")),
    Name(RemovePerson, "thôi", ("cho thôi", "xóa người")),
    Name(ChangeRole, "vai trò", ("giao vai trò", "bỏ vai trò", "thôi vai trò")),
    Name(KeepCalendar, "lịch", ("lịch ics", "lịch làm việc", "xem lịch")),
    Name(ChangeSetting, "cài đặt", ("thiết lập",)),
    Name(RenameOrganisation, "đổi tên cơ quan", ("cài đặt tên cơ quan", "cài đặt tên", "tên cơ quan")),
    Name(OpenBoard, "trang", ("trang theo dõi", "mở trang", "mở trang theo dõi", "bảng theo dõi")),
    Name(LeaveBoard, "đăng xuất", ("thoát khỏi trang",)),
    Name(ChooseHour, "giờ", ("giờ nhận tin", "giờ nhắc")),
    Name(ChooseLanguage, "ngôn ngữ", ("tiếng anh", "tiếng việt", "english", "vietnamese")),
)


NAMES = {name.canonical: name for name in VOCABULARY}
