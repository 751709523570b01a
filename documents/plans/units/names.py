"""What units are called: fields of ministries and departments, words that begin a name or a class, verbs of duty."""

import re

from domain.names import fold

# Any capital letter of the language; [A-Z] would miss "Ủy ban" and "Ân Thi".
CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
FIELDS = (
    "Khoa học và Công nghệ", "Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao",
    "Kế hoạch và Đầu tư", "Giáo dục và Đào tạo", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn",
    "Tài nguyên và Môi trường", "Lao động - Thương binh và Xã hội", "Quy hoạch - Kiến trúc", "Dân tộc và Tôn giáo",
    "Kinh tế, Hạ tầng và Đô thị", "Văn hóa - Xã hội", "Tài chính - Kế hoạch", "Tuyên giáo và Dân vận", "Tài chính",
    "Nội vụ", "Xây dựng", "Công Thương", "Y tế", "Tư pháp", "Ngoại vụ", "Du lịch", "Công an", "Quốc phòng",
    "Giao thông vận tải", "Kinh tế", "Ngoại giao", "Tổ chức", "Nội chính", "Xây dựng Đảng", "Kinh tế - Hạ tầng",
    "Quản lý đô thị", "Văn hóa và Thông tin", "Văn hóa, Thông tin và Thể thao", "Kinh tế - Ngân sách", "Pháp chế",
    "Hành chính - Tổng hợp", "Kế hoạch - Tài chính", "Tuyên giáo", "Dân vận", "Tổ chức - Cán bộ", "Đô thị",
)  # fmt: skip
FULL_NAMES = (
    "Viện Hàn lâm Khoa học và Công nghệ Việt Nam",
    "Viện Hàn lâm Khoa học Xã hội Việt Nam",
    "Ngân hàng Nhà nước Việt Nam",
)

