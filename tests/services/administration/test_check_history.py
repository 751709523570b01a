"""The history against its checkpoints, when somebody with the database in hand has changed or cut it; both engines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from domain.checkpoints import Checkpoint, Signature, signed
from services.administration.check_history import CheckedHistory, RowFault, check_history
from services.office.checkpoint_service import CheckpointService
from storage.checkpoints import add_checkpoint, load_checkpoints
from storage.engine.database import Transaction
from storage.tables import checkpoint, event
from tests.world import HA, LAN, World, hanoi

KEY, OTHER = b"the key", b"another key"
GUARDED = ("event", "checkpoint")


@pytest.fixture
def ward(world: World) -> World:
    """Two months have their checkpoints, and something was done since."""
    world.link(LAN, HA)
    make(world, 5)
    world.now = hanoi(12, month=5)
    world.ask(LAN, "xong 3 đã ban hành QĐ 12")
    make(world, 6)
    world.now = hanoi(2, 9, month=6)
    world.ask(LAN, "tiến độ 5 40% đang lấy ý kiến")
    return world


def make(world: World, month: int, keys: Sequence[bytes] = (KEY,)) -> None:
    CheckpointService(world.database, keys).make(world.organisation_id, hanoi(1, 0, month=month))


def checked(world: World, keys: Sequence[bytes] = (KEY,), *, whole: bool = False) -> CheckedHistory:
    with world.database.snapshot() as tx:
        return check_history(tx, world.organisation_id, keys, whole=whole)


def kept(world: World) -> list[Checkpoint]:
    with world.database.reading() as tx:
        return load_checkpoints(tx, world.organisation_id)


def without_guards(tx: Transaction) -> None:
    """Somebody with the database in hand takes the guards away."""
    if tx.dialect.name == "postgresql":
        for table in GUARDED:
            tx.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    found = tx.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('event', 'checkpoint')")
    )
    for (name,) in found.all():
        tx.execute(text(f"DROP TRIGGER {name}"))


def cut(world: World, seq: int) -> None:
    """The newest rows of the history are gone, from this number on."""
    with world.database.transaction() as tx:
        without_guards(tx)
        tx.execute(delete(event).where(event.c.seq >= seq))


def found_of(world: World, *, whole: bool = False) -> list[tuple[str, RowFault | None, bool]]:
    every = checked(world, whole=whole).checkpoints
    return [(one.checkpoint.month, one.fault, one.is_forged) for one in every if not one.fits]


def test_it_is_read_from_the_newest_checkpoint_whose_signature_holds(ward: World) -> None:
    april, may = kept(ward)
    fast, whole = checked(ward), checked(ward, whole=True)
    assert (fast.start, whole.start) == (may, None)
    assert fast.fits
    assert whole.fits
    assert fast.verified == whole.verified
    assert fast.verified.count == fast.last_seq > may.count > april.count


def test_the_newest_rows_cannot_be_cut_without_the_checkpoint_telling(ward: World) -> None:
    april, may = kept(ward)
    cut(ward, may.seq)
    for whole in (False, True):
        assert found_of(ward, whole=whole) == [("2026-05", RowFault.CUT, False)]
        assert checked(ward, whole=whole).last_seq == may.seq - 1
    assert checked(ward).start == april
    assert checked(ward).verified.faults == ()


def test_cut_with_their_checkpoint_the_code_that_people_know_is_gone(ward: World) -> None:
    april, may = kept(ward)
    cut(ward, may.seq)
    with ward.database.transaction() as tx:
        tx.execute(delete(checkpoint).where(checkpoint.c.month == may.month))
    assert checked(ward).fits, "this is why people are told a code"
    assert checked(ward, whole=True).bearing(may.code) is None
    make(ward, 6)
    again = checked(ward, whole=True)
    assert [one.checkpoint.month for one in again.checkpoints] == ["2026-04", "2026-05"]
    assert again.bearing(may.code) is None
    assert again.bearing(april.code.lower().replace("-", " ")) is not None


@pytest.mark.parametrize("code", ["first", "second"])
def test_a_code_says_whether_the_history_still_holds_its_month(ward: World, code: str) -> None:
    april, may = kept(ward)
    whole = checked(ward, whole=True)
    found = whole.bearing((april if code == "first" else may).code)
    assert found is not None
    assert whole.holds_until(found)
    change(ward, april.seq + 1)
    whole = checked(ward, whole=True)
    assert whole.verified.faults == ((april.seq + 1, "changed"),)
    found = whole.bearing((april if code == "first" else may).code)
    assert found is not None
    assert whole.holds_until(found) == (code == "first")


def change(world: World, seq: int) -> None:
    with world.database.transaction() as tx:
        without_guards(tx)
        tx.execute(update(event).where(event.c.seq == seq).values(who="Kẻ lạ"))


def test_a_row_changed_behind_the_checkpoint_is_found_and_one_before_it_by_reading_all(ward: World) -> None:
    april, may = kept(ward)
    change(ward, may.seq + 1)
    assert checked(ward).verified.faults == ((may.seq + 1, "changed"),)
    change(ward, april.seq - 1)
    assert checked(ward).verified.faults == ((may.seq + 1, "changed"),)
    assert checked(ward, whole=True).verified.faults == ((april.seq - 1, "changed"), (may.seq + 1, "changed"))


def test_the_row_of_a_checkpoint_itself_is_always_read(ward: World) -> None:
    april, may = kept(ward)
    change(ward, april.seq)
    assert found_of(ward) == [("2026-04", RowFault.CHANGED, False)]
    with ward.database.transaction() as tx:
        tx.execute(delete(event).where(event.c.seq == may.seq))
    assert found_of(ward) == [("2026-04", RowFault.CHANGED, False), ("2026-05", RowFault.MISSING, False)]


def test_rows_missing_before_the_checkpoint_are_counted(ward: World) -> None:
    april, _ = kept(ward)
    with ward.database.transaction() as tx:
        without_guards(tx)
        tx.execute(delete(event).where(event.c.seq == april.seq - 1))
    found = checked(ward)
    assert found_of(ward) == [("2026-05", RowFault.FEWER, False)]
    assert found.start is None
    assert found.verified.faults == ((april.seq - 1, "missing"),)


def replaced(world: World, other: Checkpoint) -> None:
    with world.database.transaction() as tx:
        without_guards(tx)
        tx.execute(delete(checkpoint).where(checkpoint.c.month == other.month))
        add_checkpoint(tx, other)


@pytest.mark.parametrize("how", ["another key", "the old signature", "none", "none, and the code that was told"])
def test_a_checkpoint_is_not_forged_without_the_key(ward: World, how: str) -> None:
    """Who cuts the history makes a checkpoint for what is left of it."""
    april, may = kept(ward)
    cut(ward, may.seq)
    with ward.database.reading() as tx:
        hashed = tx.execute(event.select().where(event.c.seq == may.seq - 1)).mappings().one()["hash"]
    left = replace(may, seq=may.seq - 1, count=may.count - 1, hash=hashed)
    if how == "another key":
        left = signed(left, [OTHER])
    elif how == "none":
        left = replace(left, signature=None)
    elif how != "the old signature":
        left = replace(left, signature=None, carried_code=may.code)
    replaced(ward, left)
    assert found_of(ward) == [("2026-05", None, True)]
    assert checked(ward).start == april
    assert not checked(ward).fits


def test_a_key_is_changed_and_what_the_old_one_signed_still_holds(ward: World) -> None:
    _, may = kept(ward)
    make(ward, 7, [OTHER, KEY])
    changed = checked(ward, [OTHER, KEY])
    assert changed.fits
    assert [one.signature for one in changed.checkpoints] == [Signature.HOLDS] * 3
    assert changed.start is not None
    assert changed.start.month == "2026-06"
    alone = checked(ward, [KEY])
    assert [one.signature for one in alone.checkpoints] == [Signature.HOLDS, Signature.HOLDS, Signature.WRONG]
    assert alone.start == may


def test_without_a_key_all_is_read_and_rows_are_checked_all_the_same(ward: World) -> None:
    _, may = kept(ward)
    found = checked(ward, ())
    assert (found.start, found.fits) == (None, True)
    assert {one.signature for one in found.checkpoints} == {Signature.NO_KEY}
    cut(ward, may.seq)
    assert not checked(ward, ()).fits


def test_what_was_made_before_there_was_a_key_stays_unsigned_and_fits(world: World) -> None:
    make(world, 5, ())
    make(world, 6)
    found = checked(world)
    assert found.fits
    assert [one.signature for one in found.checkpoints] == [Signature.UNSIGNED, Signature.HOLDS]


@pytest.mark.parametrize("table", ["event", "checkpoint"])
@pytest.mark.parametrize("change", ["UPDATE {table} SET hash = ''", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_remove_either(ward: World, table: str, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), ward.database.transaction() as tx:
        tx.execute(text(change.format(table=table)))
