"""What becomes of each answer when several are folded into one message."""

from collections.abc import Mapping, Sequence
from typing import get_args

from domain import notices as n
from domain import order_notices as o
from domain import (
    order_refusals,
    people_refusals,
    question_refusals,
    request_refusals,
    setting_refusals,
    verification_refusals,
)
from domain import people_notices as e
from domain import plan_notices as p
from domain import refusals as r
from domain import request_notices as q
from domain import setting_notices as s
from domain import verification_notices as v
from domain.folded_notices import AnswersFolded, FoldedGroup, merged
from domain.lines import TaskLine
from domain.notices import Saying
from domain.question_notices import ClarificationAsked
from domain.refusals import Refusal

SHOWN, REFUSED = "shown", "refused"
_REFUSALS = get_args(Refusal)
# A notice not named here only showed something: it can be asked for again. A refusal not named is one of the others.
_WHAT: Mapping[str, tuple[type, ...]] = {
    "reported": (n.TaskReported,),
    "checked_in": (n.CheckInAnswered,),
    "share": (v.ShareReported,),
    "progress": (n.ProgressSet,),
    "acknowledged": (n.TaskAcknowledged,),
    "undone": (n.ChangeUndone,),
    "confirmed": (n.TaskConfirmed,),
    "returned": (n.TaskReturned,),
    "request": (q.RequestNews,),
    "obstacle": (q.ObstacleNews,),
    "evidence": (v.EvidenceKept,),
    "nudged": (o.NudgeSent,),
    "handed": (o.TaskHanded,),
    "changed": (o.TaskChanged,),
    "added": (o.TaskAdded,),
    "stopped": (o.TaskStopped,),
    "restored": (o.TaskRestored,),
    "absence": (e.AbsenceNoted, e.AbsenceEnded),
    "people": (e.PersonMoved, e.PersonRemoved),
    "code": (e.CodeMade,),
    "settings": (s.CalendarChanged, s.SettingChanged, s.HourShown, s.LanguageShown, n.ChannelShown),
    "plan": (
        p.DraftShown, p.PlanUnread, p.RowChanged, p.RowsDropped, p.UnitMapped, p.DraftDropped, p.PlanImported,
        p.PlanAmended, p.DraftChanged, p.PlanUnchanged, p.DateOrderSettled,
    ),
    "already": (
        r.AlreadyReported, r.AlreadyDone, request_refusals.AlreadyAsked, request_refusals.AlreadySettled,
        verification_refusals.ShareKnown, order_refusals.NudgedAlready, order_refusals.NothingChanged,
    ),
    "cancelled": (r.TaskCancelled,),
    "no_task": (r.NoSuchTask,),
    "not_yours": (r.NotYourTask, r.OnlyForRole, verification_refusals.NotCoordinating, people_refusals.NotOfYourUnit),
    "unclear": (
        r.WhichTask, r.ReasonMissing, r.NumberNotUnderstood, r.NotUnderstood, r.ChangeNotUnderstood, r.DeadlineNotRead,
        r.TextTooLong, ClarificationAsked, p.WriteAsked, question_refusals.WhichAnswer, question_refusals.QuestionOver,
        request_refusals.NoDayNamed, order_refusals.PartMissing, setting_refusals.DaysNotUnderstood,
    ),
    "failed": (r.CouldNotHandle,),
}  # fmt: skip
WHAT_OF: Mapping[type, str] = {kind: what for what, kinds in _WHAT.items() for kind in kinds}
OUTCOMES = (*_WHAT, SHOWN, REFUSED)


def fold_of(sayings: Sequence[Saying]) -> AnswersFolded:
    """One answer as a fold of its own; one that is folded already as it is."""
    folded = [saying for saying in sayings if isinstance(saying, AnswersFolded)]
    others = [saying for saying in sayings if not isinstance(saying, AnswersFolded)]
    if not others:
        return merged(folded)
    is_refusal = all(isinstance(saying, _REFUSALS) for saying in others)
    groups = merged([AnswersFolded(0, 0, (_group(saying),)) for saying in others]).groups
    return merged([*folded, AnswersFolded(int(not is_refusal), int(is_refusal), groups)])


def _group(saying: Saying) -> FoldedGroup:
    is_refusal = isinstance(saying, _REFUSALS)
    what = WHAT_OF.get(type(saying), REFUSED if is_refusal else SHOWN)
    return FoldedGroup(what, 1, () if what == SHOWN else _numbers(saying), is_refusal)


def _numbers(saying: Saying) -> tuple[int, ...]:
    """The task that an answer is about, if it is about one."""
    line = getattr(saying, "line", None)
    number = line.number if isinstance(line, TaskLine) else getattr(saying, "number", None)
    return (number,) if isinstance(number, int) else ()
