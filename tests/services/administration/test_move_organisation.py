"""An organisation goes from one database into another, of the other engine, and back: the same but for its numbers."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from domain.checkpoints import Signature, code_letters
from domain.organisations import Organisation
from services.administration.add_organisation import CodeTaken
from services.administration.check_history import check_history
from services.administration.look_up import look_at_status, look_at_tasks, verify_history
from services.administration.move_organisation import Moved, import_organisation
from services.administration.rename_organisation import NameTaken
from services.office.checkpoint_service import CheckpointService
from services.reminders.rehearse import rehearse
from storage.checkpoints import load_checkpoints
from storage.engine.database import Database
from storage.organisation_archive import LEFT, MESSAGES, ArchiveBroken, carried_tables, exported_tables, rows_of
from storage.organisations import add_organisation, set_code
from storage.tables import metadata
from tests.databases import on_a_kept_engine
from tests.world import HA, HUNG, LAN, World, hanoi

Tables = dict[str, list[dict[str, Any]]]
KEY, KEY_ELSEWHERE = b"the key", b"the key of the other installation"
TYPED = (
    (LAN, "xong 3 đã ban hành QĐ 12"),
    (LAN, "minh chứng 3 QĐ 12/QĐ-ĐU"),
    (LAN, "tiến độ 5 40% đang lấy ý kiến"),
    (LAN, "vướng mắc 5 thiếu kinh phí"),
    (LAN, "gia hạn 5 đến 20/5 chờ hướng dẫn"),
    (LAN, "nhắc lại 5 thứ hai"),
    (HA, "lịch nghỉ 4/5/2026 nghỉ bù"),
    (HA, "cài đặt nhắc 10 5 1"),
    (HUNG, "nghỉ 11/5-15/5"),
    (LAN, "giờ 8:00"),
)


@pytest.fixture
def ward(database: Database) -> World:
    """A ward where people have done this and that, and have been reminded; April has its checkpoint."""
    world = World(database)
    world.link(LAN, HA, HUNG)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 9)
    for who, text in TYPED:
        world.ask(who, text)
    CheckpointService(database, [KEY]).make(world.organisation_id, hanoi(1, 0, month=5))
    return world


@pytest.fixture
def elsewhere(database_url: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of the other engine."""
    other = "postgresql_url" if database_url.startswith("sqlite") else "sqlite_url"
    with on_a_kept_engine(request.getfixturevalue(other)) as opened:
        yield opened


def exported(database: Database, organisation_id: int) -> Tables:
    """As it stands in the archive: through JSON."""
    with database.snapshot() as tx:
        found = {table.name: list(rows_of(tx, table, organisation_id)) for table in exported_tables()}
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def taken_over(database: Database, tables: Mapping[str, Sequence[Mapping[str, Any]]], **how: Any) -> Moved:
    with database.transaction() as tx:
        return import_organisation(tx, tables, hanoi(20), **{"keeps_links": True, **how})


def without_numbers(tables: Tables) -> Tables:
    """References as places in the table they point into; hashes, and what undo would need, left out."""
    places = {name: {row["id"]: place for place, row in enumerate(rows)} for name, rows in tables.items()}
    return {
        table.name: [_plain(table.name, row, places) for row in tables[table.name]]
        for table in exported_tables()
        if table.name not in MESSAGES
    }


def _plain(name: str, row: dict[str, Any], places: dict[str, dict[int, int]]) -> dict[str, Any]:
    table, plain = metadata.tables[name], dict(row)
    for column in table.c:
        target = next((key.column.table.name for key in column.foreign_keys if key.column.name == "id"), None)
        if target in MESSAGES or column.name in {"id", "inbox_id", "hash", "previous_hash", "short_code", "signature"}:
            plain.pop(column.name)
        elif target is not None and row[column.name] is not None:
            plain[column.name] = places[target][row[column.name]]
    if name == "person" and row["listed"]:
        plain["listed"] = [[role, None if unit is None else places["unit"][unit]] for role, unit in row["listed"]]
    if name == "event":
        gone = {"before", "version", "rows", "shares", "settled", "request", "plan_id"}
        plain["facts"] = {key: value for key, value in row["facts"].items() if key not in gone}
    return plain


def seen(database: Database, organisation: Organisation) -> tuple[Any, ...]:
    """What a person sees of it: figures, tasks, what would be sent."""
    now = hanoi(21)
    with database.reading() as tx:
        messages = rehearse(tx, organisation, now, hanoi(21).date(), hanoi(28).date())
        told = [(one.at, one.contact.name, one.reasons) for one in messages]
        return look_at_status(tx, organisation, now), look_at_tasks(tx, organisation, None, now), told


