"""Drafts of plans: rows that all coordinators see, each change with its author and version, and who has seen what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, insert, select, update

from domain.draft_blocks import BlockEntry, DraftBlock, in_document_order, is_made_by_hand
from domain.drafts import LEAVE_OUT, OpenDraft, mark_of
from domain.plans import (
    AccountCounts,
    Basis,
    DateOrders,
    IssueMonth,
    Place,
    PlanDraft,
    PlanWarning,
    TaskDraft,
    Unread,
    WarningCode,
)
from storage.engine.database import Transaction
from storage.tables import draft, draft_block, draft_doubt, draft_reader, draft_row, person, refused_text

OPEN, WRITTEN, DROPPED = "open", "written", "dropped"


class DraftMoved(Exception):
    """Somebody changed, wrote or dropped the draft since it was loaded."""


@dataclass(frozen=True, slots=True)
class DraftHeading:
    """The part of a draft besides its rows, blocks and doubts, stored as one JSON value."""

    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    basis: Basis | None = None
    issued_in: IssueMonth | None = None
    account: AccountCounts | None = None
    aliases: tuple[tuple[str, int], ...] = ()
    cancelling: tuple[int, ...] = ()
    is_separate: bool = False
    picking: tuple[str, ...] = ()
    date_orders: DateOrders | None = None


def load_draft(
    tx: Transaction, organisation_id: int, draft_id: int, not_before: datetime | None = None
) -> OpenDraft | None:
    """An open draft, unless it was last touched before an instant."""
    is_it = (draft.c.organisation_id == organisation_id, draft.c.id == draft_id, draft.c.state == OPEN)
    found = tx.execute(select(draft).where(*is_it)).mappings().first()
    if found is None or (not_before is not None and found["touched_at"] < not_before):
        return None
    rows = tx.execute(select(draft_row).where(draft_row.c.draft_id == draft_id).order_by(draft_row.c.id)).mappings()
    every = [(row["number"], row["is_left_out"], row["fields"]) for row in rows]
    tasks = in_document_order(_row_type().validate_python(kept) for _, is_left_out, kept in every if not is_left_out)
    left_out = tuple(_row_type().validate_python(kept) for _, is_left_out, kept in every if is_left_out)
    doubts = list(tx.execute(select(draft_doubt).where(draft_doubt.c.draft_id == draft_id)).mappings())
    heading, blocks = _heading_type().validate_python(found["heading"]), _load_blocks(tx, draft_id)
    return OpenDraft(
        plan=_plan(heading, tasks, _warnings(doubts), blocks),
        file_name=found["file_name"],
        file_hash=found["file_hash"],
        answered=tuple(doubt["mark"] for doubt in doubts if doubt["settled_at"] is not None),
        aliases=heading.aliases,
        cancelling=heading.cancelling,
        is_separate=heading.is_separate,
        blocks=blocks,
        picking=heading.picking,
        last_number=max((number for number, _, _ in every), default=0),
        content_hash=found["content_hash"],
        id=draft_id,
        version=found["version"],
        rows_read=sum(not is_made_by_hand(kept["code"]) for _, _, kept in every),
        left_out=left_out,
        settled_by_leaving_out=tuple(
            doubt["mark"] for doubt in doubts if doubt["settled_at"] is not None and doubt["choice"] == LEAVE_OUT
        ),
    )


def _plan(
    heading: DraftHeading, tasks: tuple[TaskDraft, ...], warnings: tuple[PlanWarning, ...], blocks: Iterable[DraftBlock]
) -> PlanDraft:
    own = {field.name: getattr(heading, field.name) for field in fields(PlanDraft) if hasattr(heading, field.name)}
    own["account"] = heading.account or AccountCounts()
    return PlanDraft(**own, tasks=tasks, warnings=warnings, unread=tuple(block.unread for block in blocks))


def _load_blocks(tx: Transaction, draft_id: int) -> tuple[DraftBlock, ...]:
    query = select(draft_block).where(draft_block.c.draft_id == draft_id).order_by(draft_block.c.n)
    return tuple(
        DraftBlock(
            row["n"],
            Unread(_place_type().validate_python(row["place"]), row["text"], row["rule"], row["heading"], row["unit"]),
            BlockEntry(row["entry"]),
            row["row_number"],
        )
        for row in tx.execute(query).mappings()
    )


def _warnings(doubts: Iterable[Any]) -> tuple[PlanWarning, ...]:
    own = sorted((doubt for doubt in doubts if doubt["n"] is not None), key=lambda doubt: doubt["n"])
    return tuple(PlanWarning(WarningCode(each["code"]), each["row_code"], each["message"]) for each in own)


def add_draft(tx: Transaction, organisation_id: int, new: OpenDraft, made_by: int | None, now: datetime) -> OpenDraft:
    """Store a new draft with its rows, blocks and warnings. Returns it with its id."""
    values = {
        "made_by": made_by,
        "file_hash": new.file_hash,
        "file_name": new.file_name[:300],
        "content_hash": new.content_hash,
        "state": OPEN,
        "version": 1,
        "heading": _heading_of(new),
        "touched_at": now,
    }
    statement = insert(draft).values(organisation_id=organisation_id, **values).returning(draft.c.id)
    added = replace(new, id=int(tx.execute(statement).scalar_one()), version=1)
    saved = _Saving(tx, organisation_id, added, None, now, 1)
    saved.rows((), (), added.plan.tasks)
    for block in added.blocks:
        saved.block(block)
    saved.doubts(replace(added, plan=replace(added.plan, warnings=()), answered=()), added, "")
    return replace(added, last_number=max((task.number for task in added.plan.tasks), default=0))


def save_draft(
    tx: Transaction, organisation_id: int, after: OpenDraft, by: int | None, now: datetime, choice: str = ""
) -> OpenDraft:
    """Compare-and-set: store what changed since the version that `after` was made from. Returns the new version.

    `choice` is how the doubts settled now were settled. Raises DraftMoved when the draft was changed or closed
    meanwhile.
    """
    before = load_draft(tx, organisation_id, after.id)
    if before is None:
        raise DraftMoved(str(after.id))
    version = after.version + 1
    _set(tx, after, version=version, heading=_heading_of(after), touched_at=now)
    saved = _Saving(tx, organisation_id, after, by, now, version)
    saved.rows(before.plan.tasks, before.left_out, after.plan.tasks)
    for block in set(after.blocks) - set(before.blocks):
        changed = {"entry": block.entry.value, "row_number": block.row}
        is_it = (draft_block.c.draft_id == after.id, draft_block.c.n == block.n)
        tx.execute(update(draft_block).where(*is_it).values(**changed))
    saved.doubts(before, after, choice)
    numbers = (after.last_number, *(task.number for task in after.plan.tasks))
    return replace(after, version=version, last_number=max(numbers))


def close_draft(tx: Transaction, closing: OpenDraft, state: str, now: datetime) -> None:
    """Compare-and-set: the draft is written or dropped.

    Raises DraftMoved when it has been changed or closed since it was loaded.
    """
    _set(tx, closing, version=closing.version + 1, state=state, touched_at=now)
    tx.execute(delete(draft_reader).where(draft_reader.c.draft_id == closing.id))


def close_drafts_of_file(tx: Transaction, organisation_id: int, file_hash: str, now: datetime) -> None:
    """Close the waiting draft of a file whose plan was written in another way."""
    is_it = (draft.c.organisation_id == organisation_id, draft.c.file_hash == file_hash, draft.c.state == OPEN)
    tx.execute(update(draft).where(*is_it).values(state=WRITTEN, touched_at=now))


def _set(tx: Transaction, one: OpenDraft, **values: Any) -> None:
    is_it = (draft.c.id == one.id, draft.c.version == one.version, draft.c.state == OPEN)
    if tx.execute(update(draft).where(*is_it).values(**values)).rowcount == 0:
        raise DraftMoved(str(one.id))


@dataclass(frozen=True, slots=True)
class _Saving:
    """One change of one draft: who makes it, when, and the version it brings; nobody for what was read."""

    tx: Transaction
    organisation_id: int
    draft: OpenDraft
    by: int | None
    at: datetime
    version: int

    @property
    def _own(self) -> dict[str, Any]:
        return {"organisation_id": self.organisation_id, "draft_id": self.draft.id}

    def rows(
        self, before: Collection[TaskDraft], left_out: Collection[TaskDraft], after: Collection[TaskDraft]
    ) -> None:
        """Rows that are new, were changed, are left out now, or are back after they were `left_out`."""
        known, now = {row.number: row for row in before}, {row.number: row for row in after}
        gone = {row.number for row in left_out}
        changed = {"version": self.version, "changed_by": self.by, "changed_at": self.at}
        for number, row in now.items():
            values = {"fields": _row_type().dump_python(row, mode="json"), "is_left_out": False, **changed}
            if number in gone:
                self._update_row(number, {**values, "changed_parts": ""})
            elif number not in known:
                new = {**self._own, "number": number, "changed_parts": ""}
                self.tx.execute(insert(draft_row).values(**new, **values))
            elif known[number] != row:
                values["changed_parts"] = _parts(known[number], row)
                self._update_row(number, values)
        for number in known.keys() - now.keys():
            self._update_row(number, {**changed, "is_left_out": True, "changed_parts": "left_out"})

    def _update_row(self, number: int, values: dict[str, Any]) -> None:
        is_it = (draft_row.c.draft_id == self.draft.id, draft_row.c.number == number)
        self.tx.execute(update(draft_row).where(*is_it).values(**values))

    def block(self, block: DraftBlock) -> None:
        """A block of the document."""
        unread = block.unread
        values = {
            "n": block.n,
            "place": _place_type().dump_python(unread.place, mode="json"),
            "text": unread.text,
            "text_hash": block.hash,
            "heading": unread.heading,
            "unit": unread.unit,
            "rule": unread.reason[:60],
            "entry": block.entry.value,
            "row_number": block.row,
        }
        self.tx.execute(insert(draft_block).values(**self._own, **values))

    def doubts(self, before: OpenDraft, after: OpenDraft, choice: str) -> None:
        """Warnings that came or went with a new reading, and doubts that are settled now."""
        known, warned = _by_mark(before.plan.warnings), _by_mark(after.plan.warnings)
        gone = [mark for mark in known if mark not in warned and mark not in after.answered]
        if gone:
            is_it = (draft_doubt.c.draft_id == self.draft.id, draft_doubt.c.mark.in_(gone))
            self.tx.execute(delete(draft_doubt).where(*is_it))
        for n, (mark, warning) in enumerate(warned.items()):
            row = {"code": warning.code.value, "row_code": warning.task, "message": warning.message}
            self._put_doubt(mark, {"n": n, **row})
        settled = {"settled_by": self.by, "settled_at": self.at, "version": self.version, "choice": choice[:40]}
        for mark in set(after.answered) - set(before.answered):
            self._put_doubt(mark, settled)
        again = {"settled_by": None, "settled_at": None, "version": self.version, "choice": None}
        for mark in set(before.answered) - set(after.answered):
            self._put_doubt(mark, again)

    def _put_doubt(self, mark: str, values: dict[str, Any]) -> None:
        is_it = (draft_doubt.c.draft_id == self.draft.id, draft_doubt.c.mark == mark)
        if self.tx.execute(update(draft_doubt).where(*is_it).values(**values)).rowcount == 0:
            new = {"code": "", "message": "", **values}
            self.tx.execute(insert(draft_doubt).values(**self._own, mark=mark, **new))


def _by_mark(warnings: Iterable[PlanWarning]) -> dict[str, PlanWarning]:
    return {mark_of(each.code, each.task or "", each.message): each for each in warnings}


def _parts(before: TaskDraft, after: TaskDraft) -> str:
    names = (field.name for field in fields(TaskDraft))
    return ",".join(name for name in names if getattr(before, name) != getattr(after, name))


def _heading_of(one: OpenDraft) -> Any:
    plan = one.plan
    own = {field.name: getattr(plan, field.name) for field in fields(DraftHeading) if hasattr(plan, field.name)}
    chosen = {name: getattr(one, name) for name in ("aliases", "cancelling", "is_separate", "picking")}
    return _heading_type().dump_python(DraftHeading(**own, **chosen), mode="json")


def named_pictures(tx: Transaction) -> frozenset[str]:
    """Names of the pictures of rows of every open draft, of all organisations."""
    query = select(draft_row.c.fields).join(draft, draft_row.c.draft_id == draft.c.id).where(draft.c.state == OPEN)
    return frozenset(name for kept in tx.execute(query).scalars() if (name := kept.get("picture")))


@cache  # these are made when there is a first draft, and not at every start
def _heading_type() -> TypeAdapter[DraftHeading]:
    return TypeAdapter(DraftHeading)


@cache
def _row_type() -> TypeAdapter[TaskDraft]:
    return TypeAdapter(TaskDraft)


@cache
def _place_type() -> TypeAdapter[Place]:
    return TypeAdapter(Place)


def refused_texts(tx: Transaction, organisation_id: int) -> frozenset[str]:
    """Hashes of texts that a coordinator said are no tasks, of plans that were written."""
    query = select(refused_text.c.text_hash).where(refused_text.c.organisation_id == organisation_id)
    return frozenset(tx.execute(query).scalars())


def refuse_texts(tx: Transaction, organisation_id: int, hashes: Collection[str], by: int | None, now: datetime) -> None:
    """Remember texts that are no tasks."""
    for text_hash in sorted(set(hashes) - refused_texts(tx, organisation_id)):
        values = {"text_hash": text_hash, "refused_by": by, "refused_at": now}
        tx.execute(insert(refused_text).values(organisation_id=organisation_id, **values))


def forget_old_drafts(tx: Transaction, organisation_ids: Collection[int], before: datetime) -> int:
    """Delete drafts of these organisations that nobody touched since an instant. Returns how many."""
    old = tx.execute(_OLD, {"organisations": sorted(organisation_ids), "before": before}).scalars().all()
    if old:
        for table in (draft_reader, draft_doubt, draft_block, draft_row):
            tx.execute(delete(table).where(table.c.draft_id.in_(old)))
        tx.execute(delete(draft).where(draft.c.id.in_(old)))
    return len(old)


_OLD = select(draft.c.id).where(
    draft.c.organisation_id.in_(bindparam("organisations", expanding=True)), draft.c.touched_at < bindparam("before")
)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft in a list: `made_by` is a name, "" for the command line."""

    id: int
    title: str
    made_by: str
    file_hash: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """The last change of a row; `parts` as in `TaskDraft`, or "left_out"; none for a row that is new."""

    number: int
    parts: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DoubtSettled:
    """Who settled a doubt, when and how."""

    choice: str
    by: str
    at: datetime


