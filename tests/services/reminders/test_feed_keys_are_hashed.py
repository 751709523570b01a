"""The address of a person's calendar opens it for ever: what is kept of it opens nothing, and old addresses go on."""

import json
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, select, text

from domain.deliveries import Outcome, Result
from domain.messages.settings import CalendarFile
from dondoc.databases import open_engine
from services.office.office import Office
from storage import migrating
from storage.engine.database import Database
from storage.migrating import migrate
from storage.tables import metadata
from tests.services.reminders.test_make_feed import file_of, key_in
from tests.world import LAN, World, hanoi

OLD_KEY = "1-" + "Xk3v0wq1m8ZtB4yLrD9sHcPnUaEoGiJfKbMdQeTxVwY"
MOVED = json.dumps([{"kind": "CalendarFile", "version": 1, "facts": {"path": f"/calendar/{OLD_KEY}.ics"}}])


def everything(connection: Connection) -> str:
    """All that is in the database, as text."""
    return "\n".join(str(row) for table in metadata.sorted_tables for row in connection.execute(select(table)))


def test_after_the_address_was_sent_no_table_holds_it_and_it_opens_the_calendar(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 9)
    world.say(LAN, "lịch tệp")
    [delivery] = world.office.delivery.lease(world.now, 8)
    [file] = [response for response in delivery.responses if isinstance(response, CalendarFile)]
    key = key_in(file)
    sent = Outcome(delivery.outbox_id, Result.SENT, message_id="77", text=f"… {file.path}", is_secret=True)
    world.office.delivery.record([sent], world.now)
    with world.database.reading() as tx:
        kept = everything(tx)
    assert key.partition("-")[2] not in kept
    assert world.office.planning.feed(key, world.now) is not None


def test_who_asks_again_is_told_that_the_address_goes_on_and_how_to_have_another(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 9)
    first, again = file_of(world, LAN), file_of(world, LAN)
    assert (first.path != "", first.has_feed) == (True, True)
    assert (again.path, again.has_feed) == ("", True)
    assert again.entries == first.entries
    renewed = file_of(world, LAN, "lịch mới")
    assert world.office.planning.feed(key_in(renewed), world.now) is not None
    assert world.office.planning.feed(key_in(first), world.now) is None


def _upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _old_rows(connection: Connection) -> None:
    """As the version before kept them: the key in the person's row, in what was sent and in its receipt."""
    at = "2026-04-01 00:00:00+00"
    rows: list[tuple[str, dict[str, Any]]] = [
        ("organisation", {"id": 1, "name": "A", "timezone": "Asia/Ho_Chi_Minh", "needs_confirmation": True,
                          "policy": "{}", "created_at": at}),
        ("person", {"id": 1, "organisation_id": 1, "name": "Lan", "key": "lan", "language": "vi", "feed_key": OLD_KEY}),
        ("person", {"id": 2, "organisation_id": 1, "name": "Hà", "key": "ha", "language": "vi", "feed_key": None}),
        *(("outbox", {"id": n, "organisation_id": 1, "person_id": 1, "channel": "telegram", "chat_id": "5",
                      "kind": "answer", "key": f"k{n}", "priority": 0, "sayings": MOVED if n < 3 else "[1]",
                      "not_before": at, "created_at": at, "state": "sent" if n != 2 else "waiting", "attempts": 0,
                      "unknowns": 0}) for n in (1, 2, 3)),
        *(("receipt", {"id": n, "organisation_id": 1, "outbox_id": n, "channel": "telegram", "chat_id": "5",
                       "message_id": str(n), "sent_at": at,
                       "text": f"https://x.vn/calendar/{OLD_KEY}.ics" if n == 1 else "Đã ghi nhận"}) for n in (1, 3)),
    ]  # fmt: skip
    for table, values in rows:
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608 - our own tables


def test_an_address_given_before_the_upgrade_still_opens_the_calendar_and_stands_nowhere_any_more(
    empty_database_url: str,
) -> None:
    engine = open_engine(empty_database_url)
    _upgrade(engine, "0008")
    with engine.begin() as connection:
        _old_rows(connection)
    migrate(engine)
    database = Database(engine)
    office = Office(database, 1, "me")
    found = office.planning.feed(OLD_KEY, hanoi(10, 9))
    assert found is not None
    assert found[0].name == "Lan"
    assert office.planning.feed(OLD_KEY.replace("1-", "2-"), hanoi(10, 9)) is None
    with database.reading() as tx:
        rows = {row[0]: row[1] for row in tx.execute(text("SELECT id, sayings FROM outbox"))}
        receipts = {row[0]: row[1] for row in tx.execute(text("SELECT outbox_id, text FROM receipt"))}
        people = str(tx.execute(text("SELECT * FROM person")).all())
    assert "[1]" in str(rows[3]).replace(" ", "")
    assert OLD_KEY in str(rows[2]), "what still waits has to be sent"
    assert (OLD_KEY in str(rows[1]), receipts) == (False, {1: "", 3: "Đã ghi nhận"})
    assert OLD_KEY not in people
    engine.dispose()
