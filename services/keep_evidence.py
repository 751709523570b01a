"""Keeps what people hand in with their reports, and shows it to whoever may see the task."""

from collections.abc import Sequence

from domain.authorisation import OF_UNIT
from domain.commands import ShowEvidence
from domain.deliveries import Priority
from domain.evidence import Evidence, EvidenceKind, Handed
from domain.instants import AT_ONCE
from domain.notices import Saying
from domain.refusals import NotYourTask, Refused
from domain.tasks import State
from domain.verification_notices import EvidenceFile, EvidenceKept, EvidenceLine, EvidenceShown
from domain.verification_refusals import NoEvidence
from services.desk import Desk, Reply
from services.rows_before import task_before
from services.task_lines import line_of, numbers_meant, record, refuse_closed, short_enough, visible_task
from storage.evidence import add_evidence, count_evidence, evidence_of
from storage.outbox import Post, post
from storage.people import name_of
from storage.tasks import TaskNow

MOST_FILES = 5  # sent for one request; the list names the others


def show_evidence(desk: Desk, command: ShowEvidence) -> Reply:
    """Hand something in for a task; with nothing handed in, show what there is."""
    number = numbers_meant(desk, "evidence", () if command.number is None else (command.number,))[0]
    text = short_enough(command.text) or ""
    found = visible_task(desk, number)
    if not text and desk.heard.handed is None:
        return Reply(_shown(desk, found))
    if not OF_UNIT & desk.person.roles or not any(r.unit_id in desk.my_units for r in found.task.responsibilities):
        raise Refused(NotYourTask(number, found.task.title, found.task.lead_names))
    if found.occurrence.state is not State.REPORTED:
        refuse_closed(desk, found)
    kept = keep_handed(desk, found, text) or _keep_text(desk, found, text)
    count, name = count_evidence(desk.tx, found.occurrence.id), kept.file_name or kept.text
    pieces = 1 + len(desk.heard.more_handed)
    return Reply([EvidenceKept(line_of(desk, found), kept.kind.value, name, count, pieces)])


def keep_handed(desk: Desk, found: TaskNow, text: str) -> Evidence | None:
    """Keep the pictures or files that came with the message, and give the first; None when none did."""
    kept = [
        _keep(desk, found, _piece(desk, found, handed, text if not n else ""))
        for n, handed in enumerate(desk.heard.pieces)
    ]
    return kept[0] if kept else None


def _piece(desk: Desk, found: TaskNow, handed: Handed, text: str) -> Evidence:
    return Evidence(
        occurrence_id=found.occurrence.id,
        person_id=desk.person.person_id,
        kind=handed.kind,
        text=text,
        added_at=desk.now,
        channel=desk.heard.channel,
        file_ref=handed.file_ref,
        file_name=handed.name[:300] or None,
    )


def _keep_text(desk: Desk, found: TaskNow, text: str) -> Evidence:
    new = Evidence(found.occurrence.id, desk.person.person_id, EvidenceKind.TEXT, text, desk.now)
    return _keep(desk, found, new)


def _keep(desk: Desk, found: TaskNow, new: Evidence) -> Evidence:
    kept = task_before(desk, found.task.id)
    add_evidence(desk.tx, desk.organisation.id, new, desk.inbox_id)
    record(desk, "evidence_added", found, {"detail": new.file_name or new.text or new.kind.value, **kept.facts()})
    return new


def _shown(desk: Desk, found: TaskNow) -> list[Saying]:
    kept = evidence_of(desk.tx, found.occurrence.id)
    if not kept:
        raise Refused(NoEvidence(found.task.number, found.task.title))
    if desk.heard.shows_pictures:
        _send_files(desk, found, kept)
    return [EvidenceShown(line_of(desk, found), tuple(evidence_line(desk, each) for each in kept))]


def _send_files(desk: Desk, found: TaskNow, kept: Sequence[Evidence]) -> None:
    """The newest pictures and files that came by the reader's own channel: only there can they be sent again."""
    line = line_of(desk, found)
    here = [each for each in kept if each.file_ref is not None and each.channel == desk.heard.channel]
    for index, each in enumerate(here[-MOST_FILES:]):
        by = name_of(desk.tx, each.person_id)
        saying = EvidenceFile(line, each.kind.value, each.file_ref or "", each.file_name or "", by, each.added_at)
        row = Post(
            key=f"file:{desk.inbox_id}:{index}",
            kind="answer",
            priority=Priority.ANSWER,
            sayings=[saying],
            not_before=AT_ONCE,
            person_id=desk.person.person_id,
            channel=desk.heard.channel,
            chat_id=desk.heard.chat_id,
        )
        post(desk.tx, desk.organisation.id, row, desk.now)


def evidence_line(desk: Desk, kept: Evidence) -> EvidenceLine:
    """One piece as it is listed."""
    by = name_of(desk.tx, kept.person_id)
    return EvidenceLine(kept.kind.value, kept.text, kept.file_name or "", by, kept.added_at)
