"""Golden query plans: no statement of the hot path reads a table from end to end, on either engine."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update

from benchmarks.wards import MORNING, UNITS, Wards, load
from bot.grammar.reading import read_command
from domain.deliveries import Outcome, Result
from domain.inbox import Arrival, BotContact, CursorNow, MessageContext
from dondoc.databases import open_engine
from services.maintenance.audit_organisation import audit_organisation
from services.office.all_offices import AllOffices
from services.office.checkpoint_service import CheckpointService
from services.office.office import Office
from storage.across_organisations import late_elsewhere
from storage.due_checks import ANY_DUE
from storage.engine.database import Database
from storage.organisations import load_organisation
from storage.tables import cursor, evidence_file, inbox, occurrence, outbox, reminder
from tests.databases import PostgresServer
from tests.operation.explaining import origin, scanned_tables

WARDS = Wards(count=20, tasks_each=120)
WARD = 7
CHAT = str((WARD - 1) * UNITS + 2)  # of the ward's leader
OTHER_CHAT = str((WARD - 1) * UNITS + 9)


@pytest.fixture(scope="module")
def sqlite_wards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wards in a file; each test changes a copy."""
    file = tmp_path_factory.mktemp("wards") / "wards.db"
    fill(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="module")
def postgresql_wards(postgres_server: PostgresServer) -> Iterator[str]:
    """The same in a database to copy from, with its statistics."""
    with postgres_server.fresh() as url:
        fill(url)
        yield url


def fill(url: str) -> None:
    engine = open_engine(url)
    load(engine, WARDS)
    engine.dispose()


@pytest.fixture
def sqlite_copy(sqlite_wards: Path, tmp_path: Path) -> str:
    """The URL of a copy for one test."""
    return f"sqlite:///{shutil.copyfile(sqlite_wards, tmp_path / 'wards.db')}"


@pytest.fixture
def postgresql_copy(postgres_server: PostgresServer, postgresql_wards: str) -> Iterator[str]:
    """The same on the other engine."""
    with postgres_server.fresh(postgresql_wards) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The program's engine over a copy of the wards; the test runs once on each."""
    opened = open_engine(request.getfixturevalue(f"{request.param}_copy"))
    yield opened
    opened.dispose()


def office_of(engine: Engine) -> Office:
    return Office(Database(engine), WARD, "test")


def look_for_work(office: Office) -> None:
    assert office.planning.due(MORNING)


def plan_the_morning(office: Office) -> None:
    assert office.planning.plan(MORNING) > 0


def lease_and_record(office: Office) -> None:
    leased = office.delivery.lease(MORNING, 8)
    assert leased
    sent = [Outcome(one.outbox_id, Result.SENT, message_id=str(one.outbox_id), text="…") for one in leased]
    office.delivery.record(sent, MORNING)


def _say(office: Office, text: str, chat: str, key: str) -> None:
    office.inbox.receive("telegram", "1", CursorNow(0, int(key), MORNING), [Arrival(key, chat, "{}")], timedelta(0))
    [row] = office.inbox.waiting(MORNING)
    assert office.commands.handle(row.id, MessageContext("telegram", chat, text=text), read_command(text), MORNING)


def report_done(office: Office) -> None:
    _say(office, "/xong 8", OTHER_CHAT, "1")


def ask_for_figures(office: Office) -> None:
    _say(office, "/tinhhinh", CHAT, "2")


def look_at_one_task(office: Office) -> None:
    _say(office, "/ct 8", CHAT, "3")


def look_for_people_out_of_reach(office: Office) -> None:
    office.planning.tell_unreached(MORNING)


CALLS = [
    look_for_work,
    plan_the_morning,
    lease_and_record,
    report_done,
    ask_for_figures,
    look_at_one_task,
    look_for_people_out_of_reach,
]


def test_no_statement_of_the_hot_path_reads_a_table_from_end_to_end(engine: Engine) -> None:
    office = office_of(engine)
    bad = {}
    for call in CALLS:
        with origin(engine) as statements:
            call(office)
        assert statements
        for statement in statements:
            if tables := scanned_tables(engine, statement):
                bad[f"{call.__name__}: {statement[0]}"] = tables
    assert bad == {}


def test_the_audit_of_a_ward_reads_no_table_of_all_wards_from_end_to_end(engine: Engine) -> None:
    office = office_of(engine)
    plan_the_morning(office)
    with origin(engine) as statements, Database(engine).snapshot() as tx:
        audit_organisation(tx, load_organisation(tx, WARD), MORNING)
    assert statements
    bad = {statement[0]: tables for statement in statements if (tables := scanned_tables(engine, statement))}
    assert bad == {}


def test_late_messages_of_other_organisations_are_found_without_reading_the_whole_outbox(engine: Engine) -> None:
    plan_the_morning(office_of(engine))
    with origin(engine) as statements, Database(engine).reading() as tx:
        assert late_elsewhere(tx, {WARD + 1}, MORNING + timedelta(hours=1))
    read_whole = set().union(*(scanned_tables(engine, statement) for statement in statements))
    assert read_whole <= {"organisation"}


