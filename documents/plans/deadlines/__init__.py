"""Grammar of Vietnamese time limits: text in, a `Deadline` out; an unclear wording stays unknown."""

from documents.plans.deadlines.deadline_reader import DeadlineReading, Part, read_deadline, with_rhythm

__all__ = ["DeadlineReading", "Part", "read_deadline", "with_rhythm"]
