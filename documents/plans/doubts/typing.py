"""Openings of tasks that look mistyped: a verb that lost its second half ("Ban văn bản"), or one with wrong marks."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence
from domain.names import fold, modern_tone, tidy
from domain.plans import PlanWarning, WarningCode

# Two-syllable verbs that open the tasks of plans, and what they are done to.
_VERBS = (
    "ban hành", "xây dựng", "rà soát", "triển khai", "tổ chức", "kiểm tra", "giám sát", "tham mưu", "hoàn thiện",
    "hoàn thành",
    "sửa đổi", "bổ sung", "điều chỉnh", "đánh giá", "tổng hợp", "báo cáo", "phối hợp", "nghiên cứu", "thực hiện",
    "quán triệt",
    "biên soạn", "soạn thảo", "tiếp tục", "tăng cường", "đẩy mạnh", "hướng dẫn", "đôn đốc", "theo dõi", "chuẩn bị",
    "đề xuất",
    "biểu dương", "tuyên truyền", "chỉ đạo", "lãnh đạo", "kiện toàn", "sắp xếp", "cập nhật", "phê duyệt", "thẩm định",
)  # fmt: skip
_OBJECTS = (
    "văn bản", "kế hoạch", "nghị quyết", "quyết định", "quy định", "quy chế", "chương trình", "đề án", "báo cáo",
    "hướng dẫn",
    "thông báo", "kết luận", "chỉ thị", "danh mục", "khung", "bộ tiêu chí", "tiêu chuẩn", "tiêu chí", "phương án",
    "quy trình",
    "nội quy", "công văn", "tờ trình", "hệ thống", "cơ sở dữ liệu", "các văn bản",
)  # fmt: skip


def likely_typing_errors(evidence: Evidence) -> Iterator[PlanWarning]:
    """One doubt for each opening that no careful typist would leave so, with the likely right words."""
    for source in evidence.sources:
        words = modern_tone(tidy(source.task.title))
        found = _half_a_verb(words) or _wrong_marks(words)
        if found:
            typed, meant = found
            why = f"mở đầu bằng “{typed}”, có thể là “{meant}”; đề nghị chọn sửa theo gợi ý hoặc giữ nguyên văn."
            yield PlanWarning(WarningCode.LIKELY_TYPING_ERROR, source.task.code, f"{source.label} {why}")


def _half_a_verb(title: str) -> tuple[str, str] | None:
    """ "Ban văn bản": the first half of exactly one verb, and right behind it something verbs are done to."""
    first, _, rest = title.partition(" ")
    thing = next((o for o in _OBJECTS if (rest.lower() + " ").startswith(o + " ")), None)
    verbs = [v for v in _VERBS if v.split(" ")[0] == first.lower()]
    if thing is None or len(verbs) != 1 or title.lower().startswith(verbs[0]) or not rest[:1].islower():
        return None
    whole = verbs[0]
    return f"{first} {thing}", f"{whole[:1].upper()}{whole[1:]} {thing}"


def _wrong_marks(title: str) -> tuple[str, str] | None:
    """ "Triễn khai", "Xây dưng": the letters of a known verb with other marks."""
    typed = " ".join(title.split(" ")[:2]).strip(" ,;:.")
    meant = next((v for v in _VERBS if fold(v) == fold(typed)), None)
    if meant is None or typed.lower() in _VERBS or not _has_lost_marks(typed, meant):
        return None
    return typed, meant[:1].upper() + meant[1:]


def _has_lost_marks(typed: str, meant: str) -> bool:
    """Only one syllable differs: two different ones are another word ("Hoàn thành", "Hoàn thánh")."""
    pairs = list(zip(typed.lower().split(" "), meant.split(" "), strict=False))
    return sum(a != b for a, b in pairs) == 1
