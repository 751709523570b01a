"""Lists of people: the roles they leave open, what they change, and that they were taken over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.messages.codes import PrintCodes
from domain.messages.people import RoleChangeSummary
from domain.messages.rosters import RosterDifference, RosterLoaded, RosterRoleAsked, RosterShown
from domain.people import Role
from domain.questions import letters
from domain.rosters import RosterQuestion
from wording import parts
from wording.buttons import button, if_possible, in_rows, no_button, option_buttons
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.people import PeopleWords

MOST_NAMES = 6  # in one question, and in each line about a difference
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWords:
    """Phrases about lists, by what is asked, with {people}, {unit} and {words}.

    `assumed` says what holds until somebody answers; `answers` are the two answers to a question about a role, the one
    that gives it first. `more_questions` and `more_lines` say how many are not shown.
    """

    questions: Mapping[str, str]
    assumed: Mapping[str, str]
    answers: Mapping[str, tuple[str, str]]
    other_answers: tuple[str, str]
    more_people: str
    not_recorded: str
    role_asked: str
    role_how: str
    shown: str
    shown_file: str
    shown_how: str
    shown_label: str
    added: str
    left: str
    moved: str
    moved_one: str
    renamed: str
    withheld: str
    is_addition: str
    loaded: str
    unchanged: str
    changed_roles: str
    unlinked: str
    print_label: str


def question_text(question: RosterQuestion, words: RosterWords, *, is_answered_here: bool = False) -> str:
    """The question as a sentence or two; the second says what holds meanwhile, unless it `is_answered_here`."""
    kind = question.doubt.value
    assumed = "" if is_answered_here else words.assumed.get(kind, "")
    phrase = f"{words.questions[kind]} {assumed}".strip()
    unit = clean(question.unit) or words.not_recorded
    return phrase.format(people=_names(question.people, words), unit=unit, words=clean(question.words))


def role_lines(changes: Sequence[RoleChangeSummary], people: PeopleWords) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The changes by what happens and by role: "+ lãnh đạo", and whose, each with the unit."""
    order = [role.value for role in Role]
    in_order = sorted(changes, key=lambda line: (line.what, order.index(line.role) if line.role in order else -1))
    for (what, role), found in groupby(in_order, key=lambda line: (line.what, line.role)):
        name = people.role_names.get(role, clean(role)) if role else people.role_back
        whose = (f"{line.person} ({line.unit_name})" if line.unit_name else line.person for line in found)
        yield f"{people.role_signs.get(what, '•')} {name}", tuple(whose)


def roster_role_asked(notice: RosterRoleAsked, context: RenderContext) -> Layout:
    """Asks for one role, with one button for each answer."""
    words = context.words.rosters
    labels = words.answers.get(notice.asked.doubt.value, words.other_answers)
    asked = words.role_asked.format(
        number=notice.number,
        count=notice.count,
        people=notice.people,
        question=question_text(notice.asked, words, is_answered_here=True),
    )
    rows: Rows = in_rows(option_buttons(notice.options, labels, notice.question), 2) if notice.question else ()
    shown = (f"{letter}. {label}" for letter, label in zip(letters(len(labels)), labels, strict=True))
    return Layout((lines(asked, *shown),), (words.role_how,), if_possible(context, rows))


def roster_shown(notice: RosterShown, context: RenderContext) -> Layout:
    """Shows what the list would change, and asks for a clear yes."""
    words = context.words.rosters
    rows: Rows = ()
    if notice.question and notice.options:
        yes = option_buttons(notice.options, [words.shown_label], notice.question)
        rows = in_rows([*yes, no_button(context.words.questions.no_label, notice.question)], 2)
    head = lines(
        words.shown.format(people=notice.people, units=notice.units),
        words.shown_file.format(file=clean(notice.file_name, parts.NAME)),
    )
    asked = [f"❓ {question_text(each, words)}" for each in notice.open_questions[:MOST_QUESTIONS]]
    blocks = (head, *_difference(notice.difference, context), *([lines(*asked)] if asked else []))
    return Layout(blocks, (words.shown_how,), if_possible(context, rows))


def roster_loaded(notice: RosterLoaded, context: RenderContext) -> Layout:
    """Says that the list was taken over, with its figures, and how those without a telephone get their codes."""
    words, difference = context.words.rosters, notice.difference
    roles = sum(bool(line.role) for line in difference.role_changes)
    counts = [
        words.added.format(count=len(difference.added)) if difference.added else "",
        words.left.format(count=len(difference.left)) if difference.left else "",
        words.moved.format(count=len(difference.moved)) if difference.moved else "",
        words.changed_roles.format(count=roles) if roles else "",
    ]
    told = [count for count in counts if count]
    body = lines(
        words.loaded.format(people=notice.people, units=notice.units),
        parts.capitalised("; ".join(told)) + "." if told else words.unchanged,
        *_withheld(difference, context),
        words.unlinked.format(count=notice.unlinked) if notice.unlinked else "",
    )
    codes = [button(context.words, PrintCodes, label=words.print_label)] if notice.unlinked else []
    is_printed_here = context.capabilities.has_files or context.capabilities.fetches_files
    return Layout((body,), (), if_possible(context, in_rows(codes, 1) if is_printed_here else ()))


def _difference(difference: RosterDifference, context: RenderContext) -> Iterator[Block]:
    words, people = context.words.rosters, context.words.people
    moved = [words.moved_one.format(name=one.person, old=one.before, new=one.after) for one in difference.moved]
    renamed = [words.renamed.format(old=clean(one.before), new=clean(one.after)) for one in difference.renamed]
    lists = [
        _listed(f"+ {words.added.format(count=len(difference.added))}", difference.added, words),
        _listed(f"− {words.left.format(count=len(difference.left))}", difference.left, words),
        _listed(f"→ {words.moved.format(count=len(difference.moved))}", moved, words),
        *renamed,
    ]
    yield lines(*lists, words.is_addition if difference.is_addition else "")
    known = [line for line in difference.role_changes if not _is_told(line, difference)]
    yield lines(*(_listed(what, whose, words) for what, whose in role_lines(known, people)))
    yield lines(*_withheld(difference, context))


def _is_told(line: RoleChangeSummary, difference: RosterDifference) -> bool:
    """Whether another line says it: officers who are new, and the units of those who move."""
    is_new_officer = line.person in difference.added and line.role == Role.OFFICER.value
    return is_new_officer or (bool(line.unit_name) and any(line.person == one.person for one in difference.moved))


def _withheld(difference: RosterDifference, context: RenderContext) -> Iterator[str]:
    words = context.words.rosters
    for what, whose in role_lines(difference.withheld, context.words.people):
        yield words.withheld.format(what=what, people=_names(whose, words))


def _listed(what: str, names: Sequence[str], words: RosterWords) -> str:
    return f"{what}: {_names(names, words, '; ')}" if names else ""


def _names(names: Sequence[str], words: RosterWords, separator: str = ", ") -> str:
    shown = [clean(name) for name in names[:MOST_NAMES]]
    more = words.more_people.format(count=len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
    return separator.join(shown) + more
