"""The verb and the time limit of a sentence of prose, and the duty that is left without the limit."""

import re
from dataclasses import dataclass, replace

from documents.plans.deadlines import DeadlineReading
from documents.plans.deadlines.issue_days import IssueDay, read_limit
from documents.words import word_lists
from domain.deadlines import DeadlineKind as Kind
from domain.names import fold

_LISTS = word_lists("verbs")
_ADVERBS = _LISTS.words("adverbs")
_VERBS = _LISTS.words("verbs")
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
_IN_NAME = tuple(f"{word} " for word in _LISTS.words("before_a_verb_in_a_name"))
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

_DATED = frozenset({Kind.BY_DATE, Kind.IN_MONTH, Kind.IN_QUARTER, Kind.IN_HALF, Kind.RELATIVE})
_WITH_VERB = frozenset({Kind.IN_YEAR, Kind.RANGE})  # "đến năm 2030" is mostly a goal
_RECURRING = frozenset(
    {Kind.RECURRING_WEEKLY, Kind.RECURRING_MONTHLY, Kind.RECURRING_QUARTERLY, Kind.RECURRING_HALFYEAR,
     Kind.RECURRING_YEARLY}
)  # fmt: skip
REPEATED = _RECURRING | {Kind.CONTINUOUS}
PERIODS = frozenset({Kind.IN_YEAR, Kind.RANGE, Kind.IN_HALF})
_BINDING = re.compile(r"^(?:hoan thanh|xong|truoc|cham nhat|muon nhat|den|toi|han|trong|khong qua|vao|ht|thoi)\b")
_MONTHS = re.compile(r"\d+ (?:thang|tuan|quy)\b")
_WEEKDAY = re.compile(r"\bthu (?:hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b|\d")
_REPORTING = re.compile(
    r"\b(?:bao cao|gui|hop|giao ban|tong hop|kiem tra|ra soat|ra quan|cong khai|danh gia|doi thoai|sinh hoat|thong ke"
    r"|kiem dem|kiem diem|cap nhat|tong ve sinh|thuc hien)\b"
)
# Spans that name a programme and no limit; blanked so that they neither hide the limit nor become it.
_PERIODS = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|khóa|năm học(?: mới)?|niên khóa|thời kỳ)\s+(?:[IVX]+,?\s+)?(?:nhiệm kỳ\s+)?(?:từ\s+)?"
    r"(?:năm\s+)?(?P<years>\d{4}\s*[-–]\s*\d{4})"
    r"|(?:nghị quyết|quyết định|kế hoạch|công văn|thông báo|kết luận|chỉ thị|luật|nghị định|văn bản|tờ trình)\s+"
    r"(?:số\s+)?[\w./-]*\d[\w./-]*,?\s+(?P<cited>ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})"
    r"|quá hạn\s+(?:kể\s+)?(?:từ\s+)?(?P<overdue>(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?)"
    r"|(?P<past>\(\s*(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.](?:1\d|20[01])\d{2}\s*[-–][^()]{4,40}\))"  # of an anniversary
    r"|(?P<paper>theo\s+(?:nghị quyết|quyết định|kế hoạch|công văn|thông báo|kết luận|chỉ thị|văn bản|hướng dẫn)\s+số"
    r"\s+[\w./-]*\d[\w./-]*(?:,?\s+ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})?)"
    r"|(?<!định )(?:đợt|lần|kỳ|bước|lớp|vòng|phiên)\s[^,;.:()\d]{0,25}?(?P<nth>thứ (?:nhất|hai|ba|tư|năm|sáu|bảy))"
    r"|(?:tổng kết|báo cáo|kế hoạch)\s+(?P<yearly>năm)(?=\s+trước\s|\s*:)"
    r"|(?P<report>(?:báo cáo|chuyên đề|chương trình(?: công tác)?|sinh hoạt|phiên họp|hội nghị) (?:tháng|quý|tuần|năm))"
    r"(?=\s+(?:[IVX]+|\d{1,2})\b(?!\s*[/.]))",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\bngay(?= \d)")  # "chuyển ngay 114 hồ sơ" names no day
