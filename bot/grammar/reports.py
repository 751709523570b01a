"""Reads which report is asked for: its unit or plan, its period and file: "tháng", "quý 2/2026", "1/4-30/6 docx"."""

import re
from dataclasses import dataclass, replace

from bot.grammar.parsed_input import (
    ParsedInput,
    Reader,
    either_spelling,
    is_courtesy,
    is_one_of,
    read_note,
    read_numbers,
)
from bot.grammar.plans import plan_titled, without_plan
from bot.grammar.words import EVERYTHING, NO_PROPOSALS, PROPOSALS, STATUS_VIEWS
from domain.messages import Command
from domain.messages.questions import BadNumber
from domain.messages.reports import ShowReport, ShowStatus
from domain.names import fold
from domain.reports import PeriodWish, ReportKind

_LONGEST = 80
_FILES = {"docx": "docx", "word": "docx", "xlsx": "xlsx", "excel": "xlsx", "pdf": "pdf"}
_KINDS = {
    "tuan": ReportKind.WEEK, "week": ReportKind.WEEK, "thang": ReportKind.MONTH, "month": ReportKind.MONTH,
    "quy": ReportKind.QUARTER, "quarter": ReportKind.QUARTER, "nam": ReportKind.YEAR, "year": ReportKind.YEAR,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FILE = re.compile(rf"\b(?P<file>{'|'.join(_FILES)})\b")
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})-(?P<{0}m>\d\d)-(?P<{0}d>\d\d)"
    r"|(?P<{0}d2>\d\d?)[/.](?P<{0}m2>\d\d?)(?:[/.](?P<{0}y2>\d{{4}}))?)"
)
_BETWEEN = r"\s*(?:-|–|—|\.\.|den|to)\s*(?:het\s*)?(?:ngay\s*)?"
_SPAN = re.compile(rf"(?:(?:tu|from)\s*)?(?:ngay\s*)?{_DAY.format('a')}{_BETWEEN}{_DAY.format('b')}")
_CALENDAR = re.compile(
    rf"(?:(?P<early>last|previous|this)\s+)?(?P<kind>{'|'.join(_KINDS)})"
    r"(?:\s*(?P<number>\d{1,4}|iv|i{1,3})\b)?(?:\s*[/-]\s*(?P<year>\d{4})|\s*(?:nam|year)\s*(?P<named>\d{4}))?"
    r"(?:\s*(?P<late>truoc|qua|nay))?"
)
_BACK = frozenset({"last", "previous", "truoc", "qua"})
_PROPOSALS = re.compile(
    rf"(?:^|[\s,;])(?:{either_spelling(PROPOSALS)})\s*:\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
)
_NO_PROPOSALS = re.compile(rf"(?:^|[\s,;])(?:{either_spelling(NO_PROPOSALS)})[\s.]*$", re.IGNORECASE)
_UNIT = re.compile(r"unit\s*:\s*(?P<id>\S*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """The period asked for, None when the words name no known one; the file is "docx", "xlsx", "pdf" or ""."""

    wish: PeriodWish | None
    file: str = ""


def read_report_asked(text: str) -> ReportAsked:
    """Reads the words after "báo cáo", in either language, with or without diacritics; no words mean this month."""
    typed = fold(text[: _LONGEST + 1]).strip(" .,;:!?")
    if len(text) > _LONGEST:
        return ReportAsked(None)
    file = _FILE.search(typed)
    rest = _FILE.sub(" ", typed, count=1).strip(" .,;:") if file else typed
    return ReportAsked(_wish(rest), _FILES[file["file"]] if file else "")


def _wish(typed: str) -> PeriodWish | None:
    if not typed:
        return PeriodWish()
    if span := _SPAN.fullmatch(typed):
        return PeriodWish(ReportKind.SPAN, first=_day(span, "a"), last=_day(span, "b"))
    if calendar := _CALENDAR.fullmatch(typed):
        return _calendar(calendar)
    return None


def _day(found: re.Match[str], which: str) -> tuple[int, int, int | None]:
    day, month = found[f"{which}d"] or found[f"{which}d2"], found[f"{which}m"] or found[f"{which}m2"]
    year = found[f"{which}y"] or found[f"{which}y2"]
    return int(day), int(month), int(year) if year else None


def _calendar(found: re.Match[str]) -> PeriodWish:
    typed, year = found["number"], found["year"] or found["named"]
    number = None if typed is None else _ROMAN.get(typed) or int(typed)
    is_back = _BACK & {found["early"], found["late"]}
    return PeriodWish(_KINDS[found["kind"]], number, int(year) if year else None, 1 if is_back else 0)


def _report(parsed: ParsedInput) -> Command | None:
    """A period and perhaps a kind of file; without the slash any other words make it a sentence."""
    parsed, proposals = _without_proposals(parsed)
    parsed, plan = without_plan(parsed)
    words = "" if is_courtesy(parsed.rest) else parsed.rest
    asked = read_report_asked(words)
    if asked.wish is None and not parsed.is_slashed:
        return None
    return ShowReport(asked.wish, asked.file, words[:80].strip(), plan, proposals)


def _without_proposals(parsed: ParsedInput) -> tuple[ParsedInput, str | None]:
    """The input without what the document is to propose: "… kiến nghị: cấp kinh phí", "… không kiến nghị"."""
    if none := _NO_PROPOSALS.search(parsed.rest):
        return replace(parsed, rest=parsed.rest[: none.start()]), ""
    if found := _PROPOSALS.search(parsed.rest):
        return replace(parsed, rest=parsed.rest[: found.start()]), found["text"].strip()
    return parsed, None


def _status(parsed: ParsedInput) -> Command | None:
    if unit := _UNIT.match(parsed.rest.strip()):
        read = read_numbers(unit["id"], limit=1)
        return ShowStatus(unit_id=read.found[0]) if read.found else BadNumber(parsed.name, unit.group()[:40])
    parsed, plan = without_plan(parsed)
    if not plan and (plan := plan_titled(parsed.rest)):
        return ShowStatus(plan=plan)
    name = (read_note(parsed.rest) or "").rstrip(" ?!.")
    if is_courtesy(name) or is_one_of(name[:40], EVERYTHING):
        return ShowStatus(plan=plan)
    for view, phrases in STATUS_VIEWS.items():
        if is_one_of(name[:40], phrases):
            return ShowStatus(plan=plan, view=view)
    return ShowStatus(unit_name=name[:200], plan=plan)


REPORT_READERS: dict[str, Reader] = {"status": _status, "report": _report}
