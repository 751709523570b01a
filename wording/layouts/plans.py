"""A plan that waits: its summary, one question at a time, one row at a time."""

from domain.drafts import SETTLED_BY, UNREAD, UNREAD_SOME, Choice, Doubt, UnknownUnit
from domain.messages.drafts import (
    DateOrderSettled,
    DoubtAsked,
    DraftDropped,
    DraftRowChange,
    DraftShown,
    PlanAmended,
    PlanBeingRead,
    PlanImported,
    PlanUnread,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    RowSummary,
    UnitMapped,
)
from domain.questions import letters
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts
from wording.layouts.buttons import button, if_possible, in_rows, reply_line
from wording.layouts.parts import RenderContext
from wording.messages import Button, SentBefore

PLAN_TITLE = 160
MESSAGE = 300
LABEL = 48
MOST_CHANGES = 12
CHANGED_TEXT = 80
MOST_UNKNOWN = 6
MOST_ITEMS, ITEM = 12, 140


def shown(notice: DraftShown, setting: RenderContext) -> Draft:
    """The summary: what was read, what is doubtful, how to go on."""
    words, plans = setting.words, setting.words.plans
    doubts = plans.doubts.format(count=notice.doubts, left=notice.left) if notice.doubts else plans.no_doubts
    body = lines(
        plans.read.format(file=clean(notice.file_name, parts.NAME) or "…"),
        plans.title.format(title=clean(notice.title, PLAN_TITLE)),
        _facts(notice, setting),
        plans.rows.format(count=words.days.tasks(notice.rows), doubts=doubts),
        _blocks(notice, setting),
        plans.one_picture if notice.is_one_picture else "",
        plans.made_by.format(name=clean(notice.made_by, parts.NAME)) if notice.made_by else "",
        _earlier(notice, setting),
    )
    offered = ("write", "discard") if notice.left == 0 else ("discard",)  # what is open is asked before it is written
    rows = (tuple(button(words, name) for name in offered),)
    blocks = (
        body,
        *_changes(notice, setting),
        *_unknown(notice, setting),
        *_silent(notice, setting),
        *_others(notice, setting),
    )
    return Draft(blocks, _how_to_go_on(notice.example_row, setting), if_possible(setting, rows))


def _blocks(notice: DraftShown, setting: RenderContext) -> str:
    """How much of the document became tasks by itself."""
    plans = setting.words.plans
    if not notice.blocks:
        return ""
    read = notice.rows - notice.followed if notice.read is None else notice.read
    told = plans.blocks.format(total=read + notice.blocks, read=read, blocks=notice.blocks)
    return f"{told} {plans.blocks_followed.format(followed=notice.followed)}" if notice.followed else told


def _others(notice: DraftShown, setting: RenderContext) -> list[Block]:
    words, plans = setting.words, setting.words.plans
    entries = [
        plans.other_entry.format(title=clean(one.title, LABEL), command=words.command("import"), number=one.number)
        for one in notice.others[:MOST_UNKNOWN]
    ]
    return [lines("\n" + plans.others.format(entries="; ".join(entries)))] if entries else []


def _earlier(notice: DraftShown, setting: RenderContext) -> str:
    if notice.earlier is None:
        return ""
    kinds = [(change.kind, change.number) for change in notice.changes]
    new, gone = (sum(kind == wanted for kind, _ in kinds) for wanted in ("new", "gone"))
    changed = len({number for kind, number in kinds if kind not in {"new", "gone"}})
    return setting.words.plans.earlier.format(new=new, changed=changed, gone=gone)


def _changes(notice: DraftShown, setting: RenderContext) -> list[Block]:
    entries = [_change(change, setting) for change in notice.changes[:MOST_CHANGES]]
    more = len(notice.changes) - MOST_CHANGES
    if more > 0:
        entries.append(setting.words.plans.more_changes.format(count=more))
    return [lines("\n" + entries[0], *entries[1:])] if entries else []


def _change(change: DraftRowChange, setting: RenderContext) -> str:
    plans = setting.words.plans
    template = plans.change_kinds.get(change.kind, plans.change_other)
    field = plans.fields.get(change.kind, "")
    old, new = (clean(text, CHANGED_TEXT) or plans.nothing for text in (change.old, change.new))
    return template.format(number=change.number, title=clean(change.title, LABEL), field=field, old=old, new=new)


