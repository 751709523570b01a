"""The words of the grammar beside the names of commands: courtesy, subjects, moods, nouns before a number."""

PERSONS = (
    "anh", "chị", "em", "cô", "chú", "bác", "ông", "bà", "đồng chí", "đ/c", "dc", "sếp", "lãnh đạo", "thủ trưởng",
    "bí thư", "phó bí thư", "chủ tịch", "phó chủ tịch", "trưởng ban", "chánh văn phòng",
    "các anh", "các chị", "các anh chị", "anh chị", "các đồng chí", "các đ/c", "các bác", "cả nhà", "mọi người",
    "ban lãnh đạo", "thường trực", "chị hà", "anh hùng", "anh thành",
)  # fmt: skip
SUBJECTS = (
    "em", "tôi", "mình", "cháu", "con", "tớ", "bên em", "bên mình", "bên tôi", "ban em", "ban tôi", "ban", "phòng em",
    "phòng tôi", "đơn vị", "đơn vị em", "đơn vị tôi", "đơn vị mình", "chúng em", "chúng tôi", "chúng mình", "tụi em",
    "i", "we", "i have", "i've", "we have",
)  # fmt: skip
# Before the command, saying nothing about it.
OPENINGS = (
    "dạ", "dạ vâng", "vâng", "vâng ạ", "dạ thưa", "thưa", "kính thưa", "kính gửi", "kính chào", "kính báo cáo",
    "cho em", "cho tôi", "cho mình", "cho bên em", "cho phép em", "cho phép tôi",
    "em báo cáo", "em xin báo cáo", "xin báo cáo", "tôi báo cáo", "tôi xin báo cáo", "dạ báo cáo", "xin phép",
    "em chào", "em gửi", "chào", "xin chào", "alo", "alô", "à", "ok", "oke", "okay", "hi", "hello", "hey", "dear",
    "good morning", "good afternoon", "ơi", "ạ", "nay em", "sáng nay", "hôm qua", "sáng qua",
    "chiều qua", "đã", "vừa", "vừa mới", "cũng", "please",
)  # fmt: skip
REPORTING = ("báo cáo", "bc", "b/c")  # courtesy only before a person: "báo cáo anh", else the command
# Behind the command or its targets, saying nothing about them.
CLOSINGS = (
    "rồi", "ạ", "nhé", "nha", "nhá", "nghe", "em", "anh", "chị", "đồng chí", "đ/c", "các đồng chí", "các đ/c", "ơi",
    "cô", "chú", "bác", "sếp", "cảm ơn", "cám ơn", "xin cảm ơn", "em cảm ơn", "em cám ơn", "tôi cảm ơn", "trân trọng",
    "trân trọng cảm ơn", "luôn", "đấy", "đó", "hết", "cả", "hết cả", "ok", "oke", "thanks", "thank you", "thank",
    "please", "tks", "cả nhà", "anh chị", "lãnh đạo", "thưa anh", "thưa chị",
    "các anh", "các chị", "các anh chị", "các bác", "mọi người", "ban lãnh đạo", "thủ trưởng",
    "rùi", "r", "nghen", "nhe", "mấy anh", "mấy chị", "mấy anh chị", "mấy anh em",
)  # fmt: skip
FAVOURS = (
    "với",
    "giúp",
    "giúp em",
    "giúp tôi",
    "giúp mình",
    "giùm",
    "giùm em",
    "hộ",
    "hộ em",
    "hộ tôi",
    "cho em",
    "cho tôi",
)

NOUNS = (
    "việc", "nhiệm vụ", "công việc", "đầu việc", "mục", "tt", "số", "việc số", "nhiệm vụ số", "công việc số",
    "đầu việc số", "mục số", "tt số", "việc thứ", "nhiệm vụ thứ", "mục thứ", "đầu việc thứ", "công việc thứ", "cv",
    "vc", "nv", "task", "no", "task no", "item", "các việc", "các nhiệm vụ", "những việc", "các mục", "các công việc",
    "các đầu việc", "tasks", "việc các số", "nhiệm vụ các số", "stt",
)  # fmt: skip
ROW_NOUNS = ("mục", "tt", "stt", "mục số", "tt số", "mục thứ", "các mục")  # the number is the row's on paper
ORDINAL_NOUNS = ("việc thứ", "nhiệm vụ thứ", "mục thứ", "đầu việc thứ", "công việc thứ")
JOINERS = ("và", "and", "với", "lẫn", "cùng", "cả", "hết", "hết cả", "nốt", "các", "cùng với")
FROM, UNTIL = ("từ", "from"), ("đến", "tới", "to", "đến hết")

DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "nhất": 1, "nhì": 2,
}  # fmt: skip
# Nobody counts "mười nhì", and "nhi" without its mark also asks ("nhỉ").
_COUNTED_ON = {word: value for word, value in DIGITS.items() if word not in {"nhất", "nhì"}}
LATER_DIGITS = {**_COUNTED_ON, "mốt": 1, "lăm": 5, "nhăm": 5}

UNSURE_WORDS = frozenset({"năm", "tư"})  # also "year", and with "thứ" a day of the week

NEGATIONS = (
    "chưa", "không", "chẳng", "chả", "đừng", "khoan", "đâu", "đâu có", "chưa thể", "không thể", "ko", "k", "kg", "hông",
    "hổng", "không phải", "not", "never", "don't", "dont", "no", "cannot", "can't", "chưa hề",
)  # fmt: skip
ALSO_ASK = ("chưa", "không", "ko", "k", "kg", "hông", "hổng")  # at the end of a clause: "xong 3 chưa"

