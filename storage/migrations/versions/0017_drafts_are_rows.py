"""A draft of a plan is rows that all coordinators see; drafts that wait are kept; a plan knows what was read"""

import hashlib
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.engine.database import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = op.get_bind().execute(_OLD.select().order_by(_OLD.c.touched_at.desc(), _OLD.c.id)).mappings().all()
    op.drop_table("draft")
    for table in _TABLES:
        op.create_table(table.name, *_columns(table))
    op.create_index("ix_draft_organisation_id_touched_at", "draft", ["organisation_id", "touched_at"])
    op.create_index("ix_draft_reader_draft_id", "draft_reader", ["draft_id"])
    is_open = sa.text("state = 'open'")
    op.create_index(
        "ix_draft_open",
        "draft",
        ["organisation_id", "file_hash"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.add_column("plan", sa.Column("content_hash", sa.String(64), nullable=True))
    op.add_column("plan_version", sa.Column("content_hash", sa.String(64), nullable=True))
    files: set[tuple[int, str]] = set()
    for row in waiting:
        file = (row["organisation_id"], row["content"]["file_hash"])
        _convert(row, "replaced" if file in files else "open")  # of two of one file the one touched last goes on
        files.add(file)


def _convert(old: Mapping[Any, Any], state: str) -> None:
    content, own = old["content"], {"organisation_id": old["organisation_id"]}
    plan = content["plan"]
    head = {name: plan[name] for name in ("title", "number", "issuer", "issued_on")}
    heading = head | {name: content.get(name, default) for name, default in _CHOICES.items()}
    values = {"made_by": old["person_id"], "file_hash": content["file_hash"], "file_name": content["file_name"][:300]}
    more = {"content_hash": "", "state": state, "version": 1, "heading": heading, "touched_at": old["touched_at"]}
    connection = op.get_bind()
    made = connection.execute(_DRAFT.insert().values(**own, **values, **more).returning(_DRAFT.c.id))
    own["draft_id"] = made.scalar_one()
    for task in plan["tasks"]:
        row = {"number": task["number"], "fields": task, "is_left_out": False, "version": 1, "changed_parts": ""}
        connection.execute(_ROW.insert().values(**own, **row))
    _convert_doubts(plan["warnings"], content.get("answered", ()), own, old)
    if state == "open":
        connection.execute(_READER.insert().values(**own, person_id=old["person_id"], seen_version=1))


def _convert_doubts(warnings: Any, answered: Any, own: Mapping[str, int], old: Mapping[Any, Any]) -> None:
    settled = {"settled_by": old["person_id"], "settled_at": old["touched_at"], "version": 1}
    doubts: dict[str, dict[str, Any]] = {}
    for n, warning in enumerate(warnings):
        text = "|".join((warning["code"], warning["task"] or "", warning["message"]))
        mark = hashlib.sha256(text.encode()).hexdigest()[:6]
        row = {"code": warning["code"], "row_code": warning["task"], "message": warning["message"]}
        doubts.setdefault(mark, {"n": n, "mark": mark, **row})
    for mark in answered:
        doubts[mark] = doubts.get(mark, {"mark": mark, "code": "", "message": ""}) | settled
    for row in doubts.values():
        op.get_bind().execute(_DOUBT.insert().values(**own, **row))


def _columns(table: sa.Table) -> list[Any]:
    columns = [sa.Column(column.name, column.type, nullable=column.nullable) for column in table.columns]
    keys = [
        sa.ForeignKeyConstraint([name], [f"{noun}.id"], name=f"fk_{table.name}_{name}")
        for name, noun in _REFERS.items()
        if name in table.c and noun != table.name
    ]
    unique = [
        sa.UniqueConstraint(*names, name=f"uq_{table.name}_{'_'.join(names)}") for names in _UNIQUE.get(table.name, ())
    ]
    return [*columns, *keys, sa.PrimaryKeyConstraint("id", name=f"pk_{table.name}"), *unique]


_META = sa.MetaData()
_CHOICES: Mapping[str, Any] = {"aliases": [], "cancelling": [], "is_separate": False}
_REFERS = {
    "organisation_id": "organisation",
    "draft_id": "draft",
    "person_id": "person",
    "made_by": "person",
    "changed_by": "person",
    "settled_by": "person",
    "refused_by": "person",
}
_UNIQUE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "draft_row": (("draft_id", "number"),),
    "draft_block": (("draft_id", "n"),),
    "draft_doubt": (("draft_id", "mark"),),
    "draft_reader": (("person_id",),),
    "refused_text": (("organisation_id", "text_hash"),),
}


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    own = (sa.Column("id", sa.Integer(), nullable=False), sa.Column("organisation_id", sa.Integer(), nullable=False))
    return sa.Table(name, _META, *own, *columns)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text() if length is None else sa.String(length), nullable=nullable)


_OLD = sa.Table(
    "draft",
    sa.MetaData(),
    sa.Column("id", sa.Integer()),
    sa.Column("organisation_id", sa.Integer()),
    sa.Column("person_id", sa.Integer()),
    sa.Column("content", sa.JSON()),
    sa.Column("touched_at", Instant()),
)
_DRAFT = _table(
    "draft",
    _number("made_by", nullable=True),
    _text("file_hash", 64),
    _text("file_name", 300),
    _text("content_hash", 64),
    _text("state", 20),
    _number("version"),
    sa.Column("heading", sa.JSON(), nullable=False),
    sa.Column("touched_at", Instant(), nullable=False),
)
_ROW = _table(
    "draft_row",
    _number("draft_id"),
    _number("number"),
    sa.Column("fields", sa.JSON(), nullable=False),
    sa.Column("is_left_out", sa.Boolean(), nullable=False),
    _number("version"),
    _number("changed_by", nullable=True),
    sa.Column("changed_at", Instant(), nullable=True),
    _text("changed_parts", 200),
)
_BLOCK = _table(
    "draft_block",
    _number("draft_id"),
    _number("n"),
    sa.Column("place", sa.JSON(), nullable=False),
    _text("text"),
    _text("text_hash", 16),
    _text("heading"),
    _text("unit"),
    _text("rule", 60),
    _text("entry", 20),
    _number("row_number", nullable=True),
)
_DOUBT = _table(
    "draft_doubt",
    _number("draft_id"),
    _number("n", nullable=True),
    _text("mark", 12),
    _text("code", 40),
    _text("row_code", nullable=True),
    _text("message"),
    _text("choice", 40, nullable=True),
    _number("version", nullable=True),
    _number("settled_by", nullable=True),
    sa.Column("settled_at", Instant(), nullable=True),
)
_READER = _table("draft_reader", _number("person_id"), _number("draft_id"), _number("seen_version"))
_REFUSED = _table(
    "refused_text",
    _text("text_hash", 16),
    _number("refused_by", nullable=True),
    sa.Column("refused_at", Instant(), nullable=False),
)
_TABLES = (_DRAFT, _ROW, _BLOCK, _DOUBT, _READER, _REFUSED)