def _facts(notice: DraftShown, setting: RenderContext) -> str:
    words, plans = setting.words, setting.words.plans
    return plans.facts.format(
        number=clean(notice.number or "", parts.NAME) or plans.no_number,
        issuer=clean(notice.issuer or "", parts.NAME * 2) or plans.no_issuer,
        day=words.days.day(notice.issued_on) if notice.issued_on else plans.no_day,
    )


def _unknown(notice: DraftShown, setting: RenderContext) -> list[Block]:
    plans = setting.words.plans
    if not notice.unknown:
        return []
    entries = [_unknown_entry(unit, setting) for unit in notice.unknown[:MOST_UNKNOWN]]
    more = len(notice.unknown) - MOST_UNKNOWN
    if more > 0:
        entries.append(plans.unknown_more.format(count=more))
    return [lines("\n" + plans.unknown, *entries)]


def _silent(notice: DraftShown, setting: RenderContext) -> list[Block]:
    """Of which units nobody would be told, and what to do about it."""
    plans = setting.words.plans
    nobody = [unit.name for unit in notice.silent if not unit.people]
    unlinked = [unit.name for unit in notice.silent if unit.people]
    kinds = ((plans.without_people, nobody), (plans.not_linked, unlinked))
    return [lines("\n" + text.format(names=_few(names, setting))) for text, names in kinds if names]


def _few(names: list[str], setting: RenderContext) -> str:
    more = len(names) - MOST_UNKNOWN
    rest = [setting.words.plans.unknown_more.format(count=more)] if more > 0 else []
    return "; ".join([*(clean(name, parts.NAME) for name in names[:MOST_UNKNOWN]), *rest])


def _unknown_entry(unit: UnknownUnit, setting: RenderContext) -> str:
    plans = setting.words.plans
    template = plans.unknown_maybe if unit.suggestions else plans.unknown_entry
    rows = parts.names(unit.tasks[:6], parts.NAME)
    return template.format(name=clean(unit.name, parts.NAME), rows=rows, names=_names(unit.suggestions))


def _names(names: tuple[str, ...]) -> str:
    return "; ".join(clean(name, parts.NAME) for name in names[:3])


def _how_to_go_on(number: int, setting: RenderContext) -> tuple[str, ...]:
    words, plans = setting.words, setting.words.plans
    commands = {name: words.command(name) for name in ("write", "discard", "edit", "row", "drop")}
    return plans.how_to_correct.format(number=number, **commands), plans.how_to_write.format(**commands)


def unread(notice: PlanUnread, setting: RenderContext) -> Draft:
    """The file could not be read: why, and what to do."""
    plans = setting.words.plans
    first = plans.unread.format(file=clean(notice.file_name, parts.NAME) or "…")
    return Draft((lines(first, plans.troubles.get(notice.trouble) or clean(notice.trouble, MESSAGE)),))


def being_read(notice: PlanBeingRead, setting: RenderContext) -> Draft:
    """How far the reading of a long file is."""
    file = clean(notice.file_name, parts.NAME) or "…"
    stop = setting.words.command("discard")
    said = setting.words.plans.being_read.format(file=file, page=notice.page, pages=notice.pages, stop=stop)
    return Draft((lines(said),))


def reading_stopped(notice: ReadingStopped, setting: RenderContext) -> Draft:
    """The file is not read any further."""
    file = clean(notice.file_name, parts.NAME) or "…"
    return Draft((lines(setting.words.plans.reading_stopped.format(file=file)),))


def asked(notice: DoubtAsked, setting: RenderContext) -> Draft:
    """One question with its choices, as buttons and as lines to type."""
    words, plans, doubt = setting.words, setting.words.plans, notice.doubt
    labels = [_label(choice, doubt, setting) for choice in doubt.choices]
    named = letters(len(labels))
    entries = [
        plans.choice_entry.format(letter=letter, label=label) for letter, label in zip(named, labels, strict=True)
    ]
    body = lines(
        plans.asked.format(position=notice.position, total=notice.total),
        _row_heading(doubt.row, doubt.title, setting),
        _message(doubt, setting),
        *_items(doubt, setting),
    )
    typed = list(named) or [words.command("write")]
    closing = (_fix(doubt, setting), reply_line(setting, typed))
    buttons = [Button(label, _pressed(at, doubt)) for at, label in enumerate(labels, 1)]
    return Draft(
        (body, lines("\n" + "\n".join(entries))),
        tuple(filter(None, closing)),
        if_possible(setting, in_rows(buttons, 1)),
        again=_on_paper(notice.picture, setting),
    )


