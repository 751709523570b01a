"""Writes an empty list of people to fill in: drop-downs for role and unit, and one grey example row."""

import io
from collections.abc import Sequence

from documents.words import word_lists

ROWS = 300  # with drop-downs
EXAMPLE = "Ví dụ"  # in the first column: the row is no person
HEADERS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại", "Vai trò", "Ghi chú")
ROLES = ("đầu mối", "thủ trưởng", "cán bộ theo dõi", "lãnh đạo", "kiểm tra", "quản trị")
_WIDTHS = (7, 28, 30, 34, 18, 20, 30)
_EXAMPLE = (
    EXAMPLE,
    "Nguyễn Văn An",
    "Chuyên viên",
    "Văn phòng Đảng ủy",
    "0912 000 001",
    "đầu mối",
    "Dòng mẫu, không được đọc",
)
_ADVICE = (
    "Vai trò: để trống thì đoán theo chức vụ. Đơn vị: chọn trong danh sách hoặc gõ tên; thêm tên ở trang “Các đơn vị”."
)
_GREY, _UNITS_SHEET = "808080", "Các đơn vị"


def roster_template(units: Sequence[str] = ()) -> bytes:
    """An .xlsx; the drop-down of units holds these, or the usual ones of a ward."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to import
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH CÁN BỘ"])
    sheet.append([_ADVICE])
    sheet.append(HEADERS)
    sheet.append(_EXAMPLE)
    sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=14), Font(italic=True)
    for cell, width in zip(sheet[3], _WIDTHS, strict=True):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for cell in sheet[4]:
        cell.font = Font(color=_GREY, italic=True)
    for row in range(5, ROWS + 5):
        sheet.cell(row, 5).number_format = "@"  # text: Excel takes the leading zero from a number
    sheet.freeze_panes = "A4"
    names = list(units) or list(word_lists("office_lists").lists("template")["units"])
    other = book.create_sheet(_UNITS_SHEET)
    other.column_dimensions["A"].width = 50
    for name in names:
        other.append([name])
    roles = DataValidation("list", formula1=f'"{",".join(ROLES)}"', allow_blank=True, showErrorMessage=True)
    # Another unit may be typed: the drop-down only helps.
    choice = DataValidation(
        "list", formula1=f"'{_UNITS_SHEET}'!$A$1:$A${ROWS}", allow_blank=True, showErrorMessage=False
    )
    roles.add(f"F5:F{ROWS + 4}")
    choice.add(f"D5:D{ROWS + 4}")
    for validation in (roles, choice):
        sheet.add_data_validation(validation)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
