"""Vietnamese refusals about shares, evidence and answers for a period."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.evidence import NoEvidence
from domain.messages.tasks import NotCoordinating, NotPeriodic, ShareKnown
from wording.words import DayWords


def _share_known(refusal: ShareKnown, days: DayWords) -> str:
    names = ", ".join(refusal.unit_names[:3]) or "đơn vị"
    missing = f" Còn chờ: {', '.join(refusal.missing[:5])}." if refusal.missing else ""
    return (
        f"Phần của {names} trong việc {refusal.number} đã được đ/c {refusal.by} báo lúc {days.instant(refusal.at)}; "
        f"không cần báo lại.{missing}"
    )


def _not_coordinating(refusal: NotCoordinating, _: DayWords) -> str:
    return (
        f"Đơn vị của đồng chí không phối hợp việc {refusal.number} ({refusal.title}). "
        f"Nếu là đơn vị chủ trì, gõ: xong {refusal.number}"
    )


def _not_periodic(refusal: NotPeriodic, _: DayWords) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) có thời hạn, không báo theo kỳ. Gõ xong {refusal.number}, "
        f"tiendo {refusal.number} 60, hoặc vuongmac {refusal.number} lý do"
    )


def _no_evidence(refusal: NoEvidence, _: DayWords) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) chưa có minh chứng. Gửi ảnh hoặc tệp kèm chú thích: "
        f"minhchung {refusal.number}"
    )


VERIFICATION_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    ShareKnown: _share_known,
    NotCoordinating: _not_coordinating,
    NotPeriodic: _not_periodic,
    NoEvidence: _no_evidence,
}