def _on_paper(picture: str, setting: RenderContext) -> SentBefore | None:
    """The picture of a scanned row, where pictures can be shown."""
    can = setting.capabilities
    return SentBefore("", "photo", picture) if picture and (can.has_pictures or can.has_picture_links) else None


def _pressed(at: int, doubt: Doubt) -> str:
    """What a button says: with the mark of its own question, so that an old button answers no newer one."""
    mark = "".join(char for char in doubt.mark if char.isascii() and char.isalnum())[:16]
    return f"choose {at} q:{mark}" if mark else f"choose {at}"


def _label(choice: Choice, doubt: Doubt, setting: RenderContext) -> str:
    plans = setting.words.plans
    template = plans.choices.get(choice.action, plans.other_choice)
    if choice.action == "keep":
        template = plans.keep_instead.get(doubt.code, template)
    if choice.action == "follow_all" and choice.detail == "1":
        template = plans.choices["follow_it"]
    return clean(template.format(detail=clean(choice.detail, LABEL), row=doubt.row or ""), LABEL + 20)


def _message(doubt: Doubt, setting: RenderContext) -> str:
    message = clean(doubt.message, MESSAGE)
    plans = setting.words.plans
    if doubt.code == "gone":
        return plans.gone.format(number=message, title=clean(doubt.title, parts.TITLE))
    if doubt.code in {UNREAD, UNREAD_SOME}:
        template = plans.unread_under if message else plans.unread_some
        return template.format(name=message, count=len(doubt.items))
    known = {"unknown_unit": plans.unknown_unit, "amends": plans.amends}.get(doubt.code)
    return (message or plans.bare.get(doubt.code, "")) if known is None else known.format(name=message)


def _items(doubt: Doubt, setting: RenderContext) -> list[str]:
    """The unread blocks that are asked about, by unit; where each has a choice of its own, they stand there already."""
    plans = setting.words.plans
    if doubt.code != UNREAD:
        return []
    shown = doubt.items[:MOST_ITEMS]
    entries: list[str] = []
    for named in dict.fromkeys(unit for _, unit in shown):
        entries += [plans.unread_of.format(unit=clean(named, LABEL * 2))] if named else []
        entries += [plans.unread_item.format(text=clean(text, ITEM)) for text, unit in shown if unit == named]
    more = len(doubt.items) - MOST_ITEMS
    return [*entries, plans.unread_more.format(count=more)] if more > 0 else entries


def _fix(doubt: Doubt, setting: RenderContext) -> str:
    part = next((name for name, codes in SETTLED_BY.items() if doubt.code in codes and doubt.row is not None), None)
    template = setting.words.plans.fixes.get(part or "", "")
    if doubt.code == "unknown_unit":
        return ""
    return template.format(edit=setting.words.command("edit"), row=doubt.row)


def _row_heading(number: int | None, title: str, setting: RenderContext) -> str:
    if number is None:
        return ""
    return setting.words.plans.row.format(number=number, title=clean(title, parts.TITLE))


def row(notice: RowShown, setting: RenderContext) -> Draft:
    """A row as it would be written."""
    words, plans = setting.words, setting.words.plans
    messages = [plans.look_again.format(message=clean(message, MESSAGE)) for message in notice.messages[:5]]
    commands = {name: words.command(name) for name in ("edit", "row", "drop")}
    body = lines(plans.row.format(number=notice.row.number, title=clean(notice.row.title, parts.FULL_TITLE)))
    closing = plans.how_to_correct.format(number=notice.row.number, **commands)
    again = _on_paper(notice.picture, setting)
    return Draft((body, lines(*_details(notice.row, setting), *messages)), (closing,), again=again)


def _details(line: RowSummary, setting: RenderContext) -> list[str]:
    words = setting.words.tasks
    product = clean(line.product or "", parts.NOTE)
    return [
        _deadline(line, setting),
        words.leads.format(names=parts.names(line.lead_names) or setting.words.plans.no_units),
        words.coordinating.format(names=parts.names(line.coordinating_names) or setting.words.plans.no_units),
        words.product.format(product=product) if product else "",
    ]


