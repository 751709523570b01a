"""Verbs of official work: where the name of a unit ends and what it does begins."""

import re

_ADVERBS = (
    "khẩn trương", "chủ động", "tập trung", "thường xuyên", "kịp thời", "định kỳ", "tích cực", "tiếp tục", "trực tiếp",
    "nghiêm túc", "phấn đấu", "chú trọng", "quan tâm", "sớm", "cần", "phải", "sẽ", "có trách nhiệm",
    "chịu trách nhiệm", "theo lĩnh vực", "theo nhiệm vụ", "theo phạm vi", "theo thẩm quyền", "theo phân công",
    "có văn bản", "có báo cáo", "có kế hoạch", "căn cứ", "trên cơ sở", "theo chức năng", "là",
)  # fmt: skip
_VERBS = (
    "chủ trì", "phối hợp", "tham mưu", "thực hiện", "triển khai", "xây dựng", "rà soát", "kiểm tra", "giám sát",
    "đôn đốc", "theo dõi", "tổng hợp", "báo cáo", "gửi", "nộp", "ban hành", "hoàn thành", "hoàn thiện", "soạn",
    "dự thảo", "chuẩn bị", "hướng dẫn", "tuyên truyền", "phổ biến", "quán triệt", "cập nhật", "công khai", "niêm yết",
    "công bố", "đăng tải", "đăng ký", "bố trí", "cân đối", "phân bổ", "cấp phát", "mời", "nghiên cứu", "đề xuất",
    "kiến nghị", "đánh giá", "thẩm định", "phê duyệt", "xem xét", "quyết định", "giải quyết", "xử lý", "khắc phục",
    "chấn chỉnh", "đẩy mạnh", "đẩy nhanh", "tăng cường", "nâng cao", "nâng cấp", "tiếp nhận", "phân công", "chỉ đạo",
    "bám sát", "vận động", "huy động", "kiện toàn", "sắp xếp", "bàn giao", "chi trả", "kiểm đếm", "giải phóng",
    "thu hồi", "tập huấn", "đào tạo", "bồi dưỡng", "làm việc", "trả lời", "giải trình", "cung cấp", "tham dự",
    "tham gia", "thống kê", "khảo sát", "điều tra", "thành lập", "duy trì", "vận hành", "khai thác", "đảm bảo",
    "bảo đảm", "thông báo", "xác nhận", "phát động", "ra quân", "thẩm tra", "kiểm soát", "ngăn chặn", "phát hiện",
    "quyết toán", "thanh toán", "giải ngân", "đề nghị", "yêu cầu", "được giao", "phân tích", "tích hợp", "kết nối",
    "số hóa", "cải tạo", "lắp đặt", "mua sắm", "sửa chữa", "bổ sung", "điều chỉnh", "sửa đổi", "hỗ trợ", "sơ kết",
    "tổng kết", "đối chiếu", "lưu trữ", "phân loại", "tuần tra", "sao lưu", "ứng trực", "phục vụ", "phụ trách",
    "điều động", "tuyển dụng", "khởi công", "nghiệm thu", "thi công", "thiết kế", "dọn", "sơn", "trang trí",
    "lồng ghép", "nhân rộng", "biểu dương", "khen thưởng", "đề ra", "cụ thể hóa", "quản trị", "truyền thông",
    "giới thiệu", "lấy ý kiến", "góp ý", "tiếp thu", "hủy", "thông qua", "in ấn", "ký kết", "trồng", "phun", "tiêm",
    "khám", "đón", "giúp", "đưa", "chọn", "mở", "biên soạn", "phát sóng", "phát hành", "ký cam kết", "ký hợp đồng",
    "ký giao ước", "tiếp công dân", "tiếp dân", "làm rõ", "thu thập", "đối soát", "xác minh", "trực ban",
    "trực cấp cứu", "trực gác", "trực chiến", "di dời", "sẵn sàng",
    "tháo dỡ", "xử phạt", "thử nghiệm", "nạo vét", "phát quang", "cưỡng chế", "khơi thông", "sơ tán", "kêu gọi",
    "khai giảng", "bình xét", "cắm mốc", "đấu nối", "nhập liệu", "tặng quà", "thăm hỏi", "gieo", "đến từng",
    "tổng kiểm tra", "tổng rà soát", "tổng vệ sinh", "tổng điều tra",
)  # fmt: skip
# Short words that are verbs only where they are no part of a name or of a longer noun.
_SHORT = (
    (
        r"(?<!các )(?<!những )(?<!và )(?<!, )(?<!một số )(?<!Ban )(?<!ban )tổ chức(?! chính trị| đảng| xã hội| đoàn thể"
        r"| liên quan| có liên quan| hội| thành viên| cơ sở| kinh tế)"
    ),
    (
        r"(?<!hương )(?<!uy )(?<!ông )(?<!ộ )(?<!ành )(?<!áo )(?<!ờ )(?<!uá )trình"  # chương trình, quy trình, tờ trình
    ),
    r"(?<!công )(?<!độc )(?<!thành )(?<!trung )lập",
    r"lập(?= (?:danh sách|kế hoạch|hồ sơ|báo cáo|phương án|dự toán|đoàn|tổ|biên bản|sổ|bảng|tờ trình)\b)",
    r"dự(?! án| toán| thảo| kiến| phòng| báo)",
    r"(?<!đối )(?<!bầu )(?<!ứng )(?<!Bầu )cử(?! tri)",
    r"(?<!bàn )(?<!goại )giao(?! thông| ban| dịch| lưu| đất)",
    r"in(?= )",
    r"chuyển(?! đổi)",
    r"(?<!rung )thu(?! nhập| ngân)",
    r"làm(?= (?:chủ đầu tư|đầu mối|thường trực|nòng cốt))",
    r"(?<!tế )(?<!quỹ )(?<!Quỹ )(?<!nguồn )(?<!sách )(?<!Tế )dự phòng(?= \w)",
    r"(?<!rật )tự(?= (?:rà soát|kiểm tra|đánh giá|tổ chức|bố trí|khắc phục|chịu trách nhiệm|chủ|giải thể)\b)",
    "họp",
    "mua",
    "xét",
    "rút",
    "chốt",
    "dạy",
    "lấy",
    "vẽ",
)
# Behind these words the verb is part of the unit's name or says which units are meant.
_IN_NAME = (
    "đầu tư ", "được ", "Ủy ban ", "Uỷ ban ", "Đoàn ", "đoàn ", "Viện ", "Tổ ", "Hội đồng ", "Ban ", "chuyên trách ",
    "cơ quan ", "đơn vị ", "bộ phận ", "Bộ phận ", "có nhiệm vụ ", "Trung tâm ", "Đội ", "Tiểu ban ", "cán bộ ",
    "công chức ", "liên quan đến ", "doanh nghiệp ", "Dịch vụ ", "dịch vụ ", "Thường ", "thường ",
    "người ", "Lực lượng ", "lực lượng ",
)  # fmt: skip
_VERB = re.compile(
    r"(?<!\w)(?:(?:"
    + "|".join(re.escape(v) for v in sorted(_ADVERBS, key=len, reverse=True))
    + r")(?!\w)|"
    + "".join(f"(?<!{name})" for name in _IN_NAME)
    + "(?:"
    + "|".join([*(re.escape(v) for v in sorted(_VERBS, key=len, reverse=True)), *_SHORT])
    + r")(?!\w)"
    + r"|(?:(?<=[Cc]ác đơn vị )|(?<=[Cc]ác cơ quan )|(?<= địa phương ))"
    + r"(?:gửi|nộp|báo cáo|rà soát|hoàn thành|đăng ký)(?!\w))"
)
_STARTS = re.compile(
    r"(?:" + "|".join([*(re.escape(v) for v in sorted((*_ADVERBS, *_VERBS), key=len, reverse=True)), *_SHORT])
    + r"|tổ chức|giữ|góp|làm|nhập|phát|tạo|thi|treo|trao|trực|ký|sửa|đọc|đưa|lắp|bảo vệ|bảo trì|quản lý|lãnh đạo"
    + r"|phát huy|phòng ngừa|siết|tạo|chuẩn hoá|chuẩn hóa|áp dụng|gắn|có|không|ghi nhận|thu thập|trao đổi|kết hợp"
    + r")(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
# "Các cơ quan chuyên trách tham mưu, giúp việc" names a class.
_HELPERS = re.compile(r"tham mưu,? giúp việc")

_PEOPLE = re.compile(r"\s+viên(?!\w)")  # "điều tra viên", "tuyên truyền viên"


def verb_in(text: str, start: int = 0) -> re.Match[str] | None:
    """The first verb from a place on that is no part of a name."""
    for match in _VERB.finditer(text, start):
        if not (_HELPERS.match(text, match.start()) or _PEOPLE.match(text, match.end())):
            return match
    return None


def begins_with_verb(text: str) -> bool:
    """The sentence begins with what is done, not with who does it."""
    found = _STARTS.match(text)
    return found is not None and not _PEOPLE.match(text, found.end())
