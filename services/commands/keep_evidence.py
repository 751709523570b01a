"""Keeps what people hand in with their reports, and shows it to whoever may see the task."""

from collections.abc import Iterable, Mapping, Sequence

from domain.authorisation import OF_UNIT
from domain.commands import ShowEvidence
from domain.deliveries import Priority
from domain.evidence import Evidence, EvidenceKind, Handed
from domain.evidence_files import FetchTrouble, FileNow, FileState
from domain.instants import AT_ONCE
from domain.notices import Saying
from domain.refusals import NotYourTask, Refused
from domain.tasks import State
from domain.verification_notices import EvidenceFile, EvidenceKept, EvidenceLine, EvidenceShown
from domain.verification_refusals import NoEvidence
from services.context.command_context import Desk, Reply
from services.context.rows_before import task_before
from services.context.task_lines import line_of, numbers_meant, record, refuse_closed, short_enough, visible_task
from storage.evidence import add_evidence, count_evidence, evidence_of, evidence_of_updates
from storage.evidence_files import Reference, files_now
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
    to_come = contents_to_come(desk, evidence_of_updates(desk.tx, desk.organisation.id, [desk.inbox_id or 0]))
    return Reply([EvidenceKept(line_of(desk, found), kept.kind.value, name, count, pieces, *to_come)])


def keep_handed(desk: Desk, found: TaskNow, text: str) -> Evidence | None:
    """Keep the pictures or files that came with the message, and give the first; None when none did.

    Their contents are fetched into the evidence folder later: a transaction never waits for the network.
    """
    kept = [
        _keep(desk, found, _piece(desk, found, handed, text if not n else ""), handed.size)
        for n, handed in enumerate(desk.heard.pieces)
    ]
    return kept[0] if kept else None


def contents_to_come(desk: Desk, pieces: Iterable[Evidence]) -> tuple[int, int]:
    """How many contents of these pieces are still to be fetched, and how many are too large to ever be."""
    files = files_now(desk.tx, desk.organisation.id, {piece.reference for piece in pieces if piece.reference}).values()
    waiting = sum(file.state is FileState.WAITING for file in files)
    return waiting, sum(file.trouble is FetchTrouble.TOO_LARGE for file in files)


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


def _keep(desk: Desk, found: TaskNow, new: Evidence, size: int | None = None) -> Evidence:
    kept = task_before(desk, found.task.id)
    add_evidence(desk.tx, desk.organisation.id, new, desk.inbox_id, size)
    record(desk, "evidence_added", found, {"detail": new.file_name or new.text or new.kind.value, **kept.facts()})
    return new


def _shown(desk: Desk, found: TaskNow) -> list[Saying]:
    kept = evidence_of(desk.tx, found.occurrence.id)
    if not kept:
        raise Refused(NoEvidence(found.task.number, found.task.title))
    if desk.heard.takes_files:
        _send_files(desk, found, kept)
    return [EvidenceShown(line_of(desk, found), evidence_lines(desk, kept))]


def _send_files(desk: Desk, found: TaskNow, kept: Sequence[Evidence]) -> None:
    """The newest pictures and files that came by the reader's own channel, or are in the evidence folder."""
    line, files = line_of(desk, found), _files_of(desk, kept)
    found_files = [
        EvidenceFile(
            line,
            each.kind.value,
            file_ref=(each.file_ref or "") if each.channel == desk.heard.channel else "",
            name=each.file_name or "",
            by=name_of(desk.tx, each.person_id),
            at=each.added_at,
            digest=files[each.reference].digest or "" if each.reference in files else "",
        )
        for each in kept
        if each.reference
    ]
    for index, saying in enumerate([one for one in found_files if one.file_ref or one.digest][-MOST_FILES:]):
        _post_file(desk, index, saying)


def _post_file(desk: Desk, index: int, saying: EvidenceFile) -> None:
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


def evidence_lines(desk: Desk, kept: Sequence[Evidence]) -> tuple[EvidenceLine, ...]:
    """The pieces as they are listed, each with what is missing of its content."""
    files = _files_of(desk, kept)
    return tuple(_line(desk, each, files.get(each.reference) if each.reference else None) for each in kept)


def _files_of(desk: Desk, kept: Sequence[Evidence]) -> Mapping[Reference, FileNow]:
    return files_now(desk.tx, desk.organisation.id, {each.reference for each in kept if each.reference})


def _line(desk: Desk, kept: Evidence, file: FileNow | None) -> EvidenceLine:
    content = ""
    if file is not None and file.state is not FileState.STORED:
        is_waiting = file.state is FileState.WAITING or file.trouble is None
        content = FileState.WAITING.value if is_waiting else str(file.trouble)
    by = name_of(desk.tx, kept.person_id)
    return EvidenceLine(kept.kind.value, kept.text, kept.file_name or "", by, kept.added_at, content)