def fill_with_what_is_done(engine: Engine) -> None:
    """A thousand rows of each table that the rounds ask, none of which asks for anything; only one waits."""
    numbers = range(1, 1001)
    ward = {number: number % WARDS.count + 1 for number in numbers}
    received = {"channel": "telegram", "epoch": 0, "received_at": MORNING, "payload": "{}", "attempts": 0}
    heard = {"channel": "telegram", "epoch": 0, "next_offset": 1, "last_contact_at": MORNING}
    kept = {"channel": "telegram", "file_ref": "x", "attempts": 1, "added_at": MORNING, "next_fetch_at": MORNING}
    told = {"kind": "news", "priority": 1, "sayings": [], "created_at": MORNING, "attempts": 1, "unknowns": 0}
    with engine.begin() as tx:
        for number in numbers:
            own = {"organisation_id": ward[number]}
            state = "waiting" if number == 7 else "handled"
            at = {"bot": f"{number}", "update_key": "1", "state": state, "not_before": MORNING}
            tx.execute(insert(inbox), [{**own, **received, **at}])
            tx.execute(insert(cursor), [{**own, **heard, "bot": f"{number}"}])
            state = "waiting" if number == 7 else "stored"
            tx.execute(insert(evidence_file), [{**own, **kept, "ref_hash": f"{number}", "state": state}])
            state = "waiting" if number == 7 else "sent"
            tx.execute(insert(outbox), [{**own, **told, "key": f"{number}", "state": state, "not_before": MORNING}])


def test_no_round_over_all_organisations_reads_a_table_from_end_to_end(engine: Engine) -> None:
    fill_with_what_is_done(engine)
    every, now = AllOffices(Database(engine), "test"), MORNING + timedelta(hours=1)
    contacts = [(number % WARDS.count + 1, BotContact("telegram", f"{number}", CursorNow(0, 2, now), timedelta(0)))
                for number in (5, 6, 7)]  # fmt: skip
    rounds: dict[str, Callable[[], object]] = {
        "look": lambda: every.look(now),
        # SQLite's choice for this one is an index of the organisations and states of all, twice a minute.
        **({"queued": every.queued} if engine.dialect.name == "postgresql" else {}),
        "to_fetch": lambda: every.to_fetch(now),
        "unserved": lambda: every.unserved({1}, now),
        "release_abandoned": lambda: every.release_abandoned(now, {8}),
        "note_contacts": lambda: every.note_contacts(contacts) == 0,
        "checkpoints": lambda: CheckpointService(Database(engine), ()).due(now),
    }
    bad: dict[str, set[str]] = {}
    for name, call in rounds.items():
        with origin(engine) as statements:
            call()
        assert statements, name
        for statement in statements:
            # The organisations and bots themselves are few, and asked for as what they are.
            if tables := scanned_tables(engine, statement) - {"organisation", "cursor"}:
                bad[f"{name}: {statement[0]}"] = tables
    assert bad == {}
    assert every.look(now).to_handle == every.look(now).to_send == every.to_fetch(now) == {8}


def everything_with_a_note(engine: Engine) -> None:
    with engine.begin() as tx:
        tx.execute(select(occurrence.c.id).where(occurrence.c.note == "x")).all()


def a_change_by_progress(engine: Engine) -> None:
    with engine.begin() as tx:
        tx.execute(update(occurrence).where(occurrence.c.progress == 101).values(note="x"))


def a_join_without_a_key(engine: Engine) -> None:
    with engine.begin() as tx:
        query = select(reminder.c.id).join(occurrence, occurrence.c.note == reminder.c.stage)
        tx.execute(query.where(reminder.c.id == 1)).all()


@pytest.mark.parametrize("slow", [everything_with_a_note, a_change_by_progress, a_join_without_a_key])
def test_a_statement_without_an_index_is_noticed(engine: Engine, slow: Callable[[Engine], None]) -> None:
    with origin(engine) as statements:
        slow(engine)
    assert [scanned_tables(engine, statement) for statement in statements] == [{"occurrence"}]


def test_the_tick_with_nothing_to_do_takes_one_step_into_an_index(engine: Engine) -> None:
    raw_cursor, value = ANY_DUE[engine.dialect.name], MORNING if engine.dialect.name == "postgresql" else "2026-06-10"
    assert scanned_tables(engine, (raw_cursor, (value,))) == set()


def test_without_its_index_the_look_for_work_would_be_noticed(engine: Engine) -> None:
    with engine.begin() as tx:
        for columns in ("next_look_at_organisation_id", "organisation_id_next_look_at"):
            tx.exec_driver_sql(f"DROP INDEX ix_occurrence_{columns}")
    with origin(engine) as statements:
        look_for_work(office_of(engine))
    assert any("occurrence" in scanned_tables(engine, statement) for statement in statements)
