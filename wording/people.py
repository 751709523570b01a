"""Absences, people and units, transfers, and roles."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.people import (
    AbsenceEnded,
    AbsenceNoted,
    EndAbsence,
    ListPeople,
    ListUnits,
    OfficeCover,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    PersonSummary,
    RoleChangeSummary,
    RolesChanged,
    UnitsShown,
    UnitSummary,
)
from domain.messages.tasks import ListTasks
from wording import parts
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button

MOST_BYTES = 48  # of a command that a button carries, without the page
MOST_ROLES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Absences, people, units and roles.

    `away` and `back` by what the reader is: "author", "absent", "stand_in", "above".
    """

    away: Mapping[str, str]
    one_day: str
    days: str
    stand_in: str
    no_stand_in: str
    stand_in_may: str
    gaps: str
    office_covered: Mapping[str, str]
    office_open: Mapping[str, str]
    noted_by: str
    end_early: str
    back: Mapping[str, str]
    people_heading: str
    people_sought: str
    nobody: str
    nobody_found: str
    person: str
    unlinked: str
    away_until: str
    away_stand_in: str
    no_role: str
    units_heading: str
    unit: str
    group: str
    by_person: str
    by_machine: str
    moved: Mapping[str, str]
    removed: Mapping[str, str]
    roles_changed: Mapping[str, str]
    role_signs: Mapping[str, str]
    role_of: str
    role_back: str
    roles_more: str
    left_without: Mapping[str, str]
    role_names: Mapping[str, str]


def absence_noted(notice: AbsenceNoted, context: RenderContext) -> Layout:
    """Says from when to when a person is away, who stands in, and what that means for the reader."""
    words, days = context.words.people, context.words.days
    template = words.one_day if notice.first_day == notice.last_day else words.days
    span = template.format(first=days.day(notice.first_day), last=days.day(notice.last_day))
    person, by = clean(notice.person, parts.NAME), clean(notice.by, parts.NAME)
    instead = words.stand_in.format(name=clean(notice.stand_in, parts.NAME)) if notice.stand_in else words.no_stand_in
    if notice.to == "stand_in":
        instead = words.stand_in_may.format(person=person)
    is_told = notice.to in {"stand_in", "above"} and notice.by != notice.person
    body = lines(
        words.away.get(notice.to, words.away["above"]).format(person=person, by=by, days=span),
        instead,
        words.noted_by.format(by=by) if is_told else "",
        _gaps(notice.gaps, context),
        *(_office(each, context) for each in notice.offices),
        words.end_early.format(back=context.words.command(EndAbsence)) if _is_of_reader(notice) else "",
    )
    return Layout((body,))


def _office(cover: OfficeCover, context: RenderContext) -> str:
    words = context.words.people
    told = words.office_covered if cover.names else words.office_open
    return told.get(cover.role, "").format(names=parts.names(cover.names))


def _is_of_reader(notice: AbsenceNoted) -> bool:
    return notice.to == "absent" or (notice.to == "author" and notice.by == notice.person)


def absence_ended(notice: AbsenceEnded, context: RenderContext) -> Layout:
    """Says that a person is back."""
    template = context.words.people.back.get(notice.to, context.words.people.back["above"])
    return Layout((Block(template.format(person=clean(notice.person, parts.NAME), by=clean(notice.by, parts.NAME))),))


def people_shown(notice: PeopleShown, context: RenderContext) -> Layout:
    """Shows a page of people: name, role, unit, and what keeps them from being reached."""
    words = context.words.people
    template = words.people_sought if notice.sought else words.people_heading
    sought = clean(notice.sought, parts.NAME)
    if not notice.lines:
        nobody = words.nobody_found if notice.sought else words.nobody
        return Layout((lines(nobody.format(sought=sought, people=context.words.command(ListPeople))),))
    head = template.format(count=notice.total, unlinked=notice.unlinked, sought=sought)
    entries = [_person(line, context) for line in notice.lines]
    typed = f"people {sought}".strip()
    shown = f"{context.words.command(ListPeople)} {sought}".strip()
    return _paged(head, entries, (notice.page, notice.pages), (typed, shown), context)


