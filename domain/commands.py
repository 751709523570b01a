"""What a person can ask for. A command carries no identity and no time: the office adds who and when."""

from dataclasses import dataclass

from domain.asking_commands import AskTask, BadNumber, Clarify, Misunderstood, Several
from domain.drafts import PlanReading
from domain.people_commands import (
    ChangeRole,
    EndAbsence,
    ListPeople,
    ListUnits,
    MakeCode,
    MovePerson,
    NoteAbsence,
    RemovePerson,
)
from domain.plan_commands import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.reports import PeriodWish
from domain.setting_commands import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar

# The settings have a module of their own; whoever makes or obeys a command imports all from here.
__all__ = [
    "AgreeToWithdraw",
    "AskTask",
    "BadNumber",
    "ChangeRole",
    "ChangeSetting",
    "ChooseHour",
    "ChooseLanguage",
    "Clarify",
    "EndAbsence",
    "EndPlan",
    "KeepCalendar",
    "KeepPlan",
    "ListPeople",
    "ListPlans",
    "ListUnits",
    "MakeCode",
    "Misunderstood",
    "MovePerson",
    "NoteAbsence",
    "RemovePerson",
    "Several",
    "WithdrawPlan",
]


@dataclass(frozen=True, slots=True)
class Start:
    """Link this chat account with a one-time code, or say hello again."""

    code: str | None = None


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """List what this person may do: what is needed most days, or (`is_more`) everything else."""

    is_more: bool = False


@dataclass(frozen=True, slots=True)
class ListTasks:
    """The open tasks of the person's units, most urgent first; everything for those who may see all. Pages from 1."""

    page: int = 1
    plan: str = ""


@dataclass(frozen=True, slots=True)
class ShowTask:
    """One task with its units, deadline and last events."""

    number: int | None


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The person has seen the tasks and takes them on."""

    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkDone:
    """The person says the tasks are done; `note` says what came of them."""

    numbers: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """How far a task has come, 0 to 100 per cent; None asks for the choices."""

    number: int | None
    percent: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Take back the person's last deed, whatever it was; never an older one."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """The figures: of all, or of one unit by its id (from a button) or by what the person typed of its name."""

    unit_id: int | None = None
    unit_name: str | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class ShowReport:
    """The report of a period, in words or as a `file` ("docx", "xlsx", "pdf"); `text` names the period as typed.

    `wish` is None when the words name no period.
    """

    wish: PeriodWish | None = None
    file: str = ""
    text: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class ListWaiting:
    """What has been reported done and awaits confirmation."""


@dataclass(frozen=True, slots=True)
class ConfirmDone:
    """The coordinator agrees that the tasks are done."""

    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnTask:
    """The coordinator hands a reported task back, with the reason."""

    number: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Take a plan in: a pasted text, or what came of reading a file; without either, work at the draft that waits.

    `draft` is its number, needed where several wait.
    """

    text: str | None = None
    reading: PlanReading | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Write the plan that waits: only now are people told. `is_agreed`: also with doubts that are open."""

    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Forget the plan that waits, or stop reading a file: the updates in `reading` that brought it, and its name."""

    reading: tuple[int, ...] = ()
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer what was asked: by the number of the choice, by a letter, or by yes or no.

    `mark` names the question (from a button); without it the one asked last is meant. `seen` as in EditRow.
    """

    number: int | None = None
    is_yes: bool | None = None
    mark: str | None = None
    letter: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ShowRow:
    """One row of the plan that waits; one task when none waits."""

    number: int | None


@dataclass(frozen=True, slots=True)
class EditRow:
    """Correct one part of a row, or of a task when no plan waits.

    `field`: "deadline", "lead", "coordinating", "title" or "product"; None was not understood. Without a number it is
    a part of the plan that waits: "plan_number", "plan_title" or "issued_on". `seen` is the version of the draft that
    the person saw; None is the one that this chat was shown last.
    """

    number: int | None
    field: str | None = None
    value: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class DropRows:
    """Leave rows of the plan out. `seen` as in EditRow."""

    numbers: tuple[int, ...] = ()
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class NameUnit:
    """A name in the plan that waits is another name of a unit that is known."""

    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class ChooseChannel:
    """On which channel the person wants to be reminded, by the word typed; None asks which it is now."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class RequestExtension:
    """Ask for more time: `text` names the new day and the reason, in the person's words."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class GrantRequest:
    """Agree to a request for more time, perhaps until another day; the coordinator's word is a recommendation."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RefuseRequest:
    """Do not agree to a request for more time, with the reason; the coordinator's word is a recommendation."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RaiseObstacle:
    """Something holds the work up."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClearObstacle:
    """What held the work up is gone."""

    number: int | None


@dataclass(frozen=True, slots=True)
class AskLeader:
    """Ask the leaders for direction."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AskExplanation:
    """Call on the lead unit to explain, perhaps by a named day.

    `is_number_sure` is False where the number may count what follows it: "giải trình 7 đồng chí vắng mặt".
    """

    number: int | None
    text: str = ""
    is_number_sure: bool = True


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """The answer to a question or to a call for an explanation; without a number the message replied to tells which."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Ask after tasks at once; `is_urgent`: at any hour."""

    numbers: tuple[int, ...] = ()
    text: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class AssignTask:
    """Hand a task to people of the unit, by their names; "everybody" (`is_whole_unit`) gives it back to the unit."""

    number: int | None
    names: tuple[str, ...] = ()
    is_whole_unit: bool = False


@dataclass(frozen=True, slots=True)
class AddTask:
    """A task that stands in no plan: (part, words) as in EditRow; what comes first without a name is the title."""

    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CancelTask:
    """A task is not to be done any more, with the reason."""

    number: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RestoreTask:
    """A task that was cancelled is to be done after all."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ReportShare:
    """The person's unit has done its part of what it coordinates."""

    numbers: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShowEvidence:
    """Hand something in for a task: words, or the picture or file that came along; with neither, show what there is."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCheckIn:
    """How a repeating task stands this period: `outcome` is a CheckIn value."""

    outcome: str
    numbers: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ListRequests:
    """The open requests on which this person must act."""


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """The history, newest first: of one task, or of everything. Pages from 1."""

    number: int | None = None
    page: int = 1


Command = (
    Start | ShowHelp | ListTasks | ShowTask | Acknowledge | MarkDone | ReportProgress | UndoLast | ShowStatus
    | ListWaiting | ConfirmDone | ReturnTask | ImportPlan | WriteDraft | DropDraft | Choose | ShowRow
    | EditRow | DropRows | NameUnit | ChooseChannel | RequestExtension | GrantRequest | RefuseRequest
    | ShowReport | RaiseObstacle | ClearObstacle | AskLeader | AskExplanation | AnswerRequest | ListRequests
    | Nudge | AssignTask | AddTask | CancelTask | RestoreTask | ReportShare | ShowEvidence | AnswerCheckIn
    | KeepCalendar | ChangeSetting | ChooseHour | ChooseLanguage
    | ShowHistory
    | NoteAbsence | EndAbsence | ListPeople | ListUnits | MovePerson | RemovePerson | ChangeRole | MakeCode
    | ListPlans | WithdrawPlan | AgreeToWithdraw | KeepPlan | EndPlan
    | Misunderstood | BadNumber | Clarify | AskTask | Several
)  # fmt: skip
