"""Evidence handed in with reports: its rows, and the files to fetch, store and share.

A row is claimed and settled by compare-and-set on its attempts, so that two processes never fetch the same file.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update

from domain.evidence import (
    LARGEST_BYTES,
    LONGEST_WAIT,
    Evidence,
    EvidenceCounts,
    EvidenceKind,
    FetchTrouble,
    FileNow,
    FileState,
    FileToFetch,
)
from storage.engine.bulk import insert_ignoring
from storage.engine.database import Transaction
from storage.tables import evidence, evidence_file

Reference = tuple[str, str]  # channel, and the platform's name for the content there
_file = evidence_file.c
_WAITING, _STORED, _GIVEN_UP = FileState.WAITING.value, FileState.STORED.value, FileState.GIVEN_UP.value


def ref_hash(channel: str, file_ref: str) -> str:
    """A fixed-length unique key of a reference, because an address may be too long for an index."""
    return hashlib.sha256(f"{channel}\n{file_ref}".encode()).hexdigest()


def wait_for_file(tx: Transaction, organisation_id: int, reference: Reference, size: int | None, now: datetime) -> None:
    """Have a content fetched; one that is stored or waits already stays so, one given up before is tried again.

    `size` in bytes when the platform names it: what is larger than the platform lets us fetch is given up at once.
    """
    is_too_large = (size or 0) > LARGEST_BYTES
    begun: dict[str, Any] = {
        "state": _GIVEN_UP if is_too_large else _WAITING,
        "trouble": FetchTrouble.TOO_LARGE.value if is_too_large else None,
        "attempts": 0,
        "added_at": now,
        "next_fetch_at": now,
    }
    key = {"organisation_id": organisation_id, "ref_hash": ref_hash(*reference)}
    new = insert_ignoring(tx.dialect.name, evidence_file).values(
        channel=reference[0], file_ref=reference[1], **key, **begun
    )
    if tx.execute(new.returning(_file.id)).first() is None:
        same = (_file.organisation_id == organisation_id, _file.ref_hash == key["ref_hash"])
        again = update(evidence_file).where(*same, _file.state == _GIVEN_UP).values(**begun)
        tx.execute(again)


def files_now(tx: Transaction, organisation_id: int, references: Collection[Reference]) -> Mapping[Reference, FileNow]:
    """How each of these contents stands; those not known are left out."""
    if not references:
        return {}
    hashes = [ref_hash(*reference) for reference in references]
    query = select(_file.channel, _file.file_ref, _file.state, _file.trouble, _file.stored_hash).where(
        _file.organisation_id == organisation_id, _file.ref_hash.in_(hashes)
    )
    return {
        (row.channel, row.file_ref): FileNow(
            FileState(row.state), FetchTrouble(row.trouble) if row.trouble else None, row.stored_hash
        )
        for row in tx.execute(query)
    }


def due_files(tx: Transaction, organisation_id: int, now: datetime, limit: int) -> list[FileToFetch]:
    """Contents whose next attempt is due, with the attempts made so far; the longest due first.

    Due is also what waits for longer than this program ever sets: the clock was set back.
    """
    beyond = now + LONGEST_WAIT + timedelta(minutes=1)
    given = {"organisation": organisation_id, "now_": now, "beyond": beyond, "most": limit}
    return [FileToFetch(*row) for row in tx.execute(_DUE_FILES, given)]


_DUE_FILES = (
    select(_file.id, _file.channel, _file.file_ref, _file.attempts)
    .where(
        _file.organisation_id == bindparam("organisation"),
        _file.state == _WAITING,
        or_(_file.next_fetch_at <= bindparam("now_"), _file.next_fetch_at > bindparam("beyond")),
    )
    .order_by(_file.next_fetch_at, _file.id)
    .limit(bindparam("most"))
)


def claim_file(tx: Transaction, found: FileToFetch, until: datetime) -> bool:
    """Begin the next attempt, which nobody else makes before `until`; False when somebody else has begun it."""
    values = {"attempts": found.attempt + 1, "next_fetch_at": until}
    return _settle(tx, found, values)


def note_stored(tx: Transaction, claimed: FileToFetch, digest: str, size: int) -> bool:
    """The content is in the folder under this name; False when the claim was lost meanwhile."""
    values = {"state": _STORED, "stored_hash": digest, "stored_size": size, "trouble": None}
    return _settle(tx, claimed, values)


def note_failed(tx: Transaction, claimed: FileToFetch, trouble: FetchTrouble, again_at: datetime | None) -> bool:
    """Store a failed attempt; the next one is at `again_at`, None ends the attempts."""
    values: dict[str, Any] = {"trouble": trouble.value}
    values |= {"state": _GIVEN_UP} if again_at is None else {"next_fetch_at": again_at}
    return _settle(tx, claimed, values)


def _settle(tx: Transaction, seen: FileToFetch, values: Mapping[str, Any]) -> bool:
    still = (_file.id == seen.id, _file.state == _WAITING, _file.attempts == seen.attempt)
    return tx.execute(update(evidence_file).where(*still).values(**values).returning(_file.id)).first() is not None


def wait_again(
    tx: Transaction, organisation_id: int, troubles: Iterable[FetchTrouble], since: datetime, now: datetime
) -> int:
    """Have what was given up for these troubles, and handed in since an instant, fetched again; returns how many."""
    given_up = (
        _file.organisation_id == organisation_id,
        _file.state == _GIVEN_UP,
        _file.trouble.in_([trouble.value for trouble in troubles]),
        _file.added_at >= since,
    )
    values = {"state": _WAITING, "attempts": 0, "next_fetch_at": now, "trouble": None}
    return tx.execute(update(evidence_file).where(*given_up).values(**values)).rowcount


def fetch_again(tx: Transaction, organisation_id: int, digests: Iterable[str], now: datetime) -> int:
    """Fetch these contents again because their files are lost. Returns how many references they had."""
    values = {"state": _WAITING, "attempts": 0, "next_fetch_at": now, "stored_hash": None, "stored_size": None}
    count = 0
    for digest in digests:
        lost = (_file.organisation_id == organisation_id, _file.state == _STORED, _file.stored_hash == digest)
        count += tx.execute(update(evidence_file).where(*lost).values(**values)).rowcount
    return count


def named_digests(tx: Transaction, organisation_id: int | None = None) -> frozenset[str]:
    """The names of files in the folder that rows name: those of one organisation, or of all."""
    query = select(_file.stored_hash).distinct().where(_file.stored_hash.is_not(None))
    if organisation_id is not None:
        query = query.where(_file.organisation_id == organisation_id)
    return frozenset(tx.execute(query).scalars())


def is_named(tx: Transaction, digest: str) -> bool:
    """Whether any row of the database names this file of the folder."""
    return tx.execute(select(_file.id).where(_file.stored_hash == digest).limit(1)).first() is not None


def mark_unused(tx: Transaction, organisation_id: int, now: datetime) -> None:
    """Note since when no piece of evidence refers to a content (it was undone), and that one does again."""
    used = select(evidence.c.file_ref).where(
        evidence.c.organisation_id == organisation_id, evidence.c.file_ref.is_not(None)
    )
    own = update(evidence_file).where(_file.organisation_id == organisation_id)
    tx.execute(own.where(_file.unused_since.is_(None), _file.file_ref.not_in(used)).values(unused_since=now))
    tx.execute(own.where(_file.unused_since.is_not(None), _file.file_ref.in_(used)).values(unused_since=None))


def forget_unused(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Remove rows that nothing has referred to since before an instant; their files become nobody's."""
    old = (_file.organisation_id == organisation_id, _file.unused_since < before)
    return tx.execute(delete(evidence_file).where(*old)).rowcount


