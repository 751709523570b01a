"""Pictures that may be pages of a plan: those of somebody who may import plans, unless the words with them say else.

Nothing tells a photographed plan from a picture handed in for a task but what stands on it: pictures without words are
read first, and handed in as evidence when there is no plan on them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.courtesy import with_courtesy
from bot.grammar import read_command
from bot.intake import Errand
from bot.messages import Attachment, Incoming, Kind
from bot.special_messages import caption_of
from domain.arrivals import InboxRow
from domain.commands import Command, ImportPlan, Misunderstood, ShowEvidence
from domain.evidence import EvidenceKind, Handed
from domain.heard import Heard

Piece = tuple[InboxRow, Incoming]
_ENDINGS = (".jpg", ".jpeg", ".png")


def is_picture(incoming: Incoming) -> bool:
    """Whether it is a picture, or a file that is one by its name."""
    name = incoming.attachment.name.lower() if incoming.attachment else ""
    return incoming.kind is Kind.PHOTO or (incoming.kind is Kind.FILE and name.endswith(_ENDINGS))


def may_be_plan(pieces: Sequence[Incoming]) -> bool:
    """Whether the words with the pictures ask for a plan to be read, or say nothing that could be obeyed."""
    command = _meant(pieces)
    return all(map(is_picture, pieces)) and (command is None or isinstance(command, ImportPlan | Misunderstood))


def picture_errand(first: Piece, heard: Heard, others: Callable[[], Sequence[Piece]]) -> Errand:
    """The errand to read a picture and the `others` of its album, in their order, that have come by now."""
    pieces = sorted([first, *others()], key=_place)
    said = [incoming for _, incoming in pieces]
    rows = tuple(row.id for row, _ in pieces if row.id != first[0].id)
    text, command = caption_of(said).strip(), _meant(said)
    evidence = command is None or isinstance(command, Misunderstood)
    return Errand(
        first[0],
        replace(heard, with_rows=rows),
        tuple(incoming.attachment for incoming in said if incoming.attachment),
        album=first[1].album,
        gather=partial(picture_errand, first, heard, others),
        otherwise=ShowEvidence(None, text) if evidence else None if isinstance(command, ImportPlan) else command,
        handed=_with_handed(replace(heard, text=text, with_rows=rows), said),
        may_be_plan=may_be_plan(said),
    )


def handed_with(incoming: Incoming) -> Handed:
    """What came with a message that has an attachment."""
    attachment = incoming.attachment or Attachment("", "")
    usual = EvidenceKind.PHOTO if incoming.kind is Kind.PHOTO else EvidenceKind.FILE
    kind = EvidenceKind(attachment.kind) if attachment.kind else usual
    return Handed(kind, attachment.file_id, attachment.name, attachment.size)


def _with_handed(heard: Heard, said: Sequence[Incoming]) -> Heard:
    first, *more = map(handed_with, said)
    return replace(heard, handed=first, more_handed=tuple(more))


def _meant(pieces: Sequence[Incoming]) -> Command | None:
    text = caption_of(pieces)
    return with_courtesy(read_command(text)) if text.strip() else None


def _place(piece: Piece) -> tuple[int, int]:
    """Pictures are numbered in the order of the album, whenever each of them arrives."""
    row, incoming = piece
    number = incoming.message_id or ""
    return int(number) if number.isdecimal() else 0, row.id
