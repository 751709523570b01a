"""A backup is whole and verified; what is restored sends nothing twice without saying so, and forgets nothing."""

import json
import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation.dispatcher import Dispatcher
from bot.messages import Incoming, Kind
from domain.deliveries import Priority
from domain.inbox import Arrival, CursorNow
from domain.messages.reach import ReceivingWasDown
from dondoc.app import open_app
from dondoc.failures import CannotDo
from dondoc.ops.backups import Backup, NotSound, make_backup, make_nightly, nightly_backups, verify
from dondoc.run.database_lock import hold_database_lock
from services.administration.add_organisation import add_another_organisation
from services.administration.look_up import verify_history
from services.commands.change_people import invite_person
from services.maintenance.maintenance import Maintenance
from storage.across_organisations import everywhere
from storage.channel_holds_and_quotas import add_messages
from storage.outbox import Post, post
from storage.restore_reconcile import carry_over
from storage.tables import event, outbox
from tests.operation.restoring import BACKUP_AT, living, opened, restored, settle
from tests.operation.running import dondoc, loaded, prepare, settings_of
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World, hanoi, names_of


def test_a_backup_made_while_somebody_writes_is_whole_and_holds_all_that_was_committed_before(
    file: Path, tmp_path: Path
) -> None:
    world = living(file)
    world.say(LAN, "/done 3 xong trước sao lưu")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            world.say(LAN, "/tasks")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make_backup(file, tmp_path / f"copy{n}.db", BACKUP_AT) for n in range(5)]
    finally:
        stop.set()
        writer.join()
    for backup in made:
        with closing(sqlite3.connect(backup.file)) as copy:
            assert copy.execute("SELECT count(*) FROM event WHERE what = 'task_reported'").fetchone() == (1,)
            assert copy.execute("SELECT state FROM occurrence WHERE task_id = 3").fetchone() == ("reported",)
    assert {path.name for path in tmp_path.iterdir()} >= {"copy0.db"}
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_never_overwrites_a_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("precious")
    with pytest.raises(CannotDo, match="đã có"):
        make_backup(file, tmp_path / "there.db", BACKUP_AT)
    assert (tmp_path / "there.db").read_text() == "precious"