def _stored_bytes(tx: Transaction, organisation_id: int) -> int:
    own = (_file.organisation_id == organisation_id, _file.stored_hash.is_not(None))
    once = select(func.max(_file.stored_size).label("size")).where(*own).group_by(_file.stored_hash).subquery()
    return int(tx.execute(select(func.coalesce(func.sum(once.c.size), 0))).scalar_one())


def count_files(tx: Transaction, organisation_id: int, since: datetime) -> EvidenceCounts:
    """Contents by state; what was given up counts when it was handed in since an instant."""
    rows = tx.execute(_COUNTS, {"organisation": organisation_id, "since": since}).all()
    recent = {(state, trouble): count for state, trouble, _, count in rows}

    def of(trouble: FetchTrouble) -> int:
        return sum(recent.get((state, trouble.value), 0) for state in (_WAITING, _GIVEN_UP))

    return EvidenceCounts(
        waiting=sum(count for state, _, count, _ in rows if state == _WAITING),
        stored=sum(count for state, _, count, _ in rows if state == _STORED),
        no_room=of(FetchTrouble.NO_ROOM),
        not_written=of(FetchTrouble.NOT_WRITTEN),
        given_up=tuple(
            sorted((str(trouble), count) for (state, trouble), count in recent.items() if state == _GIVEN_UP and count)
        ),
        stored_bytes=_stored_bytes(tx, organisation_id) if rows else 0,
    )


_IS_RECENT = or_(_file.state == _WAITING, _file.added_at >= bindparam("since"))
_COUNTS = (
    select(_file.state, _file.trouble, func.count(), func.count(case((_IS_RECENT, 1))))
    .where(_file.organisation_id == bindparam("organisation"))
    .group_by(_file.state, _file.trouble)
)
_FIELDS = tuple(Evidence.__dataclass_fields__)
_COLUMNS = tuple(evidence.c[name] for name in _FIELDS)
_OF_ONE = select(*_COLUMNS).where(evidence.c.occurrence_id == bindparam("occurrence_")).order_by(evidence.c.id)
_COUNT = select(func.count()).where(evidence.c.occurrence_id == bindparam("occurrence_"))


def add_evidence(
    tx: Transaction, organisation_id: int, new: Evidence, inbox_id: int | None, size: int | None = None
) -> None:
    """Keep one piece, and have its content fetched; `size` in bytes when the platform names it."""
    values = {**asdict(new), "kind": new.kind.value}
    tx.execute(insert(evidence).values(organisation_id=organisation_id, inbox_id=inbox_id, **values))
    if new.reference is not None:
        wait_for_file(tx, organisation_id, new.reference, size, new.added_at)


def evidence_of(tx: Transaction, occurrence_id: int) -> tuple[Evidence, ...]:
    """All pieces of one occurrence, oldest first."""
    rows = tx.execute(_OF_ONE, {"occurrence_": occurrence_id}).mappings()
    return tuple(Evidence(**{**row, "kind": EvidenceKind(row["kind"])}) for row in rows)


def evidence_of_updates(tx: Transaction, organisation_id: int, inbox_ids: Sequence[int]) -> tuple[Evidence, ...]:
    """Evidence that came with these updates, oldest first."""
    mine = select(*_COLUMNS).where(
        evidence.c.organisation_id == organisation_id, evidence.c.inbox_id.in_(tuple(inbox_ids))
    )
    rows = tx.execute(mine.order_by(evidence.c.id)).mappings()
    return tuple(Evidence(**{**row, "kind": EvidenceKind(row["kind"])}) for row in rows)


def count_evidence(tx: Transaction, occurrence_id: int) -> int:
    """How many pieces there are."""
    return int(tx.execute(_COUNT, {"occurrence_": occurrence_id}).scalar_one())