def test_there_and_back_it_is_the_same_and_the_history_verifies(ward: World, elsewhere: Database) -> None:
    first = exported(ward.database, ward.organisation_id)
    empty = {name for name, rows in first.items() if not rows}
    assert empty <= {"draft", "evidence_file", "group_member", "plan_version", "refused_text", "unit_alias", "share",
                     "assignment"}, "the ward of this test has rows nearly everywhere"  # fmt: skip
    with elsewhere.transaction() as tx:  # its numbers differ from those of the first database
        set_code(tx, add_organisation(tx, "Đảng ủy phường Khác", "Asia/Ho_Chi_Minh", hanoi(1)), "KH")
    moved = taken_over(elsewhere, first)
    second = exported(elsewhere, moved.organisation.id)
    assert second["event"].pop()["what"] == "organisation_imported"
    assert without_numbers(second) == without_numbers(first)
    assert seen(elsewhere, moved.organisation) == seen(ward.database, ward.organisation)
    with elsewhere.reading() as tx:
        assert not verify_history(tx, moved.organisation.id).faults


def test_the_code_that_people_were_told_still_says_which_month_it_is(ward: World, elsewhere: Database) -> None:
    with ward.database.reading() as tx:
        [told] = load_checkpoints(tx, ward.organisation_id)
    with elsewhere.transaction() as tx:  # its numbers differ from those of the first database
        set_code(tx, add_organisation(tx, "Đảng ủy phường Khác", "Asia/Ho_Chi_Minh", hanoi(1)), "KH")
    moved = taken_over(elsewhere, exported(ward.database, ward.organisation_id), keys=[KEY_ELSEWHERE]).organisation
    with elsewhere.reading() as tx:
        found = check_history(tx, moved.id, [KEY_ELSEWHERE], whole=False)
        [here] = found.checkpoints
    assert (here.signature, here.checkpoint.told_code) == (Signature.HOLDS, told.code)
    assert here.checkpoint.hash != told.hash
    assert found.start == here.checkpoint
    assert found.fits
    assert found.bearing(code_letters(told.code)) == here


def test_without_a_key_a_code_from_elsewhere_is_not_taken_along(ward: World, elsewhere: Database) -> None:
    moved = taken_over(elsewhere, exported(ward.database, ward.organisation_id)).organisation
    with elsewhere.reading() as tx:
        found = check_history(tx, moved.id, (), whole=True)
    [here] = found.checkpoints
    assert (here.checkpoint.signature, here.checkpoint.carried_code, found.fits) == (None, None, True)


def test_links_of_chats_end_unless_the_bots_come_along(ward: World, elsewhere: Database) -> None:
    moved = taken_over(elsewhere, exported(ward.database, ward.organisation_id), keeps_links=False)
    assert moved.ended_links == 3
    rows = exported(elsewhere, moved.organisation.id)["chat_account"]
    assert {(row["is_alive"], row["dead_reason"]) for row in rows} == {(False, "moved")}


@pytest.mark.parametrize(
    "broken", ["event changed", "event missing", "other checkpoint", "row missing", "name taken", "code taken"]
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(ward: World, elsewhere: Database, broken: str) -> None:
    tables = exported(ward.database, ward.organisation_id)
    tables["organisation"][0]["short_code"] = "TN"
    name = tables["organisation"][0]["name"]
    with elsewhere.transaction() as tx:
        there = add_organisation(tx, name.upper() if broken == "name taken" else "Phường Khác", "UTC", hanoi(1))
        set_code(tx, there, "TN" if broken == "code taken" else "KH")
    if broken == "event changed":
        tables["event"][3]["who"] = "somebody else"
    elif broken == "event missing":
        del tables["event"][3]
    elif broken == "other checkpoint":
        tables["checkpoint"][0]["hash"] = "0" * 64
    elif broken == "row missing":
        del tables["person"][0]
    error = {"name taken": NameTaken, "code taken": CodeTaken}.get(broken, ArchiveBroken)
    with pytest.raises(error):
        taken_over(elsewhere, tables)
    with elsewhere.reading() as tx:
        for table in carried_tables():
            assert tx.execute(select(table.c.id)).first() is None, table.name


def test_nothing_of_another_organisation_stands_in_an_archive(ward: World) -> None:
    with ward.database.transaction() as tx:
        other = add_organisation(tx, "Đảng ủy phường Khác", "Asia/Ho_Chi_Minh", hanoi(1))
    mine = exported(ward.database, ward.organisation_id)
    assert {row["organisation_id"] for name, rows in mine.items() if name != "organisation" for row in rows} == {
        ward.organisation_id
    }
    assert [name for name, rows in exported(ward.database, other).items() if rows] == ["organisation"]


def test_every_table_of_an_organisation_is_taken_over_or_left_with_a_reason() -> None:
    mine = {table.name for table in metadata.sorted_tables if "organisation_id" in table.c}
    assert mine == {table.name for table in carried_tables()} | LEFT.keys() | set(MESSAGES)
    assert all(LEFT.values())


def test_an_archive_holds_no_secret_that_opens_anything(ward: World) -> None:
    with ward.database.transaction() as tx:
        tx.execute(metadata.tables["person"].update().values(feed_key_hash=None))  # one hash may stand once only
        key = hashlib.sha256(b"feed").hexdigest()
        first = select(metadata.tables["person"].c.id).limit(1).scalar_subquery()
        table = metadata.tables["person"]
        tx.execute(table.update().where(table.c.id == first).values(feed_key_hash=key))
    assert key not in json.dumps(exported(ward.database, ward.organisation_id))