def damaged(file: Path, tmp_path: Path) -> Path:
    copy = make_backup(file, tmp_path / "good.db", BACKUP_AT).file
    content = bytearray(copy.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xff" * 8192
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    return bad


def test_a_damaged_copy_a_stranger_s_database_and_a_text_are_each_refused(file: Path, tmp_path: Path) -> None:
    living(file)
    bad = damaged(file, tmp_path)
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("không phải cơ sở dữ liệu" * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE a (b)")
    for wrong in (bad, text, other):
        with pytest.raises((NotSound, Exception)) as told:
            verify(wrong)
        assert str(wrong) in str(told.value) or "no such table" in str(told.value)


def test_a_copy_whose_history_was_changed_is_refused(file: Path, tmp_path: Path) -> None:
    world = living(file)
    world.ask(LAN, "/done 3")
    copy = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER event_is_not_changed")
        connection.execute("UPDATE event SET who = 'x' WHERE seq = 1")
        connection.commit()
    with pytest.raises(NotSound, match="nhật ký không nguyên vẹn từ dòng 1"):
        verify(copy)


def test_a_backup_of_a_history_that_does_not_fit_never_appears(file: Path, tmp_path: Path) -> None:
    living(file).ask(LAN, "/done 3")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER event_is_not_changed")
        connection.execute("UPDATE event SET who = 'x' WHERE seq = 1")
        connection.commit()
    with pytest.raises(NotSound, match="nhật ký không nguyên vẹn từ dòng 1"):
        make_backup(file, tmp_path / "copy.db", BACKUP_AT)
    assert list(tmp_path.glob("copy.db*")) == []


def test_nightly_backups_beyond_the_number_to_keep_go_the_oldest_first(file: Path, tmp_path: Path) -> None:
    living(file)
    folder = tmp_path / "nights"
    strange = folder / "dondoc-mine.db"
    folder.mkdir()
    strange.write_text("mine")
    made: list[Backup] = [make_nightly(file, folder, BACKUP_AT + timedelta(days=n), keep=3) for n in range(5)]
    assert [path for _, path in nightly_backups(folder)] == [backup.file for backup in made[-3:]]
    assert strange.exists()


def test_an_answer_that_may_have_been_sent_goes_out_once_more_with_a_mark(file: Path, tmp_path: Path) -> None:
    world = living(file)
    world.say(LAN, "/done 3")
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file
    [first] = world.deliver()
    assert first.reference is None

    again = restored(backup, world, tmp_path)
    again.now = BACKUP_AT + timedelta(hours=1)
    settle(again)
    answers = [d for d in again.deliver() if "TaskReported" in names_of(d.responses)]
    assert [d.reference for d in answers] == [f"#{answers[0].outbox_id}"]


def test_an_answer_that_may_have_been_sent_waits_for_the_morning_after_a_restore_at_night(
    file: Path, tmp_path: Path
) -> None:
    """Who asked at noon has most likely read it, and sleeps now."""
    world = living(file)
    world.say(LAN, "/done 3")
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file

    again = restored(backup, world, tmp_path)
    again.now = hanoi(10, 22)
    settle(again)
    assert not [d for d in again.deliver() if "TaskReported" in names_of(d.responses)]
    again.now = hanoi(11, 8)
    assert [d for d in again.deliver() if "TaskReported" in names_of(d.responses)]


@pytest.mark.parametrize("fails_first", [False, True])
def test_what_comes_of_a_command_that_waited_in_the_backup_carries_the_mark_and_what_is_typed_later_does_not(
    file: Path, tmp_path: Path, *, fails_first: bool
) -> None:
    world = living(file)
    arrival = Arrival("77", LAN, json.dumps({"chat": LAN, "text": "/done 3"}))
    world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 78, world.now), [arrival], timedelta(0))
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file
    dispatch(world)
    assert [d.reference for d in world.deliver() if "TaskReported" in names_of(d.responses)] == [None]

    again = restored(backup, world, tmp_path)
    again.now = BACKUP_AT + timedelta(hours=1)
    settle(again)
    again.deliver()  # everybody hears of the gap
    if fails_first:
        [row] = again.office.inbox.waiting(again.now)
        again.office.inbox.fail(row, None, again.now, "OperationalError: database is locked")
        again.now += timedelta(minutes=10)
    dispatch(again)
    said = {(d.chat_id, *names_of(d.responses)): d.reference for d in again.deliver()}
    assert said[LAN, "TaskReported"] is not None
    assert None not in said.values(), "what others are told because of it may have been told them before as well"
    again.say(LAN, "/tasks")
    assert [d.reference for d in again.deliver()] == [None]


def dispatch(world: World) -> None:
    """The program's own dispatcher works off what has been received."""

    def read_update(raw: Mapping[str, Any]) -> Incoming:
        return Incoming(Kind.TEXT, raw["chat"], raw["chat"], raw["chat"], text=raw["text"])

    dispatcher = Dispatcher(world.office, {CHANNEL: read_update}, lambda: world.now)
    while dispatcher.work():
        pass


def test_everybody_is_told_of_the_gap_once_and_the_history_keeps_the_restore(file: Path, tmp_path: Path) -> None:
    world = living(file)
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file
    again = restored(backup, world, tmp_path)
    again.now = BACKUP_AT + timedelta(days=3)
    settle(again)
    told = [d for d in again.deliver() if any(isinstance(s, ReceivingWasDown) for s in d.responses)]
    assert {d.chat_id for d in told} == {LAN, HA}
    assert [s for d in told for s in d.responses] == [ReceivingWasDown(BACKUP_AT, again.now)] * 2
    assert Maintenance(again.database, again.organisation_id).settle_restored(again.now) is None
    assert again.deliver() == []
    with closing(sqlite3.connect(tmp_path / "restored.db")) as kept:
        assert kept.execute("SELECT count(*) FROM event WHERE what = 'database_restored'").fetchone() == (1,)