def _person(line: PersonSummary, context: RenderContext) -> Block:
    words, role_names = context.words.people, context.words.people.role_names
    roles = ", ".join(role_names.get(role, clean(role, parts.NAME)) for role in line.roles) or words.no_role
    remarks = [] if line.is_linked else [words.unlinked]
    if line.away_until is not None:
        remarks.append(words.away_until.format(day=context.words.days.short_day(line.away_until)))
    if line.stand_in:
        remarks.append(words.away_stand_in.format(name=clean(line.stand_in, parts.NAME)))
    units = parts.names(line.unit_names)
    return lines(
        words.person.format(name=clean(line.name, parts.NAME), roles=roles),
        f"  {units}" if units else "",
        f"  ⚠️ {', '.join(remarks)}" if remarks else "",
    )


def units_shown(notice: UnitsShown, context: RenderContext) -> Layout:
    """Shows a page of units with the number of people in each."""
    words = context.words
    head = words.people.units_heading.format(count=notice.total)
    entries = [_unit(line, context) for line in notice.lines]
    return _paged(head, entries, (notice.page, notice.pages), (ListUnits.canonical, words.command(ListUnits)), context)


def _unit(line: UnitSummary, context: RenderContext) -> Block:
    words = context.words.people
    template = words.group if line.is_group else words.unit
    return Block(template.format(name=clean(line.name, parts.NAMES), people=line.people, linked=line.linked))


def _paged(
    head: str, entries: list[Block], at: tuple[int, int], typed: tuple[str, str], context: RenderContext
) -> Layout:
    page, pages = at
    words, has_buttons = context.words, context.capabilities.has_buttons and len(typed[0].encode()) <= MOST_BYTES
    turn = words.hints.page.format(page=page, pages=pages) if pages > 1 else ""
    closing: tuple[str, ...] = ()
    if page < pages and not has_buttons:
        closing = (words.hints.next_page.format(list=typed[1], page=page + 1),)
    rows = _turns(at, typed[0], context) if has_buttons else ()
    return Layout((lines(head, turn), *entries), closing, rows)


def _turns(at: tuple[int, int], typed: str, context: RenderContext) -> Rows:
    page, pages = at
    hints = context.words.hints
    before = [Button(hints.previous, f"{typed} page {page - 1}")] if page > 1 else []
    after = [Button(hints.next, f"{typed} page {page + 1}")] if page < pages else []
    return (tuple(before + after),) if before or after else ()


def person_moved(notice: PersonMoved, context: RenderContext) -> Layout:
    """Says which unit a person belongs to now."""
    words = context.words
    first = words.people.moved.get(notice.to, words.people.moved["above"]).format(
        name=clean(notice.name, parts.NAME),
        unit=clean(notice.unit_name, parts.NAMES),
        by=author(notice.by, context),
        tasks=words.command(ListTasks),
    )
    return Layout((lines(first, "" if notice.to == "person" else _gaps(notice.gaps, context)),))


def person_removed(notice: PersonRemoved, context: RenderContext) -> Layout:
    """Says that a person no longer takes part."""
    name, by = clean(notice.name, parts.NAME), author(notice.by, context)
    first = context.words.people.removed.get(notice.to, context.words.people.removed["above"]).format(name=name, by=by)
    return Layout((lines(first, _gaps(notice.gaps, context)),))


def author(name: str, context: RenderContext) -> str:
    """Names who did it; what was done on the command line has no name."""
    words = context.words.people
    return words.by_person.format(name=clean(name, parts.NAME)) if name else words.by_machine


def _gaps(names: tuple[str, ...], context: RenderContext) -> str:
    return context.words.people.gaps.format(names=parts.names(names)) if names else ""


def roles_changed(notice: RolesChanged, context: RenderContext) -> Layout:
    """Lists roles granted, taken or returned; of a long list the first dozen and how many more."""
    words = context.words.people
    heading = words.roles_changed.get(notice.to, words.roles_changed["above"])
    entries = [_role_line(line, context, is_own=notice.to == "person") for line in notice.lines[:MOST_ROLES]]
    hidden = len(notice.lines) - len(entries)
    body = lines(
        heading.format(by=author(notice.by, context)),
        *entries,
        words.roles_more.format(count=hidden) if hidden else "",
        *(words.left_without.get(role, "") for role in notice.left_without),
    )
    return Layout((body,))


def _role_line(line: RoleChangeSummary, context: RenderContext, *, is_own: bool) -> str:
    words, role_names = context.words.people, context.words.people.role_names
    role = role_names.get(line.role, clean(line.role, parts.NAME))
    told = words.role_of.format(role=role, unit=clean(line.unit_name, parts.NAMES)) if line.unit_name else role
    if line.what == "back":
        told = words.role_back
    sign = words.role_signs.get(line.what, "•")
    return f"{sign} {told}" if is_own else f"{sign} {clean(line.person, parts.NAME)}: {told}"
