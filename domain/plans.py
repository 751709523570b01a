"""An official plan as read from a document, before anybody confirmed it."""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from domain.deadlines import Deadline


class WarningCode(StrEnum):
    """What a careful clerk would point out on reading the plan; never repaired silently."""

    DRAFT_AFTER_FINAL = "draft_after_final"
    DUE_ON_ISSUE_DAY = "due_on_issue_day"
    DUE_BEFORE_ISSUE = "due_before_issue"
    NO_COORDINATING_UNIT = "no_coordinating_unit"
    NO_LEAD_UNIT = "no_lead_unit"
    SEVERAL_LEAD_UNITS = "several_lead_units"
    LIKELY_TYPING_ERROR = "likely_typing_error"
    BLANK_PLAN_NUMBER = "blank_plan_number"
    DUTY_ONLY_IN_PROSE = "duty_only_in_prose"
    DEADLINE_UNKNOWN = "deadline_unknown"
    IMPOSSIBLE_DATE = "impossible_date"
    NUMBER_GAP = "number_gap"
    DUPLICATE_TASK = "duplicate_task"
    UNKNOWN_UNIT = "unknown_unit"
    DUE_ON_DAY_OFF = "due_on_day_off"
    WRONG_YEAR = "wrong_year"
    TWO_DEADLINES = "two_deadlines"
    RESTS_ON_LATER_TASK = "rests_on_later_task"
    PAGE_NOT_READ = "page_not_read"
    UNIT_WITHOUT_PEOPLE = "unit_without_people"
    UNIT_NOT_LINKED = "unit_not_linked"
    NO_LAST_DAY = "no_last_day"
    YEAR_UNKNOWN = "year_unknown"
    TITLE_LOOKS_WRONG = "title_looks_wrong"
    DATE_ORDER_UNCLEAR = "date_order_unclear"
    READ_FROM_SCAN = "read_from_scan"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document something stands, so that a person can find it: part "III.2", table 1, row 4, page 3.

    `order` counts the blocks of the document, whatever their kind; None where it is not known.
    """

    part: str | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    page: int | None = None
    order: int | None = field(default=None, compare=False, repr=False)

    @property
    def named(self) -> dict[str, str | int]:
        """What a person can find it by: the parts that are known, by name."""
        known = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in known if value is not None and name != "order"}


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as the plan names it (abbreviations written out); `is_group` for classes such as "các cơ quan, đơn vị"."""

    name: str
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One duty of the plan. `number` is what people will type; `code` is what the document calls it ("3", "IV.3a").

    `notes` are the header and the words of columns that are none of the above ("Ghi chú", "Kinh phí"). `picture` names
    the stored picture of a scanned row, "" where there is none. `words` are the document's own, of the table row and of
    sentences that tell of it, "" for a row that a person added; no correction changes them.
    """

    number: int
    code: str
    title: str
    lead: tuple[UnitMention, ...]
    coordinating: tuple[UnitMention, ...]
    deadline: Deadline
    place: Place
    product: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    picture: str = ""
    words: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A doubt about the plan for a person to decide: `task` is the row's code, None for the plan as a whole."""

    code: WarningCode
    task: str | None
    message: str


@dataclass(frozen=True, slots=True)
class RowDates:
    """A row whose limit depends on the order of its date: read day first, and read month first."""

    number: int
    day_first: Deadline
    month_first: Deadline


@dataclass(frozen=True, slots=True)
class DateOrders:
    """Where a file reads otherwise with dates such as 4/5/2026 month first: its rows, and each order's doubts."""

    rows: tuple[RowDates, ...]
    day_first: tuple[PlanWarning, ...] = ()
    month_first: tuple[PlanWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """The paper that a plan carries out ("Thực hiện Kế hoạch số 43-KH/TU ngày 03/4/2026 của Ban Thường vụ Thành ủy").

    It lends the plan neither number nor day.
    """

    number: str
    issued_on: date | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class IssueMonth:
    """What a letterhead with a blank day still tells: "ngày   tháng 02 năm 2026"; `month` is None when blank, too."""

    year: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A block of the document that became neither a task nor named context.

    `reason` is a code ("no_day", "not_understood"); `heading` is the part it stands in, `unit` the unit it is about,
    both "" where there is none.
    """

    place: Place
    text: str
    reason: str
    heading: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """How many blocks a document has, and what became of them; the four kinds add up to `blocks`."""

    blocks: int = 0
    task: int = 0
    part: int = 0
    context: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class RowPicture:
    """The picture of a scanned row: the row's number, a PNG in base64."""

    row: int
    png: str


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Everything read from one document.

    `number` and `issued_on` come from its own letterhead and are None when that leaves them blank; `issued_in` then
    holds what is known of the day. `basis` is the paper that the plan carries out. Every block of the document is
    counted in `account`; the `unread` ones are put before a person. `date_orders` are both readings of a file of which
    nothing tells whether its dates are day first or month first. `pictures` are those of a scan's rows, not stored yet.
    """

    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    tasks: tuple[TaskDraft, ...]
    warnings: tuple[PlanWarning, ...]
    basis: Basis | None = None
    issued_in: IssueMonth | None = None
    unread: tuple[Unread, ...] = ()
    account: AccountCounts = AccountCounts()
    date_orders: DateOrders | None = None
    pictures: tuple[RowPicture, ...] = field(default=(), compare=False, repr=False)