def waiting_drafts(tx: Transaction, organisation_id: int, not_before: datetime) -> list[WaitingDraft]:
    """The organisation's open drafts touched since an instant, the oldest first."""
    query = (
        select(draft.c.id, draft.c.heading, person.c.name, draft.c.file_hash)
        .outerjoin(person, person.c.id == draft.c.made_by)
        .where(draft.c.organisation_id == organisation_id, draft.c.state == OPEN, draft.c.touched_at >= not_before)
        .order_by(draft.c.id)
    )
    return [WaitingDraft(row[0], row[1]["title"], row[2] or "", row[3]) for row in tx.execute(query)]


def drafts_as_kept(tx: Transaction, organisation_id: int) -> tuple[tuple[int, int, str], ...]:
    """Every draft with its version and state, to compare two instants."""
    query = select(draft.c.id, draft.c.version, draft.c.state).where(draft.c.organisation_id == organisation_id)
    return tuple((row[0], row[1], row[2]) for row in tx.execute(query.order_by(draft.c.id)))


def draft_of_reader(tx: Transaction, organisation_id: int, person_id: int) -> tuple[int, int] | None:
    """The draft that a person works at, and the version of it that they have been shown."""
    query = select(draft_reader.c.draft_id, draft_reader.c.seen_version).where(
        draft_reader.c.organisation_id == organisation_id, draft_reader.c.person_id == person_id
    )
    found = tx.execute(query).first()
    return None if found is None else (found[0], found[1])


