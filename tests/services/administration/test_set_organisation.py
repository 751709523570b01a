"""What an organisation has set for itself counts where the installation's setting did; on both engines."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select

from domain.channel_holds_and_quotas import MonthQuota
from domain.inbox import MessageContext
from domain.organisations import Organisation
from domain.reports import PeriodWish, ReportKind, settle
from services.administration.look_up import verify_history
from services.administration.set_organisation import set_organisation
from services.context.command_context import CommandContext
from services.context.quota import count_messages, keep_limits
from services.maintenance.maintenance import Maintenance
from services.reminders.build_report import build_report
from storage.channel_holds_and_quotas import ChannelMonth, add_messages, load_months
from storage.engine.database import Database
from storage.events import all_events
from storage.organisations import add_organisation, load_organisation, lock_organisation
from storage.retention import forget_arrivals
from storage.tables import inbox
from tests.world import World, hanoi

QUOTA = MonthQuota("zalo", "z", 3000)


def set_own(world: World, **own: object) -> Organisation:
    with world.database.transaction() as tx:
        before = lock_organisation(tx, world.organisation_id)
        set_organisation(tx, before, replace(before, **own), world.now)  # type: ignore[arg-type]
    return world.organisation


def another(world: World) -> Organisation:
    with world.database.transaction() as tx:
        return load_organisation(tx, add_organisation(tx, "Đảng ủy phường Hồng Bàng", "Asia/Ho_Chi_Minh", world.now))


def test_a_change_is_stored_and_stands_in_the_history_once(database: Database) -> None:
    world = World(database)
    policy = replace(world.organisation.policy, morning_at=hanoi(1, 8, 15).astimezone(world.organisation.zone).time())
    for _ in range(2):
        after = set_own(world, superior="Đảng bộ thành phố", keep_days=500, month_quota=700, policy=policy)
    assert (after.superior, after.keep_days, after.month_quota) == ("Đảng bộ thành phố", 500, 700)
    with database.reading() as tx:
        told = [one.event.facts for one in all_events(tx, after.id) if one.event.what == "organisation_set"]
        assert not verify_history(tx, after.id).faults
    assert [facts["detail"] for facts in told if facts] == [
        "superior: - → Đảng bộ thành phố", "keep_days: - → 500", "month_quota: - → 700", "morning: 07:30 → 08:15",
    ]  # fmt: skip
    assert set_own(world, superior="", keep_days=None).keep_days is None


def test_a_report_carries_the_body_above_its_own_organisation(database: Database) -> None:
    world = World(database)
    set_own(world, superior="Đảng bộ thành phố Hải Phòng")
    for organisation, superior in ((world.organisation, "Đảng bộ thành phố Hải Phòng"), (another(world), "")):
        with database.reading() as tx:
            context = CommandContext(tx, organisation, hanoi(20), MessageContext("", ""))
            period = settle(PeriodWish(ReportKind.MONTH), context.today)
            assert build_report(context, period).superior == superior


def test_an_organisation_is_held_to_its_own_share_of_a_bot_that_two_share(database: Database) -> None:
    world = World(database)
    mine, other = set_own(world, month_quota=500), another(world)
    with database.transaction() as tx:
        keep_limits(tx, mine, [QUOTA], world.now)
        keep_limits(tx, other, [QUOTA], world.now)
        add_messages(tx, other.id, "zalo", "z", "2026-04", 3000, 40)
        count_messages(tx, mine, [QUOTA], [], world.now)
    with database.reading() as tx:
        assert load_months(tx, mine.id, "2026-04") == [ChannelMonth("zalo", 0, 500)]
        assert load_months(tx, other.id, "2026-04") == [ChannelMonth("zalo", 40, 3000)]


def arrived(world: World, organisation_id: int, key: str, days_ago: int) -> None:
    at = world.now - timedelta(days=days_ago)
    values = {
        "organisation_id": organisation_id, "channel": "telegram", "bot": "7", "epoch": 0, "update_key": key,
        "received_at": at, "payload": "{}", "state": "handled", "attempts": 0, "not_before": at,
    }  # fmt: skip
    with world.database.transaction() as tx:
        tx.execute(insert(inbox).values(**values))


def left(world: World) -> set[str]:
    with world.database.reading() as tx:
        return set(tx.execute(select(inbox.c.update_key)).scalars())


def test_messages_are_kept_for_as_long_as_the_organisation_says(database: Database) -> None:
    world = World(database)
    other = another(world)
    set_own(world, keep_days=40)
    for organisation_id in (world.organisation_id, other.id):
        for days in (50, 30, 1):
            arrived(world, organisation_id, f"{organisation_id}:{days}", days)
        Maintenance(database, organisation_id).forget(world.now, timedelta(days=400))
    mine = world.organisation_id
    # What came from chats of nobody goes after three days in any case, but for the newest row of each organisation.
    assert left(world) == {f"{mine}:1", f"{other.id}:1"}


def test_the_newest_row_of_each_organisation_stays_whatever_others_have_received_since(database: Database) -> None:
    world = World(database)
    other = another(world)
    arrived(world, world.organisation_id, "mine, the newest", 90)
    arrived(world, other.id, "of another", 1)
    with database.transaction() as tx:
        assert forget_arrivals(tx, world.organisation_id, world.now - timedelta(days=30)) == 0
    assert left(world) == {"mine, the newest", "of another"}
