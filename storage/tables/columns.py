"""What every table is made with: the metadata, its naming of keys, and the two columns that recur."""

from functools import partial

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, Table, UniqueConstraint, event

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """The row's own number."""
    return Column("id", Integer, primary_key=True)


def of(noun: str, *, name: str | None = None, nullable: bool = False, index: bool = False) -> Column[int]:
    """A reference to a row of that noun, called `<noun>_id` unless named.

    The reference holds the organisation too, so that the database refuses a row of another one.
    """
    called = name or f"{noun}_id"
    if noun == "organisation":
        return Column(called, Integer, ForeignKey("organisation.id"), nullable=nullable, index=index)
    column: Column[int] = Column(called, Integer, nullable=nullable, index=index)
    event.listen(column, "after_parent_attach", partial(_refer_within, noun), propagate=True)
    return column


def referred_to() -> UniqueConstraint:
    """The key that references from other tables need: a row and its organisation."""
    return UniqueConstraint("organisation_id", "id")


def _refer_within(noun: str, column: Column[int], table: Table) -> None:
    own, theirs = ["organisation_id", column.name], [f"{noun}.organisation_id", f"{noun}.id"]
    table.append_constraint(ForeignKeyConstraint(own, theirs, name=f"fk_{table.name}_{column.name}"))