MOODS = {
    "denied": (*NEGATIONS, "nhầm", "thôi không"),
    "asked": (
        "có phải", "bao giờ", "khi nào", "sao", "vì sao", "tại sao", "ai", "liệu", "mấy", "gì", "nào", "thế nào",
        "ra sao", "nhỉ", "hả", "à", "hay", "hay chưa", "hay không", "phải không", "đúng không", "được không", "yet",
        "when", "what", "who", "whether", "chứ", "ư", "chăng",
    ),
    "promised": (
        "sẽ", "sắp", "mai", "ngày mai", "sáng mai", "chiều mai", "tối nay", "chiều nay", "chiều", "tối", "tuần sau",
        "tuần tới", "tháng sau", "dự kiến", "phấn đấu", "cố gắng", "cố", "chắc", "hứa", "để", "trước", "trong", "sớm",
        "hẹn", "cuối tuần", "cuối tháng", "lát nữa", "tí nữa", "chuẩn bị", "will", "tomorrow", "soon", "by", "before",
        "đến", "tới", "kịp", "nay mai", "thứ", "vào",
    ),
    "partly": (
        "một phần", "một nửa", "nửa", "khoảng", "gần", "cơ bản", "phần", "khâu", "bước", "trừ", "về nội dung",
        "về mặt", "về", "tầm", "được", "almost", "nearly", "partly", "half", "except", "hơn", "đang", "còn",
    ),
    "conditional": (
        "nếu", "nếu như", "khi", "miễn là", "miễn", "với điều kiện", "nhưng", "nhưng mà", "trừ khi", "sau khi",
        "chỉ khi", "chỉ", "là", "thì", "if", "but", "unless", "tuy nhiên", "song",
    ),
    "ordered": (
        "đề nghị", "yêu cầu", "phải", "cần", "hãy", "nhớ", "mau", "đi", "khẩn trương", "làm ơn", "giúp", "hộ", "giùm",
        "với",
    ),
    "quoted": ("bảo", "nói", "nhắn", "báo", "fwd", "chuyển tiếp", "trích", "gõ", "type"),
}  # fmt: skip
STRICT = frozenset(
    {
        "à",
        "ư",
        "song",
        "đi",
        "tối",
        "cố",
        "cần",
        "thứ",
        "là",
        "để",
        "mau",
        "gõ",
        "sớm",
        "khâu",
        "bảo",
        "báo",
        "nói",
        "chả",
        "gì",
        "chỉ",
    }
)
# Alone at the end of a clause these make a question or a denial of it.
FINAL = (
    "chưa", "không", "à", "hả", "nhỉ", "chứ", "ư", "chăng", "sao", "đâu", "nào", "gì", "yet", "ko", "hay chưa",
    "hay không", "phải không", "đúng không", "được không", "thế nào", "bao giờ", "khi nào", "không nhỉ", "chưa nhỉ",
    "no", "not", "k", "đừng", "khoan",
)  # fmt: skip
SHARE_CLOSINGS = ("thôi", "khối lượng", "khối lượng công việc", "công việc", "complete", "completed", "done", "rồi")
PARTICLES = ("nhé", "nha", "nhá", "ạ", "nhe", "rồi", "r", "rùi")  # between what is said and whom it is said to
# Behind a task that is confirmed: what it is confirmed as.
CONFIRMED = (
    "hoàn thành",
    "đã hoàn thành",
    "là hoàn thành",
    "đã xong",
    "xong",
    "là xong",
    "đạt",
    "là đạt",
    "đạt yêu cầu",
)
# A note that begins so turns against its own report.
AGAINST = (
    "nhưng", "nhưng mà", "nếu", "trừ", "trừ khi", "chưa", "không", "sẽ", "mai", "chiều nay", "tối nay", "khi",
    "khi nào", "miễn", "với điều kiện", "but", "if", "except", "not", "tuy nhiên", "còn", "đang chờ", "một phần",
    "gần", "sắp", "dự kiến", "thiếu", "chỉ", "sau khi", "nhầm", "à nhầm", "ấy nhầm", "à không",
    "ý là", "ý em là", "ý tôi là", "sorry", "xin lỗi",
)  # fmt: skip

# What may follow a target without a mark between them and is a note: what was done, why, when it was.
NOTES = (
    "đã", "vì", "do", "theo", "kèm", "gồm", "gửi", "nộp", "trình", "ký", "ban hành", "cập nhật", "có", "từ hôm", "bằng",
    "từ sáng", "từ hôm qua", "từ chiều qua", "hôm qua", "hôm kia", "sáng nay", "sáng qua", "chiều qua", "lúc", "qua",
    "lý do", "vừa", "lần", "bổ sung", "hoàn thiện", "phát hành", "tổ chức", "khẩn",
    "gấp", "báo cáo", "làm", "urgent", "send", "sent", "with", "because", "due", "as",
)  # fmt: skip
# What is said of a task that something holds up, or of a report or a wish that is not accepted.
HINDRANCES = (
    "chưa", "không", "thiếu", "do", "vì", "bị", "đang", "chờ", "hết", "mất", "lỗi", "cần", "phải", "khó", "quá", "chậm",
    "là", "no", "waiting", "missing", "because", "chỉ", "vướng", "sai", "sửa", "nhầm", "trùng", "để", "đề nghị",
    "yêu cầu", "xem lại", "kiểm tra", "rà soát", "tiếp tục", "còn", "trái", "khác", "lệch", "muộn", "số liệu",
    "nội dung", "hồ sơ chưa", "báo cáo chưa", "văn bản chưa", "hồ sơ thiếu", "báo cáo thiếu", "wrong", "late",
    "incomplete",
)  # fmt: skip
