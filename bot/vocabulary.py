"""The names of the commands in both languages, as one plain table. How a typed text is read stands in the grammar."""

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

# Words that may stand before a number and say nothing: "xong việc 3", "xong số 3", "done #3".
BEFORE_NUMBER = ("việc", "nhiệm vụ", "mục", "tt", "stt", "số", "task", "no", "#", "№")

# Words that join numbers: "3 và 5", "3, 5".
BETWEEN_NUMBERS = ("và", "and", ",", ";", "&", "+")

# What is counted in a note: in "xong 3 5 văn bản" the 5 counts documents and is no task. No word stands here that
# without its diacritics could be the beginning of another ("bản" would swallow "ban hanh").
COUNTED = (
    "%", "phần trăm", "văn bản", "hồ sơ", "cuộc", "buổi", "lượt", "hội nghị", "đơn vị", "cơ quan", "chi bộ", "đảng bộ",
    "đảng viên", "đồng chí", "người", "trường hợp", "ý kiến", "nội dung", "giờ", "ngày", "tuần", "tháng", "năm",
    "trang", "triệu", "tỷ", "đồng", "documents", "files", "people", "units", "days", "weeks", "months",
)  # fmt: skip

# These begin with a word that could be counted, and are the answer or the day itself: "trả lời 3 đồng ý".
NOT_COUNTED = (
    "đồng ý", "đồng thuận", "ngày mai", "ngày kia", "ngày mốt", "tuần sau", "tuần tới", "tháng sau", "tháng tới",
    "năm sau", "năm tới",
)  # fmt: skip

# Words of courtesy after a command that add nothing: "đã nhận ạ", "nhận việc 3 nhé anh".
COURTESIES = (
    "rồi", "ạ", "nhé", "nha", "em", "anh", "chị", "đồng chí", "được", "cảm ơn", "với", "ok", "please", "thanks",
)  # fmt: skip

# Beside these, words that are courtesy when nothing else is said.
COURTESIES_ALONE = ("vâng", "dạ", "ừ", "cám ơn", "cảm ơn nhiều", "tks", "thank you", "okie", "oke")

# Directly after "xong" these make a question or a denial, not a report: "xong chưa?", "xong đâu".
DENIALS = ("chưa", "đâu", "không", "hay chưa", "yet")

# After "tình hình" these mean the whole, not the name of a unit.
EVERYTHING = ("tất cả", "chung", "toàn bộ", "thế nào", "như thế nào", "ra sao", "sao rồi", "hiện nay", "hôm nay", "all")

PAGE = ("page", "trang")

# Before the number of a plan: "tình hình kế hoạch 45"; after it, to close a plan without being asked.
PLAN = ("kế hoạch", "kehoach", "KH", "plans", "plan")
OF_PLAN = ("của", "trong", "thuộc", "ở", "tại", "of", "in")
SURE = ("chắc chắn", "chacchan", "sure")

# After "giúp": what is not needed every day.
MORE = ("thêm", "nữa", "khác", "tất cả", "đầy đủ", "more", "all")

# After "chọn" or instead of it.
YES, NO = ("có", "đúng", "yes"), ("không", "no")

# Instead of "nhập" or after it: write the plan with doubts open.
ANYWAY = ("vẫn ghi", "luôn", "anyway")

# These say yes too, to a question with one option; the weak ones not where others act on it at once.
ASSENTS, WEAK_ASSENTS = ("ừ", "vâng"), ("ok", "oke", "okay", "được")

# What may stand before an assent ("dạ vâng ạ") or before a letter ("câu B") and says nothing.
POLITE_OPENINGS = ("dạ", "báo cáo", "thưa")
BEFORE_LETTER = ("câu", "ý", "phương án", "dạ")

# The parts of a row of a plan, as they are corrected: "sửa 4 hạn 10/7/2026".
PARTS_OF_ROW = {
    "deadline": ("hạn", "thời hạn", "thời gian", "deadline"),
    "lead": ("chủ trì", "đơn vị chủ trì", "lead"),
    "coordinating": ("phối hợp", "đơn vị phối hợp", "coordinating"),
    "title": ("tên", "tên việc", "nội dung", "title"),
    "product": ("sản phẩm", "kết quả", "product"),
}

# What stands above the rows, corrected alike: "sửa số kế hoạch 45-KH/ĐU", "sửa ngày ban hành 9/4/2026".
PARTS_OF_PLAN = {
    "plan_number": ("số kế hoạch", "số văn bản", "số hiệu", "số", "plan number"),
    "plan_title": ("tên kế hoạch", "tiêu đề", "trích yếu", "plan title"),
    "issued_on": ("ngày ban hành", "ngày ký", "issued"),
}

# Between two names of one unit: "đơn vị VHXH là Phòng Văn hóa - Xã hội".
MEANS = ("là", "is", "=")

# After "vai trò": the role, and words before it that take it away.
ROLE_WORDS = (
    "đầu mối", "cán bộ đầu mối", "thủ trưởng", "điều phối", "cán bộ theo dõi", "lãnh đạo", "kiểm tra", "quản trị",
    "quản trị viên", "officer", "head", "coordinator", "leader", "inspector", "administrator",
)  # fmt: skip
TAKEN = ("bỏ", "thôi", "không còn", "remove", "no longer")

# After "nhắc": at any hour.
URGENT = ("khẩn", "gấp", "khẩn cấp", "urgent")

# After "giao 3": nobody in particular.
WHOLE_UNIT = ("cả đơn vị", "cả phòng", "cả ban", "cả tổ", "tất cả", "toàn đơn vị", "everybody", "all")

# After "lịch": what becomes of the days named, or the person's own calendar.
CALENDAR_CHANGES = {
    "off": ("nghỉ", "ngày nghỉ", "off"),
    "work": ("làm", "làm bù", "đi làm", "làm việc", "work"),
    "back": ("bỏ", "hủy", "xóa", "back"),
    "file": ("tệp", "file", "ics", "cá nhân"),
    "new": ("mới", "link mới", "đổi link", "new"),
}

# After "cài đặt": the settings, the longer name before the one it begins with.
SETTING_NAMES = {
    "confirmation": ("xác nhận", "xác nhận kết quả", "verification", "confirmation"),
    "decider": ("gia hạn", "duyệt gia hạn", "người duyệt gia hạn", "extensions"),
    "coordinating_days": ("nhắc phối hợp", "phối hợp", "coordinating"),
    "lead_days": ("nhắc", "nhắc trước", "nhắc chủ trì", "chủ trì", "remind", "lead"),
    "silence": ("im lặng", "chưa nhận", "silence"),
    "overdue": ("quá hạn", "nhắc quá hạn", "overdue"),
    "morning": ("giờ", "giờ nhắc", "giờ sáng", "buổi sáng", "hour", "morning"),
    "quiet": ("giờ nghỉ", "hết giờ", "giờ yên tĩnh", "yên tĩnh", "quiet"),
    "waking": ("giờ báo tin", "báo tin", "waking"),
    "reports": ("báo cáo", "báo cáo định kỳ", "reports"),
}
ON = ("bật", "có", "điều phối", "cán bộ theo dõi", "on", "yes", "coordinator")
OFF = ("tắt", "không", "lãnh đạo", "off", "no", "leader")

# After "giờ": no wish of one's own.
COMMON = ("chung", "mặc định", "như cũ", "bỏ", "default")

LANGUAGES = {"en": ("tiếng anh", "anh", "english", "en"), "vi": ("tiếng việt", "việt", "vietnamese", "vi")}
