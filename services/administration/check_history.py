"""Checks the history against its checkpoints: what a chain alone does not show is that its newest rows are gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.checkpoints import Checkpoint, Signature, code_letters, signature_of
from domain.history import chain_hash
from services.administration.look_up import Verified, verify_history
from storage.checkpoints import count_until, load_checkpoints
from storage.engine.database import Transaction
from storage.events import find_event, last_seq


class RowFault(StrEnum):
    """Why the row that a checkpoint names does not fit: it and all behind it are gone, it alone is gone, it reads
    otherwise, or rows before it are gone."""

    CUT = "cut"
    MISSING = "missing"
    CHANGED = "changed"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class CheckedCheckpoint:
    """A checkpoint and what was found. `is_forged`: it cannot be one that the program made under its keys."""

    checkpoint: Checkpoint
    signature: Signature
    fault: RowFault | None
    is_forged: bool

    @property
    def fits(self) -> bool:
        """True while the history is the one that it names, as far as signatures can be checked."""
        return self.fault is None and not self.is_forged


@dataclass(frozen=True, slots=True)
class CheckedHistory:
    """The chain, read from the checkpoint `start` or, when that is None, from its beginning; `last_seq`: where it ends.

    `checkpoints` are all there are, the one that covers least first.
    """

    verified: Verified
    start: Checkpoint | None
    checkpoints: tuple[CheckedCheckpoint, ...]
    last_seq: int

    @property
    def fits(self) -> bool:
        """True when nothing was found."""
        return not self.verified.faults and all(one.fits for one in self.checkpoints)

    def bearing(self, code: str) -> CheckedCheckpoint | None:
        """The checkpoint that people know by this code, however it was typed; None when there is none."""
        letters = code_letters(code)
        return next((one for one in self.checkpoints if code_letters(one.checkpoint.told_code) == letters), None)

    def holds_until(self, checked: CheckedCheckpoint) -> bool:
        """Whether the history up to this checkpoint is as it was; of one that was read from its beginning."""
        return checked.fits and all(seq > checked.checkpoint.seq for seq, _ in self.verified.faults)


def check_history(tx: Transaction, organisation_id: int, keys: Sequence[bytes], *, whole: bool) -> CheckedHistory:
    """Read the chain from the newest checkpoint whose signature holds, or all of it; check every checkpoint."""
    last = last_seq(tx, organisation_id)
    checked = list(_checked(tx, load_checkpoints(tx, organisation_id), keys, last))
    start = None
    for place in reversed(range(len(checked))):
        one = checked[place]
        if one.signature is not Signature.HOLDS or not one.fits:
            continue
        if count_until(tx, organisation_id, one.checkpoint.seq) == one.checkpoint.count:
            start = one.checkpoint
        else:
            checked[place] = replace(one, fault=RowFault.FEWER)
        break
    start = None if whole else start
    return CheckedHistory(verify_history(tx, organisation_id, start), start, tuple(checked), last)


def _checked(
    tx: Transaction, known: Iterable[Checkpoint], keys: Sequence[bytes], last: int
) -> Iterable[CheckedCheckpoint]:
    was_signed = False
    for one in known:
        signature = signature_of(one, keys)
        # Once there is a key everything is signed: without one somebody else wrote it.
        is_unsigned = signature is Signature.UNSIGNED and was_signed and bool(keys)
        yield CheckedCheckpoint(one, signature, _row_fault(tx, one, last), is_unsigned or signature is Signature.WRONG)
        was_signed = was_signed or one.signature is not None


def _row_fault(tx: Transaction, made: Checkpoint, last: int) -> RowFault | None:
    stored = find_event(tx, made.organisation_id, made.seq)
    if stored is None:
        return RowFault.CUT if last < made.seq else RowFault.MISSING
    computed = chain_hash(stored.previous_hash, made.organisation_id, made.seq, stored.event)
    return None if made.hash == stored.hash == computed else RowFault.CHANGED
