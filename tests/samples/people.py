"""Examples of what is told of people, for the page of messages and for the tests."""

from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.accounts import (
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    CodeMade,
    CodeToForward,
    MoveQuestionOver,
    OwnCode,
)
from domain.messages.people import (
    AbsenceEnded,
    AbsenceIsOver,
    AbsenceNoted,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    MovedNowhere,
    NoSuchPerson,
    NotAway,
    NoteAbsence,
    NotOfYourUnit,
    NotOneself,
    OfficeCover,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    PersonSummary,
    RoleChangeSummary,
    RoleHeldAlready,
    RoleNotHeld,
    RolesChanged,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
    UnitsShown,
    UnitSummary,
)

_LAN, _THANH, _HA, _MINH = "Nguyễn Thị Lan", "Vũ Đức Thành", "Trần Thu Hà", "Lê Văn Minh"
_XDD, _UBND = "Ban Xây dựng Đảng", "UBND phường"
_FROM, _TO = date(2026, 5, 20), date(2026, 5, 25)

STAFF_NOTICES: tuple[Response, ...] = (
    AbsenceNoted(_LAN, _FROM, _TO, _THANH, _LAN, "author"),
    AbsenceNoted(_MINH, _FROM, _FROM, None, _HA, "author", (_UBND,)),
    AbsenceNoted(_LAN, _FROM, _TO, _THANH, _THANH, "absent"),
    AbsenceNoted(_LAN, _FROM, _TO, _THANH, _LAN, "stand_in"),
    AbsenceNoted(_MINH, _FROM, _TO, None, _MINH, "above", (_UBND,)),
    AbsenceNoted(_HA, _FROM, _TO, None, _HA, "author", (), (OfficeCover("coordinator"), OfficeCover("leader"))),
    AbsenceNoted(_HA, _FROM, _TO, _THANH, _HA, "above", (), (OfficeCover("coordinator", (_THANH,)),)),
    AbsenceEnded(_LAN, _THANH, _LAN, "author"),
    AbsenceEnded(_LAN, _THANH, _HA, "absent"),
    AbsenceEnded(_LAN, _THANH, _LAN, "stand_in"),
    AbsenceEnded(_LAN, _THANH, _LAN, "above"),
    PeopleShown(
        (
            PersonSummary(_LAN, (_XDD,), ("officer",), is_linked=True, away_until=_TO, stand_in=_THANH),
            PersonSummary(_THANH, (_XDD,), ("head",), is_linked=True),
            PersonSummary(_MINH, (_UBND,), ("officer",), is_linked=False),
        ),
        30, 4, 1, 3,
    ),
    PeopleShown((), 0, 0, 1, 1, "Nguyễn Văn Không"),
    UnitsShown((UnitSummary(_XDD, 2, 2, is_group=False), UnitSummary("các chi bộ", 12, 0,
        is_group=True)), 24, 1, 2),
    PersonMoved(_LAN, _UBND, _HA, "author", (_XDD,)),
    PersonMoved(_LAN, _UBND, _HA, "person"),
    PersonMoved(_LAN, _UBND, "", "person"),
    PersonMoved(_LAN, _UBND, _HA, "above", (_XDD,)),
    PersonRemoved(_MINH, _HA, "author", (_UBND,)),
    PersonRemoved(_MINH, _HA, "above", (_UBND,)),
    CodeToForward(_LAN, has_account=True),
    CodeMade(_LAN, "K7QM4-2XPAB", datetime(2026, 5, 27, 1, 0, tzinfo=UTC), True, "UBND phường Thủy Nguyên"),
    AccountMoveAsked(_LAN, _MINH, "move12", datetime(2026, 5, 20, 2, 0, tzinfo=UTC)),
    AccountKept(_LAN, _MINH, datetime(2026, 5, 21, 1, 0, tzinfo=UTC)),
    AccountTaken("telegram", _LAN, _MINH, "owner"),
    AccountTaken("telegram", _LAN, _MINH, "above"),
    AccountTaken("zalo", _LAN, _LAN, "old"),
    AccountTaken("zalo", _LAN, _LAN, "above"),
    RolesChanged((RoleChangeSummary(_MINH, "head", _UBND, "granted"),), _HA, "author"),
    RolesChanged(
        (RoleChangeSummary(_MINH, "", "", "back"), RoleChangeSummary(_MINH, "officer", _UBND,
            "granted")), "", "person"
    ),
    RolesChanged(
        (RoleChangeSummary(_HA, "coordinator", "", "taken"), RoleChangeSummary(_LAN, "head", _XDD,
            "granted")), "", "above",
        ("coordinator",),
    ),
)  # fmt: skip
STAFF_REFUSALS: tuple[Response, ...] = (
    NoSuchPerson("Minh", (_MINH, "Cao Minh Đức"), NoteAbsence.canonical),
    DaysOfAbsenceMissing("sắp tới"),
    AbsenceIsOver(date(2026, 4, 1)),
    AbsenceTooLong(400, 200),
    AwayAlready(_LAN, _FROM, _TO, is_mine=True),
    StandInNotPossible(_MINH, "unit"),
    StandInNotPossible(_THANH, "away", _FROM, _TO),
    StandInNotPossible(_LAN, "self"),
    NotAway(_LAN, is_mine=True),
    NotOfYourUnit(_MINH),
    NotOneself(_HA),
    UnitMissing("Lan"),
    MovedNowhere(_LAN, _XDD),
    OwnCode(_MINH),
    MoveQuestionOver(),
    RoleUnclear("trưởng thôn"),
    RoleHeldAlready(_MINH, "officer", _UBND),
    RoleNotHeld(_MINH, "leader", ""),
    StrangeName("Lê Văn \u041cinh", "\u041c"),
    StrangeName(_MINH, ""),
)
