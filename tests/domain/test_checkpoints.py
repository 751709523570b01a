"""Checkpoints: the month that ended by the clock on the wall, signatures under several keys, and codes people type."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.checkpoints import (
    Checkpoint,
    Signature,
    code_letters,
    month_at_end_of,
    month_ended,
    signature_of,
    signed,
)
from domain.invite_codes import CODE_ALPHABET, codes_in
from domain.reports import ReportKind, period_around, span
from tests.domain.builders import HANOI

MADE = Checkpoint(1, "2026-11", 1234, "ab" * 32, 1234, True, datetime(2026, 12, 1, tzinfo=UTC))
FIRST, SECOND = b"the first key", b"the second key"


@pytest.mark.parametrize(
    ("now", "zone", "month"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC), HANOI, "2026-10"),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), HANOI, "2026-11"),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), ZoneInfo("UTC"), "2026-10"),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), HANOI, "2026-12"),
        (datetime(2027, 1, 31, 12, tzinfo=UTC), HANOI, "2026-12"),
    ],
)
def test_a_month_ends_at_midnight_of_the_organisation(now: datetime, zone: Any, month: str) -> None:
    assert month_ended(now, zone).code == month


def test_reports_of_whole_months_have_the_checkpoint_of_their_last_month() -> None:
    day = date(2026, 12, 31)
    found = {kind: month_at_end_of(period_around(kind, day)) for kind in ReportKind if kind is not ReportKind.SPAN}
    assert found == {
        ReportKind.YEAR: "2026-12", ReportKind.QUARTER: "2026-12", ReportKind.MONTH: "2026-12", ReportKind.WEEK: None,
    }  # fmt: skip
    assert month_at_end_of(span(date(2026, 12, 1), day)) is None


def test_the_first_key_signs_and_every_key_verifies() -> None:
    made = signed(MADE, [FIRST])
    assert signature_of(made, [FIRST]) is Signature.HOLDS
    assert signature_of(made, [SECOND, FIRST]) is Signature.HOLDS
    assert signed(MADE, [SECOND, FIRST]) == signed(MADE, [SECOND]) != made
    assert signature_of(made, [SECOND]) is Signature.WRONG
    assert signature_of(made, []) is Signature.NO_KEY
    assert signature_of(signed(MADE, []), [FIRST]) is Signature.UNSIGNED


CHANGED: dict[str, Any] = {
    "organisation_id": 2, "month": "2026-10", "seq": 1233, "hash": "cd" * 32, "count": 1233, "is_told": False,
    "carried_code": "K7WQ-2M9X",
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_whatever_it_says_is_signed(name: str) -> None:
    changed = replace(signed(MADE, [FIRST]), **{name: CHANGED[name]})
    assert signature_of(changed, [FIRST]) is Signature.WRONG


def test_a_code_from_elsewhere_without_a_signature_is_a_wrong_one() -> None:
    assert signature_of(replace(MADE, carried_code="K7WQ-2M9X"), []) is Signature.WRONG


@pytest.mark.parametrize("name", ["month", "seq", "hash", "signature"])
def test_the_code_depends_on_what_it_stands_for(name: str) -> None:
    made = signed(MADE, [FIRST])
    other = CHANGED.get(name, "ef" * 32)
    assert replace(made, **{name: other}).code != made.code


def test_the_code_is_the_same_whenever_it_is_made_again_and_no_invitation() -> None:
    made = signed(MADE, [FIRST])
    again = signed(replace(MADE, made_at=datetime(2026, 12, 2, tzinfo=UTC)), [FIRST])
    assert again.code == made.code == made.told_code
    assert len(made.code) == 9
    assert set(made.code) <= {*CODE_ALPHABET, "-"}
    assert list(codes_in(made.code)) == []
    assert replace(made, carried_code="K7WQ-2M9X").told_code == "K7WQ-2M9X"


@pytest.mark.parametrize("typed", ["K7WQ-2M9X", "k7wq2m9x", " k7wq 2m9x ", "K7WQ – 2M9X", "Ｋ７ＷＱ２Ｍ９Ｘ"])
def test_dash_case_and_spaces_do_not_matter(typed: str) -> None:
    assert code_letters(typed) == "K7WQ2M9X"