# A capital letter and one of these begins the name of a unit.
HEADS = (
    "Sở", "Bộ", "Ban", "Phòng", "Văn phòng", "Ủy ban", "UBND", "HĐND", "UBMTTQ", "MTTQ", "Mặt trận", "Thường trực",
    "Đảng ủy",
    "Đảng bộ", "Chi bộ", "Công an", "Trung tâm", "Viện", "Tập đoàn", "Tổng công ty", "Công ty", "Thuế", "Chi cục",
    "Cục", "Tổng cục", "Hội", "Đoàn", "Liên đoàn", "Liên minh", "Trường", "Trạm", "Tòa án", "Ngân hàng", "Bảo hiểm",
    "Kho bạc", "Bộ đội", "Thanh tra", "Quốc hội", "Chính phủ", "Hội đồng", "Thành ủy", "Tỉnh ủy", "Thủ trưởng",
    "Chủ tịch", "Bí thư", "Giám đốc", "Lãnh đạo", "Trưởng", "Tổ", "Ban Chỉ huy", "Công đoàn", "Điện lực",
    "Bưu điện", "Quỹ", "Quân sự", "Thành đoàn", "Tỉnh đoàn", "Huyện đoàn", "Quận đoàn", "Bộ phận", "Viễn thông",
    "Đồng chí", "Đ/c", "Ông", "Bà", "Trưởng ban", "Hiệu trưởng", "Tòa soạn", "Cảng", "Chi nhánh", "Văn phòng đại diện",
    "Viện kiểm sát", "Thi hành án", "Lực lượng",
    "Tạp chí", "Thông tấn xã", "Kiểm toán", "Quân ủy", "Đại học", "Cao đẳng", "Tổng hội", "Hiệp hội", "Liên hiệp",
    "Phân viện", "Phân xưởng", "Hợp tác xã", "Vụ", "Chi hội", "Chi đoàn", "Hải quan", "Kiểm lâm", "Quản lý thị trường",
    "Quân khu", "Sư đoàn", "Trung đoàn", "Câu lạc bộ", "Thư viện", "Bảo tàng", "Khu di tích", "Khối", "Hiệu phó",
    "Chánh", "Phó", "Kế toán", "Chuyên viên", "Ủy viên", "Thành viên", "Tòa", "Ngành", "Thôn", "Ấp", "Phòng khám",
    "Đảng đoàn", "Ban cán sự", "Thư ký", "Chỉ huy trưởng", "Nhà thầu", "Chủ đầu tư", "Cấp ủy", "Chi ủy",
    "Đài", "Báo", "Nhà", "Hạt", "Đội", "Đồn", "Xí nghiệp", "Học viện", "Bệnh viện", "Cơ quan", "Người đứng đầu", "Các",
    "Khoa", "Liên đội", "Tổng phụ trách", "Giáo viên", "Nhân viên", "Điều dưỡng", "Bác sĩ", "Khu phố", "Xóm", "Khóm",
    "Ký túc xá", "Nông trường", "Lâm trường", "Vườn quốc gia", "Xưởng", "Hộ lý", "Thầy",
)  # fmt: skip
# The same in small letters, as typed inside a list; what is no proper name stays small.
SMALL_HEADS = (
    "công an", "quân sự", "trạm y tế", "lãnh đạo", "thủ trưởng", "văn phòng", "chủ tịch", "bí thư", "hiệu trưởng",
    "chính quyền", "lực lượng", "đồng chí", "đ/c", "ông", "bà", "chủ đầu tư", "nhà thầu", "hệ thống chính trị",
    "thành viên", "hợp tác xã", "đảng ủy", "trưởng", "phó", "kế toán", "nhóm", "tổ trưởng", "tổ phó", "tổng phụ trách",
    "dân quân", "tư vấn giám sát", "tư vấn thiết kế",
)  # fmt: skip
# People named by what they do: "giáo viên chủ nhiệm"; some of these words are a post by themselves.
POSTS_BY_DUTY = ("giáo viên", "nhân viên", "chuyên viên", "công chức", "điều dưỡng")
BARE_POSTS = ("kế toán", "thư viện", "văn thư", "thủ quỹ", "thủ kho", "bảo vệ", "hộ lý", "chuyên viên")
STAY_SMALL = frozenset({
    "chính quyền", "lực lượng", "chủ đầu tư", "nhà thầu", "hệ thống chính trị", "nhóm", "tổ trưởng", "tổ phó",
    "dân quân", "tư vấn", "thầy", "cô", "tổ",
    *POSTS_BY_DUTY, *BARE_POSTS,
})  # fmt: skip
PEOPLE_CLASSES = (
    "cán bộ", "công chức", "viên chức", "đảng viên", "người lao động", "đoàn viên", "hội viên", "nhân dân", "người dân",
)  # fmt: skip
# After these a comma may belong to the name ("Phòng Kinh tế, Hạ tầng và Đô thị"); after others it separates.
FIELD_HEADS = (
    "Sở", "Bộ", "Phòng", "Ban", "Công ty", "Tổng công ty", "Tổng Công ty", "Ủy ban", "Trung tâm", "Báo", "Đài", "Viện",
    "Trường", "Chi cục", "Cục", "Tổng cục", "Liên hiệp", "Tổ", "Quỹ", "Hội đồng", "Đội", "Hiệp hội", "Liên minh",
    "Bảo tàng", "Nhà", "Tập đoàn", "Học viện", "Khoa", "Ngành", "Các", "các", "Đồng chí", "Đ/c", "Công chức",
)  # fmt: skip
# A field behind one of these may leave its head to the one said before: "các Sở: Tài chính, Nội vụ".
FIELDS_BEHIND = frozenset({
    "Sở", "Bộ", "Phòng", "Ban", "Hội", "Vụ", "Cục", "Chi cục", "Trường", "Trung tâm", "Khoa", "Trạm", "Chi bộ",
    "Thường trực", "Lãnh đạo", "Văn phòng", "Thường trực các cơ quan", "Tổ dân phố", "Thôn", "Tổ", "Đội", "Công ty",
    "Tập đoàn", "Bệnh viện", "Chi hội", "Chi đoàn", "Đảng bộ", "Viện",
})  # fmt: skip
# Behind these stand bodies, which are units of their own elsewhere: "Thường trực: Đảng ủy, HĐND, UBND phường".
BODIES_BEHIND = frozenset({"Thường trực", "Lãnh đạo", "Văn phòng"})
# Cells of an organisation, one in each unit.
CELLS = frozenset({"Chi bộ", "Chi đoàn", "Chi hội", "Đảng bộ"})
# Bodies that stand once in every place.
BODIES_OF_PLACES = (
    "UBND",
    "HĐND",
    "Đảng ủy",
    "Công an",
    "Trạm Y tế",
    "Chủ tịch UBND",
    "(?:Ủy ban )?MTTQ(?: Việt Nam)?",
)
# Bodies named by a purpose, which may hold verbs, commas and "và": "Ban Chỉ đạo CCHC và CĐS".
TOPIC_HEADS = (
    "Ban Chỉ đạo", "Ban Chỉ huy", "Hội đồng", "Tổ công tác", "Tổ giúp việc", "Tổ", "Đoàn công tác", "Tiểu ban",
    "Ban Vận động", "Ban Tổ chức", "Ban Quản lý", "Đội", "Quỹ", "Ban Soạn thảo", "Tổ biên tập", "Tổ thư ký",
)  # fmt: skip
# Kinds of schools qualify "trường" and never begin a name of their own.
SCHOOL_KINDS = ("Mầm non", "Mẫu giáo", "Tiểu học", "Trung học", "THCS", "THPT", "TH", "MN")
# Letters of things, not of units: they never begin a name.
TOPIC_LETTERS = (
    "CNTT", "CĐS", "CCHC", "TTHC", "ANTT", "ANQP", "QPAN", "PCCC", "CNCH", "TKCN", "PCTT", "GDTX", "GDNN", "ĐMST",
    "ATTT", "ATGT", "ATTP", "VSATTP", "KTXH", "NTM", "DN", "BVMT", "GPMB", "PCTN", "TNXH", "CSDL", "HSSV", "KCN", "CCN",
    "KKT", "DVC", "DVCTT", "ATVSTP", "XDNTM", "MTTN", "MTQG", "PBGDPL", "THTK", "CLP", "KH", "ODA", "FDI",
)  # fmt: skip
# These stand alone between others without any separator ("... Truyền thông Bộ Khoa học ..."): they never end a name.
STRONG_HEADS = ("Sở", "Bộ", "UBND", "Trung tâm", "Phòng")
# After these the next head belongs to the same name ("Văn phòng UBND", "Giám đốc Sở").
BEFORE_A_HEAD = (
    "văn phòng", "thường trực", "lãnh đạo", "chủ tịch", "phó chủ tịch", "giám đốc", "thuộc", "của", "các", "và", "với",
    "trưởng", "thanh tra", "đảng ủy", "bí thư", "cán bộ", "ban", "tại", "cho", "đoàn", "cơ quan", "ủy viên",
    "trực thuộc", "cán",
)  # fmt: skip

