"""A plan that several coordinators work at: what others changed, writing it with doubts open, a file saved again."""

from domain.messages.drafts import DraftChange, DraftChanged, OpenPoint, PlanUnchanged, WriteAsked
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.buttons import if_possible, in_rows
from wording.layouts.parts import RenderContext
from wording.options import option_buttons
from wording.words import Words

TITLE, VALUE = 160, 120
MOST_SHOWN = 8


def write_asked(notice: WriteAsked, setting: RenderContext) -> Draft:
    """What is still open, and whether to write all the same."""
    plans = setting.words.plans
    points = [point_text(point, setting.words) for point in notice.points]
    told = "; ".join(dict.fromkeys(points)) + ("; …" if notice.left > len(points) else "")
    body = lines(plans.write_asked.format(count=notice.left, points=told))
    labels = list(plans.write_options)
    listed = [plans.choice_entry.format(letter=letter, label=label) for letter, label in zip("AB", labels, strict=True)]
    buttons = in_rows(option_buttons(notice.options, labels, notice.question), 2) if notice.question else ()
    return Draft((body, lines("\n" + "\n".join(listed))), (plans.write_how,), if_possible(setting, buttons))


def point_text(point: OpenPoint, words: Words) -> str:
    """One doubt in a few words, as part of a list."""
    plans = words.plans
    other = plans.point_of_plan if point.row is None else plans.point_of_row
    template = plans.points.get(point.code, other)
    return template.format(row=point.row, name=clean(point.name, parts.NAME))


def changed_by_others(notice: DraftChanged, setting: RenderContext) -> Draft:
    """Who changed what; what was asked for has not been done."""
    words, plans = setting.words, setting.words.plans
    changes = [_change(change, setting) for change in notice.changes[:MOST_SHOWN]]
    again = plans.try_again.get(notice.attempt, plans.try_again[""])
    return Draft((lines(*changes, again.format(write=words.command("write"))),))


def _change(change: DraftChange, setting: RenderContext) -> str:
    plans = setting.words.plans
    template = plans.changes.get(change.part, plans.change_of_row)
    known = plans.choices.get(change.value)
    value = known.partition("{")[0].strip(" :") if known and change.part == "doubt" else change.value
    return template.format(
        row=change.row,
        who=clean(change.who, parts.NAME),
        field=plans.fields.get(change.part, ""),
        value=clean(value, VALUE) or plans.nothing,
    )


def unchanged(notice: PlanUnchanged, setting: RenderContext) -> Draft:
    """The file changes nothing."""
    return Draft((Block(setting.words.plans.unchanged.format(title=clean(notice.title, TITLE))),))
