"""Time limits without a day of their own: recurring ones, periods counted from an event, and conditions."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.plans.deadlines.cleaned_text import Cleaned
from documents.plans.deadlines.tokens import Token, figures_of, found
from domain.deadlines import DeadlineKind as Kind

_UNIT = "(DAY|WEEK|MONTH|QUARTER|YEAR)"
# "Gửi báo cáo quý trước ngày 20/5/2026" is one report, not one each quarter.
_BY_A_DAY = "(COMMA|LPAR|BEFORE|LATEST|TO|IN|CLOCK|DAY)+ (FULLDATE|DAYMONTH|NUM MONTH NUM)"
_NOT_DATED = "(?!NUM(?!TIMES)|YEARNO|MONTHYEAR)"
_RULES = (
    f"(BYTHE|REGULAR)* EACH WHOLE? (?P<n>NUM)? (?P<unit>{_UNIT})",
    f"(BYTHE|REGULAR)* REGULAR WHOLE? (?P<n>NUM)? (?P<unit>{_UNIT}) {_NOT_DATED}",
    f"EACH (?P<unit>{_UNIT}) OTHER{{1,3}} (?P<times>NUM) TIMES",
    "HALF (?P<unit>(YEAR|MONTH)) SLASH? (?P<half>NUM|TIMES) TIMES?",
    "(EACH|REGULAR) (?P<half>HALF) (?P<unit>(YEAR|MONTH))",
    f"BYTHE (?P<unit>(WEEK|MONTH|QUARTER|YEAR)) {_NOT_DATED}",
    f"(?P<n>NUM)? (?P<unit>{_UNIT}) SLASH (?P<times>NUM)? TIMES",
    f"(?P<n>NUM) (?P<unit>{_UNIT}) (?P<times>NUM)? TIMES",
    f"(?P<times>NUM) TIMES (SLASH|EACH|REGULAR|IN)? (?P<n>NUM)? (?P<unit>{_UNIT}) {_NOT_DATED}(?!EARLY|MID|LATE)",
    "MONTH (LATE|EARLY) LINK? (?P<unit>QUARTER)(?!NUM)",
    f"(WEEKDAY|WEEK) (LATE|EARLY) LINK (?P<unit>(MONTH|QUARTER|YEAR)) {_NOT_DATED}(?!THIS|NOW)",
    "(?<!NUM)(?P<unit>(MONTH|QUARTER|YEAR)) (?P<times>NUM) TIMES (?!NUM)",
    f"(?P<unit>WEEK) (COMMA|AND)+ (MONTH|QUARTER) {_NOT_DATED}",
    f"(?<!NUM)(?P<unit>MONTH) (COMMA|AND)+ (QUARTER|NUM MONTH (COMMA|AND)) {_NOT_DATED}",
    "(?P<n>NUM) (?P<unit>MONTH) (COMMA|AND|SLASH)+ WHOLE? NUM? YEAR (?!NUM|YEARNO)",
    "(?P<unit>QUARTER) (COMMA|AND|SLASH)+ (NUM MONTH (COMMA|AND|SLASH)+)? WHOLE? NUM? YEAR (?!NUM|YEARNO)",
    "WEEKDAY EACH (?P<unit>WEEK)",
    # The month or year behind the one that is reported on: "ngày 05 của tháng liền kề", "31/01 năm sau".
    f"DAY LINK? NUM LINK* (?P<unit>MONTH) (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    "(BEFORE|LATEST|TO) NUM LINK* (?P<unit>MONTH) NEXT",
    f"(FULLDATE|DAYMONTH|MONTH NUM|MONTHNO) COMMA? LINK* (?P<unit>YEAR) BEFORE? (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    f"(DAY|BEFORE|LATEST|TO) LINK? NUM LINK* (?P<unit>QUARTER) (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    f"REPORT (?P<unit>(WEEK|MONTH|QUARTER)) {_NOT_DATED}(?!EARLY|LATE|NOW|THIS|{_BY_A_DAY})",
)
_LISTED_MONTHS = "NUM LINK? PLURAL MONTH (?P<months>NUM ((COMMA|AND) NUM)+)(?!YEAR|SLASH|YEARNO)"
_MONTHS_LONG = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}

_ORDER = (
    Kind.CONTINUOUS,
    Kind.RECURRING_WEEKLY,
    Kind.RECURRING_MONTHLY,
    Kind.RECURRING_QUARTERLY,
    Kind.RECURRING_HALFYEAR,
    Kind.RECURRING_YEARLY,
)

_DOCUMENT = (
    r"(?:ke hoach|van ban|quyet dinh|chi thi|nghi quyet|cong van|thong bao|chuong trinh|de an|huong dan|ket luan)"
)
_ACT = r"(?:ban hanh|ky|phat hanh|cong bo|co hieu luc(?: thi hanh)?)"
# The event is this very document: "ngày ban hành Kế hoạch", "ngày Kế hoạch này được ban hành", "ngày ký".
_ISSUE = re.compile(
    rf"(?:ngay |khi )*(?:{_DOCUMENT} )?(?:nay )?(?:duoc )?{_ACT}(?: {_ACT})?(?: {_DOCUMENT})?(?: nay)?\W*$"
)
_FROM_ISSUE = re.compile(rf"\b(?:ke |tinh )?tu {_ISSUE.pattern}")
_RULE = (
    "(LATEST|IN|WITHIN|TO|LINK|END|AFTER)* (?P<n>NUM) "
    "(?P<unit>(DAY|WEEK)(?!(EARLY|LATE) LINK? (MONTH|MONTHNO|QUARTER|QUARTERNO|YEAR))"
    "|(MONTH|YEAR)(?!NUM|MONTHYEAR|YEARNO|LUNAR|EARLY|LATE|YEAR)) (?P<working>WORKING)?"
    " COMMA? (?P<event>SINCE|AFTER|BEFORE|(FROM|WITHIN) DAY|WITHIN)?"
    "|(IN|WITHIN|LATEST|LINK)* (?P<hours>CLOCK) (?P<since>SINCE)"
    "|(IN|WITHIN) (?P<span>CLOCK)(?!COMMA? (DAY|FULLDATE|DAYMONTH|WEEKDAY|NUM))"
)

_LEAD = (
    r"chi dao|huong dan|tien do|ke hoach|yeu cau|lo trinh|chuong trinh|thong bao|lich|ket luan|phan cong|de nghi"
    r"|trieu tap|cong van|kh|nq|qd|cv|tb|kl|ct|hd|cd|van ban|nghi quyet|quyet dinh|chi thi|nghi dinh|thong tu"
    r"|phuong an|de an|cac moc(?: thoi gian)? (?:tai|cua|theo)"
)
_HAPPENING = (
    r"ky hop|hop|dai hoi|hoi nghi|phien hop|cuoc hop|ky nghi|dip|tet|le|dot|buoi|ky thi|bau cu|khai giang|khai mac"
    r"|be mac|mua (?:mua|lu|bao|kho)|nam hoc moi"
)
# Meetings whose own month or day is the limit where it is told ("tại phiên họp tháng 5/2026").
MEETING = re.compile(r"(?:tai|trinh|vao) ")
_CLAUSE = re.compile(
    rf"\b(?:(?:(?<!\d )ngay )?sau (?:khi\b|(?:{_HAPPENING})\b|ngay(?= \D))"
    rf"|truoc(?:,| va)? trong(?:,? (?:va )?sau)? (?:{_HAPPENING})\b"
    rf"|truoc (?:khi\b(?! (?:het|ket thuc) (?:nam|quy|thang|ngay) )|(?:ngay )?(?:{_HAPPENING})\b)|khi\b(?! nao)"
    rf"|(?:den|toi) (?:khi|{_HAPPENING})\b|(?:tai|trinh|vao) (?:cac )?(?:ky hop|phien hop|dai hoi|cuoc hop)\b"
    rf"|theo (?:su |dung )?(?:{_LEAD})\b"
    r"|trong (?:thoi gian|qua trinh|dip|dot|ky|mua|thang (?:thanh nien|cong nhan|hanh dong|cao diem))\b"
    r"(?! (?:toi|qua|\d|ngan|som|nhat))"
    r"|het (?:thoi han|thoi gian)\b|neu\b|tuy (?:theo|thuoc)\b|phu thuoc\b|can cu\b"
    r"|cung (?:dip|ky|luc|thoi diem|voi)\b|dong thoi (?:voi|cung)\b)[^;.()]*"
)
_POINTER = re.compile(r"\b(?:duoi day|sau day|nhu sau|kem theo|noi tren)\b")
# Another body's act stands where a time should stand: "Sở KHCN đưa ra kế hoạch".
_BODY = r"(?:so|bo|ban|phong|ubnd|hdnd|thanh uy|tinh uy|dang uy|uy ban|trung uong|cap tren|chinh phu|quoc hoi)"
_OTHERS_ACT = re.compile(
    rf"^{_BODY}\b.{{0,60}}\b(?:dua ra|ban hanh|phe duyet|thong qua|cong bo|co y kien|co van ban|giao|thong nhat"
    r"|chap thuan)\b"
)
_NEXT_STEP = re.compile(
    r"[,;][^,;]*\b(?:(?:truoc|cham nhat|du kien)\b|(?<!da )(?:xong|hoan thanh) (?:trong|ngay|thang|quy|vao)\b)[^,;]*\d"
)  # "đã xong dự thảo, trình trước 10/8"
_LUNAR = re.compile(r"\b(?:am lich|ram thang|ngay ram)\b")
_STATE = re.compile(
    r"^\W*(?:da \w+|dang (?:hoan thanh|thuc hien|ban hanh|bao cao|trien khai)|(?:da )?qua han|(?:da )?tre han)\b"
    r"|.*\b(?:lui|gia han|keo dai|them)(?: them| lai| thoi han| thoi gian)* \d+ (?:ngay|tuan|thang|quy|nam)\b(?! \d)"
    r"|^\W*(?:con(?: lai)?|cham|tre|qua(?: han)?) \d+ (?:ngay|tuan|thang|quy|nam)\b"
)

# Round the clock, or the 24th of July: a cell that says nothing else does not tell which.
_TWO_MEANINGS = re.compile(r"\W*24\s?/\s?7\W*")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, and the token places of the words that say so."""

    kind: Kind
    start: int
    end: int


