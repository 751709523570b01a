"""One example of every notice and refusal about a plan that waits: for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.drafts import Choice, Doubt, SilentUnit, UnknownUnit
from domain.messages import Response
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DateOrderSettled,
    DeadlineNotRead,
    DoubtAsked,
    DraftChange,
    DraftChanged,
    DraftDropped,
    DraftRowChange,
    DraftShown,
    DraftSummary,
    EditRow,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    OpenPoint,
    PlanAmended,
    PlanBeingRead,
    PlanImported,
    PlanKnown,
    PlanMissing,
    PlanUnchanged,
    PlanUnread,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    RowSummary,
    StillReading,
    UnitMapped,
    UnitNotFound,
    WriteAsked,
    WriteDraft,
)
from domain.messages.questions import Choose, NoSuchChoice, NothingAsked

TITLE = "Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương"
VHXH = UnknownUnit("VHXH phường", ("5", "9"), ("Phòng Văn hóa - Xã hội", "Văn phòng Đảng ủy"))
ROW = RowSummary(
    4,
    "4",
    "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
    ("Ban Xây dựng Đảng",),
    ("các cấp ủy chi, đảng bộ, cơ quan, đơn vị",),
    "10/7/2026",
    date(2026, 7, 10),
    None,
    None,
)
DRAFT = DraftShown(
    "ke-hoach.docx",
    TITLE,
    None,
    "Đảng ủy phường Thủy Nguyên",
    date(2026, 4, 9),
    18,
    5,
    5,
    unknown=(VHXH,),
    silent=(SilentUnit("Trạm Y tế phường", ("8",)), SilentUnit("UBND phường", ("2", "6"), ("Lê Văn Minh",))),
)
READY = DraftShown("ke-hoach.docx", TITLE, "45-KH/ĐU", "Đảng ủy phường Thủy Nguyên", date(2026, 4, 9), 17, 5, 0)
IN_PROSE = Doubt(
    "9af3e1x4",
    "duty_only_in_prose",
    18,
    "Mục IV.3: có thời hạn nhưng chỉ nằm trong phần lời văn, không có trong bảng; đề nghị xác nhận có theo dõi như "
    "một nhiệm vụ.",
    (Choice("keep"), Choice("drop_row")),
    "Báo cáo kết quả thực hiện về Ban Thường vụ Đảng ủy phường",
)
WHICH_UNIT = Doubt(
    "3be40ax4",
    "unknown_unit",
    5,
    VHXH.name,
    (Choice("read_as", VHXH.suggestions[0]), Choice("read_as", VHXH.suggestions[1]), Choice("add_unit", VHXH.name)),
    "Tổ chức tuyên truyền Kế hoạch tới các chi bộ",
)

LATER = DraftShown(
    "ke-hoach-sua-doi.docx",
    TITLE,
    "45-KH/ĐU",
    "Đảng ủy phường Thủy Nguyên",
    date(2026, 4, 20),
    18,
    2,
    2,
    earlier=TITLE,
    changes=(
        DraftRowChange("deadline", 3, ROW.title, "Hoàn thành trước ngày 15/4/2026", "Hoàn thành trước ngày 30/4/2026"),
        DraftRowChange("lead", 9, "Xây dựng kế hoạch cử cán bộ đi đào tạo", "UBND phường", "Ban Xây dựng Đảng"),
        DraftRowChange("new", 18, "Sơ kết 6 tháng thực hiện Kế hoạch", new="trong tháng 10/2026"),
        DraftRowChange("gone", 7, "Ban hành tiêu chuẩn chức danh"),
    ),
)
AMENDS = Doubt("77aa01", "amends", None, TITLE, (Choice("amend"), Choice("separate")))
GONE = Doubt("77aa02", "gone", None, "7", (Choice("cancel_task"), Choice("keep_task")), "Ban hành tiêu chuẩn chức danh")

UNREAD = Doubt(
    "77aa03x4",
    "unread",
    None,
    "IV. TỔ CHỨC THỰC HIỆN",
    (Choice("follow_all", "2"), Choice("choose_some"), Choice("follow_none")),
    items=(
        ("Công an phường bảo đảm an ninh trật tự trong ngày hội.", "Công an phường"),
        ("UBND phường báo cáo kết quả sau khi kết thúc 3 ngày.", "UBND phường"),
    ),
)
PICKED = Doubt(
    "77aa04x4",
    "unread_some",
    None,
    UNREAD.message,
    (*(Choice("follow_one", text) for text, _ in UNREAD.items), Choice("follow_no_more")),
    items=UNREAD.items,
)
BARE = Doubt("77aa05x4", "no_last_day", 5, "", (Choice("keep"), Choice("drop_row")), UNREAD.items[0][0])
AT = datetime(2026, 4, 10, 2, 5, tzinfo=UTC)

PLAN_NOTICES: tuple[Response, ...] = (
    DRAFT,
    READY,
    PlanUnread("ke-hoach.jpg", "Chưa đọc được loại tệp này; đề nghị lưu kế hoạch thành .docx rồi gửi lại."),
    PlanBeingRead("ke-hoach-nam-2026.pdf", 45, 120),
    ReadingStopped("ke-hoach-nam-2026.pdf"),
    DoubtAsked(1, 5, WHICH_UNIT),
    DoubtAsked(5, 5, IN_PROSE),
    RowShown(ROW, ("Mục 4: không ghi đơn vị phối hợp; đề nghị bổ sung hoặc xác nhận không có đơn vị phối hợp.",)),
    RowChanged(ROW, "deadline", ("already_past",)),
    DateOrderSettled("month_first", (1, 3, 4), (2,)),
    RowsDropped((18,), 17),
    UnitMapped(VHXH.name, VHXH.suggestions[0]),
    DraftDropped(TITLE),
    PlanImported(TITLE, 18, 1, 18, 4, ("Hoàng Văn Bình",)),
    LATER,
    DoubtAsked(1, 2, AMENDS),
    DoubtAsked(2, 2, GONE),
    PlanAmended(TITLE, 2, (19,), (3, 9), (7,), (), 3),
    replace(
        DRAFT,
        blocks=2,
        followed=1,
        rows=19,
        made_by="Trần Thu Hà",
        others=(DraftSummary(5, "Kế hoạch Chuyển đổi số năm 2026", "Trần Thu Hà"),),
    ),
    DoubtAsked(2, 3, UNREAD),
    DoubtAsked(2, 3, PICKED),
    DoubtAsked(3, 3, BARE),
    WriteAsked(
        5,
        (OpenPoint(3, "no_lead_unit"), OpenPoint(5, "no_last_day"), OpenPoint(5, "unknown_unit", "VHXH")),
        ("/choose", "/write anyway"),
        21,
    ),
    DraftChanged((DraftChange(7, "deadline", "trước ngày 30/4/2026", "Trần Thu Hà", AT),), EditRow.canonical),
    DraftChanged((DraftChange(9, "left_out", "", "Trần Thu Hà", AT),), WriteDraft.canonical),
    DraftChanged((DraftChange(None, "doubt", "follow_none", "Trần Thu Hà", AT),), Choose.canonical),
    PlanUnchanged(TITLE),
    PlanImported(TITLE, 19, 1, 19, 4, (), 1, 2),
)
PLAN_REFUSALS: tuple[Response, ...] = (
    NoDraft(),
    NoDraft((DraftSummary(5, TITLE, "Trần Thu Hà"),)),
    PlanMissing(),
    StillReading(),
    PlanKnown(TITLE),
    NoSuchRow(40, 18),
    NothingAsked(),
    NoSuchChoice(3),
    ChangeNotUnderstood(4),
    DeadlineNotRead(4, "khi nào xong"),
    NotInPlan("VHTT", (VHXH.name,)),
    UnitNotFound("Phòng Văn hóa", (VHXH.suggestions[0],)),
    NothingToWrite(),
)
