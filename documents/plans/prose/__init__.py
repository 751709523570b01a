"""Reads duties in running text and accounts for every sentence of it."""

from documents.plans.prose.prose_deadlines import year_of
from documents.plans.prose.prose_duties import ProseDuty
from documents.plans.prose.prose_reader import ProseReading, read_prose
from documents.plans.prose.statements import KnownNames, statements_of

__all__ = ["KnownNames", "ProseDuty", "ProseReading", "read_prose", "statements_of", "year_of"]
