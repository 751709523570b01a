"""Vietnamese words of the pages."""

from wording.board import BoardWords

BOARD = BoardWords(
    product="Đôn đốc",
    skip="Đến nội dung chính",
    pages="Các trang",
    menu={
        "overview": "Tình hình",
        "tasks": "Nhiệm vụ",
        "timeline": "Tiến độ",
        "calendar": "Lịch",
        "plans": "Kế hoạch",
        "people": "Cán bộ",
        "reports": "Báo cáo",
        "history": "Nhật ký",
        "settings": "Cài đặt",
    },
    titles={
        "people": "Cán bộ và đơn vị",
        "reports": "Báo cáo",
        "history": "Nhật ký",
        "settings": "Cài đặt",
        "timeline": "Tiến độ thực hiện kế hoạch",
        "calendar": "Lịch làm việc và thời hạn",
        "overview": "Tình hình thực hiện nhiệm vụ",
        "tasks": "Nhiệm vụ",
        "task": "Nhiệm vụ",
        "plans": "Kế hoạch",
        "draft": "Rà soát kế hoạch",
        "draft_day": "Thời hạn",
    },
    live="trực tiếp",
    live_lost="mất kết nối, đang nối lại",
    sign_out="Đăng xuất",
    print="In",
    footer="Số liệu trên trang và trong tin nhắn là một.",
    comrade="đ/c {name}",
    typed="Gõ trong tin nhắn: {typed}",
    as_of="{organisation} · {at}",
    answer="Trả lời của hệ thống",
)
