"""Duties that stand in running text, and what became of every sentence of it."""

from documents.plans.prose.duties import ProseDuty
from documents.plans.prose.known_names import KnownNames
from documents.plans.prose.limits import year_of
from documents.plans.prose.reading import ProseReading, read_prose
from documents.plans.prose.statements import statements_of

__all__ = ["KnownNames", "ProseDuty", "ProseReading", "read_prose", "statements_of", "year_of"]
