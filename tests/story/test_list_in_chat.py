"""The coordinator sends a list of people on the running demonstration: a role is asked, the difference agreed to."""

from tests.story.phones import HA
from tests.story.test_plan_in_chat import Phones, phones

__all__ = ["phones"]

LIST = (
    "DANH SÁCH CÁN BỘ\n"
    "STT;Họ và tên;Chức vụ;Đơn vị;Điện thoại\n"
    "1;Bùi Văn Cảnh;Phó Trưởng ban phụ trách;Ban Văn hóa;0912000001\n"
    "2;Vũ Thị Năm;Chuyên viên;UBND phường;0912000002\n"
    "3;Tô Văn Sáu;Chuyên viên;UBND phường;0912000003\n"
)


def test_a_list_is_sent_asked_about_and_taken_over(phones: Phones) -> None:
    phones.sends(HA, "danh-sach.csv", LIST.encode())
    asked = phones.reads(HA, "Câu 1/1 về danh sách 3 người", "Bùi Văn Cảnh", "thủ trưởng đơn vị hay cán bộ đầu mối?")
    phones.presses(HA, asked, "Thủ trưởng đơn vị")
    shown = phones.reads(
        HA, "Ghi danh sách 3 người", "chưa ghi gì", "+ 3 người mới", "+ thủ trưởng đơn vị: Bùi Văn Cảnh"
    )
    phones.types(HA, "người Bùi Văn Cảnh")
    phones.reads(HA, "Không tìm thấy ai")
    phones.presses(HA, shown, "Ghi danh sách")
    phones.reads(HA, "Đã nạp danh sách 3 người", "3 người mới", "Chưa liên kết điện thoại")
    phones.types(HA, "người Bùi Văn Cảnh")
    phones.reads(HA, "thủ trưởng đơn vị", "Ban Văn hóa")