# "trước 17h thứ 6 (10/4)": the bracket says which Friday.
_DAY_OF_WEEK = re.compile(
    r"(?P<weekday>\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s)"
    r"\((?P<day>(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)\)",
    re.IGNORECASE,
)
# "từ ngày 20/01/2027 đến hết ngày 04/02/2027": two days of a duty, not the years of a programme.
_DAYS = re.compile(r"\d{1,2}(?:[/.]\d{1,2})?\b.*\bđến\b.*\d{1,2}[/.]\d{1,2}\b", re.IGNORECASE | re.DOTALL)
# "trước dịp Lễ hội (ngày 12/4/2027)": the bracket says when the feast is.
_FEAST = re.compile(
    r"(?P<bound>\btrước )(?P<feast>(?:dịp|ngày|khi|thời điểm)?[^\d(),;.]{3,60})"
    r"\((?P<day>(?:vào )?ngày \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)\)",
    re.IGNORECASE,
)
# What makes a bare day behind it a limit: "hạn nộp:", "kết thúc", "vào tối", "báo cáo … tại phiên họp".
_BEFORE_A_DAY = re.compile(
    r"(?:[,;(–-]\s*)?\b(?P<label>(?<!quá )(?:thời hạn|thời gian|tiến độ|hạn|mốc)\b[^,;.:()]{0,40}?\s*"
    r"(?::|\blà(?: ngày)?)|hạn (?:cuối|chót|cuối cùng)"
    r"|(?:(?:thực hiện )?từ (?:ngày )?\d[\d/.]* )?(?:và\s+)?kết thúc(?: vào)?"
    r"|vào (?:sáng|chiều|tối|đêm|trưa|lúc))\s*$"
    r"|\b(?:báo cáo|trình|thông qua|cho ý kiến)\b[^.;]{0,150}\btại (?:phiên|cuộc|buổi|kỳ|hội nghị)\b[^.;,]{3,60}$"
    r"|\b(?:báo cáo|trình|gửi|nộp)\s(?:về |cho |lên )?(?:UBND|Ủy ban|HĐND|Hội đồng|Chủ tịch|Đảng ủy|Thường trực"
    r"|Văn phòng|Phòng|Sở|Ban|Công an)\b[^.;,:()]{0,50}$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*(?::|là)\s")
