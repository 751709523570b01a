"""Three organisations in one database: whatever somebody of one sends, nothing of another is read, and nothing written.

Every command of authorisation.md is sent with what names rows of the others: typed, pressed, as a reply; then codes,
feeds, links, sessions, screens. On PostgreSQL once more with every condition on the organisation taken out of every
statement: there the database itself keeps them apart (docs/adr/0023).
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import count, cycle, islice
from typing import Any

import pytest
from sqlalchemy import BindParameter, Engine, select, update
from sqlalchemy.ext.compiler import compiles, deregister
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.operators import eq

from bot.platforms.telegram.inbound import chat_of, update_key
from documents.rosters import Roster
from domain.inbox import Arrival, CursorNow
from domain.messages.settings import CalendarFile
from domain.people import Role
from domain.plans import PlanDraft
from domain.requests import RequestKind
from services.administration.keep_walls import open_wall
from services.administration.load_roster import load_roster
from services.context.board_links import make_link
from services.office.wall_service import WallService
from services.plans.confirm_plan import confirm_plan
from storage.accounts import set_alive
from storage.engine import pipeline
from storage.engine.database import Database
from storage.tables import metadata, receipt
from storage.tasks import load_tasks
from tests.databases import on_a_kept_engine
from tests.people import find_by_name
from tests.security.test_authorisation import forget_what_was_asked, rows
from tests.security.ward import CHATS, DEAD_LINK, OURS, PEOPLE, STRANGER, TASKS_OF, THEIRS, TITLE, Ward, roster, task
from tests.world import BOT, CHANNEL, names_of

ROLES = (Role.COORDINATOR, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR, Role.HEAD, Role.INSPECTOR)
MARKS = ("Hồng", "Mimosa", "Phượng")  # each organisation's own word, in all its names and titles
BY_NAME = (
    "status {unit}", "tasks {unit}", "people {unit}", "invite {person}", "remove {person}", "assign 1 {person}",
    "nudge {person}", "role {person} coordinator", "move {person} {unit}", "find {title}", "praise {person} làm tốt",
    "leave {person} 13/4/2026", "unit {unit} = Ban Cam", "add Việc; chủ trì {unit}; hạn 30/7/2026",
    "edit 1 chủ trì {unit}",
    "tasks {person}", "audit 99999", "find 99999",
)  # fmt: skip


class OneOfThree(Ward):
    """A ward among others: its own words, numbers of tasks, chats and bot."""

    def __init__(self, database: Database, place: int) -> None:
        self.mark, self._first, self._bot = MARKS[place], 100 * place, f"{BOT}{place}"
        super().__init__(database, [task(self._first + n, whose) for n, whose in enumerate(TASKS_OF, 1)])
        self._update_ids = count(1 + 100_000 * place)

    def named(self, name: str) -> str:
        """A name of the small ward as this one has it."""
        return f"{name} {self.mark}"

    def _load(self) -> None:
        people = tuple(
            replace(
                row,
                unit=row.unit and self.named(row.unit),
                person=row.person and self.named(row.person),
                parents=tuple(map(self.named, row.parents)),
            )
            for row in roster().rows
        )
        drafts = tuple(
            replace(
                each,
                title=self.named(each.title),
                lead=tuple(replace(unit, name=self.named(unit.name)) for unit in each.lead),
                coordinating=tuple(replace(unit, name=self.named(unit.name)) for unit in each.coordinating),
            )
            for each in self._tasks
        )
        with self.database.transaction() as tx:
            load_roster(tx, self.organisation, Roster(people, tuple(map(self.named, roster().groups))), self.now)
            plan = PlanDraft(self.named("Kế hoạch kín"), "12-KH/ĐU", "Đảng ủy", date(2026, 4, 9), drafts, ())
            confirm_plan(tx, self.organisation, plan, self.mark.encode(), "plan.txt", self.now)

    def chat(self, who: str) -> int:
        """Where somebody of this ward writes."""
        return CHATS[who] + 1000 * self._first

    def receive(self, *updates: Any) -> None:
        """As `Ward`, by this ward's bot."""
        arrivals = [Arrival(update_key(raw), chat_of(raw), json.dumps(raw)) for raw in updates]
        self.office.inbox.receive(CHANNEL, self._bot, CursorNow(0, 1, self.now), arrivals)

    def link_all(self) -> None:
        """As `Ward`."""
        for who, name in PEOPLE.items():
            self.ask_in(self.chat(who), f"/start {self.code_for(self.named(name))}")
        with self.database.transaction() as tx:
            set_alive(tx, self.organisation_id, CHANNEL, str(self.chat(DEAD_LINK)), self.now, dead_reason="gone")

    def number(self, n: int = 1) -> int:
        """A number of a task of this ward."""
        return self._first + n

    def rows_of_others(self) -> str:
        """What is in the database that is not of this ward."""
        found = hashlib.sha256()
        with self.database.reading() as tx:
            for table in metadata.sorted_tables:
                owner = table.c.get("organisation_id", table.c.id)
                order = select(table).where(owner != self.organisation_id).order_by(table.c.id)
                found.update(repr((table.name, tx.execute(order).all())).encode())
        return found.hexdigest()


