"""A task row of a table as it stands there, before anything in it is understood."""

from dataclasses import dataclass, field

from documents.plans.columns import Role
from domain.plans import Place

# Stand for a number in rows that have none: a row of its own under the row before, and a further row of one number.
ITEM, FURTHER = "-", "+"


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One task row, its cells by role; `code` is what the document calls it, "1.đ" for a child of row 1.

    `notes` are the filled cells of columns without a role: header and words. `place.part` is the heading above.
    """

    code: str
    place: Place
    cells: dict[Role, str] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()

    def cell(self, role: Role) -> str:
        """The words of a column; "" when the table has no such column."""
        return self.cells.get(role, "")