def recurrences_of(tokens: Sequence[Token]) -> list[Recurrence]:
    """All recurrences; "hàng quý, hàng năm" are two, and the shorter period is followed."""
    found_here = [_recurrence(m, tokens) for pattern in _RULES for m in found(pattern, tokens)]
    found_here += [_in_listed_months(m) for m in found(_LISTED_MONTHS, tokens)]
    return sorted(found_here, key=lambda r: _ORDER.index(r.kind))


def _in_listed_months(match: re.Match[str]) -> Recurrence:
    """ "Ngày 25 các tháng 3, 6, 9, 12": the number of times a year."""
    months = len(match["months"]) // 2 + 1
    return Recurrence(_kind("YEAR", 1, months), match.start(), match.end())


def _recurrence(match: re.Match[str], tokens: Sequence[Token]) -> Recurrence:
    figures = figures_of(match, tokens)
    unit = tokens[match.start("unit")].sort
    many, times = figures.get("n") or 1, figures.get("times") or 1
    times *= 2 if match.groupdict().get("half") else 1
    return Recurrence(_kind(unit, many, times), match.start(), match.end())


def _kind(unit: str, many: int, times: int) -> Kind:
    if unit == "DAY":
        return Kind.CONTINUOUS if many == 1 else _by_days(many)
    if unit == "WEEK":
        return _by_days(7 * many)
    months = _MONTHS_LONG[unit] * many / times
    if months >= 12:
        return Kind.RECURRING_YEARLY
    if months >= 6:
        return Kind.RECURRING_HALFYEAR
    return Kind.RECURRING_QUARTERLY if months >= 3 else Kind.RECURRING_MONTHLY if months >= 1 else Kind.RECURRING_WEEKLY


