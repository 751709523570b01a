"""Plans messages: morning messages, reports, tasks nobody can be reached for; and calendar feeds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.board_sessions import LINK_VALID, PAGE
from domain.channel_holds_and_quotas import MonthQuota
from domain.drafts import KEPT_FOR
from domain.messages.settings import CalendarFile
from domain.organisations import Organisation
from services.context.quota import keep_limits
from services.delivery.unreachable import tell_unreached
from services.reminders.make_feed import feed_of
from services.reminders.schedule_digests import due_together, plan_mornings
from services.reminders.schedule_reports import plan_reports, reports_due
from storage.across_organisations import everywhere
from storage.drafts import forget_old_drafts
from storage.due_checks import check_at_once, check_never
from storage.engine.database import Database, Transaction
from storage.organisations import load_organisation, lock_organisation, lock_organisations
from storage.outbox import forget_old_secrets
from storage.waiting_rosters import forget_old_waiting

_NONE: Mapping[int, Sequence[MonthQuota]] = {}


class PlanningService:
    """Plans for one organisation, or for several of a database; each method is one transaction, run in a thread."""

    def __init__(self, database: Database, organisation_id: int, quotas: Sequence[MonthQuota] = ()) -> None:
        """`quotas` are channels with a quota of messages a month."""
        self._database, self._everywhere = database.of(organisation_id), everywhere(database)
        self._organisation_id = organisation_id
        self._quotas = quotas

    def due(self, now: datetime) -> list[list[int]]:
        """Organisations with due checks, in groups that are planned in one transaction; mostly there is none."""
        return due_together(self._everywhere, now)

    def plan(self, now: datetime, organisation_ids: Collection[int] = ()) -> int:
        """Post what is due, for our own organisation or for these, all or nothing; returns how many messages."""
        with (self._everywhere if organisation_ids else self._database).transaction() as tx:
            locked = lock_organisations(tx, organisation_ids or [self._organisation_id])
            for closed in (one for one in locked if one.closed_at is not None):
                check_never(tx, closed.id)
            organisations = [one for one in locked if one.closed_at is None]
            self._housekeeping(tx, organisations, now)
            return plan_mornings(tx, organisations, now) if organisations else 0

    def plan_reports(self, now: datetime) -> int:
        """Post regular reports that are due; returns how many. Mostly none is: that is checked without a lock."""
        with self._database.reading() as tx:
            own = load_organisation(tx, self._organisation_id)
            if own.closed_at is not None or not reports_due(tx, own, now):
                return 0
        with self._database.transaction() as tx:
            return plan_reports(tx, lock_organisation(tx, self._organisation_id), now)

    def tell_unreached(self, now: datetime) -> int:
        """Tell coordinators of tasks whose people can no longer be reached; returns how many messages."""
        with self._database.transaction() as tx:
            own = lock_organisation(tx, self._organisation_id)
            return 0 if own.closed_at is not None else tell_unreached(tx, own, now)

    def check_everything(self) -> int:
        """Check every open task at the next tick: a new version of the program may have other rules."""
        with self._database.transaction() as tx:
            own = load_organisation(tx, self._organisation_id)
            return 0 if own.closed_at is not None else check_at_once(tx, own.id)

    def housekeeping(
        self, now: datetime, organisation_ids: Collection[int] = (), quotas: Mapping[int, Sequence[MonthQuota]] = _NONE
    ) -> None:
        """Forget old drafts and secrets that no page fetched, and store the quotas of the month as they are now.

        For our own organisation, or for these with the quotas of their bots.
        """
        with (self._everywhere if organisation_ids else self._database).transaction() as tx:
            locked = lock_organisations(tx, organisation_ids or [self._organisation_id])
            self._housekeeping(tx, locked, now)
            for each in locked:
                keep_limits(tx, each, quotas.get(each.id, ()), now)
                forget_old_secrets(tx, each.id, PAGE, now - LINK_VALID)

    def _housekeeping(self, tx: Transaction, organisations: Sequence[Organisation], now: datetime) -> None:
        forget_old_drafts(tx, [one.id for one in organisations], now - KEPT_FOR)
        forget_old_waiting(tx, [one.id for one in organisations], now - KEPT_FOR)
        for own in (one for one in organisations if one.id == self._organisation_id):
            keep_limits(tx, own, self._quotas, now)

    def feed(self, key: str, now: datetime) -> tuple[CalendarFile, str] | None:
        """The deadlines behind a feed's secret key, and their reader's language; None for any other key."""
        with self._database.reading() as tx:
            return feed_of(tx, load_organisation(tx, self._organisation_id), key, now)
