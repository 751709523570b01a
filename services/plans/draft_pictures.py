"""Pictures of scanned rows: files beside the evidence, named by their content, gone once no open draft names them."""

import base64
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from domain.drafts import PlanReading
from storage.across_organisations import everywhere
from storage.drafts import named_pictures
from storage.engine.database import Database
from storage.evidence_folder import EvidenceFolder, QuotaReached

NEWEST = timedelta(minutes=5)  # what was stored later may belong to a draft that is just being written

_log = logging.getLogger(__name__)


def with_pictures_kept(reading: PlanReading, folder: EvidenceFolder, now: datetime) -> PlanReading:
    """The reading with its pictures stored and each row naming its own; without them where they cannot be stored."""
    if reading.plan is None or not reading.plan.pictures:
        return reading
    try:
        contents = ((one.row, base64.b64decode(one.png)) for one in reading.plan.pictures)
        digests = {row: folder.store(content, now) for row, content in contents}
    except (OSError, QuotaReached) as error:
        _log.warning("pictures of rows not kept: %s", error, extra={"action": "draft_pictures_failed"})
        digests = {}
    tasks = tuple(replace(task, picture=digests.get(task.number, "")) for task in reading.plan.tasks)
    return replace(reading, plan=replace(reading.plan, tasks=tasks, pictures=()))


def sweep_pictures(database: Database, folder: EvidenceFolder, now: datetime) -> int:
    """Remove pictures that no open draft of any organisation names any more; returns how many."""
    old = [file.digest for file in folder.files() if now - file.stored_at > NEWEST]
    if not old:
        return 0
    with everywhere(database).reading() as tx:
        named = named_pictures(tx)
    gone = [digest for digest in old if digest not in named]
    for digest in gone:
        with suppress(OSError):  # a file that cannot be removed is tried again at the next sweep
            folder.remove(digest)
    folder.remove_parts(now)
    return len(gone)