# "trong 10 ngày kể từ" goes on with what it counts from.
_COUNTED_FROM = re.compile(r"(?:kể từ|từ|sau khi|sau|khi)$")
_EVENT = re.compile(r"\s+(?:(?:ngày|khi|thời điểm)\s+)?[^,;.()]{2,70}")
_BACK = re.compile(r"^trước\s\D.*\s\d{1,2}\s(?:ngày|tuần)\b")  # "trước khi họp ít nhất 5 ngày"
_DONE = re.compile(r"hoàn thành\s+")  # "các công trình đã hoàn thành trong quý III"
_EVENT_NAMED = 14  # characters that at least belong to the event ("ngày ban hành")
# In a relative clause a date tells about the matter: "các vị trí triển khai thi công trong tháng 4".
_ABOUT = re.compile(
    r"\b(?:trong do luu y|du kien (?:khoi cong|thi cong|to chuc|trien khai)|da (?:cam ket|ban hanh|phe duyet|ky)"
    r"|(?:cac|nhung) (?:vi tri|diem|doan|hang muc|vuong mac|phat sinh)[^,;]{0,40})"
    r"[^,;.]{0,60}$"
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_FILLER = re.compile(
    r"(?:[\s,;:(–-]|\b(?:định kỳ|từ nay|cuối|ngay|vào|lúc|trước|chậm nhất"
    r"|muộn nhất|sáng|chiều|tối|(?<!\d )ngày|là|hạn|thời hạn"
    r"|thời gian|xong|hoàn thành|phấn đấu|trong|đến|hết|\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?:\s*phút)?))+$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^[\s,;.)–-]*(?:(?:nhé|ạ|nha|nhá|đ/c nhé)\b\s*)?"
    r"(?:(?:để|nhằm) (?:tổng hợp|báo cáo|theo dõi|chỉ đạo|biết|phục vụ tổng hợp)\b.*$)?",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_REPORT = re.compile(r"bao cao (?:tuan|thang|quy|nam|ngay)")  # a rhythm that is the name of what is written
_JOINED = re.compile(r"[\s,;()–-]*(?:(?:và|đến|hoặc|hay|rồi)[\s,]*)?")
_COMPLETION = re.compile(
    r"^(?:(?:nhiem vu|noi dung|cong viec|viec|ho so) nay\b|viec [^,;.]{2,80}(?:hoan thanh|thuc hien|xong)\b"
    r"|hoan thanh|xong|thoi (?:gian|han)|tien do|han|thuc hien|phan dau hoan thanh|yeu cau hoan thanh)\b"
)
_EMPTY_WORDS = re.compile(
    r"\b(?:hoan thanh|xong|thuc hien|thoi|gian|han|tien|do|bao|cao|viec|la|nay|toan|bo|cong|cac|noi|dung|phan|dau"
    r"|yeu|cau|va|ve|du|kien|tren|so|voi|cho|cua|nhiem|vu|dien|ra)\b"
)


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


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with its limit: `title` is the duty without it, `wording` the limit's own words."""

    title: str
    wording: str
    reading: DeadlineReading


def masked(text: str) -> str:
    """The same length, with periods that only name a programme and the days of cited papers made blank."""
    text = _AT_ONCE.sub("liền", _PERIODS.sub(_blanked, text))
    text = _FEAST.sub(lambda m: f"{m['bound']}{' ' * len(m['feast'])} {m['day']} ", text)
    return _DAY_OF_WEEK.sub(lambda m: f"{m['weekday']},{m['day']},", text)


def _blanked(match: re.Match[str]) -> str:
    words = match.group()
    for name in ("years", "cited", "overdue", "past", "paper", "nth", "yearly", "report"):
        if part := match[name]:
            at = words.rfind(part) if name != "report" else 0
            filler = "".join("x" if c.isalnum() else " " for c in part)
            return words[:at] + filler + words[at + len(part) :]
    return words


def limit_of(text: str, issue: IssueDay) -> DeadlineReading:
    """How the time limit of some words of prose is read."""
    reading = read_limit(masked(text), issue)
    if reading.span is None and (back := next((p.words for p in reading.parts if _BACK.search(p.words)), "")):
        start = text.find(back)
        return replace(reading, span=(start, start + len(back)) if start >= 0 else None)
    return reading


def is_duty(reading: DeadlineReading, text: str, *, is_assigned: bool) -> bool:
    """A limit that binds: named by a day, a month, a quarter, or by a rhythm of somebody's reports."""
    kind = reading.deadline.kind
    if not reading.span or kind is Kind.CONDITIONAL:
        return reading.span is not None and _BACK.match(text[slice(*reading.span)]) is not None
    words = [fold(p.words).lstrip(" :;,.-(") for p in reading.parts if p.kind in {"limit", "duration"}]
    if _ABOUT.search(fold(text[: reading.span[0]])) and not any(w.startswith("hoan thanh") for w in words):
        return False
    if _is_led_to(reading, text, is_assigned=is_assigned):
        return True
    if kind in _WITH_VERB:
        return any(w.startswith(("hoan thanh", "xong")) or (is_assigned and w.startswith("trong ")) for w in words)
    if kind in _RECURRING:
        rhythm = [w for p in reading.parts if _WEEKDAY.search(w := fold(p.words)) and not _MONTHS.search(w)]
        by_day = any(_WEEKDAY.search(w) or _BINDING.match(w) for w in words + rhythm)
        return by_day or (is_assigned and _REPORTING.search(fold(text)) is not None)
    return kind in _DATED and any(_BINDING.match(w) for w in words)


def names_a_day(text: str, issue: IssueDay) -> bool:
    """Whether a day, a month or a rhythm is named: the sentence may be a duty and is asked about."""
    reading = limit_of(text, issue)
    kind = reading.deadline.kind
    is_dated = reading.deadline.last_day is not None and kind not in PERIODS
    return reading.span is not None and (is_dated or kind in _RECURRING)


def _is_led_to(reading: DeadlineReading, text: str, *, is_assigned: bool) -> bool:
    """A day needs no word that binds behind a label, before a colon, and at the end of a span of days."""
    span = reading.span or (0, 0)
    before = text[: span[0]] + _sign_of(text[slice(*span)])
    if reading.deadline.kind is Kind.RANGE:
        return is_assigned and (_DAYS.search(text, *span) is not None or _is_from_now(reading, before))
    is_led = _BEFORE_A_DAY.search(before) is not None or _opens(reading, text)
    return reading.deadline.kind in _DATED and is_led


def _is_from_now(reading: DeadlineReading, before: str) -> bool:
    """ "từ nay đến hết ngày 15/02/2027" has one day."""
    return fold(before).rstrip().endswith(("tu nay", "tu ngay ky")) and "/" in "".join(p.words for p in reading.parts)


def _opens(reading: DeadlineReading, text: str) -> bool:
    """ "Ngày 18/4/2026: tổ chức …"."""
    start, end = reading.span or (0, 0)
    return not text[:start].strip(" -") and text[end:].lstrip().startswith(":")


def taken_apart(text: str, reading: DeadlineReading, issue: IssueDay) -> _Dated:
    """What is to be done and until when; a bracket right behind the day belongs to the limit."""
    spans = _spans(text, reading)
    title, at, sign = "", 0, ""
    for start, end in [*spans, (len(text), len(text))]:
        if _NAMED_REPORT.fullmatch(fold(text[start:end]).strip()):
            continue
        before = text[at:start]
        led = before.lstrip(" .)")
        sign = ";" if led.lstrip(" ,").startswith(";") else "," if led.startswith(",") else sign
        kept = _without_filler(before, text[start:end]) if end != start else _TAIL.sub("", before)
        words = kept.strip(" ,;:–-")
        title = f"{title.rstrip(' ,;')}{sign} {words}" if title and words else title or words
        sign = ";" if kept.endswith(";") or ";" in before[len(kept) :] else ""
        at = end
    title = tidy_title(title)
    wording = "; ".join(text[a:b].strip(" ,;:") for a, b in spans)
    limit = limit_of(wording, issue)
    if not _is_same(limit, reading):
        wording = text[spans[0][0] : spans[-1][1]].strip(" ,;:")
        again = limit_of(wording, issue)
        limit = again if _is_same(again, reading) else reading
    return _Dated(title, wording, _with(limit, wording))


def _sign_of(limit: str) -> str:
    """The colon or "là" that a limit's own words may begin with."""
    found = _SIGN.match(limit)
    return found.group() if found else ""


def _without_filler(before: str, limit: str) -> str:
    """The words before a limit without those that only lead to it; what ends in a semicolon does not lead to it."""
    if before.rstrip().endswith(";"):
        return before.rstrip()
    if (label := _BEFORE_A_DAY.search(before + _sign_of(limit))) and label["label"]:
        before = before[: label.start()]
    return _FILLER.sub("", before)


def _is_same(one: DeadlineReading, other: DeadlineReading) -> bool:
    a, b = one.deadline, other.deadline
    return (a.kind, a.last_day, a.at_time) == (b.kind, b.last_day, b.at_time)


def _with(reading: DeadlineReading, wording: str) -> DeadlineReading:
    return replace(reading, deadline=replace(reading.deadline, wording=wording))


def tidy_title(text: str) -> str:
    """A title without signs at its ends and words that lead nowhere, with a capital."""
    title = _FILLER.sub("", text.strip(" .;:,–-/")).strip(" .;:,–-/")
    title = re.sub(r"\s+(?:và|của|yêu cầu|từ|cho|với)$", "", title)
    if title.count("(") > title.count(")"):
        title += ")"
    return title[:1].upper() + title[1:]


def _spans(text: str, reading: DeadlineReading) -> list[tuple[int, int]]:
    """Where the words of the limit stand in the text, neighbours as one; all of the span where they cannot be found."""
    if len(reading.parts) == 1 and (feast := _FEAST.search(text)):
        return [feast.span()]
    spans: list[tuple[int, int]] = []
    at = 0
    for part in reading.parts:
        if part.kind in {"condition", "continuous"} and not _BACK.match(part.words):
            continue
        start = text.find(part.words, at)
        if start < 0:
            return [_with_bracket(text, reading.span or (0, len(text)))]
        end = start + len(part.words)
        if (done := _DONE.match(text, start)) and text[:start].endswith("đã "):
            start = done.end()
        if spans and _JOINED.fullmatch(text[spans[-1][1] : start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        at = end
    spans = spans or [reading.span or (0, len(text))]
    if _COUNTED_FROM.search(text[slice(*spans[-1])]) and (event := _EVENT.match(text, spans[-1][1])):
        verb = verb_in(text, spans[-1][1] + _EVENT_NAMED)
        spans[-1] = spans[-1][0], min(event.end(), verb.start() if verb else event.end())
    return [_with_bracket(text, span) for span in spans]


def _with_bracket(text: str, span: tuple[int, int]) -> tuple[int, int]:
    if text[span[1] : span[1] + 1] == ")" and "(" in text[span[0] : span[1]]:
        return span[0], span[1] + 1
    bracket = _BRACKET.match(text, span[1])
    if bracket:
        return span[0], bracket.end()
    if text[span[1] : span[1] + 1] == ")" and text[: span[0]].count("(") > text[: span[0]].count(")"):
        return text.rfind("(", 0, span[0]), span[1] + 1
    return span


def is_completion(title: str, text: str) -> bool:
    """ "Hoàn thành trước ngày 20/4": a limit of what was said before."""
    return _COMPLETION.match(fold(text)) is not None or not _content(title)


def has_content(title: str) -> bool:
    """The words say more than that something is to be done."""
    return len(_content(title)) > 1


def _content(title: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", _EMPTY_WORDS.sub("", fold(title)))


def year_of(text: str) -> int | None:
    """The one year that a title names; None for none or several."""
    years = {int(y) for y in re.findall(r"(?<![\d/.-])(20\d{2})(?!\d)", masked(text))}
    return years.pop() if len(years) == 1 else None
