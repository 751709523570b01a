"""A rhythm that stands beside the limit, in a column of its own ("Tần suất": "Hằng tháng")."""

import re
from dataclasses import replace

from documents.plans.deadlines.reading import DeadlineReading, Part, read_deadline
from domain.deadlines import REPEATING

_YEAR = re.compile(r"(?:19|20|21)\d\d")


def with_rhythm(reading: DeadlineReading, rhythm: str) -> DeadlineReading:
    """The reading made periodic by the rhythm's words; a limit with a year of its own, or already periodic, stays."""
    if not rhythm or reading.deadline.kind in REPEATING or _YEAR.search(reading.deadline.wording):
        return reading
    how_often = read_deadline(rhythm, None).deadline
    if how_often.kind not in REPEATING:
        return reading
    deadline = replace(
        reading.deadline,
        kind=how_often.kind,
        wording="; ".join(filter(None, (reading.deadline.wording, how_often.wording))),
        first_day=None,
        last_day=None,
        at_time=None,
        rule=str(how_often.kind),
    )
    return replace(
        reading, deadline=deadline, parts=(*reading.parts, Part(how_often.wording, "recurrence")), milestones=()
    )
