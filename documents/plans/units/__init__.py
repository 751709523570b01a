"""Who an assignment cell names: the text of a cell in, unit mentions out, split the way a person would split it."""

from documents.plans.units.splitting import names_alone, split_units, units_by_role

__all__ = ["names_alone", "split_units", "units_by_role"]