# Classes of units; a class may stand in a list with others of its family and makes one group with them.
OFFICE_CLASSES = (
    "sở", "bộ", "ban", "ngành", "phòng", "cơ quan", "đơn vị", "địa phương", "đoàn thể", "tổ chức", "doanh nghiệp",
    "hội", "trường học", "trường", "cơ sở giáo dục", "công ty", "trung tâm", "hiệp hội", "cá nhân", "tổ dân phố",
    "khu dân cư",
    "khu phố", "thôn", "bản", "làng", "ấp", "khóm", "buôn", "ủy ban", "văn phòng", "hội đoàn thể", "vụ", "cục", "viện",
    "viện nghiên cứu", "học viện", "cơ sở đào tạo", "hợp tác xã", "hộ gia đình", "hộ kinh doanh", "nhà đầu tư",
    "nhà trường", "hộ dân", "chi cục", "tổng cục", "tập đoàn", "tổng công ty", "chi hội", "chi đoàn", "lực lượng",
    "cơ sở", "tổ", "đội", "câu lạc bộ", "bệnh viện", "trạm y tế", "trang trại", "nhà khoa học",
    "chuyên gia", "khoa", "bộ môn",
)  # fmt: skip
# With a capital and alone these are one body, not a class: "Ban A, Văn phòng, Ban B".
ONE_BODY = frozenset({
    "Văn phòng", "Trung tâm", "Ủy ban", "Công ty", "Trường", "Viện", "Trạm y tế", "Trạm Y tế", "Đảng ủy", "Tỉnh ủy",
    "Thành ủy", "Chi đoàn", "Chi hội",
})  # fmt: skip
# With a capital and anything behind them these are one body: "Đảng ủy phường", "Cục Thuế", "Bệnh viện huyện".
CAPITAL_IS_ONE = frozenset({
    "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Trạm Y tế", "Trạm y tế", "Bệnh viện", "Viện", "Vụ", "Cục", "Chi cục", "Tập đoàn",
    "Tổng công ty", "Tổ", "Đội", "Học viện", "Tổng cục", "Chi hội", "Chi đoàn", "Hợp tác xã", "Câu lạc bộ", "Lực lượng",
})  # fmt: skip
PARTY_CLASSES = (
    "cấp ủy", "chi bộ", "đảng bộ", "chi ủy", "tổ chức đảng", "chi đảng bộ", "tổ chức cơ sở đảng", "đảng ủy", "tỉnh ủy",
    "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "ban đảng", "cấp ủy đảng", "đảng đoàn", "ban cán sự đảng",
)  # fmt: skip
TERRITORIES = ("phường", "xã", "thị trấn", "quận", "huyện", "thị xã", "thành phố", "tỉnh", "đặc khu", "cấp xã")
# A body that exists in every ward, district and city: without its territory the name is not complete.
NEEDS_TERRITORY = frozenset(
    fold(n)
    for n in ("UBND", "HĐND", "Đảng ủy", "MTTQ", "Mặt trận Tổ quốc",
              "Mặt trận Tổ quốc Việt Nam", "Y tế", "Bộ Chỉ huy Quân sự",
              "MTTQ Việt Nam", "Ủy ban MTTQ Việt Nam", "Ủy ban nhân dân",
              "Hội đồng nhân dân",
              "Thường trực HĐND", "Thường trực Đảng ủy", "Công an", "Ban Thường vụ Đảng ủy", "Ủy ban MTTQ",
              "Ủy ban Mặt trận Tổ quốc Việt Nam", "Thường trực UBND", "Lãnh đạo UBND", "Quân sự", "Ban Chỉ huy Quân sự",
              "Hội Nông dân", "Hội Phụ nữ", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Đoàn Thanh niên",
              "Liên đoàn Lao động", "Đoàn Thanh niên Cộng sản Hồ Chí Minh")
)  # fmt: skip
PROVINCES_ARE_UNITS = ("địa phương",)

