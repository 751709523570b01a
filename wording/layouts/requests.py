"""Requests and obstacles: to whoever asked, to whoever must act, and what came of it."""

from collections.abc import Mapping

from domain.messages.requests import ObstacleNews, RequestNews, RequestsShown
from domain.messages.summaries import RequestItem, RequestSummary
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts
from wording.layouts.buttons import if_possible, numbered
from wording.layouts.parts import RenderContext

MOST_SHOWN = 6
OTHER = "other"


def news(notice: RequestNews, setting: RenderContext) -> Draft:
    """One request: what happened, about which task, in whose words, and what to do."""
    line, request = notice.line, notice.request
    body = lines(
        _first(notice, setting),
        clean(line.title, parts.TITLE),
        _days(notice, setting),
        _worded(_text_template(notice, setting), request.text),
        _recommendation(request, setting) if notice.what in {"brought", "recommended"} else "",
        _outcome(notice, setting),
        tasks=1,
    )
    return Draft((body,), _closing(notice, setting), if_possible(setting, _buttons(line.number, request, setting)))


def shown(notice: RequestsShown, setting: RenderContext) -> Draft:
    """What waits for this reader, oldest first; for who only reads along, what waits for anybody."""
    words, items = setting.words, notice.items
    nothing, heading = words.requests.nothing, words.requests.heading
    if notice.is_overview:
        nothing, heading = words.requests.nothing_open, words.requests.heading_open
    if not items:
        return Draft((Block(nothing),))
    head = Block(heading.format(count=len(items)))
    entries = [_entry(item, setting) for item in items[:MOST_SHOWN]]
    hidden = items[MOST_SHOWN:]
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        entries.append(Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    rows = tuple(row for item in items[:MOST_SHOWN] for row in _buttons(item.line.number, item.request, setting))
    how = _how(items[0].line.number, items[0].request, setting)
    return Draft((head, *entries), (how,) if how else (), if_possible(setting, rows))


def in_digest(item: RequestItem, setting: RenderContext) -> str:
    """An open request as an entry of the morning message."""
    return f"{item.line.number}. {standing(item.request, setting)}"


def how(item: RequestItem, setting: RenderContext) -> str:
    """What to type about it."""
    return _how(item.line.number, item.request, setting)


def obstacle(notice: ObstacleNews, setting: RenderContext) -> Draft:
    """Something holds a task up, or no longer."""
    words = setting.words.requests
    if notice.is_cleared:
        first = words.cleared_mine if notice.is_mine else words.cleared
    else:
        first = words.held_up_mine if notice.is_mine else words.held_up
    who = "" if notice.is_mine else words.who.format(who=clean(notice.by, parts.NAME))
    body = lines(
        first.format(number=parts.numbered(notice.line, setting.words)),
        clean(notice.line.title, parts.TITLE),
        _worded(words.obstacle_was if notice.is_cleared else words.obstacle, notice.text),
        who,
        parts.deadline(notice.line, setting.words),
        tasks=1,
    )
    undo = setting.words.hints.undo.format(undo=setting.words.command("undo"))
    return Draft((body,), (undo,) if notice.is_mine else ())


def standing(request: RequestSummary, setting: RenderContext) -> str:
    """An open request as one line of its task."""
    words = setting.words
    text = clean(request.text, parts.NOTE) or "…"
    who = clean(request.asked_by, parts.NAME)
    return _phrase(words.requests.open_line, request.kind).format(day=_day(request, setting), who=who, text=text)


def worded_obstacle(text: str | None, setting: RenderContext) -> str:
    """What holds a task up as one line of it; "" when nothing does."""
    return _worded(setting.words.requests.obstacle, text or "")


def granted(request: RequestSummary, setting: RenderContext) -> str:
    """An extension as one line of its task."""
    days = setting.words.days
    old = days.short_day(request.old_day) if request.old_day else "…"
    new = days.short_day(request.granted_day) if request.granted_day else "…"
    words = setting.words.requests
    template = words.corrected_line if request.kind == "deadline" else words.granted_line
    return template.format(old=old, day=new, text=clean(request.text, 80))


def _first(notice: RequestNews, setting: RenderContext) -> str:
    request, words = notice.request, setting.words
    what = request.state if notice.what == "decided" else notice.what
    day = words.days.day
    refused = day(request.old_day) if request.old_day else ""
    return _phrase(words.requests.first, f"{request.kind} {what}").format(
        number=parts.numbered(notice.line, setting.words),
        who=clean(request.asked_by, parts.NAME),
        by=clean(request.decided_by, parts.NAME),
        day=refused if what == "refused" else _day(request, setting) if _has_day(request) else clean(request.text, 80),
        yes=words.requests.not_ if request.is_recommended is False else "",
    )


def _has_day(request: RequestSummary) -> bool:
    """Another deadline may name no day ("hằng tháng"): then its words stand for it."""
    return request.kind != "deadline" or (request.granted_day or request.wanted_day) is not None


def _day(request: RequestSummary, setting: RenderContext) -> str:
    """The day granted or wanted, with its hour where one was named."""
    words = setting.words.days
    wanted = request.granted_day or request.wanted_day
    if wanted is None:
        return "…"
    day = words.day(wanted)
    is_hour_meant = request.wanted_time is not None and wanted == request.wanted_day
    return f"{words.hour(request.wanted_time)} {day}" if is_hour_meant and request.wanted_time else day


def _days(notice: RequestNews, setting: RenderContext) -> str:
    request, words = notice.request, setting.words
    if request.kind != "extension":
        return parts.deadline(notice.line, words)
    if request.old_day is None or request.state == "refused":
        return ""
    template = words.requests.old_deadline if request.state == "granted" else words.requests.deadline_now
    day = template.format(day=words.days.day(request.old_day))
    return f"{day}. {words.requests.extension.format(count=request.extension)}" if request.extension > 1 else day


def _recommendation(request: RequestSummary, setting: RenderContext) -> str:
    words = setting.words.requests
    if request.is_recommended is None:
        return ""
    first = words.recommended if request.is_recommended else words.not_recommended
    first = first.format(who=clean(request.recommended_by, parts.NAME))
    note = clean(request.recommendation, parts.NOTE)
    return words.recommendation.format(first=first, text=note) if note else first


def _outcome(notice: RequestNews, setting: RenderContext) -> str:
    request, words = notice.request, setting.words.requests
    if notice.what == "answered":
        return _worded(_phrase(words.answer, request.kind), request.answer)
    if notice.what != "decided":
        return ""
    who = words.decided_by.format(who=clean(request.decided_by, parts.NAME))
    note = _worded(words.note, request.answer)
    return f"{note}\n{who}" if note else who


def _text_template(notice: RequestNews, setting: RenderContext) -> str:
    """Beside a decision, why more time was asked for must not read as the reason of the decision."""
    words = setting.words.requests
    is_decided = notice.request.kind == "extension" and notice.what == "decided"
    return words.asked_text if is_decided else _phrase(words.text, notice.request.kind)


def _phrase(phrases: Mapping[str, str], kind: str) -> str:
    """The phrase of a kind; of one that this version does not know, the phrase that says the least."""
    return phrases.get(kind) or phrases[OTHER]


def _worded(template: str, text: str) -> str:
    cleaned = clean(text, parts.NOTE)
    return template.format(text=cleaned) if cleaned else ""


def _closing(notice: RequestNews, setting: RenderContext) -> tuple[str, ...]:
    words = setting.words
    if notice.what == "asked":
        return (_phrase(words.requests.goes_up, notice.request.kind).format(undo=words.command("undo")),)
    how = _how(notice.line.number, notice.request, setting) if notice.what == "brought" else ""
    return (how,) if how else ()


def _how(number: int, request: RequestSummary, setting: RenderContext) -> str:
    words, how = setting.words, setting.words.requests.how
    if request.awaits not in how:
        return ""
    typed = "" if setting.capabilities.hears_replies else how.get(f"{request.awaits} typed", "")
    names = {name: words.command(name) for name in ("decide", "refuse", "answer")}
    return (typed or how[request.awaits]).format(number=number, **names)


def _buttons(number: int, request: RequestSummary, setting: RenderContext) -> Rows:
    words = setting.words
    if request.awaits not in {"recommend", "decide"}:
        return ((numbered(words, "task", number),),) if request.awaits else ()
    is_advice = request.awaits == "recommend"  # who only recommends must not read that they decide
    yes = numbered(words, "decide", number, "recommend" if is_advice else "decide")
    no = numbered(words, "refuse", number, "advise_against" if is_advice else "refuse")
    return (yes, no), (numbered(words, "task", number),)


def _entry(item: RequestItem, setting: RenderContext) -> Block:
    words, request = setting.words, item.request
    about = _phrase(words.requests.entry, request.kind).format(
        day=_day(request, setting),
        who=clean(request.asked_by, parts.NAME),
        asked=words.days.short_instant(setting.local(request.asked_at)),
    )
    text = _worded(_phrase(words.requests.text, request.kind), request.text)
    return lines("\n" + parts.entry(item.line, words), about, text, _recommendation(request, setting), tasks=1)