def _deadline(line: RowSummary, setting: RenderContext) -> str:
    words = setting.words
    text = words.tasks.deadline.format(wording=clean(line.wording, parts.WORDING) or words.tasks.no_wording)
    if line.last_day is None:
        return text
    day = words.days.day(line.last_day)
    if line.at_time is None:
        return text + words.tasks.at_latest.format(day=day)
    return text + words.tasks.at_latest_hour.format(day=day, hour=words.days.hour(line.at_time))


def changed(notice: RowChanged, setting: RenderContext) -> Draft:
    """A row was corrected: what stands there now."""
    plans, line = setting.words.plans, notice.row
    first = plans.changed.format(field=plans.fields.get(notice.field, ""), number=line.number)
    remarks = [plans.remarks[remark] for remark in notice.remarks if remark in plans.remarks]
    return Draft((lines(first, clean(line.title, parts.TITLE), *_details(line, setting), *remarks),))


def date_order(notice: DateOrderSettled, setting: RenderContext) -> Draft:
    """The file was read with its dates in another order; what was corrected before stays."""
    plans = setting.words.plans
    template = plans.date_orders.get(notice.order, plans.date_orders["day_first"])
    kept = plans.dates_kept.format(numbers=parts.numbers(notice.kept)) if notice.kept else ""
    return Draft((lines(template.format(count=len(notice.changed)), kept),))


def dropped(notice: RowsDropped, setting: RenderContext) -> Draft:
    """Rows were left out."""
    count = setting.words.days.tasks(notice.left)
    return Draft((Block(setting.words.plans.dropped.format(numbers=parts.numbers(notice.numbers), count=count)),))


def mapped(notice: UnitMapped, setting: RenderContext) -> Draft:
    """A name was explained."""
    name, unit = clean(notice.name, parts.NAME), clean(notice.unit_name, parts.NAME)
    return Draft((Block(setting.words.plans.mapped.format(name=name, unit=unit)),))


def draft_dropped(notice: DraftDropped, setting: RenderContext) -> Draft:
    """The plan was put aside."""
    return Draft((Block(setting.words.plans.draft_dropped.format(title=clean(notice.title, PLAN_TITLE))),))


def imported(notice: PlanImported, setting: RenderContext) -> Draft:
    """The plan was written, and who is being told."""
    words, plans = setting.words, setting.words.plans
    template = plans.imported_one if notice.count == 1 else plans.imported
    first = template.format(count=words.days.tasks(notice.count), first=notice.first_number, last=notice.last_number)
    told = plans.told.format(count=notice.told) if notice.told else plans.told_nobody
    unreached = plans.unreached.format(names=parts.names(notice.unreached)) if notice.unreached else ""
    rows: Rows = ((button(words, "tasks"), button(words, "status")),)
    body = lines(first, clean(notice.title, PLAN_TITLE), *lacking(notice, setting), told, unreached)
    return Draft((body,), (words.hints.list.format(list=words.command("tasks")),), if_possible(setting, rows))


def amended(notice: PlanAmended, setting: RenderContext) -> Draft:
    """A later version was written: what became of which task, and who is being told."""
    words, plans = setting.words, setting.words.plans
    each = {"new": notice.new, "changed": notice.changed, "cancelled": notice.cancelled, "kept": notice.kept}
    entries = [plans.amended_parts[name].format(numbers=parts.numbers(found)) for name, found in each.items() if found]
    told = plans.told.format(count=notice.told) if notice.told else plans.told_nobody
    unreached = plans.unreached.format(names=parts.names(notice.unreached)) if notice.unreached else ""
    first = plans.amended.format(version=notice.version)
    entries = [*(entries or [plans.amended_nothing]), *lacking(notice, setting)]
    body = lines(first, clean(notice.title, PLAN_TITLE), *entries, told, unreached)
    rows: Rows = ((button(words, "tasks"), button(words, "status")),)
    return Draft((body,), (words.hints.list.format(list=words.command("tasks")),), if_possible(setting, rows))


def lacking(notice: PlanImported | PlanAmended, setting: RenderContext) -> list[str]:
    """What the plan was written without, in red."""
    plans = setting.words.plans
    counts = ((plans.without_lead, notice.without_lead), (plans.undated, notice.undated))
    return [text.format(count=count) for text, count in counts if count]
