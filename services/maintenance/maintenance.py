"""Maintenance of one organisation: audit, alert, delete old rows, reconcile a restored database.

Each method is one transaction (deleting: one for each portion). Plain calls: the edges run them in a thread.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.history import Event, EventKind
from domain.messages.reach import AlertFinding
from services.context.alert_administrators import alert_administrators
from services.maintenance.audit_organisation import Audited, audit_organisation
from services.maintenance.recovery import Settled, settle_restored, sum_of
from storage.across_organisations import everywhere, late_elsewhere
from storage.backups import take_mark
from storage.due_checks import check_at_once
from storage.engine.database import Database, Transaction
from storage.events import append_event
from storage.organisations import list_organisations, load_organisation, lock_organisation, lock_organisations
from storage.retention import FORGETTING, FORGETTING_STRANGERS

STRANGERS_KEPT_FOR = timedelta(days=3)


class Maintenance:
    """Maintenance of one organisation; each method is one transaction, run in a thread."""

    def __init__(self, database: Database, organisation_id: int) -> None:
        self._database, self._everywhere = database.of(organisation_id), everywhere(database)
        self._organisation_id = organisation_id

    def audit(self, now: datetime, served: Collection[int] | None = None) -> Audited:
        """The state of queues and reminders, read in one snapshot, and whose messages nobody sends.

        `served` are the organisations whose messages somebody sends: this one, unless others are given.
        """
        audited = self.audit_alone(now)
        with self._everywhere.reading() as tx:
            late = late_elsewhere(tx, {self._organisation_id} if served is None else served, now)
            return replace(audited, unserved=tuple(late))

    def audit_alone(self, now: datetime) -> Audited:
        """As `audit`, without a look at other organisations."""
        with self._database.snapshot() as tx:
            return audit_organisation(tx, load_organisation(tx, self._organisation_id), now)

    def mend(self, overdue_checks: Collection[int], now: datetime) -> int:
        """Check these occurrences, whose next check is stored too late, at the next tick; returns how many.

        The repair is an event of the history.
        """
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            count = check_at_once(tx, organisation.id, overdue_checks)
            if count:
                append_event(tx, organisation.id, Event(now, "", EventKind.LOOKS_MENDED, facts={"detail": str(count)}))
            return count

    def alert(self, findings: Sequence[AlertFinding], now: datetime) -> int:
        """Tell the administrators unless they were told already; returns how many messages were posted."""
        with self._database.transaction() as tx:
            return alert_administrators(tx, load_organisation(tx, self._organisation_id), findings, now)

    def forget(self, now: datetime, keep: timedelta) -> dict[str, int]:
        """Remove what is older than the organisation keeps it; returns how many of each.

        `keep` is the installation's, for an organisation without days of its own. Of strangers and groups after a few
        days. In portions, so that nobody waits.
        """
        with self._database.reading() as tx:
            own = load_organisation(tx, self._organisation_id).keep_days
        keep = keep if own is None else timedelta(days=own)
        of_strangers = min(keep, STRANGERS_KEPT_FOR)
        return {
            **{name: self._forget(some, now - keep) for name, some in FORGETTING.items()},
            **{name: self._forget(some, now - of_strangers) for name, some in FORGETTING_STRANGERS.items()},
        }

    def _forget(self, forget_some: Callable[[Transaction, int, datetime], int], before: datetime) -> int:
        count, done = 0, -1
        while done:
            with self._database.transaction() as tx:
                done = forget_some(tx, self._organisation_id, before)
            count += done
        return count

    def settle_restored(self, now: datetime, *, was_carried_over: bool = False) -> Settled | None:
        """If this database came from a backup and nothing was done about it yet, do that for each of its organisations;
        None when it did not. `was_carried_over` as in `recovery`.
        """
        with self._everywhere.transaction() as tx:
            taken_at = take_mark(tx)
            if taken_at is None:
                return None
            known = lock_organisations(tx, [one.id for one in list_organisations(tx)])
            settled = (settle_restored(tx, one, taken_at, now, was_carried_over=was_carried_over) for one in known)
            return sum_of(list(settled))
