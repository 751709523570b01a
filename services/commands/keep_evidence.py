"""Keeps what people hand in with their reports, and shows it to people who may see the task."""

from collections.abc import Iterable, Mapping, Sequence

from domain.deliveries import AT_ONCE, Priority
from domain.evidence import Evidence, EvidenceKind, FetchTrouble, FileNow, FileState, Handed
from domain.history import EventKind
from domain.messages import Refused, Response
from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, NoEvidence, ShowEvidence
from domain.messages.summaries import EvidenceSummary
from domain.messages.tasks import NotYourTask
from domain.people import UNIT_ROLES
from domain.tasks import State
from services.context.command_context import CommandContext, Reply
from services.context.find_task import numbers_meant, refuse_closed, short_enough, visible_task
from services.context.record_change import record, task_before
from services.context.summaries import summary_of
from storage.evidence import Reference, add_evidence, count_evidence, evidence_of, evidence_of_updates, files_now
from storage.outbox import Post, post
from storage.people import name_of
from storage.tasks import TaskNow

MOST_FILES = 5  # sent for one request; the list names the others


def show_evidence(context: CommandContext, command: ShowEvidence) -> Reply:
    """Hand something in for a task; with nothing handed in, show what there is."""
    number = numbers_meant(context, ShowEvidence, () if command.number is None else (command.number,))[0]
    text = short_enough(command.text) or ""
    found = visible_task(context, number)
    if not text and context.origin.handed is None:
        return Reply(_shown(context, found))
    if not UNIT_ROLES & context.person.roles or not any(
        r.unit_id in context.my_units for r in found.task.responsibilities
    ):
        raise Refused(NotYourTask(number, found.task.title, found.task.lead_names))
    if found.occurrence.state is not State.REPORTED:
        refuse_closed(context, found)
    kept = keep_handed(context, found, text) or _keep_text(context, found, text)
    count, name = count_evidence(context.tx, found.occurrence.id), kept.file_name or kept.text
    pieces = 1 + len(context.origin.more_handed)
    to_come = contents_to_come(
        context, evidence_of_updates(context.tx, context.organisation.id, [context.inbox_id or 0])
    )
    return Reply([EvidenceKept(summary_of(context, found), kept.kind.value, name, count, pieces, *to_come)])


def keep_handed(context: CommandContext, found: TaskNow, text: str) -> Evidence | None:
    """Keep the pictures or files of the message. Returns the first; None when there is none.

    Their contents are fetched into the evidence folder later: a transaction never waits for the network.
    """
    kept = [
        _keep(context, found, _piece(context, found, handed, text if not n else ""), handed.size)
        for n, handed in enumerate(context.origin.pieces)
    ]
    return kept[0] if kept else None


def contents_to_come(context: CommandContext, pieces: Iterable[Evidence]) -> tuple[int, int]:
    """How many contents of these pieces are still to be fetched, and how many are too large to ever be."""
    files = files_now(
        context.tx, context.organisation.id, {piece.reference for piece in pieces if piece.reference}
    ).values()
    waiting = sum(file.state is FileState.WAITING for file in files)
    return waiting, sum(file.trouble is FetchTrouble.TOO_LARGE for file in files)


def _piece(context: CommandContext, found: TaskNow, handed: Handed, text: str) -> Evidence:
    return Evidence(
        occurrence_id=found.occurrence.id,
        person_id=context.person.person_id,
        kind=handed.kind,
        text=text,
        added_at=context.now,
        channel=context.origin.channel,
        file_ref=handed.file_ref,
        file_name=handed.name[:300] or None,
    )


def _keep_text(context: CommandContext, found: TaskNow, text: str) -> Evidence:
    new = Evidence(found.occurrence.id, context.person.person_id, EvidenceKind.TEXT, text, context.now)
    return _keep(context, found, new)


def _keep(context: CommandContext, found: TaskNow, new: Evidence, size: int | None = None) -> Evidence:
    kept = task_before(context, found.task.id)
    add_evidence(context.tx, context.organisation.id, new, context.inbox_id, size)
    record(
        context,
        EventKind.EVIDENCE_ADDED,
        found,
        {"detail": new.file_name or new.text or new.kind.value, **kept.facts()},
    )
    return new


def _shown(context: CommandContext, found: TaskNow) -> list[Response]:
    kept = evidence_of(context.tx, found.occurrence.id)
    if not kept:
        raise Refused(NoEvidence(found.task.number, found.task.title))
    if context.origin.takes_files:
        _send_files(context, found, kept)
    return [EvidenceShown(summary_of(context, found), evidence_lines(context, kept))]


def _send_files(context: CommandContext, found: TaskNow, kept: Sequence[Evidence]) -> None:
    """The newest pictures and files that came by the reader's own channel, or are in the evidence folder."""
    line, files = summary_of(context, found), _files_of(context, kept)
    found_files = [
        EvidenceFile(
            line,
            each.kind.value,
            file_ref=(each.file_ref or "") if each.channel == context.origin.channel else "",
            name=each.file_name or "",
            by=name_of(context.tx, each.person_id),
            at=each.added_at,
            digest=files[each.reference].digest or "" if each.reference in files else "",
        )
        for each in kept
        if each.reference
    ]
    for index, response in enumerate([one for one in found_files if one.file_ref or one.digest][-MOST_FILES:]):
        _post_file(context, index, response)


def _post_file(context: CommandContext, index: int, response: EvidenceFile) -> None:
    row = Post(
        key=f"file:{context.inbox_id}:{index}",
        kind="answer",
        priority=Priority.ANSWER,
        responses=[response],
        not_before=AT_ONCE,
        person_id=context.person.person_id,
        channel=context.origin.channel,
        chat_id=context.origin.chat_id,
    )
    post(context.tx, context.organisation.id, row, context.now)


def evidence_lines(context: CommandContext, kept: Sequence[Evidence]) -> tuple[EvidenceSummary, ...]:
    """The pieces as they are listed, each with what is missing of its content."""
    files = _files_of(context, kept)
    return tuple(_line(context, each, files.get(each.reference) if each.reference else None) for each in kept)


def _files_of(context: CommandContext, kept: Sequence[Evidence]) -> Mapping[Reference, FileNow]:
    return files_now(context.tx, context.organisation.id, {each.reference for each in kept if each.reference})


def _line(context: CommandContext, kept: Evidence, file: FileNow | None) -> EvidenceSummary:
    content = ""
    if file is not None and file.state is not FileState.STORED:
        is_waiting = file.state is FileState.WAITING or file.trouble is None
        content = FileState.WAITING.value if is_waiting else str(file.trouble)
    by = name_of(context.tx, kept.person_id)
    return EvidenceSummary(kept.kind.value, kept.text, kept.file_name or "", by, kept.added_at, content)
