"""The example ward on a SQLite file, copied and put back."""

import shutil
from pathlib import Path

from dondoc.databases import open_engine
from services.maintenance.maintenance import Maintenance
from storage.engine.database import Database
from tests.world import HA, LAN, Numbers, World, hanoi

BACKUP_AT = hanoi(10, 12)


def opened(file: Path) -> Database:
    """The database in this file."""
    return Database(open_engine(f"sqlite:///{file}"))


def living(file: Path) -> World:
    """The example ward with two linked people whose digests of 10/4 have been sent."""
    world = World(opened(file))
    world.link(LAN, HA)
    world.morning(hanoi(10, 7, 30))
    world.now = BACKUP_AT
    return world


def restored(backup: Path, world: World, folder: Path) -> World:
    """The world of a program that opens this backup as its database."""
    copy = folder / "restored.db"
    shutil.copyfile(backup, copy)
    other = object.__new__(World)
    other.__dict__.update(world.__dict__)
    other.database = opened(copy)
    other.office = other.new_office("restored")
    other._updates = Numbers(499_999)
    return other


def settle(world: World) -> None:
    """What the program does when it finds a restored backup."""
    settled = Maintenance(world.database, world.organisation_id).settle_restored(world.now)
    assert settled is not None
