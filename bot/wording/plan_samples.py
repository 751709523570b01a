"""One example of every notice and refusal about a plan that waits: for the page of messages and for the tests."""

from datetime import date

from domain import plan_notices as p
from domain import refusals as r
from domain.drafts import Choice, Doubt, SilentUnit, UnknownUnit
from domain.notices import Saying

TITLE = "Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương"
VHXH = UnknownUnit("VHXH phường", ("5", "9"), ("Phòng Văn hóa - Xã hội", "Văn phòng Đảng ủy"))
ROW = p.RowLine(
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
DRAFT = p.DraftShown(
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
READY = p.DraftShown("ke-hoach.docx", TITLE, "45-KH/ĐU", "Đảng ủy phường Thủy Nguyên", date(2026, 4, 9), 17, 5, 0)
IN_PROSE = Doubt(
    "9af3e1",
    "duty_only_in_prose",
    18,
    "Mục IV.3: có thời hạn nhưng chỉ nằm trong phần lời văn, không có trong bảng; đề nghị xác nhận có theo dõi như "
    "một nhiệm vụ.",
    (Choice("keep"), Choice("drop_row")),
    "Báo cáo kết quả thực hiện về Ban Thường vụ Đảng ủy phường",
)
WHICH_UNIT = Doubt(
    "3be40a",
    "unknown_unit",
    5,
    VHXH.name,
    (Choice("read_as", VHXH.suggestions[0]), Choice("read_as", VHXH.suggestions[1]), Choice("add_unit", VHXH.name)),
    "Tổ chức tuyên truyền Kế hoạch tới các chi bộ",
)

LATER = p.DraftShown(
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
        p.ChangeLine("deadline", 3, ROW.title, "Hoàn thành trước ngày 15/4/2026", "Hoàn thành trước ngày 30/4/2026"),
        p.ChangeLine("lead", 9, "Xây dựng kế hoạch cử cán bộ đi đào tạo", "UBND phường", "Ban Xây dựng Đảng"),
        p.ChangeLine("new", 18, "Sơ kết 6 tháng thực hiện Kế hoạch", new="trong tháng 10/2026"),
        p.ChangeLine("gone", 7, "Ban hành tiêu chuẩn chức danh"),
    ),
)
AMENDS = Doubt("77aa01", "amends", None, TITLE, (Choice("amend"), Choice("separate")))
GONE = Doubt("77aa02", "gone", None, "7", (Choice("cancel_task"), Choice("keep_task")), "Ban hành tiêu chuẩn chức danh")

PLAN_NOTICES: tuple[Saying, ...] = (
    DRAFT,
    READY,
    p.PlanUnread("ke-hoach.jpg", "Chưa đọc được loại tệp này; đề nghị lưu kế hoạch thành .docx rồi gửi lại."),
    p.PlanBeingRead("ke-hoach-nam-2026.pdf", 45, 120),
    p.DoubtAsked(1, 5, WHICH_UNIT),
    p.DoubtAsked(5, 5, IN_PROSE),
    p.RowShown(ROW, ("Mục 4: không ghi đơn vị phối hợp; đề nghị bổ sung hoặc xác nhận không có đơn vị phối hợp.",)),
    p.RowChanged(ROW, "deadline", ("already_past",)),
    p.RowsDropped((18,), 17),
    p.UnitMapped(VHXH.name, VHXH.suggestions[0]),
    p.DraftDropped(TITLE),
    p.PlanImported(TITLE, 18, 1, 18, 4, ("Hoàng Văn Bình",)),
    LATER,
    p.DoubtAsked(1, 2, AMENDS),
    p.DoubtAsked(2, 2, GONE),
    p.PlanAmended(TITLE, 2, (19,), (3, 9), (7,), (), 3),
)
PLAN_REFUSALS: tuple[Saying, ...] = (
    r.NoDraft(),
    r.PlanMissing(),
    r.PlanKnown(TITLE),
    r.NoSuchRow(40, 18),
    r.NothingAsked(),
    r.NoSuchChoice(3),
    r.ChangeNotUnderstood(4),
    r.DeadlineNotRead(4, "khi nào xong"),
    r.NotInPlan("VHTT", (VHXH.name,)),
    r.UnitNotFound("Phòng Văn hóa", (VHXH.suggestions[0],)),
    r.NothingToWrite(),
)
