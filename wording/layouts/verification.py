"""Shares of several units, and what was handed in."""

from collections.abc import Iterable

from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown
from domain.messages.summaries import EvidenceSummary, ShareSummary
from domain.messages.tasks import ShareReported
from wording.cleaning import clean
from wording.drafts import Draft, lines
from wording.layouts import parts
from wording.layouts.parts import RenderContext
from wording.messages import SentBefore

MOST_ITEMS = 8
MOST_UNITS = 6
TEXT = 120


def shared(notice: ShareReported, setting: RenderContext) -> Draft:
    """The unit's part is written down; who is still awaited."""
    words, line = setting.words, notice.line
    first = words.verification.shared.get(notice.part, words.verification.shared["lead"])
    awaited = words.verification.all_done
    if notice.missing:
        awaited = words.verification.still_missing.format(names=_some(notice.missing, setting))
    body = lines(
        first.format(number=parts.numbered(line, words)),
        clean(line.title, parts.TITLE),
        words.verification.by_units.format(names=_some(notice.unit_names, setting)),
        parts.note_line(notice.note, words),
        awaited,
        tasks=1,
    )
    is_lead = notice.part == "lead"
    return Draft((body,), (words.hints.undo.format(undo=words.command("undo")),) if is_lead else ())


def kept(notice: EvidenceKept, setting: RenderContext) -> Draft:
    """Something was handed in."""
    words, number = setting.words, notice.line.number
    first = words.verification.kept.get(notice.kind, words.verification.kept["text"])
    if notice.pieces > 1:
        first = words.verification.kept_several.replace("{count}", str(notice.pieces))
    count = words.verification.kept_count.format(count=notice.count, number=number, evidence=words.command("evidence"))
    name, title = clean(notice.name, parts.NOTE), clean(notice.line.title, parts.TITLE)
    being_stored = words.messages.being_stored if notice.waiting else ""
    first = first.format(number=parts.numbered(notice.line, words)) + being_stored
    too_large = words.verification.too_large if notice.too_large else ""
    return Draft((lines(first, title, name, count, too_large, tasks=1),))


def shown(notice: EvidenceShown, setting: RenderContext) -> Draft:
    """All that was handed in, the newest pieces where it is much."""
    words = setting.words
    head = lines(
        words.verification.heading.format(count=len(notice.items), number=notice.line.number),
        clean(notice.line.title, parts.TITLE),
        tasks=1,
    )
    entries = [lines(_entry(item, setting)) for item in notice.items[-MOST_ITEMS:]]
    is_out_of_sight = any(item.kind != "text" for item in notice.items) and not _takes_files(setting)
    return Draft((head, *entries), (words.verification.no_files_here,) if is_out_of_sight else ())


def file(notice: EvidenceFile, setting: RenderContext) -> Draft:
    """One picture or file itself, by its name on this channel or out of the evidence folder."""
    words = setting.words.verification
    item = EvidenceSummary(notice.kind, "", notice.name, notice.by, notice.at)
    text = words.caption.format(
        number=notice.line.number,
        what=_what(item, setting),
        by=clean(notice.by, parts.NAME),
        at=setting.words.days.short_instant(setting.local(notice.at)),
    )
    if not _takes_files(setting) or not (notice.file_ref or notice.digest):
        return Draft((lines(text, tasks=1),))
    name = clean(notice.name, parts.NAME) or words.file_name.format(number=notice.line.number)
    return Draft((lines(text, tasks=1),), again=SentBefore(notice.file_ref, notice.kind, notice.digest, name))


def _takes_files(setting: RenderContext) -> bool:
    return setting.capabilities.has_files or setting.capabilities.has_pictures


def share_lines(shares: Iterable[ShareSummary], setting: RenderContext) -> list[str]:
    """Where each unit stands, as lines of its task."""
    words, shares = setting.words, tuple(shares)
    told: list[str] = []
    for part, heading in words.verification.share_heading.items():
        of_part = [share for share in shares if share.part == part]
        done = [share for share in of_part if share.day is not None]
        if not of_part:
            continue
        named = [
            words.verification.share_done.format(name=clean(s.unit_name, parts.NAME), day=words.days.short_day(s.day))
            for s in done[:MOST_UNITS]
            if s.day is not None
        ]
        told.append(" ".join([heading, *named]) if named else "")
        open_ = [share.unit_name for share in of_part if share.day is None]
        told.append(words.verification.share_open.format(names=_some(open_, setting)) if open_ else "")
    return [line for line in told if line]


def count_line(count: int, number: int, setting: RenderContext) -> str:
    """How much was handed in, and how to see it; "" for nothing."""
    words = setting.words
    hint = words.verification.list_hint.format(count=count, number=number, evidence=words.command("evidence"))
    return hint if count else ""


def _some(names: Iterable[str], setting: RenderContext) -> str:
    """The first names, and how many more there are."""
    every = tuple(names)
    shown = parts.names(every[:MOST_UNITS])
    more = len(every) - MOST_UNITS
    return f"{shown} {setting.words.verification.share_more.format(count=more)}" if more > 0 else shown


def _entry(item: EvidenceSummary, setting: RenderContext) -> str:
    return setting.words.verification.entry.format(
        at=setting.words.days.short_instant(setting.local(item.at)),
        by=clean(item.by, parts.NAME),
        what=_what(item, setting),
    )


def _what(item: EvidenceSummary, setting: RenderContext) -> str:
    kinds = setting.words.verification.kinds
    template = kinds.get(item.kind, kinds["text"])
    what = template.format(text=clean(item.text, TEXT), name=clean(item.name, parts.NAME)).strip()
    content = setting.words.verification.contents.get(item.content, "")
    return setting.words.verification.with_content.format(what=what, content=content) if content else what