def readers_of(tx: Transaction, draft_id: int) -> list[int]:
    """The people who work at a draft."""
    query = select(draft_reader.c.person_id).where(draft_reader.c.draft_id == draft_id)
    return list(tx.execute(query.order_by(draft_reader.c.person_id)).scalars())


def set_reader(tx: Transaction, organisation_id: int, person_id: int, draft_id: int, seen_version: int) -> None:
    """The person works at this draft from now on, and has been shown this version."""
    values = {"draft_id": draft_id, "seen_version": seen_version}
    is_theirs = draft_reader.c.person_id == person_id
    if tx.execute(update(draft_reader).where(is_theirs).values(**values)).rowcount == 0:
        tx.execute(insert(draft_reader).values(organisation_id=organisation_id, person_id=person_id, **values))


def rows_changed_by_others(tx: Transaction, one: OpenDraft, person_id: int, seen_version: int) -> list[RowChange]:
    """Rows that somebody else changed after a version."""
    query = (
        select(draft_row.c.number, draft_row.c.changed_parts, person.c.name, draft_row.c.changed_at)
        .join(person, person.c.id == draft_row.c.changed_by)
        .where(
            draft_row.c.draft_id == one.id,
            draft_row.c.version > seen_version,
            draft_row.c.changed_by != person_id,
        )
        .order_by(draft_row.c.number)
    )
    return [
        RowChange(number, tuple(part for part in parts.split(",") if part), name, at)
        for number, parts, name, at in tx.execute(query)
    ]


def doubt_settled_by_other(
    tx: Transaction, one: OpenDraft, mark: str, person_id: int, seen_version: int
) -> DoubtSettled | None:
    """Who else settled a doubt after a version; None when nobody did."""
    query = (
        select(draft_doubt.c.choice, person.c.name, draft_doubt.c.settled_at)
        .join(person, person.c.id == draft_doubt.c.settled_by)
        .where(
            draft_doubt.c.draft_id == one.id,
            draft_doubt.c.mark == mark,
            draft_doubt.c.version > seen_version,
            draft_doubt.c.settled_by != person_id,
        )
    )
    found = tx.execute(query).first()
    return None if found is None else DoubtSettled(found[0] or "", found[1], found[2])
