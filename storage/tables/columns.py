"""What every table is made with: the metadata, its naming of keys, and the two columns that recur."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData

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
    """A reference to a row of that noun, called `<noun>_id` unless named."""
    return Column(name or f"{noun}_id", Integer, ForeignKey(f"{noun}.id"), nullable=nullable, index=index)
