"""Duties that stand in running text, and what became of every sentence of it."""

from documents.plans.prose.duties import ProseDuty
from documents.plans.prose.reading import ProseReading, read_prose

__all__ = ["ProseDuty", "ProseReading", "read_prose"]
