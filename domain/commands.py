"""What a person can ask for. A command carries no identity and no time: the office adds who and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Link this chat account with a one-time code, or say hello again."""

    code: str | None = None


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """List what this person may do."""


@dataclass(frozen=True, slots=True)
class ListTasks:
    """The open tasks of the person's units, most urgent first; everything for those who may see all. Pages from 1."""

    page: int = 1


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
    """Take back the person's last change, if nothing came after it."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """The figures: of all, or of one unit by its id (from a button) or by what the person typed of its name."""

    unit_id: int | None = None
    unit_name: str | None = None


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
class Misunderstood:
    """A text that is no command: what was typed, and the commands it may have meant (canonical English names)."""

    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadNumber:
    """A command whose number or percentage makes no sense: the word as typed and the command's canonical name."""

    command: str
    word: str


Command = (
    Start | ShowHelp | ListTasks | ShowTask | Acknowledge | MarkDone | ReportProgress | UndoLast | ShowStatus
    | ListWaiting | ConfirmDone | ReturnTask | Misunderstood | BadNumber
)  # fmt: skip
