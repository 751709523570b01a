"""The morning message: what is overdue first, then by how near it is; each task in full up to six, then numbers."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from domain.messages.reports import DigestItem, MorningDigest
from domain.messages.summaries import RequestItem
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts, periodic, requests
from wording.layouts.buttons import actions, button, if_possible, in_rows, numbered, reply_line
from wording.layouts.parts import RenderContext
from wording.layouts.tasks import report_buttons
from wording.messages import Button

MOST_SHOWN = 6
MOST_IN_FULL = 3
MOST_FULL_ROWS = 3
_ORDER = ("overdue", "today", "soon", "start", "check_in", "press", "coordinating")


def digest(notice: MorningDigest, setting: RenderContext) -> Draft:
    """One person's morning."""
    words = setting.words
    items = sorted(notice.items, key=lambda item: (_ORDER.index(_group(item)), item.line.period))
    shown, hidden = items[:MOST_SHOWN], items[MOST_SHOWN:]
    first = words.digest.first_line.format(name=clean(notice.name, parts.NAME), counts=_counts(notice, items, setting))
    instead = parts.names(notice.standing_in_for)
    blocks = [
        lines(
            first,
            parts.capitalised(words.days.day(notice.day)),
            words.staff.standing_in_for.format(names=instead) if instead else "",
        )
    ]
    blocks += _requests([item for item in notice.requests if item.is_pressing], setting, is_pressing=True)
    blocks += _groups(shown, setting)
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        blocks.append(Block("\n" + words.digest.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    blocks += _requests([item for item in notice.requests if not item.is_pressing], setting)
    blocks += _further(notice, setting)
    return Draft(
        tuple(blocks), _closing(notice, items, setting), if_possible(setting, _buttons(notice, shown, setting))
    )


def _requests(items: Sequence[RequestItem], setting: RenderContext, *, is_pressing: bool = False) -> list[Block]:
    """What waits for this reader's word: one line each, and what to type about the first."""
    words = setting.words.digest
    if not items:
        return []
    heading = (words.pressing if is_pressing else words.asked).format(count=len(items))
    shown = [requests.in_digest(item, setting) for item in items[:MOST_SHOWN]]
    return [Block("\n" + "\n".join([heading, *shown, requests.how(items[0], setting)]))]


def _group(item: DigestItem) -> str:
    if item.audience == "coordinating":
        return "coordinating"
    if item.audience != "lead":
        return "press"
    if item.line.period or item.reason.startswith("check_in"):
        return "check_in"
    if (item.line.days_left or 0) < 0 or item.reason.startswith("overdue"):
        return "overdue"
    if item.line.days_left == 0:
        return "today"
    return "start" if item.reason == "period_start" else "soon"


def _counts(notice: MorningDigest, items: Sequence[DigestItem], setting: RenderContext) -> str:
    words = setting.words
    found = [
        words.digest.counts[group].format(count=words.days.tasks(len(list(members))))
        for group, members in groupby(items, key=_group)
    ]
    if notice.requests:
        found.append(words.digest.counts["requests"].format(count=len(notice.requests)))
    if notice.undated:
        found.append(words.digest.counts["undated"].format(count=words.days.tasks(len(notice.undated))))
    if notice.waiting:
        found.append(words.digest.counts["waiting"].format(count=words.days.tasks(len(notice.waiting))))
    if notice.report is not None:
        name = periodic.period_name(notice.report.period, setting)
        found.append(words.periodic.digest_count.format(period=name))
    return ", ".join(found) or words.digest.nothing


def _groups(shown: Sequence[DigestItem], setting: RenderContext) -> Iterator[Block]:
    words = setting.words
    for (group, period), members in groupby(shown, key=lambda item: (_group(item), _period(item))):
        heading = words.digest.groups[group].format(period=words.days.period(period) if period else "")
        for at, item in enumerate(members):
            text = _entry(item, setting, is_short=len(shown) > MOST_IN_FULL)
            yield Block(f"\n{heading}\n{text}" if at == 0 else f"\n{text}", tasks=1)


def _period(item: DigestItem) -> str:
    return clean(item.line.period, parts.NAME) if _group(item) == "check_in" else ""


def _entry(item: DigestItem, setting: RenderContext, *, is_short: bool) -> str:
    words, line = setting.words, item.line
    group = _group(item)
    leads = parts.names(line.lead_names, 100) if group in {"coordinating", "press"} else ""
    return lines(
        parts.entry(line, words),
        parts.deadline(line, words, is_short=is_short, names_period=group != "check_in"),
        words.digest.lead.format(names=leads) if leads else "",
        words.digest.why.get(item.reason, ""),
    ).text


def _further(notice: MorningDigest, setting: RenderContext) -> list[Block]:
    words = setting.words.digest
    found = []
    if notice.also_overdue:
        found.append(words.also_overdue.format(numbers=parts.numbers(notice.also_overdue)))
    if notice.undated:
        names = {name: setting.words.command(name) for name in ("progress", "edit")}
        numbers = parts.numbers(notice.undated)
        found.append(words.undated.format(numbers=numbers, number=notice.undated[0], **names))
    if notice.waiting:
        found.append(words.waiting.format(numbers=parts.numbers(notice.waiting)))
    if notice.unreachable:
        found.append(words.unreachable.format(names=parts.names(notice.unreachable)))
    blocks = [Block("\n" + "\n".join(found))] if found else []
    return blocks if notice.report is None else [*blocks, periodic.in_digest(notice.report, setting)]


def _closing(notice: MorningDigest, items: Sequence[DigestItem], setting: RenderContext) -> tuple[str, ...]:
    words = setting.words
    mine = _reportable(items)
    closing = []
    if mine:
        line = mine[0].line
        typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=not line.is_acknowledged)
        typed.append(f"{words.command('task')} {line.number} {words.hints.kind['details']}")
        closing.append(reply_line(setting, _done_first(typed, setting), is_one=len(mine) == 1))
    elif items:
        closing.append(reply_line(setting, [f"{words.command('task')} {items[0].line.number}"]))
    if notice.waiting:
        closing.append(words.hints.see_waiting.format(waiting=words.command("waiting")))
    if len(items) > MOST_SHOWN:
        closing.append(words.hints.list.format(list=words.command("tasks")))
    return tuple(closing)


def _done_first(typed: Sequence[str], setting: RenderContext) -> Sequence[str]:
    """With buttons one example stands there: the one that reports a task done; of a check-in its first answer."""
    if not setting.capabilities.has_buttons:
        return typed
    return [text for text in typed if text.startswith(setting.words.command("done"))] or typed[:1]


def _reportable(items: Sequence[DigestItem]) -> list[DigestItem]:
    return [item for item in items if item.audience == "lead"]


def _buttons(notice: MorningDigest, shown: Sequence[DigestItem], setting: RenderContext) -> Rows:
    words = setting.words
    mine = _reportable(shown)
    others = [numbered(words, "task", item.line.number) for item in shown if item.audience != "lead"]
    rows: Rows = _report_rows(mine, setting) + in_rows(others, 3)
    if notice.waiting:
        label = words.hints.waiting_label.format(count=len(notice.waiting))
        rows += ((button(words, "waiting", label=label),),)
    if any(item.audience in {"coordinator", "leader"} for item in notice.items):
        rows += ((button(words, "status"),),)
    if len(notice.items) > MOST_SHOWN:
        rows += ((button(words, "tasks"),),)
    return rows


def _report_rows(mine: Sequence[DigestItem], setting: RenderContext) -> Rows:
    """One task: large buttons without its number; a few: a row each; more: what matters most of each."""
    if len(mine) == 1:
        return report_buttons(mine[0].line, setting)
    return tuple(tuple(_row(item, setting, is_full=len(mine) <= MOST_FULL_ROWS)) for item in mine)


def _row(item: DigestItem, setting: RenderContext, *, is_full: bool) -> Iterator[Button]:
    words, line = setting.words, item.line
    if is_full and not line.is_acknowledged and not line.period:
        yield numbered(words, "ack", line.number)
    yield numbered(words, "ongoing" if line.period else "done", line.number)
    if is_full:
        yield numbered(words, "notdone" if line.period else "progress", line.number)
    yield numbered(words, "task", line.number)
