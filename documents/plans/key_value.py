"""Tables of two columns that describe one task line by line: "Công việc | ...", "Thời gian | ...", "Đơn vị | ..."."""

from collections.abc import Sequence

from documents.plans.blocks import Row
from documents.plans.columns import Columns, Role, named_columns
from documents.plans.row_cells import cells_by_role
from documents.plans.rows import RowDraft
from domain.plans import Place

_VALUE_HEADERS = {"chi tiết", "nội dung", "thông tin", "mô tả", "giá trị", "nội dung chi tiết"}
_LONGEST_LABEL = 40  # characters


def key_value_tasks(table: Sequence[tuple[int, Row]]) -> list[RowDraft]:
    """The tasks of the table, one for each line that names a task; [] for a table of another form."""
    labelled = [(at, row, _label(row)) for at, row in table]
    roles = {role for _, _, role in labelled}
    if Role.TASK not in roles or not roles & {Role.LEAD, Role.DEADLINE}:
        return []
    tasks: list[RowDraft] = []
    for at, row, role in labelled:
        if role is Role.TASK and row.words[1]:
            place = Place(table=row.table, row=row.row, page=row.page)
            tasks.append(RowDraft(str(len(tasks) + 1), place, {Role.TASK: row.words[1]}, sources=(at,)))
        elif tasks:
            tasks[-1] = _with(tasks[-1], at, row, role)
    return tasks


def is_pair_header(row: Row) -> bool:
    """The header over labels and what they say: "Nội dung | Chi tiết"."""
    return len(row.words) == 2 and row.words[1].lower() in _VALUE_HEADERS


def _label(row: Row) -> Role | None:
    """The role that the first of two cells names, unless the row is the header over both columns."""
    label = row.words[0] if row.words else ""
    if len(row.words) != 2 or not row.words[1] or len(label) > _LONGEST_LABEL:
        return None
    if is_pair_header(row):
        return None
    return next(iter(named_columns((label,)).roles.values()), None)


def _with(task: RowDraft, at: int, row: Row, role: Role | None) -> RowDraft:
    cells, notes = dict(task.cells), task.notes
    if role and role not in cells:
        cells |= {r: w for r, w in cells_by_role(Columns({1: role}, 2), row.cells).items() if r is role}
    elif row.words[1:] and row.words[1]:
        notes = (*notes, (row.words[0], row.words[1]))
    return RowDraft(task.code, task.place, cells, notes, (*task.sources, at))