# Verbs that end the name and begin what the unit does. Weak ones may also describe a class ("các đơn vị làm dự án").
DUTIES = re.compile(r",?\s*\b(?:có trách nhiệm|chịu trách nhiệm|trực tiếp|chủ trì|phối hợp|triển khai)\b")
WEAK_DUTIES = re.compile(
    r",?\s*\b(?:thực hiện|(?<!viên )phụ trách(?=\s*(?:[,;]|$))|tham mưu(?!,? giúp việc)|tiếp thu"
    r"|theo dõi|đôn đốc|hướng dẫn|khẩn trương|chủ động|tiếp tục|tăng cường"
    r"|báo cáo|chỉ đạo|(?:kiểm tra|rà soát|tổng hợp|giám sát|(?<!đầu tư )xây dựng)"
    r"(?=\s+(?!(?:phường|xã|huyện|tỉnh|thành phố|quận|khu vực|và|liên ngành)\b)\w"
    r"|,\s*(?:giám sát|rà soát|đôn đốc|đánh giá|hướng dẫn|xử lý|tổng hợp|báo cáo|lập|kiểm))"
    r"|(?<!các )tổ chức(?= (?:thực hiện|triển khai|tuyên truyền|đánh giá|quán triệt|họp|sơ kết|tổng kết|lễ|ra quân|thi"
    r"|kiểm tra|rà soát|các (?:hoạt động|lớp|hội nghị|cuộc|đợt|buổi)|\w+ (?:hội|tập))))\b"
)
# Verbs of work that end a name only where the sentence is known to be an order or a duty.
OTHER_VERBS = re.compile(
    r"\s(?:báo cáo|gửi|nộp|ban hành|trình|hoàn thành|chịu trách nhiệm|căn cứ|có kế hoạch|lập|tiếp tục|chủ động"
    r"|khẩn trương|tăng cường|cử|nghiên cứu|đề xuất|bố trí|giải quyết|xử lý|cung cấp|lập|đánh giá|thẩm định|hoàn thiện"
    r"|giải trình|làm việc|tuyên truyền|cân đối|phân bổ|bàn giao|quyết toán|giải phóng|đẩy nhanh|kiện toàn|tập huấn"
    r"|(?<!các )(?<!và )(?<!, )tổ chức (?!chính trị|đảng|xã hội|đoàn|hội|thành viên|cơ sở|liên quan|CT))\b"
)
OPENINGS = re.compile(
    r"^(?:[-+•*–]\s*|\(?\d+[.)]\s+|(?:đề nghị|giao|yêu cầu|phân công|cùng|do)\b\s*"
    r"|(?:đơn vị |cơ quan |CQ |ĐV )?(?:chủ trì|phối hợp)(?: thực hiện)?(?: (?:với|cùng))?\b\s*:?\s*"
    r"|(?:đơn vị|cơ quan|CQ|ĐV|người|bộ phận|cán bộ) (?:thực hiện|đầu mối|tham mưu|phụ trách|theo dõi|chủ trì)\s*:"
    r"\s*)+",
    re.IGNORECASE,
)


def field_key(text: str) -> str:
    """The words of a field without its little words and signs: "Văn hóa – Thể thao" and "Văn hóa và Thể thao" agree."""
    return " ".join(w for w in re.split(r"[\s,&–-]+", fold(text)) if w and w != "va")


FIELD_BY_KEY = {field_key(f): f for f in FIELDS}
FULL_NAME_BY_KEY = {field_key(n): n for n in FULL_NAMES}
