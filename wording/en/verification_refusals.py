"""English refusals about shares, evidence and answers for a period."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.evidence import NoEvidence
from domain.messages.tasks import NotCoordinating, NotPeriodic, ShareKnown
from wording.words import DayWords


def _share_known(refusal: ShareKnown, days: DayWords) -> str:
    names = ", ".join(refusal.unit_names[:3]) or "the unit"
    missing = f" Still awaited: {', '.join(refusal.missing[:5])}." if refusal.missing else ""
    return (
        f"The share of {names} in task {refusal.number} was reported by {refusal.by} at {days.instant(refusal.at)}; "
        f"it need not be reported again.{missing}"
    )


def _not_coordinating(refusal: NotCoordinating, _: DayWords) -> str:
    return (
        f"Your unit does not coordinate task {refusal.number} ({refusal.title}). "
        f"If it leads it, type: done {refusal.number}"
    )


def _not_periodic(refusal: NotPeriodic, _: DayWords) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) has a deadline and is not answered by periods. Type "
        f"done {refusal.number}, progress {refusal.number} 60, or block {refusal.number} reason"
    )


def _no_evidence(refusal: NoEvidence, _: DayWords) -> str:
    return (
        f"Nothing was handed in for task {refusal.number} ({refusal.title}). Send a photo or file with the words: "
        f"evidence {refusal.number}"
    )


VERIFICATION_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    ShareKnown: _share_known,
    NotCoordinating: _not_coordinating,
    NotPeriodic: _not_periodic,
    NoEvidence: _no_evidence,
}