@dataclass(frozen=True)
class Three:
    """The ward whose people speak, and the two others."""

    own: OneOfThree
    others: tuple[OneOfThree, OneOfThree]

    def attempts(self) -> Iterator[str]:
        """Every command with a number, a unit or a name of another ward in it, in turn of the two."""
        typed = {row["typed"] for heading in ("About one task", "Without a task") for row in rows(heading)}
        for text, other in zip((*sorted(typed), *BY_NAME), cycle(self.others), strict=False):
            names = {
                "{unit}": other.named(OURS),
                "{person}": other.named(PEOPLE["officer"]),
                "{title}": other.named(TITLE),
                OURS: other.named(OURS),
                "OUR": str(other.unit_id(other.named(OURS))),
                "THEIR": str(other.unit_id(other.named(THEIRS))),
                " N": f" {other.number()}",
                "99999": str(other.number()),
            }
            yield reduce(lambda said, name: said.replace(*name), names.items(), text)

    def leaks(self, typed: str, told: object) -> list[str]:
        """Words of the others in an answer that were not typed; what was typed may be said back."""
        return [other.mark for other in self.others if other.mark in repr(told) and other.mark not in typed]


def three_in(database: Database) -> Three:
    """All linked; with requests, reports and obstacles, so that each command has something to find."""
    wards = [OneOfThree(database, place) for place in range(len(MARKS))]
    for ward in wards:
        ward.link_all()
    for ward in wards[1:]:
        ward.let_report([ward.number(1)])
        ward.let_be_held_up([ward.number(2)])
        ward.let_ask([ward.number(3)], RequestKind.EXTENSION, RequestKind.QUESTION)
    return Three(wards[0], (wards[1], wards[2]))


@pytest.fixture
def three(database: Database) -> Three:
    return three_in(database)


def faults(three: Three, part: int = 1) -> list[str]:
    """The findings of every `part`-th attempt: each text or row of another organisation that was shown or changed."""
    own, found, roles, ways = three.own, [], cycle(ROLES), cycle((False, True, False))
    before = own.rows_of_others()
    for text in islice(three.attempts(), 0, None, part):
        forget_what_was_asked(own)
        role = next(roles)
        told = own.ask_in(own.chat(role.value), text, pressed=next(ways))
        found += [f"{role.value} read {leak} by {text!r}: {told}" for leak in three.leaks(text, told)]
    for delivery in own.deliver():
        found += [f"{leak} was sent" for leak in three.leaks("", delivery) if f"{leak}" not in repr(delivery.reference)]
    if own.rows_of_others() != before:
        found.append("rows of others were changed")
    return found


def test_no_command_reads_or_writes_what_another_organisation_has(sqlite_database: Database) -> None:
    assert faults(three_in(sqlite_database)) == []


def test_on_the_other_engine_a_missing_condition_is_found_by_these_attempts(sqlite_database: Database) -> None:
    three = three_in(sqlite_database)
    with conditions_taken_out(three):
        assert faults(three, part=9)


def test_a_reply_to_a_message_of_another_organisation_names_no_task(three: Three) -> None:
    own, other = three.own, three.others[0]
    other.receive(other.text(other.chat("head"), f"task {other.number()}"))
    other.dispatcher.work()
    assert other.deliver()
    with other.database.reading() as tx:
        sent = tx.execute(select(receipt.c.message_id).where(receipt.c.organisation_id == other.organisation_id))
        numbers = [str(number) for number in sent.scalars()]
    assert numbers
    with other.database.transaction() as tx:  # platforms number the messages of a chat: they may well be the same
        tx.execute(update(receipt).where(receipt.c.organisation_id == other.organisation_id).values(message_id="77"))
    before = own.rows_of_others()
    reply = {"message_id": 77, "from": {"id": 7_000_000_001, "is_bot": True}}
    told = own.ask_in(own.chat("officer"), "xong", reply_to_message=reply)
    assert names_of(told) == ["WhichTask"]
    assert own.rows_of_others() == before


