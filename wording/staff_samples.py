"""Examples of what is told of people, for the page of messages and for the tests."""

from datetime import UTC, date, datetime

from domain import people_notices as n
from domain import people_refusals as r
from domain.notices import Response

_LAN, _THANH, _HA, _MINH = "Nguyễn Thị Lan", "Vũ Đức Thành", "Trần Thu Hà", "Lê Văn Minh"
_XDD, _UBND = "Ban Xây dựng Đảng", "UBND phường"
_FROM, _TO = date(2026, 5, 20), date(2026, 5, 25)

STAFF_NOTICES: tuple[Response, ...] = (
    n.AbsenceNoted(_LAN, _FROM, _TO, _THANH, _LAN, "author"),
    n.AbsenceNoted(_MINH, _FROM, _FROM, None, _HA, "author", (_UBND,)),
    n.AbsenceNoted(_LAN, _FROM, _TO, _THANH, _THANH, "absent"),
    n.AbsenceNoted(_LAN, _FROM, _TO, _THANH, _LAN, "stand_in"),
    n.AbsenceNoted(_MINH, _FROM, _TO, None, _MINH, "above", (_UBND,)),
    n.AbsenceEnded(_LAN, _THANH, _LAN, "author"),
    n.AbsenceEnded(_LAN, _THANH, _HA, "absent"),
    n.AbsenceEnded(_LAN, _THANH, _LAN, "stand_in"),
    n.AbsenceEnded(_LAN, _THANH, _LAN, "above"),
    n.PeopleShown(
        (
            n.PersonSummary(_LAN, (_XDD,), ("officer",), is_linked=True, away_until=_TO, stand_in=_THANH),
            n.PersonSummary(_THANH, (_XDD,), ("head",), is_linked=True),
            n.PersonSummary(_MINH, (_UBND,), ("officer",), is_linked=False),
        ),
        30, 4, 1, 3,
    ),
    n.PeopleShown((), 0, 0, 1, 1, "Nguyễn Văn Không"),
    n.UnitsShown((n.UnitSummary(_XDD, 2, 2, is_group=False), n.UnitSummary("các chi bộ", 12, 0,
        is_group=True)), 24, 1, 2),
    n.PersonMoved(_LAN, _UBND, _HA, "author", (_XDD,)),
    n.PersonMoved(_LAN, _UBND, _HA, "person"),
    n.PersonMoved(_LAN, _UBND, "", "person"),
    n.PersonMoved(_LAN, _UBND, _HA, "above", (_XDD,)),
    n.PersonRemoved(_MINH, _HA, "author", (_UBND,)),
    n.PersonRemoved(_MINH, _HA, "above", (_UBND,)),
    n.CodeMade(_LAN, "K7QM4-2XPAB", datetime(2026, 5, 21, 1, 0, tzinfo=UTC), has_account=True),
    n.AccountMoveAsked(_LAN, _MINH, "move12", datetime(2026, 5, 20, 2, 0, tzinfo=UTC)),
    n.AccountKept(_LAN, _MINH, datetime(2026, 5, 21, 1, 0, tzinfo=UTC)),
    n.AccountTaken("telegram", _LAN, _MINH, "owner"),
    n.AccountTaken("telegram", _LAN, _MINH, "above"),
    n.AccountTaken("zalo", _LAN, _LAN, "old"),
    n.AccountTaken("zalo", _LAN, _LAN, "above"),
    n.RolesChanged((n.RoleChangeSummary(_MINH, "head", _UBND, "granted"),), _HA, "author"),
    n.RolesChanged(
        (n.RoleChangeSummary(_MINH, "", "", "back"), n.RoleChangeSummary(_MINH, "officer", _UBND,
            "granted")), "", "person"
    ),
    n.RolesChanged(
        (n.RoleChangeSummary(_HA, "coordinator", "", "taken"), n.RoleChangeSummary(_LAN, "head", _XDD,
            "granted")), "", "above",
        ("coordinator",),
    ),
)  # fmt: skip
STAFF_REFUSALS: tuple[Response, ...] = (
    r.NoSuchPerson("Minh", (_MINH, "Cao Minh Đức"), "leave"),
    r.DaysOfAbsenceMissing("sắp tới"),
    r.AbsenceIsOver(date(2026, 4, 1)),
    r.AbsenceTooLong(400, 200),
    r.AwayAlready(_LAN, _FROM, _TO, is_mine=True),
    r.StandInNotPossible(_MINH, "unit"),
    r.StandInNotPossible(_THANH, "away", _FROM, _TO),
    r.StandInNotPossible(_LAN, "self"),
    r.NotAway(_LAN, is_mine=True),
    r.NotOfYourUnit(_MINH),
    r.NotOneself(_HA),
    r.UnitMissing("Lan"),
    r.MovedNowhere(_LAN, _XDD),
    r.OwnCode(_MINH),
    r.MoveQuestionOver(),
    r.RoleUnclear("trưởng thôn"),
    r.RoleHeldAlready(_MINH, "officer", _UBND),
    r.RoleNotHeld(_MINH, "leader", ""),
    r.StrangeName("Lê Văn \u041cinh", "\u041c"),
    r.StrangeName(_MINH, ""),
)
