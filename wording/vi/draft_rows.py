"""Vietnamese words about rows of a plan that waits: added, split, joined, taken back."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.draft_rows import (
    AddRow,
    JoinRows,
    JoinUnclear,
    RestoreRows,
    RowAdded,
    RowNotLeftOut,
    RowsJoined,
    RowSplit,
    RowsRestored,
    RowTitleMissing,
    SettledOnPage,
    SplitRow,
    SplitUnclear,
)
from wording import parts
from wording.layout import clean
from wording.words import CommandWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    AddRow: CommandWords(
        typed="thêm dòng Rà soát hồ sơ; chủ trì UBND phường; hạn 10/7/2026",
        does="thêm một dòng vào kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: thêm dòng",
    ),
    SplitRow: CommandWords(
        typed="tách dòng 4: Xây dựng kế hoạch; Tổ chức hội nghị",
        does="tách dòng 4 của kế hoạch đang chờ thành nhiều việc",
        menu="Kế hoạch đang chờ: tách một dòng",
    ),
    JoinRows: CommandWords(
        typed="gộp dòng 4, 5",
        does="gộp dòng 5 vào dòng 4 của kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: gộp dòng",
    ),
    RestoreRows: CommandWords(
        typed="lấy lại dòng 18",
        does="lấy lại dòng 18 đã bỏ của kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: lấy lại dòng đã bỏ",
    ),
}


def _row_added(notice: RowAdded, words: Words) -> str:
    number = notice.row.number
    said = [f"✅ Đã thêm dòng {number}: {clean(notice.row.title, parts.TITLE)}"]
    said += [f"Chủ trì: {parts.names(notice.row.lead_names)}"] if notice.row.lead_names else []
    said += [f"Hạn: {words.days.day(notice.row.last_day)}"] if notice.row.last_day else []
    return "\n".join([*said, f"Sửa tiếp, ví dụ: sửa {number} chủ trì UBND phường · sửa {number} hạn 10/7/2026"])


def _row_split(notice: RowSplit, _: Words) -> str:
    said = [f"Dòng {row.number}: {clean(row.words, parts.TITLE)}" for row in notice.rows]
    first = notice.rows[0].number if notice.rows else 0
    return "\n".join([f"✅ Đã tách dòng {first} thành {len(said)} dòng, cùng đơn vị, thời hạn:", *said])


def _rows_joined(notice: RowsJoined, words: Words) -> str:
    row = notice.row
    said = [
        f"✅ Đã gộp dòng {parts.numbers(notice.joined)} vào dòng {row.number}: {clean(row.title, parts.FULL_TITLE)}"
    ]
    said += [f"Chủ trì: {parts.names(row.lead_names)}"] if row.lead_names else []
    said += [f"Hạn: {words.days.day(row.last_day)}"] if row.last_day else []
    others = (f"⚠️ Dòng {one.number} ghi hạn khác: {clean(one.words)}" for one in notice.other_limits)
    return "\n".join([*said, *others])


def _rows_restored(notice: RowsRestored, words: Words) -> str:
    return f"✅ Đã lấy lại dòng {parts.numbers(notice.numbers)}; kế hoạch có {words.days.tasks(notice.count)}."


def _settled_on_page(notice: SettledOnPage, _: Words) -> str:
    row = "" if notice.row is None else f", dòng {notice.row}: {clean(notice.title, parts.TITLE)}"
    return f"✅ Nội dung này đã làm rõ trên trang{row}. Gõ “chọn” để xem nội dung tiếp theo."


def _row_title_missing(_: RowTitleMissing, __: Words) -> str:
    return "Đề nghị ghi tên việc, ví dụ: thêm dòng Rà soát hồ sơ; chủ trì UBND phường; hạn 10/7/2026"


def _split_unclear(refusal: SplitUnclear, _: Words) -> str:
    example = f"tách dòng {refusal.number}: Xây dựng kế hoạch; Tổ chức hội nghị"
    return f"Đề nghị ghi tên từng việc của dòng {refusal.number}, cách nhau bằng dấu chấm phẩy, ví dụ: {example}"


def _join_unclear(_: JoinUnclear, __: Words) -> str:
    return "Đề nghị ghi từ hai dòng trở lên, ví dụ: gộp dòng 4, 5 (dòng 5 gộp vào dòng 4)"


def _row_not_left_out(refusal: RowNotLeftOut, _: Words) -> str:
    return f"Dòng {refusal.number} không nằm trong các dòng đã bỏ."