def test_a_code_of_another_organisation_links_nobody(three: Three) -> None:
    own, other = three.own, three.others[0]
    code = other.code_for(other.named(PEOPLE["officer"]))
    before = own.rows_of_others()
    for who in (STRANGER, "officer"):
        wrong = own.ask_in(own.chat(who), "/start ABCDE-FGHJK")
        assert names_of(own.ask_in(own.chat(who), f"/start {code}")) == names_of(wrong)
    assert own.rows_of_others() == before
    other.ask_in(other.chat(STRANGER), f"/start {code}")
    assert own.rows_of_others() != before, "where it was made it links"


def test_who_is_linked_in_another_organisation_is_a_stranger_here(three: Three) -> None:
    own, other = three.own, three.others[0]
    before = own.rows_of_others()
    for text in ("status", f"done {other.number()}", "tasks"):
        told = own.ask_in(other.chat("officer"), text)
        assert set(names_of(told)) <= {"Stranger"}, text
    assert own.rows_of_others() == before


def test_an_update_of_another_organisation_is_not_taken(three: Three) -> None:
    own, other = three.own, three.others[0]
    other.receive(other.text(other.chat("officer"), f"done {other.number(2)}"))
    [row] = other.office.inbox.waiting(other.now)
    before = own.rows_of_others()
    assert own.office.inbox.waiting(own.now) == []
    assert not own.office.board.answer(row.id).responses
    assert own.office.delivery.lease(own.now, 50) == []
    assert own.rows_of_others() == before


def test_feeds_links_sessions_and_screens_of_another_organisation_open_nothing(three: Three) -> None:
    own, other = three.own, three.others[0]
    [calendar] = [one for one in other.ask_in(other.chat("officer"), "calendar file") if isinstance(one, CalendarFile)]
    key = calendar.path.rpartition("/")[2].removesuffix(".ics")
    with other.database.transaction() as tx:
        person = find_by_name(tx, other.organisation_id, other.named(PEOPLE["coordinator"])) or 0
        link = make_link(tx, other.organisation_id, person, other.now)
        _, screen = open_wall(tx, other.organisation_id, "Phòng họp", other.now, shows_names=True)
    session = other.office.board.enter_as(person, "a desk", other.now, other.now).token
    walls = [WallService(ward.database, ward.organisation_id) for ward in (own, other)]
    before = own.rows_of_others()
    opened: list[tuple[str, Callable[[OneOfThree], Any]]] = [
        ("feed", lambda ward: ward.office.planning.feed(key, ward.now)),
        ("link", lambda ward: ward.office.board.owner_of(link.token, ward.now)),
        ("page", lambda ward: ward.office.board.view(session, ward.now, ward.now, lambda context: context.person.name)),
        ("press", lambda ward: ward.office.board.press(session, "a key", "tasks", ward.now, ward.now)),
    ]
    for name, opens in opened:
        assert opens(own) is None, name
    own.office.board.leave(session, own.now)
    assert own.office.board.take_file(session, "a key", own.now) is None
    assert own.office.board.enter(link.token, "a desk", own.now, own.now) is None
    assert own.office.board.enter_by_code(link.code, "a desk", own.now, own.now) is None
    assert not walls[0].is_open(screen)
    assert own.rows_of_others() == before
    for name, opens in opened:
        assert opens(other) is not None, name
    assert walls[1].is_open(screen)


@contextmanager
def conditions_taken_out(three: Three) -> Iterator[list[str]]:
    """Every `organisation_id = …` of every statement holds for every row; gives the columns that it was taken from."""
    taken: list[str] = []

    def without(element: Any, compiler: Any, **more: Any) -> str:
        left, right = element.left, element.right
        is_condition = element.operator is eq and isinstance(right, BindParameter)
        if is_condition and getattr(left, "name", "") == "organisation_id":
            taken.append(str(left))
            column, value = compiler.process(left, **more), compiler.process(right, **more)
            return f"({column} = {column} OR {value} IS NULL)"
        return str(compiler.visit_binary(element, **more))

    with three.own.database.reading() as tx:
        engine = tx.engine
    kept = dict(pipeline._statements)
    compiles(BinaryExpression)(without)
    _forget_compiled(engine)
    try:
        yield taken
    finally:
        deregister(BinaryExpression)
        _forget_compiled(engine)
        pipeline._statements.update(kept)


def _forget_compiled(engine: Engine) -> None:
    engine.clear_compiled_cache()
    pipeline._statements.clear()


def test_with_every_condition_taken_out_the_database_keeps_them_apart(postgresql_url: str) -> None:
    with on_a_kept_engine(postgresql_url) as database:
        three = three_in(database)
        own = three.own
        with conditions_taken_out(three) as taken:
            with database.reading() as tx:  # asked about all, the conditions are missed: that is what is tested
                assert any(three.others[0].mark in each.task.title for each in load_tasks(tx, own.organisation_id))
            assert faults(three) == []
        assert len(set(taken)) > 20
