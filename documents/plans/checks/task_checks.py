"""Checks of numbers, titles, units and recognised text: gaps, duplicates, typing errors, missing leads, scans."""

from collections.abc import Iterator
from itertools import pairwise

from documents.plans.checks.evidence import Evidence, Source, comparable, is_same_duty
from documents.plans.titles import looks_wrong
from documents.words import word_lists
from domain.names import fold, modern_tone, tidy
from domain.plans import PlanWarning, WarningCode

_LETTERS, _KEYBOARD = "abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz"
_MOST_COMPARED = 500  # tasks; comparing each with each grows with the square

# Two-syllable verbs that open the tasks of plans, and what they are done to.
_VERBS = word_lists("verbs").words("verbs_of_titles")
_OBJECTS = word_lists("verbs").words("objects_of_titles")

_MOST_NAMED = 10  # pages


def _differ(one: Source, other: Source) -> bool:
    days = (one.task.deadline.last_day, other.task.deadline.last_day)
    return None not in days and days[0] != days[1]


def doubts_about_numbering(evidence: Evidence) -> Iterator[PlanWarning]:
    """Pages that could not be read and a blank number first, then gaps, then doubles."""
    if evidence.pictures:
        pages = ", ".join(map(str, evidence.pictures[:10])) + (", ..." if len(evidence.pictures) > 10 else "")
        why = (
            f"Trang {pages} của tệp là bản quét (ảnh chụp) hoặc bản vẽ nên chưa đọc được; đề nghị kiểm tra các trang "
            f"đó có nhiệm vụ không, nếu có thì gửi bản gốc dạng Word."
        )
        yield PlanWarning(WarningCode.PAGE_NOT_READ, None, why)
    if evidence.number is None:
        why = "Kế hoạch chưa ghi số văn bản; đề nghị bổ sung số hoặc xác nhận nhập kế hoạch chưa có số."
        yield PlanWarning(WarningCode.BLANK_PLAN_NUMBER, None, why)
    tabled = [s for s in evidence.sources if not s.is_prose]
    yield from _gaps(tabled)
    yield from _letter_gaps(tabled)
    yield from _doubles(evidence.sources[:_MOST_COMPARED])


def _gaps(sources: list[Source]) -> Iterator[PlanWarning]:
    plain = [s for s in sources if s.task.code.isascii() and s.task.code.isdigit() and len(s.task.code) < 6]
    for before, after in pairwise(plain):
        expected, found = int(before.task.code) + 1, int(after.task.code)
        if found == expected - 1:
            why = f"Số {found} đứng ở hai dòng của bảng; đề nghị chọn số đúng cho từng dòng."
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)
        if found > expected:
            missing = str(expected) if found == expected + 1 else f"{expected} đến {found - 1}"
            why = (
                f"Sau nhiệm vụ {before.task.code} là nhiệm vụ {found}, thiếu số {missing}; đề nghị kiểm tra "
                f"bảng có sót dòng không."
            )
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)


def _letter_gaps(sources: list[Source]) -> Iterator[PlanWarning]:
    """ "a, b, d" under one number; both orders are in use, with đ and without f as at school, and that of keyboards."""
    for before, after in pairwise(sources):
        (one, _, a), (other, _, b) = before.task.code.rpartition("."), after.task.code.rpartition(".")
        if not (one and one == other and a in _LETTERS and b in _LETTERS):
            continue
        nexts = {order[order.index(a) + 1 : order.index(a) + 2] for order in (_LETTERS, _KEYBOARD) if a in order}
        if b not in nexts and _LETTERS.index(b) > _LETTERS.index(a):
            why = f"Sau mục {before.task.code} là mục {after.task.code}; đề nghị kiểm tra bảng có sót dòng không."
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)


def _doubles(sources: tuple[Source, ...]) -> Iterator[PlanWarning]:
    folded = [comparable(s.task.title) for s in sources]
    for i, later in enumerate(sources):
        for j in range(i):
            if not is_same_duty(folded[i], folded[j]):
                continue
            if _differ(sources[j], later):
                break  # the same duty with two deadlines is told as such
            if sources[j].task.lead == later.task.lead:
                first = sources[j].label[0].lower() + sources[j].label[1:]
                why = (
                    f"{later.label} có nội dung trùng với {first}; đề nghị chọn giữ một hoặc xác nhận là hai "
                    f"việc khác nhau."
                )
                yield PlanWarning(WarningCode.DUPLICATE_TASK, later.task.code, why)
                break


def doubts_about_titles(evidence: Evidence) -> Iterator[PlanWarning]:
    """Every task in turn; in a cell of its own one word ("Họp") may be the title, in running text it is a remnant."""
    for source in evidence.sources:
        if looks_wrong(source.task.title, fewest_words=2 if source.is_prose else 1):
            shown = f"“{source.task.title}”" if source.task.title.strip() else "để trống"
            why = f"{source.label} có tên việc {shown} có vẻ chưa đủ; đề nghị ghi lại tên việc hoặc chọn bỏ dòng này."
            yield PlanWarning(WarningCode.TITLE_LOOKS_WRONG, source.task.code, why)


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


def doubts_about_units(evidence: Evidence) -> Iterator[PlanWarning]:
    """Every task in turn; a coordinating unit is expected only where the table has that column filled for others."""
    has_partners = any(s.task.coordinating for s in evidence.sources if not s.is_prose)
    has_table = any(not s.is_prose for s in evidence.sources)
    for source in evidence.sources:
        for code, why in _doubts(source, has_partners=has_partners, has_table=has_table):
            yield PlanWarning(code, source.task.code, f"{source.label} {why}")


def _doubts(source: Source, *, has_partners: bool, has_table: bool) -> Iterator[tuple[WarningCode, str]]:
    leads = source.task.lead
    if not leads:
        yield WarningCode.NO_LEAD_UNIT, "không ghi đơn vị chủ trì; đề nghị chọn đơn vị chịu trách nhiệm chính."
    if len(leads) > 1:
        names = "; ".join(u.name for u in leads)
        yield (
            WarningCode.SEVERAL_LEAD_UNITS,
            (
                f"ghi {len(leads)} đơn vị cùng chủ trì ({names}); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng "
                f"chủ trì."
            ),
        )
    if not source.task.coordinating and has_partners and not source.is_prose:
        yield (
            WarningCode.NO_COORDINATING_UNIT,
            "không ghi đơn vị phối hợp; đề nghị bổ sung hoặc xác nhận không có đơn vị phối hợp.",
        )
    if source.is_prose and has_table:
        yield (
            WarningCode.DUTY_ONLY_IN_PROSE,
            (
                "có thời hạn nhưng chỉ nằm trong phần lời văn, không có trong bảng; đề nghị xác nhận có theo dõi như "
                "một nhiệm vụ."
            ),
        )


def doubts_about_scans(evidence: Evidence) -> Iterator[PlanWarning]:
    """One doubt that names the pages, for a plan of which any page was read from a picture."""
    if not evidence.scans:
        return
    named = ", ".join(map(str, evidence.scans[:_MOST_NAMED])) + (", ..." if len(evidence.scans) > _MOST_NAMED else "")
    why = (
        f"Trang {named} đọc từ bản quét, đề nghị soát từng việc với văn bản gốc: tên đơn vị, thời hạn, số và ngày của "
        "kế hoạch có thể bị nhận dạng sai."
    )
    yield PlanWarning(WarningCode.READ_FROM_SCAN, None, why)
