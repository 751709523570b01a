"""Praise, in Vietnamese."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.praise import Praised, PraisedUnclear, PraiseReasonMissing, PraiseSent, PraiseSomebody
from wording.words import CommandWords, EventWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    PraiseSomebody: CommandWords(
        typed="biểu dương UBND phường: hoàn thành sớm việc 3",
        does="biểu dương một đơn vị hoặc một người, ghi rõ thành tích",
        menu="Biểu dương đơn vị, người: biểu dương UBND phường: lý do",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {EventKind.PRAISED: EventWords("biểu dương", "biểu dương")}


def _praised(notice: Praised, _: Words) -> str:
    return f"🏅 Biểu dương {_whom(notice)}: {notice.reason} – lãnh đạo: đ/c {notice.by}"


def _praise_sent(notice: PraiseSent, words: Words) -> str:
    lines = [f"✅ Đã biểu dương {_whom(notice)}: {notice.reason}"]
    if notice.names:
        when = f"Tin sẽ gửi lúc {words.days.instant(notice.at)} đến" if notice.at else "Đã gửi tin đến"
        lines.append(f"{when}: {', '.join(notice.names)}")
    if notice.unreached:
        lines.append(f"Chưa liên kết tài khoản, chưa gửi được: {', '.join(notice.unreached)}")
    return "\n".join([*lines, "Nếu nhầm, gõ “hoàn tác”"])


def _praised_unclear(refusal: PraisedUnclear, _: Words) -> str:
    asked = (
        f"Hệ thống chưa rõ “{refusal.name}” là đơn vị hay người nào."
        if refusal.name
        else "Đồng chí muốn biểu dương ai?"
    )
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Gõ tên rồi lý do, ví dụ: biểu dương UBND phường: hoàn thành sớm việc 3"


def _reason_missing(refusal: PraiseReasonMissing, _: Words) -> str:
    return f"Biểu dương {refusal.name} về thành tích gì? Gõ cả lý do, ví dụ: biểu dương {refusal.name}: hoàn thành sớm"


def _whom(notice: Praised | PraiseSent) -> str:
    return f"đ/c {notice.name}" if notice.is_person else notice.name
