"""The table of authorisation.md, tried cell by cell through the real way in, on both engines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, product
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.grammar.reading import read_command
from bot.platforms.telegram.outbound import TelegramChannel
from domain.messages import Command, Refusal, Response, kinds_of
from domain.messages.chats import NotText
from domain.messages.plans import ListPlans
from domain.messages.questions import Several
from domain.messages.reports import StatusCard
from domain.messages.tasks import MarkDone
from domain.people import Role
from domain.plans import TaskDraft
from domain.requests import RequestKind
from storage.engine.database import Database
from storage.tables import question
from tests.own_pieces import own_pieces
from tests.security.authorisation_rows import DECIDE, with_rows
from tests.security.ward import CHATS, DEAD_LINK, GROUP, OURS, PEOPLE, STRANGER, TASKS_OF, THEIRS, TITLE, Ward, task
from tests.world import names_of
from wording.render import render

TABLE = Path(__file__).with_name("authorisation.md")
ROLES = [*(role.value for role in Role), STRANGER, DEAD_LINK]
# What must have happened to a task before a line about it means anything.
BEFORE: dict[str, Callable[[Ward, list[int]], None]] = {
    "confirm": Ward.let_report,
    "return": Ward.let_report,
    "unblock": Ward.let_be_held_up,
    "restore": Ward.let_be_cancelled,
    "decide": lambda ward, numbers: ward.let_ask(numbers, RequestKind.EXTENSION),
    "refuse": lambda ward, numbers: ward.let_ask(numbers, RequestKind.EXTENSION),
    "answer": lambda ward, numbers: ward.let_ask(numbers, RequestKind.QUESTION, RequestKind.EXPLANATION),
}
REFUSALS = {kind.__name__ for kind in kinds_of(Refusal)}
SECRETS = (TITLE, OURS, THEIRS, GROUP, "Kế hoạch kín", *PEOPLE.values())


# What only shows something, and what somebody may choose for themselves: more an inspector never gets.
LOOKS = frozenset({
    "Welcome", "HelpShown", "TaskListShown", "TaskShown", "StatusShown", "PeriodReportShown", "PeriodReportFile",
    "RequestsShown", "EvidenceShown", "HistoryShown", "ChannelShown", "CalendarShown", "CalendarFile", "SettingsShown",
    "HourShown", "LanguageShown", "PeopleShown", "UnitsShown", "UnlinkedShown", "PlansShown", "TasksFound",
    "ClarificationAsked", "BoardLinkMade", "BoardLeft",
})  # fmt: skip
MADE_OF_OTHERS = {Several}  # each of its commands has a row of its own
PART = 5  # has no divisor in common with the number of roles: each role meets each kind of task
OWN_WISHES = ("hour ", "language ", "calendar file")


@dataclass(frozen=True)
class Cell:
    """One cell of the table: who types what, about whose task, and the kind of answer. `way`: typed or pressed."""

    typed: str
    whose: str
    role: str
    expected: str
    way: str
    number: int = 0

    @property
    def text(self) -> str:
        return self.typed.replace(" N", f" {self.number}")

    @property
    def is_refused(self) -> bool:
        return self.expected.startswith("[")

    @property
    def changes_nothing(self) -> bool:
        """Refused, or asked by an inspector, who changes nothing but their own wishes."""
        return self.is_refused or (self.role == Role.INSPECTOR.value and not self.typed.startswith(OWN_WISHES))


def rows(heading: str) -> Iterator[dict[str, str]]:
    """The lines of the table under a heading."""
    part = TABLE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [*part.splitlines(), *(own_pieces("AUTHORISATION") if heading == "Without a task" else ())]
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return (dict(zip(cells[0], row, strict=True)) for row in cells[2:])


def cells(heading: str, ways: Iterable[str]) -> list[Cell]:
    """Every cell under a heading, for every way, each with a task of its own; of what is pressed every fifth, because
    a press is read as the text that it carries.
    """
    numbers = count(1)
    return [
        Cell(row["typed"], row.get("task of", ""), role, row[role], way, next(numbers))
        for place, (row, role) in enumerate(product(rows(heading), ROLES))
        for way in ways
        if way == "typed" or place % PART == 0
    ]


def ways_on(database: Database) -> tuple[str, ...]:
    """Typed and pressed on one engine; on the other the way in is the same, so typed only, and a part of the cells."""
    with database.reading() as tx:
        return ("typed", "pressed") if tx.dialect.name == "sqlite" else ("typed",)


def answer_of(ward: Ward, cell: Cell) -> list[Response]:
    """What comes back, the picture of the figures left aside."""
    told = ward.ask_in(CHATS[cell.role], cell.text, pressed=cell.way == "pressed")
    return [response for response in told if not isinstance(response, StatusCard)]


def faults(ward: Ward, cell: Cell) -> Iterator[str]:
    """What is wrong with the outcome of a cell."""
    if cell.role == DEAD_LINK:
        ward.lose(DEAD_LINK)
    before = ward.traces() if cell.changes_nothing else ()
    told = answer_of(ward, cell)
    shown = [f"[{name}]" if name in REFUSALS else name for name in names_of(told)]
    if shown != [cell.expected]:
        yield f"{cell} got {shown}"
    if cell.changes_nothing and ward.traces() != before:
        yield f"{cell} changed something"
    if cell.role == STRANGER and (seen := revealed(told)):
        yield f"{cell} revealed {seen}"


def forget_what_was_asked(ward: Ward) -> None:
    """No question is open, nor was any."""
    with ward.database.transaction() as tx:
        tx.execute(delete(question))


def revealed(told: Iterable[Response]) -> list[str]:
    """Names and titles in what is really sent, in either language."""
    sent = [
        render([response], language, TelegramChannel.capabilities) for response in told for language in ("vi", "en")
    ]
    return [secret for secret in SECRETS if any(secret.casefold() in message.text.casefold() for message in sent)]


def test_a_new_command_gets_rows_in_its_table_that_somebody_must_decide() -> None:
    page = "# Who\n\n## About one task\n\n| typed |\n|---|\n| ack N |\n\n## Without a task\n\n| typed |\n|---|\n"
    about, without = with_rows(page, [MarkDone, ListPlans]).removeprefix("# Who\n\n").split("\n\n## ")
    decisions = " | ".join((*[DECIDE] * len(Role), "[Stranger]", DECIDE))
    whose = ("our unit", "our group", "we coordinate", "others")
    assert about.splitlines()[-5:] == ["| ack N |", *(f"| done N | {each} | {decisions} |" for each in whose)]
    assert without.splitlines()[-1] == f"| plans | {decisions} |"


def test_about_one_task_each_role_gets_what_the_table_says(database: Database) -> None:
    ways = ways_on(database)
    table = cells("About one task", ways)[:: PART if len(ways) == 1 else 1]
    drafts: list[TaskDraft] = [task(cell.number, cell.whose) for cell in table]
    ward = Ward(database, drafts)
    ward.link_all()
    for name, prepare in BEFORE.items():
        prepare(ward, [cell.number for cell in table if cell.typed.split()[0] == name])
    assert [fault for cell in table for fault in faults(ward, cell)] == []


def test_without_a_task_each_role_gets_what_the_table_says(sqlite_database: Database) -> None:
    """On one engine: what is asked of the database here, the table above has asked of both."""
    ward = Ward(sqlite_database)
    ward.link_all()
    found = []
    for cell in cells("Without a task", ways_on(ward.database)):
        forget_what_was_asked(ward)  # each cell for itself: "có" may answer what the cell before made us ask
        typed = cell.typed.replace("OUR", str(ward.unit_id(OURS))).replace("THEIR", str(ward.unit_id(THEIRS)))
        found += list(faults(ward, replace(cell, typed=typed)))
    assert found == []


def test_every_command_has_rows_for_every_role_and_every_kind_of_task() -> None:
    about_task, others = list(rows("About one task")), list(rows("Without a task"))
    texts = [row["typed"].replace(" N", " 3") for row in (*about_task, *others)]
    assert {type(read_command(text)) for text in texts} == set(kinds_of(Command)) - MADE_OF_OTHERS
    for row in (*about_task, *others):
        assert set(row) - {"typed", "task of"} == set(ROLES)
        assert all(row[role] for role in ROLES)
    takes_number = {type(read_command(row["typed"].replace(" N", " 3"))) for row in about_task}
    for kind in takes_number:
        of_kind = {row["task of"] for row in about_task if type(read_command(row["typed"].replace(" N", " 3"))) is kind}
        assert of_kind == set(TASKS_OF), kind


def test_an_inspector_may_look_at_everything_and_at_nothing_more() -> None:
    given = {row["inspector"] for row in (*rows("About one task"), *rows("Without a task"))}
    assert {cell for cell in given if not cell.startswith("[")} <= LOOKS
    for role in (Role.COORDINATOR, Role.LEADER):
        of_role = {row[role.value] for row in (*rows("About one task"), *rows("Without a task"))}
        assert (of_role & LOOKS) <= given


def test_every_refusal_in_the_table_is_in_brackets_and_nothing_else_is() -> None:
    for row in (*rows("About one task"), *rows("Without a task")):
        for role in ROLES:
            assert row[role].startswith("[") == (row[role].strip("[]") in REFUSALS), row


def test_what_a_person_may_not_see_is_in_no_list_and_no_figure(ward: Ward) -> None:
    officer = CHATS["officer"]
    for text in (
        "tasks",
        "tasks page:2",
        "status",
        f"status unit:{ward.unit_id(OURS)}",
        f"find {TITLE}",
        "start",
        "help",
    ):
        told = ward.ask_in(officer, text)
        for message in (render([response], "vi", TelegramChannel.capabilities) for response in told):
            labels = [button.typed for row in message.buttons for button in row]
            assert f"{TITLE} 4" not in message.text, text
            assert not {label for label in labels if label.endswith(" 4")}, text


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_in_a_group_chat_nothing_is_done_or_shown_whoever_presses_or_types(ward: Ward, kind: str) -> None:
    officer, before = CHATS["officer"], ward.traces()
    for chat in (officer, -100123):
        for update in (
            ward.text(officer, "done 1", chat={"id": chat, "type": kind}),
            ward.press(officer, "done 1", chat={"id": chat, "type": kind}),
        ):
            ward.receive(update)
            ward.dispatcher.work()
    told = [response for delivery in ward.deliver() for response in delivery.responses]
    assert told == ([] if kind == "channel" else [NotText("group")] * 2), "one sentence for each chat, whatever is said"
    assert ward.traces() == before


def test_a_button_shown_to_a_coordinator_does_nothing_for_who_forges_it(ward: Ward) -> None:
    """The coordinator's own message is in another chat: neither its id nor its data gives anything away."""
    ward.let_report([4])
    ward.receive(ward.text(CHATS["coordinator"], "waiting"))
    ward.dispatcher.work()
    assert [d.chat_id for d in ward.deliver()][-1:] == [str(CHATS["coordinator"])]
    before = ward.traces()
    for data in ("confirm 4", "/confirm@bot 4", "xacnhan 4", "confirm", "return 4: x", "confirm 4 4 4"):
        told = ward.ask_in(CHATS["officer"], data, pressed=True, message_id=1)
        assert names_of(told) == ["OnlyForRole"], data
    assert ward.traces() == before


def test_a_reply_to_a_message_of_another_chat_names_no_task(ward: Ward) -> None:
    """Message ids are small numbers that anybody can guess; they count only within the chat they were sent to."""
    ward.receive(ward.text(CHATS["head"], "task 1"))
    ward.dispatcher.work()
    assert len(ward.deliver()) > 0
    for guess in range(1, 30):
        reply = {"message_id": guess, "from": {"id": 7_000_000_001, "is_bot": True}}
        told = ward.ask_in(CHATS["officer"], "xong", reply_to_message=reply)
        assert names_of(told) == ["WhichTask"]
