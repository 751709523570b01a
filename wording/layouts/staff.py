"""Who is away, who is there, who moved or left; codes, and the units."""

from domain.messages.accounts import CodeMade
from domain.messages.people import (
    AbsenceEnded,
    AbsenceNoted,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    PersonSummary,
    UnitsShown,
    UnitSummary,
)
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts
from wording.layouts.parts import RenderContext
from wording.messages import Button

MOST_BYTES = 48  # of a command that a button carries, without the page


def away(notice: AbsenceNoted, setting: RenderContext) -> Draft:
    """From when to when, who stands in, and what that means for the reader."""
    words, days = setting.words.staff, setting.words.days
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
        _gaps(notice.gaps, setting),
        words.end_early.format(back=f"/{setting.words.command('back')}") if _is_of_reader(notice) else "",
    )
    return Draft((body,))


def _is_of_reader(notice: AbsenceNoted) -> bool:
    return notice.to == "absent" or (notice.to == "author" and notice.by == notice.person)


def back(notice: AbsenceEnded, setting: RenderContext) -> Draft:
    """Who is there again."""
    template = setting.words.staff.back.get(notice.to, setting.words.staff.back["above"])
    return Draft((Block(template.format(person=clean(notice.person, parts.NAME), by=clean(notice.by, parts.NAME))),))


def people(notice: PeopleShown, setting: RenderContext) -> Draft:
    """A page of people: name, role, unit, and what keeps them from being reached."""
    words = setting.words.staff
    template = words.people_sought if notice.sought else words.people_heading
    sought = clean(notice.sought, parts.NAME)
    if not notice.lines:
        nobody = words.nobody_found if notice.sought else words.nobody
        return Draft((lines(nobody.format(sought=sought, people=setting.words.command("people"))),))
    head = template.format(count=notice.total, unlinked=notice.unlinked, sought=sought)
    entries = [_person(line, setting) for line in notice.lines]
    typed = f"people {sought}".strip()
    shown = f"{setting.words.command('people')} {sought}".strip()
    return _paged(head, entries, (notice.page, notice.pages), (typed, shown), setting)


def _person(line: PersonSummary, setting: RenderContext) -> Block:
    words, role_names = setting.words.staff, setting.words.people.role_names
    roles = ", ".join(role_names.get(role, clean(role, parts.NAME)) for role in line.roles) or words.no_role
    remarks = [] if line.is_linked else [words.unlinked]
    if line.away_until is not None:
        remarks.append(words.away_until.format(day=setting.words.days.short_day(line.away_until)))
    if line.stand_in:
        remarks.append(words.away_stand_in.format(name=clean(line.stand_in, parts.NAME)))
    units = parts.names(line.unit_names)
    return lines(
        words.person.format(name=clean(line.name, parts.NAME), roles=roles),
        f"  {units}" if units else "",
        f"  ⚠️ {', '.join(remarks)}" if remarks else "",
    )


def units(notice: UnitsShown, setting: RenderContext) -> Draft:
    """A page of units with how many people each has."""
    words = setting.words
    head = words.staff.units_heading.format(count=notice.total)
    entries = [_unit(line, setting) for line in notice.lines]
    return _paged(head, entries, (notice.page, notice.pages), ("units", words.command("units")), setting)


def _unit(line: UnitSummary, setting: RenderContext) -> Block:
    words = setting.words.staff
    template = words.group if line.is_group else words.unit
    return Block(template.format(name=clean(line.name, parts.NAMES), people=line.people, linked=line.linked))


def _paged(
    head: str, entries: list[Block], at: tuple[int, int], typed: tuple[str, str], setting: RenderContext
) -> Draft:
    page, pages = at
    words, has_buttons = setting.words, setting.capabilities.has_buttons and len(typed[0].encode()) <= MOST_BYTES
    turn = words.tasks.page.format(page=page, pages=pages) if pages > 1 else ""
    closing: tuple[str, ...] = ()
    if page < pages and not has_buttons:
        closing = (words.hints.next_page.format(list=typed[1], page=page + 1),)
    rows = _turns(at, typed[0], setting) if has_buttons else ()
    return Draft((lines(head, turn), *entries), closing, rows)


def _turns(at: tuple[int, int], typed: str, setting: RenderContext) -> Rows:
    page, pages = at
    hints = setting.words.hints
    before = [Button(hints.previous, f"{typed} page {page - 1}")] if page > 1 else []
    after = [Button(hints.next, f"{typed} page {page + 1}")] if page < pages else []
    return (tuple(before + after),) if before or after else ()


def moved(notice: PersonMoved, setting: RenderContext) -> Draft:
    """Where somebody belongs now."""
    words = setting.words
    first = words.staff.moved.get(notice.to, words.staff.moved["above"]).format(
        name=clean(notice.name, parts.NAME),
        unit=clean(notice.unit_name, parts.NAMES),
        by=author(notice.by, setting),
        tasks=words.command("tasks"),
    )
    return Draft((lines(first, "" if notice.to == "person" else _gaps(notice.gaps, setting)),))


def removed(notice: PersonRemoved, setting: RenderContext) -> Draft:
    """Who takes no part any more."""
    name, by = clean(notice.name, parts.NAME), author(notice.by, setting)
    first = setting.words.staff.removed.get(notice.to, setting.words.staff.removed["above"]).format(name=name, by=by)
    return Draft((lines(first, _gaps(notice.gaps, setting)),))


def author(name: str, setting: RenderContext) -> str:
    """Who did it; nobody's name stands by what was done at the machine."""
    words = setting.words.staff
    return words.by_person.format(name=clean(name, parts.NAME)) if name else words.by_machine


def code(notice: CodeMade, setting: RenderContext) -> Draft:
    """The code, how it is used, until when, and what it replaces."""
    words, name = setting.words.staff, clean(notice.name, parts.NAME)
    typed = clean(notice.code, parts.NAME)
    body = lines(
        words.code.format(name=name, code=typed),
        words.code_how.format(name=name, code=typed),
        words.code_until.format(until=setting.words.days.instant(setting.local(notice.expires_at))),
        words.code_replaces if notice.has_account else "",
    )
    return Draft((body,))


def _gaps(names: tuple[str, ...], setting: RenderContext) -> str:
    return setting.words.staff.gaps.format(names=parts.names(names)) if names else ""
