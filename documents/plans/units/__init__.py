"""Who an assignment cell names: the text of a cell in, unit mentions out, split the way a person would split it."""

from documents.plans.units.unit_reader import UnitsRead, names_alone, read_units, split_units, units_by_role

__all__ = ["UnitsRead", "names_alone", "read_units", "split_units", "units_by_role"]
