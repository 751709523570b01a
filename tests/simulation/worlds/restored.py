"""A backup by the program's own command, and in the midst of the week it takes the place of the database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import dondoc.app
import dondoc.cli.restore
from dondoc.ops.backups import make_backup, nightly_backups, nightly_folder
from tests.simulation.clock import HANOI, ProgramClock
from tests.simulation.events import Event
from tests.simulation.evidence import is_routine, local
from tests.simulation.lost import Restored
from tests.simulation.ward import Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence
    from tests.simulation.week import Week

TOLD_WITHIN = timedelta(hours=26)


def _drawn(random: Random, ward: Ward) -> list[Event]:
    """Hours to days lie between; now and then it is the backup of the night."""
    day = random.randint(1, 4)
    made = (ward.starts + timedelta(days=day)).astimezone(HANOI).replace(hour=random.randint(6, 16), minute=11)
    at = (made - ward.starts).total_seconds()
    later = at + random.choice((600, 7200, 30_000, 90_000, 180_000))
    how = {
        "which": random.choice(("own", "own", "own", "nightly")), "down": random.choice((60, 3000)),
        "is_gone": random.random() < 0.4,
    }  # fmt: skip
    found = [Event(at, "backup", {}), Event(later, "restore", how)]
    if random.random() < 0.6:  # answers wait as it is taken, and go out behind it
        platforms = {platform for person in ward.people for platform, _ in person.chats}
        fate = "no connection" if how["is_gone"] else "502 before it arrived"  # what surely did not leave is unmarked
        fault = {"fate": fate, "seconds": 400, "only_sends": True, "wait": 5}
        found += [Event(at - 200, "trouble", {"platform": platform, **fault}) for platform in sorted(platforms)]
        for person in random.sample(ward.people, 4):
            facts = {"person": person.name, "chat": 0, "passed_on": False, "text": "tình hình", "verb": None}
            found.append(Event(at - random.uniform(1, 120), "say", {**facts, "number": 0}))
    return found


def _act_backup(week: "Week") -> None:
    """The administrator makes a backup while everybody works."""
    file = week.folder / f"copy{len(week.backups)}.db"
    if not week.is_disk_full():
        make_backup(week.folder / "dondoc.db", file, ProgramClock(week.clock).now())
        week.backups.append((week.clock.true_now(), file))
        week.tell("a backup is made")


def _act_restore(week: "Week", which: str, down: float, is_gone: bool) -> None:
    """The program is stopped for it; where it is dead already, it is done before it starts again.

    `is_gone`: the disk is lost, and with it what the database knew.
    """
    week.between_lives.append(lambda: _restore(week, which, is_gone=is_gone))
    if week.process is not None:
        week.down(down)
        week.process.stop()


def _restore(week: "Week", which: str, *, is_gone: bool) -> None:
    backups = week.backups
    if which == "nightly":
        folder = nightly_folder(week.settings, week.folder / "dondoc.db")
        backups = [(at, file) for at, file in nightly_backups(folder)] or backups
    if not backups or week.is_disk_full() or week.restored is not None:
        return
    taken_at, file = backups[-1]
    receipts = _rows(week.folder / "dondoc.db", "SELECT * FROM receipt ORDER BY id")
    keys = frozenset((row["channel"], row["update_key"]) for row in _rows(file, "SELECT * FROM inbox"))
    newest = _rows(file, "SELECT COALESCE(MAX(id), 0) AS id FROM outbox")[0]["id"]
    newer = f"SELECT * FROM outbox WHERE id > {newest:d} AND (unknowns > 0 OR state = 'leased')"  # noqa: S608 - a number
    tried = _rows(week.folder / "dondoc.db", newer)
    told = {row["outbox_id"] for row in receipts}
    unconfirmed = tuple((row["channel"], row["chat_id"]) for row in tried if row["id"] not in told)
    if is_gone:
        for end in ("", "-wal", "-shm"):
            (week.folder / f"dondoc.db{end}").unlink(missing_ok=True)
    with _in_this_world(week):
        dondoc.cli.restore.run(file, is_forced=True)
    week.restored = Restored(taken_at, week.clock.true_now(), keys, newest, tuple(receipts), unconfirmed, is_gone)
    week.tell(f"the backup of {taken_at.astimezone(HANOI):%a %H:%M} takes the place of the database")


def _rows(file: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(query)]


@contextmanager
def _in_this_world(week: "Week") -> Iterator[None]:
    """The command reads settings and clock of its machine: here those of the world."""
    command: Any = dondoc.cli.restore
    opening: Any = dondoc.app
    before = command.load_settings, command.Clock, command.print_line, opening.Clock
    command.load_settings = lambda: week.settings
    command.Clock = opening.Clock = lambda _start=None: ProgramClock(week.clock)
    command.print_line = lambda _line: None
    try:
        yield
    finally:
        command.load_settings, command.Clock, command.print_line, opening.Clock = before


# ---- account


def _faults(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """Everybody is told from when until when messages may be lost; and nobody has a second morning message unmarked."""
    restored = found.week.restored
    if restored is None:
        return
    day = local(restored.at).date()
    for phone in found.week.phones:
        of_day = [one for one in phone.shown if is_routine(one) and not one.is_marked and local(one.at).date() == day]
        of_day = [one for one in of_day if not found.was_clock_wrong(one.at)]
        if len(of_day) > 1:
            yield f"{phone.person} has {len(of_day)} morning messages without a mark on the day of the restore"
    yield from _told(found, standing, restored)


def _told(found: "Evidence", standing: "Standing", restored: Restored) -> Iterator[str]:
    until = restored.at + TOLD_WITHIN
    words = "gián đoạn từ" + (f" {local(restored.taken_at):%H:%M}" * (not found.may_be_misdated(restored.taken_at)))
    for person in found.week.ward.people:
        phones = found.phones_of(person)
        is_told = any(words in shown.text for phone in phones for shown in phone.shown if shown.at >= restored.at)
        could_be = all(
            standing.links.is_linked(phone, restored.at, until)
            and found.had_good_time(phone.platform, restored.at, until, timedelta(hours=14))
            and not any(at <= until for at, _ in phone.was_blocked)
            and not found.met_doubt(phone, restored.at, until)
            and (phone.platform != "zalo" or found.week.used_before is None)  # what is left may be spent by then
            for phone in phones
        )
        if could_be and not is_told and until < found.week.ends:
            yield f"{person.name} was not told of the backup of {local(restored.taken_at):%a %H:%M}"


THEME = Theme("restored", _drawn, {"backup": _act_backup, "restore": _act_restore}, _faults)
