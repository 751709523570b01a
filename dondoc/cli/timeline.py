"""`dondoc timeline`: the rehearsal. It sends nothing and changes nothing."""

import sys
from datetime import date
from textwrap import indent
from typing import Any
from zoneinfo import ZoneInfo

from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.cli.task import TERMINAL
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.reminders.rehearse import Rehearsed, rehearse
from wording.render import render

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
LONGEST_DAYS = 1100
STAGES = {
    "before:0": "đến hạn hôm nay",
    "before": "còn {days} ngày",
    "overdue": "quá hạn {days} ngày",
    "period_start": "bắt đầu kỳ",
    "check_in": "hỏi tình hình định kỳ",
    "check_in_again": "hỏi lại tình hình định kỳ",
    "silent": "chưa ai nhận việc",
    "halfway": "đã đi nửa thời gian, hỏi tiến độ",
    "waiting": "chờ xác nhận",
    "undated": "chưa có thời hạn, hỏi mỗi tháng",
    "asked": "yêu cầu chờ trả lời",
    "again": "nhắc lại theo đề nghị",
    "pressing": "yêu cầu chờ trả lời quá 3 ngày làm việc",
}
AUDIENCES = {
    "lead": "chủ trì",
    "coordinating": "phối hợp",
    "head": "thủ trưởng",
    "coordinator": "điều phối",
    "leader": "lãnh đạo",
}


def run(first: date, last: date, *, with_text: bool = False, as_json: bool, org: str | None = None) -> None:
    """Every routine message from `first` to `last`, if nobody answered; `with_text`: each one as it would be sent."""
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise CannotDo("Khoảng ngày không hợp lệ: --from phải trước --to, cách nhau không quá 3 năm.")
    with open_chosen(load_settings(), org) as app:
        zone = app.organisation.zone
        with app.database.reading() as tx:
            progress = _show_progress if sys.stderr.isatty() else lambda _day: None
            messages = list(rehearse(tx, app.organisation, app.clock.now(), first, last, progress))
    if as_json:
        print_json([_as_json(message, zone) for message in messages])
        return
    for message in messages:
        print_line(_line(message, zone))
        if with_text:
            print_line(indent(_text(message, zone), "    ") + "\n")
    print_line(f"{len(messages)} tin nhắn, {len({m.contact.id for m in messages})} người, không tin nào được gửi.")


def _line(message: Rehearsed, zone: ZoneInfo) -> str:
    at = message.at.astimezone(zone)
    day = f"{WEEKDAYS[at.weekday()]} {at.day}/{at.month}/{at.year} {at:%H:%M}"
    reasons = "; ".join(f"việc {number}: {_reason(code, audience)}" for number, code, audience in message.reasons)
    told = "; ".join(filter(None, (reasons, _report(message))))
    return f"{day} → {message.contact.name} ({', '.join(message.contact.channels) or 'chưa liên kết'}) — {told}"


def _report(message: Rehearsed) -> str:
    return "" if message.digest.report is None else f"báo cáo {message.digest.report.period.code}"


def _reason(code: str, audience: str) -> str:
    name, _, days = code.partition(":")
    told = STAGES.get(code) or STAGES[name]
    return f"{told.format(days=days)} ({AUDIENCES[audience]})"


def _as_json(message: Rehearsed, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "at": message.at.astimezone(zone),
        "person": message.contact.name,
        "channel": message.contact.channels[0] if message.contact.channels else None,
        "reason": "; ".join(_plain_reasons(message)),
        "tasks": list(dict.fromkeys(number for number, _, _ in message.reasons)),
        "text": _text(message, zone),
    }


def _text(message: Rehearsed, zone: ZoneInfo) -> str:
    """The words of the message in the language of its reader; pictures and buttons are not shown here."""
    return render([message.digest], message.contact.language, TERMINAL, zone=zone).text


def _plain_reasons(message: Rehearsed) -> list[str]:
    found = [f"{number}: {code} ({audience})" for number, code, audience in message.reasons]
    return found if message.digest.report is None else [*found, f"report: {message.digest.report.period.code}"]


def _show_progress(day: date) -> None:
    sys.stderr.write(f"\r{day:%d/%m/%Y} ")
    sys.stderr.flush()
