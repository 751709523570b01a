"""A picture or file that was handed in, for who may see its task."""

from dataclasses import dataclass

from domain.evidence import FileState
from domain.messages import Refused
from services.context.command_context import CommandContext
from services.context.find_task import visible_task
from storage.evidence import evidence_of, files_now


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """The content in the evidence folder, by its digest, and what the person called it who handed it in."""

    digest: str
    name: str


def evidence_piece(context: CommandContext, number: int, place: int) -> EvidencePiece | None:
    """The piece at this place (from 1) of the task's evidence.

    None where the person may not see the task, and for a piece that is not there or not stored: all alike.
    """
    try:
        found = visible_task(context, number)
    except Refused:
        return None
    kept = evidence_of(context.tx, found.occurrence.id)
    piece = kept[place - 1] if 0 < place <= len(kept) else None
    if piece is None or piece.reference is None:
        return None
    file = files_now(context.tx, context.organisation.id, {piece.reference}).get(piece.reference)
    if file is None or file.state is not FileState.STORED or not file.digest:
        return None
    return EvidencePiece(file.digest, piece.file_name or "")