def _by_days(days: int) -> Kind:
    return Kind.RECURRING_WEEKLY if days < 28 else Kind.RECURRING_MONTHLY


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time. `event` is what it counts from: None for the document itself, "" when the text does not tell.

    Places are token places. `unit` is DAY, WEEK, MONTH, YEAR or CLOCK (hours).
    """

    start: int
    end: int
    many: int
    unit: str
    in_working_days: bool
    event: str | None

    @property
    def counts_from_issue(self) -> bool:
        """True for "100 ngày" alone and for "... kể từ ngày ban hành Kế hoạch"."""
        return self.event is None or _ISSUE.match(self.event) is not None

    def last_day_from(self, day: date | None) -> date | None:
        """The last day when the span counts from `day`, which is not itself counted."""
        if day is None or self.unit == "CLOCK":
            return None
        return _working_days(day, self.many) if self.in_working_days else _later(day, self.many, self.unit)


def starts_with_issue(folded: str) -> bool:
    """True for "kể từ ngày ký" at the end of a text: from the document's own day on."""
    return _FROM_ISSUE.search(folded) is not None


def durations_of(tokens: Sequence[Token], folded: str) -> list[Duration]:
    """All durations of the text."""
    return [d for m in found(_RULE, tokens) if (d := _duration(m, tokens, folded))]


