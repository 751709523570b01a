"""Vietnamese words about plans that wait to be written."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    DropDraft,
    DropRows,
    EditRow,
    ImportPlan,
    NameUnit,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    PlanKnown,
    PlanMissing,
    ShowRow,
    StillReading,
    UnitNotFound,
    WriteDraft,
)
from domain.messages.questions import Choose
from wording.drafts import DraftWords
from wording.layout import clean
from wording.words import CommandWords, EventWords, Words

DRAFTS = DraftWords(
    read="📄 Đã đọc {count} trong tệp {file}. Kế hoạch chưa được ghi, chưa thông báo đến ai.",
    title="{title}",
    facts="Số: {number} · {issuer} · ban hành {day}",
    no_number="(để trống)",
    no_issuer="không rõ cơ quan",
    no_day="không rõ ngày",
    rows="{count}; {doubts}.",
    doubts="có {count} nội dung cần làm rõ, {settled}",
    none_settled="chưa xử lý nội dung nào",
    some_left="còn {left}",
    all_settled="đã xử lý hết",
    no_doubts="không có nội dung nào cần làm rõ",
    unknown="Đơn vị chưa có trong danh sách:",
    unknown_entry="• {name} (mục {rows})",
    unknown_maybe="• {name} (mục {rows}) – có phải: {names}?",
    unknown_more="… và {count} tên khác",
    without_people="Đơn vị chưa có ai phụ trách (đề nghị bổ sung người vào danh sách): {names}",
    not_linked="Đơn vị chưa có ai liên kết điện thoại (đề nghị gửi mã mời): {names}",
    earlier="Đây là bản sửa đổi của kế hoạch đã nhập: {new} việc mới, {changed} việc thay đổi, {gone} việc không còn.",
    change_kinds={
        "new": "+ Mới, dòng {number}: {title} – {new}",
        "gone": "− Việc {number} không còn: {title}",
        "title": "~ Việc {number}, tên: “{old}” → “{new}”",
        "wording": "~ Việc {number}, cách ghi hạn: “{old}” → “{new}”",
    },
    change_other="~ Việc {number}, {field}: “{old}” → “{new}”",
    more_changes="… và {count} thay đổi khác",
    nothing="không có",
    amends="Đây có phải bản sửa đổi của kế hoạch đã nhập “{name}” không? Nếu phải, các việc giữ nguyên số và tiến độ.",
    gone="Việc {number} ({title}) không còn trong bản mới. Hủy việc này? (có / không)",
    how_to_write="Gõ {write} để ghi và báo cho từng người, {discard} để bỏ.",
    how_to_correct="Sửa trước khi ghi, ví dụ: {edit} {number} hạn 10/7/2026 · {row} {number} · {drop} {number}",
    being_read="⏳ Tệp {file}: đã đọc {page}/{pages} trang. Đọc xong sẽ trả lời đồng chí ngay; gõ “{stop}” để dừng.",
    reading_stopped="Đã dừng đọc tệp {file}. Kế hoạch chưa được ghi, chưa thông báo đến ai.",
    unread="❌ Chưa đọc được {file}.",
    troubles={
        "late_picture": "Ảnh này đến sau khi các ảnh khác đã được đọc; đề nghị gõ “hủy” rồi gửi lại cả album.",
        "too_large": "Tệp lớn hơn 20 MB nên không tải được; đề nghị bỏ bớt hình ảnh hoặc chỉ gửi phần kế hoạch.",
        "not_fetched": "Không tải được tệp này; đề nghị gửi lại tệp, hoặc dán nội dung sau lệnh “nhập kế hoạch”.",
        "too_slow": "Tệp quá phức tạp nên đọc quá lâu; đề nghị chỉ gửi phần bảng nhiệm vụ, tốt nhất dạng .docx.",
        "too_much_memory": "Tệp cần quá nhiều bộ nhớ để đọc; đề nghị chỉ gửi phần bảng nhiệm vụ, tốt nhất dạng .docx.",
        "not_read": "Tệp này làm chương trình đọc bị lỗi; đề nghị lưu lại thành .docx rồi gửi lại.",
    },
    asked="❓ Nội dung cần làm rõ {position}/{total}",
    row="Dòng {number}: {title}",
    unknown_unit="Đơn vị “{name}” chưa có trong danh sách.",
    choices={
        "keep": "Giữ nguyên",
        "drop_row": "Bỏ dòng {row}",
        "workday_before": "Lùi về ngày làm việc liền trước",
        "only_lead": "Chỉ {detail} chủ trì",
        "read_as": "Là {detail}",
        "add_unit": "Thêm thành đơn vị mới",
        "amend": "Là bản sửa đổi",
        "separate": "Là kế hoạch khác",
        "cancel_task": "Có, hủy",
        "keep_task": "Không, vẫn theo dõi",
        "cancel_all": "Hủy cả {detail} việc",
        "keep_all": "Giữ cả {detail} việc",
        "in_year": "Năm {detail}",
        "day_first": "Ngày đứng trước",
        "month_first": "Tháng đứng trước",
        "lead_by": "{detail} chủ trì",
        "follow_all": "Theo dõi tất cả",
        "follow_it": "Theo dõi",
        "choose_some": "Chọn",
        "follow_none": "Không",
        "follow_one": "Theo dõi: {detail}",
        "follow_no_more": "Không theo dõi các mục này",
    },
    other_choice="Chọn",
    keep_instead={
        "deadline_unknown": "Không đặt hạn",
        "no_last_day": "Không đặt hạn",
        "year_unknown": "Không đặt hạn",
        "no_lead_unit": "Để trống, bổ sung sau",
        "duty_only_in_prose": "Theo dõi như một việc",
        "no_coordinating_unit": "Không có đơn vị phối hợp",
        "several_lead_units": "Cùng chủ trì",
    },
    choice_entry="{letter}. {label}",
    fixes={
        "deadline": "Hoặc sửa: {edit} {row} hạn 10/7/2026",
        "lead": "Hoặc sửa: {edit} {row} chủ trì UBND phường",
        "coordinating": "Hoặc sửa: {edit} {row} phối hợp UBND phường; Văn phòng Đảng ủy",
        "title": "Hoặc sửa: {edit} {row} tên …",
    },
    fields={
        "deadline": "thời hạn",
        "lead": "đơn vị chủ trì",
        "coordinating": "đơn vị phối hợp",
        "title": "tên việc",
        "product": "sản phẩm",
    },
    date_orders={
        "day_first": "✅ Đã đọc lại tệp, ngày đứng trước: {count} dòng đổi hạn.",
        "month_first": "✅ Đã đọc lại tệp, tháng đứng trước: {count} dòng đổi hạn.",
    },
    dates_kept="Giữ hạn đã sửa của dòng {numbers}.",
    changed="✅ Đã sửa {field} của dòng {number}",
    no_units="không có",
    remarks={
        "due_before_issue": "⚠️ Hạn này trước ngày ban hành kế hoạch.",
        "day_off": "⚠️ Ngày này không phải ngày làm việc.",
        "already_past": "⚠️ Hạn này đã qua.",
    },
    look_again="⚠️ {message}",
    dropped="✅ Đã bỏ dòng {numbers}; còn {count}.",
    mapped="✅ “{name}” là {unit}.",
    draft_dropped="Đã bỏ kế hoạch “{title}”. Kế hoạch chưa được ghi, chưa thông báo đến ai.",
    blocks="{total} mục trong văn bản: {read} việc đã đọc, {blocks} mục chưa thành việc.",
    blocks_followed="Đã đưa {followed} mục vào danh sách theo dõi.",
    made_by="Bản nháp do đ/c {name} gửi; các cán bộ theo dõi cùng xem, cùng sửa.",
    one_picture="Ảnh này được đọc thành một kế hoạch riêng; kế hoạch nhiều trang đề nghị gửi một album hoặc tệp PDF.",
    others="Kế hoạch khác đang chờ ghi: {entries}",
    other_entry="{title} (mở: {command} {number})",
    unread_under="Dưới “{name}” có {count} mục chưa thành việc:",
    unread_some="Có {count} mục chưa thành việc:",
    unread_item="• {text}",
    unread_of="{unit}:",
    unread_more="… và {count} mục khác",
    bare={
        "no_lead_unit": "Dòng này chưa có đơn vị chủ trì.",
        "no_last_day": "Dòng này chưa có thời hạn.",
    },
    write_asked="Còn {count} nội dung chưa làm rõ ({points}). Vẫn ghi?",
    points={
        "no_lead_unit": "dòng {row} chưa có đơn vị chủ trì",
        "no_coordinating_unit": "dòng {row} chưa có đơn vị phối hợp",
        "several_lead_units": "dòng {row} có nhiều đơn vị chủ trì",
        "no_last_day": "dòng {row} chưa có thời hạn",
        "deadline_unknown": "dòng {row} chưa rõ thời hạn",
        "year_unknown": "dòng {row} chưa rõ năm",
        "title_looks_wrong": "dòng {row} chưa rõ tên việc",
        "due_on_day_off": "dòng {row} có hạn vào ngày nghỉ",
        "duty_only_in_prose": "dòng {row} chỉ nằm trong lời văn",
        "unknown_unit": "đơn vị “{name}” chưa có trong danh sách",
        "blank_plan_number": "kế hoạch chưa có số",
        "date_order_unclear": "chưa rõ ngày hay tháng đứng trước",
        "unread": "các mục chưa thành việc",
        "unread_some": "các mục chưa thành việc",
        "amends": "có phải là bản sửa đổi không",
    },
    point_of_row="dòng {row} có nội dung cần làm rõ",
    point_of_plan="nội dung chung của kế hoạch",
    write_options=("Làm rõ tiếp", "Vẫn ghi"),
    write_how="Gõ: A (làm rõ tiếp) hoặc B (vẫn ghi và báo cho từng người).",
    changes={
        "left_out": "Dòng {row} vừa được đ/c {who} bỏ.",
        "doubt": "Nội dung này vừa được đ/c {who} trả lời: {value}.",
    },
    change_of_row="Dòng {row} vừa được đ/c {who} sửa {field} thành “{value}”.",
    try_again={
        WriteDraft: "Kế hoạch chưa được ghi. Nếu đồng ý với các thay đổi trên, đề nghị gõ {write} một lần nữa.",
        Choose: "Câu trả lời của đồng chí chưa được ghi nhận.",
        Command: "Nội dung đồng chí vừa gõ chưa được ghi nhận; nếu vẫn muốn sửa, đề nghị gửi lại.",
    },
    unchanged="Bản gửi lại không có gì thay đổi: kế hoạch “{title}” đã được nhập trước đây.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ImportPlan: CommandWords(
        typed="nhập kế hoạch",
        does="đưa kế hoạch vào theo dõi: gửi tệp vào đây, hoặc dán nội dung sau lệnh này",
        menu="Đưa kế hoạch vào theo dõi (gửi tệp vào đây)",
    ),
    ShowRow: CommandWords(
        typed="xem 4",
        does="xem dòng 4 của kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: xem dòng, ví dụ: xem 4",
    ),
    EditRow: CommandWords(
        typed="sửa 4 hạn 10/7/2026",
        does="sửa dòng 4: hạn, chủ trì, phối hợp, tên, sản phẩm",
        menu="Kế hoạch đang chờ: sửa dòng, ví dụ: sửa 4 hạn 10/7",
    ),
    DropRows: CommandWords(
        typed="bỏ 18",
        does="bỏ dòng 18 của kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: bỏ dòng, ví dụ: bỏ 18",
    ),
    NameUnit: CommandWords(
        typed="đơn vị VHXH là Phòng Văn hóa - Xã hội",
        does="cho biết một tên trong kế hoạch là đơn vị nào",
        menu="Kế hoạch đang chờ: đơn vị A là B",
    ),
    WriteDraft: CommandWords(
        typed="nhập",
        does="ghi kế hoạch đang chờ và báo cho từng người",
        menu="Kế hoạch đang chờ: ghi và báo từng người",
    ),
    DropDraft: CommandWords(
        typed="hủy",
        does="bỏ kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: hủy",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.DRAFT_CHANGED: EventWords("sửa kế hoạch đang chờ", "sửa kế hoạch đang chờ"),
}

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: NoDraft, _: Words) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (gõ: nhập kế hoạch {one.number})" for one in refusal.waiting[:5]
        )
        return f"Đồng chí chưa mở kế hoạch nào. Đang chờ ghi: {listed}"
    return "Không có kế hoạch nào đang chờ ghi. Đề nghị gửi tệp kế hoạch vào đây (bản nháp được giữ 7 ngày)."


def _still_reading(_: StillReading, __: Words) -> str:
    return "Hệ thống đang đọc tệp đồng chí vừa gửi; đọc xong sẽ báo ngay. Sau đó đề nghị gõ lại."


def _plan_missing(_: PlanMissing, __: Words) -> str:
    return "Đề nghị gửi tệp kế hoạch (.docx, .pdf, .xlsx …) vào đây, hoặc dán nội dung sau lệnh “nhập kế hoạch”"


def _plan_known(refusal: PlanKnown, _: Words) -> str:
    return f"Tệp này đã được nhập trước đây ({refusal.title}); không có gì thay đổi. Gõ “việc” để xem các việc."


def _no_such_row(refusal: NoSuchRow, _: Words) -> str:
    return f"Bản kế hoạch đang chờ không có dòng {refusal.number}; dòng cuối là {refusal.last}. Gõ: xem {refusal.last}"


def _change_not_understood(refusal: ChangeNotUnderstood, _: Words) -> str:
    row = refusal.number or 1
    return (
        f"Hệ thống chưa rõ cần sửa phần nào. Ví dụ: sửa {row} hạn 10/7/2026 · sửa {row} chủ trì UBND phường · "
        f"sửa {row} phối hợp A; B · sửa {row} tên … · sửa số kế hoạch 12-KH/ĐU · sửa ngày ban hành 9/4/2026"
    )


def _deadline_not_read(refusal: DeadlineNotRead, _: Words) -> str:
    return f"Hệ thống chưa rõ thời hạn “{refusal.text}”. Ví dụ: sửa {refusal.number} hạn 10/7/2026"


def _not_in_plan(refusal: NotInPlan, _: Words) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Kế hoạch đang chờ không có đơn vị “{refusal.name}”.{near} Ví dụ: đơn vị VHXH là Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: UnitNotFound, _: Words) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Không tìm thấy đơn vị “{refusal.name}”.{near}"


def _nothing_to_write(_: NothingToWrite, __: Words) -> str:
    return "Đã bỏ mọi dòng của kế hoạch nên không có gì để ghi. Gõ “hủy” để bỏ kế hoạch này."
