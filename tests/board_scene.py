"""A ward in its fourth week, for pictures and measures of the pages: every kind of entry that they show is in it."""

from storage.engine.database import Database
from tests.plans_in_chat import plan_text, send_plan
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH, Numbers, World, hanoi

NHUNG, TUNG = "Ngô Thị Hồng Nhung", "Mai Thanh Tùng"
NOW = hanoi(4, 7, 41, month=5)
# (day, hour, month), who, what was typed
TYPED = (
    ((10, 8, 4), LAN, "nhận 3"),
    ((10, 8, 4), MINH, "nhận 9"),
    ((13, 9, 4), LAN, "tiến độ 3 60 đã có số liệu 14/20 chi bộ"),
    ((14, 15, 4), LAN, "xong 3 đã ban hành Báo cáo số 12-BC/BXDĐ"),
    ((14, 16, 4), HA, "xác nhận 3"),
    ((15, 9, 4), MINH, "xong 16 Báo cáo số 22/BC-UBND ngày 14/4/2026"),
    ((15, 10, 4), HA, "xác nhận 16"),
    ((16, 10, 4), THANH, "giao 7 cho Nguyễn Thị Lan"),
    ((20, 9, 4), NHUNG, "nhận 6"),
    ((21, 9, 4), NHUNG, "tiến độ 6 60 đã có dự thảo danh mục"),
    ((22, 9, 4), NHUNG, "vướng mắc 6 chưa có hướng dẫn của thành phố về khung năng lực"),
    ((23, 9, 4), LAN, "xong 5 đã ban hành Quyết định số 31-QĐ/ĐU"),
    ((24, 8, 4), HA, "xác nhận 5"),
    ((28, 8, 4), LAN, "xong 17 đã tổng hợp xong"),
    ((28, 9, 4), HA, "xác nhận 17"),
    ((28, 15, 4), LAN, "tiến độ 2 40 đã lấy ý kiến các chi bộ"),
    ((29, 9, 4), HUNG, "giải trình 6 vì sao chậm, khi nào ban hành"),
    ((29, 10, 4), LAN, "gia hạn 7 12/5 chờ ý kiến của Ban Tổ chức Thành ủy"),
    ((29, 14, 4), HA, "duyệt 7 đã có 15/20 chi bộ góp ý"),
    ((29, 15, 4), MINH, "xin ý kiến 9 có cử cán bộ không chuyên trách đi bồi dưỡng không?"),
    ((29, 16, 4), TUNG, "xong 19 đã mở lớp cho 60 đồng chí"),
)
# The next plan, which the coordinator has sent and not reviewed yet.
DIGITAL = [
    ("Rà soát hạ tầng số, trang thiết bị của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026"),
    ("Tập huấn kỹ năng số cho cấp ủy chi bộ", "Nhà Văn hóa phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Số hóa hồ sơ đảng viên", "Văn phòng Đảng ủy", "Các cấp uỷ chi, đảng bộ", "Thực hiện thường xuyên"),
    ("Tổng kết việc thực hiện Kế hoạch", "UBND phường", "", "khi có điều kiện"),
]


class FourthWeek(World):
    """The ward on 4/5/2026, 07:41. It is played once for each engine; the next fresh databases get the same rows."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.now = NOW
        self._updates, self._messages = Numbers(99_999), Numbers(99_999)

    def _contents(self) -> str:
        return "the fourth week"

    def _begin(self) -> int:
        self.organisation_id = super()._begin()
        self.office = self.new_office("first")
        self._updates, self._messages = Numbers(), Numbers()
        play(self)
        return self.organisation_id


def play(world: World) -> None:
    """Everybody is linked, three weeks of work are typed, and another plan has come."""
    world.link(LAN, HA, HUNG, MINH, BINH, THANH, NHUNG, TUNG)
    for (day, hour, month), who, text in TYPED:
        world.now = hanoi(day, hour, month=month)
        world.say(who, text)
        world.deliver()
    world.now = NOW
    send_plan(world, HA, plan_text(DIGITAL))
