"""Units named in an assignment cell: text in, unit mentions out, split as a person would split it."""

from documents.plans.units.unit_reader import UnitsRead, names_alone, read_units, split_units, units_by_role

__all__ = ["UnitsRead", "names_alone", "read_units", "split_units", "units_by_role"]
