"""Words that the grammar knows beside the names of the commands, as plain tables."""

# Words that may stand before a number and say nothing: "xong việc 3", "xong số 3", "done #3".
BEFORE_NUMBER = ("việc", "nhiệm vụ", "mục", "tt", "stt", "số", "task", "no", "#", "№")

# Words that join numbers: "3 và 5", "3, 5".
BETWEEN_NUMBERS = ("và", "and", ",", ";", "&", "+")

# What is counted in a note: in "xong 3 5 văn bản" the 5 counts documents and is no task. No word stands here that
# without its diacritics could be the beginning of another ("bản" would swallow "ban hanh").
COUNTED = (
    "%", "phần trăm", "văn bản", "hồ sơ", "cuộc", "buổi", "lượt", "hội nghị", "đơn vị", "cơ quan", "chi bộ", "đảng bộ",
    "đảng viên", "đồng chí", "người", "trường hợp", "ý kiến", "nội dung", "giờ", "ngày", "tuần", "tháng", "năm",
    "trang", "triệu", "tỷ", "đồng", "documents", "files", "people", "units", "days", "weeks", "months",
)  # fmt: skip

# These begin with a word that could be counted, and are the answer or the day itself: "trả lời 3 đồng ý".
NOT_COUNTED = (
    "đồng ý", "đồng thuận", "ngày mai", "ngày kia", "ngày mốt", "tuần sau", "tuần tới", "tháng sau", "tháng tới",
    "năm sau", "năm tới",
)  # fmt: skip

# Words of courtesy after a command that add nothing: "đã nhận ạ", "nhận việc 3 nhé anh".
COURTESIES = (
    "rồi", "ạ", "nhé", "nha", "em", "anh", "chị", "đồng chí", "được", "cảm ơn", "với", "ok", "please", "thanks",
)  # fmt: skip

# Beside these, words that are courtesy when nothing else is said.
COURTESIES_ALONE = ("vâng", "dạ", "ừ", "cám ơn", "cảm ơn nhiều", "tks", "thank you", "okie", "oke")

# Directly after "xong" these make a question or a denial, not a report: "xong chưa?", "xong đâu".
DENIALS = ("chưa", "đâu", "không", "hay chưa", "yet")

# After "tình hình" these mean the whole, not the name of a unit.
EVERYTHING = ("tất cả", "chung", "toàn bộ", "thế nào", "như thế nào", "ra sao", "sao rồi", "hiện nay", "hôm nay", "all")

PAGE = ("page", "trang")

# Before the number of a plan: "tình hình kế hoạch 45"; after it, to close a plan without being asked.
PLAN = ("kế hoạch", "kehoach", "KH", "plans", "plan")
OF_PLAN = ("của", "trong", "thuộc", "ở", "tại", "of", "in")
SURE = ("chắc chắn", "chacchan", "sure")

# After "giúp": what is not needed every day.
MORE = ("thêm", "nữa", "khác", "tất cả", "đầy đủ", "more", "all")

# After "chọn" or instead of it.
YES, NO = ("có", "đúng", "yes"), ("không", "no")

# Instead of "nhập" or after it: write the plan with doubts open.
ANYWAY = ("vẫn ghi", "luôn", "anyway")

# These say yes too, to a question with one option; the weak ones not where others act on it at once.
ASSENTS, WEAK_ASSENTS = ("ừ", "vâng"), ("ok", "oke", "okay", "được")

# What may stand before an assent ("dạ vâng ạ") or before a letter ("câu B") and says nothing.
POLITE_OPENINGS = ("dạ", "báo cáo", "thưa")
BEFORE_LETTER = ("câu", "ý", "phương án", "dạ")

# The parts of a row of a plan, as they are corrected: "sửa 4 hạn 10/7/2026".
PARTS_OF_ROW = {
    "deadline": ("hạn", "thời hạn", "thời gian", "deadline"),
    "lead": ("chủ trì", "đơn vị chủ trì", "lead"),
    "coordinating": ("phối hợp", "đơn vị phối hợp", "coordinating"),
    "title": ("tên", "tên việc", "nội dung", "title"),
    "product": ("sản phẩm", "kết quả", "product"),
}

# What stands above the rows, corrected alike: "sửa số kế hoạch 45-KH/ĐU", "sửa ngày ban hành 9/4/2026".
PARTS_OF_PLAN = {
    "plan_number": ("số kế hoạch", "số văn bản", "số hiệu", "số", "plan number"),
    "plan_title": ("tên kế hoạch", "tiêu đề", "trích yếu", "plan title"),
    "issued_on": ("ngày ban hành", "ngày ký", "issued"),
}

# Between two names of one unit: "đơn vị VHXH là Phòng Văn hóa - Xã hội".
MEANS = ("là", "is", "=")

# After "vai trò": the role, and words before it that take it away.
ROLE_WORDS = (
    "đầu mối", "cán bộ đầu mối", "thủ trưởng", "điều phối", "cán bộ theo dõi", "lãnh đạo", "kiểm tra", "quản trị",
    "quản trị viên", "officer", "head", "coordinator", "leader", "inspector", "administrator",
)  # fmt: skip
TAKEN = ("bỏ", "thôi", "không còn", "remove", "no longer")

# After "nhắc": at any hour.
URGENT = ("khẩn", "gấp", "khẩn cấp", "urgent")

# After "giao 3": nobody in particular.
WHOLE_UNIT = ("cả đơn vị", "cả phòng", "cả ban", "cả tổ", "tất cả", "toàn đơn vị", "everybody", "all")

# After "lịch": what becomes of the days named, or the person's own calendar.
CALENDAR_CHANGES = {
    "off": ("nghỉ", "ngày nghỉ", "off"),
    "work": ("làm", "làm bù", "đi làm", "làm việc", "work"),
    "back": ("bỏ", "hủy", "xóa", "back"),
    "file": ("tệp", "file", "ics", "cá nhân"),
    "new": ("mới", "link mới", "đổi link", "new"),
}

# After "cài đặt": the settings, the longer name before the one it begins with.
SETTING_NAMES = {
    "confirmation": ("xác nhận", "xác nhận kết quả", "verification", "confirmation"),
    "decider": ("gia hạn", "duyệt gia hạn", "người duyệt gia hạn", "extensions"),
    "coordinating_days": ("nhắc phối hợp", "phối hợp", "coordinating"),
    "lead_days": ("nhắc", "nhắc trước", "nhắc chủ trì", "chủ trì", "remind", "lead"),
    "silence": ("im lặng", "chưa nhận", "silence"),
    "overdue": ("quá hạn", "nhắc quá hạn", "overdue"),
    "morning": ("giờ", "giờ nhắc", "giờ sáng", "buổi sáng", "hour", "morning"),
    "quiet": ("giờ nghỉ", "hết giờ", "giờ yên tĩnh", "yên tĩnh", "quiet"),
    "waking": ("giờ báo tin", "báo tin", "waking"),
    "reports": ("báo cáo", "báo cáo định kỳ", "reports"),
}
ON = ("bật", "có", "điều phối", "cán bộ theo dõi", "on", "yes", "coordinator")
OFF = ("tắt", "không", "lãnh đạo", "off", "no", "leader")

# After "giờ": no wish of one's own.
COMMON = ("chung", "mặc định", "như cũ", "bỏ", "default")

LANGUAGES = {"en": ("tiếng anh", "anh", "english", "en"), "vi": ("tiếng việt", "việt", "vietnamese", "vi")}
