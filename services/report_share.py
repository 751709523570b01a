"""Takes the report of one unit where several lead a task, and of units that coordinate it."""

from collections.abc import Iterable

from domain.commands import ReportShare
from domain.notices import Saying
from domain.refusals import Refused
from domain.shares import Share, missing, units_that_share
from domain.tasks import Part, State
from domain.verification_notices import ShareLine, ShareReported
from domain.verification_refusals import NotCoordinating, ShareKnown
from services.desk import Desk, Reply
from services.rows_before import task_before
from services.task_lines import each, line_of, numbers_meant, record, refuse_closed, short_enough, visible_task
from storage.people import load_contacts, name_of
from storage.shares import add_shares, shares_of
from storage.tasks import TaskNow
from storage.units import has_groups


def report_share(desk: Desk, command: ReportShare) -> Reply:
    """The person's unit has done what it was to coordinate."""
    numbers = numbers_meant(desk, "coordinated", command.numbers)
    note = short_enough(command.note)
    return Reply(each(desk, numbers, lambda number: _coordinated(desk, number, note)))


def _coordinated(desk: Desk, number: int, note: str | None) -> Saying:
    found = visible_task(desk, number)
    mine = my_share_units(desk, found, Part.COORDINATING)
    if not mine:
        raise Refused(NotCoordinating(number, found.task.title))
    if found.occurrence.state is not State.REPORTED:
        refuse_closed(desk, found)
    kept = task_before(desk, found.task.id)
    new = add_my_shares(desk, found, Part.COORDINATING, note)
    facts: dict[str, object] = {"detail": ", ".join(names_of_units(desk, new)), "shares": list(new), "note": note or ""}
    record(desk, "share_coordinated", found, {**facts, **kept.facts()})
    return share_reported(desk, found, Part.COORDINATING, new, note)


def share_units(desk: Desk, found: TaskNow, part: Part) -> tuple[int, ...]:
    """The units that each report for themselves, in the plan's order; who leads does not coordinate as well."""
    units = _units_of(desk, found, part)
    if part is Part.COORDINATING:
        leading = desk.directory.with_members(r.unit_id for r in found.task.units(Part.LEAD))
        units = tuple(unit_id for unit_id in units if unit_id not in leading)
    return units


def _units_of(desk: Desk, found: TaskNow, part: Part) -> tuple[int, ...]:
    units = [r.unit_id for r in found.task.units(part)]
    # As nearly always there is none: then nobody else's units and names need be read.
    if not has_groups(desk.tx, desk.organisation.id, found.task.number, part.value):
        return tuple(dict.fromkeys(units))
    staffed = frozenset(u for contact in load_contacts(desk.tx, desk.organisation.id) for u in contact.unit_ids)
    return units_that_share(units, desk.directory.units, desk.directory.members, staffed)


def my_share_units(desk: Desk, found: TaskNow, part: Part) -> tuple[int, ...]:
    """Those for which this person speaks: their own units, and the ones these belong to."""
    return tuple(unit_id for unit_id in share_units(desk, found, part) if unit_id in desk.my_units)


def add_my_shares(desk: Desk, found: TaskNow, part: Part, note: str | None) -> tuple[int, ...]:
    """Write down that the person's units have done their part; gives those that had not said so before.

    Raises Refused(ShareKnown) when all of them had.
    """
    mine = my_share_units(desk, found, part)
    said = [share for share in shares_of(desk.tx, found.occurrence.id) if share.part is part]
    new = missing(mine, said)
    if not new:
        last = next(share for share in reversed(said) if share.unit_id in mine)
        names, open_ = names_of_units(desk, mine), names_of_units(desk, missing(share_units(desk, found, part), said))
        by = name_of(desk.tx, last.reported_by)
        raise Refused(ShareKnown(found.task.number, names, by, last.reported_at, open_))
    shares = [Share(unit_id, part, desk.person.person_id, desk.said_on, desk.said_at, note) for unit_id in new]
    add_shares(desk.tx, desk.organisation.id, found.occurrence.id, shares)
    return new


def share_reported(desk: Desk, found: TaskNow, part: Part, units: Iterable[int], note: str | None) -> ShareReported:
    """What the person is answered: their units, and the ones still to come."""
    open_ = missing(share_units(desk, found, part), shares_of(desk.tx, found.occurrence.id))
    return ShareReported(
        line_of(desk, found), part.value, names_of_units(desk, units), names_of_units(desk, open_), note
    )


def share_lines(desk: Desk, found: TaskNow) -> tuple[ShareLine, ...]:
    """Where each unit stands: of the lead units only when there are several; of the coordinating when any has said."""
    shares = shares_of(desk.tx, found.occurrence.id)
    lines: list[ShareLine] = []
    for part in (Part.LEAD, Part.COORDINATING):
        units = share_units(desk, found, part)
        days = {share.unit_id: share.reported_on for share in shares if share.part is part}
        if (part is Part.LEAD and len(units) > 1) or (part is Part.COORDINATING and days):
            lines += [ShareLine(desk.directory.units[u].name, part.value, days.get(u)) for u in units]
    return tuple(lines)


def names_of_units(desk: Desk, unit_ids: Iterable[int]) -> tuple[str, ...]:
    """The units' names."""
    return tuple(desk.directory.units[unit_id].name for unit_id in unit_ids)
