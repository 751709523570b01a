"""Plans that wait for their coordinator's word: one for each person, touched with every correction."""

import json
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, insert, select, update

from domain.drafts import OpenDraft
from storage.database import Transaction
from storage.tables import draft


def load_draft(tx: Transaction, organisation_id: int, person_id: int, not_before: datetime) -> OpenDraft | None:
    """The person's draft, unless it was last touched before an instant."""
    query = select(draft.c.content).where(
        draft.c.organisation_id == organisation_id,
        draft.c.person_id == person_id,
        draft.c.touched_at >= not_before,
    )
    kept = tx.execute(query).scalar()
    return None if kept is None else _content().validate_python(kept)


def draft_as_kept(tx: Transaction, organisation_id: int, person_id: int) -> str | None:
    """The person's draft as one text, to compare two states of it; None when there is none."""
    query = select(draft.c.content).where(draft.c.organisation_id == organisation_id, draft.c.person_id == person_id)
    kept = tx.execute(query).scalar()
    return None if kept is None else json.dumps(kept, sort_keys=True)


def keep_draft(tx: Transaction, organisation_id: int, person_id: int, content: OpenDraft, now: datetime) -> None:
    """Keep the person's draft in place of the one before."""
    values: dict[str, Any] = {"content": _content().dump_python(content, mode="json"), "touched_at": now}
    is_mine = (draft.c.organisation_id == organisation_id) & (draft.c.person_id == person_id)
    if tx.execute(update(draft).where(is_mine).values(**values)).rowcount == 0:
        tx.execute(insert(draft).values(organisation_id=organisation_id, person_id=person_id, **values))


def end_draft(tx: Transaction, organisation_id: int, person_id: int) -> None:
    """Forget the person's draft."""
    tx.execute(delete(draft).where(draft.c.organisation_id == organisation_id, draft.c.person_id == person_id))


def forget_old_drafts(tx: Transaction, organisation_ids: Collection[int], before: datetime) -> int:
    """Forget the organisations' drafts not touched since an instant; gives how many."""
    return int(tx.execute(_FORGET, {"organisations": sorted(organisation_ids), "before": before}).rowcount)


@cache  # made when there is a first draft, and not at every start
def _content() -> TypeAdapter[OpenDraft]:
    return TypeAdapter(OpenDraft)


_FORGET = delete(draft).where(
    draft.c.organisation_id.in_(bindparam("organisations", expanding=True)), draft.c.touched_at < bindparam("before")
)