def test_what_the_replaced_database_knows_to_be_sent_is_not_sent_again(file: Path, tmp_path: Path) -> None:
    world = World(opened(file))
    world.link(LAN, HA)
    world.now = hanoi(10, 7)
    world.say(LAN, "/tasks")
    backup = make_backup(file, tmp_path / "copy.db", world.now).file  # the answer waits, the morning is to come
    world.deliver()
    world.morning(hanoi(10, 7, 30))
    world.say(LAN, "/done 3")

    again = restored(backup, world, tmp_path)
    carried = carry_over(file, tmp_path / "restored.db", hanoi(10, 7))
    assert carried is not None
    assert carried.sent == 2  # the morning messages; the answer went out at the very instant of the copy
    assert carried.lost_arrivals == 1
    again.now = hanoi(10, 9)
    settle(again)
    assert {name for d in again.morning(again.now) for name in names_of(d.responses)} == {"ReceivingWasDown"}


def test_a_code_that_was_used_since_the_backup_holds_no_more(file: Path, tmp_path: Path) -> None:
    """Week 110790 of the simulator: a stranger typed the code of somebody's new phone after a restore."""
    world = World(opened(file))
    codes = {}
    with world.database.transaction() as tx:
        for name in (LAN, HA, MINH):
            codes[name] = invite_person(tx, world.organisation_id, name, world.now).code
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    world.say(LAN, codes[LAN])
    with world.database.transaction() as tx:
        invite_person(tx, world.organisation_id, MINH, world.now)  # ends the one before

    again = restored(backup, world, tmp_path)
    assert carry_over(file, tmp_path / "restored.db", world.now) is not None
    settled = Maintenance(again.database, again.organisation_id).settle_restored(again.now, was_carried_over=True)
    assert settled is not None
    assert settled.codes == 0
    told = {name: names_of(again.ask(f"chat of {name}", codes[name])) for name in (LAN, HA, MINH)}
    assert told == {LAN: ["CodeNotAccepted"], HA: ["Welcome"], MINH: ["CodeNotAccepted"]}


def test_when_nobody_knows_which_codes_were_used_all_of_them_end(file: Path, tmp_path: Path) -> None:
    world = World(opened(file))
    with world.database.transaction() as tx:
        code = invite_person(tx, world.organisation_id, LAN, world.now).code
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    again = restored(backup, world, tmp_path)
    settled = Maintenance(again.database, again.organisation_id).settle_restored(again.now)
    assert settled is not None
    assert settled.codes == 1
    assert names_of(again.ask(LAN, code)) == ["CodeNotAccepted"]


def test_the_messages_of_the_month_are_counted_on_after_a_restore(file: Path, tmp_path: Path) -> None:
    """Week 110323 of the simulator."""
    world = World(opened(file))

    def count(of: World, month: str, messages: int) -> int:
        with of.database.transaction() as tx:
            return add_messages(tx, of.organisation_id, "zalo", BOT, month, 3000, messages)

    count(world, "2026-04", 2400)
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    count(world, "2026-04", 300)
    count(world, "2026-05", 7)
    again = restored(backup, world, tmp_path)
    assert carry_over(file, tmp_path / "restored.db", world.now) is not None
    assert (count(again, "2026-04", 0), count(again, "2026-05", 0)) == (2700, 7)


def test_a_replaced_database_that_cannot_be_read_changes_nothing(file: Path, tmp_path: Path) -> None:
    world = living(file)
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT).file
    restored(backup, world, tmp_path)
    wreck = tmp_path / "wreck.db"
    wreck.write_bytes(b"\0" * 10_000)
    assert carry_over(wreck, tmp_path / "restored.db", BACKUP_AT) is None


def test_the_commands_back_up_refuse_restore_and_keep_the_old_file(sqlite_url: str, tmp_path: Path) -> None:
    environ = settings_of(sqlite_url)
    prepare(environ)
    copy = tmp_path / "copy.db"
    assert dondoc("backup", str(copy), environ=environ, cwd=tmp_path).returncode == 0

    refused = dondoc("restore", str(copy), environ=environ, cwd=tmp_path)
    assert refused.returncode == 1
    assert "--force" in refused.stderr

    with hold_database_lock(sqlite_url):
        running = dondoc("restore", str(copy), "--force", environ=environ, cwd=tmp_path)
    assert running.returncode == 1
    assert "đang chạy" in running.stderr

    done = dondoc("restore", str(copy), "--force", environ=environ, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("dondoc.db.replaced-*"))) == 1
    assert dondoc("status", environ=environ, cwd=tmp_path).returncode == 0
    assert dondoc("audit", "verify", environ=environ, cwd=tmp_path).returncode == 0