def _duration(match: re.Match[str], tokens: Sequence[Token], folded: str) -> Duration | None:
    if match["hours"] or match["span"]:
        return Duration(match.start(), match.end(), 0, "CLOCK", in_working_days=False, event="")
    many, unit = tokens[match.start("n")].figures["v"], tokens[match.start("unit")].sort
    event = _event(match, tokens, folded)
    if event is None and (words := _words_since_an_event(tokens[: match.start()])) is not None:
        if words and match.start("n") == match.start():
            return None  # "trước Hội nghị 05 ngày": part of the condition
        event = ""
    sorts = {t.sort for t in tokens[match.start() : match.end()]}
    is_period = unit in {"MONTH", "YEAR"} and (event is None or tokens[match.end() - 1].sort == "BEFORE")
    if is_period and not sorts & {"WITHIN", "IN", "AFTER"}:
        return None  # "6 tháng" alone, and in "báo cáo 6 tháng trước ngày 15/6", is a period and no limit
    return Duration(match.start(), match.end(), many, unit, in_working_days=bool(match["working"]), event=event)


def _words_since_an_event(before: Sequence[Token]) -> int | None:
    """How many tokens stand between "trước", "sau khi" and a count of days in one clause; None where neither stands."""
    for words, token in enumerate(reversed(before)):
        if token.sort in {"SEMI", "LPAR", "RPAR"}:
            return None
        if token.sort in {"BEFORE", "AFTER", "SINCE"}:
            return words
    return None


def _event(match: re.Match[str], tokens: Sequence[Token], folded: str) -> str | None:
    if not match["event"]:
        return None
    return re.split(r"[;.(]", folded[tokens[match.end("event") - 1].end :])[0].strip()


def _later(day: date, many: int, unit: str) -> date | None:
    """The calendar day `many` units later; the same day of the month where it exists."""
    try:
        if unit in {"DAY", "WEEK"}:
            return day + timedelta(days=many * (7 if unit == "WEEK" else 1))
        months = day.year * 12 + day.month - 1 + many * (12 if unit == "YEAR" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def _working_days(day: date, many: int) -> date | None:
    """Monday to Friday; public holidays are the organisation's own table and not known to a reader of documents."""
    while many:
        day += timedelta(days=1)
        many -= day.weekday() < 5
    return day


def condition_in(text: Cleaned) -> tuple[int, int] | None:
    """Where the first condition stands (positions in the text), or None."""
    for match in _CLAUSE.finditer(text.folded):
        if not _POINTER.search(match.group()):
            return match.start(), match.end()
    act = _OTHERS_ACT.match(text.folded.strip())
    return (0, len(text.folded.rstrip())) if act else None


def is_lunar(text: Cleaned) -> bool:
    """True when the limit stands in the lunar calendar, whose days nobody can place without a table."""
    return _LUNAR.search(text.folded) is not None


def tells_a_state(text: Cleaned) -> bool:
    """True for cells that say how far the work is ("Đã hoàn thành") where a time limit should stand."""
    if _TWO_MEANINGS.fullmatch(text.folded):
        return True
    return _STATE.match(text.folded) is not None and not _NEXT_STEP.search(text.folded)
