"""A plan that waits to be written: its summary, one question at a time, one row at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.drafts import SETTLED_BY, UNREAD, UNREAD_SOME, Choice, Doubt, UnknownUnit
from domain.messages import Command, class_of
from domain.messages.drafts import (
    DateOrderSettled,
    DoubtAsked,
    DraftChange,
    DraftChanged,
    DraftDropped,
    DraftRowChange,
    DraftShown,
    DropDraft,
    DropRows,
    EditRow,
    ImportPlan,
    OpenPoint,
    PlanBeingRead,
    PlanUnchanged,
    PlanUnread,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    RowSummary,
    ShowRow,
    UnitMapped,
    WriteAsked,
    WriteDraft,
)
from domain.questions import letters
from wording import parts
from wording.buttons import button, if_possible, in_rows, option_buttons, reply_line
from wording.emphasis import bold
from wording.layout import Block, Layout, RenderContext, clean, lines
from wording.messages import Button, SentBefore

if TYPE_CHECKING:
    from wording.words import Words


PLAN_TITLE = 160
MESSAGE = 300
LABEL = 48
MOST_CHANGES = 12
CHANGED_TEXT = 80
MOST_UNKNOWN = 6
MOST_ITEMS, ITEM = 12, 140
MOST_POINTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWords:
    """A plan that waits to be written.

    `bare` and `points` are by the code of a doubt; `changes` by what became of a row. `write_options` are the labels of
    the two answers to whether a plan is to be written with doubts open: first to settle them, then to write.
    """

    read: str
    title: str
    facts: str
    no_number: str
    no_issuer: str
    no_day: str
    rows: str
    doubts: str
    none_settled: str
    some_left: str
    all_settled: str
    no_doubts: str
    unknown: str
    unknown_entry: str
    unknown_maybe: str
    unknown_more: str
    without_people: str
    not_linked: str
    earlier: str
    change_kinds: Mapping[str, str]
    change_other: str
    more_changes: str
    nothing: str
    amends: str
    gone: str
    how_to_write: str
    how_to_correct: str
    being_read: str
    reading_stopped: str
    unread: str
    troubles: Mapping[str, str]
    asked: str
    row: str
    unknown_unit: str
    choices: Mapping[str, str]
    other_choice: str
    keep_instead: Mapping[str, str]
    choice_entry: str
    fixes: Mapping[str, str]
    fields: Mapping[str, str]
    date_orders: Mapping[str, str]
    dates_kept: str
    changed: str
    no_units: str
    remarks: Mapping[str, str]
    look_again: str
    dropped: str
    mapped: str
    draft_dropped: str
    blocks: str
    blocks_followed: str
    made_by: str
    one_picture: str
    others: str
    other_entry: str
    unread_under: str
    unread_some: str
    unread_item: str
    unread_of: str
    unread_more: str
    bare: Mapping[str, str]
    write_asked: str
    points: Mapping[str, str]
    point_of_row: str
    point_of_plan: str
    write_options: tuple[str, str]
    write_how: str
    changes: Mapping[str, str]
    change_of_row: str
    try_again: Mapping[type[Command], str]
    unchanged: str


def _doubts(notice: DraftShown, plans: DraftWords) -> str:
    if not notice.doubts:
        return plans.no_doubts
    settled = plans.all_settled if not notice.left else plans.some_left
    if notice.left == notice.doubts:
        settled = plans.none_settled
    return plans.doubts.format(count=notice.doubts, settled=settled.format(left=notice.left))


def draft_shown(notice: DraftShown, context: RenderContext) -> Layout:
    """Shows the summary: what was read, what is doubtful, how to go on."""
    words, plans = context.words, context.words.drafts
    doubts = _doubts(notice, plans)
    body = lines(
        plans.read.format(count=words.days.tasks(notice.rows), file=clean(notice.file_name, parts.NAME) or "…"),
        plans.title.format(title=clean(notice.title, PLAN_TITLE)),
        _facts(notice, context),
        plans.rows.format(count=words.days.tasks(notice.rows), doubts=doubts),
        _blocks(notice, context),
        plans.one_picture if notice.is_one_picture else "",
        plans.made_by.format(name=clean(notice.made_by, parts.NAME)) if notice.made_by else "",
        _earlier(notice, context),
    )
    offered = (
        (WriteDraft, DropDraft) if notice.left == 0 else (DropDraft,)
    )  # what is open is asked before it is written
    rows = (tuple(button(words, name) for name in offered),)
    blocks = (
        body,
        *_changes(notice, context),
        *_unknown(notice, context),
        *_silent(notice, context),
        *_others(notice, context),
    )
    return Layout(blocks, _how_to_go_on(notice.example_row, context), if_possible(context, rows))


def _blocks(notice: DraftShown, context: RenderContext) -> str:
    """How much of the document became tasks by itself."""
    plans = context.words.drafts
    if not notice.blocks:
        return ""
    read = notice.rows - notice.followed if notice.read is None else notice.read
    told = plans.blocks.format(total=read + notice.blocks, read=read, blocks=notice.blocks)
    return f"{told} {plans.blocks_followed.format(followed=notice.followed)}" if notice.followed else told


def _others(notice: DraftShown, context: RenderContext) -> list[Block]:
    words, plans = context.words, context.words.drafts
    entries = [
        plans.other_entry.format(title=clean(one.title, LABEL), command=words.command(ImportPlan), number=one.number)
        for one in notice.others[:MOST_UNKNOWN]
    ]
    return [lines("\n" + plans.others.format(entries="; ".join(entries)))] if entries else []


def _earlier(notice: DraftShown, context: RenderContext) -> str:
    if notice.earlier is None:
        return ""
    kinds = [(change.kind, change.number) for change in notice.changes]
    new, gone = (sum(kind == wanted for kind, _ in kinds) for wanted in ("new", "gone"))
    changed = len({number for kind, number in kinds if kind not in {"new", "gone"}})
    return context.words.drafts.earlier.format(new=new, changed=changed, gone=gone)


def _changes(notice: DraftShown, context: RenderContext) -> list[Block]:
    entries = [_change(change, context) for change in notice.changes[:MOST_CHANGES]]
    more = len(notice.changes) - MOST_CHANGES
    if more > 0:
        entries.append(context.words.drafts.more_changes.format(count=more))
    return [lines("\n" + entries[0], *entries[1:])] if entries else []


def _change(change: DraftRowChange, context: RenderContext) -> str:
    plans = context.words.drafts
    template = plans.change_kinds.get(change.kind, plans.change_other)
    field = plans.fields.get(change.kind, "")
    old, new = (clean(text, CHANGED_TEXT) or plans.nothing for text in (change.old, change.new))
    return template.format(number=change.number, title=clean(change.title, LABEL), field=field, old=old, new=new)


def _facts(notice: DraftShown, context: RenderContext) -> str:
    words, plans = context.words, context.words.drafts
    return plans.facts.format(
        number=clean(notice.number or "", parts.NAME) or plans.no_number,
        issuer=clean(notice.issuer or "", parts.NAME * 2) or plans.no_issuer,
        day=words.days.day(notice.issued_on) if notice.issued_on else plans.no_day,
    )


def _unknown(notice: DraftShown, context: RenderContext) -> list[Block]:
    plans = context.words.drafts
    if not notice.unknown:
        return []
    entries = [_unknown_entry(unit, context) for unit in notice.unknown[:MOST_UNKNOWN]]
    more = len(notice.unknown) - MOST_UNKNOWN
    if more > 0:
        entries.append(plans.unknown_more.format(count=more))
    return [lines("\n" + plans.unknown, *entries)]


def _silent(notice: DraftShown, context: RenderContext) -> list[Block]:
    """Of which units nobody would be told, and what to do about it."""
    plans = context.words.drafts
    nobody = [unit.name for unit in notice.silent if not unit.people]
    unlinked = [unit.name for unit in notice.silent if unit.people]
    kinds = ((plans.without_people, nobody), (plans.not_linked, unlinked))
    return [lines("\n" + text.format(names=_few(names, context))) for text, names in kinds if names]


def _few(names: list[str], context: RenderContext) -> str:
    more = len(names) - MOST_UNKNOWN
    rest = [context.words.drafts.unknown_more.format(count=more)] if more > 0 else []
    return "; ".join([*(clean(name, parts.NAME) for name in names[:MOST_UNKNOWN]), *rest])


def _unknown_entry(unit: UnknownUnit, context: RenderContext) -> str:
    plans = context.words.drafts
    template = plans.unknown_maybe if unit.suggestions else plans.unknown_entry
    rows = parts.names(unit.tasks[:6], parts.NAME)
    return template.format(name=clean(unit.name, parts.NAME), rows=rows, names=_names(unit.suggestions))


def _names(names: tuple[str, ...]) -> str:
    return "; ".join(clean(name, parts.NAME) for name in names[:3])


def _how_to_go_on(number: int, context: RenderContext) -> tuple[str, ...]:
    words, plans = context.words, context.words.drafts
    commands = {kind.canonical: words.command(kind) for kind in (WriteDraft, DropDraft, EditRow, ShowRow, DropRows)}
    return plans.how_to_correct.format(number=number, **commands), plans.how_to_write.format(**commands)


def plan_unread(notice: PlanUnread, context: RenderContext) -> Layout:
    """Says why the file could not be read, and what to do."""
    plans = context.words.drafts
    first = plans.unread.format(file=clean(notice.file_name, parts.NAME) or "…")
    return Layout((lines(first, plans.troubles.get(notice.trouble) or clean(notice.trouble, MESSAGE)),))


def plan_being_read(notice: PlanBeingRead, context: RenderContext) -> Layout:
    """Says how far the reading of a long file is."""
    file = clean(notice.file_name, parts.NAME) or "…"
    stop = context.words.command(DropDraft)
    said = context.words.drafts.being_read.format(file=file, page=notice.page, pages=notice.pages, stop=stop)
    return Layout((lines(said),))


def reading_stopped(notice: ReadingStopped, context: RenderContext) -> Layout:
    """Confirms that reading stopped."""
    file = clean(notice.file_name, parts.NAME) or "…"
    return Layout((lines(context.words.drafts.reading_stopped.format(file=file)),))


def doubt_asked(notice: DoubtAsked, context: RenderContext) -> Layout:
    """Asks one question; its choices are buttons and lines to type."""
    words, plans, doubt = context.words, context.words.drafts, notice.doubt
    labels = [choice_label(choice, doubt, words) for choice in doubt.choices]
    named = letters(len(labels))
    entries = [
        plans.choice_entry.format(letter=letter, label=label) for letter, label in zip(named, labels, strict=True)
    ]
    body = lines(
        plans.asked.format(position=notice.position, total=notice.total),
        _row_heading(doubt.row, doubt.title, context),
        doubt_text(doubt, words),
        *_items(doubt, context),
    )
    typed = list(named) or [words.command(WriteDraft)]
    closing = (_fix(doubt, context), reply_line(context, typed))
    buttons = [Button(label, _pressed(at, doubt)) for at, label in enumerate(labels, 1)]
    return Layout(
        (body, lines("\n" + "\n".join(entries))),
        tuple(filter(None, closing)),
        if_possible(context, in_rows(buttons, 1)),
        again=_on_paper(notice.picture, context),
    )


def _on_paper(picture: str, context: RenderContext) -> SentBefore | None:
    """The picture of a scanned row, where pictures can be shown."""
    can = context.capabilities
    return SentBefore("", "photo", picture) if picture and (can.has_pictures or can.has_picture_links) else None


def _pressed(at: int, doubt: Doubt) -> str:
    """What a button says: with the mark of its own question, so that an old button answers no newer one."""
    mark = "".join(char for char in doubt.mark if char.isascii() and char.isalnum())[:16]
    return f"choose {at} q:{mark}" if mark else f"choose {at}"


def choice_label(choice: Choice, doubt: Doubt, words: "Words") -> str:
    """A choice as its button says it."""
    plans = words.drafts
    template = plans.choices.get(choice.action, plans.other_choice)
    if choice.action == "keep":
        template = plans.keep_instead.get(doubt.code, template)
    if choice.action == "follow_all" and choice.detail == "1":
        template = plans.choices["follow_it"]
    return clean(template.format(detail=clean(choice.detail, LABEL), row=doubt.row or ""), LABEL + 20)


def doubt_text(doubt: Doubt, words: "Words") -> str:
    """What is doubtful, in a sentence."""
    message = clean(doubt.message, MESSAGE)
    plans = words.drafts
    if doubt.code == "gone":
        return plans.gone.format(number=message, title=clean(doubt.title, parts.TITLE))
    if doubt.code in {UNREAD, UNREAD_SOME}:
        template = plans.unread_under if message else plans.unread_some
        return template.format(name=message, count=len(doubt.items))
    known = {"unknown_unit": plans.unknown_unit, "amends": plans.amends}.get(doubt.code)
    return (message or plans.bare.get(doubt.code, "")) if known is None else known.format(name=message)


def _items(doubt: Doubt, context: RenderContext) -> list[str]:
    """The unread blocks that are asked about, by unit; where each has a choice of its own, they stand there already."""
    plans = context.words.drafts
    if doubt.code != UNREAD:
        return []
    shown = doubt.items[:MOST_ITEMS]
    entries: list[str] = []
    for named in dict.fromkeys(unit for _, unit in shown):
        entries += [plans.unread_of.format(unit=clean(named, LABEL * 2))] if named else []
        entries += [plans.unread_item.format(text=clean(text, ITEM)) for text, unit in shown if unit == named]
    more = len(doubt.items) - MOST_ITEMS
    return [*entries, plans.unread_more.format(count=more)] if more > 0 else entries


def _fix(doubt: Doubt, context: RenderContext) -> str:
    part = next((name for name, codes in SETTLED_BY.items() if doubt.code in codes and doubt.row is not None), None)
    template = context.words.drafts.fixes.get(part or "", "")
    if doubt.code == "unknown_unit":
        return ""
    return template.format(edit=context.words.command(EditRow), row=doubt.row)


def _row_heading(number: int | None, title: str, context: RenderContext) -> str:
    if number is None:
        return ""
    return context.words.drafts.row.format(number=number, title=clean(title, parts.TITLE))


def row_shown(notice: RowShown, context: RenderContext) -> Layout:
    """Shows a row as it would be written."""
    words, plans = context.words, context.words.drafts
    messages = [plans.look_again.format(message=clean(message, MESSAGE)) for message in notice.messages[:5]]
    commands = {kind.canonical: words.command(kind) for kind in (EditRow, ShowRow, DropRows)}
    body = lines(plans.row.format(number=notice.row.number, title=clean(notice.row.title, parts.FULL_TITLE)))
    closing = plans.how_to_correct.format(number=notice.row.number, **commands)
    again = _on_paper(notice.picture, context)
    return Layout((body, lines(*_details(notice.row, context), *messages)), (closing,), again=again)


def _details(line: RowSummary, context: RenderContext) -> list[str]:
    words = context.words.tasks
    product = clean(line.product or "", parts.NOTE)
    return [
        _deadline(line, context),
        words.leads.format(names=parts.names(line.lead_names) or context.words.drafts.no_units),
        words.coordinating.format(names=parts.names(line.coordinating_names) or context.words.drafts.no_units),
        words.product.format(product=product) if product else "",
    ]


def _deadline(line: RowSummary, context: RenderContext) -> str:
    words = context.words
    if line.last_day is None:
        return f"{bold(words.tasks.undated)}\n{parts.planned(line.wording, words)}"
    day = words.days.due_day_of_year(line.last_day)
    if line.at_time is not None:
        day = words.tasks.at_hour.format(day=day, hour=words.days.hour(line.at_time))
    return f"{bold(parts.capitalised(words.tasks.due.format(day=day)))}\n{parts.planned(line.wording, words)}"


def row_changed(notice: RowChanged, context: RenderContext) -> Layout:
    """Shows a corrected row."""
    plans, line = context.words.drafts, notice.row
    first = plans.changed.format(field=plans.fields.get(notice.field, ""), number=line.number)
    remarks = [plans.remarks[remark] for remark in notice.remarks if remark in plans.remarks]
    return Layout((lines(first, clean(line.title, parts.TITLE), *_details(line, context), *remarks),))


def date_order_settled(notice: DateOrderSettled, context: RenderContext) -> Layout:
    """Says that dates were read again in the other order; earlier corrections stay."""
    plans = context.words.drafts
    template = plans.date_orders.get(notice.order, plans.date_orders["day_first"])
    kept = plans.dates_kept.format(numbers=parts.numbers(notice.kept)) if notice.kept else ""
    return Layout((lines(template.format(count=len(notice.changed)), kept),))


def rows_dropped(notice: RowsDropped, context: RenderContext) -> Layout:
    """Confirms that rows are left out."""
    count = context.words.days.tasks(notice.left)
    return Layout((Block(context.words.drafts.dropped.format(numbers=parts.numbers(notice.numbers), count=count)),))


def unit_mapped(notice: UnitMapped, context: RenderContext) -> Layout:
    """Confirms which unit a name of the plan means."""
    name, unit = clean(notice.name, parts.NAME), clean(notice.unit_name, parts.NAME)
    return Layout((Block(context.words.drafts.mapped.format(name=name, unit=unit)),))


def draft_dropped(notice: DraftDropped, context: RenderContext) -> Layout:
    """Confirms that the plan is put aside."""
    return Layout((Block(context.words.drafts.draft_dropped.format(title=clean(notice.title, PLAN_TITLE))),))


TITLE, VALUE = 160, 120


def write_asked(notice: WriteAsked, context: RenderContext) -> Layout:
    """Lists what is still open and asks whether to write all the same."""
    plans = context.words.drafts
    points = [point_text(point, context.words) for point in notice.points]
    told = "; ".join(dict.fromkeys(points)) + ("; …" if notice.left > len(points) else "")
    body = lines(plans.write_asked.format(count=notice.left, points=told))
    labels = list(plans.write_options)
    listed = [plans.choice_entry.format(letter=letter, label=label) for letter, label in zip("AB", labels, strict=True)]
    buttons = in_rows(option_buttons(notice.options, labels, notice.question), 2) if notice.question else ()
    return Layout((body, lines("\n" + "\n".join(listed))), (plans.write_how,), if_possible(context, buttons))


def point_text(point: OpenPoint, words: "Words") -> str:
    """Shows one doubt in a few words, as an entry of a list."""
    plans = words.drafts
    other = plans.point_of_plan if point.row is None else plans.point_of_row
    template = plans.points.get(point.code, other)
    return template.format(row=point.row, name=clean(point.name, parts.NAME))


def draft_changed(notice: DraftChanged, context: RenderContext) -> Layout:
    """Tells who changed what meanwhile; the command was not carried out."""
    words, plans = context.words, context.words.drafts
    changes = [_change_by_others(change, context) for change in notice.changes[:MOST_POINTS]]
    again = plans.try_again.get(class_of(notice.attempt), plans.try_again[Command])
    return Layout((lines(*changes, again.format(write=words.command(WriteDraft))),))


def _change_by_others(change: DraftChange, context: RenderContext) -> str:
    plans = context.words.drafts
    template = plans.changes.get(change.part, plans.change_of_row)
    known = plans.choices.get(change.value)
    value = known.partition("{")[0].strip(" :") if known and change.part == "doubt" else change.value
    return template.format(
        row=change.row,
        who=clean(change.who, parts.NAME),
        field=plans.fields.get(change.part, ""),
        value=clean(value, VALUE) or plans.nothing,
    )


def plan_unchanged(notice: PlanUnchanged, context: RenderContext) -> Layout:
    """Says that the file changes nothing."""
    return Layout((Block(context.words.drafts.unchanged.format(title=clean(notice.title, TITLE))),))
