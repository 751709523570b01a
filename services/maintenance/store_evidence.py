"""Records the evidence folder: which content is fetched next, what came of it, and what can be deleted.

Each method is one transaction, and none waits for the network. A row names a file only
once the file is there, and a file is removed only while no row names it: both are decided under the organisation's
lock.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from domain.evidence import (
    LARGEST_BYTES,
    MENDED_BY_PEOPLE,
    MOST_FETCHES,
    UNUSED_KEPT_FOR,
    EvidenceCounts,
    FetchTrouble,
    FileToFetch,
    wait_after_fetch,
)
from storage import evidence as rows
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.evidence_folder import EvidenceFolder
from storage.organisations import lock_organisation

CLAIMED_FOR = timedelta(minutes=5)  # longer than an attempt may take


class EvidenceService:
    """One organisation's evidence folder and the rows that name its files. Plain calls: run them in a thread."""

    def __init__(self, database: Database, organisation_id: int, folder: EvidenceFolder) -> None:
        self._database, self._everywhere = database.of(organisation_id), everywhere(database)
        self._organisation_id = organisation_id
        self._folder = folder

    def claim(self, now: datetime, limit: int) -> list[FileToFetch]:
        """Claim contents to fetch now, at most `limit`; another process gets others.

        An attempt counts when it begins: a content at which the program dies each time is given up, too.
        """
        with self._database.reading() as tx:
            if not rows.due_files(tx, self._organisation_id, now, 1):
                return []
        claimed = []
        with self._database.transaction() as tx:
            for found in rows.due_files(tx, self._organisation_id, now, limit):
                if found.attempt >= MOST_FETCHES:
                    rows.note_failed(tx, found, FetchTrouble.INTERRUPTED, None)
                    continue
                attempt = replace(found, attempt=found.attempt + 1)
                if rows.claim_file(tx, found, now + max(CLAIMED_FOR, wait_after_fetch(attempt.attempt))):
                    claimed.append(attempt)
        return claimed

    def note_stored(self, claimed: FileToFetch, digest: str, size: int) -> bool:
        """The content was stored under this name; False, and nothing is written, when it is not there (any more)."""
        with self._database.transaction() as tx:
            lock_organisation(tx, self._organisation_id)
            return self._folder.has(digest, size) and rows.note_stored(tx, claimed, digest, size)

    def note_failed(self, claimed: FileToFetch, trouble: FetchTrouble, now: datetime, *, is_final: bool) -> bool:
        """The attempt failed: the next one comes later and later; True when the content was given up."""
        is_over = is_final or claimed.attempt >= MOST_FETCHES
        again_at = None if is_over else now + wait_after_fetch(claimed.attempt)
        with self._database.transaction() as tx:
            return rows.note_failed(tx, claimed, trouble, again_at) and is_over

    def counts(self, now: datetime) -> EvidenceCounts:
        """Contents by state."""
        with self._database.reading() as tx:
            return rows.count_files(tx, self._organisation_id, now - UNUSED_KEPT_FOR)

    def missing(self) -> frozenset[str]:
        """Names of files that rows of this organisation name and the folder has not."""
        with self._database.reading() as tx:
            named = rows.named_digests(tx, self._organisation_id)
        return frozenset(digest for digest in named if not self._folder.has(digest))

    def fetch_missing_again(self, now: datetime) -> int:
        """After a restore: contents whose files did not come back, or came back damaged, wait to be fetched.

        Returns how many references. Reads the whole folder.
        """
        with self._database.reading() as tx:
            named = rows.named_digests(tx, self._organisation_id)
        lost = [digest for digest in sorted(named) if not self._folder.is_whole(digest)]
        with self._database.transaction() as tx:
            lock_organisation(tx, self._organisation_id)
            count = rows.fetch_again(tx, self._organisation_id, lost, now)
        for digest in lost:
            with suppress(OSError):  # the damaged file may be gone already; fetching it again replaces it
                self._folder.remove(digest)
        return count

    def sweep(self, now: datetime) -> int:
        """Remove what no report has named for 30 days, and begun files of long ago; returns how many files went.

        What was given up for want of room, or because nothing could be written, waits again once there is room.
        """
        before = now - UNUSED_KEPT_FOR
        is_room = self._folder.free_bytes() >= LARGEST_BYTES and self._folder.is_writable()
        with self._database.transaction() as tx:
            lock_organisation(tx, self._organisation_id)
            rows.mark_unused(tx, self._organisation_id, now)
            rows.forget_unused(tx, self._organisation_id, before)
            if is_room:
                rows.wait_again(tx, self._organisation_id, MENDED_BY_PEOPLE, before, now)
        self._folder.remove_parts(now)
        with self._everywhere.reading() as tx:  # one folder holds the files of all organisations
            named = rows.named_digests(tx)
        old = [file.digest for file in self._folder.files() if file.stored_at < before]
        return self._remove_unnamed(digest for digest in old if digest not in named)

    def _remove_unnamed(self, digests: Iterable[str]) -> int:
        count = 0
        for digest in digests:
            with self._everywhere.transaction() as tx:
                lock_organisation(tx, self._organisation_id)
                if rows.is_named(tx, digest):
                    continue
                with suppress(OSError):  # a file that cannot be removed is tried again at the next sweep
                    self._folder.remove(digest)
                    count += 1
        return count
