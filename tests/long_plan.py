"""A plan of 33 rows with eight points to settle, as a ward might write it: for reviews of a whole plan."""

from tests.plans_in_chat import HEADER

ROWS, DOUBTS = 33, 8
_WORKS = (
    "Rà soát, bổ sung quy hoạch cán bộ",
    "Xây dựng kế hoạch đào tạo, bồi dưỡng cán bộ",
    "Kiểm tra việc thực hiện quy chế làm việc",
    "Tổng hợp kết quả đánh giá, xếp loại đảng viên",
    "Cập nhật hồ sơ đảng viên vào cơ sở dữ liệu",
    "Tổ chức hội nghị báo cáo viên",
    "Hướng dẫn sinh hoạt chi bộ theo chuyên đề",
    "Giám sát việc quản lý tài chính đảng",
    "Chuẩn bị tài liệu họp Ban Thường vụ",
    "Tiếp công dân và trả lời đơn thư",
    "Vận động hội viên tham gia chuyển đổi số",
)
_LEADS = ("Ban Xây dựng Đảng", "UBND phường", "Văn phòng Đảng ủy")
_DAYS = (
    *("15/5/2026", "trước ngày 20/5/2026", "29/5/2026", "trong tháng 6/2026", "30/6/2026", "15/7/2026"),
    *("trong quý III/2026", "hằng tháng", "31/7/2026", "14/8/2026", "28/8/2026"),
)


def long_plan() -> bytes:
    """The plan as tab-separated text, with two sentences below the table that name no day."""
    rows = []
    for n in range(1, ROWS + 1):
        work, lead = _WORKS[n % 11], _LEADS[n % 3]
        rows.append([f"{work} (đợt {1 + n // 11})", lead, _LEADS[(n + 1) % 3], _DAYS[n % 11]])
    rows[3][1] = "Nhà Văn hóa phường"  # nobody knows it
    rows[7][1] = "UBND phường; Ban Xây dựng Đảng"  # two lead
    rows[11][2] = ""  # nobody coordinates
    rows[15][3] = ""  # no day
    rows[18][3] = "10/5/2026"  # a Sunday
    rows[22][3] = "31/6/2026"  # there is none
    rows[26][3] = "09/4/2026"  # before the day of issue
    table = ["STT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn"]
    table += ["\t".join([str(n), *row]) for n, row in enumerate(rows, 1)]
    heading = HEADER.format(number="61-KH/ĐU", day=10, title="Công tác xây dựng Đảng năm 2026 của phường Thủy Nguyên")
    below = "\n\nIV. TỔ CHỨC THỰC HIỆN\n1. Công an phường bảo đảm trật tự trong thời gian hội nghị.\n"
    return (
        heading + "\n".join(table) + below + "2. UBND phường cân đối ngân sách.\nNơi nhận:\n- Các chi bộ.\n"
    ).encode()