def test_a_damaged_backup_is_refused_before_anything_is_touched(sqlite_url: str, file: Path, tmp_path: Path) -> None:
    environ = settings_of(sqlite_url)
    prepare(environ)
    bad, before = damaged(file, tmp_path), file.read_bytes()
    done = dondoc("restore", str(bad), "--force", environ=environ, cwd=tmp_path)
    assert done.returncode == 1
    assert bad.name in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.replaced-*"))


def test_on_postgresql_the_sentence_names_its_own_command(postgresql_url: str, tmp_path: Path) -> None:
    done = dondoc("backup", "x.dump", environ=settings_of(postgresql_url), cwd=tmp_path)
    assert done.returncode == 1
    assert "pg_dump --enable-row-security --format=custom --file=x.dump" in done.stderr


def test_on_postgresql_restore_without_a_file_settles_what_was_restored_by_hand(
    postgresql_url: str, tmp_path: Path
) -> None:
    environ = settings_of(postgresql_url)
    prepare(environ)
    done = dondoc("restore", environ=environ, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Đã khôi phục" in done.stdout


def test_a_copy_without_a_mark_is_as_old_as_the_newest_line_of_any_organisation(
    postgresql_url: str, tmp_path: Path
) -> None:
    environ = settings_of(postgresql_url, DONDOC_ORGANISATION_NAME="Đảng ủy phường Thủy Nguyên")
    with open_app(loaded(environ)) as app, everywhere(app.database).transaction() as tx:
        add_another_organisation(tx, "Đảng ủy phường Hòa Bình", "HB", "Asia/Ho_Chi_Minh", BACKUP_AT)
    done = dondoc("restore", environ=environ, cwd=tmp_path)
    assert (done.returncode, "2026-04-10 05:00 UTC" in done.stdout) == (0, True), done.stderr


def with_neighbour(world: World) -> int:
    """Another organisation in the same database, one of whose messages waits; its id."""
    with world.database.transaction() as tx:
        neighbour = add_another_organisation(tx, "Đảng ủy phường Hòa Bình", "HB", "Asia/Ho_Chi_Minh", world.now)
        waiting = Post(
            "news:1", "news", Priority.ESCALATION, (ReceivingWasDown(world.now, world.now),), not_before=world.now
        )
        post(tx, neighbour.id, waiting, world.now)
    return neighbour.id


def test_every_organisation_of_a_restored_database_is_settled(file: Path, tmp_path: Path) -> None:
    world = living(file)
    neighbour = with_neighbour(world)
    backup = make_backup(file, tmp_path / "copy.db", BACKUP_AT)
    later = restored(backup.file, world, tmp_path)
    settle(later)
    with later.database.reading() as tx:
        perhaps = tx.execute(select(outbox.c.unknowns).where(outbox.c.organisation_id == neighbour)).scalars().all()
        assert verify_history(tx, neighbour).faults == ()
        newest = tx.execute(
            select(event.c.what).where(event.c.organisation_id == neighbour).order_by(event.c.seq)
        ).all()
    assert perhaps == [1]
    assert newest[-1] == ("database_restored",)
    later.database.close()


def test_a_backup_in_which_the_history_of_any_organisation_was_changed_is_refused(file: Path, tmp_path: Path) -> None:
    world = living(file)
    neighbour = with_neighbour(world)
    world.database.close()
    with closing(sqlite3.connect(file)) as changed, changed:
        for (trigger,) in changed.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            changed.execute(f"DROP TRIGGER {trigger}")
        changed.execute("UPDATE event SET who = 'ai khác' WHERE organisation_id = ?", (neighbour,))
    with pytest.raises(NotSound, match="nhật ký của Đảng ủy phường Hòa Bình"):
        make_backup(file, tmp_path / "copy.db", BACKUP_AT)
