"""More time, questions, explanations and obstacles: to the person who asked and the person who must act."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.history import UndoLast
from domain.messages.requests import (
    AnswerRequest,
    GrantRequest,
    ObstacleNews,
    RefuseRequest,
    RequestNews,
    RequestsLeft,
    RequestsShown,
)
from domain.messages.summaries import RequestItem, RequestSummary
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import if_possible, numbered
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines

MOST_SHOWN = 6
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """More time, questions, explanations, obstacles. `first` is the first line by "kind what", as in RequestNews."""

    first: Mapping[str, str]
    not_: str
    text: Mapping[str, str]
    asked_text: str
    answer: Mapping[str, str]
    deadline_now: str
    old_deadline: str
    extension: str
    recommended: str
    not_recommended: str
    recommendation: str
    decided_by: str
    note: str
    note_mine: str
    goes_up: Mapping[str, str]
    how: Mapping[str, str]
    heading: str
    heading_open: str
    heading_left: str
    nothing: str
    nothing_open: str
    entry: Mapping[str, str]
    open_line: Mapping[str, str]
    granted_line: str
    corrected_line: str
    obstacle: str
    obstacle_was: str
    held_up: str
    held_up_mine: str
    cleared: str
    cleared_mine: str
    who: str
    days_more: str
    end_of_month: str


def request_news(notice: RequestNews, context: RenderContext) -> Layout:
    """Tells of one request: what happened, about which task, its text, and what to do."""
    line, request = notice.line, notice.request
    body = lines(
        _first(notice, context),
        clean(line.title, parts.TITLE),
        _days(notice, context),
        _worded(_text_template(notice, context), request.text),
        _recommendation(request, context) if notice.what in {"brought", "recommended"} else "",
        _outcome(notice, context),
        tasks=1,
    )
    return Layout((body,), _closing(notice, context), if_possible(context, _buttons(line.number, request, context)))


def requests_shown(notice: RequestsShown, context: RenderContext) -> Layout:
    """Lists what waits for this reader, oldest first; for one who only reads along, what waits for anybody."""
    words, items = context.words, notice.items
    nothing, heading = words.requests.nothing, words.requests.heading
    if notice.is_overview:
        nothing, heading = words.requests.nothing_open, words.requests.heading_open
    if not items:
        return Layout((Block(nothing),))
    head = Block(heading.format(count=len(items)))
    entries = [_entry(item, context) for item in items[:MOST_SHOWN]]
    hidden = items[MOST_SHOWN:]
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        entries.append(Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    rows = tuple(row for item in items[:MOST_SHOWN] for row in _buttons(item.line.number, item.request, context))
    how = _how(items[0].line.number, items[0].request, context)
    return Layout((head, *entries), (how,) if how else (), if_possible(context, rows))


def requests_left(notice: RequestsLeft, context: RenderContext) -> Layout:
    """Lists, a line each, the open requests of somebody who left, and says how an explanation is given."""
    words, items = context.words, notice.items
    head = words.requests.heading_left.format(count=len(items), person=clean(notice.person, parts.NAME))
    hidden = [item.line.number for item in items[MOST_SHOWN:]]
    more = words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=parts.numbers(hidden)) if hidden else ""
    body = lines(head, *(in_digest(item, context) for item in items[:MOST_SHOWN]), more)
    answered = next((how(item, context) for item in items if item.request.awaits), "")
    return Layout((body,), (answered,) if answered else ())


def in_digest(item: RequestItem, context: RenderContext) -> str:
    """Shows an open request as an entry of the morning message."""
    return f"{item.line.number}. {standing(item.request, context)}"


def how(item: RequestItem, context: RenderContext) -> str:
    """Says what to type about the request."""
    return _how(item.line.number, item.request, context)


def obstacle_news(notice: ObstacleNews, context: RenderContext) -> Layout:
    """Tells that something holds a task up, or no longer does."""
    words = context.words.requests
    if notice.is_cleared:
        first = words.cleared_mine if notice.is_mine else words.cleared
    else:
        first = words.held_up_mine if notice.is_mine else words.held_up
    who = "" if notice.is_mine else words.who.format(who=clean(notice.by, parts.NAME))
    body = lines(
        first.format(number=parts.numbered(notice.line, context.words)),
        clean(notice.line.title, parts.TITLE),
        _worded(words.obstacle_was if notice.is_cleared else words.obstacle, notice.text),
        who,
        parts.deadline(notice.line, context.words),
        tasks=1,
    )
    undo = context.words.hints.undo.format(undo=context.words.command(UndoLast))
    return Layout((body,), (undo,) if notice.is_mine else ())


def standing(request: RequestSummary, context: RenderContext) -> str:
    """Shows an open request as one line of its task."""
    words = context.words
    text = clean(request.text, parts.NOTE) or "…"
    who = clean(request.asked_by, parts.NAME)
    return _phrase(words.requests.open_line, request.kind).format(day=_day(request, context), who=who, text=text)


def worded_obstacle(text: str | None, context: RenderContext) -> str:
    """Shows what holds a task up as one line of it; "" when nothing does."""
    return _worded(context.words.requests.obstacle, text or "")


def granted(request: RequestSummary, context: RenderContext) -> str:
    """Shows a granted extension as one line of its task."""
    days = context.words.days
    old = days.short_day(request.old_day) if request.old_day else "…"
    new = days.short_day(request.granted_day) if request.granted_day else "…"
    words = context.words.requests
    template = words.corrected_line if request.kind == "deadline" else words.granted_line
    return template.format(old=old, day=new, text=clean(request.text, 80))


def _first(notice: RequestNews, context: RenderContext) -> str:
    request, words = notice.request, context.words
    what = request.state if notice.what == "decided" else notice.what
    day = words.days.day
    refused = day(request.old_day) if request.old_day else ""
    kind = f"{request.kind} {what}"
    mine = words.requests.first.get(f"{kind} mine") if notice.is_mine else None
    return (mine or _phrase(words.requests.first, kind)).format(
        number=parts.numbered(notice.line, context.words),
        who=clean(request.asked_by, parts.NAME),
        by=clean(request.decided_by, parts.NAME),
        day=refused if what == "refused" else _day(request, context) if _has_day(request) else clean(request.text, 80),
        yes=words.requests.not_ if request.is_recommended is False else "",
    )


def _has_day(request: RequestSummary) -> bool:
    """Another deadline may name no day ("hằng tháng"): then its words stand for it."""
    return request.kind != "deadline" or (request.granted_day or request.wanted_day) is not None


def _day(request: RequestSummary, context: RenderContext) -> str:
    """The day granted or wanted, with its hour where one was named."""
    words = context.words.days
    wanted = request.granted_day or request.wanted_day
    if wanted is None:
        return "…"
    day = words.day(wanted)
    is_hour_meant = request.wanted_time is not None and wanted == request.wanted_day
    return f"{words.hour(request.wanted_time)} {day}" if is_hour_meant and request.wanted_time else day


def _days(notice: RequestNews, context: RenderContext) -> str:
    request, words = notice.request, context.words
    if request.kind != "extension":
        return parts.deadline(notice.line, words)
    if request.old_day is None or request.state == "refused":
        return ""
    template = words.requests.old_deadline if request.state == "granted" else words.requests.deadline_now
    day = template.format(day=words.days.day(request.old_day))
    return f"{day}. {words.requests.extension.format(count=request.extension)}" if request.extension > 1 else day


def _recommendation(request: RequestSummary, context: RenderContext) -> str:
    words = context.words.requests
    if request.is_recommended is None:
        return ""
    first = words.recommended if request.is_recommended else words.not_recommended
    first = first.format(who=clean(request.recommended_by, parts.NAME))
    note = clean(request.recommendation, parts.NOTE)
    return words.recommendation.format(first=first, text=note) if note else first


def _outcome(notice: RequestNews, context: RenderContext) -> str:
    request, words = notice.request, context.words.requests
    if notice.what == "answered":
        return _worded(_phrase(words.answer, request.kind), request.answer)
    if notice.what != "decided":
        return ""
    who = "" if notice.is_mine else words.decided_by.format(who=clean(request.decided_by, parts.NAME))
    note = _worded(words.note_mine if notice.is_mine else words.note, request.answer)
    return "\n".join(filter(None, (note, who)))


def _text_template(notice: RequestNews, context: RenderContext) -> str:
    """Beside a decision, why more time was asked for must not read as the reason of the decision."""
    words = context.words.requests
    is_decided = notice.request.kind == "extension" and notice.what == "decided"
    return words.asked_text if is_decided else _phrase(words.text, notice.request.kind)


def _phrase(phrases: Mapping[str, str], kind: str) -> str:
    """The phrase of a kind; of one that this version does not know, the phrase that says the least."""
    return phrases.get(kind) or phrases[OTHER]


def _worded(template: str, text: str) -> str:
    cleaned = clean(text, parts.NOTE)
    return template.format(text=cleaned) if cleaned else ""


def _closing(notice: RequestNews, context: RenderContext) -> tuple[str, ...]:
    words = context.words
    if notice.what == "asked":
        return (_phrase(words.requests.goes_up, notice.request.kind).format(undo=words.command(UndoLast)),)
    how = _how(notice.line.number, notice.request, context) if notice.what == "brought" else ""
    return (how,) if how else ()


def _how(number: int, request: RequestSummary, context: RenderContext) -> str:
    words, how = context.words, context.words.requests.how
    if request.awaits not in how:
        return ""
    typed = "" if context.capabilities.hears_replies else how.get(f"{request.awaits} typed", "")
    names = {kind.canonical: words.command(kind) for kind in (GrantRequest, RefuseRequest, AnswerRequest)}
    return (typed or how[request.awaits]).format(number=number, **names)


def _buttons(number: int, request: RequestSummary, context: RenderContext) -> Rows:
    words = context.words
    if request.awaits not in {"recommend", GrantRequest.canonical}:
        return ((numbered(words, ShowTask, number),),) if request.awaits else ()
    is_advice = request.awaits == "recommend"  # who only recommends must not read that they decide
    yes = numbered(words, GrantRequest, number, words.hints.recommend if is_advice else "")
    no = numbered(words, RefuseRequest, number, words.hints.advise_against if is_advice else "")
    return (yes, no), (numbered(words, ShowTask, number),)


def _entry(item: RequestItem, context: RenderContext) -> Block:
    words, request = context.words, item.request
    about = _phrase(words.requests.entry, request.kind).format(
        day=_day(request, context),
        who=clean(request.asked_by, parts.NAME),
        asked=words.days.short_instant(context.local(request.asked_at)),
    )
    text = _worded(_phrase(words.requests.text, request.kind), request.text)
    return lines("\n" + parts.entry(item.line, words), about, text, _recommendation(request, context), tasks=1)
