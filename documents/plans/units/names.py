"""What units are called, as the lists in words/units.toml say, and the verbs of duty that end a name."""

import re
from functools import lru_cache

from documents.plans.words import word_lists
from domain.names import fold

# Any capital letter of the language; [A-Z] would miss "Ủy ban" and "Ân Thi".
CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
_LISTS = word_lists("units")
FIELDS = _LISTS.words("fields")
FULL_NAMES = _LISTS.words("full_names")
HEADS = _LISTS.words("heads")
NO_HEADS = _LISTS.words("no_heads")
SMALL_HEADS = _LISTS.words("small_heads")
POSTS_BY_DUTY = _LISTS.words("posts_by_duty")
BARE_POSTS = _LISTS.words("bare_posts")
STAY_SMALL = frozenset({*_LISTS.words("stay_small"), *POSTS_BY_DUTY, *BARE_POSTS})
PEOPLE_CLASSES = _LISTS.words("people_classes")
OFFICE_CLASSES = _LISTS.words("office_classes")
FIRMS = _LISTS.words("firms")
TRAINING = _LISTS.words("training")
PARTY_CLASSES = _LISTS.words("party_classes")
TERRITORIES = _LISTS.words("territories")
FIELD_HEADS = _LISTS.words("field_heads")
FIELDS_BEHIND = frozenset(_LISTS.words("fields_behind"))
BODIES_BEHIND = frozenset(_LISTS.words("bodies_behind"))
CELLS = frozenset(_LISTS.words("cells"))
BODIES_OF_PLACES = _LISTS.words("bodies_of_places")
TOPIC_HEADS = _LISTS.words("topic_heads")
SCHOOL_KINDS = _LISTS.words("school_kinds")
TOPIC_LETTERS = _LISTS.words("topic_letters")
STRONG_HEADS = _LISTS.words("strong_heads")
BEFORE_A_HEAD = _LISTS.words("before_a_head")
ONE_BODY = frozenset(_LISTS.words("one_body"))
CAPITAL_IS_ONE = _LISTS.words("capital_is_one")
NEEDS_TERRITORY = frozenset(map(fold, _LISTS.words("needs_territory")))
WHOLE_NAMES = _LISTS.words("whole_names")
HEADS_OF_FIELDS = _LISTS.words("heads_of_fields")
HEADS_APART = _LISTS.words("heads_apart")
VERBS = _LISTS.words("verbs")
SURE_VERBS = _LISTS.words("sure_verbs")
COMMON_WORDS = _LISTS.words("common_words")
PROVINCES_ARE_UNITS = ("địa phương", "tỉnh, thành phố")

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
    r"\s(?:báo cáo|(?<!tiền )gửi|(?<!người )nộp|ban hành|(?<!chương )(?<!công )(?<!quy )(?<!lộ )trình|hoàn thành"
    r"|chịu trách nhiệm|căn cứ|có kế hoạch|(?<!công )(?<!dân )(?<!độc )lập|tiếp tục|chủ động|khẩn trương|tăng cường"
    r"|(?<!bầu )cử|nghiên cứu|đề xuất|bố trí|giải quyết|xử lý|cung cấp|đánh giá|thẩm định|hoàn thiện"
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


@lru_cache(maxsize=4096)
def field_key(text: str) -> str:
    """The words of a field without its little words and signs: "Văn hóa – Thể thao" and "Văn hóa và Thể thao" agree."""
    return " ".join(w for w in re.split(r"[\s,&–-]+", fold(text)) if w and w != "va")


FIELD_BY_KEY = {field_key(f): f for f in FIELDS}
FULL_NAME_BY_KEY = {field_key(n): n for n in FULL_NAMES}
